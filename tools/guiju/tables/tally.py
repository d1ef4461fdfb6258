"""The tables of one assessment: each scanned for all obligations of its entity, in DuckDB or on Spark, then held as verdicts of obligations."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from guiju.assessment.tables import Table, Tables
from guiju.files.finding import Misuse, one_line
from guiju.files.output import target_of
from guiju.model import Corpus, Lang
from guiju.model.mapping import TableMapping
from guiju.reasoning.verdicts import TableVerdict
from guiju.tables import csv_errors, databases, walls
from guiju.tables import sources as readers
from guiju.tables.asked import Asked
from guiju.tables.derived import with_derived
from guiju.tables.findings import Finish, rename, write_findings
from guiju.tables.proposal import proposal
from guiju.tables.scan import Prepared, Run, Scanned, prepare, scan
from guiju.tables.sources import Source


class Crowded(Misuse):
    """The engine may not hold what it would have to."""


def in_duckdb(
    sources: Sequence[Source],
    mappings: Mapping[str, TableMapping],
    asked: Asked,
    run: Run,
    findings: Path | None = None,
    finish: Finish = rename,
) -> tuple[Tables, int]:
    """Scan the tables here, each in one pass. With `findings`, every breach is written there, as `finish` says; the number of them comes back.

    Misuse for what cannot be read, and for tables that do not say what they must.
    """
    try:
        return _in_duckdb(sources, mappings, asked, run, findings, finish, memory=0)
    except Crowded:
        # Nearly all scans hold little; how much one needs that counts over all its rows, only the rows tell.
        return _in_duckdb(sources, mappings, asked, run, findings, finish, walls.much())


def _in_duckdb(
    sources: Sequence[Source],
    mappings: Mapping[str, TableMapping],
    asked: Asked,
    run: Run,
    findings: Path | None,
    finish: Finish,
    memory: int,
) -> tuple[Tables, int]:
    files = [file for source in sources if source.format != "sqlite" for file in source.files]
    with (
        aside_of(findings) as aside,
        walls.engine(files, aside, memory) as connection,
    ):
        prepared: dict[str, Prepared] = {}
        found = {source.entity: asked.conditions(source.entity) for source in sources}
        for source in sources:
            with reading(source.shown):
                settled = readers.settled(connection, source, run)
                prepared[source.entity] = prepare(
                    connection, settled, mappings.get(source.entity), asked.corpus, found[source.entity], asked.as_of
                )
        counted: dict[str, Scanned] = {}
        for source in sources:
            with reading(source.shown):
                table = with_derived(connection, prepared[source.entity], prepared, run)
                prepared[source.entity] = table
                counted[source.entity] = scan(connection, table, found[source.entity], asked.first, run, asked.keys)
        written = 0
        if findings is not None and aside is not None:
            with reading(findings.as_posix(), "cannot be written"):
                written = write_findings(
                    connection, list(prepared.values()), counted, asked, findings, aside, run, finish
                )
    return tables(counted.values(), asked, "duckdb"), written


def tables(scanned: Sequence[Scanned] | Any, asked: Asked, engine: str) -> Tables:
    """What was scanned, as the assessment holds it."""
    verdicts: dict[str, tuple[TableVerdict, ...]] = {}
    listed = []
    for one in scanned:
        listed.append(
            Table(
                one.source.entity,
                one.source.shown,
                engine,
                one.rows,
                one.mapping,
                one.unsaid,
                one.keys_checked,
                one.source.files,
                one.impossible,
                asked.first,
                asked.keys.kind,
            )
        )
        for tally in one.tallies:
            of, entity = tally.conditions, one.source.entity
            used = [(entity, name) for name in of.facts] + [("service", name) for name in of.service]
            missing = [(entity, name) for name in of.facts if name in one.unsaid]
            missing += [("service", name) for name in of.service if name not in asked.service]
            told = TableVerdict(entity, tally.counts, tally.breaches, tuple(used), tuple(missing))
            verdicts[of.id] = (*verdicts.get(of.id, ()), told)
    return Tables(tuple(listed), verdicts)


_CELLS = (
    (r": Object \{.* has (duplicate|unknown)", r": an object has \1"),
    (r"(Failed to cast value[^:]*): .*", r"\1"),
    (r"Could not convert (\w+) '.*' to", r"Could not convert a \1 to"),
    (r"with value .* can't be cast", "with a value that can't be cast"),
)
"""How DuckDB shows what a row holds, and what is said instead."""


_QUOTED = 4_000
"""Characters of an error that are looked at: it may quote a row of any length."""
_FULL = {"No space left": "no space is left", "File too large": "a file may not be that large"}
"""What a system says where nothing more can be written, and what is said instead of all that DuckDB puts around it."""


@contextlib.contextmanager
def reading(shown: str, what: str = "cannot be read") -> Iterator[None]:
    """What the engine cannot do with a table or a file is Misuse, in one line, with its name."""
    import duckdb

    try:
        yield
    except duckdb.InterruptException:
        raise KeyboardInterrupt from None
    except duckdb.Error as error:
        if told := csv_errors.told(str(error), shown) or _too_long(str(error), shown):
            raise Misuse(told) from None
        kind = Crowded if isinstance(error, duckdb.OutOfMemoryException) else Misuse
        raise kind(f"{shown}: {what} ({one_line(_said(str(error)), 200)}); {_remedy(error)}") from None


def _too_long(error: str, shown: str) -> str | None:
    """The line for a JSON object that is larger than what is read."""
    most = re.search(r'"maximum_object_size" of ([0-9]+) bytes exceeded', error)
    return f"{shown}: a line is longer than {int(most[1]):,} bytes, the most that is read; shorten it" if most else None


def _said(error: str) -> str:
    """What went wrong and why, without the row that it went wrong at: that may name a person."""
    if full := next((told for mark, told in _FULL.items() if mark in error), None):
        return full
    first, *more = error[:_QUOTED].strip().splitlines() or [""]
    cause = next((line for line in more if re.match("Error when |Invalid unicode", line)), "")
    told = f"{first}{' ' * bool(cause)}{cause}"
    for cell, instead in _CELLS:
        told = re.sub(cell, instead, told)
    return told


def _remedy(error: Exception) -> str:
    import duckdb

    if isinstance(error, duckdb.OutOfMemoryException):
        return "it needs more memory, or room in the temporary folder (TMPDIR)"
    if any(mark in str(error) for mark in _FULL):
        return "make room there, or in the temporary folder (TMPDIR)"
    return "check that it is whole, and of the format that its name says"


@contextlib.contextmanager
def aside_of(findings: Path | None) -> Iterator[Path | None]:
    """A folder beside the findings to write them in, which nobody sees when something goes wrong."""
    from tempfile import TemporaryDirectory

    if findings is None:
        yield None
        return
    try:
        beside = target_of(findings).parent  # a link stays a link, and what it leads to is written
    except OSError:
        raise Misuse(f"{findings}: cannot be written (links lead in a circle); choose another place") from None
    if not beside.is_dir():
        raise Misuse(f"{findings}: cannot be written (no such folder); choose another place")
    if findings.exists() and not findings.is_file():
        what = "a folder" if findings.is_dir() else "no file"
        raise Misuse(f"{findings}: is {what}; name a file")
    try:
        folder = TemporaryDirectory(prefix=".guiju-", dir=beside)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise Misuse(f"{findings}: cannot be written ({reason}); choose another place") from None
    with folder as name:
        yield Path(name).resolve()


def proposed(source: Source, corpus: Corpus, lang: Lang) -> str:
    """A mapping proposed for a table, as commented YAML. Misuse where the table cannot be read."""
    files = [] if source.format == "sqlite" else source.files
    with walls.engine(files) as connection, reading(source.shown):
        stored = source.format in ("sqlite", "postgres")
        source = readers.settled(connection, source)
        types = databases.types(connection, source) if stored else readers.describe(connection, source)
        if stored:
            databases.fetch(connection, source, list(types), source.entity)
        return proposal(connection, source, readers.relation(source), types, corpus, lang)
