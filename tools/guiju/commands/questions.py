"""Write the questions of a role as a profile to fill in, for guiju assess.

Example: guiju questions --role group-provider -o profile.yaml
"""

from __future__ import annotations

import argparse
import sys
from datetime import date
from pathlib import Path

from guiju import knowledge, options, output
from guiju.assessment.questionnaire import questionnaire
from guiju.finding import Misuse


def arguments(parser: argparse.ArgumentParser) -> None:
    options.add(parser, "--role", "--regulation", "--as-of", "--lang", "-o --output", "--base")
    parser.set_defaults(topic=[])  # a profile answers for all topics


def run(arguments: argparse.Namespace, today: date) -> int:
    base = knowledge.evaluable(arguments.base)
    asked = options.requested(base, arguments, today)
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
