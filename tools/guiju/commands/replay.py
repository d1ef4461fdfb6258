"""Replay the cases and compare the verdicts and sanctions with those that each case expects.

CASE is the name of a file in cases/ without its ending; without it all are replayed. Duties that were not yet law are
labelled hypothetical, those that a later rule had displaced historical. Exit code 1 where a result differs from what
the case expects.
"""

import argparse
from datetime import date
from itertools import groupby
from typing import Any

from guiju import options
from guiju.documents.penalties.ranges import penalty
from guiju.model import REQUIRED_LANGUAGES, Bilingual, Corpus, Lang
from guiju.reasoning.replay import ACT_AND_DECISION, ReplayResult, in_words
from guiju.terminal import Say, print_json, printer
from guiju.wording.labels import COLON, NOT_LEGAL_ADVICE
from guiju.wording.words import Words

PURPOSE = "Assess a service"
_WORDS = Words(__file__)


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("case", nargs="*", metavar="CASE", help="a case; repeat for several (default: all)")
    options.add(parser, "--lang", "--json", "--base")


def run(arguments: argparse.Namespace, today: date) -> int:
    kb = options.base(arguments)
    base, replays = kb.corpus, kb.replay(arguments.case)
    agree = [result.agrees for result in replays]
    results = [(each[0].case, each) for _, group in groupby(replays, lambda one: one.case.id) if (each := [*group])]
    if arguments.json:
        entries = [{"case": case.id, "expectations": [_entry(base, one) for one in each]} for case, each in results]
        print_json(data_version=base.data_version, cases=entries)
    else:
        say, lang = printer(), arguments.lang
        for case, each in results:
            say((case.title[lang], "bold"), "  ", (case.id, "dim"))
            for result in each:
                _print(say, base, result, lang)
        summary = _WORDS["all_match" if all(agree) else "some_match"][lang].format(sum(agree), len(agree))
        say(f"{summary} · {base.data_version} · {NOT_LEGAL_ADVICE[lang]}", style="dim")
    return 0 if all(agree) else 1


def _entry(base: Corpus, replayed: ReplayResult) -> dict[str, Any]:
    expectation = replayed.expectation
    return {
        "about": expectation.about,
        "label": _both(replayed.case.entities[expectation.about].label),
        "asked": expectation.obligation or expectation.sanction or expectation.provision,
        "findings_of": expectation.findings_of,
        "hypothetical": replayed.hypothetical,
        "state": replayed.state,
        "expected": dict(replayed.expected),
        "found": dict(replayed.actual),
        "agrees": replayed.agrees,
        "reason": _both(expectation.reason) if expectation.reason else None,
        "doubts": [_both(doubt) for doubt in replayed.doubts],
        "penalties": [{lang: penalty(each, base, lang) for lang in REQUIRED_LANGUAGES} for each in replayed.penalties],
    }


def _both(text: Bilingual) -> dict[str, str]:
    return {"zh": text.zh, "en": text.en}


def _print(say: Say, base: Corpus, replayed: ReplayResult, lang: Lang) -> None:
    expectation = replayed.expectation
    mark = ("✓ ", "green") if replayed.agrees else ("✗ ", "red")
    answer = in_words(replayed.actual)[lang]
    for label in replayed.labels:
        answer += f"（{label.zh}）" if lang == "zh" else f" ({label.en})"
    thing = replayed.case.entities[expectation.about].label[lang]
    judged = expectation.obligation or expectation.sanction or expectation.provision
    say(mark, f"{thing}  {judged}{COLON[lang]}{answer}", by=2)
    if not replayed.agrees:
        say(f"≠ {in_words(replayed.expected)[lang]}", by=4, style="red")
    for reason in (expectation.reason, *replayed.doubts):
        if reason is not None:
            say(reason[lang], by=4, style="dim")
    for when, each in zip(ACT_AND_DECISION, replayed.penalties, strict=False):
        say(f"{when[lang]}{COLON[lang]}{penalty(each, base, lang)}", by=4, style="dim")
