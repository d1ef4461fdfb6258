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

from guiju import knowledge, output
from guiju.assessment import Assessed, Assessment, assess, fact_of
from guiju.checklist import checklist
from guiju.exports import formats
from guiju.finding import Misuse
from guiju.labels import COLON, NOT_LEGAL_ADVICE, VERDICTS, WAITS
from guiju.model import LANGUAGES
from guiju.profile import load_profile
from guiju.proof import proof
from guiju.terminal import console, indented

_COLOURS = {"met": "green", "breached": "red", "undetermined": "yellow", "not_applicable": "dim"}


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("profile", metavar="PROFILE", help="the profile, a YAML file")
    parser.add_argument("--role", action="append", default=[], metavar="ROLE", help="a reader role; repeat for several")
    parser.add_argument(
        "--regulation", action="append", default=[], metavar="ID", help="only this rule; repeat for several"
    )
    parser.add_argument("--topic", action="append", default=[], metavar="T", help="only this topic; repeat for several")
    parser.add_argument("--as-of", metavar="DATE", help="the law of this day, YYYY-MM-DD (default: today)")
    parser.add_argument("--lang", choices=LANGUAGES, default="zh", help="language (default: zh)")
    known = ", ".join(["text", *formats("assessment")])
    parser.add_argument("--format", metavar="FORMAT", help=f"one of {known} (default: the ending of FILE, else text)")
    parser.add_argument("-o", "--output", metavar="FILE", help="write to this file (default: the terminal)")
    parser.add_argument(
        "--fail-on",
        action="append",
        choices=["breached", "undetermined"],
        help="verdicts that give exit code 1 (default: breached)",
    )
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
        topics=[t.id for t in knowledge.look_up(arguments.topic, base.vocabulary.topics, "topic")],
    )
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
    ending = Path(arguments.output).suffix.lstrip(".").lower() if arguments.output else ""
    name = arguments.format or ending or "text"
    if name not in known and name != "text":
        raise Misuse(f"there is no format '{name}'; known: text, {', '.join(known)}")
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
        fact = fact_of(checked.corpus, entity, name)
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
