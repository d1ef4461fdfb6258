"""A table scanned, in DuckDB or on Spark: outcomes of all its duties in one pass, then the first breaches of each."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from guiju.assessment.scanned import ScannedTable
from guiju.files.finding import Misuse, one_line
from guiju.model import Fact, Verdict
from guiju.reasoning.verdicts import Breach, TableVerdict
from guiju.tables import duplicates, query
from guiju.tables.bound import BoundTable
from guiju.tables.query import Conditions
from guiju.tables.question import Keys, Question

TableRun = Callable[[Any, str, str], Any]
"""(connection, query, label) → its result: how a query is run, with progress where somebody watches."""


@dataclass(frozen=True)
class ScanResult:
    """A table scanned, with the counts and first breaches of each duty."""

    table: ScannedTable
    duties: Mapping[Conditions, TableVerdict]

    @property
    def breached(self) -> list[Conditions]:
        """The duties that rows breach."""
        return [conditions for conditions, verdict in self.duties.items() if verdict.counts["breached"]]


def scan(connection: Any, table: BoundTable, question: Question, run: TableRun) -> ScanResult:
    """Count all outcomes in one pass, then fetch the first breaches of each duty."""
    source, fallible = table.source, list(_fallible(table))
    # Misfits are found in the columns as they are, beside the facts made of them.
    flags = {f"misfit_{place}": cell.misfit for place, cell in enumerate(fallible)}
    also = [*flags, *(condition for _, condition in table.contradictions)]
    asked = query.counts(table.conditions, table.rows(flags), table.dialect, also)
    total, with_key, *numbers = run(connection, asked, source.location).fetchone()
    places = 3 * len(table.conditions), 3 * len(table.conditions) + len(flags)
    counts, misfits, contradictory = numbers[: places[0]], numbers[slice(*places)], numbers[places[1] :]
    _refuse(connection, table, total, total - with_key, dict(zip(fallible, misfits, strict=True)))
    impossible = tuple((entry, n) for (entry, _), n in zip(table.contradictions, contradictory, strict=True) if n)
    unique = total <= duplicates.UP_TO
    if unique:
        checked = (table.relation, table.mapping.key, table.dialect, source.location)
        duplicates.refuse(lambda query: run(connection, query, f"{source.location}: keys"), *checked)
    by_duty = {one: _counts(total, *counts[3 * place : 3 * place + 3]) for place, one in enumerate(table.conditions)}
    breaches = _breaches(connection, table, by_duty, question, run)
    unsaid = tuple(name for name in table.wanted if name not in table.columns)
    verdicts = {
        one: TableVerdict(source.entity, counts, breaches.get(one.id, ()), *_reads(one, table, question))
        for one, counts in by_duty.items()
    }
    engine, keys = table.dialect.name, question.keys.kind
    described = source.entity, source.location, engine, total, table.mapping, unsaid, unique, source.files, impossible
    return ScanResult(ScannedTable(*described, question.first, keys), verdicts)


def _reads(
    one: Conditions, table: BoundTable, question: Question
) -> tuple[tuple[tuple[str, str], ...], tuple[tuple[str, str], ...]]:
    """The facts that a duty reads, (entity, name), and those of them that are missing."""
    entity = table.source.entity
    used = [(entity, name) for name in one.facts] + [("service", name) for name in one.service]
    known = {(entity, name) for name in table.columns} | {("service", name) for name in question.service}
    return tuple(used), tuple(read for read in used if read not in known)


def _counts(total: int, breached: int, met: int, not_applicable: int) -> dict[Verdict, int]:
    return {
        "met": met,
        "breached": breached,
        "undetermined": total - breached - met - not_applicable,
        "not_applicable": not_applicable,
    }


@dataclass(frozen=True)
class _Fallible:
    """A column whose cells may not fit: the condition that is true of one that does not, and what can be done."""

    column: str
    misfit: str
    remedy: str


def _refuse(connection: Any, table: BoundTable, total: int, without_key: int, misfits: Mapping[_Fallible, int]) -> None:
    location = table.source.location
    if total == 0:
        raise Misuse(f"{location}: has no rows; leave the table out, and its duties are undetermined")
    if without_key:
        raise Misuse(f"{location}: {without_key:,} rows have no key in {table.mapping.key}; each row needs one")
    for cell, count in misfits.items():
        if count:
            quoted = table.dialect.identifier(cell.column)
            asked = f"SELECT {quoted} FROM {table.relation} WHERE {cell.misfit} LIMIT 1"
            example = one_line(str(connection.execute(asked).fetchone()[0]), 40)
            raise Misuse(f"{location}: column {cell.column} holds {example!r} in {count:,} rows; {cell.remedy}")


def _fallible(table: BoundTable) -> Iterator[_Fallible]:
    for name, column in table.columns.items():
        if name not in table.wanted:
            continue
        if column.misfit:
            listed = ", ".join(v.id for v in column.fact.values) or column.fact.type
            yield _Fallible(column.column, column.misfit, f"it gives {name} ({listed}): {_remedy(column.fact)}")
        if column.misfit_none:
            beside = str(table.mapping.facts[name].none_column)
            yield _Fallible(beside, column.misfit_none, f"it tells whether {name} is none: write true or false")


def _remedy(fact: Fact) -> str:
    """What can be done about a cell that does not give its fact: what a mapping may say depends on the fact."""
    is_time = fact.type in ("date", "datetime")
    ways = {
        "order:": is_time,
        "unit:": is_time,
        "codes:": fact.type in ("boolean", "enum", "string"),
        "none_values:": fact.can_be_none,
        "missing_values:": True,
    }
    possible = " or ".join(way for way, possible in ways.items() if possible)
    return (
        f"{'write days as 2020-12-31' if is_time else 'correct it'}, or say what it means under {possible} in a mapping"
    )


def _breaches(
    connection: Any,
    table: BoundTable,
    counts: Mapping[Conditions, Mapping[Verdict, int]],
    question: Question,
    run: TableRun,
) -> dict[str, tuple[Breach, ...]]:
    """The first breaches of each duty that has any.

    Where they are common the scan ends early, so each is asked by itself; the rare ones together, in one more pass.
    """

    first = question.first

    def fetched(names: Sequence[str], where: str, flags: str = "", limit: str = "") -> Any:
        rows, order = table.rows(among=names), table.in_order(names)
        asked = f"SELECT {key_and_values(names, table, question.keys)}{flags} FROM {rows} WHERE {where}{order}{limit}"
        return run(connection, asked, table.source.location).fetchall()

    some = [(one, several["breached"]) for one, several in counts.items() if several["breached"]] if first > 0 else []
    # A scan that ends early reads first / count of the table, and only the columns of its duty.
    common = [one for one, count in some if count > 4 * first]
    rare = [one for one, count in some if count <= 4 * first]
    answer: dict[str, tuple[Breach, ...]] = {}
    for one in common:
        rows = fetched(one.facts, str(one.breached), limit=f" LIMIT {first}")
        answer[one.id] = tuple(_breach(row, one.facts) for row in rows)
    if rare:
        names = tuple(dict.fromkeys(name for one in rare for name in one.facts))
        flags = "".join(f", coalesce({one.breached}, FALSE)" for one in rare)
        rows = fetched(names, " OR ".join(str(one.breached) for one in rare), flags)
        for place, one in enumerate(rare, 1 + len(names)):
            answer[one.id] = tuple([_breach(row, names, one.facts) for row in rows if row[place]][:first])
    return answer


def key_and_values(names: Sequence[str], table: BoundTable, keys: Keys) -> str:
    """The key and the facts as text; what is explicitly none says so."""
    key = f"CAST({table.dialect.identifier('key')} AS {table.dialect.text})"
    return ", ".join([keys.key(key, table.dialect), *(value(name, table, keys) for name in names)])


def value(name: str, table: BoundTable, keys: Keys) -> str:
    """A fact as text, as SQL."""
    quoted, none = table.dialect.identifier(name), table.dialect.identifier(name + "__none")
    text = keys.text(table.known[name], f"CAST({quoted} AS {table.dialect.text})")
    return f"CASE WHEN {none} THEN 'none' ELSE {text} END" if table.known[name].can_be_none else text


def _breach(row: Sequence[Any], names: Sequence[str], among: Sequence[str] | None = None) -> Breach:
    values = zip(names, row[1:], strict=False)
    return Breach(row[0], tuple((name, value) for name, value in values if among is None or name in among))
