"""The sample as files: a Parquet file an entity, the answer key, and the profile of the service; all of them or none."""

from __future__ import annotations

import contextlib
import json
import os
import secrets
import shutil
from bisect import bisect_left
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from guiju.files.finding import Misuse
from guiju.files.output import folder_of
from guiju.model import Fact
from guiju.tables.sample import account, group, plan
from guiju.tables.sample.account import ACCOUNT
from guiju.tables.sample.draws import Array, Rows, coded
from guiju.tables.sample.plan import NONE, Kind, Plan, Planting
from guiju.tables.sample.records import COMPLAINT, INSPECTION, PERSONAL_DATA_EVENT, VIOLATION
from guiju.tables.sample.review import REVIEW

KINDS = {
    kind.entity: kind for kind in (group.GROUP, ACCOUNT, REVIEW, VIOLATION, COMPLAINT, INSPECTION, PERSONAL_DATA_EVENT)
}
FEWEST = 100
"""Rows below which a table has no room for everything that is planted in it."""
ANSWERS, PROFILE = "answers.json", "profile.yaml"

_BATCH = 122_880
_TYPES = {"boolean": pa.bool_(), "integer": pa.int32(), "date": pa.date32(), "datetime": pa.timestamp("us")}

Told = Callable[[str, int], None]
"""(entity, rows written since it was told last)."""


@dataclass(frozen=True)
class Written:
    """What was written: rows by entity, and the keys that break each obligation."""

    rows: Mapping[str, int]
    breached: Mapping[str, Sequence[str]]


