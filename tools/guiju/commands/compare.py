"""Compare two assessments: which duties got better, worse, were lost sight of or otherwise changed.

OLD and NEW are JSON files of guiju assess, or receipts, of this format or one before. Duties whose text or reading
changed in between are listed: their verdicts answer different questions. The gaps of two reports are compared by their
ids; one that is no longer listed need not be closed, since its row may be missing. A duty that is no gap any more while
a fact was left out or rests on weaker evidence is lost sight of, not better. Exit code 1 where a duty got worse or was
lost sight of.
"""

import argparse
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

from guiju import options
from guiju.assessment.comparison import Comparison, GapChanges, compare, compare_gaps
from guiju.assessment.receipt import READABLE
from guiju.files.characters import escaped
from guiju.files.finding import Misuse
from guiju.model import Lang
from guiju.terminal import print_json
from guiju.verification.sealed import Sealed, read, refuse_other_versions, refuse_repeats
from guiju.wording.labels import NOT_LEGAL_ADVICE, VERDICT_LABELS
from guiju.wording.words import Words

PURPOSE = "Assess a service"
_WORDS = Words(__file__)


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("old", metavar="OLD", help="the earlier assessment, a JSON file")
    parser.add_argument("new", metavar="NEW", help="the later assessment, a JSON file")
    options.add(parser, "--lang", "--json")


def run(arguments: argparse.Namespace, today: date) -> int:
    files = _sealed(arguments.old), _sealed(arguments.new)
    old, new = (file.receipt for file in files)
    try:
        comparison, gaps = compare(old, new), compare_gaps(*(file.report for file in files))
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
            lost_facts=list(comparison.lost_facts),
            differences=[asdict(difference) for difference in comparison.differences],
            gaps=gaps and asdict(gaps),
        )
    else:
        _print(comparison, gaps, old, new, arguments.lang)
    return 1 if any(d.change in ("worse", "lost") for d in comparison.differences) else 0


def _sealed(name: str) -> Sealed:
    """The receipt in a file, with the report around it. Misuse for one without facts, with a key given twice, or of an
    unknown version."""
    sealed = read(Path(name))
    if sealed.regulator:
        raise Misuse(f"{name}: the regulator edition has no receipt to compare; name the internal edition")
    refuse_repeats(sealed)
    refuse_other_versions(sealed, known=(1, *READABLE))
    return sealed


def _print(
    comparison: Comparison, gaps: GapChanges | None, old: dict[str, Any], new: dict[str, Any], lang: Lang
) -> None:
    for name in comparison.stale:
        print(f"! {_WORDS.table('stale')[name][lang]}")
    for name in comparison.stale_duties:
        print(escaped(f"!   {name}"))
    for fact in comparison.lost_facts:
        print(escaped(f"! {_WORDS['lost_fact'][lang].format(fact=fact)}"))
    for difference in comparison.differences:
        verdicts = [VERDICT_LABELS[v][lang] if v else "—" for v in (difference.old, difference.new)]
        change = _WORDS.table("change")[difference.change][lang]
        print(escaped(f"{change}  {difference.obligation}: {verdicts[0]} → {verdicts[1]}"))
    for key, ids in (("gone", gaps.gone), ("new", gaps.new)) if gaps else ():
        for id in ids:
            print(escaped(f"{_WORDS.table('gap')[key][lang]}  {id}"))
    counts = [_WORDS["same"][lang].format(count=comparison.same)]
    if comparison.historical:
        counts.append(_WORDS["historical"][lang].format(count=comparison.historical))
    if gaps:
        counts.append(_WORDS["same_gaps"][lang].format(count=gaps.same))
    print(escaped(" · ".join([*counts, f"{old['as_of']} → {new['as_of']}", NOT_LEGAL_ADVICE[lang]])))
