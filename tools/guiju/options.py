"""The options that several commands have, each worded once, and what they ask for."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Collection, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from guiju import knowledge
from guiju.files.finding import Misuse, one_line
from guiju.model import LANGUAGES, Corpus
from guiju.reasoning.checklist import Checklist, checklist

BINARY = ("xlsx", "docx")
"""Formats that are no text."""

_SEVERAL: Mapping[str, Any] = {"action": "append", "default": []}
_OPTIONS: Mapping[str, Mapping[str, Any]] = {
    "--role": {**_SEVERAL, "metavar": "ROLE", "help": "a reader role; repeat for several (a platform is often two)"},
    "--regulation": {**_SEVERAL, "metavar": "ID", "help": "only this rule; repeat for several"},
    "--topic": {**_SEVERAL, "metavar": "T", "help": "only this topic; repeat for several"},
    "--as-of": {"metavar": "DATE", "help": "the law of this day, YYYY-MM-DD (default: today)"},
    "--lang": {"choices": LANGUAGES, "default": "zh", "help": "language (default: zh)"},
    "-o --output": {"metavar": "FILE", "help": "write to this file (default: the terminal)"},
    "--json": {"action": "store_true", "help": "answer as JSON"},
    "--base": {"metavar": "PATH", "help": "the knowledge base: a folder that holds regulations/"},
}


def add(parser: argparse.ArgumentParser, *names: str) -> None:
    """Add these options, in this order, as they are worded above."""
    for name in names:
        parser.add_argument(*name.split(), **_OPTIONS[name])


def day(arguments: argparse.Namespace, today: date) -> date:
    """The day of --as-of; today where it is not given. Misuse for what is no day."""
    return knowledge.day(arguments.as_of) if arguments.as_of else today


def requested(base: Corpus, arguments: argparse.Namespace, today: date) -> Checklist:
    """The checklist that --role, --regulation, --topic, --as-of and --lang ask for. Misuse where one is not known, or no role is named."""
    if not arguments.role:
        raise Misuse(f"name a role with --role; known: {', '.join(r.id for r in base.vocabulary.roles)}")
    return checklist(
        base,
        roles=knowledge.look_up(arguments.role, base.vocabulary.roles, "role"),
        as_of=day(arguments, today),
        lang=arguments.lang,
        regulations=knowledge.regulations(base, arguments.regulation),
        topics=[t.id for t in knowledge.look_up(arguments.topic, base.vocabulary.topics, "topic")],
    )


def format_name(arguments: argparse.Namespace, known: Collection[str], default: str) -> str:
    """The format: that of --format, else the ending of the file to write, else the default.

    Misuse for one that is not known, and for one that is no text where a terminal would show it.
    """
    ending = Path(arguments.output).suffix.lstrip(".").lower() if arguments.output else ""
    name: str = arguments.format or ending or default
    if name not in known:
        raise Misuse(f"there is no format '{one_line(name)}'; known: {', '.join(known)}")
    if name in BINARY and not arguments.output and sys.stdout.isatty():
        raise Misuse(f"{name} is no text for a terminal; name a file with -o FILE.{name}")
    return name
