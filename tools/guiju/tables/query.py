"""The queries over a table: all four outcomes of all its duties in one pass, and the rows that breach one.

The verdict of a duty on a row follows from its checks as in guiju.reasoning.verdicts; here each outcome is a condition
in SQL. A row for which none of breached, met and not applicable is true is undetermined.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from guiju import predicates
from guiju.model import Contradiction, Corpus, Fact, Obligation, Regulation
from guiju.predicates import FactName, kleene
from guiju.predicates.dialects import Dialect
from guiju.predicates.kleene import Facts, Row
from guiju.predicates.sql import Constants, sql, where
from guiju.predicates.types import period
from guiju.reasoning import verdicts
from guiju.reasoning.standing import standing_of
from guiju.reasoning.verdicts import CompiledCheck
from guiju.tables.cells import FactExpression
from guiju.tables.columns import missing


@dataclass(frozen=True, eq=False)
class Conditions:
    """The outcomes of one duty on a row, as conditions in SQL over columns named as the facts; None: never.

    `either`, where one check decides both ways, is true of a row that meets the duty, false of one that breaches it:
    that is cheaper to count. `facts` are those of the row that it reads; `service` those of the service.
    """

    regulation: Regulation
    obligation: Obligation
    breached: str | None
    met: str | None
    not_applicable: str | None
    facts: tuple[str, ...]
    service: tuple[str, ...]
    either: str | None = None

    @property
    def id(self) -> str:
        return self.regulation.global_id(self.obligation)

    def displaced(self, as_of: date) -> bool:
        """Whether a later rule displaces it on that day: then no row that breaches it is a gap."""
        return standing_of(self.regulation, self.obligation, as_of).displaced


def conditions(
    corpus: Corpus, entity: str, service: Facts, as_of: date, dialect: Dialect, among: Sequence[str] | None = None
) -> tuple[Conditions, ...]:
    """The conditions of the duties that are tested on rows of the entity: of those `among`, or of all."""
    known = {fact.id: fact for fact in corpus.vocabulary.facts if fact.entity == entity}
    return tuple(
        _conditions(rule, record, checks, service, as_of, known, dialect)
        for rule in corpus.with_articles()
        for record in rule.obligations
        if among is None or rule.global_id(record) in among
        if (checks := [check for check in verdicts.compiled(record) if check.check.entity == entity])
    )


def rows(
    columns: Mapping[str, FactExpression],
    known: Mapping[str, Fact],
    wanted: Sequence[str],
    key: str,
    source: str,
    dialect: Dialect,
    also: Mapping[str, str] | None = None,
) -> str:
    """A SELECT of the key, the wanted facts (NULL without a column), and `also` further columns, from a source."""
    parts = {"key": dialect.identifier(key)}
    for name in wanted:
        column, fact = columns.get(name), known[name]
        parts[name] = column.value if column else missing(fact, dialect)
        if fact.can_be_none:
            parts[f"{name}__none"] = (column and column.none) or "CAST(NULL AS BOOLEAN)"
    parts |= also or {}
    selected = ", ".join(f"{expression} AS {dialect.identifier(name)}" for name, expression in parts.items())
    return f"SELECT {selected} FROM {source}"


def counts(found: Sequence[Conditions], source: str, dialect: Dialect, also: Sequence[str] = ()) -> str:
    """One row: how many rows there are, with a key, that breach, meet, are outside of each duty; that fulfil `also`."""
    parts = ["count(*)", f"count({dialect.identifier('key')})"]
    for one in found:
        if one.either:
            met = dialect.count_if.format(one.either)
            parts += [f"count({one.either}) - {met}", met]
        else:
            parts += [_counted(one.breached, dialect), _counted(one.met, dialect)]
        parts.append(_counted(one.not_applicable, dialect))
    return f"SELECT {', '.join([*parts, *(_counted(condition, dialect) for condition in also)])} FROM {source}"


def _counted(condition: str | None, dialect: Dialect) -> str:
    if condition in (None, "FALSE"):
        return "0"
    # A CASE stops at the first part that settles it; a condition that is a value is evaluated to its end.
    several = " AND " in str(condition) or " OR " in str(condition)
    return f"count(CASE WHEN {condition} THEN 1 END)" if several else dialect.count_if.format(condition)


def contradictions(
    entries: Iterable[Contradiction], entity: str, known: Collection[str], dialect: Dialect
) -> tuple[tuple[Contradiction, str], ...]:
    """What cannot be true of a row, as conditions in SQL: of the entity those that read only these facts."""
    found = []
    # No contradiction names the day or the service (guiju check), so that any day will do.
    constants = Constants({}, date.min, None)
    for entry in entries:
        parsed = predicates.parse(entry.when) if entry.entity == entity else None
        if parsed is not None and {n.name for n in predicates.walk(parsed) if isinstance(n, FactName)} <= set(known):
            found.append((entry, where(parsed, constants, dialect)))
    return tuple(found)


def _conditions(
    rule: Regulation,
    record: Obligation,
    checks: Sequence[CompiledCheck],
    service: Facts,
    as_of: date,
    known: Mapping[str, Fact],
    dialect: Dialect,
) -> Conditions:
    constants = Constants(
        {name: period(p) or p.value for name, p in record.params.items()},
        as_of,
        rule.force.from_ if isinstance(rule.force.from_, date) else None,
        fractional=frozenset(name for name, fact in known.items() if fact.type == "number"),
        service=service,
    )
    found = [_Check(check, constants, dialect) for check in checks]
    reads = dict.fromkeys(read for check in checks for read in check.reads)
    mine, of_service = (
        tuple(name for entity, name in reads if (entity == "service") is in_service) for in_service in (False, True)
    )
    if len(found) == 1:
        only = found[0]
        outcomes = only.decided("breached"), only.decided("met"), only.not_applicable()
        return Conditions(rule, record, *outcomes, mine, of_service, only.either())
    breached = _any([check.decided("breached") for check in found])
    not_applicable = _all([check.not_applicable() for check in found])
    settled = _all([_any([check.decided("met"), check.not_applicable()]) for check in found])
    met = f"({settled} AND NOT {not_applicable})" if settled and not_applicable else settled
    return Conditions(rule, record, breached, met, not_applicable, mine, of_service)


@dataclass(frozen=True)
class _Check:
    check: CompiledCheck
    constants: Constants
    dialect: Dialect

    @property
    def applies(self) -> bool | str | None:
        """Whether it applies to every row (None: unknown); a condition where that depends on the row."""
        part, c = self.check.applies_when, self.constants
        if part is None:
            return True
        if any(isinstance(n, FactName) and not n.service for n in predicates.walk(part)):
            return where(part, c, self.dialect)
        return kleene.evaluate(part, Row({}, c.service or {}, c.params, c.as_of, c.in_force_from))

    def decided(self, side: Literal["breached", "met"]) -> str | None:
        """That it applies, and that what it requires is true, or is false."""
        applies = self.applies
        if self.check.check.decides not in ("both", side) or not applies:
            return None
        condition = where(self.check.requires, self.constants, self.dialect, side == "met")
        return f"({applies} AND {condition})" if isinstance(applies, str) else condition

    def either(self) -> str | None:
        applies = self.applies
        if self.check.check.decides != "both" or not applies:
            return None
        requires = sql(self.check.requires, self.constants, self.dialect)
        return f"(CASE WHEN {applies} THEN {requires} END)" if isinstance(applies, str) else requires

    def not_applicable(self) -> str | None:
        if self.check.applies_when is not None and isinstance(self.applies, str):
            return where(self.check.applies_when, self.constants, self.dialect, holds=False)
        return "TRUE" if self.applies is False else None


def _any(conditions: Sequence[str | None]) -> str | None:
    known = [f"coalesce({c}, FALSE)" for c in conditions if c]
    return f"({' OR '.join(known)})" if known else None


def _all(conditions: Sequence[str | None]) -> str | None:
    return f"({' AND '.join(f'coalesce({c}, FALSE)' for c in conditions)})" if all(conditions) else None
