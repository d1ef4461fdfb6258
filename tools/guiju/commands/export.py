"""Export the knowledge base for other people's software. Without a format it lists them.

Example: guiju export ciso-assistant -o libraries

FOLDER is written whole or not at all. A folder that an earlier export in this format wrote is replaced; one that holds
anything else is refused.
"""

import argparse
import os
from datetime import date
from itertools import chain
from pathlib import Path

from guiju import __version__, exports, knowledge, options
from guiju.assessment import Assessment
from guiju.files.finding import Misuse, UnsoundBase
from guiju.files.folder import FolderWriter
from guiju.files.progress import tracked
from guiju.model import Corpus
from guiju.terminal import note

PURPOSE = "Open it in other software, answer agents"


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("format", metavar="FORMAT", nargs="?", help=f"one of {', '.join(exports.names())}")
    parser.add_argument("-o", "--output", metavar="FOLDER", help="the folder to write")
    parser.add_argument(
        "--site", metavar="ADDRESS", help="the address of a site to lead back to (default: GUIJU_SITE_URL, else none)"
    )
    parser.add_argument(
        "--receipt",
        metavar="REPORT",
        help="a JSON report of guiju assess, or its receipt, to export with its day (only oscal)",
    )
    options.add(parser, "--as-of", "--base")


def run(arguments: argparse.Namespace, today: date) -> int:
    name = arguments.format
    if name is None:
        for known in exports.names():
            print(f"{known:<16}{exports.manual(known).splitlines()[0]}")
        return 0
    taken = exports.takes(name)
    if arguments.output is None:
        raise Misuse(f"name the folder to write: guiju export {name} -o FOLDER")
    if arguments.site and "site" not in taken:
        raise Misuse(f"--site: {name} does not lead back to a site; leave it out")
    if arguments.receipt and "assessment" not in taken:
        raise Misuse(f"--receipt: {name} has no assessments; leave it out")
    site = arguments.site or os.environ.get("GUIJU_SITE_URL", "")
    as_of = options.day(arguments, today)
    kb = options.base(arguments)
    assessment = _assessment(arguments, kb.corpus) if arguments.receipt else None
    as_of = assessment.checklist.as_of if assessment else as_of
    # Not .json: who opens the whole folder would take it for part of the export.
    writer, folder = FolderWriter(f"guiju export {name}", "-o", f".guiju-export-{name}"), Path(arguments.output)
    before = writer.earlier(folder)
    made = kb.export(name, as_of, site, assessment, before)
    if (first := next(made, None)) is None:
        why = "rules that are only imported have no duties, and rules not in force then are left out"
        raise Misuse(f"there is nothing to export in this format as of {as_of}: {why}")
    number = writer.write(folder, tracked(chain([first], made), "files"))
    replaced = ", in place of an earlier export" if before else ""
    note(f"{number} files as of {as_of}, data version {kb.data_version}{replaced}", arguments.output)
    return 0


def _assessment(arguments: argparse.Namespace, corpus: Corpus) -> Assessment:
    """The assessment of a report, made again from its receipt. Misuse where that fails or differs from the report: an
    auditor must not be handed results that do not verify."""
    from guiju.verification import sealed, verify
    from guiju.verification.remake import remake

    file = arguments.receipt
    if arguments.as_of:
        raise Misuse("--as-of: the report has its day; leave it out")
    report = sealed.read(Path(file))
    if report.regulator:
        raise Misuse(f"{file}: the regulator edition has no facts; name the internal one: no more of it is exported")
    sealed.refuse_other_versions(report)
    if findings := knowledge.unrunnable(corpus):
        raise UnsoundBase(findings)
    verification = verify(report, corpus)
    if verification.mismatches:
        raise Misuse(f"{verification.mismatches[0].line(report.file)}; guiju verify {file} lists all differences")
    if not verification.whole:
        made = f"data version {report.receipt['data_version']} and guiju {report.receipt['guiju']}"
        raise Misuse(f"{file}: was made with {made}, not with {corpus.data_version} and {__version__}; assess again")
    return remake(report, corpus)
