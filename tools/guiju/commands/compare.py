"""Compare two assessments: what got better, worse or otherwise since.

OLD and NEW are JSON files of guiju assess, or receipts, of this format or the one before. Where text or reading of a duty changed in between, it says so:
such verdicts answer different questions. Exit code 1 where a duty got worse.
"""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path
from typing import Any

from guiju import options
from guiju.assessment.comparison import Comparison, compare
from guiju.files.finding import Misuse, escaped
from guiju.files.json_text import json_text
from guiju.law.labels import NOT_LEGAL_ADVICE, VERDICT_LABELS
from guiju.model import Bilingual, Lang
from guiju.verification.sealed import read, refuse_other_versions, refuse_repeats

_CHANGES = {
    "better": Bilingual("变好", "better"),
    "worse": Bilingual("变差", "worse"),
    "changed": Bilingual("有变化", "changed"),
    "displaced": Bilingual("被后法取代，不再计入", "displaced by a later rule on one of the days"),
    "new": Bilingual("新增", "new"),
    "gone": Bilingual("不再评估", "no longer asked"),
}
_STALE = {
    "text": Bilingual("条文在两次评估之间有变化", "the text of the law changed in between"),
    "obligations": Bilingual("义务的解读在两次评估之间有变化", "the reading of the obligations changed in between"),
}
_SAME = Bilingual("{count} 项不变", "{count} the same")
_HISTORICAL = Bilingual("{count} 项已被后法取代，不比较", "{count} displaced, not compared")


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("old", metavar="OLD", help="the earlier assessment, a JSON file")
    parser.add_argument("new", metavar="NEW", help="the later assessment, a JSON file")
    options.add(parser, "--lang", "--json")


def run(arguments: argparse.Namespace, today: date) -> int:
    old, new = _receipt(arguments.old), _receipt(arguments.new)
    try:
        found = compare(old, new)
    except (KeyError, TypeError, ValueError, AttributeError, RecursionError) as error:
        reason = str(error) if isinstance(error, ValueError) else "is not a guiju receipt"
        raise Misuse(
            f"{arguments.old}, {arguments.new}: {reason}; write both with guiju assess --format json"
        ) from None
    if arguments.json:
        print(json_text(_answer(found, old, new)))
    else:
        _print(found, old, new, arguments.lang)
    return 1 if any(d.change == "worse" for d in found.differences) else 0


def _receipt(name: str) -> dict[str, Any]:
    """The receipt in a file. Misuse for one without facts, with a key given twice, or of a version that is not known."""
    sealed = read(Path(name))
    if sealed.regulator:
        raise Misuse(f"{name}: the regulator edition has no receipt to compare; name the internal edition")
    refuse_repeats(sealed)
    refuse_other_versions(sealed, known=(1, 2))
    return sealed.receipt


def _answer(found: Comparison, old: dict[str, Any], new: dict[str, Any]) -> dict[str, Any]:
    entries = [{"obligation": d.obligation, "change": d.change, "old": d.old, "new": d.new} for d in found.differences]
    days = {"old": old["as_of"], "new": new["as_of"]}
    return {
        "schema_version": 1,
        "as_of": days,
        "same": found.same,
        "historical": found.historical,
        "stale": list(found.stale),
        "stale_duties": list(found.stale_duties),
        "differences": entries,
    }


def _print(found: Comparison, old: dict[str, Any], new: dict[str, Any], lang: Lang) -> None:
    for name in found.stale:
        print(f"! {_STALE[name][lang]}")
    for name in found.stale_duties:
        print(escaped(f"!   {name}"))
    for difference in found.differences:
        words = [VERDICT_LABELS[v][lang] if v else "—" for v in (difference.old, difference.new)]
        print(escaped(f"{_CHANGES[difference.change][lang]}  {difference.obligation}: {words[0]} → {words[1]}"))
    same = _SAME[lang].format(count=found.same)
    same += f" · {_HISTORICAL[lang].format(count=found.historical)}" if found.historical else ""
    print(escaped(f"{same} · {old['as_of']} → {new['as_of']} · {NOT_LEGAL_ADVICE[lang]}"))
