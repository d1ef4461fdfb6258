"""Apache Spark as the engine that scans tables, on this machine or on a cluster by its master address.

Spark reads the tables itself, in place: files on storage that all its workers reach, and tables of its catalogue. Only
counts, and rows that breach, come back to this machine.
"""

import contextlib
import os
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from guiju.assessment.scanned import ScanResults, WrittenFindings
from guiju.files.finding import Misuse
from guiju.files.secret import censored, without_secrets
from guiju.model.mapping import TableMapping
from guiju.predicates.dialects import DUCKDB, SPARK
from guiju.tables import agreement, duckdb_errors, headers, sandbox
from guiju.tables.bound import BoundTable, bind_mapping
from guiju.tables.breach_file import BreachFile, Finish, rename, temporary_beside, write_breaches
from guiju.tables.cells import FactExpression
from guiju.tables.conditions import Conditions
from guiju.tables.question import Question
from guiju.tables.scan import Engine, ScanResult, TableRun, scan_results, scan_tables
from guiju.tables.sources import TableSource, quoted_name
from guiju.tables.spark_session import SparkConnection, reason

_BATCH_ROWS = 10_000


def scan_in_spark(
    connection: SparkConnection,
    tables: Sequence[TableSource],
    mappings: Mapping[str, TableMapping],
    question: Question,
    run: TableRun,
    findings: Path | None = None,
    finish: Finish = rename,
) -> tuple[ScanResults, WrittenFindings]:
    """As guiju.tables.duckdb_engine.scan_in_duckdb, in a session of Spark; its tables are in no database."""
    with temporary_beside(findings, finish) as file:
        engine = Engine(SPARK, partial(run, connection), _reading, partial(_bound, connection))
        results = scan_tables(engine, tables, mappings, question)
        written = _write(connection, run, results, question, file) if file else WrittenFindings()
        return scan_results(results, tables), written


@contextlib.contextmanager
def _reading(source: TableSource) -> Iterator[None]:
    from py4j.protocol import Py4JError
    from pyspark.errors import PySparkException

    try:
        yield
    except (PySparkException, Py4JError) as error:
        why = censored(reason(error), [source.address or source.location])
        remedy = "check that all workers can reach it, that it is complete, and that its format matches its name"
        raise Misuse(f"{source.location}: cannot be read ({why}); {remedy}") from None


def _bound(
    connection: SparkConnection, source: TableSource, given: TableMapping | None, question: Question
) -> BoundTable:
    vocabulary = question.corpus.vocabulary
    with sandbox.connected(source.files) as here, duckdb_errors.reading(source.location):
        agreement.refuse_unlike(here, source, given, vocabulary)
    heads = _headers(connection, source) if source.format == "csv" else {}
    if source.address:
        # Spark itself compares the types of all Parquet and JSON lines; the headers of CSV are compared here.
        agreement.refuse_headers({f: h.names for f, h in heads.items()}, source.entity, given, vocabulary)
    types = _opened(connection, source, heads)
    return bind_mapping(source, types, SPARK.identifier(_view(source)), given, question, SPARK)


def _write(
    connection: SparkConnection, run: TableRun, results: Sequence[ScanResult], question: Question, file: BreachFile
) -> WrittenFindings:
    """Copy the rows that breach into DuckDB, which writes them."""
    with sandbox.connected([], file.folder) as here:
        with duckdb_errors.reading(file.target.as_posix(), "cannot be written"):
            copies = [_copied(connection, here, result) for result in results]
        return write_breaches(partial(run, here), copies, question, file)


def _opened(connection: SparkConnection, source: TableSource, heads: Mapping[str, headers.CsvHeader]) -> dict[str, str]:
    """Open the table under a name of its own; its columns with their types."""
    read = connection.session.read
    # As Hadoop writes a path: unlike on the web, `=` stays as it is.
    paths = [source.address] if source.address else [f"file://{_unglobbed(str(file))}" for file in source.files]
    match source.format:
        case "catalogue":
            frame = connection.session.table(quoted_name(source.table or "", SPARK))
        case "csv":
            # By the names in the header of each file, not by place; each cell as text, as the other engine reads it.
            read = read.option("enforceSchema", False).option("nullValue", "").option("mode", "FAILFAST")
            read = read.option("escape", '"').option("sep", _separator(heads)).option("header", True)
            for file, header in heads.items():
                location = file if len(heads) > 1 else source.location
                if not source.hive and not source.address:  # elsewhere folders may give the facts
                    headers.refuse_single(location, header.names)
                headers.refuse_doubled(location, header.names)
            frame = _hive(read, source).csv(paths)
        case "json":
            frame = _hive(read.option("mode", "FAILFAST"), source).json(paths)
        case _:
            frame = _hive(read.option("mergeSchema", True), source).parquet(*paths)
    frame.createOrReplaceTempView(_view(source))
    return dict(frame.dtypes)


