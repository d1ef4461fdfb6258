"""Write a checklist: what the parties of a role must do.

Example: guiju checklist --role group-provider --role account-provider --format xlsx -o checklist.xlsx
"""

from __future__ import annotations

import argparse
import sys
from datetime import date
from pathlib import Path

from guiju import knowledge, output
from guiju.checklist import checklist
from guiju.exports import formats
from guiju.finding import Misuse
from guiju.model import LANGUAGES

BINARY = ("xlsx", "docx")


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--role",
        action="append",
        default=[],
        metavar="ROLE",
        help="a reader role; repeat for several (a platform is often two)",
    )
    parser.add_argument(
        "--regulation", action="append", default=[], metavar="ID", help="only this rule; repeat for several"
    )
    parser.add_argument("--topic", action="append", default=[], metavar="T", help="only this topic; repeat for several")
    parser.add_argument("--as-of", metavar="DATE", help="the law of this day, YYYY-MM-DD (default: today)")
    parser.add_argument("--lang", choices=LANGUAGES, default="zh", help="language (default: zh)")
    parser.add_argument(
        "--format",
        default=None,
        metavar="FORMAT",
        help=f"one of {', '.join(formats('checklist'))} (default: the ending of FILE, else md)",
    )
    parser.add_argument("-o", "--output", metavar="FILE", help="write to this file (default: the terminal)")
    parser.add_argument("--base", metavar="PATH", help="the knowledge base: a folder that holds regulations/")


def run(arguments: argparse.Namespace, today: date) -> int:
    base = knowledge.corpus(arguments.base)
    if not arguments.role:
        raise Misuse(f"name a role with --role; known: {', '.join(r.id for r in base.vocabulary.roles)}")
    result = checklist(
        base,
        roles=knowledge.look_up(arguments.role, base.vocabulary.roles, "role"),
        as_of=knowledge.day(arguments.as_of) if arguments.as_of else today,
        lang=arguments.lang,
        regulations=knowledge.regulations(base, arguments.regulation),
        topics=[t.id for t in knowledge.look_up(arguments.topic, base.vocabulary.topics, "topic")],
    )
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
    known = formats("checklist")
    ending = Path(arguments.output).suffix.lstrip(".").lower() if arguments.output else ""
    name: str = arguments.format or ending or "md"
    if name not in known:
        raise Misuse(f"there is no format '{name}'; known: {', '.join(known)}")
    if name in BINARY and not arguments.output and sys.stdout.isatty():
        raise Misuse(f"{name} is no text for a terminal; name a file with -o checklist.{name}")
    return name
