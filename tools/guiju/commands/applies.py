"""Say which rules bind a service, in which role and since when, what has to be filed, and what is open.

Example: guiju applies service.yaml

FILE is a profile, as guiju assess takes it; `guiju applies --questions -o service.yaml` writes one with 15 plain
questions at most. What is not answered stays open: it never counts as no. Each rule is answered yes, no or open, with
the words of the law that decide; each duty of whoever runs the service applies, does not, or is open, with who decides.
The same file goes on to guiju assess.

Exit code 3 where the facts do not settle whether any rule applies.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from guiju import options
from guiju.assessment.questionnaire import service_questionnaire
from guiju.documents import applies as document
from guiju.documents.content.text import bracketed
from guiju.files import output
from guiju.files.finding import Misuse
from guiju.model import Lang
from guiju.reasoning.applicability import ApplicableRules
from guiju.terminal import Say, deliver, note, printer
from guiju.wording.labels import COLON, SEMICOLON
from guiju.writers import formats

PURPOSE = "Assess a service"
_COLOURS = {"yes": "green", "open": "yellow", "no": "dim"}


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("profile", metavar="FILE", nargs="*", help="a profile (YAML, JSON), or several of one service")
    parser.add_argument("--questions", action="store_true", help="write the plain questions, as a profile to fill in")
    options.add(parser, "--as-of", "--lang")
    options.add_format(parser, ["text", *formats("applies")], "text")
    options.add(parser, "-o --output", "--base")


def run(arguments: argparse.Namespace, today: date) -> int:
    if arguments.questions:
        return _ask(arguments)
    if not arguments.profile:
        raise Misuse("name a profile; guiju applies --questions -o service.yaml writes one to fill in")
    name = options.format_name(arguments.format, arguments.output, ["text", *formats("applies")], "text")
    base, lang = options.base(arguments, evaluable=True), arguments.lang
    result = base.applies(arguments.profile, options.day(arguments, today), lang)
    if name == "text":
        _print(printer(), result, lang)
    else:
        deliver(formats("applies")[name](result, lang), arguments.output, document.sentence(result, lang))
    if not result.established:
        note(document.NOTHING_KNOWN[lang])
        return 3
    return 0


def _ask(arguments: argparse.Namespace) -> int:
    if arguments.profile or arguments.format:
        raise Misuse("--questions writes the questions of every service as YAML; leave out FILE and --format")
    text = service_questionnaire(options.base(arguments, evaluable=True).corpus.vocabulary, arguments.lang)
    if not arguments.output:
        print(text, end="")
        return 0
    target = Path(arguments.output)
    if target.exists():
        raise Misuse(f"{target}: already exists and may be filled in; choose another name with -o")
    output.write(target, text.encode())
    note(f"fill it in, then: guiju applies {target}", str(target))
    return 0


def _print(say: Say, result: ApplicableRules, lang: Lang) -> None:
    """The answer first, a line a rule; then registrations, what is open, duties by rule, and limits."""
    say(document.sentence(result, lang), style="bold")
    for one, (rule, answer, *rest) in document.rules(result, lang):
        about = " · ".join(text.replace("\n", " · ") for text in rest if text not in ("", "—"))
        say((answer, _COLOURS[one.answer]), f"  {rule}", (f"  {about}" if about else "", "dim"))
    for key in ("registrations", "questions", "open", "duties", "limits"):
        lines = [*_lines(result, key, lang)]
        if lines:
            say()
            say(document.SECTIONS[key][lang], style="bold")
        for line, by in lines:
            say(line, by=by)


def _lines(result: ApplicableRules, key: str, lang: Lang) -> Iterator[tuple[str, int]]:
    """The lines of a section, each with its indent."""
    if key == "registrations":
        for name, *rest, places in document.filings(result, lang):
            yield f"{bracketed(name, places, lang)}{COLON[lang]}{SEMICOLON[lang].join(rest)}", 2
    elif key == "questions":
        for number, question, bears_on in document.own_questions(result, lang):
            yield f"{bracketed(number, bears_on, lang)}{COLON[lang]}{question}", 2
    elif key == "open":
        yield from ((f"{question} → {decided_by}", 2) for question, decided_by in document.open_questions(result, lang))
    elif key == "duties":
        for rule, (count, *names) in document.duties(result, lang):
            yield f"{rule}{COLON[lang]}{count}", 2
            yield from ((line, 4) for line in names)
    else:
        yield from ((line, 2) for line in document.limits(result, lang))
