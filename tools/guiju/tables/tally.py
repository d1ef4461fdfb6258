"""The tables of one assessment: each bound to its mapping and scanned, then held as verdicts of duties; every breach in a file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from typing import Any, Protocol

from guiju.assessment.tables import ScannedTable, Tables
from guiju.model.mapping import TableMapping
from guiju.predicates.dialects import Dialect
from guiju.reasoning.verdicts import TableVerdict
from guiju.tables.bound import BoundTable
from guiju.tables.derived import with_derived
from guiju.tables.findings import FindingsFile
from guiju.tables.query import Conditions
from guiju.tables.question import Question
from guiju.tables.scan import Run, ScanResult, scan
from guiju.tables.sources import TableSource


class Engine(Protocol):
    """What scans tables: its errors with a table are Misuse inside `reading`."""

    @property
    def name(self) -> str: ...
    @property
    def dialect(self) -> Dialect: ...
    @property
    def connection(self) -> Any: ...

    def reading(self, source: TableSource) -> AbstractContextManager[None]: ...

    def bound(
        self, source: TableSource, given: TableMapping | None, question: Question, conditions: Sequence[Conditions]
    ) -> BoundTable:
        """The table opened and bound to its mapping."""

    def write(
        self,
        tables: Mapping[str, BoundTable],
        results: Mapping[str, ScanResult],
        question: Question,
        file: FindingsFile,
    ) -> int:
        """Write every breach; returns how many there are."""


def scan_tables(
    engine: Engine,
    sources: Sequence[TableSource],
    mappings: Mapping[str, TableMapping],
    question: Question,
    run: Run,
    file: FindingsFile | None,
) -> tuple[Tables, int]:
    """Scan all tables; every breach is written to the `file`, and their number comes back."""
    conditions = {source.entity: question.conditions(source.entity, engine.dialect) for source in sources}
    bound: dict[str, BoundTable] = {}
    for source in sources:
        with engine.reading(source):
            given = mappings.get(source.entity)
            bound[source.entity] = engine.bound(source, given, question, conditions[source.entity])
    results: dict[str, ScanResult] = {}
    for source in sources:
        with engine.reading(source):
            table = bound[source.entity] = with_derived(engine.connection, bound[source.entity], bound, run)
            here = conditions[source.entity]
            results[source.entity] = scan(engine.connection, table, here, question.first, run, question.keys)
    written = engine.write(bound, results, question, file) if file else 0
    return _tables(results.values(), question, engine.name), written


def _tables(results: Iterable[ScanResult], question: Question, engine: str) -> Tables:
    """The results, as the assessment holds them."""
    verdicts: dict[str, tuple[TableVerdict, ...]] = {}
    scanned = []
    for result in results:
        entity = result.source.entity
        scanned.append(
            ScannedTable(
                entity,
                result.source.shown,
                engine,
                result.rows,
                result.mapping,
                result.unsaid,
                result.keys_checked,
                result.source.files,
                result.impossible,
                question.first,
                question.keys.kind,
            )
        )
        for duty in result.duties:
            of = duty.conditions
            used = [(entity, name) for name in of.facts] + [("service", name) for name in of.service]
            missing = [(entity, name) for name in of.facts if name in result.unsaid]
            missing += [("service", name) for name in of.service if name not in question.service]
            verdict = TableVerdict(entity, duty.counts, duty.breaches, tuple(used), tuple(missing))
            verdicts[of.id] = (*verdicts.get(of.id, ()), verdict)
    return Tables(tuple(scanned), verdicts)
