"""The headers of files: the names that each gives its columns, before a reader renames one that occurs twice."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from guiju.files.finding import Misuse, one_line
from guiju.predicates.dialects import DUCKDB
from guiju.tables.sandbox import literal

MOST_COLUMNS = 5_000
"""Of a table: the engine takes ever longer to look at each, a minute and a half for 100,000."""
_SAMPLED_ROWS = 20_480
_SEPARATORS = (",", "\t", ";", "|")
_HEADER_WITHIN = 1_000_000
"""Bytes in which the first row of a file ends."""


@dataclass(frozen=True)
class CsvHeader:
    """The first row of a CSV file: its names (or ''), the separator of cells, and how many empty lines precede it."""

    names: tuple[str, ...]
    separator: str
    before: int = 0

    def columns(self) -> list[str]:
        """Its names; unnamed columns are identified by position."""
        return [name or f"column {place} without a name" for place, name in enumerate(self.names, 1)]


def csv_header(text: str) -> CsvHeader:
    """The header that a text begins with. The separator is the one that gives the most cells."""
    row = text.lstrip("\r\n")
    before = len(text[: -len(row)].splitlines())
    candidates = (CsvHeader(_first(row, mark), mark, before) for mark in _SEPARATORS)
    return max(candidates, key=lambda header: len(header.names))


def header_of(file: Path) -> CsvHeader:
    """The header of a CSV file. Misuse where it is not text, or too wide."""
    try:
        with file.open("rb") as opened:
            header = csv_header(opened.read(_HEADER_WITHIN).decode("utf-8-sig", "replace"))
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise Misuse(f"{file}: cannot be read ({reason}); check its permissions, and that it is still there") from None
    if any("\0" in name for name in header.names):
        raise Misuse(f"{file}: is not written in UTF-8; save it as CSV in UTF-8")
    refuse_many(str(file), header.names)
    return header


def refuse_many(location: str, names: Sequence[str]) -> None:
    """Misuse for more columns than are read."""
    if len(names) > MOST_COLUMNS:
        limit = f"at most {MOST_COLUMNS:,} are read, so keep only those that supply facts"
        raise Misuse(f"{location}: has {len(names):,} columns; {limit}")


def refuse_single(location: str, names: Sequence[str]) -> None:
    """Misuse for a first row that is not a header or has no known separator: a table has a key and a fact at least."""
    if len(names) < 2:
        remedy = "name the columns in the first row, separated by a comma, a tab, ; or |"
        raise Misuse(f"{location}: its first row is a single cell; {remedy}")


def refuse_doubled(location: str, names: Sequence[str], in_order: bool = True) -> None:
    """Misuse for a name that two columns have, in capitals or not: nobody can tell which of the two gives a fact."""
    first: dict[str, int] = {}
    for place, name in enumerate(names):
        before = first.setdefault(name.lower(), place) if name else place
        if before != place:
            two = [
                f"{at + 1} ({one_line(names[at], 40)})" if in_order else one_line(names[at], 40)
                for at in (before, place)
            ]
            raise Misuse(f"{location}: columns {' and '.join(two)} have the same name; give each its own")


def _first(text: str, separator: str) -> tuple[str, ...]:
    """The cells of the first row; none where it does not end, or cannot be read."""
    try:
        return tuple(next(csv.reader(io.StringIO(text, newline=""), delimiter=separator), ()))
    except csv.Error:
        return ()


def names(connection: Any, file: Path, form: str) -> list[str]:
    """The names of the columns of a file; an empty name is ''."""
    if form == "csv":
        return list(header_of(file).names)
    return (_of_json if form == "json" else _of_parquet)(connection, file)


def _of_json(connection: Any, file: Path) -> list[str]:
    """The keys of the first JSON lines, each once: as many lines as DuckDB looks at to find the columns."""
    objects = f"SELECT json FROM read_json_objects({_path(file)}, format = 'newline_delimited') LIMIT {_SAMPLED_ROWS}"
    keys = connection.execute(f"SELECT DISTINCT unnest(json_keys(json)) FROM ({objects})").fetchall()
    return sorted(name for (name,) in keys)


def _of_parquet(connection: Any, file: Path) -> list[str]:
    """The names of the columns of a Parquet file, without those of the fields inside them."""
    schema = f"SELECT name, coalesce(num_children, 0) FROM parquet_schema({_path(file)})"
    nodes = iter(connection.execute(schema).fetchall())

    def column() -> str:
        """The next column; the nodes inside it come after it, and are skipped."""
        name, inside = next(nodes)
        for _ in range(inside):
            column()
        return str(name)

    _, columns = next(nodes)
    return [column() for _ in range(columns)]


def _path(file: Path) -> str:
    return DUCKDB.string(literal(file))
