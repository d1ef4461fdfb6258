"""Tables scanned on Apache Spark: the same queries, in its dialect, on this machine or on a cluster by its master address.

Spark reads the tables itself, in place: files on storage that all its workers reach (hdfs://, s3a:// …), and tables of its catalogue. Databases are
read by the other engine. Only counts, and rows that breach, come back to this machine.
"""

from __future__ import annotations

import contextlib
import os
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from guiju.assessment.tables import Tables
from guiju.files.finding import Misuse
from guiju.files.secret import censored, without_secrets
from guiju.model import Vocabulary
from guiju.model.mapping import TableMapping
from guiju.predicates.dialects import DUCKDB, SPARK
from guiju.tables import agreement, heads, walls
from guiju.tables.asked import Asked
from guiju.tables.columns import FactColumn
from guiju.tables.derived import with_derived
from guiju.tables.findings import Finish, rename, write_findings
from guiju.tables.query import Conditions
from guiju.tables.scan import Prepared, Run, Scanned, held, scan
from guiju.tables.sources import Source, name_parts
from guiju.tables.spark_session import Connection, said, session
from guiju.tables.tally import aside_of, reading, tables

_BATCH_ROWS = 10_000


def in_spark(
    sources: Sequence[Source],
    mappings: Mapping[str, TableMapping],
    asked: Asked,
    run: Run,
    findings: Path | None = None,
    master: str | None = None,
    finish: Finish = rename,
) -> tuple[Tables, int]:
    """As guiju.tables.tally.in_duckdb, on Spark."""
    for source in sources:
        if source.format in ("sqlite", "postgres"):
            raise Misuse(
                f"{source.shown}: databases are read by --engine duckdb; leave --engine spark out, or export it as Parquet"
            )
    with session(master) as connection:
        return on(connection, sources, mappings, asked, run, findings, finish)


def on(
    connection: Connection,
    sources: Sequence[Source],
    mappings: Mapping[str, TableMapping],
    asked: Asked,
    run: Run,
    findings: Path | None = None,
    finish: Finish = rename,
) -> tuple[Tables, int]:
    """The same in a session that is open."""
    with aside_of(findings) as aside:
        prepared: dict[str, Prepared] = {}
        found = {source.entity: asked.conditions(source.entity, SPARK) for source in sources}
        refuse_unlike(sources, mappings, asked.corpus.vocabulary)
        for source in sources:
            with _told(source):
                first_rows = _heads(connection, source) if source.format == "csv" else {}
                if source.address:
                    names = {file: head.names for file, head in first_rows.items()}
                    agreement.refuse_heads(names, source.entity, mappings.get(source.entity), asked.corpus.vocabulary)
                types = _opened(connection, source, first_rows)
                relation = SPARK.identifier(_view(source))
                given = mappings.get(source.entity)
                prepared[source.entity] = held(
                    source, types, relation, given, asked.corpus, found[source.entity], asked.as_of, SPARK
                )
        counted: dict[str, Scanned] = {}
        for source in sources:
            with _told(source):
                table = with_derived(connection, prepared[source.entity], prepared, run)
                prepared[source.entity] = table
                counted[source.entity] = scan(connection, table, found[source.entity], asked.first, run, asked.keys)
        written = 0
        if findings is not None and aside is not None:
            with walls.engine([], aside) as here, reading(findings.as_posix(), "cannot be written"):
                brought = {e: _brought(connection, here, table, counted[e]) for e, table in prepared.items()}
                told = {entity: scanned for entity, (_, scanned) in brought.items()}
                written = write_findings(
                    here, [table for table, _ in brought.values()], told, asked, findings, aside, run, finish
                )
    return tables(counted.values(), asked, "spark"), written


def refuse_unlike(sources: Sequence[Source], mappings: Mapping[str, TableMapping], vocabulary: Vocabulary) -> None:
    """As the other engine refuses files of one table that do not agree. Of files elsewhere Spark itself looks at the types of all Parquet and JSON lines; the heads of CSV are looked at apart."""
    with walls.engine([file for source in sources for file in source.files]) as here:
        for source in sources:
            with reading(source.shown):
                agreement.refuse_unlike(here, source, mappings.get(source.entity), vocabulary)


def _opened(connection: Connection, source: Source, first_rows: Mapping[str, heads.CsvHead]) -> dict[str, str]:
    """Open the table under a name of its own; its columns with their types."""
    read = connection.session.read
    paths = [source.address] if source.address else [_path(file) for file in source.files]
    match source.format:
        case "catalogue":
            frame = connection.session.table(
                ".".join(SPARK.identifier(part) for part in name_parts(source.table or ""))
            )
        case "csv":
            # By the names in the head of each file, not by place; each cell as text, as the other engine reads it.
            read = read.option("enforceSchema", False).option("nullValue", "").option("mode", "FAILFAST")
            read = read.option("escape", '"').option("sep", _separator(first_rows))
            for file, head in first_rows.items():
                shown = file if len(first_rows) > 1 else source.shown
                if not source.hive and not source.address:  # elsewhere folders may say the facts
                    heads.refuse_single(shown, head.names)
                heads.refuse_doubled(shown, head.names)
            frame = _hive(read.option("header", True), source).csv(paths)
        case "json":
            frame = _hive(read.option("mode", "FAILFAST"), source).json(paths)
        case _:
            frame = _hive(read.option("mergeSchema", True), source).parquet(*paths)
    frame.createOrReplaceTempView(_view(source))
    return dict(frame.dtypes)


