"""Write the questions of a role as a profile to fill in, for guiju assess.

Example: guiju questions --role group-provider -o profile.yaml

With -o its JSON Schema is written beside it, as profile.schema.json, and named in its first line, so that an editor
completes and checks the profile.
"""

import argparse
from datetime import date
from pathlib import Path
from urllib.parse import quote

from guiju import options
from guiju.assessment.profile_schema import profile_schema
from guiju.assessment.questionnaire import questionnaire
from guiju.files.finding import Misuse
from guiju.files.json_text import json_text
from guiju.files.output import write_all_or_none
from guiju.files.secret import without_secrets
from guiju.terminal import note

PURPOSE = "Assess a service"
_FORMATS = ("yaml", "schema")


def arguments(parser: argparse.ArgumentParser) -> None:
    options.add(parser, "--role", "--regulation", "--as-of", "--lang")
    parser.add_argument(
        "--format", choices=_FORMATS, default="yaml", help="the profile, or its schema alone (default: yaml)"
    )
    options.add(parser, "-o --output", "--base")
    parser.set_defaults(topic=[])  # a profile answers for all topics


def run(arguments: argparse.Namespace, today: date) -> int:
    checklist = options.choose_checklist(options.base(arguments, evaluable=True), arguments, today)
    schema = json_text(profile_schema(checklist)) + "\n"
    if not arguments.output:
        print(questionnaire(checklist) if arguments.format == "yaml" else schema, end="")
        return 0
    target = Path(arguments.output)
    beside = target.with_name(f"{target.stem}.schema.json")
    files = {target: schema}
    if arguments.format == "yaml":
        files = {beside: schema, target: questionnaire(checklist, quote(beside.name))}
    for file in files:
        if file.exists():
            raise Misuse(f"{file}: already exists and may be filled in; choose another name with -o")
    with write_all_or_none() as outbox:
        for file, text in files.items():
            outbox.write(file, text.encode())
    if arguments.format == "schema":
        return 0
    other = f" --lang {checklist.lang}" if checklist.lang != "zh" else ""
    again = "".join(f" --role {role}" for role in arguments.role) + other
    note(f"fill it in, then: guiju assess {without_secrets(str(target))}{again}", str(target))
    return 0
