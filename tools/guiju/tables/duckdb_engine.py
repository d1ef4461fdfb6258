"""DuckDB as the engine that scans tables here, and looks at one for which a mapping is proposed."""

from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from guiju.assessment.scanned import ScanResults, WrittenFindings
from guiju.files.finding import Misuse
from guiju.model import Corpus, Lang
from guiju.model.mapping import TableMapping
from guiju.predicates.dialects import DUCKDB
from guiju.tables import agreement, databases, sandbox, sources
from guiju.tables.bound import BoundTable, bind_mapping
from guiju.tables.breach_file import Finish, rename, temporary_beside, write_breaches
from guiju.tables.duckdb_errors import Crowded, reading
from guiju.tables.proposal import proposal
from guiju.tables.question import Question
from guiju.tables.scan import Engine, TableRun, scan_results, scan_tables
from guiju.tables.sources import Ask, TableSource


def scan_in_duckdb(
    tables: Sequence[TableSource],
    mappings: Mapping[str, TableMapping],
    question: Question,
    run: TableRun,
    findings: Path | None = None,
    finish: Finish = rename,
) -> tuple[ScanResults, WrittenFindings]:
    """Scan the tables here, each in one pass; the breaches are written to `findings`, and how many comes back.

    Misuse for what cannot be read, and for tables that lack what they must have.
    """
    files = [file for table in tables if table.format != "sqlite" for file in table.files]

    def scan(memory: int = 0) -> tuple[ScanResults, WrittenFindings]:
        with (
            temporary_beside(findings, finish) as file,
            sandbox.connected(files, file.folder if file else None, memory) as connection,
        ):
            ask = partial(run, connection)
            opened = partial(_bound, connection, ask)
            engine = Engine(DUCKDB, ask, lambda source: reading(source.location), opened)
            results = scan_tables(engine, tables, mappings, question)
            written = write_breaches(ask, results, question, file) if file else WrittenFindings()
            return scan_results(results, tables), written

    try:
        return scan()
    except Crowded:
        # Nearly all scans need little; how much one needs that counts over all its rows, only the rows tell.
        return scan(sandbox.memory_limit())


def _bound(
    connection: Any, ask: Ask, source: TableSource, given: TableMapping | None, question: Question
) -> BoundTable:
    source, types = _described(connection, source, ask)
    agreement.refuse_unlike(connection, source, given, question.corpus.vocabulary)
    table = bind_mapping(source, types, sources.relation(source), given, question, DUCKDB)
    if source.is_database:
        databases.fetch(connection, source, table.mapping.columns(), source.entity, table.mapping.key)
    return table


def _described(connection: Any, source: TableSource, ask: Ask) -> tuple[TableSource, dict[str, str]]:
    """The table, after a look at all of it where its format needs one, and the types of its columns."""
    if source.is_database:
        return source, databases.types(connection, source)
    if source.format == "catalogue" or source.address:
        raise Misuse(f"{source.location}: is read by Spark alone; add --engine spark")
    source = sources.settled(connection, source, ask)
    return source, sources.describe(connection, source)


def proposed(source: TableSource, corpus: Corpus, lang: Lang) -> str:
    """A mapping proposed for a table, as commented YAML. Misuse where the table cannot be read."""
    files = [] if source.format == "sqlite" else source.files
    with sandbox.connected(files) as connection, reading(source.location):
        source, types = _described(connection, source, lambda query, _: connection.execute(query))
        if source.is_database:
            databases.fetch(connection, source, list(types), source.entity)
        return proposal(connection, source, sources.relation(source), types, corpus, lang)
