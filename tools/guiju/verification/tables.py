"""The tables of a receipt: what was counted in them is taken as given where nobody supplies the rows."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from guiju.assessment.scanned import RowsSince, ScannedTable, ScanResults
from guiju.files.finding import one_line
from guiju.files.source import Document
from guiju.law.records import build
from guiju.model import VERDICTS, Contradiction, Verdict, Where
from guiju.model.mapping import TableMapping
from guiju.predicates.kleene import Facts
from guiju.reasoning.checklist import Checklist, Line
from guiju.reasoning.verdicts import Breach, TableVerdict, compiled
from guiju.tables.duplicates import UP_TO
from guiju.verification.values import Mismatch


def impossible_counts(stated: Sequence[Mapping[str, Any]]) -> Iterator[Mismatch]:
    """Counts that are not those of all rows of their table."""
    for place, table in enumerate(stated):
        for name, counts in table["counts"].items():
            incomplete = counts.get("incomplete", 0)
            holding, unbreached = max(counts.get("rows_holding", ()), default=0), table["rows"] - counts["breached"]
            if sum(counts[verdict] for verdict in VERDICTS) != table["rows"]:
                message = f"does not add up to the number of rows ({one_line(table['rows'])})"
                yield Mismatch(("tables", place, "counts", name), message)
            elif not _not_looked_at(table) <= incomplete <= counts["undetermined"] or holding > unbreached:
                yield Mismatch(("tables", place, "counts", name), "counts more rows than there are of that outcome")


def misplaced(stated: Mapping[str, Any], checklist: Checklist) -> Iterator[Mismatch]:
    """Counts that no scan gives: of an entity without rows, twice, beside rows in the profile, or for other duties."""
    lines, rows = checklist.duties_of_every_party(), stated["profile"]["rows"]
    vocabulary = checklist.corpus.vocabulary
    known = {entity.id for entity in vocabulary.entities} - {"service"}
    seen: set[str] = set()
    for place, table in enumerate(stated.get("tables") or ()):
        entity, path = table["entity"], ("tables", place)
        if entity not in known:
            message = f"is {one_line(entity)}: it has no rows; entities: {', '.join(sorted(known))}"
            yield Mismatch((*path, "entity"), message)
            continue
        if entity in seen or rows.get(entity):
            yield Mismatch(path, f"the rows of {entity} are in the receipt twice")
        seen.add(entity)
        duties = {line.id for line in tested(lines, entity)}
        for part, names, kind in (
            ("counts", duties, "a duty tested on rows"),
            ("impossible", {c.id for c in vocabulary.contradictions if c.entity == entity}, "a contradiction"),
            ("facts", {fact.id for fact in vocabulary.facts if fact.entity == entity}, "a fact"),
        ):
            for name in (name for name in table[part] if name not in names):
                yield Mismatch((*path, part, name), f"{one_line(name)} is not {kind} of {entity}", key=True)
        for name in sorted(duties - table["counts"].keys()):
            yield Mismatch((*path, "counts", name), "is missing: not counted in the table")
        if table["keys_checked"] is not (table["rows"] <= UP_TO):
            yield Mismatch((*path, "keys_checked"), f"keys are compared in tables of up to {UP_TO:,} rows")
        yield from _unsaid(table, path, tested(lines, entity), checklist)


def unlisted(
    stated: Mapping[str, Any], breaches: Mapping[tuple[str, str], Sequence[Mapping[str, Any]]]
) -> Iterator[Mismatch]:
    """Breaches that do not match the tables: not the first of those counted, or with keys where none are shown."""
    lines = {entry["obligation"] for entry in stated["verdicts"]}
    for place, table in enumerate(stated.get("tables") or ()):
        entity, path = table["entity"], ("tables", place)
        for name, counts in table["counts"].items():
            if name not in lines:  # a duty of others: its breaches are not listed
                continue
            entries = breaches.get((entity, name), ())
            if len(entries) != (should := min(table["first"], counts["breached"])):
                message = f"gives {one_line(should)} breaches to list, but the report lists {len(entries)}"
                yield Mismatch((*path, "counts", name), message)
            elif any(bool(entry["key"]) is (table["keys"] == "hidden") for entry in entries):
                yield Mismatch(
                    (*path, "keys"), f"is {table['keys']}; the keys of {one_line(name, 100)} differ from that"
                )


def tested(lines: Iterable[Line], entity: str) -> tuple[Line, ...]:
    """The duties tested on rows of an entity."""
    return tuple(line for line in lines if any(check.entity == entity for check in line.obligation.checks))


def _unsaid(
    table: Mapping[str, Any], path: tuple[str | int, ...], lines: Iterable[Line], checklist: Checklist
) -> Iterator[Mismatch]:
    """Facts listed as unsaid that a column gives or no duty reads, and those left out; derived ones may be either."""
    entity = table["entity"]
    derived = {fact.id: fact.derived for fact in checklist.corpus.vocabulary.facts if fact.entity == entity}
    read = {name for line in lines for name in _reads(line, entity)[0]}
    read |= {d.of for name in read if (d := derived.get(name)) is not None and d.of and name not in table["facts"]}
    silent = read - table["facts"].keys()
    for place, name in enumerate(table["unsaid"]):
        if name not in silent:
            yield Mismatch((*path, "unsaid", place), f"is {name}, which a column gives or no duty reads")
    for name in sorted(silent - set(table["unsaid"])):
        if derived.get(name) is None:
            yield Mismatch((*path, "unsaid"), f"{name} is missing: no column gives it")


def recorded(
    stated: Sequence[Mapping[str, Any]],
    checklist: Checklist,
    service: Facts,
    breaches: Mapping[tuple[str, str], Sequence[Mapping[str, Any]]],
) -> ScanResults:
    """The tables as the receipt records them, with the breaches that the report lists, by (entity, duty)."""
    lines = {line.id: line for line in checklist.duties_of_every_party()}
    contradictions = {entry.id: entry for entry in checklist.corpus.vocabulary.contradictions}
    verdicts: dict[str, tuple[TableVerdict, ...]] = {}
    for table in stated:
        entity = table["entity"]
        # What other data no longer tests is not there to be counted.
        for name in [n for n in table["counts"] if n in lines and tested([lines[n]], entity)]:
            listed = tuple(
                Breach(entry["key"] or "", tuple(entry["facts"].items())) for entry in breaches.get((entity, name), ())
            )
            given = table["counts"][name]
            counts: Mapping[Verdict, int] = {verdict: given[verdict] for verdict in VERDICTS}
            holding = tuple(given.get("rows_holding", ()))
            since = date.fromisoformat(given["since"]) if "since" in given else None
            further = (
                given.get("own_rule_not_kept", 0),
                given.get("incomplete", 0),
                holding,
                since,
                _not_looked_at(table),
            )
            row, beside = _reads(lines[name], entity)
            used = [(entity, fact) for fact in row] + [("service", fact) for fact in beside]
            missing = [(entity, fact) for fact in row if fact in table["unsaid"]]
            missing += [("service", fact) for fact in beside if fact not in service]
            one = TableVerdict(entity, counts, listed, tuple(used), tuple(missing), *further)
            verdicts[name] = (*verdicts.get(name, ()), one)
    return ScanResults(tuple(_table(table, contradictions) for table in stated), verdicts)


def mapping_of(table: Mapping[str, Any]) -> TableMapping:
    """How the columns of a table say facts, as its receipt records it."""
    value = {key: table[key] for key in ("entity", "key", "facts")}
    if since := table.get("since"):
        value["changed"] = since["changed"]
    return build(TableMapping, Where(Document("receipt", value)))


def since_of(table: Mapping[str, Any]) -> RowsSince | None:
    """Which of its rows were looked at, as its receipt records it; None for all of them."""
    since, changed = table.get("since"), mapping_of(table).changed
    return RowsSince(date.fromisoformat(since["day"]), changed, since["not_looked_at"]) if since and changed else None


def _not_looked_at(table: Mapping[str, Any]) -> int:
    return int(table["since"]["not_looked_at"]) if "since" in table else 0


def _table(table: Mapping[str, Any], contradictions: Mapping[str, Contradiction]) -> ScannedTable:
    return ScannedTable(
        table["entity"],
        table["table"],
        table["engine"],
        table["rows"],
        mapping_of(table),
        tuple(table["unsaid"]),
        table["keys_checked"],
        impossible=tuple((contradictions[n], count) for n, count in table["impossible"].items() if n in contradictions),
        first=table["first"],
        keys=table["keys"],
        sha256=tuple(table["sha256"]),
        since=since_of(table),
    )


def _reads(line: Line, entity: str) -> tuple[Collection[str], Collection[str]]:
    """The facts that the checks of a duty read of the rows of an entity, and of the service beside them."""
    checks = [check for check in compiled(line.obligation) if check.check.entity == entity]
    read = [entry for check in checks for entry in check.reads]
    return (
        tuple(dict.fromkeys(name for of, name in read if of == entity)),
        tuple(dict.fromkeys(name for of, name in read if of != entity)),
    )