def _heads(connection: Connection, source: Source) -> dict[str, heads.CsvHead]:
    """The heads of all files of a CSV by their names; where they are elsewhere, Spark reads the first line of each."""
    if not source.address:
        return {str(file): heads.head_of(file) for file in source.files}
    read, found = connection.session.read, {}
    for encoded in read.text(source.address).inputFiles():
        file = unquote(encoded)
        first = read.text(_unglobbed(file)).first()
        found[without_secrets(file)] = heads.csv_head(first[0].removeprefix("\ufeff") if first else "")
    return found


def _separator(found: Mapping[str, heads.CsvHead]) -> str:
    """What parts the cells of all files."""
    first = next(iter(found))
    for file, head in found.items():
        if head.separator != found[first].separator:
            raise Misuse(
                f"{file}: cells are parted by {head.separator!r}, in {first} by {found[first].separator!r}; part them alike, which Spark needs"
            )
    return found[first].separator


def _hive(read: Any, source: Source) -> Any:
    """Where a folder was named, the names of the folders below it are columns, and those above it, as the other engine takes them."""
    if not source.hive:
        return read
    named = Path(os.path.commonpath([file.parent for file in source.files]))
    above = next((folder.parent for folder in reversed((named, *named.parents)) if "=" in folder.name), named)
    return read.option("basePath", f"file://{above}")


def _path(file: Path) -> str:
    """The file as Hadoop writes it, whose paths are not those of the web: `=` stands as it is, and marks of a glob are escaped."""
    return f"file://{_unglobbed(str(file))}"


def _unglobbed(path: str) -> str:
    return re.sub(r"([\[\]{}*?,\\])", r"\\\1", path)


def _view(source: Source) -> str:
    return f"guiju__{source.entity}"


def _brought(connection: Connection, here: Any, table: Prepared, scanned: Scanned) -> tuple[Prepared, Scanned]:
    """The rows of a table that breach, copied into the engine that writes the findings, and the table as that engine sees it."""
    import pyarrow

    entity = table.source.entity
    breached = [tally.conditions for tally in scanned.tallies if tally.counts["breached"]]
    names = list(dict.fromkeys(name for one in breached for name in one.facts))
    flags = [f"breached_{place}" for place in range(len(breached))]
    fields = [("key", pyarrow.string())]
    fields += [(name, pyarrow.string()) for name in names] + [(f"{name}__none", pyarrow.bool_()) for name in names]
    schema = pyarrow.schema(fields + [(flag, pyarrow.bool_()) for flag in flags])

    def batches() -> Iterator[Any]:
        rows: list[Sequence[Any]] = []
        for row in _breaching(connection, table, names, breached):
            rows.append(row)
            if len(rows) == _BATCH_ROWS:
                yield _batch(rows, schema)
                rows.clear()
        if rows:
            yield _batch(rows, schema)

    here.register("batches", pyarrow.RecordBatchReader.from_batches(schema, batches()))
    here.execute(f"CREATE TEMP TABLE {DUCKDB.identifier(entity)} AS SELECT * FROM batches")
    here.unregister("batches")
    columns = {
        name: FactColumn(table.known[name], name, DUCKDB.identifier(name), DUCKDB.identifier(f"{name}__none"), None)
        for name in names
    }
    there = replace(
        table,
        mapping=replace(table.mapping, key="key"),
        columns=columns,
        wanted=tuple(names),
        relation=DUCKDB.identifier(entity),
        joins={},
        dialect=DUCKDB,
        beside={flag: DUCKDB.identifier(flag) for flag in flags},
    )
    place = iter(flags)
    tallies = tuple(
        replace(tally, conditions=replace(tally.conditions, breached=DUCKDB.identifier(next(place))))
        if tally.counts["breached"]
        else tally
        for tally in scanned.tallies
    )
    return there, replace(scanned, tallies=tallies)


def _batch(rows: Sequence[Sequence[Any]], schema: Any) -> Any:
    import pyarrow

    columns = zip(*rows, strict=True)
    return pyarrow.record_batch([pyarrow.array(c, f.type) for c, f in zip(columns, schema, strict=True)], schema=schema)


def _breaching(
    connection: Connection, table: Prepared, names: Sequence[str], breached: Sequence[Conditions]
) -> Iterator[Sequence[Any]]:
    """Every row that breaches something: its key, its facts as text, which of them are none, and which obligations it breaches."""
    if not breached:
        return
    parts = [f"CAST({SPARK.identifier('key')} AS STRING)"]
    parts += [f"CAST({SPARK.identifier(name)} AS STRING)" for name in names]
    parts += [SPARK.identifier(f"{n}__none") if table.known[n].can_be_none else "CAST(NULL AS BOOLEAN)" for n in names]
    parts += [f"coalesce({one.breached}, FALSE)" for one in breached]
    either = " OR ".join(str(one.breached) for one in breached)
    rows, order = table.rows(among=names), table.in_order(names)
    yield from connection.stream(f"SELECT {', '.join(parts)} FROM {rows} WHERE {either}{order}")


@contextlib.contextmanager
def _told(source: Source) -> Iterator[None]:
    """What Spark cannot do with a table is Misuse, in one line, with its name."""
    from py4j.protocol import Py4JError
    from pyspark.errors import PySparkException

    try:
        yield
    except (PySparkException, Py4JError) as error:
        raise Misuse(
            f"{source.shown}: cannot be read ({censored(said(error), [source.address or source.shown])}); check that all workers reach it, that it is whole, and of the format that its name says"
        ) from None
