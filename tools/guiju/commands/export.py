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

from guiju import exports, options
from guiju.api import exporting
from guiju.files.finding import Misuse
from guiju.files.folder import FolderWriter
from guiju.files.progress import tracked
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
    if arguments.receipt and arguments.as_of:
        raise Misuse("--as-of: the report has its day; leave it out")
    assessment = exporting.assessment_of(arguments.receipt, kb.corpus) if arguments.receipt else None
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
