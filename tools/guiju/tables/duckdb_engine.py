"""DuckDB as the engine that scans tables here, and looks at one for which a mapping is proposed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from guiju.assessment.tables import Tables
from guiju.files.finding import Misuse
from guiju.model import Corpus, Lang
from guiju.model.mapping import TableMapping
from guiju.predicates.dialects import DUCKDB
from guiju.tables import agreement, databases, sandbox, sources
from guiju.tables.bound import BoundTable, bind_mapping
from guiju.tables.duckdb_errors import Crowded, reading
from guiju.tables.findings import FindingsFile, Finish, beside, rename, write_findings
from guiju.tables.proposal import proposal
from guiju.tables.query import Conditions
from guiju.tables.question import Question
from guiju.tables.scan import Run, ScanResult
from guiju.tables.sources import TableSource
from guiju.tables.tally import scan_tables


def scan_in_duckdb(
    tables: Sequence[TableSource],
    mappings: Mapping[str, TableMapping],
    question: Question,
    run: Run,
    findings: Path | None = None,
    finish: Finish = rename,
) -> tuple[Tables, int]:
    """Scan the tables here, each in one pass. With `findings`, every breach is written there, as `finish` does it; their number comes back.

    Misuse for what cannot be read, and for tables that lack what they must have.
    """
    files = [file for table in tables if table.format != "sqlite" for file in table.files]

    def scan(memory: int = 0) -> tuple[Tables, int]:
        with (
            beside(findings, finish) as file,
            sandbox.connected(files, file.folder if file else None, memory) as connection,
        ):
            return scan_tables(_DuckDb(connection, run), tables, mappings, question, run, file)

    try:
        return scan()
    except Crowded:
        # Nearly all scans need little; how much one needs that counts over all its rows, only the rows tell.
        return scan(sandbox.memory_limit())


@dataclass(frozen=True)
class _DuckDb:
    connection: Any
    run: Run
    name = "duckdb"
    dialect = DUCKDB

    def reading(self, source: TableSource) -> AbstractContextManager[None]:
        return reading(source.shown)

    def bound(
        self, source: TableSource, given: TableMapping | None, question: Question, conditions: Sequence[Conditions]
    ) -> BoundTable:
        source, types = _described(self.connection, source, self.run)
        agreement.refuse_unlike(self.connection, source, given, question.corpus.vocabulary)
        relation = sources.relation(source)
        table = bind_mapping(source, types, relation, given, question.corpus, conditions, question.as_of, DUCKDB)
        if source.is_database:
            key = table.mapping.key
            read = dict.fromkeys([key, *(c for column in table.mapping.facts.values() for c in column.columns())])
            databases.fetch(self.connection, source, list(read), source.entity, key)
        return table

    def write(
        self,
        tables: Mapping[str, BoundTable],
        results: Mapping[str, ScanResult],
        question: Question,
        file: FindingsFile,
    ) -> int:
        with reading(file.target.as_posix(), "cannot be written"):
            return write_findings(self.connection, tables, results, question, file, self.run)


def _described(connection: Any, source: TableSource, run: Run | None = None) -> tuple[TableSource, dict[str, str]]:
    """The table, after a look at all of it where its format needs one, and the types of its columns."""
    if source.is_database:
        return source, databases.types(connection, source)
    if source.format == "catalogue" or source.address:
        raise Misuse(f"{source.shown}: is read by Spark alone; add --engine spark")
    source = sources.settled(connection, source, run)
    return source, sources.describe(connection, source)


def proposed(source: TableSource, corpus: Corpus, lang: Lang) -> str:
    """A mapping proposed for a table, as commented YAML. Misuse where the table cannot be read."""
    files = [] if source.format == "sqlite" else source.files
    with sandbox.connected(files) as connection, reading(source.shown):
        source, types = _described(connection, source)
        if source.is_database:
            databases.fetch(connection, source, list(types), source.entity)
        return proposal(connection, source, sources.relation(source), types, corpus, lang)
