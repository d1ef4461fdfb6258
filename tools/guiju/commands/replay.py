"""Replay the cases: the verdicts and sanctions that each expects must come out.

CASE is the name of a file in cases/ without its ending; without it all are replayed. What was not yet law is labelled hypothetical.
Exit code 1 where something comes out otherwise.
"""

from __future__ import annotations

import argparse
import json
from datetime import date
from typing import Any

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from guiju import knowledge
from guiju.labels import NOT_LEGAL_ADVICE
from guiju.model import LANGUAGES, Bilingual, Lang
from guiju.replay import Replayed, replay

_HYPOTHETICAL = Bilingual("假设当时已施行", "hypothetical: as if in force")


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("case", nargs="*", metavar="CASE", help="a case; repeat for several (default: all)")
    parser.add_argument("--lang", choices=LANGUAGES, default="zh", help="language (default: zh)")
    parser.add_argument("--json", action="store_true", help="answer as JSON")
    parser.add_argument("--base", metavar="PATH", help="the knowledge base: a folder that holds regulations/")


def run(arguments: argparse.Namespace, today: date) -> int:
    base = knowledge.corpus(arguments.base)
    cases = knowledge.look_up(arguments.case or list(base.cases), tuple(base.cases.values()), "case")
    results = [(case, list(replay(base, case))) for case in cases]
    if arguments.json:
        entries = [{"case": case.id, "expectations": [_entry(r) for r in found]} for case, found in results]
        print(
            json.dumps(
                {"schema_version": 1, "data_version": base.data_version, "cases": entries}, ensure_ascii=False, indent=2
            )
        )
    else:
        console = Console(highlight=False)
        for case, found in results:
            console.print(Text.assemble((case.title[arguments.lang], "bold"), "  ", (case.id, "dim")))
            for replayed in found:
                _print(console, replayed, arguments.lang)
        agreed = sum(r.agrees for _, found in results for r in found)
        total = sum(len(found) for _, found in results)
        console.print(
            f"{agreed} / {total} · {base.data_version} · {NOT_LEGAL_ADVICE[arguments.lang]}", style="dim", markup=False
        )
    return 0 if all(r.agrees for _, found in results for r in found) else 1


def _entry(replayed: Replayed) -> dict[str, Any]:
    asked = replayed.expectation
    return {
        "about": asked.about,
        "asked": asked.obligation or asked.sanction,
        "hypothetical": replayed.hypothetical,
        "expected": dict(replayed.expected),
        "found": dict(replayed.found),
        "agrees": replayed.agrees,
        "reason": {"zh": asked.reason.zh, "en": asked.reason.en} if asked.reason else None,
    }


def _print(console: Console, replayed: Replayed, lang: Lang) -> None:
    asked = replayed.expectation
    found = ", ".join(f"{key} {value}" for key, value in replayed.found.items())
    mark = ("✓ ", "green") if replayed.agrees else ("✗ ", "red")
    label = f" ({_HYPOTHETICAL[lang]})" if replayed.hypothetical else ""
    line = Text.assemble(mark, f"{asked.about}  {asked.obligation or asked.sanction}: {found}{label}")
    console.print(Padding(line, (0, 0, 0, 2), expand=False))
    if not replayed.agrees:
        expected = ", ".join(f"{key} {value}" for key, value in replayed.expected.items())
        console.print(Padding(Text(f"≠ {expected}", style="red"), (0, 0, 0, 4), expand=False))
    if asked.reason is not None:
        console.print(Padding(Text(asked.reason[lang], style="dim"), (0, 0, 0, 4), expand=False))
