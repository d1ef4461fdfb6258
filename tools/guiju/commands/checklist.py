"""Write a checklist: what the parties of a role must do.

Example: guiju checklist --role group-provider --role account-provider --format xlsx -o checklist.xlsx
"""

import argparse
from datetime import date

from guiju import options
from guiju.terminal import deliver
from guiju.writers import formats

PURPOSE = "Know what you must do"


def arguments(parser: argparse.ArgumentParser) -> None:
    options.add(parser, "--role", "--regulation", "--topic", "--as-of", "--lang")
    options.add_format(parser, formats("checklist"), "md")
    options.add(parser, "-o --output", "--base")


def run(arguments: argparse.Namespace, today: date) -> int:
    result = options.choose_checklist(options.base(arguments), arguments, today)
    name = options.format_name(arguments.format, arguments.output, formats("checklist"), "md")
    done = f"{len(result.lines)} lines as of {result.as_of}, data version {result.corpus.data_version}"
    deliver(formats("checklist")[name](result), arguments.output, done)
    return 0
