"""Check a knowledge base: each defect with file, line and column.

PATH is the folder that contains regulations/; by default the current folder if it has one, otherwise the bundled data.
First the files are read and checked against their schemas; the other checks run when that is clean. Of drafts (drafts/,
beside regulations/) only schema and quotations are checked, since nothing else reads them. Exit code 0: no
findings; 1: findings; 2: PATH contains no knowledge base.
"""

import argparse
import gc
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from guiju import checks
from guiju.api import checking
from guiju.files.bundled import knowledge_base
from guiju.files.finding import Finding, UnsoundBase
from guiju.terminal.finding_formats import formats

PURPOSE = "Keep a knowledge base"


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("path", nargs="?", metavar="PATH", help="folder that contains regulations/")
    parser.add_argument(
        "--format", choices=sorted(formats()), default="text", help="how findings are written (default: text)"
    )
    parser.add_argument(
        "--explain", choices=["schema", *checks.codes()], metavar="CODE", help="print the manual page of a check"
    )
    parser.epilog = "checks: " + ", ".join(["schema", *checks.codes()])


def run(arguments: argparse.Namespace, today: date) -> int:
    if arguments.explain:
        print(checks.manual(arguments.explain))
        return 0
    findings: Sequence[Finding]
    collecting = gc.isenabled()
    gc.disable()  # records form no cycles, and looking for some takes an eighth of the time
    try:
        findings, summary = checking.outcome(knowledge_base(arguments.path, Path.cwd()), today)
    except UnsoundBase as unsound:
        findings, summary = unsound.findings, "; the other checks run once these are fixed"
    finally:
        if collecting:
            gc.enable()
    print(formats()[arguments.format](findings, sys.stdout.isatty()), end="")
    if arguments.format == "text":
        print(f"{len(findings)} findings{summary}")
    return 1 if findings else 0
