"""Write tables to try a scan with: groups, accounts, reviews and records, with planted breaches and an answer key.

Example: guiju sample-data --rows 100000 --seed 7 -o sample

The same rows and seed give the same tables on every machine, for one version of the data. answers.json says which rows
break which duty, as planted; profile.yaml is the service. Most duties of the rules on AI and algorithms are tested on
the service alone, so no row breaks them; at the end stands of each rule how many of its duties rows can break.
"""

import argparse
import sys
from datetime import date
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

from guiju import knowledge, options
from guiju.files.finding import Misuse
from guiju.files.secret import without_secrets
from guiju.terminal import note

PURPOSE = "Scan tables"
_MOST = 1_000_000_000


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--rows", metavar="N", required=True, help="rows of groups and of accounts; other tables in proportion"
    )
    parser.add_argument("--seed", metavar="S", default="1", help="a whole number (default: 1)")
    parser.add_argument(
        "--entity",
        metavar="ENTITY",
        action="append",
        default=[],
        help="only this table; repeat for several (default: all)",
    )
    parser.add_argument("-o", "--output", metavar="DIR", required=True, help="a new or empty folder")
    options.add(parser, "--base")


def run(arguments: argparse.Namespace, today: date) -> int:
    try:
        from guiju.tables.sample import writing
        from guiju.tables.sample.planting import FEWEST
    except ImportError:
        raise Misuse("sample-data needs more packages: pip install 'guiju[tables]'") from None
    rows = options.whole("--rows", arguments.rows, FEWEST, _MOST)
    seed = options.whole("--seed", arguments.seed, 0, 2**63)
    base, folder = knowledge.load_for_verdicts(arguments.base), Path(arguments.output)
    columns = TextColumn("{task.description}"), BarColumn(), TextColumn("{task.completed:,} rows")
    screen, hidden = Console(file=sys.stderr), not sys.stderr.isatty()
    with Progress(*columns, TimeRemainingColumn(), console=screen, transient=True, disable=hidden) as shown:
        bars: dict[str, Any] = {}

        def advance(entity: str, more: int) -> None:
            if entity not in bars:
                bars[entity] = shown.add_task(entity, total=None)
            shown.advance(bars[entity], more)

        written = writing.write(folder, rows, seed, arguments.entity, base, advance)
    planted = sum(len(keys) for keys in written.breached.values())
    note(f"{planted:,} breaches of {len(written.breached)} duties planted; see {writing.ANSWERS}", str(folder))
    for entity, count in written.rows.items():
        note(f"{without_secrets(str(folder / entity))}.parquet  {count:,} rows")
    for rule, (tested, by_rows) in written.by_rows.items():
        note(f"{rule}: {by_rows} of {tested} tested duties are tested on rows; the others on the service alone")
    return 0
