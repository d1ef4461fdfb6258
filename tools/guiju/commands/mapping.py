"""Propose a mapping: which column of your table gives which fact.

TABLE is read as guiju assess --table reads it. The proposal rests on the names and types of its columns and on the few
values of its codes; review each line before you use it with guiju assess --mapping.
"""

import argparse
from datetime import date

from guiju import knowledge, options
from guiju.files.secret import without_secrets
from guiju.terminal import deliver

PURPOSE = "Scan tables"


def arguments(parser: argparse.ArgumentParser) -> None:
    options.add(parser, "--entity")
    parser.add_argument(
        "--from",
        required=True,
        dest="table",
        metavar="TABLE",
        help="FILE, glob or folder; FILE.sqlite#TABLE; postgresql://…#TABLE",
    )
    options.add(parser, "--lang", "-o --output", "--base")


def run(arguments: argparse.Namespace, today: date) -> int:
    from guiju.tables.duckdb_engine import proposed
    from guiju.tables.mapping import entities
    from guiju.tables.sources import parse

    base = knowledge.load_for_verdicts(arguments.base)
    source = parse(f"{arguments.entity}={arguments.table}", entities(base.vocabulary))
    text = proposed(source, base, arguments.lang)
    done = f"review every line, then guiju assess --mapping {without_secrets(arguments.output or '')}"
    deliver(text.encode(), arguments.output, done)
    return 0
