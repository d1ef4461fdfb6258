"""Write the questions of a role as a profile to fill in, for guiju assess.

Example: guiju questions --role group-provider -o profile.yaml
With -o its JSON Schema is written beside it, as profile.schema.json, and named in its first line: an editor then completes and checks.
"""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path
from urllib.parse import quote

from guiju import knowledge, options
from guiju.assessment.profile_schema import profile_schema
from guiju.assessment.questionnaire import questionnaire
from guiju.files import output
from guiju.files.finding import Misuse
from guiju.files.json_text import json_text
from guiju.files.secret import without_secrets
from guiju.reasoning.checklist import Checklist
from guiju.terminal import note

_FORMATS = ("yaml", "schema")


def arguments(parser: argparse.ArgumentParser) -> None:
    options.add(parser, "--role", "--regulation", "--as-of", "--lang")
    parser.add_argument(
        "--format", choices=_FORMATS, default="yaml", help="the profile, or its schema alone (default: yaml)"
    )
    options.add(parser, "-o --output", "--base")
    parser.set_defaults(topic=[])  # a profile answers for all topics


def run(arguments: argparse.Namespace, today: date) -> int:
    base = knowledge.evaluable(arguments.base)
    asked = options.requested(base, arguments, today)
    if not arguments.output:
        print(questionnaire(asked) if arguments.format == "yaml" else _schema(asked), end="")
        return 0
    target = Path(arguments.output)
    if arguments.format == "schema":
        _write({target: _schema(asked)})
        return 0
    schema = target.with_name(f"{target.stem}.schema.json")
    _write({schema: _schema(asked), target: questionnaire(asked, quote(schema.name))})
    asked_again = "".join(f" --role {role}" for role in arguments.role) + (" --lang en" if asked.lang == "en" else "")
    note(f"fill it in, then: guiju assess {without_secrets(str(target))}{asked_again}", str(target))
    return 0


def _schema(asked: Checklist) -> str:
    return json_text(profile_schema(asked)) + "\n"


def _write(files: dict[Path, str]) -> None:
    for file in files:
        if file.exists():
            raise Misuse(f"{file}: exists already, perhaps filled in; choose another name with -o")
    output.write_all({file: text.encode() for file, text in files.items()})
