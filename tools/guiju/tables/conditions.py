"""The outcomes of a duty on a row of a table, as conditions in SQL.

The verdict of a duty on a row follows from its checks as in guiju.reasoning.verdicts. A row for which none of breached,
met and not applicable is true is undetermined.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from guiju import predicates
from guiju.model import Fact, Obligation, Regulation
from guiju.predicates import FactName, kleene
from guiju.predicates.dialects import Dialect
from guiju.predicates.kleene import Facts, Row
from guiju.predicates.sql import Constants, sql, where
from guiju.predicates.types import period
from guiju.reasoning.standing import standing_of
from guiju.reasoning.verdicts import CompiledCheck


@dataclass(frozen=True, eq=False)
class Conditions:
    """The outcomes of one duty on a row, as conditions in SQL over columns named as the facts; None: never.

    `either`, where one check decides both ways, is true of a row that meets the duty, false of one that breaches it:
    that is cheaper to count. `facts` are those of the row that it reads; `service` those of the service.

    `holding`, one for each check that can only show a breach, is true where that check holds. `known` is true of a row
    that does not breach, whatever its empty cells hold; None: one that is met or held, or to which nothing applies.
    `own_rule_not_kept` is true of a row that fails a rule of the operator's own. `parts` are the checks that can show a
    breach, each by what stands for it in the id of a gap, with the condition that it fails. `dated_by` is the fact that
    dates every breach, if one does.
    """

    regulation: Regulation
    obligation: Obligation
    breached: str | None
    met: str | None
    not_applicable: str | None
    facts: tuple[str, ...]
    service: tuple[str, ...]
    either: str | None = None
    holding: tuple[str | None, ...] = ()
    known: str | None = None
    own_rule_not_kept: str | None = None
    parts: tuple[tuple[str, str | None], ...] = ()
    dated_by: str | None = None

    @property
    def id(self) -> str:
        return self.regulation.global_id(self.obligation)

    def displaced(self, as_of: date) -> bool:
        """Whether a later rule displaces it on that day: then no row that breaches it is a gap."""
        return standing_of(self.regulation, self.obligation, as_of).displaced


def conditions(
    rule: Regulation,
    record: Obligation,
    compiled: Sequence[CompiledCheck],
    service: Facts,
    as_of: date,
    known: Mapping[str, Fact],
    dialect: Dialect,
) -> Conditions:
    """The conditions of one duty by its checks of rows that have the `known` facts."""
    constants = Constants(
        {name: period(p) or p.value for name, p in record.params.items()},
        as_of,
        rule.force.first_day,
        fractional=frozenset(name for name, fact in known.items() if fact.type == "number"),
        service=service,
    )
    checks = [_Check(check, constants, dialect) for check in compiled]
    reads = dict.fromkeys(read for check in compiled for read in check.reads)
    mine = tuple(name for entity, name in reads if entity != "service")
    of_service = tuple(name for entity, name in reads if entity == "service")
    own_rule = _any([check.comes_out(False) for check in checks if check.decides == "neither"])
    holding = tuple(check.comes_out(True) for check in checks if check.decides == "breached")
    able = [check for check in checks if check.decides in ("both", "breached")]
    parts = tuple((check.check.check.part_id, check.decided("breached")) for check in able)
    dating = {check.check.check.dated_by for check in able}
    dated_by = dating.pop() if len(dating) == 1 else None
    if len(checks) == 1 and checks[0].decides in ("both", "breached"):
        only = checks[0]
        outcomes = only.decided("breached"), only.decided("met"), only.not_applicable()
        return Conditions(
            rule, record, *outcomes, mine, of_service, only.either(), holding, parts=parts, dated_by=dated_by
        )
    no_breach = _all([check.known() for check in checks if check.decides != "neither"]) or "FALSE"
    breached = _any([check.decided("breached") for check in checks])
    not_applicable = _all([check.not_applicable() for check in checks])
    settled = _all([_any([check.decided("met"), check.not_applicable()]) for check in checks])
    met = f"({settled} AND NOT {not_applicable})" if settled and not_applicable else settled
    outcomes = breached, met, not_applicable
    return Conditions(rule, record, *outcomes, mine, of_service, None, holding, no_breach, own_rule, parts, dated_by)


@dataclass(frozen=True)
class _Check:
    check: CompiledCheck
    constants: Constants
    dialect: Dialect

    @property
    def decides(self) -> str:
        return self.check.check.decides

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
        """That it comes out on a side that it decides."""
        return self.comes_out(side == "met") if self.decides in ("both", side) else None

    def comes_out(self, holds: bool) -> str | None:
        """That it applies, and that what it requires is true, or is false."""
        if not (applies := self.applies):
            return None
        condition = where(self.check.requires, self.constants, self.dialect, holds)
        return f"({applies} AND {condition})" if isinstance(applies, str) else condition

    def known(self) -> str | None:
        """That it holds or does not apply, or fails where it could only show the duty to be met."""
        failed = self.comes_out(False) if self.decides == "met" else None
        return _any([self.comes_out(True), self.not_applicable(), failed])

    def either(self) -> str | None:
        applies = self.applies
        if self.decides != "both" or not applies:
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
    known = [f"coalesce({c}, FALSE)" for c in conditions]
    return (f"({' AND '.join(known)})" if known else "TRUE") if all(conditions) else None
