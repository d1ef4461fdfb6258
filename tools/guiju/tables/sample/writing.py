"""The sample as files: a Parquet file an entity, the answer key and the profile of the service; all or none."""

import contextlib
import json
import os
import secrets
import shutil
from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from guiju.files.finding import Misuse
from guiju.files.output import folder_of
from guiju.model import Corpus, Fact
from guiju.predicates.kleene import Absent, Facts
from guiju.tables.mapping import entities
from guiju.tables.sample import planting
from guiju.tables.sample.draws import Array, below, number
from guiju.tables.sample.planting import SampleTable
from guiju.tables.sample.rows import CUT_OFF, REVIEWER, SampledEntity, sampled

ANSWERS, PROFILE = "answers.json", "profile.yaml"

_BATCH = 122_880
_TYPES = {"boolean": pa.bool_(), "integer": pa.int32(), "date": pa.date32(), "datetime": pa.timestamp("us")}
_NUMBERS = pa.array(range(_BATCH), pa.uint64())
_FIRST_CODE, _NEXT_CODE = 103_204_511, 7
"""Values that only one row has, and that do not tell how many rows there are."""

Progress = Callable[[str, int], None]
"""(entity, rows written since the last call)."""


@dataclass(frozen=True)
class Written:
    """What was written: rows by entity, and the keys that break each obligation. `by_rows` says of each rule with tests
    how many of its duties have one, and how many of these have one on rows."""

    rows: Mapping[str, int]
    breached: Mapping[str, Sequence[str]]
    by_rows: Mapping[str, tuple[int, int]]


def write(folder: Path, rows: int, seed: int, among: Sequence[str], corpus: Corpus, progress: Progress) -> Written:
    """Write the tables of the entities `among` (none: all) into a new or an empty folder.

    Misuse where the folder is taken, or for an unknown entity. Where writing fails, nothing is left there.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise Misuse(f"{folder}: already exists; name a new or empty folder with -o")
    tabled, service = sampled(corpus)
    for name in among:
        if name not in tabled:
            raise Misuse(f"--entity {name}: is not one of {', '.join(tabled)}")
    names = [name for name in tabled if not among or name in among]
    tables = planting.planned(tabled, rows, seed, names)
    aside = folder_of(folder, "-o").with_name(f".guiju.{secrets.token_hex(8)}")
    aside.mkdir()
    try:
        for name in names:
            _write_table(aside / f"{name}.parquet", tables, name, seed, progress)
        sizes = {name: tables[name].rows for name in names}
        written = Written(sizes, planting.answers(tables, names), dict(_by_rows(corpus)))
        listed = {name: {"file": f"{name}.parquet", "rows": tables[name].rows} for name in names}
        key = {"seed": seed, "data_version": corpus.data_version, "tables": listed, "breached": written.breached}
        (aside / ANSWERS).write_text(json.dumps(key, ensure_ascii=False, indent=1) + "\n", "utf-8")
        (aside / PROFILE).write_text(_profile(seed, service), "utf-8")
        os.replace(aside, folder)  # noqa: PTH105  # an empty folder gives way to it
    except BaseException:  # an interruption too
        with contextlib.suppress(OSError):
            shutil.rmtree(aside)
        raise
    return written


def _by_rows(corpus: Corpus) -> Iterator[tuple[str, tuple[int, int]]]:
    tabled = {*entities(corpus.vocabulary)}
    for rule in corpus.regulations.values():
        tested = [{check.entity for check in duty.checks} for duty in rule.obligations if duty.checks]
        if tested:
            yield rule.id, (len(tested), sum(not tabled.isdisjoint(read) for read in tested))


def _profile(seed: int, service: Mapping[str, object]) -> str:
    facts = "".join(f"  {name}: {json.dumps(value)}\n" for name, value in service.items())
    return f"""# The service whose tables these are: invented, made by guiju sample-data (seed {seed}).
report:
  entity: 示例科技有限公司
  data_cut_off: {CUT_OFF}
