"""Which law applies where it changed since an act: that of the act, or the later one where it is milder.

Criminal Law art. 12, Administrative Penalty Law art. 37: the provisions that say so carry `milder_law_for`. Input is
one provision with its penalties in time; what the facts or the data leave open is undetermined, with the reason.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from guiju.model import Bilingual, Bound, Corpus, LawInTime, Period, Provision, Sanction
from guiju.predicates.kleene import Facts
from guiju.reasoning import elements, severity
from guiju.reasoning.conduct import ACTOR
from guiju.reasoning.elements import Judged
from guiju.wording.labels import COMMA
from guiju.wording.words import Words

WORDS = Words(__file__)


@dataclass(frozen=True)
class ApplicableLaw:
    """Which law applies, and why. `conduct` and `decision` are the penalties of the two days, where known."""

    law: LawInTime
    reason: Bilingual
    conduct: Sanction | None = None
    decision: Sanction | None = None


def applicable_version(
    corpus: Corpus, provision: Provision, conduct: Facts, acted: Period, decided: Period | None
) -> ApplicableLaw:
    """The law for a conduct of the period `acted`, decided on a day of the period `decided`."""
    last, decision = acted.latest, decided.latest if decided is not None else None
    if not isinstance(last, date) or not isinstance(decision, date):
        return ApplicableLaw("undetermined", WORDS["days_unknown"])
    before, open_before = _penalties(provision, conduct, last)
    after, open_after = _penalties(provision, conduct, decision)
    if open_before or open_after or len(before) > 1 or len(after) > 1:
        return ApplicableLaw("undetermined", WORDS["tier_open"])
    if not before:
        civil = provision.liability == "civil"
        return ApplicableLaw("conduct", WORDS["earlier_civil_law"] if civil else WORDS["not_punished_then"])
    old = before[0]
    if _changes(provision, conduct, acted.earliest, last):
        return ApplicableLaw("undetermined", WORDS["changed_during_conduct"], old)
    if not after:
        return ApplicableLaw("undetermined", WORDS["not_recorded_at_decision"], old)
    new = after[0]
    if decided is not None and _changes(provision, conduct, decided.earliest, decision):
        return ApplicableLaw("undetermined", WORDS["changed_before_decision"], old, new)
    if new is old:
        return ApplicableLaw("unchanged", WORDS["same_law"], old, new)
    if not _milder_law_applies(corpus, provision, decision):
        return ApplicableLaw("undetermined", WORDS["no_rule_for_milder_law"], old, new)
    compared = severity.compare(old, new)
    if compared.heavier and compared.lighter:
        reason = WORDS["lighter_and_heavier"].format(_parts(compared.lighter), _parts(compared.heavier))
        return ApplicableLaw("undetermined", reason, old, new)
    if compared.lighter:
        return ApplicableLaw("decision", WORDS["later_is_milder"].format(_parts(compared.lighter)), old, new)
    if compared.heavier:
        return ApplicableLaw("conduct", WORDS["later_is_heavier"].format(_parts(compared.heavier)), old, new)
    return ApplicableLaw("conduct", WORDS["equally_severe"], old, new)


def choose_text(
    corpus: Corpus,
    provision: Provision,
    then: tuple[Judged, ...],
    now: tuple[Judged, ...],
    acted: Period,
    today: Period,
) -> ApplicableLaw:
    """Which text applies to an act of `acted` that nobody has decided yet, by the tiers of both days that are not
    excluded: each is compared with that of the same people and the same name. Which tier it is need not be known."""
    old, new = ([one.sanction for one in several if one.reach != "excluded"] for several in (then, now))
    facts = then[0].conduct.facts if then else {}
    if isinstance(acted.latest, date) and _changes(provision, facts, acted.earliest, acted.latest):
        return ApplicableLaw("undetermined", WORDS["changed_during_conduct"])
    if not old:
        barred = any(one.fails == ("exclusion",) for one in then)
        return ApplicableLaw("conduct", WORDS["excluded_then" if barred else "not_punished_then"])
    if not new:
        return ApplicableLaw("undetermined", WORDS["not_recorded_at_decision"])
    if not isinstance(today.latest, date) or not _milder_law_applies(corpus, provision, today.latest):
        return ApplicableLaw("undetermined", WORDS["no_rule_for_milder_law"])
    lighter, heavier = set[str](), set[str]()
    kinds = {(s.subject, s.tier) for s in (*old, *new)}
    for kind in kinds:
        pair = [[s for s in side if (s.subject, s.tier) == kind] for side in (old, new)]
        if [len(side) for side in pair] != [1, 1]:
            return ApplicableLaw("undetermined", WORDS["tiers_differ"])
        compared = severity.compare(pair[0][0], pair[1][0])
        lighter |= {*compared.lighter}
        heavier |= {*compared.heavier}
    if lighter and heavier:
        reason = WORDS["lighter_and_heavier"].format(_parts(sorted(lighter)), _parts(sorted(heavier)))
        return ApplicableLaw("undetermined", reason)
    if lighter:
        return ApplicableLaw("decision", WORDS["later_is_milder"].format(_parts(sorted(lighter))))
    if heavier:
        return ApplicableLaw("conduct", WORDS["later_is_heavier"].format(_parts(sorted(heavier))))
    return ApplicableLaw("conduct", WORDS["equally_severe"])


def _parts(names: Iterable[str]) -> Bilingual:
    return COMMA.join(WORDS.table("answer")[name] for name in names)


def _penalties(provision: Provision, conduct: Facts, day: date) -> tuple[list[Sanction], list[Sanction]]:
    """The penalties of the provision that fit the conduct on the day, and those of which that is open."""
    on_them = [s for s in provision.sanctions if on_the_actor(s, conduct)]
    fits = [(s, elements.fits(provision, s, conduct, day)) for s in on_them]
    return [s for s, fit in fits if fit == "yes"], [s for s, fit in fits if fit == "undetermined"]


def _changes(provision: Provision, conduct: Facts, first: Bound, last: date) -> bool:
    """Whether a text of the provision that fits the conduct begins or ends after the first day and until the last."""
    bounds = [bound for s in provision.sanctions if on_the_actor(s, conduct) for bound in (s.from_, s.until)]
    return isinstance(first, date) and any(isinstance(bound, date) and first < bound <= last for bound in bounds)


def on_the_actor(sanction: Sanction, conduct: Facts) -> bool:
    """Whether a sanction is for such an actor and for nobody else, as far as known: of a unit its own penalty."""
    is_of_unit = conduct.get(ACTOR) != "entity" or sanction.subject in ("anyone", "entity", "employer")
    return is_of_unit and elements.falls_on(sanction.subject, conduct) is not False


def _milder_law_applies(corpus: Corpus, provision: Provision, decided: date) -> bool:
    """Whether a provision that lets the milder law apply was law on the day of the decision."""
    rules = (rule for _, rule in corpus.provisions() if provision.liability in rule.milder_law_for)
    return any(elements.in_time(number.from_, number.until, decided) for rule in rules for number in rule.numbers)
