"""Kinds of columns, by the names that databases give to their types; and the type of a fact in SQL."""

import re
from typing import Literal

from guiju.model import Fact
from guiju.predicates.dialects import Dialect

ColumnType = Literal["boolean", "integer", "wide", "real", "text", "date", "moment", "instant", "nothing", "other"]
"""A `moment` has no offset, an `instant` has one; `wide` may exceed 64 bits; every cell of `nothing` is empty."""

_KINDS: tuple[tuple[str, ColumnType], ...] = (
    (r"bool(ean)?", "boolean"),
    (r"(tiny|small|big|long)?int(eger)?|int[248]|u(tiny|small)int|uinteger|short|long|byte", "integer"),
    (r"ubigint|u?hugeint|(decimal|numeric)(\(\d+, ?0\))?", "wide"),
    (r"float[48]?|double( precision)?|real|(decimal|numeric)\(\d+, ?\d+\)", "real"),
    (r"(var)?char(acter)?( varying)?(\(\d+\))?|text|string|bpchar|uuid|enum(\(.*\))?", "text"),
    (r"date", "date"),
    (r"timestamp(_s|_ms|_ns|_us|_ntz)?|timestamp(\(\d\))? without time zone|datetime", "moment"),
    (r"timestamptz(_ns)?|timestamp(\(\d\))? with time zone|timestamp_ltz", "instant"),
    (r"\"?null\"?|void", "nothing"),
)
_SQL_TYPES = {"boolean": "BOOLEAN", "integer": "BIGINT", "date": "DATE"}


def kind(name: str, dialect: Dialect) -> ColumnType:
    """The kind of a column of this type."""
    lowered = name.lower()
    if lowered in dialect.instants:
        return "instant"
    return next((kind for pattern, kind in _KINDS if re.fullmatch(pattern, lowered, re.DOTALL)), "other")


def sql_type(fact: Fact, dialect: Dialect) -> str:
    """The type of a fact's values."""
    return {**_SQL_TYPES, "number": dialect.real, "datetime": dialect.moment}.get(fact.type, dialect.text)


def null(fact: Fact, dialect: Dialect) -> str:
    """The value of a fact that is missing."""
    return f"CAST(NULL AS {sql_type(fact, dialect)})"
