"""What a table is read from: Parquet, CSV or JSON lines (files, globs, folders), a table of SQLite or PostgreSQL.

Spark alone reads what its workers reach: files by address (hdfs://, s3a:// …) and tables of its catalogue.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from glob import glob
from pathlib import Path
from typing import Any, Literal
from urllib.parse import unquote, urlsplit

from guiju.files.finding import Misuse, one_line
from guiju.files.secret import without_secrets
from guiju.predicates.dialects import DUCKDB, Dialect
from guiju.tables import headers
from guiju.tables.folders import files_of
from guiju.tables.sandbox import literal

Ask = Callable[[str, str], Any]
"""(query, label) → its result: how a query is run in a connection that is open."""
SourceFormat = Literal["parquet", "csv", "json", "sqlite", "postgres", "catalogue"]

_ENDINGS: dict[str, SourceFormat] = {
    ".parquet": "parquet",
    ".csv": "csv",
    ".tsv": "csv",
    ".jsonl": "json",
    ".ndjson": "json",
    ".sqlite": "sqlite",
    ".sqlite3": "sqlite",
    ".db": "sqlite",
}
_STORES = ("hdfs", "viewfs", "s3", "s3a", "abfs", "abfss", "wasbs", "gs", "oss", "obs", "cosn")
"""Storage that workers of Spark reach, by the names that its connectors have."""
_PART = r'(?:"[^"]+"|[^".]+)'
_JSON = "format = 'newline_delimited', dateformat = 'iso', timestampformat = 'iso'"
_MANY = 2**31 - 1
_ADDRESS = "write postgresql://USER@HOST:PORT/DATABASE#TABLE"
_KNOWN = "Parquet, CSV, JSON lines (.jsonl), SQLite (FILE.sqlite#TABLE) or postgresql://…#TABLE"


@dataclass(frozen=True)
class TableSource:
    """One table. `files` are absolute; `address`, of a server or of files elsewhere, is never shown; `location` is.

    `table` is that of a database, and `views` the WITH of the query that makes it where it is not there; `columns` are
    those of JSON lines with their types, once all lines were read.
    """

    entity: str
    format: SourceFormat
    location: str
    files: tuple[Path, ...] = ()
    table: str | None = None
    address: str | None = None
    hive: bool = False
    columns: tuple[tuple[str, str], ...] = ()
    views: str = ""

    @property
    def is_database(self) -> bool:
        """Whether its rows are fetched from a database."""
        return self.format in ("sqlite", "postgres")

    def names(self, connection: Any) -> Iterator[tuple[str, list[str]]]:
        """The names of the columns of each file, with the file as messages name it."""
        for file in self.files:
            yield str(file) if len(self.files) > 1 else self.location, headers.names(connection, file, self.format)


def parse(argument: str, entities: Sequence[str]) -> TableSource:
    """`group=groups.parquet` as a TableSource. Misuse for an unknown entity or a place that cannot be read."""
    entity, mark, place = argument.partition("=")
    location = without_secrets(place)
    if not mark or entity not in entities or not place:
        remedy = f"write ENTITY=FILE; entities: {', '.join(entities)}"
        raise Misuse(f"--table {one_line(without_secrets(argument))}: {remedy}")
    if re.match(r"postgres(ql)?://", place):
        return _server(entity, place)
    if re.match(r"postgres(ql)?:", place, re.IGNORECASE):
        raise Misuse(f"{one_line(location)}: is not an address; {_ADDRESS}")
    if elsewhere := re.match(r"([A-Za-z][A-Za-z0-9+.:-]+)://", place):
        if elsewhere[1] not in _STORES:
            raise Misuse(
                f"{one_line(location)}: unsupported table location {one_line(elsewhere[1], 30)}://; name {_KNOWN}"
            )
        form = _format([Path(place)], place) if Path(place).suffix else "parquet"
        return TableSource(entity, form, location, address=place)
    if place.startswith("catalogue:"):
        return TableSource(entity, "catalogue", location, table=place.removeprefix("catalogue:"))
    path, _, table = (place, "", "") if Path(place).exists() else place.partition("#")
    named, files = one_line(without_secrets(path)), _files(path)
    form = _format(files, path)
    if form == "sqlite" and not table:
        raise Misuse(f"{named}: name its table: FILE.sqlite#TABLE")
    if form != "sqlite" and table:
        raise Misuse(f"{named}: only a database has tables; this is {form}")
    if form == "sqlite" and len(files) > 1:
        raise Misuse(f"{named}: names {len(files)} databases; name one")
    return TableSource(
        entity, form, location, tuple(f.resolve() for f in files), table or None, hive=Path(path).is_dir()
    )


def quoted_name(table: str, dialect: Dialect) -> str:
    """The name of a table, SCHEMA.TABLE, each part quoted."""
    return ".".join(dialect.identifier(part) for part in name_parts(table))


def name_parts(table: str) -> list[str]:
    """The parts of the name of a table, SCHEMA.TABLE; a part in double quotes may hold dots."""
    if re.fullmatch(rf"{_PART}(\.{_PART})*", table):
        return [part.strip('"') for part in re.findall(_PART, table)]
    return table.split(".")


def relation(source: TableSource) -> str:
    """The files of the table in DuckDB's FROM."""
    paths = _paths(source.files)
    hive = ", hive_partitioning = true, hive_types_autocast = false" if source.hive else ", hive_partitioning = false"
    match source.format:
        case "parquet":
            return f"read_parquet({paths}{hive})"
        case "csv":
            return _csv(source, hive)
        case "json":
            columns = ", ".join(f"{DUCKDB.string(name)}: {DUCKDB.string(kind)}" for name, kind in source.columns)
            typed = f", columns = {{{columns}}}" if columns else ""
            return f"read_json({paths}, {_JSON}{typed}{hive})"
    return f'"{source.entity}"'  # fetched into a table of this name: guiju.tables.databases