def write(
    folder: Path, rows: int, seed: int, entities: Sequence[str], known: Mapping[str, Mapping[str, Fact]], told: Told
) -> Written:
    """Write the tables of these entities into a folder that is not there, or empty. `known` are the facts by entity.

    Misuse where the folder is taken; OSError where it cannot be written, and then nothing stands there.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise Misuse(f"{folder}: is there already; name a new or an empty folder with -o")
    made = plan.planned(list(KINDS.values()), rows, seed)
    aside = folder_of(folder, "-o").with_name(f".guiju.{secrets.token_hex(8)}")
    aside.mkdir()
    try:
        breached: dict[str, list[str]] = {}
        for entity in entities:
            kind = KINDS[entity]
            _table(aside / f"{entity}.parquet", kind, made, known[entity], told)
            for name, keys in plan.answers(kind, made, entities).items():
                both = [*breached.get(name, []), *keys]
                breached[name] = sorted(both, key=lambda key: (key[0], int(key[1:])))
        written = Written({entity: made.of[entity] for entity in entities}, breached)
        (aside / ANSWERS).write_text(_key(written, seed), "utf-8")
        (aside / PROFILE).write_text(_profile(seed), "utf-8")
        os.replace(aside, folder)  # noqa: PTH105  # an empty folder gives way to it
    except BaseException:  # an interruption too
        with contextlib.suppress(OSError):
            shutil.rmtree(aside)
        raise
    return written


def _table(file: Path, kind: Kind, made: Plan, facts: Mapping[str, Fact], told: Told) -> None:
    schema = _schema(kind, made, facts)
    planted = sorted(
        (
            (number, place, planting)
            for planting in kind.plantings
            for place, number in enumerate(made.places[kind.entity][planting.name])
        ),
        key=lambda one: one[0],
    )
    numbers = [number for number, *_ in planted]

    def batch(start: int) -> Array:
        rows = Rows(_numbers(start, min(_BATCH, made.of[kind.entity] - start)), made.seed, kind.entity, made.of)
        inside = slice(bisect_left(numbers, start), bisect_left(numbers, start + len(rows)))
        return _batch(rows, kind, made, schema, planted[inside], start)

    with pq.ParquetWriter(file, schema) as writer:
        for done in _in_order(batch, range(0, made.of[kind.entity], _BATCH)):
            writer.write_batch(done, row_group_size=_BATCH)
            told(kind.entity, done.num_rows)


def _in_order(work: Callable[[int], Array], starts: range) -> Iterator[Array]:
    """The results in order, made by all processors; few are held at once."""
    workers = os.cpu_count() or 1
    with ThreadPoolExecutor(workers) as pool:
        waiting: deque[Future[Array]] = deque()
        try:
            for start in starts:
                waiting.append(pool.submit(work, start))
                if len(waiting) > workers:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        finally:
            for left in waiting:
                left.cancel()


def _schema(kind: Kind, made: Plan, facts: Mapping[str, Fact]) -> Any:
    """The key, then the facts as the vocabulary orders and types them; beside a fact that can be none, whether it is."""
    no_rows = Rows(_numbers(0, 0), made.seed, kind.entity, made.of)
    there = {**kind.columns(no_rows), **kind.sound}
    fields = [(kind.key_column, pa.string())]
    for name, fact in facts.items():
        if name in there:
            fields.append((name, _TYPES.get(fact.type, pa.string())))
            if fact.can_be_none:
                fields.append((f"{name}__none", pa.bool_()))
            if f"{name}__reviewer" in there:
                fields.append((f"{name}__reviewer", pa.string()))
    return pa.schema(fields)


def _batch(
    rows: Rows, kind: Kind, made: Plan, schema: Any, planted: Sequence[tuple[int, int, Planting]], start: int
) -> Array:
    columns = kind.columns(rows)
    _, *others = schema
    arrays = [coded(kind.letter, rows.numbers)]
    where = _mask(len(rows), [number - start for number, *_ in planted])
    for field in others:
        array = columns.get(field.name)
        array = pa.nulls(len(rows), field.type) if array is None else pc.cast(array, field.type)
        if planted:
            told = [_cell(field.name, kind, made, place, planting) for _, place, planting in planted]
            cells = [
                array[number - start].as_py() if cell is _KEPT else cell
                for cell, (number, *_) in zip(told, planted, strict=True)
            ]
            array = pc.replace_with_mask(array, where, pa.array(cells, field.type))
        arrays.append(array)
    return pa.record_batch(arrays, schema=schema)


_KEPT = object()


def _cell(column: str, kind: Kind, made: Plan, place: int, planting: Planting) -> Any:
    """What stands in a column of a planted row."""
    name = column.removesuffix("__none")
    value = planting.facts.get(name, kind.sound.get(name, _KEPT))
    if callable(value):
        value = value(place, made)
    if name != column:
        return value if value is _KEPT else value is NONE or None
    return None if value is NONE else value


def _mask(length: int, places: Sequence[int]) -> Array:
    bits = bytearray(-(-length // 8))
    for place in places:
        bits[place // 8] |= 1 << place % 8
    return pa.Array.from_buffers(pa.bool_(), length, [None, pa.py_buffer(bytes(bits))])


def _numbers(start: int, count: int) -> Array:
    return pc.add(_FIRST.slice(0, count), pa.scalar(start, pa.uint64()))


_FIRST = pa.array(range(_BATCH), pa.uint64())


def _key(written: Written, seed: int) -> str:
    tables = {entity: {"file": f"{entity}.parquet", "rows": rows} for entity, rows in written.rows.items()}
    told = {"seed": seed, "tables": tables, "breached": written.breached}
    return json.dumps(told, ensure_ascii=False, indent=1) + "\n"


def _profile(seed: int) -> str:
    return f"""# The service whose tables these are: invented, made by guiju sample-data (seed {seed}).
report:
  entity: 示例科技有限公司
  data_cut_off: 2026-06-30
facts:
  offers_user_groups: true
  registers_accounts_in_china: true
  offers_publishing_or_messaging: true
  offers_public_accounts: true
  info_page_member_threshold: {group.THRESHOLD}
  max_members_per_group: {group.LARGEST}
  max_groups_joined_per_user: {account.JOINED}
  founder_eligibility_tiered: true
"""
