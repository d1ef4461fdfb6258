"""That the files of one table agree: on the columns that are read, on their types, and with the names of their folders.

DuckDB takes the columns and types of the first file: 2.5 members would be 2 of the next, its times of the world times of China, and a column that only the
next one has nobody would see. What JSON lines leave out is missing, and the types of theirs are told from all of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from guiju.files.finding import Misuse, one_line
from guiju.model import Vocabulary
from guiju.model.mapping import TableMapping
from guiju.predicates.dialects import DUCKDB
from guiju.tables import heads
from guiju.tables.kinds import kind
from guiju.tables.mapping import by_name
from guiju.tables.sources import Source, describe


def refuse_unlike(connection: Any, source: Source, given: TableMapping | None, vocabulary: Vocabulary) -> None:
    """Misuse where a column that is read is not in every file, not of one type, or stands in a file and in the name of its folder too."""
    if len(source.files) < 2 and not source.hive:
        return
    asked = {name.lower() for name in _read(source.entity, given, vocabulary)}
    first: dict[str, str] = {}
    for place, file in enumerate(source.files):
        columns = {name.lower(): (name, told) for name, told in _columns(connection, source, file).items()}
        for name in sorted(asked & columns.keys()):
            written, told = columns[name]
            column = f"column {one_line(written, 40)}"
            if name in _folders(source, file):
                raise Misuse(
                    f"{file}: {column} stands in the file and in the names of its folders too; keep one of the two"
                )
            if source.format == "json":
                continue
            if place and name not in first:
                raise Misuse(
                    f"{file}: has a {column}, which {source.files[0]} has not; write all files with the same columns"
                )
            before = first.setdefault(name, told)
            if not _alike(before, told):
                raise Misuse(
                    f"{file}: {column} is {told}, in {source.files[0]} {before}; write all files with the same types"
                )
        if lacking := sorted(first.keys() - columns.keys()):
            column = f"column {one_line(lacking[0], 40)}"
            raise Misuse(f"{file}: has no {column}, which {source.files[0]} has; write all files with the same columns")


def refuse_heads(
    names: Mapping[str, Sequence[str]], entity: str, given: TableMapping | None, vocabulary: Vocabulary
) -> None:
    """The same for CSV files of which only the names of their columns, by the names of the files, are here. An engine that reads them by the first head tells itself what others lack."""
    asked = {name.lower() for name in _read(entity, given, vocabulary)}
    first = next(iter(names), "")
    for file, columns in names.items():
        if more := sorted(asked & {c.lower() for c in columns} - {c.lower() for c in names[first]}):
            column = f"column {one_line(more[0], 40)}"
            raise Misuse(f"{file}: has a {column}, which {first} has not; write all files with the same columns")


def _read(entity: str, given: TableMapping | None, vocabulary: Vocabulary) -> Iterator[str]:
    """The columns that are read: those of the mapping; without one, all that have the name of a fact."""
    named = [fact.id for fact in vocabulary.facts if fact.entity == entity]
    beside = [name + ending for name in named for ending in ("", "__none", "__reviewer")]
    mapping = given or by_name(entity, beside, vocabulary)
    yield mapping.key
    for said in mapping.facts.values():
        yield from said.columns()


def _alike(first: str, other: str) -> bool:
    """Whether what has the second type is the same when it is read as of the first."""
    kinds = kind(first, DUCKDB), kind(other, DUCKDB)
    return first == other or kinds[0] == kinds[1] != "other" or kinds[1] == "nothing" or {*kinds} == {"integer", "wide"}


def _columns(connection: Any, source: Source, file: Path) -> Mapping[str, str]:
    """The columns of one file with their types, without those of its folders."""
    if source.format == "parquet":
        return describe(connection, replace(source, files=(file,), hive=False))
    return dict.fromkeys(heads.OF[source.format](connection, file), "VARCHAR")


def _folders(source: Source, file: Path) -> set[str]:
    """The columns that the names of folders say, of those above the named one too: so DuckDB takes them."""
    return {part.partition("=")[0].lower() for part in file.parts[:-1] if "=" in part} if source.hive else set()
