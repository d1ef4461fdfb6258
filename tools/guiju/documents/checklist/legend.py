"""What is filled in of a checklist beside its tables, and by what a workbook is read back after sorting and re-saving.

`column.<key>` gives the heading of a column, `status.<key>` and so on the word of a choice: a reader finds columns by
heading and rows by the hidden id, wherever they have moved. `choice.<fact>.<value>` gives the words of a fact's values.
"""

from collections.abc import Iterator, Mapping

from guiju.documents.blocks import Blank, Blanks, Pairs, Section
from guiju.documents.blocks.spreadsheet import AuditTable, FactsTable
from guiju.documents.checklist.duties_table import CHOICES, HISTORY, INFORMATION
from guiju.documents.checklist.facts import BASES, VALUES
from guiju.model import Lang
from guiju.reasoning.checklist import Checklist
from guiju.wording.words import Words

WORDS = Words(__file__)
SCHEMA_VERSION = 2
PARTICULARS = WORDS.table("particular")
_DATED = ("period_from", "period_until", "data_cut_off")


def cover_name(lang: Lang) -> str:
    """The name of the sheet with the particulars."""
    return WORDS["cover"][lang]


def particulars(lang: Lang) -> Section:
    """Whose the report is, how far it goes, who answers for it."""
    blanks = tuple(Blank(key, words[lang], key in _DATED) for key, words in PARTICULARS.items())
    return Section("particulars", WORDS["particulars"][lang], (Blanks(blanks, WORDS["not_a_date"][lang]),))


def filling_in(lang: Lang) -> Section:
    """How to fill in the workbook."""
    steps = [words[lang] for words in WORDS.list("steps")]
    return Section("filling_in", WORDS["filling_in"][lang], (Pairs(tuple(zip(steps[::2], steps[1::2], strict=True))),))


def blanks(lang: Lang) -> tuple[str, ...]:
    """What is filled in by hand below a duty."""
    return tuple(words[lang] for words in WORDS.list("blanks"))


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


def legend(checklist: Checklist, duties: AuditTable, service: FactsTable) -> Iterator[tuple[str, str]]:
    """The rows of the hidden sheet, key and value."""
    lang = checklist.lang
    yield from made_from(checklist).items()
    yield "sheet", duties.name
    yield from ((f"column.{column.key}", column.heading) for column in duties.columns)
    for name, words in CHOICES.items():
        yield from ((f"{name}.{key}", word[lang]) for key, word in words.items())
    for kind in (INFORMATION, HISTORY):
        yield from ((f"status.{key}", word) for key, word in duties.statuses[kind].items())
    yield "cover_sheet", cover_name(lang)
    yield "facts_sheet", service.name
    yield from ((f"fact_column.{column.key}", column.heading) for column in service.columns)
    yield from ((f"fact_basis.{key}", word[lang]) for key, word in BASES.items())
    yield from ((f"value.{key}", word[lang]) for key, word in VALUES.items())
    for row in service.rows:
        yield from ((f"choice.{row.fact}.{key}", word) for key, word in row.choices.items())


def lists(duties: AuditTable, service: FactsTable) -> Mapping[str, tuple[str, str]]:
    """The lists that cells choose from: name → first and last key."""
    of_status = {f"guiju_{kind}": _ends("status", words) for kind, words in duties.statuses.items()}
    chosen = (row for row in service.rows if row.choices)
    return of_status | {f"guiju_fact_{row.fact}": _ends(f"choice.{row.fact}", row.choices) for row in chosen}


def _ends(name: str, words: Mapping[str, str]) -> tuple[str, str]:
    keys = list(words)
    return f"{name}.{keys[0]}", f"{name}.{keys[-1]}"
