"""Rows of a table laid out after an example of an obligation, and what they break; the others break nothing.

Half of them follow an example that breaches its duty, the others one that comes near it.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from guiju.model import Example
from guiju.predicates.kleene import Facts, Value
from guiju.reasoning import facts
from guiju.tables.sample.draws import Draws
from guiju.tables.sample.rows import DAYS, SPREAD, SampledEntity

FEWEST = 100
"""Rows below which a table has no room for everything that is planted in it."""
_POOL, _ONE_IN, _AT_MOST, _TEMPLATES = 512, 2_000, 10_000, 40
"""Different rows in order; one planted row a duty in so many, at most so many; rows that are tried for an example."""
_SHARED = 9_000_000_000
"""Beyond the values that only one row has."""


@dataclass(frozen=True, eq=False)
class Planted:
    """A row laid out after an example. `counted` is what the example states of facts that are counted over rows."""

    cells: Facts
    counted: Mapping[str, int]
    broken: frozenset[str]


@dataclass(frozen=True)
class SampleTable:
    """The rows of one entity: `pool` in order, `planted` by row number, `named` what single cells hold instead."""

    entity: SampledEntity
    rows: int
    pool: Sequence[Facts]
    planted: dict[int, Planted] = field(default_factory=dict)
    named: dict[int, dict[str, str]] = field(default_factory=dict)

    def key(self, number: int) -> str:
        """The key of a row."""
        return f"{self.entity.prefix}{number}"


def planned(
    entities: Mapping[str, SampledEntity], rows: int, seed: int, written: Collection[str]
) -> dict[str, SampleTable]:
    """The tables of a sample. Those that are not `written` are empty: others only need to know their size."""
    tables = {}
    for entity in entities.values():
        draws, size = Draws(f"{seed}/{entity.id}"), max(rows // SPREAD["one_row_for"].get(entity.id, 1), FEWEST)
        pool = [entity.sound(draws) for _ in range(min(_POOL, size // 4))] if entity.id in written else []
        tables[entity.id] = SampleTable(entity, size, pool)
    for name in written:
        _plant(tables[name], tables, Draws(f"{seed}/{name}/planted"), written)
    return tables


def answers(tables: Mapping[str, SampleTable], written: Collection[str]) -> dict[str, list[str]]:
    """The keys of the rows that break each duty, in the order of the tables and their rows."""
    broken: dict[str, list[str]] = {duty: [] for name in written for duty in sorted(tables[name].entity.examples)}
    for table in (tables[name] for name in written):
        for number, row in sorted(table.planted.items()):
            for duty in row.broken:
                broken[duty].append(table.key(number))
    return {duty: keys for duty, keys in sorted(broken.items()) if keys}


def _plant(table: SampleTable, tables: Mapping[str, SampleTable], draws: Draws, written: Collection[str]) -> None:
    """Lay the examples of each duty over rows of odd numbers; those of even ones are what rows of other tables name."""
    each = min(max(table.rows // _ONE_IN, 1), _AT_MOST)
    derived = table.entity.derived
    wanted: list[Planted] = []
    for duty, examples in table.entity.examples.items():
        laid = [row for example in examples for row in _laid(table, example, duty, draws, written)]
        for several in ([r for r in laid if duty in r.broken], [r for r in laid if duty not in r.broken]):
            wanted += [several[place % len(several)] for place in range(each if several else 0)]
    # Of what is counted in the table itself, it takes so many rows.
    copies = [max([1, *(n for name, n in row.counted.items() if derived[name].of)]) for row in wanted]
    places = iter(draws.distinct(table.rows // 2, sum(copies)))
    for row, times in zip(wanted, copies, strict=True):
        numbers = [2 * next(places) + 1 for _ in range(times)]
        for number in numbers:
            table.planted[number] = row
            for name, count in row.counted.items():
                if of := derived[name].of:
                    table.named.setdefault(number, {})[of] = str(_SHARED + numbers[0])
                else:
                    _name(tables[str(derived[name].entity)], str(derived[name].by), table.key(number), count, draws)


def _name(table: SampleTable, by: str, key: str, count: int, draws: Draws) -> None:
    """Let so many rows of a table name the row of this key."""
    while count:
        number = 2 * draws.below(table.rows // 2)
        if number not in table.named:
            table.named[number] = {by: key}
            count -= 1


def _laid(table: SampleTable, example: Example, duty: str, draws: Draws, written: Collection[str]) -> Iterator[Planted]:
    """The example over the row with which it breaks least besides; a breach once more as one that a machine found."""
    entity, breached = table.entity, example.verdict == "breached"
    own = facts.values(entity.facts, {name: v for name, v in example.facts.items() if name in entity.facts})
    counted = {name: int(v) for name, v in example.facts.items() if name in entity.derived}
    shared = {of: "" for name in counted if (of := entity.derived[name].of)}
    reviewers = [*entity.reviewers, *(name for name, fact in entity.facts.items() if fact.reviewer_of)]
    for unnamed in ([], reviewers) if reviewers and breached else ([],):
        best: Planted | None = None
        for _ in range(_TEMPLATES):
            cells: dict[str, Value] = {**draws.among(table.pool), **own, **shared}
            cells = {name: value for name, value in cells.items() if name not in unnamed}
            known = _known(entity, cells, counted, written)
            broken, later = (frozenset(entity.broken(cells, known, day)) for day in DAYS)
            fits = broken == later and not any(entity.impossible(cells)) and (duty in broken or not breached or unnamed)
            if fits and (best is None or len(broken) < len(best.broken)):
                best = Planted(cells, counted, broken)
                if len(broken) <= breached:
                    break
        if best:
            yield best


def _known(entity: SampledEntity, cells: Facts, counted: Mapping[str, int], written: Collection[str]) -> Facts:
    """What a scan of these tables counts for the row."""
    return {
        name: counted.get(name, 1 if d.of else 0)
        for name, d in entity.derived.items()
        if (isinstance(cells.get(d.of), str) if d.of else d.entity in written)
    }
