"""By what a workbook is read back after sorting and after re-saving: what it was made from, and its words by what they stand for.

`column.<key>` gives the heading of a column, `status.<key>` and so on the word of a choice: a reader finds columns by heading and rows by the
hidden id, wherever they have moved. The same for the facts, where `choice.<fact>.<value>` gives the words of a fact's values.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from guiju.documents.audit import facts, record
from guiju.documents.blocks.spreadsheet import AuditTable, FactsTable
from guiju.reasoning.checklist import Checklist

SCHEMA_VERSION = 1


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


def legend(checklist: Checklist, cover: str, duties: AuditTable, service: FactsTable) -> Mapping[str, str]:
    """The rows of the hidden sheet, key → value; `cover` is the name of the sheet with the particulars."""
    return dict(_rows(checklist, cover, duties, service))


def _rows(checklist: Checklist, cover: str, duties: AuditTable, service: FactsTable) -> Iterator[tuple[str, str]]:
    lang = checklist.lang
    yield from made_from(checklist).items()
    yield "sheet", duties.name
    yield from ((f"column.{column.key}", column.heading) for column in duties.columns)
    for name, words in record.CHOICES.items():
        yield from ((f"{name}.{key}", word[lang]) for key, word in words.items())
    for kind in (record.INFORMATION, record.HISTORY):
        yield from ((f"status.{key}", word) for key, word in duties.statuses[kind].items())
    yield "cover_sheet", cover
    yield "facts_sheet", service.name
    yield from ((f"fact_column.{column.key}", column.heading) for column in service.columns)
    yield from ((f"fact_basis.{key}", word[lang]) for key, word in facts.BASES.items())
    yield from ((f"value.{key}", word[lang]) for key, word in facts.VALUES.items())
    for row in service.rows:
        yield from ((f"choice.{row.fact}.{key}", word) for key, word in row.choices.items())


def lists(duties: AuditTable, service: FactsTable) -> Mapping[str, tuple[str, str]]:
    """The lists that cells choose from: name → first and last key."""
    of_status = {f"guiju_{kind}": _ends(f"status.{key}" for key in words) for kind, words in duties.statuses.items()}
    of_facts = {
        f"guiju_fact_{row.fact}": _ends(f"choice.{row.fact}.{key}" for key in row.choices)
        for row in service.rows
        if row.choices
    }
    return of_status | of_facts


def _ends(keys: Iterator[str]) -> tuple[str, str]:
    several = list(keys)
    return several[0], several[-1]
