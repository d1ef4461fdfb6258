"""Write the questions of a role as a profile to fill in, for guiju assess.

Example: guiju questions --role group-provider -o profile.yaml
"""

from __future__ import annotations

import argparse
import sys
from datetime import date
from pathlib import Path

from guiju import knowledge, output
from guiju.checklist import checklist
from guiju.finding import Misuse
from guiju.model import LANGUAGES
from guiju.questionnaire import questionnaire


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--role", action="append", default=[], metavar="ROLE", help="a reader role; repeat for several")
    parser.add_argument(
        "--regulation", action="append", default=[], metavar="ID", help="only this rule; repeat for several"
    )
    parser.add_argument("--as-of", metavar="DATE", help="the law of this day, YYYY-MM-DD (default: today)")
    parser.add_argument("--lang", choices=LANGUAGES, default="zh", help="language (default: zh)")
    parser.add_argument("-o", "--output", metavar="FILE", help="write to this file (default: the terminal)")
    parser.add_argument("--base", metavar="PATH", help="the knowledge base: a folder that holds regulations/")


def run(arguments: argparse.Namespace, today: date) -> int:
    base = knowledge.corpus(arguments.base)
    if not arguments.role:
        raise Misuse(f"name a role with --role; known: {', '.join(r.id for r in base.vocabulary.roles)}")
    asked = checklist(
        base,
        roles=knowledge.look_up(arguments.role, base.vocabulary.roles, "role"),
        as_of=knowledge.day(arguments.as_of) if arguments.as_of else today,
        lang=arguments.lang,
        regulations=knowledge.regulations(base, arguments.regulation),
    )
    text = questionnaire(asked)
    if not arguments.output:
        print(text, end="")
        return 0
    target = Path(arguments.output)
    if target.exists():
        raise Misuse(f"{target}: exists already, perhaps filled in; choose another name with -o")
    output.write(target, text.encode())
    asked_again = "".join(f" --role {role}" for role in arguments.role) + (" --lang en" if asked.lang == "en" else "")
    print(f"{target}: fill it in, then: guiju assess {target}{asked_again}", file=sys.stderr)
    return 0
