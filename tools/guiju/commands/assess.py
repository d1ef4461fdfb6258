"""Assess a profile: a verdict for each duty of the roles, with its proof and the facts to supply next.

PROFILE is a YAML file; guiju questions writes one to fill in. Missing or stale facts give undetermined, never a pass.
Exit code 1 where a verdict is among --fail-on (default: breached).
"""

from __future__ import annotations

import argparse
import sys
from datetime import date
from pathlib import Path

from rich.console import Console
from rich.text import Text

from guiju import knowledge, options, output
from guiju.assessment import Assessed, Assessment, assess
from guiju.assessment.profile import load_profile
from guiju.assessment.proof import proof
from guiju.exports import formats
from guiju.finding import Misuse
from guiju.labels import COLON, NOT_LEGAL_ADVICE, VERDICTS, WAITS
from guiju.terminal import console, indented

_COLOURS = {"met": "green", "breached": "red", "undetermined": "yellow", "not_applicable": "dim"}


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("profile", metavar="PROFILE", help="the profile, a YAML file")
    options.add(parser, "--role", "--regulation", "--topic", "--as-of", "--lang")
    known = ", ".join(["text", *formats("assessment")])
    parser.add_argument("--format", metavar="FORMAT", help=f"one of {known} (default: the ending of FILE, else text)")
    options.add(parser, "-o --output")
    parser.add_argument(
        "--fail-on",
        action="append",
        choices=["breached", "undetermined"],
        help="verdicts that give exit code 1 (default: breached)",
    )
    options.add(parser, "--base")


def run(arguments: argparse.Namespace, today: date) -> int:
    base = knowledge.evaluable(arguments.base)
    asked = options.requested(base, arguments, today)
    profile = load_profile(Path(arguments.profile), base)
    if isinstance(profile, list):
        raise knowledge.Unsound(
            profile, f"{arguments.profile} cannot be assessed; mend it (guiju questions writes one)"
        )
    assessment = assess(asked, profile)
    _write(arguments, assessment)
    failing = arguments.fail_on or ["breached"]
    return 1 if any(assessment.counts[verdict] for verdict in failing) else 0


def _write(arguments: argparse.Namespace, assessment: Assessment) -> None:
    known = formats("assessment")
    name = options.format_name(arguments, ["text", *known], "text")
    if name == "text":
        if arguments.output:
            raise Misuse("text is for the terminal; choose another --format for a file")
        _print(assessment)
    elif arguments.output:
        output.write(Path(arguments.output), known[name](assessment))
        print(f"{arguments.output}: {_counted(assessment)}", file=sys.stderr)
    else:
        sys.stdout.flush()
        sys.stdout.buffer.write(known[name](assessment))


def _counted(assessment: Assessment) -> str:
    lang = assessment.checklist.lang
    parts = [f"{VERDICTS[verdict][lang]} {count}" for verdict, count in assessment.counts.items()]
    return f"{' · '.join(parts)} / {len(assessment.lines)}"


def _print(assessment: Assessment) -> None:
    screen = console()
    lang, checked = assessment.checklist.lang, assessment.checklist
    order = ["breached", "undetermined", "met", "not_applicable"]
    for line in sorted(assessment.lines, key=lambda line: order.index(line.verdict)):
        _print_line(screen, assessment, line)
    screen.print(Text(_counted(assessment), style="bold"))
    for entity, name, count in assessment.next_facts()[:5]:
        fact = checked.corpus.fact(entity, name)
        screen.print(Text(f"→ {name} ({entity}): {fact.question[lang]} {WAITS[lang].format(count=count)}"))
    note = f"{NOT_LEGAL_ADVICE[lang]} · {checked.as_of} · {checked.corpus.data_version}"
    screen.print(Text(note, style="dim"))


def _print_line(screen: Console, assessment: Assessment, line: Assessed) -> None:
    lang, record = assessment.checklist.lang, line.line.obligation
    head = Text.assemble((line.words[lang], _COLOURS[line.verdict]), f" {record.title[lang]}  ", (line.line.id, "dim"))
    screen.print(head)
    if line.verdict == "breached":
        place = f"{line.line.regulation.short_title[lang]} {line.line.cited(lang)}{COLON[lang]}{'…'.join(record.quote)}"
        for sentence in (*proof(assessment, line), place):
            screen.print(indented(sentence, 4))
