"""Verify a receipt: compute the assessment again and say what does not hold.

RECEIPT is a JSON file: a receipt, or an assessment that holds one. Exit code 1 where it was edited, where law or reading
have changed since, or where a verdict comes out otherwise.
"""

from __future__ import annotations

import argparse
import json
from datetime import date
from pathlib import Path
from typing import Any

from guiju import knowledge
from guiju.finding import Misuse
from guiju.receipt import differences
from guiju.source import MAX_BYTES


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("receipt", metavar="RECEIPT", help="the receipt, a JSON file")
    parser.add_argument("--base", metavar="PATH", help="the knowledge base: a folder that holds regulations/")


def run(arguments: argparse.Namespace, today: date) -> int:
    told = _read(Path(arguments.receipt))
    base = knowledge.corpus(arguments.base)
    try:
        found = differences(told, base)
    except (KeyError, TypeError, ValueError, AttributeError):
        raise Misuse(f"{arguments.receipt}: is no receipt of guiju; guiju assess --format json writes one") from None
    for difference in found:
        print(f"{arguments.receipt}: {difference}")
    if not found:
        print(f"{arguments.receipt}: holds; {len(told['verdicts'])} verdicts as of {told['as_of']} computed again")
    return 1 if found else 0


def _read(file: Path) -> dict[str, Any]:
    try:
        if file.stat().st_size > MAX_BYTES:
            raise Misuse(f"{file}: larger than {MAX_BYTES:,} bytes; a receipt is smaller")
        value = json.loads(file.read_bytes())
    except OSError as error:
        raise Misuse(f"{file}: {(error.strerror or 'cannot be read').lower()}; name a receipt") from None
    except (ValueError, RecursionError):
        raise Misuse(f"{file}: is no JSON; name a receipt") from None
    held = value.get("receipt") if isinstance(value, dict) else None
    told = held if isinstance(held, dict) else value
    if not isinstance(told, dict):
        raise Misuse(f"{file}: is no receipt of guiju; guiju assess --format json writes one")
    return told
