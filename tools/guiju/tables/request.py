"""The tables of a command line, assessed: sources and mappings are read and checked before anything is scanned."""

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from guiju.assessment.rows import effective_facts
from guiju.assessment.scanned import MOST_FINDINGS, ScanResults
from guiju.files.content import read_bounded
from guiju.files.finding import Misuse, one_line
from guiju.files.secret import without_secrets
from guiju.model import Corpus
from guiju.model.mapping import TableMapping
from guiju.model.profile import Profile
from guiju.reasoning.checklist import Checklist
from guiju.tables.breach_file import Finish, check_ending, duties_beside, rename
from guiju.tables.duckdb_engine import scan_in_duckdb
from guiju.tables.mapping import entities, load_mappings
from guiju.tables.program_sources import program_tables
from guiju.tables.question import Keys, Question
from guiju.tables.scan import TableRun, run_unwatched
from guiju.tables.sources import TableSource, parse
from guiju.tables.spark_engine import scan_in_spark
from guiju.tables.spark_session import session

_SALT_AT_LEAST, _SALT_AT_MOST = 16, 4096


@dataclass(frozen=True)
class TablesRequest:
    """The options as given: `tables` are ENTITY=TABLE, `salt` is a file; `findings`, which `finish` takes, of each duty
    at `most` so many, and `targets` are to be written. `recorded` are mappings of which no file is given; with `since`
    only rows that changed on that day or later are looked at. `programs` are PROGRAM=DATABASE."""

    tables: Sequence[str]
    mappings: Sequence[str] = ()
    engine: str = "duckdb"
    master: str | None = None
    first: int = 100
    show_keys: bool = False
    salt: str | None = None
    findings: str | None = None
    most: int = MOST_FINDINGS
    targets: Sequence[str] = ()
    run: TableRun = run_unwatched
    finish: Finish = rename
    recorded: Mapping[str, TableMapping] = field(default_factory=dict)
    since: date | None = None
    programs: Sequence[str] = ()


def scan_all(request: TablesRequest, checklist: Checklist, profile: Profile) -> ScanResults:
    """Scan all tables for the duties of every party. Unsound for a mapping with defects, Misuse for a misfit."""
    if request.master and request.engine != "spark":
        raise Misuse(f"--master {one_line(without_secrets(request.master))}: is for Spark only; add --engine spark")
    sources, of_programs = _sources(request, checklist.corpus, profile)
    mappings = {**request.recorded, **of_programs, **_mappings(request, checklist.corpus, sources)}
    _refuse_targets(request, sources)
    if request.since and request.since > checklist.as_of:
        raise Misuse(
            f"--since {request.since}: is after the day of the assessment ({checklist.as_of}); name an earlier one"
        )
    question = Question(
        checklist.corpus_for_parties(),
        effective_facts(profile, checklist.corpus.vocabulary, checklist.as_of).service,
        checklist.as_of,
        tuple(line.id for line in checklist.duties_of_every_party()),
        request.first,
        _keys(request),
        request.most,
        request.since,
    )
    findings = Path(request.findings) if request.findings else None
    if findings is not None:
        check_ending(findings)
    if request.engine != "spark":
        results, written = scan_in_duckdb(sources, mappings, question, request.run, findings, request.finish)
        return replace(results, written=written)
    for source in sources:
        if source.is_database:
            remedy = "leave --engine spark out, or export it as Parquet"
            raise Misuse(f"{source.location}: databases are read by --engine duckdb; {remedy}")
    with session(request.master) as connection:
        scan = scan_in_spark(connection, sources, mappings, question, request.run, findings, request.finish)
    return replace(scan[0], written=scan[1])


def _refuse_targets(request: TablesRequest, sources: Sequence[TableSource]) -> None:
    """Misuse for a file to write that is read here, named twice or without a folder: before a scan that may be long."""
    read = {os.path.realpath(file): source.location for source in sources for file in source.files}
    read |= {os.path.realpath(name): name for name in (*request.mappings, *filter(None, [request.salt]))}
    seen: set[str] = set()
    found = [request.findings, str(duties_beside(Path(request.findings)))] if request.findings else []
    for name in (*found, *request.targets):
        target = os.path.realpath(name)
        if target in read:
            raise Misuse(f"{name}: is read here ({read[target]}); write to another file")
        if target in seen:
            raise Misuse(f"{name}: would be written twice; name another file")
        seen.add(target)
        if not Path(target).parent.is_dir():
            raise Misuse(f"{name}: cannot be written (no such folder); choose another place")


def _sources(
    request: TablesRequest, corpus: Corpus, profile: Profile
) -> tuple[list[TableSource], Mapping[str, TableMapping]]:
    """The tables that are named, and those of programs with their mappings."""
    known, sources, mappings = entities(corpus.vocabulary), list[TableSource](), dict[str, TableMapping]()
    named = [parse(argument, known) for argument in request.tables]
    for argument in request.programs:
        tables, of_program = program_tables(argument, known)
        named += tables
        mappings |= of_program
    for source in named:
        if any(source.entity == other.entity for other in sources):
            raise Misuse(f"--table {source.entity}=…: is given twice; name all its files with one glob or folder")
        if profile.rows.get(source.entity):
            rows = f"the profile has rows of {source.entity} too"
            raise Misuse(f"--table {source.entity}=…: {rows}; leave one of the two out")
        sources.append(source)
    return sources, mappings


def _mappings(request: TablesRequest, corpus: Corpus, sources: Sequence[TableSource]) -> Mapping[str, TableMapping]:
    mappings = load_mappings(request.mappings, corpus)
    for name, entity in zip(request.mappings, mappings, strict=True):
        if all(source.entity != entity for source in sources):
            raise Misuse(f"{name}: maps {entity}, of which no table is given; add --table {entity}=FILE")
    return mappings


def _keys(request: TablesRequest) -> Keys:
    if request.salt is None:
        return Keys(request.show_keys)
    if request.show_keys:
        raise Misuse("--show-keys and --hash-keys cannot be used together; choose one")
    path = Path(request.salt)
    try:
        salt = read_bounded(path, _SALT_AT_MOST)
    except OSError as error:
        raise Misuse(f"{path}: {(error.strerror or 'cannot be read').lower()}; name a file with a secret") from None
    if len(salt) < _SALT_AT_LEAST:
        raise Misuse(f"{path}: is shorter than {_SALT_AT_LEAST} bytes; a secret that short can be guessed")
    if len(salt) > _SALT_AT_MOST:
        raise Misuse(f"{path}: is longer than {_SALT_AT_MOST:,} bytes; name a file with nothing else in it")
    return Keys(salt=salt.hex())
