"""The law text: every 款 and 项 of the rules in a checklist, in Chinese and English, and how far it was compared."""

from __future__ import annotations

from collections.abc import Iterator

from guiju.documents.blocks import Column, Grid
from guiju.law import excerpt
from guiju.law.labels import label
from guiju.law.text import citation
from guiju.law.words import Words
from guiju.model import Lang, Unit
from guiju.reasoning.checklist import Checklist

WORDS = Words(__file__)
COLUMNS = WORDS.table("law_column")
_WIDTHS = {"rule": 18, "place": 18, "heading": 20, "chinese": 58, "english": 58, "compared": 28}


def grid(checklist: Checklist) -> Grid:
    """A row a 款 or 项, in the order of the text."""
    columns = tuple(Column(COLUMNS[key][checklist.lang], width) for key, width in _WIDTHS.items())
    rows = tuple(_rows(checklist))
    return Grid(WORDS["law"][checklist.lang], columns, rows, (None,) * len(rows))


def _rows(checklist: Checklist) -> Iterator[tuple[str, ...]]:
    lang, left_out = checklist.lang, {rule.id for rule, _ in checklist.skipped}
    for rule in checklist.regulations:
        for article in rule.articles if rule.id not in left_out else ():
            for unit in article.units():
                place = citation.label(rule, unit.eId, lang)
                yield rule.short_title[lang], place, article.heading[lang], unit.zh, unit.en, _compared(unit, lang)


def _compared(unit: Unit, lang: Lang) -> str:
    """How far the wording was compared; in an excerpt, how it was seen and what of it is not here."""
    remarks = [words[lang] for words in excerpt.how_seen(unit)]
    if unit.provenance:
        remarks.append(label(unit.provenance.wording, lang))
        remarks += [unit.provenance.note[lang]] if unit.provenance.note else []
    return "\n".join(remarks)
