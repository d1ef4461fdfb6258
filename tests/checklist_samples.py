"""Checklists for the tests of the exports: a small sound one, and the same with one text put into every field."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from guiju.law.load import load
from guiju.model import Bilingual, Corpus, Lang, Paragraph, Point, Role, Where
from guiju.reasoning.checklist import Checklist, checklist
from places import GOOD as GOOD
from places import ROOT as ROOT

AS_OF = date(2024, 5, 6)

# Names of fields that hold words rather than ids and codes.
_WORDS = {"quote", "word", "zh", "en"}


@cache
def corpus(root: Path = GOOD) -> Corpus:
    return load(root)


def everyone(base: Corpus) -> Role:
    """A role of all parties, so that powers are listed beside duties."""
    parties = tuple(party.id for party in base.vocabulary.parties)
    return Role("everyone", Bilingual("所有人", "Everyone"), parties, Bilingual("所有主体。", "All parties."))


def sample(lang: Lang = "zh", base: Corpus | None = None, as_of: date = AS_OF, **options: Any) -> Checklist:
    base = base or corpus()
    return checklist(base, [everyone(base)], as_of, lang, **options)


def filled_with(text: str, lang: Lang) -> Checklist:
    """The sample with `text` in place of every text of the data."""
    base = _replaced(corpus(), text)
    role = replace(everyone(base), label=Bilingual(text, text))
    return checklist(base, [role], AS_OF, lang, topics=["logs", "names"])


def _replaced(record: Any, text: str) -> Any:
    if isinstance(record, tuple):
        return tuple(_replaced(item, text) for item in record)
    if isinstance(record, Mapping):
        return {key: _replaced(item, text) for key, item in record.items()}
    if isinstance(record, Bilingual | Paragraph | Point) or (is_dataclass(record) and not isinstance(record, Where)):
        changes = {}
        for field in fields(record):
            value = getattr(record, field.name)
            if field.name in _WORDS:
                changes[field.name] = text if isinstance(value, str) else value and tuple(text for _ in value)
            elif field.name != "where":
                changes[field.name] = _replaced(value, text)
        return replace(record, **changes)
    return record
