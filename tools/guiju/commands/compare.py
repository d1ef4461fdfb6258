"""Compare two assessments: which duties got better, worse or otherwise changed.

OLD and NEW are JSON files of guiju assess, or receipts, of this format or one before. Duties whose text or reading
changed in between are listed: their verdicts answer different questions. Exit code 1 where a duty got worse.
"""

import argparse
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

from guiju import options
from guiju.assessment.comparison import Comparison, compare
from guiju.assessment.receipt import READABLE
from guiju.files.characters import escaped
from guiju.files.finding import Misuse
from guiju.model import Lang
from guiju.terminal import print_json
from guiju.verification.sealed import read, refuse_other_versions, refuse_repeats
from guiju.wording.labels import NOT_LEGAL_ADVICE, VERDICT_LABELS
from guiju.wording.words import Words

PURPOSE = "Assess a service"
_WORDS = Words(__file__)


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("old", metavar="OLD", help="the earlier assessment, a JSON file")
    parser.add_argument("new", metavar="NEW", help="the later assessment, a JSON file")
    options.add(parser, "--lang", "--json")


def run(arguments: argparse.Namespace, today: date) -> int:
    old, new = _receipt(arguments.old), _receipt(arguments.new)
    try:
        comparison = compare(old, new)
    except (KeyError, TypeError, ValueError, AttributeError, RecursionError) as error:
        reason = str(error) if isinstance(error, ValueError) else "is not a guiju receipt"
        remedy = "write both with guiju assess --format json"
        raise Misuse(f"{arguments.old}, {arguments.new}: {reason}; {remedy}") from None
    if arguments.json:
        print_json(
            as_of={"old": old["as_of"], "new": new["as_of"]},
            same=comparison.same,
            historical=comparison.historical,
            stale=list(comparison.stale),
            stale_duties=list(comparison.stale_duties),
            differences=[asdict(difference) for difference in comparison.differences],
        )
    else:
        _print(comparison, old, new, arguments.lang)
    return 1 if any(d.change == "worse" for d in comparison.differences) else 0


def _receipt(name: str) -> dict[str, Any]:
    """The receipt in a file. Misuse for one without facts, with a key given twice, or of an unknown version."""
    sealed = read(Path(name))
    if sealed.regulator:
        raise Misuse(f"{name}: the regulator edition has no receipt to compare; name the internal edition")
    refuse_repeats(sealed)
    refuse_other_versions(sealed, known=(1, *READABLE))
    return sealed.receipt


def _print(comparison: Comparison, old: dict[str, Any], new: dict[str, Any], lang: Lang) -> None:
    for name in comparison.stale:
        print(f"! {_WORDS.table('stale')[name][lang]}")
    for name in comparison.stale_duties:
        print(escaped(f"!   {name}"))
    for difference in comparison.differences:
        verdicts = [VERDICT_LABELS[v][lang] if v else "—" for v in (difference.old, difference.new)]
        change = _WORDS.table("change")[difference.change][lang]
        print(escaped(f"{change}  {difference.obligation}: {verdicts[0]} → {verdicts[1]}"))
    counts = [_WORDS["same"][lang].format(count=comparison.same)]
    if comparison.historical:
        counts.append(_WORDS["historical"][lang].format(count=comparison.historical))
    print(escaped(" · ".join([*counts, f"{old['as_of']} → {new['as_of']}", NOT_LEGAL_ADVICE[lang]])))
