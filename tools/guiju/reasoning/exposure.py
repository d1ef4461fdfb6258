"""What a breach leads to: the provisions that punish it, each tier held against the acts that the breach is.

Without facts, as a checklist or a leaflet asks, the act is that of the parties, on the day, and nothing else of it is
known. Where the law changed between the act and the day, both texts are held against it.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from guiju.model import (
    BearerConsequence,
    Bilingual,
    Bound,
    Corpus,
    Obligation,
    Period,
    Provision,
    Reach,
    Regulation,
)
from guiju.predicates import parse
from guiju.predicates.kleene import evaluate
from guiju.reasoning import breach, elements, law_in_time
from guiju.reasoning.conduct import Act, Conduct
from guiju.reasoning.elements import Judged
from guiju.reasoning.law_in_time import ApplicableLaw


@dataclass(frozen=True)
class Exposure:
    """A provision to which acts lead, with its tiers held against each of them: those of the day of the act, and, where
    the law has changed since, those of the day of the report. `limit` is a condition in words that a record of older
    form puts on the link, where the facts do not say whether it is met."""

    id: str
    rule: Regulation
    provision: Provision
    then: tuple[Judged, ...]
    now: tuple[Judged, ...] = ()
    choice: ApplicableLaw | None = None
    limit: Bilingual | None = None

    @cached_property
    def reached(self) -> tuple[Judged, ...]:
        """The tiers that are not excluded, each sanction once: in the strongest word that some act gives it."""
        best: dict[str, Judged] = {}
        for one in (*self.then, *self.now):
            known = best.get(one.sanction.id)
            if one.reach != "excluded" and (known is None or (known.reach, one.reach) == ("open", "could_apply")):
                best[one.sanction.id] = one
        return tuple(best.values())

    def is_later(self, judged: Judged) -> bool:
        """Whether a tier is of the text of the day of the report, and the act was before it."""
        return judged.sanction.id not in {one.sanction.id for one in self.then}

    @property
    def applicable(self) -> tuple[Judged, ...]:
        """Those of the text that applies; of both, where that is for somebody to decide."""
        return tuple(one for one in self.reached if self.is_of_applicable_text(one))

    def is_of_applicable_text(self, judged: Judged) -> bool:
        """Whether a tier, reached or not, is of a text that applies, or may."""
        law = self.choice.law if self.choice else None
        return law not in ("conduct", "decision") or self.is_later(judged) == (law == "decision")

    def text_applies(self, judged: Judged) -> bool | None:
        """Whether the text of a tier applies; None where a person decides, or the day that would tell is not known."""
        if self.choice and self.choice.law == "undetermined":
            return None
        of_any_day = {(one.sanction.from_, one.sanction.until) for one in self.then if one.conduct.day == "unknown"}
        return None if judged.conduct.day == "unknown" and len(of_any_day) > 1 else self.is_of_applicable_text(judged)

    @property
    def excluded(self) -> tuple[Judged, ...]:
        """The tiers that are law of the day and that no act reaches."""
        reached = {one.sanction.id for one in self.reached}
        left = {one.sanction.id: one for one in (*self.then, *self.now) if "day" not in one.fails}
        return tuple(one for id, one in left.items() if id not in reached)

    @property
    def reach(self) -> Reach:
        """The strongest word among the tiers that apply in time; open where none are recorded."""
        words = {one.reach for one in self.applicable}
        if "could_apply" in words:
            return "could_apply"
        return "open" if words or not (self.then or self.now) else "excluded"

    @property
    def days(self) -> tuple[Bound, ...]:
        """The days of the acts, each once."""
        return tuple(dict.fromkeys(one.conduct.day for one in self.then))


def exposures_of_act(corpus: Corpus, names: Iterable[str], conduct: Conduct) -> tuple[Exposure, ...]:
    """The provisions of these names, and of a duty those that penalise its breach, judged for one act."""
    ids = dict.fromkeys(id for name in names for id in breach.penalising(corpus, name))
    return exposures(tuple(filter(None, (_against(corpus, id, conduct) for id in ids))))


def exposures(every: Sequence[Exposure]) -> tuple[Exposure, ...]:
    """The provisions to which a breach leads, of `every_exposure`; those of which every tier is excluded among them.
    A tier that is open is left out where a provision that says when it is imposed, as an interpretation does, could
    apply to the same act: it is the same penalty."""
    said = [
        _penalty(one, one.sanction.words_in)
        for exposure in every for one in exposure.applicable if one.reach == "could_apply" and one.sanction.words_in
    ]  # fmt: skip
    left = []
    for exposure in every:
        repeats = [one for one in exposure.then if one.reach == "open" and _penalty(one, exposure.id) in said]
        then = tuple(one for one in exposure.then if one not in repeats)
        if then or not repeats:
            left.append(replace(exposure, then=then))
    return tuple(left)


def _penalty(judged: Judged, place: str | None) -> tuple[object, ...]:
    """What two tiers that are one penalty for one act have in common; `place` is the provision that sets it."""
    return place, judged.sanction.tier, judged.sanction.subject, judged.conduct


def every_exposure(
    corpus: Corpus, duty: Obligation, parties: Collection[str], as_of: date, acts: Sequence[Act] = ()
) -> tuple[Exposure, ...]:
    """The provisions to which a breach of a duty may lead for these parties, each judged for the acts; without acts,
    for that of which nothing is known."""
    found = dict[str, Exposure]()
    for group, act in _faced(duty, parties, acts or breach.supposed(corpus, duty, as_of)):
        who = breach.actor(corpus, group.bearers, parties)
        own = replace(act.conduct, facts={**act.of_row, **who, **act.conduct.facts})
        for name in group.provisions:
            for id in breach.penalising(corpus, name):
                reached, limit = _linked(duty, name, replace(act, conduct=own))
                made = _against(corpus, id, own, parties, limit) if reached else None
                if made is not None:
                    found[id] = _both(found[id], made) if id in found else made
    return tuple(found.values())


def consequences(
    corpus: Corpus,
    duty: Obligation,
    parties: Collection[str],
    as_of: date,
    acts: Sequence[Act],
    every: Sequence[Exposure],
) -> tuple[BearerConsequence, ...]:
    """The consequences of a breach for the parties, by bearer, without provisions that do not reach them, by
    `every_exposure`. A route without provisions is one whose tiers are all excluded for these acts, as by age or
    limitation."""
    reached = {one.id for one in every if one.reach != "excluded"}
    barred = {one.id for one in every if one.id not in reached and any(judged.is_barred for judged in one.then)}
    groups = dict[BearerConsequence, None]()
    for group, _ in _faced(duty, parties, acts or breach.supposed(corpus, duty, as_of)):
        left = tuple(name for name in group.provisions if _is_left(corpus, name, reached))
        is_barred = any(id in barred for name in group.provisions for id in breach.penalising(corpus, name))
        route = group.route if left or is_barred or not group.provisions else "none_found"
        groups[replace(group, provisions=left, route=route)] = None
    return tuple(groups)


def _is_left(corpus: Corpus, name: str, reached: Collection[str]) -> bool:
    """Whether a provision stays: one of those that penalise it reaches, or it is none of ours."""
    penalising = breach.penalising(corpus, name)
    return any(id in reached or corpus.provision(id) is None for id in penalising)


def _faced(duty: Obligation, parties: Collection[str], acts: Iterable[Act]) -> Iterator[tuple[BearerConsequence, Act]]:
    """What each group of the parties faces for an act."""
    for act in acts:
        for group in duty.consequences(parties, act.check.consequence if act.check else None):
            yield group, act


def _against(
    corpus: Corpus, id: str, conduct: Conduct, parties: Collection[str] = (), limit: Bilingual | None = None
) -> Exposure | None:
    """A provision with its tiers, judged for one act; None where it is not there, or not for these parties."""
    rule, provision = corpus.regulations.get(id.partition("#")[0]), corpus.provision(id)
    if rule is None or provision is None:
        return None
    if parties and provision.falls_on and set(parties).isdisjoint(provision.falls_on):
        return None

    def judged(held: Conduct) -> tuple[Judged, ...]:
        begun = (s for s in provision.sanctions if not isinstance(s.from_, date) or s.from_ <= held.as_of)
        laws = (s for s in begun if not _is_over(s.until, held.acted.earliest))
        of_day = (s for s in laws if elements.in_time(s.from_, s.until, held.day, s.in_force_on) is not False)
        return tuple(elements.judge(corpus, rule, provision, sanction, held) for sanction in of_day)

    then, today = judged(conduct), Period(conduct.as_of, conduct.as_of)
    now = judged(replace(conduct, acted=today)) if isinstance(conduct.day, date) else ()
    first = judged(replace(conduct, acted=Period(conduct.acted.earliest, conduct.acted.earliest)))
    texts = {one.sanction.id for one in then}
    then += tuple(one for one in first if one.sanction.id not in texts)  # of an act that lasted over a change
    changed = {one.sanction.id for one in then} != {one.sanction.id for one in now} and isinstance(conduct.day, date)
    choice = law_in_time.choose_text(corpus, provision, then, now, conduct.acted, today) if changed else None
    return Exposure(id, rule, provision, then, now if changed else (), choice, limit)


def _is_over(until: Bound | None, first: Bound) -> bool:
    """Whether a text had ended by the first day on which an act may have been."""
    return isinstance(until, date) and isinstance(first, date) and until <= first


def _linked(duty: Obligation, name: str, act: Act) -> tuple[bool, Bilingual | None]:
    """Whether a link with a condition of the older form leads there; the condition where that is not known."""
    limits = duty.consequence.only_where if duty.consequence else ()
    limit = next((limit for limit in limits if name in limit.provisions), None)
    if limit is None:
        return True, None
    known = act.row is not None and act.check is not None and act.check.entity == limit.entity
    holds = evaluate(parse(limit.when), act.row) if known and act.row is not None else None
    return holds is not False, None if holds else limit.words


def _both(one: Exposure, other: Exposure) -> Exposure:
    """The same provision, reached by other acts too."""
    return replace(
        one,
        then=(*one.then, *other.then),
        now=(*one.now, *other.now),
        choice=one.choice or other.choice,
        limit=one.limit and other.limit,
    )
