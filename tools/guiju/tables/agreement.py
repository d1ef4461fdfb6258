"""Whether the files of one table agree: on the columns that are read, on their types, and with the names of folders.

DuckDB takes the columns and types of the first file: 2.5 members would be 2 of the next, UTC would be China time, and a
column that only the next one has would be lost. JSON lines may leave out keys, and their types are those of all lines.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from guiju.files.finding import Misuse, one_line
from guiju.model import Vocabulary
from guiju.model.mapping import TableMapping
from guiju.predicates.dialects import DUCKDB
from guiju.tables import headers
from guiju.tables.kinds import kind
from guiju.tables.mapping import by_name, changed_of
from guiju.tables.sources import TableSource, describe

_COLUMNS = "write all files with the same columns"


def refuse_unlike(connection: Any, source: TableSource, given: TableMapping | None, vocabulary: Vocabulary) -> None:
    """Misuse where a column that is read is not in every file, not of one type, or in the name of its folder too."""
    if len(source.files) < 2 and not source.hive:
        return
    read, types, first = _read(source.entity, given, vocabulary), dict[str, str](), source.files[0]
    for file in source.files:
        columns = {name.lower(): (name, kind) for name, kind in _columns(connection, source, file).items()}
        for name in sorted(read & columns.keys()):
            written, here = columns[name]
            column = f"column {one_line(written, 40)}"
            if name in _folders(source, file):
                twice = "is in the file and in the names of its folders too; keep one of the two"
                raise Misuse(f"{file}: {column} {twice}")
            if source.format == "json":
                continue
            if file != first and name not in types:
                raise Misuse(f"{file}: has a {column}, which {first} does not have; {_COLUMNS}")
            there = types.setdefault(name, here)
            if not _alike(there, here):
                raise Misuse(f"{file}: {column} is {here}, in {first} {there}; write all files with the same types")
        if lacking := sorted(types.keys() - columns.keys()):
            raise Misuse(f"{file}: has no column {one_line(lacking[0], 40)}, which {first} has; {_COLUMNS}")


def refuse_headers(
    names: Mapping[str, Sequence[str]], entity: str, given: TableMapping | None, vocabulary: Vocabulary
) -> None:
    """The same where only the columns of CSV files are known; Spark itself refuses files that lack some."""
    read = _read(entity, given, vocabulary)
    first = next(iter(names), "")
    for file, columns in names.items():
        if more := sorted(read & {c.lower() for c in columns} - {c.lower() for c in names[first]}):
            raise Misuse(f"{file}: has a column {one_line(more[0], 40)}, which {first} does not have; {_COLUMNS}")


def _read(entity: str, given: TableMapping | None, vocabulary: Vocabulary) -> set[str]:
    """The columns that are read, in lower case: those of the mapping; without one, all that are named as facts."""
    named = [fact.id for fact in vocabulary.facts if fact.entity == entity]
    beside = [name + ending for name in named for ending in ("", "__none", "__reviewer")] + [changed_of(entity)]
    mapping = given or by_name(entity, beside, vocabulary)
    return {name.lower() for name in mapping.columns()}


def _alike(first: str, other: str) -> bool:
    """Whether a value of the second type is the same when it is read as of the first."""
    kinds = kind(first, DUCKDB), kind(other, DUCKDB)
    return first == other or kinds[0] == kinds[1] != "other" or kinds[1] == "nothing" or {*kinds} == {"integer", "wide"}


def _columns(connection: Any, source: TableSource, file: Path) -> Mapping[str, str]:
    """The columns of one file with their types, without those of its folders."""
    if source.format == "parquet":
        return describe(connection, replace(source, files=(file,), hive=False))
    return dict.fromkeys(headers.names(connection, file, source.format), "VARCHAR")


def _folders(source: TableSource, file: Path) -> set[str]:
    """The columns in the names of folders, also of those above the named one: so DuckDB takes them."""
    return {part.partition("=")[0].lower() for part in file.parts[:-1] if "=" in part} if source.hive else set()
