"""Which missing facts could still change the verdict of one duty, which of them by itself, and which to supply next.

A fact is listed where it belongs to a smallest set of facts that settles the duty: without it the others leave the
verdict undetermined, with it they settle it (guiju.predicates.ways; guiju.predicates.candidates says which values are
tried). So neither the other branch of an OR that is satisfied is listed, nor what a row supplies, nor what only a check
reads that cannot come out differently.

One row that is breached settles a duty; otherwise all rows have to be settled, with the same facts of the service.
Where no row of an entity was supplied, facts may be supplied of a new one, which can only show a breach: unless the
profile says that its rows are all there are, nothing is known of others, and `rows` names the entity. Of a table only
the service's facts and whether it has a column are known: a column that is missing is listed where some values of the
columns that are there would let it settle a row, and decides by itself only where it would whatever they say.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from guiju.assessment.rows import EffectiveFacts
from guiju.model import Obligation
from guiju.predicates.candidates import candidates
from guiju.predicates.kleene import Row, Value
from guiju.predicates.residual import OpenComparison, Residual, open_comparisons, residual
from guiju.predicates.tree import EntityFact
from guiju.predicates.types import FactsByEntity
from guiju.predicates.ways import NEVER, Way, Ways, deciding_facts, every, fit, smallest
from guiju.reasoning import verdicts
from guiju.reasoning.checklist import Line
from guiju.reasoning.verdicts import CompiledCheck, Judgement

_ALL = "all rows"
"""The name, in a way, of the statement that the rows of an entity are all there are."""


@dataclass(frozen=True)
class MissingFact:
    """A fact that could change the verdict. `alone`: some value of it does so by itself; `supplied`: it was supplied
    everywhere, and does not count."""

    entity: str
    fact: str
    alone: bool
    supplied: bool


@dataclass(frozen=True)
class Missing:
    """What could still change a verdict: facts; entities of which other rows could, or that there are none; and those
    in whose tables cells are empty."""

    facts: tuple[MissingFact, ...] = ()
    rows: tuple[str, ...] = ()
    cells: tuple[str, ...] = ()


NONE_MISSING = Missing()


class NextFact(NamedTuple):
    """A fact that is missing: how many undetermined duties it could decide by itself, and how many it could change."""

    entity: str
    fact: str
    decides: int
    waiting: int


def next_facts(undetermined: Iterable[Missing]) -> list[NextFact]:
    """The facts that duties wait for: the most that one could decide first, then the most that wait, then by name."""
    entries = [entry for missing in undetermined for entry in missing.facts]
    waiting = Counter((entry.entity, entry.fact) for entry in entries)
    deciding = Counter((entry.entity, entry.fact) for entry in entries if entry.alone)
    every_fact = [NextFact(*name, deciding[name], count) for name, count in waiting.items()]
    return sorted(every_fact, key=lambda f: (-f.decides, -f.waiting, f.entity, f.fact))


@dataclass(frozen=True)
class _Test:
    """A check on a row that is undetermined: which verdicts it can give, and what is left of its two predicates."""

    decides: str
    applies: Residual
    requires: Residual


@dataclass(frozen=True)
class _Group:
    """Rows that lack the same. `kind`: one that is there (row), one that may not be (absent), one to supply (new), or
    those of a table, of which `columns` are there."""

    entity: str
    kind: str
    tests: tuple[_Test, ...]
    supplied: frozenset[EntityFact] = frozenset()
    columns: frozenset[EntityFact] = frozenset()

    def open(self) -> Iterator[OpenComparison]:
        """The comparisons that wait for facts."""
        parts = (part for test in self.tests for part in (test.applies, test.requires))
        return (entry for part in parts for entry in open_comparisons(part))


Settling = Callable[[_Group, Residual, bool], Ways]
"""How a residual over a row of a group becomes true, or false."""


def missing(line: Line, judgement: Judgement, effective: EffectiveFacts, as_of: date, known: FactsByEntity) -> Missing:
    """What could change an undetermined verdict. `known` are the facts of the vocabulary."""
    checks = verdicts.compiled(line.obligation)
    if not checks:
        return NONE_MISSING
    base, beside = (verdicts.base_row(line.regulation, line.obligation, of, as_of) for of in ({}, effective.rows))
    groups = [*_row_groups(judgement, effective), *_table_groups(judgement, beside, _set_aside(effective, "service"))]
    values = _values(groups, base, known)

    def settling(group: _Group, part: Residual, truth: bool) -> Ways:
        return deciding_facts(part, truth, base, values[group])

    nothing = _nothing_to_judge(judgement, checks)
    present = [group for group in groups if group.kind != "new"]
    settled = [_settled(group, settling, nothing) for group in present]
    breached = _smallest_breaches([(group, _breached(group, settling)) for group in groups])
    # A further row can be supplied as well: that is a gap in the rows, not in each of their facts.
    empty = {group.entity for group in groups if group.kind == "new" and not effective.rows.get(group.entity)}
    offers = [
        (group, name, len(way) == 1)
        for group, several in breached
        if group.kind != "new" or group.entity in empty
        for way in several
        for name, _ in way
    ]
    offers += [(group, name, _alone(name, settled)) for group, name in _needed(present, settled, (_ALL,))]
    facts = [MissingFact(*n, alone, n in group.supplied) for group, n, alone in offers if n not in group.columns]
    of_service = _set_aside(effective, "service")
    facts += [MissingFact(*n, alone, n in of_service) for n, alone in _closing(line.obligation, effective, settled)]
    by_name: dict[EntityFact, MissingFact] = {}
    for fact in facts:
        name, before = (fact.entity, fact.fact), by_name.get((fact.entity, fact.fact), fact)
        by_name[name] = MissingFact(*name, before.alone or fact.alone, before.supplied and fact.supplied)
    rows = [group.entity for group, several in breached if group.kind == "new" and several]
    rows += [name[0] for _, name in _needed(present, settled, ()) if name[1] == _ALL]
    rows += [table.entity for table in judgement.tables if table.verdict == "undetermined" and table.not_looked_at]
    reads = [name for check in checks for name in check.reads] + [("service", fact) for fact in line.obligation.gate]
    order = sorted(by_name, key=lambda name: (name[0] != "service", reads.index(name)))
    return Missing(
        tuple(by_name[name] for name in order),
        tuple(dict.fromkeys(rows)),
        tuple(_cells(judgement)),
    )


def _cells(judgement: Judgement) -> Iterator[str]:
    """The tables whose rows are undetermined for want of a cell."""
    for table in judgement.tables:
        if table.verdict == "undetermined" and table.incomplete > table.not_looked_at:
            yield table.entity


def _row_groups(judgement: Judgement, effective: EffectiveFacts) -> Iterable[_Group]:
    """The undetermined rows, those that lack the same once; and one to supply of each entity that may have more."""
    tests: dict[tuple[str, str], list[_Test]] = {}
    known: dict[tuple[int, tuple[Value | None, ...]], _Test] = {}
    for verdict in judgement.rows:
        if verdict.verdict == "undetermined":
            check, row = verdict.compiled, verdict.row
            values = tuple(row.get(name) for name in check.reads)
            if (id(check), values) not in known:  # many rows say the same
                known[id(check), values] = _test(check, row)
            tests.setdefault((verdict.entity, verdict.key), []).append(known[id(check), values])
    of_service = _set_aside(effective, "service")
    groups: dict[_Group, None] = {}
    for (entity, key), several in tests.items():
        supplied = _set_aside(effective, entity, key) | of_service
        here = entity == "service" or key != ""
        groups[_Group(entity, "row" if here else "absent", tuple(several), supplied)] = None
        if not here:
            groups[_Group(entity, "new", tuple(several), of_service)] = None
    return groups


def _set_aside(effective: EffectiveFacts, entity: str, key: str = "service") -> frozenset[EntityFact]:
    return frozenset((entity, name) for e, k, name in effective.set_aside if (e, k) == (entity, key))


def _table_groups(judgement: Judgement, base: Row, supplied: frozenset[EntityFact]) -> Iterator[_Group]:
    for table in judgement.tables:
        if table.verdict == "undetermined":
            checks = [check for check in verdicts.compiled(judgement.obligation) if check.check.entity == table.entity]
            rows = [(check, row) for check in checks for _, row in verdicts.visible_rows(check, {}, base)]
            columns = frozenset(name for name in table.used if name not in table.missing)
            yield _Group(table.entity, "table", tuple(_test(check, row) for check, row in rows), supplied, columns)


def _test(check: CompiledCheck, row: Row) -> _Test:
    applies: Residual = True if check.applies_when is None else residual(check.applies_when, row, check.check.entity)
    return _Test(check.check.decides, applies, residual(check.requires, row, check.check.entity))


def _values(
    groups: Sequence[_Group], base: Row, known: FactsByEntity
) -> Mapping[_Group, Mapping[EntityFact, Sequence[Value]]]:
    """Of each group the values to try of what it lacks: of the service's facts the same for all."""

    def tried(entries: Iterable[OpenComparison], of_service: bool) -> dict[EntityFact, Sequence[Value]]:
        unique = dict.fromkeys(entries)
        names = dict.fromkeys(name for entry in unique for name in entry.missing)
        lacking = [name for name in names if (name[0] == "service") is of_service]
        return {name: candidates(known[name[0]][name[1]], unique, base) for name in lacking}

    service = tried((entry for group in groups for entry in group.open()), True)
    return {group: service | ({} if group.kind == "absent" else tried(group.open(), False)) for group in groups}


