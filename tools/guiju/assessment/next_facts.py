"""Which facts to supply next: what decides most comes first.

A fact decides a duty that is to be verified if some value of it would settle the verdict with everything else as it is: the only fact that is missing,
but also the one fact without which nothing applies. A duty waits for every fact that an undecided check of it reads and does not find.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from guiju import verdicts
from guiju.assessment.rows import Counting
from guiju.checklist import Line
from guiju.model import Verdict
from guiju.predicates import FactName
from guiju.predicates.kleene import Row
from guiju.predicates.possible import Truths, awaited, possible
from guiju.verdicts import CompiledCheck, Judgement, RowVerdict


class NextFact(NamedTuple):
    """A fact that is missing: how many undetermined duties it could decide by itself, and how many wait for it."""

    entity: str
    fact: str
    decides: int
    waiting: int


def next_facts(undetermined: Iterable[tuple[Line, Judgement]], counted: Counting, as_of: date) -> list[NextFact]:
    """The facts that duties wait for: the most that one could decide first, then the most that wait for it, then by name."""
    waiting: Counter[tuple[str, str]] = Counter()
    deciding: Counter[tuple[str, str]] = Counter()
    for line, judgement in undetermined:
        open_ = [row for row in _rows(line, judgement, counted, as_of) if row.told.verdict == "undetermined"]
        missing = {entry for row in open_ for entry in row.awaited}
        tables = [table for table in judgement.tables if table.verdict == "undetermined"]
        unsaid = {entry for table in tables for entry in table.missing}
        waiting.update(missing | unsaid)
        # Which rows of a table a column would decide, only the column could tell; if it is all that is missing, it decides.
        deciding.update(unsaid if len(unsaid | missing) == 1 else ())
        deciding.update(entry for entry in missing if not tables and _decides(*entry, open_))
    found = [NextFact(entity, fact, deciding[entity, fact], count) for (entity, fact), count in waiting.items()]
    return sorted(found, key=lambda f: (-f.decides, -f.waiting, f.entity, f.fact))


class _Open(NamedTuple):
    """A row of a judgement that is undetermined, with what its check sees and the facts, (entity, fact), that could tell more."""

    told: RowVerdict
    check: CompiledCheck
    row: Row
    awaited: frozenset[tuple[str, str]]


def _rows(line: Line, judgement: Judgement, counted: Counting, as_of: date) -> Iterator[_Open]:
    """The rows of the judgement again, in its order."""
    day = verdicts.day_of(line.regulation, as_of)
    seen = [
        (check, row)
        for check in verdicts.listed(line.obligation, judgement.tables)
        for _, row in verdicts.seen(line.obligation, check, counted.rows, day, counted.complete)
    ]
    for told, (check, row) in zip(judgement.rows, seen, strict=True):
        names = {("service" if fact.service else told.entity, fact.name) for fact in _awaited(check, row, told)}
        # Of rows that are not there beside those that are, nobody can supply facts: to say that these are all would tell.
        suppliable = told.entity == "service" or told.key != "" or not counted.rows.get(told.entity)
        yield _Open(told, check, row, frozenset(n for n in names if suppliable or n[0] == "service"))


def _awaited(check: CompiledCheck, row: Row, told: RowVerdict) -> Iterator[FactName]:
    if check.applies_when is not None:
        yield from awaited(check.applies_when, row)
    yield from awaited(check.requires, row)


def _decides(entity: str, fact: str, rows: Sequence[_Open]) -> bool:
    """Whether the fact could settle the duty: one row that is breached does, else every row must be settled."""
    settled = True
    for told, check, row, waits_for in rows:
        named = FactName(fact, entity != told.entity, 0)
        could = _could(check, row, named) if (entity, fact) in waits_for else set()
        if "breached" in could:
            return True
        settled = settled and bool(could - {"undetermined"})
    return settled


def _could(check: CompiledCheck, row: Row, fact: FactName) -> set[Verdict]:
    """What the check could say of the row with the fact supplied."""
    applies: Truths = frozenset((True,)) if check.applies_when is None else possible(check.applies_when, row, fact)
    return {verdicts.outcome(check.check, a, h) for a in applies for h in possible(check.requires, row, fact)}
