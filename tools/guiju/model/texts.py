"""Every bilingual text of a record, with its place: what checks of language and typography read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from typing import Any, Protocol

from guiju.model import Corpus, Where


class Text(Protocol):
    """Anything with a Chinese and an English wording: 款, 项, titles, summaries, notes, glossary terms."""

    @property
    def zh(self) -> str: ...
    @property
    def en(self) -> str: ...
    @property
    def where(self) -> Where: ...


def texts(record: Any) -> Iterator[Text]:
    """The texts of a record and of all records in it, in the order of its fields."""
    if isinstance(record, Corpus):
        for part in (record.vocabulary, record.glossary, record.regulations, record.cases):
            yield from texts(part)
    elif isinstance(record, tuple):
        for item in record:
            yield from texts(item)
    elif isinstance(record, Mapping):
        for item in record.values():
            yield from texts(item)
    elif is_dataclass(record) and not isinstance(record, type | Where):
        if hasattr(record, "zh") and hasattr(record, "en"):
            yield record  # type: ignore[misc]  # the two attributes were just looked at
        for field in fields(record):
            if field.name != "where":
                yield from texts(getattr(record, field.name))
