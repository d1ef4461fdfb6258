"""Verify a report or an agent's answer: recompute it and compare every value except the signature block.

REPORT is a JSON file of guiju assess, a receipt alone, or an answer of guiju mcp that was saved. If a report was made
with other data or another version of guiju, or claims so, the verdicts are computed again and the text and reading of
each duty compared, but not the wording. Counts of tables are taken as given unless --table supplies the rows. That
proves that it is consistent, not who wrote it. With --public-key it also verifies who signed REPORT (guiju sign-file).
Exit code 1 where something differs; 3 where not every value can be recomputed: of other data, another version or an
older format. What a later version made is not judged.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from guiju import __version__, knowledge, options
from guiju.agents.answer import is_answer
from guiju.api import verifying
from guiju.assessment.receipt import SCHEMA_VERSION
from guiju.assessment.scanned import ScanResults
from guiju.files.characters import escaped
from guiju.files.finding import Misuse
from guiju.model import Corpus
from guiju.model.profile import Profile
from guiju.reasoning.checklist import Checklist
from guiju.verification import Verification
from guiju.verification.detached import SUFFIX, Signed
from guiju.verification.json_file import JsonFile, read_json
from guiju.verification.releases import about_maker, refuse_later
from guiju.verification.remake import Scan
from guiju.verification.sealed import Sealed, is_older, sealed_in
from guiju.verification.tables import mapping_of, since_of
from guiju.verification.values import Mismatch

if TYPE_CHECKING:
    from guiju.agents.verification import VerifiedAnswer

PURPOSE = "Assess a service"
_MOST_SHOWN = 20


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("report", metavar="REPORT", help="the report or receipt, a JSON file")
    parser.add_argument(
        "--against",
        metavar="INTERNAL",
        help="the internal edition of the same assessment, where REPORT is the regulator edition, without facts",
    )
    parser.add_argument("--public-key", metavar="KEY", help="the public key of whoever signed REPORT, or a file of it")
    parser.add_argument("--signature", metavar="FILE", help="the signature (default: REPORT.minisig)")
    options.add(parser, "--base")
    group = parser.add_argument_group("tables that the report counted, to count their rows again (docs: Tables)")
    options.add(group, "--table", "--mapping", "--engine", "--master", "--hash-keys")


def run(arguments: argparse.Namespace, today: date) -> int:
    document = read_json(Path(arguments.report))
    made = verifying.signed_by(document, arguments.public_key, arguments.signature)
    if made and not _is_signed(document, made, arguments):
        return 1
    if is_answer(document.value):
        return _answer(document, arguments)
    if isinstance(document.value, dict) and is_answer(document.value.get("structuredContent")):
        raise Misuse(f"{document.path}: is the whole reply of a tool; save what is under structuredContent")
    sealed = sealed_in(document)
    internal = verifying.internal_edition(sealed, arguments.against)
    full = internal or sealed
    base = knowledge.load_for_verdicts(arguments.base)
    scan = _scan(arguments, full)
    file, verification = verifying.verification(base, sealed, internal, scan)
    for line in _lines(file, verification, base, scan is not None):
        print(escaped(line))
    return 1 if verification.mismatches else 0 if verification.whole else 3


def _is_signed(document: JsonFile, made: Signed, arguments: argparse.Namespace) -> bool:
    """Whether the key that is named signed these bytes; says so, or why not."""
    if made.problem:
        print(escaped(f"{arguments.signature or document.path + SUFFIX}: {made.problem}"))
    else:
        proved = f"key {made.key} signed exactly this file ({made.comment}); that says whose it is, not what is true"
        print(escaped(f"{document.path}: {proved}"))
    return not made.problem


def _answer(document: JsonFile, arguments: argparse.Namespace) -> int:
    """Verify an answer of an agent."""
    if arguments.against or arguments.table:
        raise Misuse(f"{document.path}: is an answer of guiju mcp; --against and --table are for reports")
    # Imported here: a report needs none of it.
    from guiju.agents.verification import refuse_other_formats, verify_answer
    from guiju.api.loading import load

    refuse_other_formats(document)
    refuse_later(document.path, document.value.get("guiju"))
    kb = load(arguments.base)
    verified = verify_answer(document, kb)
    for line in _answer_lines(document, verified, kb.data_version):
        print(escaped(line))
    return 1 if verified.mismatches else 0 if verified.whole and verified.same_making else 3


def _listed(document: JsonFile, mismatches: Sequence[Mismatch]) -> Iterator[str]:
    yield from (mismatch.line(document) for mismatch in mismatches[:_MOST_SHOWN])
    if (more := len(mismatches) - _MOST_SHOWN) > 0:
        yield f"{document.path}: and {more} more differences"


def _answer_lines(document: JsonFile, verified: VerifiedAnswer, data_version: str) -> Iterator[str]:
    name, value = document.path, document.value
    yield from _listed(document, verified.mismatches)
    if not verified.same_making:
        made = f"made with data version {value['data_version']} and guiju {value['guiju']}"
        yield f"{name}: {made}; recomputed with {data_version} and {__version__}"
        if value["guiju"] != __version__:
            yield f"{name}: {about_maker(value['guiju'], value['data_version'])}"
    if verified.mismatches:
        return
    claims = f"{len(value['claims'])} quotations of the law"
    if not verified.whole:
        yield f"{name}: its {claims} are the words of the law here; the rest is of an older format and not made again"
    elif not verified.same_making:
        yield f"{name}: {value['tool']} as of {value['as_of']} answers the same here, with {claims}"
    else:
        yield f"{name}: is valid: {value['tool']} as of {value['as_of']} answers the same, with {claims}"
        yield f"{name}: this proves what guiju answers, not who saved it, or that nothing else is law"


def _lines(file: Sealed, verification: Verification, base: Corpus, scanned: bool) -> Iterator[str]:
    """The outcome, one line each: what differs; or that all agrees, what was not compared, and what that proves."""
    name, duties = file.file.path, verification.duties
    yield from _listed(file.file, verification.mismatches)
    if not duties:  # it cannot be made again, so there is nothing else to say
        return
    as_of = (file.report or file.receipt).get("as_of")
    if not verification.whole:
        yield from (f"{name}: {sentence}" for sentence in _of_another_version(file, verification, base))
    elif not verification.mismatches and file.report is None:
        yield f"{name}: is valid: {duties} verdicts as of {as_of} computed again; it is a receipt without a report"
    elif not verification.mismatches:
        same = "every value outside sign_off is the same"
        yield f"{name}: is valid: recomputed with {duties} verdicts as of {as_of}, {same}"
    if verification.mismatches:
        return
    if tables := file.receipt.get("tables"):
        counted = ", ".join(f"{table['entity']} {table['rows']:,}" for table in tables)
        if scanned:
            yield f"{name}: the rows of tables ({counted}) were counted again"
        else:
            again = "--table ENTITY=TABLE counts the rows again"
            yield f"{name}: the counts of tables ({counted} rows) were taken as given; {again}"
    if verification.whole:
        yield f"{name}: this proves that it is consistent, not who wrote it or whether its facts are true"
    else:
        yield f"{name}: whether it is as guiju wrote it was not established; verify it with the version and data named"


def _of_another_version(file: Sealed, verification: Verification, base: Corpus) -> Iterator[str]:
    data = file.receipt.get("data_version") or (file.report or {}).get("data_version")
    made = f"made with data version {data} and guiju {file.receipt.get('guiju')}"
    compared = "verdicts, and the text and reading of each duty, were compared; the wording and the rest were not"
    yield f"{made}; verified with {base.data_version} and {__version__}: {compared}"
    if file.receipt.get("guiju") != __version__:
        yield about_maker(file.receipt.get("guiju"), data)
    if is_older(file):
        versions = (made["schema_version"] for made in (file.receipt, file.report or file.receipt))
        format = next(version for version in versions if version != SCHEMA_VERSION)
        yield f"not remade: penalties, gaps and words of format {format}; this version writes {SCHEMA_VERSION}"
    duties, changed = verification.duties, len(verification.changed)
    if changed:
        yield f"{duties - changed} of {duties} duties are unchanged, {changed} changed"
    else:
        yield f"all {duties} duties are unchanged: text, reading and verdict"


def _scan(arguments: argparse.Namespace, sealed: Sealed) -> Scan | None:
    """The function to scan the tables again, None without rows. Misuse where they are not those of the receipt."""
    tables = sealed.receipt.get("tables")
    stated = [table for table in tables if isinstance(table, dict)] if isinstance(tables, list) else []
    if arguments.table:
        counted = sorted(str(table.get("entity")) for table in stated)
        if not counted:
            raise Misuse(f"--table: {sealed.file.path} counts no tables; leave it out")
        if sorted(name.partition("=")[0] for name in arguments.table) != counted:
            raise Misuse(f"--table: {sealed.file.path} counts tables of {', '.join(counted)}; name each of them once")
    first = stated[0] if stated else {}
    request = options.tables(arguments, first=first.get("first"), show_keys=first.get("keys") == "shown")
    if request is None:
        return None

    def scan(checklist: Checklist, profile: Profile, tables: Sequence[Mapping[str, Any]]) -> ScanResults:
        from guiju.tables.request import scan_all

        recorded = {table["entity"]: mapping_of(table) for table in tables}
        days = [since.day for since in map(since_of, tables) if since]
        return scan_all(replace(request, recorded=recorded, since=min(days, default=None)), checklist, profile)

    return scan
