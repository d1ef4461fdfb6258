"""Write a checklist: what the parties of a role must do.

Example: guiju checklist --role group-provider --role account-provider --format xlsx -o checklist.xlsx
"""

from __future__ import annotations

import argparse
import sys
from datetime import date
from pathlib import Path

from guiju import knowledge, options, output
from guiju.exports import formats
from guiju.finding import Misuse

BINARY = ("xlsx", "docx")


def arguments(parser: argparse.ArgumentParser) -> None:
    options.add(parser, "--role", "--regulation", "--topic", "--as-of", "--lang")
    parser.add_argument(
        "--format",
        metavar="FORMAT",
        help=f"one of {', '.join(formats('checklist'))} (default: the ending of FILE, else md)",
    )
    options.add(parser, "-o --output", "--base")


def run(arguments: argparse.Namespace, today: date) -> int:
    base = knowledge.corpus(arguments.base)
    result = options.requested(base, arguments, today)
    name = _format(arguments)
    data = formats("checklist")[name](result)
    if arguments.output:
        output.write(Path(arguments.output), data)
        print(
            f"{arguments.output}: {len(result.lines)} lines as of {result.as_of}, data version {base.data_version}",
            file=sys.stderr,
        )
    else:
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
    return 0


def _format(arguments: argparse.Namespace) -> str:
    name = options.format_name(arguments, formats("checklist"), "md")
    if name in BINARY and not arguments.output and sys.stdout.isatty():
        raise Misuse(f"{name} is no text for a terminal; name a file with -o checklist.{name}")
    return name
