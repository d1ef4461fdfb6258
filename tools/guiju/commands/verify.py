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

from guiju import knowledge, options
from guiju.finding import Misuse, escaped
from guiju.receipt import differences
from guiju.source import MAX_BYTES, content


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("receipt", metavar="RECEIPT", help="the receipt, a JSON file")
    options.add(parser, "--base")


def run(arguments: argparse.Namespace, today: date) -> int:
    told = _read(Path(arguments.receipt))
    base = knowledge.evaluable(arguments.base)
    try:
        found = differences(told, base)
    except (KeyError, TypeError, ValueError, AttributeError, RecursionError):
        raise Misuse(f"{arguments.receipt}: is no receipt of guiju; guiju assess --format json writes one") from None
    for sentence in found or [f"holds; {len(told['verdicts'])} verdicts as of {told['as_of']} computed again"]:
        print(escaped(f"{arguments.receipt}: {sentence}"))
    return 1 if found else 0


def _read(file: Path) -> dict[str, Any]:
    try:
        data = content(file)
        if len(data) > MAX_BYTES:
            raise Misuse(f"{file}: larger than {MAX_BYTES:,} bytes; a receipt is smaller")
        value = json.loads(data)
    except OSError as error:
        raise Misuse(f"{file}: {(error.strerror or 'cannot be read').lower()}; name a receipt") from None
    except (ValueError, RecursionError):
        raise Misuse(f"{file}: is no JSON; name a receipt") from None
    held = value.get("receipt") if isinstance(value, dict) else None
    told = held if isinstance(held, dict) else value
    if not isinstance(told, dict):
        raise Misuse(f"{file}: is no receipt of guiju; guiju assess --format json writes one")
    return told