facts:
{facts}"""


def _write_table(file: Path, tables: Mapping[str, SampleTable], name: str, seed: int, progress: Progress) -> None:
    columns = _Columns(tables[name], tables, f"{seed}/{name}")
    with pq.ParquetWriter(file, columns.schema) as writer:
        for start in range(0, tables[name].rows, _BATCH):
            done = columns.batch(start)
            writer.write_batch(done, row_group_size=_BATCH)
            progress(name, done.num_rows)


class _Columns:
    """The columns of a table in batches: each row is one of the pool, moved within its days, or a planted one."""

    def __init__(self, table: SampleTable, tables: Mapping[str, SampleTable], name: str) -> None:
        self.table, self.name = table, name
        planted = list(dict.fromkeys(table.planted.values()))
        rows = [*table.pool, *(row.cells for row in planted)]
        room = [*map(_room, table.pool), *((0, 1) for _ in planted)]
        place = {row: place for place, row in enumerate(planted, len(table.pool))}
        self.planted = sorted((number, place[row]) for number, row in table.planted.items())
        fields = [field for fact in table.entity.facts.values() for field in _fields(table.entity, fact)]
        self.schema = pa.schema([(table.entity.key, pa.string()), *fields])
        self.rows = {column: pa.array([_cell(row, column) for row in rows], kind) for column, kind in fields}
        self.before, self.room = (pa.array(side, pa.uint64()) for side in zip(*room, strict=True))
        self.unique = {derived.of for derived in table.entity.derived.values()}
        self.named = {
            derived.by: other
            for other in tables.values()
            for derived in other.entity.derived.values()
            if derived.entity == table.entity.id
        }
        stated = sorted(table.named.items())
        self.stated = {
            column: [(number, cells[column]) for number, cells in stated if column in cells]
            for column in {*self.unique, *self.named}
        }

    def batch(self, start: int) -> Array:
        """The rows from `start`."""
        numbers = pc.add(_NUMBERS.slice(0, min(_BATCH, self.table.rows - start)), number(start))
        row = below(numbers, f"{self.name}/row", len(self.table.pool))
        row = _replaced(row, numbers, start, self.planted)
        seconds = below(numbers, f"{self.name}/moved", self.room.take(row)), self.before.take(row)
        moved = pc.subtract(*(pc.multiply(each, number(1_000_000)).cast(pa.int64()) for each in seconds))
        arrays = [_coded(self.table.entity.prefix, numbers)]
        for column, choices in self.rows.items():
            array = choices.take(row)
            if pa.types.is_timestamp(choices.type):
                array = pc.add(array, moved.cast(pa.duration("us")))
            elif column in self.unique:
                codes = pc.add(pc.multiply(numbers, number(_NEXT_CODE)), number(_FIRST_CODE)).cast(pa.string())
                array = pc.if_else(pc.is_valid(array), codes, array)
            elif column in self.named:
                other = self.named[column]
                halves = below(numbers, f"{self.name}/{column}", other.rows // 2)
                array = _coded(other.entity.prefix, pc.multiply(halves, number(2)))
            arrays.append(_replaced(array, numbers, start, self.stated.get(column, ())))
        return pa.record_batch(arrays, schema=self.schema)


def _replaced(array: Array, numbers: Array, start: int, instead: Sequence[tuple[int, Any]]) -> Array:
    """The values of the rows from `start`; of some, by their number, another one."""
    here = instead[bisect_left(instead, (start,)) : bisect_left(instead, (start + len(numbers),))]
    if not here:
        return array
    places, values = zip(*here, strict=True)
    return pc.replace_with_mask(array, pc.is_in(numbers, pa.array(places, pa.uint64())), pa.array(values, array.type))


def _fields(entity: SampledEntity, fact: Fact) -> Iterator[tuple[str, Any]]:
    """The columns that say a fact."""
    yield fact.id, _TYPES.get(fact.type, pa.string())
    if fact.can_be_none:
        yield f"{fact.id}__none", pa.bool_()
    if (reviewer := fact.id + REVIEWER) in entity.reviewers:
        yield reviewer, pa.string()


def _cell(row: Facts, column: str) -> Any:
    fact = column.removesuffix("__none")
    value = row.get(fact)
    if fact != column:
        return None if value is None else value is Absent.NONE
    return None if value is Absent.NONE else value


def _room(row: Facts) -> tuple[int, int]:
    """How many seconds the moments of a row can move back within their days, and the number of ways to move them."""
    seconds = [(v - datetime.combine(v, time())).seconds for v in row.values() if isinstance(v, datetime)] or [0]
    return min(seconds), min(seconds) + 86_400 - max(seconds)


def _coded(prefix: str, numbers: Array) -> Array:
    """Numbers as keys: g0, g1 …"""
    return pc.binary_join_element_wise(prefix, numbers.cast(pa.string()), "")
