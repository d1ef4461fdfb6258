"""The tables of one assessment: each bound to its mapping and scanned, with its verdicts; every breach in a file."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any

from guiju.assessment.scanned import ScanResults
from guiju.files.finding import Misuse
from guiju.model.mapping import TableMapping
from guiju.predicates.dialects import Dialect
from guiju.reasoning.verdicts import TableVerdict
from guiju.tables.bound import BoundTable
from guiju.tables.derived import with_derived
from guiju.tables.findings import FindingsFile
from guiju.tables.question import Question
from guiju.tables.scan import ScanResult, TableRun, scan
from guiju.tables.sources import TableSource


@dataclass(frozen=True)
class Engine:
    """What scans tables: `bound` opens one and binds it to its mapping, `write` writes every breach and counts them.

    Inside `reading` an error with a table is Misuse.
    """

    dialect: Dialect
    connection: Any
    reading: Callable[[TableSource], AbstractContextManager[None]]
    bound: Callable[[TableSource, TableMapping | None, Question], BoundTable]
    write: Callable[[Mapping[str, BoundTable], Mapping[str, ScanResult], Question, FindingsFile], int]


def scan_tables(
    engine: Engine,
    sources: Sequence[TableSource],
    mappings: Mapping[str, TableMapping],
    question: Question,
    run: TableRun,
    file: FindingsFile | None,
) -> tuple[ScanResults, int]:
    """Scan all tables; every breach is written to the `file`, and their number comes back."""
    for entity in (source.entity for source in sources):
        if not question.conditions(entity, engine.dialect):
            raise Misuse(f"--table {entity}=…: no duty that is asked for is tested on rows of {entity}; leave it out")
    tables: dict[str, BoundTable] = {}
    for source in sources:
        with engine.reading(source):
            tables[source.entity] = engine.bound(source, mappings.get(source.entity), question)
    results: dict[str, ScanResult] = {}
    for source in sources:
        with engine.reading(source):
            table = tables[source.entity] = with_derived(engine.connection, tables[source.entity], tables, run)
            results[source.entity] = scan(engine.connection, table, question, run)
    written = engine.write(tables, results, question, file) if file else 0
    verdicts: dict[str, tuple[TableVerdict, ...]] = {}
    for result in results.values():
        for conditions, verdict in result.duties.items():
            verdicts[conditions.id] = (*verdicts.get(conditions.id, ()), verdict)
    return ScanResults(tuple(result.table for result in results.values()), verdicts), written
