"""Tables scanned, in DuckDB or on Spark: outcomes of all duties in one pass, then the first breaches of each."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from guiju.assessment.scanned import RowsSince, ScannedTable, ScanResults
from guiju.files.finding import MAX_FINDINGS, Finding, Location, Misuse, Unsound, one_line
from guiju.model import Fact, Verdict
from guiju.model.mapping import TableMapping
from guiju.predicates.dialects import Dialect
from guiju.reasoning import breach
from guiju.reasoning.contradictions import reads_service
from guiju.reasoning.verdicts import Breach, TableVerdict
from guiju.tables import duplicates
from guiju.tables.bound import BoundTable
from guiju.tables.conditions import Conditions
from guiju.tables.derived import with_derived
from guiju.tables.question import Keys, Question
from guiju.tables.sources import Ask, TableSource

TableRun = Callable[[Any, str, str], Any]
"""(connection, query, label) → its result: how a query is run, with progress where somebody watches."""


def run_unwatched(connection: Any, query: str, label: str) -> Any:
    """Run a query of DuckDB or Spark."""
    return connection.execute(query)


_Reads = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Engine:
    """What scans tables: `bound` opens one and binds it to its mapping. Inside `reading` an error with it is Misuse."""

    dialect: Dialect
    ask: Ask
    reading: Callable[[TableSource], AbstractContextManager[None]]
    bound: Callable[[TableSource, TableMapping | None, Question], BoundTable]


@dataclass(frozen=True)
class ScanResult:
    """A table scanned, with the counts and first breaches of each duty."""

    bound: BoundTable
    table: ScannedTable
    duties: Mapping[Conditions, TableVerdict]

    @property
    def breached(self) -> list[Conditions]:
        """The duties that rows breach."""
        return [conditions for conditions, verdict in self.duties.items() if verdict.counts["breached"]]


def scan_tables(
    engine: Engine, sources: Sequence[TableSource], mappings: Mapping[str, TableMapping], question: Question
) -> list[ScanResult]:
    """Scan all tables, each once all of them are open: facts may be counted over the rows of another one."""
    for source in sources:
        if not question.conditions(source.entity, engine.dialect):
            why = f"no duty that is asked for is tested on rows of {source.entity}; leave it out"
            raise Misuse(f"--table {source.entity}=…: {why}")
    tables: dict[str, BoundTable] = {}
    for source in sources:
        with engine.reading(source):
            tables[source.entity] = engine.bound(source, mappings.get(source.entity), question)
    results, misfits = [], list[Finding]()
    for source in sources:
        with engine.reading(source):
            table = tables[source.entity]
            if (
                source.views
                and engine.ask(f"SELECT 1 FROM {table.relation} LIMIT 1", source.location).fetchone() is None
            ):
                continue  # a program has all its tables, also those that nobody has used
            table = tables[source.entity] = with_derived(engine.ask, table, tables)
            try:
                results.append(scan(engine.ask, table, question))
            except Unsound as unsound:  # all of them at once: a run over millions of rows for each would take a day
                misfits += unsound.findings
    if misfits:
        raise Unsound(misfits)
    if not results:
        raise Misuse(f"{sources[0].location}: has no rows, nor has any other table; name the database that is in use")
    return results


def scan_results(results: Sequence[ScanResult], sources: Sequence[TableSource]) -> ScanResults:
    """The results of all tables by duty."""
    empty = tuple(one.location for one in sources if all(one.entity != result.table.entity for result in results))
    verdicts: dict[str, tuple[TableVerdict, ...]] = {}
    for result in results:
        for conditions, verdict in result.duties.items():
            verdicts[conditions.id] = (*verdicts.get(conditions.id, ()), verdict)
    return ScanResults(tuple(result.table for result in results), verdicts, empty=empty)


def scan(ask: Ask, table: BoundTable, question: Question) -> ScanResult:
    """Count all outcomes in one pass, then fetch the first breaches of each duty."""
    source, fallible, changed = table.source, list(_fallible(table)), table.changed
    # Misfits are found in the columns as they are, beside the facts made of them.
    flags = {f"misfit_{place}": cell.misfit for place, cell in enumerate(fallible)}
    seen, with_key, *numbers = ask(table.counts(flags), source.location).fetchone()
    total = ask(f"SELECT count(*) FROM {table.relation}", source.location).fetchone()[0] if changed else seen
    counted = iter(numbers)
    reads = {one: _reads(one, table, question) for one in table.conditions}
    by_duty = {one: _verdict(one, source.entity, reads[one], (seen, total - seen), counted) for one in table.conditions}
    _refuse(ask, table, total, seen - with_key, {cell: next(counted) for cell in fallible})
    impossible = tuple((entry, n) for (entry, _), n in zip(table.contradictions, counted, strict=True) if n)
    for entry, count in impossible:
        if reads_service(entry):
            raise Misuse(f"{source.location}: {count:,} rows contradict the facts of the service: {entry.message.en}")
    unique = total <= duplicates.UP_TO
    if unique:
        duplicates.refuse(ask, table.relation, table.mapping.key, table.dialect, source.location)
    breaches = _breaches(ask, table, {one: verdict.counts for one, verdict in by_duty.items()}, question)
    unsaid = tuple(name for name in table.wanted if name not in table.columns)
    verdicts = {one: replace(verdict, breaches=breaches.get(one.id, ())) for one, verdict in by_duty.items()}
    engine, keys = table.dialect.name, question.keys.kind
    described = source.entity, source.location, engine, total, table.mapping, unsaid, unique, source.files, impossible
    given = changed and table.mapping.changed
    since = RowsSince(changed.since, given, total - seen) if changed and given else None
    return ScanResult(table, ScannedTable(*described, question.first, keys, since=since), verdicts)


def _reads(one: Conditions, table: BoundTable, question: Question) -> tuple[_Reads, _Reads]:
    """The facts that a duty reads, (entity, name), and those of them that are missing."""
    entity = table.source.entity
    used = [(entity, name) for name in one.facts] + [("service", name) for name in one.service]
    known = {(entity, name) for name in table.columns} | {("service", name) for name in question.service}
    return tuple(used), tuple(read for read in used if read not in known)


def _verdict(
    one: Conditions, entity: str, reads: tuple[_Reads, _Reads], rows: tuple[int, int], counted: Iterator[Any]
) -> TableVerdict:
    """What was counted of a duty, without its breaches; `rows` are those looked at and the others, of which nothing is
    known."""
    seen, unseen = rows
    breached, met, not_applicable, own_rule_not_kept, known = (next(counted) for _ in range(5))
    holding = tuple(next(counted) for _ in one.holding)
    dated, first = next(counted), next(counted)
    counts: dict[Verdict, int] = {
        "met": met,
        "breached": breached,
        "undetermined": seen + unseen - breached - met - not_applicable,
        "not_applicable": not_applicable,
    }
    settled = met + not_applicable + sum(holding) if one.known is None else known
    since = date.fromisoformat(first) if first and dated == breached and not unseen else None
    incomplete = seen - breached - settled + unseen
    return TableVerdict(entity, counts, (), *reads, own_rule_not_kept, incomplete, holding, since, unseen)


@dataclass(frozen=True)
class _Fallible:
    """A column whose cells may not fit: the condition that is true of one that does not, and what can be done."""

    column: str
    misfit: str
    remedy: str


def _refuse(ask: Ask, table: BoundTable, total: int, without_key: int, misfits: Mapping[_Fallible, int]) -> None:
    """Misuse for a table that cannot be judged; Unsound where columns hold what gives no fact, a finding for each."""
    location = table.source.location
    if total == 0:
        raise Misuse(f"{location}: has no rows; leave the table out, and its duties are undetermined")
    if without_key:
        raise Misuse(f"{location}: {without_key:,} rows have no key in {table.mapping.key}; each row needs one")
    dirty = [(cell, count) for cell, count in misfits.items() if count]
    findings = []
    for cell, count in dirty[:MAX_FINDINGS]:
        quoted = table.dialect.identifier(cell.column)
        query = f"SELECT {quoted} FROM {table.relation} WHERE {cell.misfit} LIMIT 1"
        example = one_line(str(ask(query, location).fetchone()[0]), 40)
        message = f"column {cell.column} holds {example!r} in {count:,} rows; {cell.remedy}"
        findings.append(Finding("misfit-cells", message, Location(location, 0)))
    if (more := len(dirty) - MAX_FINDINGS) > 0:
        message = f"{more} more columns hold what gives no fact; correct these first"
        findings.append(Finding("misfit-cells", message, Location(location, 0)))
    if findings:
        raise Unsound(findings)


def _fallible(table: BoundTable) -> Iterator[_Fallible]:
    for name in (name for name in table.columns if name in table.wanted):
        column = table.columns[name]
        if column.misfit:
            listed = ", ".join(v.id for v in column.fact.values) or column.fact.type
            yield _Fallible(column.column, column.misfit, f"it gives {name} ({listed}): {_remedy(column.fact)}")
        if column.misfit_none:
            beside = str(table.mapping.facts[name].none_column)
            yield _Fallible(beside, column.misfit_none, f"it tells whether {name} is none: write true or false")
    if table.changed and table.changed.cell.misfit:
        remedy = "write it as 2020-12-31, or give its unit: or order: under changed: in a mapping"
        yield _Fallible(table.changed.cell.column, table.changed.cell.misfit, f"it says when a row changed: {remedy}")


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
    correction = "write days as 2020-12-31" if is_time else "correct it"
    return f"{correction}, or say what it means under {possible} in a mapping"


def _breaches(
    ask: Ask, table: BoundTable, counts: Mapping[Conditions, Mapping[Verdict, int]], question: Question
) -> dict[str, tuple[Breach, ...]]:
    """The first breaches of each duty that has any.

    Where they are common the scan ends early, so each is asked by itself; the rare ones together, in one more pass.
    """
    first = question.first
    listed = {one.id: _listed(one, table, question) for one in counts}

    def fetched(names: Sequence[str], where: str, flags: str = "", limit: str = "") -> Any:
        rows, order = table.rows(among=names), table.in_order(names)
        query = f"SELECT {_key_and_values(names, table, question.keys)}{flags} FROM {rows} WHERE {where}{order}{limit}"
        return ask(query, table.source.location).fetchall()

    some = [(one, several["breached"]) for one, several in counts.items() if several["breached"]] if first > 0 else []
    # A scan that ends early reads first / count of the table, and only the columns of its duty.
    common = [one for one, count in some if count > 4 * first]
    rare = [one for one, count in some if count <= 4 * first]
    breaches: dict[str, tuple[Breach, ...]] = {}
    for one in common:
        names = listed[one.id]
        rows = fetched(names, str(one.breached), limit=f" LIMIT {first}")
        breaches[one.id] = tuple(_breach(row, names) for row in rows)
    if rare:
        names = tuple(dict.fromkeys(name for one in rare for name in listed[one.id]))
        flags = "".join(f", coalesce({one.breached}, FALSE)" for one in rare)
        rows = fetched(names, " OR ".join(str(one.breached) for one in rare), flags)
        for place, one in enumerate(rare, 1 + len(names)):
            breaches[one.id] = tuple([_breach(row, names, listed[one.id]) for row in rows if row[place]][:first])
    return breaches


def _listed(one: Conditions, table: BoundTable, question: Question) -> tuple[str, ...]:
    """The facts of a row that is listed: those that its duty reads, and those given that tell of the act."""
    of_act = [
        name for entity, name in breach.facts_read(question.corpus, one.obligation) if entity == table.source.entity
    ]
    return tuple(dict.fromkeys((*one.facts, *(name for name in of_act if name in table.columns))))


def _key_and_values(names: Sequence[str], table: BoundTable, keys: Keys) -> str:
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