def _headers(connection: SparkConnection, source: TableSource) -> dict[str, headers.CsvHeader]:
    """The headers of CSV files by their names; where they are elsewhere, Spark reads the first line of each."""
    if not source.address:
        return {str(file): headers.header_of(file) for file in source.files}
    read, heads = connection.session.read, {}
    for encoded in read.text(source.address).inputFiles():
        file = unquote(encoded)
        first = read.text(_unglobbed(file)).first()
        heads[without_secrets(file)] = headers.csv_header(first[0].removeprefix("\ufeff") if first else "")
    return heads


def _separator(heads: Mapping[str, headers.CsvHeader]) -> str:
    """The separator of the cells of all files."""
    (first, separator), *others = ((file, header.separator) for file, header in heads.items())
    for file, other in others:
        if other != separator:
            remedy = "use the same separator, which Spark needs"
            raise Misuse(f"{file}: cells are separated by {other!r}, in {first} by {separator!r}; {remedy}")
    return separator


def _hive(read: Any, source: TableSource) -> Any:
    """Where a folder was named, the folders below and above it name columns, as for the other engine."""
    if not source.hive:
        return read
    named = Path(os.path.commonpath([file.parent for file in source.files]))
    above = next((folder.parent for folder in reversed((named, *named.parents)) if "=" in folder.name), named)
    return read.option("basePath", f"file://{above}")


def _unglobbed(path: str) -> str:
    """A path with the marks of a glob escaped."""
    return re.sub(r"([\[\]{}*?,\\])", r"\\\1", path)


def _view(source: TableSource) -> str:
    return f"guiju__{source.entity}"


def _copied(connection: SparkConnection, here: Any, result: ScanResult) -> ScanResult:
    """The result for the rows of a table that breach, copied into DuckDB."""
    import pyarrow

    table, quoted, breached = result.bound, DUCKDB.identifier, result.breached
    entity = quoted(table.source.entity)
    names = list(dict.fromkeys(name for one in breached for name in one.facts))
    flags = {one.breached: f"breached_{place}" for place, one in enumerate(breached)}
    failed = dict.fromkeys(part for one in breached if len(one.parts) > 1 for _, part in one.parts if part)
    flags |= {part: f"failed_{place}" for place, part in enumerate(failed) if part not in flags}
    fields = [("key", pyarrow.string()), *((name, pyarrow.string()) for name in names)]
    fields += [(name, pyarrow.bool_()) for name in (*(f"{name}__none" for name in names), *flags.values())]
    schema = pyarrow.schema(fields)

    def batches() -> Iterator[Any]:
        rows = iter(_breaching(connection, table, names, [*filter(None, flags)], breached))
        while several := [row for _, row in zip(range(_BATCH_ROWS), rows, strict=False)]:
            columns = zip(*several, strict=True)
            arrays = [pyarrow.array(c, f.type) for c, f in zip(columns, schema, strict=True)]
            yield pyarrow.record_batch(arrays, schema=schema)

    here.register("batches", pyarrow.RecordBatchReader.from_batches(schema, batches()))
    here.execute(f"CREATE TEMP TABLE {entity} AS SELECT * FROM batches")
    here.unregister("batches")
    columns = {n: FactExpression(table.known[n], n, quoted(n), quoted(f"{n}__none"), None) for n in names}
    copy = replace(
        table,
        mapping=replace(table.mapping, key="key"),
        columns=columns,
        wanted=tuple(names),
        relation=entity,
        joins={},
        changed=None,
        dialect=DUCKDB,
        beside={flag: quoted(flag) for flag in flags.values()},
    )

    def copied(one: Conditions) -> Conditions:
        parts = tuple((name, quoted(flags[part]) if part in flags else None) for name, part in one.parts)
        return replace(one, breached=quoted(flags[one.breached]), parts=parts)

    seen_here = {copied(one) if one in breached else one: verdict for one, verdict in result.duties.items()}
    return replace(result, bound=copy, duties=seen_here)


def _breaching(
    connection: SparkConnection,
    table: BoundTable,
    names: Sequence[str],
    flags: Sequence[str],
    breached: Sequence[Conditions],
) -> Iterator[Sequence[Any]]:
    """Every row that breaches a duty: its key, facts as text, which of them are none, and which conditions hold: that
    it breaches a duty, that it fails a part of one."""
    if not breached:
        return
    parts = [f"CAST({SPARK.identifier(name)} AS STRING)" for name in ("key", *names)]
    parts += [SPARK.identifier(f"{n}__none") if table.known[n].can_be_none else "CAST(NULL AS BOOLEAN)" for n in names]
    parts += [f"coalesce({flag}, FALSE)" for flag in flags]
    either = " OR ".join(str(one.breached) for one in breached)
    rows, order = table.rows(among=names), table.in_order(names)
    yield from connection.stream(f"SELECT {', '.join(parts)} FROM {rows} WHERE {either}{order}")
