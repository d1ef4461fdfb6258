"""Check a knowledge base: each defect with file, line and column.

PATH is the folder that holds regulations/; without it the current folder if it holds one, else the bundled data.
First the files are read and held against their schemas; the other checks run when that is clean.
Exit code 0: no findings; 1: findings; 2: PATH holds no knowledge base.
"""

from __future__ import annotations

import argparse
import sys
from datetime import date
from pathlib import Path

from guiju import checks
from guiju.files import schema
from guiju.files.bundled import knowledge_base
from guiju.files.finding import Finding
from guiju.law.excerpt import in_part
from guiju.law.load import load
from guiju.maintenance.exceptions import unexcused
from guiju.model import Corpus
from guiju.terminal.formats import formats


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("path", nargs="?", metavar="PATH", help="folder that holds regulations/")
    parser.add_argument(
        "--format", choices=sorted(formats()), default="text", help="how findings are written (default: text)"
    )
    parser.add_argument(
        "--explain", choices=["schema", *checks.checks()], metavar="CODE", help="print the manual page of a check"
    )
    parser.epilog = "checks: " + ", ".join(["schema", *checks.checks()])


def run(arguments: argparse.Namespace, today: date) -> int:
    if arguments.explain:
        manual = schema.__doc__ if arguments.explain == "schema" else checks.manual(arguments.explain)
        print((manual or "").strip())
        return 0
    loaded = load(knowledge_base(arguments.path, Path.cwd()))
    findings = list(loaded.findings) if loaded.corpus is None else _findings(loaded.corpus, today)
    print(formats()[arguments.format](findings, sys.stdout.isatty()), end="")
    if arguments.format == "text":
        if loaded.corpus is None:
            print(f"{len(findings)} findings; the other checks run when these are mended")
        else:
            rules = list(loaded.corpus.with_articles())
            records = sum(len(r.obligations) for r in rules)
            partly = f" ({n} in part)" if (n := len(in_part(rules))) else ""
            print(
                f"{len(findings)} findings in {len(rules)} rules{partly} with {records} obligations; data version {loaded.corpus.data_version}"
            )
    return 1 if findings else 0


def _findings(corpus: Corpus, today: date) -> list[Finding]:
    return unexcused(checks.findings(corpus), corpus.exceptions, today)
