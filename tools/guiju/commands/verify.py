"""Verify a receipt: compute the assessment again and say what does not hold.

RECEIPT is a JSON file: a receipt, or an assessment that holds one. Exit code 1 where it was edited, where law or reading
have changed since, or where a verdict comes out otherwise.
"""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from guiju import knowledge, options
from guiju.assessment.receipt import differences, read
from guiju.finding import Misuse, escaped


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("receipt", metavar="RECEIPT", help="the receipt, a JSON file")
    options.add(parser, "--base")


def run(arguments: argparse.Namespace, today: date) -> int:
    told = read(Path(arguments.receipt))
    base = knowledge.evaluable(arguments.base)
    try:
        found = differences(told, base)
    except (KeyError, TypeError, ValueError, AttributeError, RecursionError):
        raise Misuse(f"{arguments.receipt}: is no receipt of guiju; guiju assess --format json writes one") from None
    for sentence in found or [_holds(told)]:
        print(escaped(f"{arguments.receipt}: {sentence}"))
    return 1 if found else 0


def _holds(told: Mapping[str, Any]) -> str:
    holds = f"holds; {len(told['verdicts'])} verdicts as of {told['as_of']} computed again"
    if told.get("tables"):
        holds += "; what was counted in tables was taken from the receipt, their rows were not read again"
    return holds
