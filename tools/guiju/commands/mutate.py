"""Bend the law and count who notices: which changes of the data no example, case or expectation catches.

Every survivor is listed by name. Exit code 1 where less than --at-least percent are noticed (default 95).
"""

from __future__ import annotations

import argparse
import sys
from datetime import date

from rich.progress import track

from guiju import knowledge, options
from guiju.files.finding import Misuse
from guiju.maintenance.mutation import Score, mutants, noticed
from guiju.reasoning import facts


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--at-least", type=float, default=95.0, metavar="PERCENT", help="what must be noticed (default: 95)"
    )
    parser.add_argument(
        "--every", type=int, default=1, metavar="N", help="only every Nth mutant, for a quick look (default: 1)"
    )
    options.add(parser, "--base")


def run(arguments: argparse.Namespace, today: date) -> int:
    if arguments.every < 1:
        raise Misuse(f"--every {arguments.every}: write a whole number from 1")
    base = knowledge.evaluable(arguments.base, cases=True)
    known = facts.by_entity(base.vocabulary.facts)
    chosen = list(mutants(base))[:: arguments.every]
    shown = track(chosen, "mutants", disable=not sys.stderr.isatty(), transient=True)
    survivors = tuple(mutant for mutant in shown if not noticed(base, mutant, known))
    for mutant in survivors:
        print(f"{mutant.target}: {mutant.operator}: {mutant.what}")
    score = Score(len(chosen), survivors)
    print(
        f"{score.total - len(survivors)} of {score.total} noticed ({100 * score.killed:.1f} %); data version {base.data_version}"
    )
    return 0 if 100 * score.killed >= arguments.at_least else 1
