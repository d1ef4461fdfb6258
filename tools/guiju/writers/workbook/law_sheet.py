"""The law text: every 款 and 项 of the rules in the checklist, in Chinese and English, and how far it was compared."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from guiju.law import excerpt
from guiju.law.labels import label
from guiju.law.text import citation
from guiju.model import Bilingual, Lang, Unit
from guiju.reasoning.checklist import Checklist
from guiju.writers.workbook.height import height
from guiju.writers.workbook.page import set_up
from guiju.writers.workbook.pen import Pen

NAME = Bilingual("条文", "Law text")
_COLUMNS = (
    (Bilingual("法规", "Rule"), 18),
    (Bilingual("条款", "Place"), 18),
    (Bilingual("条标（编者所加）", "Heading (ours)"), 20),
    (Bilingual("中文条文", "Chinese text"), 62),
    (Bilingual("英文译文（非官方）", "English translation (unofficial)"), 62),
    (Bilingual("文字核对", "Comparison of the wording"), 28),
)


def write(book: Any, pen: Pen, checklist: Checklist) -> None:
    """Add the law text."""
    lang = checklist.lang
    sheet = book.add_worksheet(NAME[lang])
    for place, (heading, width) in enumerate(_COLUMNS):
        sheet.set_column(place, place, width)
        pen.write(sheet, 0, place, heading[lang], "heading")
    sheet.set_row(0, height((heading[lang], width) for heading, width in _COLUMNS))
    for row, cells in enumerate(_rows(checklist), 1):
        for place, text in enumerate(cells):
            pen.write(sheet, row, place, text, "cell")
        sheet.set_row(row, height((text, width) for text, (_, width) in zip(cells, _COLUMNS, strict=True)))
    sheet.freeze_panes(1, 2)
    set_up(sheet, checklist, repeat=(0, 0))


def _rows(checklist: Checklist) -> Iterator[tuple[str, ...]]:
    lang = checklist.lang
    left_out = {rule.id for rule, _ in checklist.skipped}
    for rule in checklist.regulations:
        if rule.id in left_out:
            continue
        for article in rule.articles:
            for unit in article.units():
                place = citation.label(rule, unit.eId, lang)
                yield rule.short_title[lang], place, article.heading[lang], unit.zh, unit.en, _compared(unit, lang)


def _compared(unit: Unit, lang: Lang) -> str:
    """How far the wording was compared; in an excerpt, how it was seen and what of it is not here."""
    told = [said[lang] for said in excerpt.how_seen(unit)]
    if unit.provenance:
        told.append(label(unit.provenance.wording, lang))
        told += [unit.provenance.note[lang]] if unit.provenance.note else []
    return "\n".join(told)
