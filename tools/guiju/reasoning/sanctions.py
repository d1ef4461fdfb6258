"""How a reported outcome compares with the range of a sanction.

Only the sanction's own numbers are compared. Below a range is possible where the law mitigates; that is said, never
decided. Where the first day of a text is not verified, it is open whether the text applied on a day before one on which
it is known to have applied.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from guiju.model import (
    AmountRange,
    Bilingual,
    Bound,
    Corpus,
    ImposedPenalty,
    Outcome,
    PeriodRange,
    Provision,
    RangeComparison,
    Reach,
    Regulation,
    Sanction,
    Share,
    durations,
)
from guiju.model.durations import Duration
from guiju.predicates.kleene import Facts
from guiju.reasoning.elements import in_time
from guiju.wording.words import Words

WORDS = Words(__file__)


def sanction(corpus: Corpus, global_id: str) -> tuple[Regulation, Provision, Sanction] | None:
    """The sanction with this id, <rule>#<sanction id>, with its rule and provision."""
    rule, _, slug = global_id.partition("#")
    pairs = ((provision, s) for of, provision in corpus.provisions() if of.id == rule for s in provision.sanctions)
    pair = next((pair for pair in pairs if pair[1].id == slug), None)
    return (corpus.regulations[rule], *pair) if pair else None


def doubts(entry: Sanction, reach: Reach, day: Bound, compared: Mapping[str, str]) -> tuple[Bilingual, ...]:
    """Why the data of the law leave it open whether the sanction applies on that day, or how a fine compares."""
    reasons = []
    dated = isinstance(day, date) and in_time(entry.from_, entry.until, day, entry.in_force_on) is None
    if dated and reach == "open":
        reasons.append(WORDS["since_unverified"])
    if entry.fine and (entry.fine.max_share or entry.fine.multiple) and compared.get("fine") == "not_comparable":
        reasons.append(WORDS["multiple_unknown" if entry.fine.multiple else "share_unknown"])
    return tuple(reasons)


def compare(entry: Sanction, outcome: Outcome | ImposedPenalty, conduct: Facts) -> Mapping[str, str]:
    """How each figure of an outcome compares with the sanction, by name, and whether the sanction lists its measures.

    `conduct` has the amount of which a fine may be a share or a multiple. `combination` where a fine or confiscation of
    property comes with a loss of liberty: not_allowed where the law joins them by or.
    """
    answers: dict[str, str] = {}
    for name in ("detention", "imprisonment"):
        if (period := getattr(outcome, name)) is not None:
            answers[name] = _period(period, getattr(entry, name))
    for name in ("fine", "criminal_fine"):
        if (amount := getattr(outcome, name)) is not None:
            answers[name] = _amount(amount, getattr(entry, name), conduct)
    confiscated = outcome.confiscation_of_property
    for liberty, fine, taken, bounds in (
        (outcome.detention, outcome.fine, False, entry.fine),
        (outcome.imprisonment, outcome.criminal_fine, confiscated, entry.criminal_fine),
    ):
        if liberty is not None and (fine is not None or taken) and bounds is not None:
            answers["combination"] = _combination((fine or 0) > 0, taken, bounds)
    if isinstance(outcome, Outcome) and outcome.measures:
        listed = {*entry.measures, *entry.optional_measures}
        answers["measures"] = "listed" if listed.issuperset(outcome.measures) else "not_listed"
    if isinstance(outcome, Outcome) and outcome.fine_cap_cited is not None:
        answers["fine_cap_cited"] = _cap(outcome.fine_cap_cited, entry.fine, conduct)
    return answers


def _combination(fined: bool, confiscated: bool, bounds: AmountRange) -> str:
    """Whether a loss of liberty and what was added to it may stand together; what the law adds must not be left out."""
    if confiscated and (fined or bounds.or_measure is None):
        return "not_allowed"
    added = fined or confiscated
    match bounds.joined:
        case "and" | "and_or_alone":  # alone: without a loss of liberty, which there is here
            return "allowed" if added else "not_allowed"
        case "alternative" | "alone":
            return "not_allowed" if added else "allowed"
    return "allowed"


def _period(imposed: str, span: PeriodRange | None) -> RangeComparison:
    value = durations.parse(imposed)
    if span is None or value is None or (span.min is None and span.max is None):
        return "not_comparable"
    least = durations.parse(span.min) if span.min else Duration(0, 0)
    most = durations.parse(span.max) if span.max and span.max != "life" else None
    if least is not None and durations.at_least(value, least) is False:
        return "below_needs_mitigation"
    return "above" if most is not None and durations.at_least(most, value) is False else "within"


def _amount(imposed: int, bounds: AmountRange | None, conduct: Facts) -> RangeComparison:
    """No fine is within a range that may be added or is an alternative; so is a fine up to the higher of two maxima."""
    if bounds is None or (bounds.min is None and bounds.max is None):
        return "not_comparable"
    if imposed == 0:
        return "within" if bounds.joined in ("may_add", "may", "alternative") else "below_needs_mitigation"
    if (bounds := _in_yuan(bounds, conduct)) is None:
        return "not_comparable"
    if bounds.min is not None and imposed < bounds.min:
        return "below_needs_mitigation"
    if bounds.max is None or imposed <= bounds.max:
        return "within"
    most = _share(bounds.max_share, conduct) if bounds.max_share is not None else bounds.max
    if most is None:
        return "not_comparable"
    return "above" if imposed > most else "within"


def _cap(cited: int, bounds: AmountRange | None, conduct: Facts) -> str:
    """Whether the most that an authority named is one that the law sets."""
    if bounds is None or bounds.max is None:
        return "not_comparable"
    known = _in_yuan(bounds, conduct)
    if cited == (known or bounds).max:
        return "agrees"
    if known is None:
        return "not_comparable"
    if known.max_share is None:
        return "differs"
    share = _share(known.max_share, conduct)
    return "not_comparable" if share is None else "agrees" if cited == share else "differs"


def _share(share: Share, conduct: Facts) -> float | None:
    """The share in yuan; None where the amount of which it is one is not known."""
    whole = conduct.get(share.of)
    return whole * share.percent / 100 if isinstance(whole, int | float) else None


def _in_yuan(bounds: AmountRange, conduct: Facts) -> AmountRange | None:
    """The bounds with the multiples of what the conduct tells; None where that decides and is not known."""
    multiple, whole = bounds.multiple, conduct.get(bounds.multiple.of) if bounds.multiple else 0
    if not isinstance(whole, int | float):
        return None
    if multiple is None or whole < (multiple.from_ or 1):
        return bounds
    return replace(bounds, min=int(multiple.min * whole), max=int(multiple.max * whole))
