"""What a column holds, told by the name that its database gives to its type; and the type that a fact has there."""

from __future__ import annotations

import re
from typing import Literal

from guiju.model import Fact
from guiju.predicates.dialects import Dialect

Kind = Literal["boolean", "integer", "wide", "real", "text", "date", "moment", "instant", "nothing", "other"]

# How the dialects name the types of columns. A `moment` has no offset, an `instant` has one; `wide` may be too large for 64 bits; of `nothing` every cell is empty.
_KINDS: tuple[tuple[str, Kind], ...] = (
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


def kind(name: str, dialect: Dialect) -> Kind:
    """What a column of this type holds."""
    lowered = name.lower()
    if dialect.name == "spark" and lowered == "timestamp":
        return "instant"
    return next((kind for pattern, kind in _KINDS if re.fullmatch(pattern, lowered, re.DOTALL)), "other")


_SQL_TYPES = {
    "boolean": "BOOLEAN",
    "integer": "BIGINT",
    "number": "DOUBLE PRECISION",
    "date": "DATE",
    "datetime": "TIMESTAMP",
}


def sql_type(fact: Fact, dialect: Dialect) -> str:
    """The type of a fact's values."""
    name = _SQL_TYPES.get(fact.type, dialect.text)
    if dialect.name == "spark":
        return {"TIMESTAMP": "TIMESTAMP_NTZ", "DOUBLE PRECISION": "DOUBLE"}.get(name, name)
    return name
