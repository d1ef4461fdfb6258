"""The heads of files: what each calls its columns, before a reader gives a name that stands twice another one."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from guiju.finding import Misuse, one_line
from guiju.predicates.dialects import DUCKDB
from guiju.tables.walls import literal

_SAMPLED_ROWS = 20_480
CSV = "quote = '\"', escape = '\"', comment = ''"
"""How a CSV file is written. A reader that guesses it leaves out rows that begin with `#`, and takes other signs for quotes; only what parts the cells is guessed."""


def of_csv(connection: Any, file: Path) -> list[str]:
    """The names in the first row of a CSV file; an empty one is ''."""
    asked = f"SELECT * FROM read_csv({_path(file)}, header = false, all_varchar = true, {CSV}) LIMIT 1"
    row = connection.execute(asked).fetchone() or ()
    return [name or "" for name in row]


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