def _breached(group: _Group, settling: Settling) -> Ways:
    """How a row of the group comes out as breached."""
    tests = [test for test in group.tests if test.decides in ("both", "breached")]
    parts = [every((settling(group, t.applies, True), settling(group, t.requires, False))) for t in tests]
    return smallest(way for several in parts for way in several if _lacks(group, way))


def _smallest_breaches(several: Sequence[tuple[_Group, Ways]]) -> list[tuple[_Group, Ways]]:
    """Of each group the ways that do not contain facts of the service which show a breach elsewhere already."""
    of_service = {way for _, own in several for way in own if all(name[0] == "service" for name, _ in way)}
    return [(group, smallest({*own, *of_service}) & own) for group, own in several]


def _settled(group: _Group, settling: Settling, nothing: bool) -> Ways:
    """How all checks of the rows of a group come out as met or not applicable. Rows that may not be there are settled
    once all are, unless that leaves `nothing` to judge by."""
    parts = []
    for test in group.tests:
        met = NEVER
        if test.decides in ("both", "met"):
            met = every((settling(group, test.applies, True), settling(group, test.requires, True)))
        parts.append(smallest((*settling(group, test.applies, False), *met)))
    own = frozenset(way for way in every(parts) if _lacks(group, way))
    all_there: Way = frozenset({((group.entity, _ALL), True)})
    return own | {all_there} if group.kind == "absent" and not nothing else own


