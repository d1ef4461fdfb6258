"""Which missing facts could still change the verdict of one duty, and which of them by itself.

A fact is listed where it belongs to a smallest set of facts that settles the duty: without it the others leave the verdict undetermined, with it they
settle it (guiju.predicates.ways; guiju.predicates.candidates says which values are tried). So neither the other branch of an OR that is satisfied is
listed, nor what a row supplies, nor what only a check reads that cannot come out differently.

One row that is breached settles a duty; otherwise all rows have to be settled, with the same facts of the service. Where no row of an entity was supplied,
facts may be supplied of a new one, which can only show a breach: unless the profile says that its rows are all there are, nothing is known of others, and
`rows` names the entity. Of a table only the service's facts and whether it has a column are known: a column that is missing is listed where some values
of the columns that are there would let it settle a row, and decides by itself only where it would whatever they say.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from guiju.assessment.rows import EffectiveFacts
from guiju.predicates.candidates import candidates
from guiju.predicates.kleene import Row, Value
from guiju.predicates.residual import OpenComparison, Residual, open_comparisons, residual
from guiju.predicates.types import FactsByEntity
from guiju.predicates.ways import NEVER, EntityFact, Way, Ways, every, fit, namer, smallest, ways
from guiju.reasoning import verdicts
from guiju.reasoning.checklist import Line
from guiju.reasoning.verdicts import CompiledCheck, Judgement

Values = Mapping[EntityFact, Sequence[Value]]
_ALL = "all rows"
"""The name, in a way, of the statement that the rows of an entity are all there are."""


@dataclass(frozen=True)
class MissingFact:
    """A fact that could change the verdict. `alone`: some value of it does so by itself; `supplied`: it was supplied everywhere, and does not count."""

    entity: str
    fact: str
    alone: bool
    supplied: bool


@dataclass(frozen=True)
class Missing:
    """What could still change a verdict: facts, entities of which other rows, or that there are none, could, and those in whose tables cells are empty.

    Of a table that is undetermined only checks that decide both ways show that cells are empty: of the others nobody counted why.
    """

    facts: tuple[MissingFact, ...] = ()
    rows: tuple[str, ...] = ()
    cells: tuple[str, ...] = ()


NONE_MISSING = Missing()


@dataclass(frozen=True)
class _Test:
    """A check on a row that is undetermined: which verdicts it can give, and what is left of its two predicates."""

    decides: str
    applies: Residual
    requires: Residual


@dataclass(frozen=True)
class _Group:
    """Rows that lack the same. `kind`: one that is there, one that may not be, one to supply, or those of a table, of which `columns` are there."""

    entity: str
    kind: str
    tests: tuple[_Test, ...]
    supplied: frozenset[EntityFact] = frozenset()
    columns: frozenset[EntityFact] = frozenset()

    def open(self) -> Iterator[tuple[str, OpenComparison]]:
        for test in self.tests:
            yield from (
                (self.entity, entry) for part in (test.applies, test.requires) for entry in open_comparisons(part)
            )


def missing(line: Line, judgement: Judgement, counted: EffectiveFacts, as_of: date, known: FactsByEntity) -> Missing:
    """What could change an undetermined verdict. `known` are the facts of the vocabulary."""
    if not verdicts.compiled(line.obligation):
        return NONE_MISSING
    base = _base(line, as_of)
    groups = [*_groups(line, judgement, counted, as_of), *_table_groups(line, judgement, counted, as_of)]
    values = _values(groups, base, known)
    nothing = _nothing_to_judge(line, judgement)
    settled = [_settled(group, base, values, nothing) for group in groups if group.kind != "new"]
    standing = [group for group in groups if group.kind != "new"]
    breached = _smallest_breaches([(group, _breached(group, base, values)) for group in groups])
    # A new row beside others can be supplied as well; that is said of the rows, not of each fact.
    empty = {group.entity for group in groups if group.kind == "new" and not counted.rows.get(group.entity)}
    found: dict[EntityFact, tuple[bool, bool]] = {}

    def offer(group: _Group, name: EntityFact, alone: bool) -> None:
        before = found.get(name, (False, True))
        if name not in group.columns:
            found[name] = (before[0] or alone, before[1] and name in group.supplied)

    for group, several in breached:
        if group.kind != "new" or group.entity in empty:
            for way in several:
                for name, _ in way:
                    offer(group, name, len(way) == 1)
    for group, name in _needed(standing, settled, (_ALL,)):
        offer(group, name, _alone(name, standing, settled))
    for name, alone in _closing(line, counted, settled):
        found[name] = (found.get(name, (False, True))[0] or alone, name in _aside_of_service(counted))
    rows = [group.entity for group, several in breached if group.kind == "new" and several]
    rows += [name[0] for _, name in _needed(standing, settled, ()) if name[1] == _ALL]
    reads = [name for check in verdicts.compiled(line.obligation) for name in check.reads]
    reads += [("service", fact) for fact in line.obligation.gate]
    order = sorted(found, key=lambda name: (name[0] != "service", reads.index(name)))
    return Missing(
        tuple(MissingFact(*name, *found[name]) for name in order), tuple(dict.fromkeys(rows)), _cells(line, judgement)
    )


def _cells(line: Line, judgement: Judgement) -> tuple[str, ...]:
    """The tables whose rows are undetermined for want of a cell."""
    checks = verdicts.compiled(line.obligation)
    return tuple(
        table.entity
        for table in judgement.tables
        if table.verdict == "undetermined"
        and all(check.check.decides == "both" for check in checks if check.check.entity == table.entity)
    )


def _base(line: Line, as_of: date) -> Row:
    """What every predicate of a duty can name besides facts."""
    check = verdicts.compiled(line.obligation)[0]
    day = verdicts.day_of(line.regulation, as_of)
    _, row = next(iter(verdicts.visible_rows(line.obligation, check, {}, day)))
    return row


def _groups(line: Line, judgement: Judgement, counted: EffectiveFacts, as_of: date) -> Iterator[_Group]:
    """The undetermined rows, those that lack the same once; and of each entity that may have other rows, one to supply."""
    day = verdicts.day_of(line.regulation, as_of)
    checks = tuple(verdicts.row_checks(line.obligation, judgement.tables))
    seen = [
        (check, row)
        for check in checks
        for _, row in verdicts.visible_rows(line.obligation, check, counted.rows, day, counted.complete)
    ]
    tests: dict[tuple[str, str], list[_Test]] = {}
    known: dict[tuple[int, tuple[Value | None, ...]], _Test] = {}
    for verdict, (check, row) in zip(judgement.rows, seen, strict=True):
        if verdict.verdict == "undetermined":
            values = tuple((row.service if e == "service" else row.facts).get(name) for e, name in check.reads)
            if (id(check), values) not in known:  # many rows say the same
                known[id(check), values] = _test(check, row)
            tests.setdefault((verdict.entity, verdict.key), []).append(known[id(check), values])
    aside: dict[tuple[str, str], set[EntityFact]] = {}
    for entity, key, name in counted.set_aside:
        aside.setdefault((entity, key), set()).add((entity, name))
    of_service = _aside_of_service(counted)
    groups: dict[_Group, None] = {}
    for (entity, key), several in tests.items():
        supplied = frozenset(aside.get((entity, key), set()) | of_service)
        here = entity == "service" or key != ""
        groups[_Group(entity, "row" if here else "absent", tuple(several), supplied)] = None
        if not here:
            groups[_Group(entity, "new", tuple(several), frozenset(of_service))] = None
    yield from groups


def _aside_of_service(counted: EffectiveFacts) -> set[EntityFact]:
    return {(entity, name) for entity, _, name in counted.set_aside if entity == "service"}


def _table_groups(line: Line, judgement: Judgement, counted: EffectiveFacts, as_of: date) -> Iterator[_Group]:
    day = verdicts.day_of(line.regulation, as_of)
    for table in judgement.tables:
        if table.verdict == "undetermined":
            service = {"service": counted.rows.get("service", {})}
            checks = [c for c in verdicts.compiled(line.obligation) if c.check.entity == table.entity]
            tests = tuple(
                _test(check, row)
                for check in checks
                for _, row in verdicts.visible_rows(line.obligation, check, service, day)
            )
            columns = frozenset(name for name in table.used if name not in table.missing)
            yield _Group(table.entity, "table", tests, columns=columns)


def _test(check: CompiledCheck, row: Row) -> _Test:
    applies: Residual = True if check.applies_when is None else residual(check.applies_when, row)
    return _Test(check.check.decides, applies, residual(check.requires, row))


def _values(groups: Sequence[_Group], base: Row, known: FactsByEntity) -> Mapping[_Group, Values]:
    """Of each group the values to try of what it lacks: of the service's facts the same for all."""
    entries = dict.fromkeys(entry for group in groups for entry in group.open())
    names = dict.fromkeys(namer(entity)(name) for entity, entry in entries for name in entry.missing)
    service = {n: candidates(known[n[0]][n[1]], entries, base) for n in names if n[0] == "service"}
    found: dict[_Group, Values] = {}
    for group in groups:
        own = list(dict.fromkeys(group.open()))
        lacks = dict.fromkeys(namer(entity)(name) for entity, entry in own for name in entry.missing)
        row = {n: candidates(known[n[0]][n[1]], own, base) for n in lacks if n[0] != "service"}
        found[group] = service | (row if group.kind != "absent" else {})
    return found


