"""Which law applies where it changed between an act and the decision on it: the law of the act, or the later law where that is milder.

Criminal Law art. 12, Administrative Penalty Law art. 37: the provisions that say so carry `milder_law_for`. Asked of one provision with its
penalties in time; what the facts or the data leave open is undetermined, with the reason.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from guiju.model import Bilingual, Bound, Corpus, LawInTime, Period, Provision, Sanction
from guiju.predicates.kleene import Facts
from guiju.reasoning import answers, sanctions, severity


@dataclass(frozen=True)
class Choice:
    """Which law applies, and why. `conduct` and `decision` are the penalties of the two days, where the facts tell which."""

    law: LawInTime
    reason: Bilingual
    conduct: Sanction | None = None
    decision: Sanction | None = None


def choose(corpus: Corpus, provision: Provision, conduct: Facts, acted: Period, decided: Period | None) -> Choice:
    """The law for a conduct of the period `acted`, decided on a day of the period `decided`."""
    last, decision = acted.latest, decided.latest if decided is not None else None
    if not isinstance(last, date) or not isinstance(decision, date):
        return Choice("undetermined", answers.DAYS_UNKNOWN)
    before, open_before = _penalties(provision, conduct, last)
    after, open_after = _penalties(provision, conduct, decision)
    if open_before or open_after or len(before) > 1 or len(after) > 1:
        return Choice("undetermined", answers.TIER_OPEN)
    if not before:
        civil = provision.liability == "civil"
        return Choice("conduct", answers.EARLIER_CIVIL_LAW if civil else answers.NOT_PUNISHED_THEN)
    old = before[0]
    if _changes(provision, conduct, acted.earliest, last):
        return Choice("undetermined", answers.CHANGED_DURING_CONDUCT, old)
    if not after:
        return Choice("undetermined", answers.NOT_RECORDED_AT_DECISION, old)
    new = after[0]
    if decided is not None and _changes(provision, conduct, decided.earliest, decision):
        return Choice("undetermined", answers.CHANGED_BEFORE_DECISION, old, new)
    if new is old:
        return Choice("unchanged", answers.SAME_LAW, old, new)
    if not _milder_law_applies(corpus, provision, decision):
        return Choice("undetermined", answers.NO_RULE_FOR_MILDER_LAW, old, new)
    compared = severity.compare(old, new)
    if compared.heavier and compared.lighter:
        reason = answers.lighter_and_heavier(compared.lighter, compared.heavier)
        return Choice("undetermined", reason, old, new)
    if compared.lighter:
        return Choice("decision", answers.later_is_milder(compared.lighter), old, new)
    if compared.heavier:
        return Choice("conduct", answers.later_is_heavier(compared.heavier), old, new)
    return Choice("conduct", answers.EQUALLY_SEVERE, old, new)


def _penalties(provision: Provision, conduct: Facts, day: date) -> tuple[list[Sanction], list[Sanction]]:
    """The penalties of the provision that fit the conduct on the day, and those of which that is open."""
    on_the_actor = [s for s in provision.sanctions if _falls_on(s, conduct)]
    fits = [(s, sanctions.applies(s, conduct, day)) for s in on_the_actor]
    return [s for s, fit in fits if fit == "yes"], [s for s, fit in fits if fit == "undetermined"]


def _changes(provision: Provision, conduct: Facts, first: Bound, last: date) -> bool:
    """Whether a text of the provision that fits the conduct begins or ends after the first day and until the last."""
    bounds = [bound for s in provision.sanctions if _falls_on(s, conduct) for bound in (s.from_, s.until)]
    return isinstance(first, date) and any(isinstance(bound, date) and first < bound <= last for bound in bounds)


def _falls_on(sanction: Sanction, conduct: Facts) -> bool:
    return sanction.subject == "anyone" or conduct.get("actor_kind", sanction.subject) == sanction.subject


def _milder_law_applies(corpus: Corpus, provision: Provision, decided: date) -> bool:
    """Whether a provision that lets the milder law apply was law on the day of the decision."""
    return any(
        provision.liability in rule.milder_law_for
        and any(sanctions.in_time(number.from_, number.until, decided) for number in rule.numbers)
        for regulation in corpus.regulations.values()
        for rule in regulation.provisions
    )
