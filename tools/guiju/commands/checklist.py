"""Write a checklist: what the parties of a role must do.

Example: guiju checklist --role group-provider --role account-provider --format xlsx -o checklist.xlsx
"""

import argparse
from datetime import date
from pathlib import Path

from guiju import options
from guiju.files import output
from guiju.terminal import note, write_bytes
from guiju.writers import formats

PURPOSE = "Know what you must do"


def arguments(parser: argparse.ArgumentParser) -> None:
    options.add(parser, "--role", "--regulation", "--topic", "--as-of", "--lang")
    parser.add_argument(
        "--format",
        metavar="FORMAT",
        help=f"one of {', '.join(formats('checklist'))} (default: the ending of FILE, else md)",
    )
    options.add(parser, "-o --output", "--base")


def run(arguments: argparse.Namespace, today: date) -> int:
    result = options.choose_checklist(options.base(arguments), arguments, today)
    name = options.format_name(arguments.format, arguments.output, formats("checklist"), "md")
    data = formats("checklist")[name](result)
    if arguments.output:
        output.write(Path(arguments.output), data)
        of = f"as of {result.as_of}, data version {result.corpus.data_version}"
        note(f"{len(result.lines)} lines {of}", arguments.output)
    else:
        write_bytes(data)
    return 0
