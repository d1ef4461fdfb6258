"""Check a knowledge base: each defect with file, line and column.

PATH is the folder that contains regulations/; by default the current folder if it has one, otherwise the bundled data.
First the files are read and checked against their schemas; the other checks run when that is clean. Of drafts (drafts/,
beside regulations/) only schema and quotations are checked, since nothing else reads them. Exit code 0: no
findings; 1: findings; 2: PATH contains no knowledge base.
"""

import argparse
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from guiju import checks
from guiju.files import schema
from guiju.files.bundled import knowledge_base
from guiju.files.finding import Finding, UnsoundBase
from guiju.law.drafts import drafted
from guiju.law.excerpt import in_part
from guiju.law.load import load
from guiju.maintenance.exceptions import unexcused
from guiju.model import Corpus
from guiju.terminal.finding_formats import formats


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("path", nargs="?", metavar="PATH", help="folder that contains regulations/")
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
    findings: Sequence[Finding]
    try:
        root = knowledge_base(arguments.path, Path.cwd())
        corpus = load(root)
        drafts = drafted(root, corpus)
        of_drafts = checks.findings(drafts, ("broken-citation", "broken-quotation"))
        findings = [*unexcused(checks.findings(corpus), corpus.exceptions, today), *of_drafts]
        summary = _summary(corpus, sum(len(rule.spans) for rule in drafts.regulations.values()))
    except UnsoundBase as unsound:
        findings, summary = unsound.findings, "; the other checks run once these are fixed"
    print(formats()[arguments.format](findings, sys.stdout.isatty()), end="")
    if arguments.format == "text":
        print(f"{len(findings)} findings{summary}")
    return 1 if findings else 0


def _summary(corpus: Corpus, drafts: int) -> str:
    rules = list(corpus.with_articles())
    partly = f" ({n} in part)" if (n := len(in_part(rules))) else ""
    records = sum(len(r.obligations) for r in rules)
    unread = f"; {drafts} drafts that nobody has read" if drafts else ""
    return f" in {len(rules)} rules{partly} with {records} obligations; data version {corpus.data_version}{unread}"
