"""The facts of the service that the duties of a checklist ask for, to fill in; a test on them beats a status.

Facts of single groups, accounts and so on are tables, not rows of a workbook: the note says so.
"""

from collections.abc import Mapping

from guiju.assessment.reads import facts_asked, read_by
from guiju.documents.blocks.spreadsheet import FactRow, FactsTable, Filling, FormColumn
from guiju.documents.content.text import listing
from guiju.files.bundled import packaged
from guiju.model import Fact, Lang
from guiju.reasoning.checklist import Checklist
from guiju.wording.labels import BASIS_LABELS, capitalised
from guiju.wording.words import Words

WORDS = Words(__file__)
COLUMNS = WORDS.table("fact_column")
VALUES = WORDS.table("value")
BASES = capitalised(BASIS_LABELS)
_HOW = WORDS.table("how")
_LAYOUT: Mapping[str, tuple[float, Filling]] = packaged(__file__, "columns.yaml")["facts"]


def service_facts(checklist: Checklist) -> tuple[Fact, ...]:
    """The facts of the service that the duties ask for, without what engines count themselves."""
    return tuple(fact for fact in facts_asked(checklist) if fact.entity == "service" and fact.derived is None)


def table(checklist: Checklist) -> FactsTable:
    """The table of the facts."""
    lang, serves = checklist.lang, _serves(checklist)
    bases = {"basis": {key: words[lang] for key, words in BASES.items()}}
    numbered = enumerate(service_facts(checklist), 1)
    return FactsTable(
        name=WORDS["facts"][lang],
        note=WORDS["note"][lang],
        columns=tuple(
            FormColumn(key, COLUMNS[key][lang], width, filling, choices=bases.get(key), hidden=key == "fact")
            for key, (width, filling) in _LAYOUT.items()
        ),
        rows=tuple(_row(fact, number, serves[fact.id], lang) for number, fact in numbered),
        none=VALUES["none"][lang],
        nothing=WORDS["no_facts"][lang],
        wrong=WORDS["wrong"][lang],
    )  # fmt: skip


def choices(fact: Fact, lang: Lang) -> Mapping[str, str]:
    """The values that a fact can be chosen from, in a profile → on the sheet; empty where it is typed."""
    words = {
        "boolean": {key: VALUES[key][lang] for key in ("true", "false")},
        "enum": {value.id: value.label[lang] for value in fact.values},
    }.get(fact.type, {})
    return {**words, "none": VALUES["none"][lang]} if words and fact.can_be_none else words


def _row(fact: Fact, number: int, serves: list[str], lang: Lang) -> FactRow:
    source = WORDS["usual_source"][lang].format(fact.usual_source[lang])
    cells = {
        "fact": fact.id,
        "number": str(number),
        "question": fact.question[lang],
        "description": f"{fact.description[lang]}\n{source}",
        "how": _HOW[fact.type][lang] + (WORDS["or_none"][lang] if fact.can_be_none else ""),
        "serves": "\n".join(serves),
    }
    return FactRow(fact.id, fact.type, fact.can_be_none, cells, choices(fact, lang))


def _serves(checklist: Checklist) -> Mapping[str, list[str]]:
    """Which duties read a fact of the service: its id → for each rule, its name and their places."""
    lang = checklist.lang
    facts: dict[str, dict[str, dict[str, None]]] = {}
    for line in checklist.lines:
        if line.obligation.binds:
            for entity, name in read_by(line.obligation, checklist.corpus):
                if entity == "service":
                    rules = facts.setdefault(name, {})
                    rules.setdefault(line.regulation.short_title[lang], {})[line.cited(lang)] = None
    return {
        name: [f"{rule} {listing(places, lang)}" for rule, places in rules.items()] for name, rules in facts.items()
    }
