"""Facts × obligations → verdicts, each with what decided it.

A check reads the rows of one entity. `applies_when` false: not_applicable; unknown: undetermined; else `requires` true:
met, false: breached, unknown: undetermined; and a partial test decides one side only. Any breached: breached; else any
undetermined: undetermined; else met; all inapplicable: not_applicable. Where the gate of its bearers is closed
(guiju.law.gates), nothing of a duty applies. An entity without rows has no facts: undetermined. Of a sample of rows,
those that are not there are one more row of which nothing is known. Rows of a table (guiju.tables) are counted, not
listed; their verdicts are combined in the same way. Powers, permissions and recommendations get no verdict.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from guiju import predicates
from guiju.law import gates
from guiju.model import Check, Obligation, Regulation, Verdict
from guiju.predicates import EntityFact, Expression, facts_named, kleene
from guiju.predicates.kleene import Facts, Row
from guiju.predicates.types import period

FactRows = Mapping[str, Mapping[str, Facts]]
"""entity → key of a row → its facts; the service is the row `service` of the entity `service`."""


@dataclass(frozen=True)
class CompiledCheck:
    """A check with its predicates parsed."""

    check: Check
    applies_when: Expression | None
    requires: Expression

    @cached_property
    def reads(self) -> tuple[EntityFact, ...]:
        """The facts that its predicates name, (entity, fact), each once, in their order."""
        parts = [part for part in (self.applies_when, self.requires) if part is not None]
        return tuple(dict.fromkeys(name for part in parts for name in facts_named(part, self.check.entity)))


@dataclass(frozen=True)
class RowVerdict:
    """The verdict of one check on one row; the key is empty for the rows that are not there.

    `applies` is the truth of `applies_when`, None where that is unknown, `holds` that of `requires`, None where it does
    not apply too. `missing` are the facts it read that are not known.
    """

    compiled: CompiledCheck
    key: str
    row: Row
    verdict: Verdict
    applies: bool | None
    holds: bool | None
    missing: tuple[EntityFact, ...]

    @property
    def check(self) -> Check:
        """The check as the knowledge base has it."""
        return self.compiled.check

    @property
    def entity(self) -> str:
        """The kind of thing that the row is."""
        return self.check.entity

    @property
    def used(self) -> tuple[EntityFact, ...]:
        """The facts it read, (entity, name)."""
        return self.compiled.reads


@dataclass(frozen=True)
class Breach:
    """One row of a table that breaches: its key, and the facts that its obligation reads, as (fact, text or None)."""

    key: str
    facts: tuple[tuple[str, str | None], ...]


@dataclass(frozen=True)
class TableVerdict:
    """The verdicts of all checks of one obligation on the rows of a table: how many of each, and the first that breach.

    `used` are the facts they read, (entity, name), of the service too; `missing` those of them without a column, or
    without a fact of the service. Rows are counted, too, that fail a rule of the operator's own (`own_rule_not_kept`),
    of which something is not known that could settle them (`incomplete`), and on which each check that can only show a
    breach holds (`rows_holding`). `since` is the day of the first breach, where each has a day. `not_looked_at` are
    rows of which nothing is known; they are undetermined and incomplete.
    """

    entity: str
    counts: Mapping[Verdict, int]
    breaches: tuple[Breach, ...]
    used: tuple[EntityFact, ...]
    missing: tuple[EntityFact, ...]
    own_rule_not_kept: int = 0
    incomplete: int = 0
    rows_holding: tuple[int, ...] = ()
    since: date | None = None
    not_looked_at: int = 0

    @property
    def rows(self) -> int:
        """How many rows the table has."""
        return sum(self.counts.values())

    @property
    def verdict(self) -> Verdict:
        """One verdict for all its rows."""
        return combined([verdict for verdict, count in self.counts.items() if count])


@dataclass(frozen=True)
class Judgement:
    """The verdict of one obligation, with the rows and tables that decided it. Without a check, both are empty and it
    is undetermined, unless its gate is not known to be open: then the one row says so. `base` is what its checks see
    beside the facts of a row."""

    obligation: Obligation
    verdict: Verdict
    base: Row
    rows: tuple[RowVerdict, ...]
    tables: tuple[TableVerdict, ...] = ()

    @property
    def own_rule_not_kept(self) -> int:
        """How many rows fail a rule that the operator set itself."""
        own_rules = (row for row in self.rows if row.check.decides == "neither")
        rows = {(row.entity, row.key) for row in own_rules if row.applies and row.holds is False}
        return len(rows) + sum(table.own_rule_not_kept for table in self.tables)


def judge(
    regulation: Regulation,
    obligation: Obligation,
    rows: FactRows,
    as_of: date,
    complete: Collection[str] | None = None,
    tables: Sequence[TableVerdict] = (),
) -> Judgement:
    """The verdict of an obligation of a rule on these rows. The predicates must be sound (`guiju check`).

    `complete` are the entities of which all rows are there; None: every entity that has rows. `tables` are the counts
    of the obligation in tables; their entities have no `rows`.
    """
    base = base_row(regulation, obligation, rows, as_of)
    checks = tuple(row_checks(obligation, tables))
    results = [tuple(_check(check, rows, base, complete)) for check in checks]
    # Where all rows are there and there are none, the check applies to nothing; but a duty whose rows are incidents
    # binds without any.
    several: list[Verdict] = [
        "not_applicable" for check, own in zip(checks, results, strict=True) if check.check.needs_rows and not own
    ]
    entries = tuple(entry for own in results for entry in own)
    several += [entry.verdict for entry in entries] + [table.verdict for table in tables]
    closed = gates.is_closed(obligation, base.service)
    return Judgement(obligation, "not_applicable" if closed else combined(several), base, entries, tuple(tables))


def row_checks(obligation: Obligation, tables: Sequence[TableVerdict]) -> Iterator[CompiledCheck]:
    """The checks whose rows are judged one by one: those of entities that no table was counted for."""
    counted = {table.entity for table in tables}
    return (check for check in compiled(obligation) if check.check.entity not in counted)


def base_row(regulation: Regulation, obligation: Obligation, rows: FactRows, as_of: date) -> Row:
    """What the checks of an obligation see beside the facts of a row: the service, the numbers of the law, the days."""
    params = {name: period(p) or p.value for name, p in obligation.params.items()}
    return Row({}, rows.get("service", {}).get("service", {}), params, as_of, regulation.force.first_day)


def combined(verdicts: Sequence[Verdict]) -> Verdict:
    """One verdict out of several: the worst that is known, and never a pass where something is unknown."""
    if "breached" in verdicts:
        return "breached"
    if not verdicts or "undetermined" in verdicts:
        return "undetermined"
    return "met" if "met" in verdicts else "not_applicable"


def compiled(obligation: Obligation) -> tuple[CompiledCheck, ...]:
    """The checks of an obligation, parsed; that of its gate where it has no other. PredicateError if one is unsound."""
    return tuple(
        CompiledCheck(c, predicates.parse(c.applies_when) if c.applies_when else None, predicates.parse(c.requires))
        for c in obligation.checks or gates.gate_check(obligation)
    )


def visible_rows(
    check: CompiledCheck, rows: FactRows, base: Row, complete: Collection[str] | None = None
) -> Iterator[tuple[str, Row]]:
    """The rows that a check sees, each with its key; where there may be others, one more without facts or key."""
    entity = check.check.entity
    here = dict(rows.get(entity, {}))
    if entity == "service" or complete is None:
        here = here or {"": {}}
    elif entity not in complete:
        here[""] = {}
    for key, facts in here.items():
        row = replace(base, facts=facts)
        # Behind an open gate there is nothing to test: a person judges.
        if check.check.tests_something or not (check.applies_when and kleene.evaluate(check.applies_when, row)):
            yield key, row


def outcome(check: Check, applies: bool | None, holds: bool | None) -> Verdict:
    """The verdict of a check on a row, from the truths of its two predicates; a partial test decides one side only."""
    if applies is False:
        return "not_applicable"
    if applies is None or holds is None:
        return "undetermined"
    verdict: Verdict = "met" if holds else "breached"
    return verdict if check.decides in ("both", verdict) else "undetermined"


def _check(check: CompiledCheck, rows: FactRows, base: Row, complete: Collection[str] | None) -> Iterable[RowVerdict]:
    return (on_row(check, key, row) for key, row in visible_rows(check, rows, base, complete))


def on_row(check: CompiledCheck, key: str, row: Row) -> RowVerdict:
    """What a check says of a row."""
    applies = True if check.applies_when is None else kleene.evaluate(check.applies_when, row)
    holds = None if applies is False else kleene.evaluate(check.requires, row)
    missing = tuple(name for name in check.reads if row.get(name) is None)
    return RowVerdict(check, key, row, outcome(check.check, applies, holds), applies, holds, missing)
