"""Write the questions of a role as a profile to fill in, for guiju assess.

Example: guiju questions --role group-provider -o profile.yaml

With -o its JSON Schema is written beside it, as profile.schema.json, and named in its first line, so that an editor
completes and checks the profile.

With --profile FILE it asks what that profile leaves open; with --assignee NAME of that what is for one person or role,
by `assignees:` of the profile (NAME: topics, duties, facts) and the owners of its plans. Each question is in one form;
guiju assess takes the profile and the filled forms together, and names what two of them say differently.
"""

import argparse
from datetime import date
from pathlib import Path
from urllib.parse import quote

from guiju import options
from guiju.assessment.assignees import NOBODY, PersonalForm, forms, whole
from guiju.assessment.profile import load_profile
from guiju.assessment.profile_schema import profile_schema
from guiju.assessment.questionnaire import questionnaire
from guiju.files.finding import Misuse, close_to, one_line
from guiju.files.json_text import json_text
from guiju.files.output import write_all_or_none
from guiju.files.secret import without_secrets
from guiju.reasoning.checklist import Checklist
from guiju.terminal import note

PURPOSE = "Assess a service"
_FORMATS = ("yaml", "schema")


def arguments(parser: argparse.ArgumentParser) -> None:
    options.add(parser, "--role", "--regulation", "--as-of", "--lang")
    parser.add_argument(
        "--format", choices=_FORMATS, default="yaml", help="the profile, or its schema alone (default: yaml)"
    )
    parser.add_argument("--profile", metavar="FILE", help="ask only what this profile leaves open")
    parser.add_argument("--assignee", metavar="NAME", help="ask only what is for this person or role, by --profile")
    options.add(parser, "-o --output", "--base")
    parser.set_defaults(topic=[])  # a profile answers for all topics


def run(arguments: argparse.Namespace, today: date) -> int:
    checklist = options.choose_checklist(options.base(arguments, evaluable=True), arguments, today)
    schema, form = json_text(profile_schema(checklist)) + "\n", _form(arguments, checklist)
    if not arguments.output:
        print(questionnaire(checklist, form=form) if arguments.format == "yaml" else schema, end="")
        return 0
    target = Path(arguments.output)
    beside = target.with_name(f"{target.stem}.schema.json")
    files = {target: schema}
    if arguments.format == "yaml":
        files = {beside: schema, target: questionnaire(checklist, quote(beside.name), form)}
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
    both = " ".join(without_secrets(file) for file in (arguments.profile, str(target)) if file)
    note(f"fill it in, then: guiju assess {both}{again}", str(target))
    return 0


def _form(arguments: argparse.Namespace, checklist: Checklist) -> PersonalForm | None:
    """What --profile leaves open, of that what is for --assignee; None without either. What is for nobody is noted."""
    name = arguments.assignee
    if not arguments.profile:
        if name:
            raise Misuse(f"--assignee {one_line(name)}: who answers what is in a profile; name it with --profile FILE")
        return None
    every = forms(checklist, load_profile(Path(arguments.profile), checklist.corpus))
    if not name:
        return whole(every.values())
    if name not in every:
        known = [known for known in every if known != NOBODY]
        remedy = close_to(name, known, f"known: {', '.join(known)}" if known else "add it under assignees:")
        raise Misuse(f"{arguments.profile}: gives nothing to {one_line(name)}; {remedy}")
    if (left := every[NOBODY]).facts or left.declarations:
        note(f"gives {len(left.facts)} facts and {len(left.declarations)} duties to nobody", arguments.profile)
    return every[name]
