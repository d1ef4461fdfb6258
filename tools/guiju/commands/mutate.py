"""Mutation-test the data: list the changes that no example, scenario, case or expectation notices.

Every survivor is listed by name. Exit code 1 if fewer than --at-least percent are noticed (default 95).
"""

import argparse
from datetime import date

from guiju import knowledge, options
from guiju.files.finding import Misuse
from guiju.files.progress import tracked
from guiju.maintenance.mutation import mutants, survivors

PURPOSE = "Keep a knowledge base"


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--at-least", type=float, default=95.0, metavar="PERCENT", help="how many must be noticed (default: 95)"
    )
    parser.add_argument(
        "--every", type=int, default=1, metavar="N", help="only every Nth mutant, to be quick (default: 1)"
    )
    options.add(parser, "--base")


def run(arguments: argparse.Namespace, today: date) -> int:
    if arguments.every < 1:
        raise Misuse(f"--every {arguments.every}: write a whole number from 1")
    base = knowledge.load_for_verdicts(arguments.base, cases=True)
    chosen = list(mutants(base))[:: arguments.every]
    unnoticed = survivors(base, tracked(chosen, "mutants"))
    for mutant in unnoticed:
        print(f"{mutant.target}: {mutant.operator}: {mutant.change}")
    noticed = len(chosen) - len(unnoticed)
    percent = 100 * noticed / len(chosen) if chosen else 100
    print(f"{noticed} of {len(chosen)} noticed ({percent:.1f} %); data version {base.data_version}")
    return 0 if percent >= arguments.at_least else 1