def _breached(group: _Group, base: Row, values: Mapping[_Group, Values]) -> Ways:
    """How a row of the group comes out as breached."""
    found = [
        every((_ways(group, test.applies, True, base, values), _ways(group, test.requires, False, base, values)))
        for test in group.tests
        if test.decides in ("both", "breached")
    ]
    return smallest(way for several in found for way in several if _lacks(group, way))


def _smallest_breaches(several: Sequence[tuple[_Group, Ways]]) -> list[tuple[_Group, Ways]]:
    """Of each group the ways that do not contain facts of the service which show a breach elsewhere already."""
    of_service = {way for _, found in several for way in found if all(name[0] == "service" for name, _ in way)}
    return [(group, smallest({*found, *of_service}) & found) for group, found in several]


def _settled(group: _Group, base: Row, values: Mapping[_Group, Values], nothing: bool) -> Ways:
    """How all checks of the rows of a group come out as met or not applicable.

    Rows that may not be there are settled too once all are, unless that would leave `nothing` to judge by.
    """
    parts = []
    for test in group.tests:
        met = NEVER
        if test.decides in ("both", "met"):
            applies, holds = (_ways(group, part, True, base, values) for part in (test.applies, test.requires))
            met = every((applies, holds))
        parts.append(smallest((*_ways(group, test.applies, False, base, values), *met)))
    found = frozenset(way for way in every(parts) if _lacks(group, way))
    return found | {_all_rows(group.entity)} if group.kind == "absent" and not nothing else found


