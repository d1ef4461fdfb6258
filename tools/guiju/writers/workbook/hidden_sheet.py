"""The hidden sheet: what a workbook was made from, so that it can be read back after sorting and after re-saving.

Rows of key and value. `column.<key>` gives the heading of a column, `status.<key>` and so on the word of a choice:
a reader finds columns by heading and rows by the hidden id, wherever they have moved. The same for the facts sheet, where
`choice.<fact>.<value>` gives the words of a fact's values. On the cover, a hidden cell beside each particular of the report names it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from guiju.documents.content.status import APPLICABILITY, BASES, FOR_INFORMATION, HISTORICAL, RISKS, STATUSES
from guiju.reasoning.checklist import Checklist
from guiju.writers.workbook import cover_sheet, facts_sheet, main_sheet
from guiju.writers.workbook.columns import COLUMNS
from guiju.writers.workbook.pen import Pen

NAME = "guiju"
SCHEMA_VERSION = 1
_PROPERTY_LIMIT = 255  # characters; a spreadsheet program's own limit


def made_from(checklist: Checklist) -> dict[str, str]:
    """What the workbook was made from, as key and value."""
    return {
        "schema_version": str(SCHEMA_VERSION),
        "data_version": checklist.corpus.data_version,
        "content_hash": checklist.content_hash,
        "as_of": checklist.as_of.isoformat(),
        "language": checklist.lang,
        "roles": " ".join(role.id for role in checklist.roles),
        "regulations": " ".join(rule.id for rule in checklist.regulations),
        "topics": " ".join(checklist.topics),
    }


def write(book: Any, pen: Pen, checklist: Checklist) -> None:
    """Add the hidden sheet, the names of its lists, and the same facts as properties of the document."""
    sheet = book.add_worksheet(NAME)
    sheet.very_hidden()
    places: dict[str, int] = {}
    for row, (key, value) in enumerate(_rows(checklist)):
        pen.write(sheet, row, 0, key)
        pen.write(sheet, row, 1, value)
        places[key] = row + 1
    keys = list(STATUSES)
    book.define_name("guiju_status", f"={NAME}!$B${places[f'status.{keys[0]}']}:$B${places[f'status.{keys[-1]}']}")
    for name, key in (("guiju_information", "for_information"), ("guiju_history", "historical")):
        cell = f"$B${places[f'status.{key}']}"
        book.define_name(name, f"={NAME}!{cell}:{cell}")
    for fact in facts_sheet.service_facts(checklist):
        if listed := [places[f"choice.{fact.id}.{key}"] for key in facts_sheet.choices(fact, checklist.lang)]:
            book.define_name(facts_sheet.list_name(fact), f"={NAME}!$B${listed[0]}:$B${listed[-1]}")
    for key, value in made_from(checklist).items():
        if len(value) <= _PROPERTY_LIMIT:  # the sheet has those that are longer
            book.set_custom_property(f"guiju_{key}", value, "text")


def _rows(checklist: Checklist) -> Iterator[tuple[str, str]]:
    lang = checklist.lang
    yield from made_from(checklist).items()
    yield "sheet", main_sheet.NAME[lang]
    for column in COLUMNS:
        yield f"column.{column.key}", column.heading[lang]
    choices = {"status": STATUSES, "applicability": APPLICABILITY, "basis": BASES, "risk": RISKS}
    for name, words in choices.items():
        yield from ((f"{name}.{key}", word[lang]) for key, word in words.items())
    yield "status.for_information", FOR_INFORMATION[lang]
    yield "status.historical", HISTORICAL[lang]
    yield "cover_sheet", cover_sheet.NAME[lang]
    yield "facts_sheet", facts_sheet.NAME[lang]
    for fact_column in facts_sheet.COLUMNS:
        yield f"fact_column.{fact_column.key}", fact_column.heading[lang]
    yield from ((f"fact_basis.{key}", word[lang]) for key, word in facts_sheet.BASES.items())
    yield from ((f"value.{key}", word[lang]) for key, word in facts_sheet.VALUES.items())
    for fact in facts_sheet.service_facts(checklist):
        yield from ((f"choice.{fact.id}.{key}", word) for key, word in facts_sheet.choices(fact, lang).items())
