"""The heads of files: what each calls its columns, before a reader gives a name that stands twice another one."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from guiju.files.finding import Misuse, one_line
from guiju.predicates.dialects import DUCKDB
from guiju.tables.walls import literal

_SAMPLED_ROWS = 20_480
_SEPARATORS = (",", "\t", ";", "|")
MOST_COLUMNS = 5_000
"""Of a table: the engine takes ever longer to look at each, a minute and a half for 100,000."""
_HEAD_WITHIN = 1_000_000
"""Bytes in which the first row of a file ends."""


@dataclass(frozen=True)
class CsvHead:
    """The first row of a CSV file: its names, of which an empty one is '', what parts its cells, and how many empty lines stand before it."""

    names: tuple[str, ...]
    separator: str
    before: int = 0

    def columns(self) -> list[str]:
        """Its names, where an empty one is told by its place."""
        return [name or f"column {place} without a name" for place, name in enumerate(self.names, 1)]


def csv_head(text: str) -> CsvHead:
    """The head that a text begins with. What parts its cells is that of which it has the most cells: no row says otherwise, or it would be a head itself."""
    begun = text.lstrip("\r\n")
    heads = [CsvHead(_first(begun, mark), mark, len(text[: -len(begun)].splitlines())) for mark in _SEPARATORS]
    return max(heads, key=lambda head: len(head.names))


def head_of(file: Path) -> CsvHead:
    """The head of a CSV file. Misuse where it is no text."""
    try:
        with file.open("rb") as opened:
            head = csv_head(opened.read(_HEAD_WITHIN).decode("utf-8-sig", "replace"))
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise Misuse(f"{file}: cannot be read ({reason}); check its permissions, and that it is still there") from None
    if any("\0" in name for name in head.names):
        raise Misuse(f"{file}: is not written in UTF-8; save it as CSV in UTF-8")
    refuse_many(str(file), head.names)
    return head


def refuse_many(shown: str, names: Sequence[str]) -> None:
    """Misuse for more columns than are read."""
    if len(names) > MOST_COLUMNS:
        raise Misuse(
            f"{shown}: has {len(names):,} columns; at most {MOST_COLUMNS:,} are read, so save those that say facts"
        )


def refuse_single(shown: str, names: Sequence[str]) -> None:
    """Misuse for a first row of CSV that is no head, or one in which nothing known parts the cells: it has a key and a fact at least."""
    if len(names) < 2:
        raise Misuse(
            f"{shown}: its first row is a single cell; name the columns in the first row, parted by a comma, a tab, ; or |"
        )


def of_csv(_: Any, file: Path) -> list[str]:
    """The names in the first row of a CSV file; an empty one is ''."""
    return list(head_of(file).names)


def _first(text: str, separator: str) -> tuple[str, ...]:
    """The cells of the first row; none where it does not end, or is no row."""
    try:
        return tuple(next(csv.reader(io.StringIO(text, newline=""), delimiter=separator), ()))
    except csv.Error:
        return ()


def of_json(connection: Any, file: Path) -> list[str]:
    """The keys of the first objects of JSON lines, each once, in no order: as many as DuckDB looks at to tell the columns."""
    objects = f"SELECT json FROM read_json_objects({_path(file)}, format = 'newline_delimited') LIMIT {_SAMPLED_ROWS}"
    found = connection.execute(f"SELECT DISTINCT unnest(json_keys(json)) FROM ({objects})").fetchall()
    return sorted(name for (name,) in found)


def of_parquet(connection: Any, file: Path) -> list[str]:
    """The names of the columns of a Parquet file, without those of the fields inside them."""
    asked = f"SELECT name, coalesce(num_children, 0) FROM parquet_schema({_path(file)})"
    nodes = iter(connection.execute(asked).fetchall())
    _, columns = next(nodes)
    return [_column(nodes) for _ in range(columns)]


def refuse_doubled(shown: str, names: Sequence[str], in_order: bool = True) -> None:
    """Misuse for a name that two columns have, in capitals or not: nobody can tell which of the two says a fact."""
    first: dict[str, int] = {}
    for place, name in enumerate(names):
        before = first.setdefault(name.lower(), place) if name else place
        if before != place:
            two = " and ".join(
                f"{at + 1} ({one_line(names[at], 40)})" if in_order else one_line(names[at], 40)
                for at in (before, place)
            )
            raise Misuse(f"{shown}: columns {two} have the same name; give each its own")


def _column(nodes: Iterator[tuple[str, int]]) -> str:
    """The next column; what is inside it stands after it, and is passed over."""
    name, inside = next(nodes)
    for _ in range(inside):
        _column(nodes)
    return name


def _path(file: Path) -> str:
    return DUCKDB.string(literal(file))


OF: Mapping[str, Callable[[Any, Path], list[str]]] = {"csv": of_csv, "json": of_json, "parquet": of_parquet}
"""What gives the names of the columns of a file, by its format."""
