"""Verify a report: make it again from the receipt in it and compare every value but the block to sign.

REPORT is a JSON file of guiju assess, or a receipt alone. Made with other data or another version of guiju, the verdicts are computed again and the text and
reading of each duty compared; the wording is not. Counts of tables are taken as given unless --table supplies the rows. That proves that a report is
consistent, not who wrote it. Exit code 1 where something differs.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from guiju import __version__, knowledge, options
from guiju.assessment.tables import Tables
from guiju.files.finding import Misuse, escaped
from guiju.model import Corpus
from guiju.model.profile import Profile
from guiju.reasoning.checklist import Checklist
from guiju.terminal import watched
from guiju.verification import Verification, against, verify
from guiju.verification.remade import Scan
from guiju.verification.sealed import Sealed, read, refuse_other_versions
from guiju.verification.tables import mapping_of

_SHOWN = 20
_PROVES = "that proves that it is consistent, not who wrote it or whether its facts are true"


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("report", metavar="REPORT", help="the report or receipt, a JSON file")
    parser.add_argument(
        "--against",
        metavar="INTERNAL",
        help="the internal edition of the same assessment, where REPORT is the regulator edition, which has no facts",
    )
    options.add(parser, "--base")
    group = parser.add_argument_group("tables, to count their rows again (docs: Tables)")
    group.add_argument(
        "--table",
        metavar="ENTITY=TABLE",
        action="append",
        default=[],
        help="the rows that the report counted, as for guiju assess",
    )
    group.add_argument(
        "--mapping",
        metavar="FILE",
        action="append",
        default=[],
        help="which columns say which facts (default: as recorded in the receipt)",
    )
    group.add_argument("--engine", choices=("duckdb", "spark"), default="duckdb", help="what scans (default: duckdb)")
    group.add_argument("--master", metavar="ADDRESS", help="the master of a Spark cluster (default: local[*])")
    group.add_argument("--hash-keys", metavar="FILE", help="the secret with which the report hashes keys")


def run(arguments: argparse.Namespace, today: date) -> int:
    sealed = read(Path(arguments.report))
    internal = _internal(arguments, sealed)
    full = internal or sealed
    refuse_other_versions(full)
    base = knowledge.evaluable(arguments.base)
    scan = _scan(arguments, full)
    found = verify(full, base, scan)
    shown = [(full, found)]
    if internal is not None and not found.differences:
        shown = [(sealed, against(sealed, internal, base, scan))]
    for file, verification in shown:
        for line in _lines(file, verification, base, scan is not None):
            print(escaped(line))
    return 1 if any(verification.differences for _, verification in shown) else 0


def _internal(arguments: argparse.Namespace, sealed: Sealed) -> Sealed | None:
    """The internal edition beside that for a regulator. Misuse where it is needed and not given, or given and not needed."""
    if not sealed.regulator:
        if arguments.against:
            raise Misuse(f"--against is for the regulator edition; {arguments.report} has its facts: leave it out")
        return None
    if not arguments.against:
        why = "the regulator edition has the hashes of its receipt, not the facts: alone it cannot be made again"
        raise Misuse(f"{arguments.report}: {why}; whoever issued it can verify it with --against INTERNAL.json")
    internal = read(Path(arguments.against))
    if internal.regulator or internal.report is None:
        raise Misuse(f"{arguments.against}: is not the JSON report of the internal edition; name that")
    return internal


def _lines(file: Sealed, found: Verification, base: Corpus, scanned: bool) -> Iterator[str]:
    """What was found, one line each: what differs; or what holds, what was not compared, and what that proves."""
    name = file.file.path
    for difference in found.differences[:_SHOWN]:
        yield difference.shown(file.file)
    if more := len(found.differences) - _SHOWN:
        yield from [f"{name}: and {more} more differences"] if more > 0 else []
    as_of = (file.report or file.receipt).get("as_of")
    # What cannot be made again says nothing else.
    if not found.duties:
        return
    if not found.whole:
        yield from (f"{name}: {sentence}" for sentence in _of_another_version(file, found, base))
    elif not found.differences and file.report is None:
        yield f"{name}: holds; {found.duties} verdicts as of {as_of} computed again; it is a receipt alone, without a report"
    elif not found.differences:
        yield f"{name}: holds; made again with {found.duties} verdicts as of {as_of}: every value outside sign_off is the same"
    if found.differences:
        return
    if tables := file.receipt.get("tables"):
        counted = ", ".join(f"{table['entity']} {table['rows']:,}" for table in tables)
        yield (
            f"{name}: the rows of tables ({counted}) were counted again"
            if scanned
            else f"{name}: the counts of tables ({counted} rows) were taken as given; --table ENTITY=TABLE counts the rows again"
        )
    yield f"{name}: {_PROVES}"


def _of_another_version(file: Sealed, found: Verification, base: Corpus) -> Iterator[str]:
    report = file.report or {}
    data = file.receipt.get("data_version") or report.get("data_version")
    yield (
        f"made with data version {data} and guiju {file.receipt.get('guiju')}; verified with {base.data_version} and {__version__}: "
        "verdicts, and the text and reading of each duty, were compared; the wording and the rest of the report were not"
    )
    changed, same = len(found.changed), found.duties - len(found.changed)
    yield (
        f"{same} of {found.duties} duties are as they were, {changed} changed"
        if changed
        else f"all {found.duties} duties are as they were: text, reading and verdict"
    )


def _scan(arguments: argparse.Namespace, sealed: Sealed) -> Scan | None:
    """What scans the tables again; None where no rows are supplied. Misuse where they are not those that the receipt counts."""
    if not arguments.table:
        for given, option in (
            (arguments.mapping, "--mapping"),
            (arguments.master, "--master"),
            (arguments.hash_keys, "--hash-keys"),
        ):
            if given:
                raise Misuse(f"{option}: is about tables, and none is given; name them with --table ENTITY=FILE")
        return None
    given = [name.partition("=")[0] for name in arguments.table]
    tables = sealed.receipt.get("tables")
    if not isinstance(tables, list) or not tables:
        raise Misuse(f"--table: {arguments.report} counts no tables; leave it out")
    counted = [str(table.get("entity")) for table in tables if isinstance(table, dict)]
    if sorted(given) != sorted(counted):
        raise Misuse(f"--table: {arguments.report} counts tables of {', '.join(counted)}; name each of them once")

    def scan(asked: Checklist, profile: Profile, stated: Sequence[Mapping[str, Any]]) -> Tables:
        # Imported here: without tables nothing of it is needed.
        from guiju.tables.findings import rename
        from guiju.tables.request import Request, scan_all

        first = stated[0]
        request = Request(
            arguments.table,
            arguments.mapping,
            arguments.engine,
            arguments.master,
            first["first"],
            first["keys"] == "shown",
            arguments.hash_keys,
            None,
        )
        recorded = {table["entity"]: mapping_of(table) for table in stated}
        return scan_all(request, asked, profile, watched, rename, recorded)[0]

    return scan
