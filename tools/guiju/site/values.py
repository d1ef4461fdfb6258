"""The value of a fact in words."""

from __future__ import annotations

from guiju.documents.penalties import ranges
from guiju.model import Fact, RecordedValue
from guiju.site.site import Site


def in_words(site: Site, fact: Fact | None, value: RecordedValue) -> str:
    """A fact's value in words: yes, an enumerated value's name, a number with its unit."""
    if isinstance(value, bool):
        return str(site.words["answers"]["yes" if value else "no"])
    for entry in fact.values if fact else ():
        if entry.id == value:
            return entry.label[site.lang]
    if value == "none" and fact is not None and fact.can_be_none:
        return str(site.words["answers"]["none"])
    if fact is not None and fact.type == "duration":
        return ranges.period(str(value), site.lang)
    unit = site.words["unit"][fact.unit] if fact is not None and fact.unit else ""
    return f"{value} {unit}" if unit else str(value)