def _nothing_to_judge(judgement: Judgement, checks: Sequence[CompiledCheck]) -> bool:
    """Whether a profile that is complete leaves nothing to judge: there are no rows, and the checks are of incidents,
    without which the duty binds all the same."""
    rows = any(row.key or row.entity == "service" for row in judgement.rows) or judgement.tables
    return not rows and not any(check.check.needs_rows for check in checks)


def _closing(duty: Obligation, effective: EffectiveFacts, settled: Sequence[Ways]) -> Iterator[tuple[EntityFact, bool]]:
    """The facts that close the gate of the duty, behind which nothing binds, each with whether it does so by itself."""
    service = effective.service
    if any(service.get(fact, False) is not False for fact in duty.gate):
        return
    way = frozenset((("service", fact), False) for fact in duty.gate if fact not in service)
    of_service = [frozenset(w for w in several if all(n[0] == "service" for n, _ in w)) for several in settled]
    for name, value in way:
        rest = way - {(name, value)}
        if not (settled and any(other <= rest for other in every(of_service))):
            yield name, len(way) == 1


def _lacks(group: _Group, way: Way) -> bool:
    """Whether a way needs something that a table lacks: what its columns say alone has settled what it could."""
    return group.kind != "table" or any(name not in group.columns for name, _ in way)


def _needed(
    groups: Sequence[_Group], settled: Sequence[Ways], without: Collection[str]
) -> Iterator[tuple[_Group, EntityFact]]:
    """The facts each of which is needed for all groups to be settled, in some way; `without` using facts so named."""
    usable = [frozenset(w for w in several if not any(n[1] in without for n, _ in w)) for several in settled]
    together = every(dict.fromkeys(smallest(_shared(way) for way in several) for several in usable)) or NEVER
    for group, several in zip(groups, usable, strict=True):
        for way in several:
            for name, value in way:
                rests = ((way | joint) - {(name, value)} for joint in together if fit(way, joint))
                if any(not any(other <= rest for other in several) for rest in rests):
                    yield group, name


def _shared(way: Way) -> Way:
    """What a way says of more than its own rows."""
    return frozenset((name, value) for name, value in way if name[0] == "service" or name[1] == _ALL)


def _alone(name: EntityFact, settled: Sequence[Ways]) -> bool:
    """Whether values of one fact settle all groups: of the service the same value."""
    single = [{value for way in several if len(way) == 1 for n, value in way if n == name} for several in settled]
    return bool(set.intersection(*single)) if name[0] == "service" else all(single)