def _csv(source: TableSource, hive: str) -> str:
    """Nothing is guessed: neither whether 03/04/2020 is in March, nor whether 007 is 7, nor which row is the header.

    A reader that guesses leaves out rows that do not fit, and finds columns of several files by their place.
    """
    alike: dict[headers.CsvHeader, list[Path]] = {}
    for file in source.files:
        alike.setdefault(headers.header_of(file), []).append(file)
    parts = []
    for header, files in alike.items():
        columns = ", ".join(f"{DUCKDB.string(name)}: 'VARCHAR'" for name in header.columns())
        first = f"header = true, skip = {header.before}, delim = {DUCKDB.string(header.separator)}"
        cells = "nullstr = '', quote = '\"', escape = '\"', comment = ''"
        options = f"auto_detect = false, columns = {{{columns}}}, {first}, {cells}{hive}"
        parts.append(f"read_csv({_paths(files)}, {options})")
    return parts[0] if len(parts) == 1 else f"({' UNION ALL BY NAME '.join(f'FROM {part}' for part in parts)})"


def _server(entity: str, place: str) -> TableSource:
    address, mark, table = place.rpartition("#")
    if not mark or not table:
        location = one_line(without_secrets(place.removesuffix("#")))
        raise Misuse(f"{location}: name its table: {location}#TABLE")
    authority, *beyond = re.split("[/?#]", address.partition("://")[2], maxsplit=1)
    if authority.count("@") > 1 or any("@" in part for part in (*beyond, table)):
        remedy = "in a password write %40 for @, %2F for /, %3F for ?, %23 for #"
        raise Misuse(f"{one_line(without_secrets(place))}: {remedy}")
    try:
        _ = urlsplit(address).port
    except ValueError:
        raise Misuse(f"{one_line(without_secrets(address))}: is not an address; {_ADDRESS}") from None
    location = f"{without_secrets(address)}#{table}"
    return TableSource(entity, "postgres", location, table=unquote(table), address=address)


def _files(path: str) -> list[Path]:
    """The files that a path, a folder or a glob names, in order."""
    given = Path(path)
    if given.is_dir():
        files = sorted(files_of(given, _ENDINGS))
    elif given.exists():
        files = [given]
    else:
        names = glob(path, recursive=True)  # noqa: PTH207  # a glob may begin at the root
        files = sorted(Path(name) for name in names if Path(name).is_file())
    if not files:
        raise Misuse(f"{one_line(without_secrets(path))}: no such file, and no file matches it; name {_KNOWN}")
    for file in files:
        if not file.is_file():
            raise Misuse(f"{file}: is not a file; a table is read more than once, so save it to one")
        if file.stat().st_size == 0:
            raise Misuse(f"{file}: is empty; a table has at least its header")
    return files


def _format(files: Sequence[Path], path: str) -> SourceFormat:
    endings = {_ENDINGS.get(file.suffix.lower()) for file in files}
    if len(endings) != 1:
        raise Misuse(f"{one_line(without_secrets(path))}: names files of several formats; name those of one format")
    if form := endings.pop():
        return form
    raise Misuse(f"{one_line(without_secrets(path))}: is not one of {_KNOWN}")


def settled(connection: Any, source: TableSource, ask: Ask) -> TableSource:
    """The table with the types of all its JSON lines: by the first ones alone, a later 2.5 would be 2."""
    if source.format != "json":
        return source
    for location, names in source.names(connection):
        headers.refuse_many(location, names)
    whole = f"{_paths(source.files)}, {_JSON}, sample_size = -1, maximum_sample_files = {_MANY}, maximum_depth = 2"
    query = f"DESCRIBE SELECT * FROM read_json({whole}, hive_partitioning = false)"
    # A text that looks like a UUID stays as it is written, in capitals or not; a column of nulls may be anything.
    kinds = {"UUID": "VARCHAR", '"NULL"': "VARCHAR"}
    described = ask(query, source.location).fetchall()
    return replace(source, columns=tuple((name, kinds.get(kind, kind)) for name, kind, *_ in described))


def describe(connection: Any, source: TableSource) -> dict[str, str]:
    """The columns of a table with their types. Misuse where two have the same name."""
    for location, names in source.names(connection):
        if source.format == "csv" and not source.hive:
            headers.refuse_single(location, names)
        headers.refuse_many(location, names)
        headers.refuse_doubled(location, names, in_order=source.format != "json")
    described = connection.execute(f"DESCRIBE SELECT * FROM {relation(source)}").fetchall()
    return {name: kind for name, kind, *_ in described}


def _paths(files: Sequence[Path]) -> str:
    return "[" + ", ".join(DUCKDB.string(literal(path)) for path in files) + "]"
