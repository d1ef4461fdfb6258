"""Replay the cases: the verdicts and sanctions that each expects must come out.

CASE is the name of a file in cases/ without its ending; without it all are replayed. What was not yet law is labelled hypothetical.
Exit code 1 where something comes out otherwise.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from rich.console import Console
from rich.text import Text

from guiju import knowledge, options
from guiju.labels import COLON, COMMA, NOT_LEGAL_ADVICE, VERDICTS
from guiju.model import Bilingual, Lang
from guiju.replay import Replayed, replay
from guiju.terminal import console, indented

_HYPOTHETICAL = Bilingual("（假设当时已施行）", " (hypothetical: as if in force)")
_WORDS = {
    "verdict": Bilingual("结论", "verdict"),
    "applies": Bilingual("是否适用", "applies"),
    "detention": Bilingual("拘留", "detention"),
    "fine": Bilingual("罚款", "fine"),
    "imprisonment": Bilingual("徒刑", "imprisonment"),
    "criminal_fine": Bilingual("罚金", "criminal fine"),
    "combination": Bilingual("并处", "combination"),
    "fine_cap_cited": Bilingual("所引罚款上限", "fine cap quoted"),
    "yes": Bilingual("是", "yes"),
    "no": Bilingual("否", "no"),
    "undetermined": Bilingual("不能确定", "undetermined"),
    "within": Bilingual("在幅度内", "within the range"),
    "below_needs_mitigation": Bilingual("低于下限（须有减轻情节）", "below the range, needs mitigation"),
    "above": Bilingual("高于上限", "above the range"),
    "not_comparable": Bilingual("不能比对", "not comparable"),
    "allowed": Bilingual("允许", "allowed"),
    "not_allowed": Bilingual("不允许", "not allowed"),
    "agrees": Bilingual("相符", "agrees"),
    "differs": Bilingual("不符", "differs"),
}


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("case", nargs="*", metavar="CASE", help="a case; repeat for several (default: all)")
    options.add(parser, "--lang", "--json", "--base")


def run(arguments: argparse.Namespace, today: date) -> int:
    base = knowledge.evaluable(arguments.base, cases=True)
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
        screen = console()
        for case, found in results:
            screen.print(Text.assemble((case.title[arguments.lang], "bold"), "  ", (case.id, "dim")))
            for replayed in found:
                _print(screen, replayed, arguments.lang)
        agreed = sum(r.agrees for _, found in results for r in found)
        total = sum(len(found) for _, found in results)
        screen.print(
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


def _print(screen: Console, replayed: Replayed, lang: Lang) -> None:
    asked = replayed.expectation
    mark = ("✓ ", "green") if replayed.agrees else ("✗ ", "red")
    label = _HYPOTHETICAL[lang] if replayed.hypothetical else ""
    line = Text.assemble(
        mark, f"{asked.about}  {asked.obligation or asked.sanction}{COLON[lang]}{_said(replayed.found, lang)}{label}"
    )
    screen.print(indented(line, 2))
    if not replayed.agrees:
        screen.print(indented(f"≠ {_said(replayed.expected, lang)}", 4, "red"))
    if asked.reason is not None:
        screen.print(indented(asked.reason[lang], 4, "dim"))


def _said(answers: Mapping[str, str], lang: Lang) -> str:
    """verdict undetermined → 结论 待核实."""
    parts = []
    for name, value in answers.items():
        words = VERDICTS.get(value) if name == "verdict" else _WORDS.get(value)
        parts.append(f"{_WORDS[name][lang]} {words[lang] if words else value}")
    return COMMA[lang].join(parts)