def _nothing_to_judge(line: Line, judgement: Judgement) -> bool:
    """Whether nothing is left once all rows are said to be there: none is, and the checks are of incidents, without which the duty binds all the same."""
    rows = any(row.key or row.entity == "service" for row in judgement.rows) or judgement.tables
    return not rows and not any(check.check.needs_rows for check in verdicts.compiled(line.obligation))


def _closing(line: Line, counted: EffectiveFacts, settled: Sequence[Ways]) -> Iterator[tuple[EntityFact, bool]]:
    """The facts that close the gate of the duty, behind which nothing binds, each with whether it does so by itself."""
    service = counted.rows.get("service", {}).get("service", {})
    if any(service.get(fact, False) is not False for fact in line.obligation.gate):
        return
    way = frozenset((("service", fact), False) for fact in line.obligation.gate if fact not in service)
    of_service = [frozenset(w for w in several if all(n[0] == "service" for n, _ in w)) for several in settled]
    for name, value in way:
        rest = way - {(name, value)}
        if not (settled and any(other <= rest for other in every(of_service))):
            yield name, len(way) == 1


def _ways(group: _Group, part: Residual, wanted: bool, base: Row, values: Mapping[_Group, Values]) -> Ways:
    return ways(part, wanted, base, group.entity, values[group])


def _lacks(group: _Group, way: Way) -> bool:
    """Whether a way needs something that a table lacks: what its columns say alone has settled what it could."""
    return group.kind != "table" or any(name not in group.columns for name, _ in way)


def _all_rows(entity: str) -> Way:
    return frozenset({((entity, _ALL), True)})


def _needed(
    groups: Sequence[_Group], settled: Sequence[Ways], without: Collection[str]
) -> Iterator[tuple[_Group, EntityFact]]:
    """The facts of which each is needed for all groups to be settled, in some way; `without` using facts of these names."""
    usable = [frozenset(w for w in several if not any(n[1] in without for n, _ in w)) for several in settled]
    together = every(dict.fromkeys(smallest(_shared(way) for way in several) for several in usable)) or NEVER
    for group, several in zip(groups, usable, strict=True):
        for way in several:
            for name, value in way:
                rest = frozenset({(name, value)})
                if any(
                    fit(way, joint) and not any(other <= (way | joint) - rest for other in several)
                    for joint in together
                ):
                    yield group, name


def _shared(way: Way) -> Way:
    """What a way says of more than its own rows."""
    return frozenset((name, value) for name, value in way if name[0] == "service" or name[1] == _ALL)


def _alone(name: EntityFact, groups: Sequence[_Group], settled: Sequence[Ways]) -> bool:
    """Whether values of one fact settle all groups: of the service the same value."""
    single = [{value for way in several if len(way) == 1 for n, value in way if n == name} for several in settled]
    if name[0] == "service":
        return bool(set.intersection(*single))
    return all(single)
