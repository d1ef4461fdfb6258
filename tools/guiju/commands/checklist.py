"""Write a checklist: what the parties of a role must do.

Example: guiju checklist --role group-provider --role account-provider --format xlsx -o checklist.xlsx

With --profile FILE (guiju applies --questions -o FILE) it is that of one service: of the roles that whoever runs it has
or may have, unless some are named, and without the duties that do not apply to it. What is open stays.
"""

import argparse
from datetime import date

from guiju import options
from guiju.terminal import deliver
from guiju.writers import formats

PURPOSE = "Know what you must do"


def arguments(parser: argparse.ArgumentParser) -> None:
    options.add(parser, "--role", "--regulation", "--topic", "--as-of", "--lang")
    parser.add_argument("--profile", metavar="FILE", help="only what applies, or may, to the service of this profile")
    options.add_format(parser, formats("checklist"), "md")
    options.add(parser, "-o --output", "--base")


def run(arguments: argparse.Namespace, today: date) -> int:
    base = options.base(arguments, evaluable=arguments.profile is not None)
    result = options.choose_checklist(base, arguments, today)
    name = options.format_name(arguments.format, arguments.output, formats("checklist"), "md")
    done = f"{len(result.lines)} lines as of {result.as_of}, data version {result.corpus.data_version}"
    deliver(formats("checklist")[name](result), arguments.output, done)
    return 0
