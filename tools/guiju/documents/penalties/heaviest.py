"""The heaviest penalties to which a breach may lead, kind by kind: what to read first, and in one line."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from guiju.documents.content.text import bracketed, listing
from guiju.documents.penalties import tiers
from guiju.documents.penalties.lines import exposures, lacking_of_act, place_of, words_of
from guiju.documents.penalties.ranges import penalty
from guiju.model import Reach, Sanction
from guiju.reasoning import elements, severity
from guiju.reasoning.checklist import Checklist, Line
from guiju.reasoning.elements import Judged
from guiju.reasoning.exposure import Exposure
from guiju.wording.labels import COLON, COMMA

Kind = Literal["imprisonment", "detention", "closure", "licence", "fine", "other"]
_KINDS: tuple[Kind, ...] = ("imprisonment", "detention", "closure", "fine")
Reached = Sequence[tuple[Exposure, Judged]]


@dataclass(frozen=True)
class PossiblePenalty:
    """The most of one kind to which a breach may lead. `amount` in yuan, None where it is no fine, or the law sets no
    sum; `authority` is None where the law names none."""

    kind: Kind
    words: str
    amount: int | None
    reach: Reach
    subject: str
    authority: str | None
    provision: str


def weight(checklist: Checklist, line: Line) -> tuple[float, ...]:
    """The greater, the earlier to read: what could apply before what is open, then the most of each kind, the gravest
    kind first. Empty where no penalty was found; what is set where facts do not say whether it is within reach does
    not count."""
    if not exposures(checklist, line):
        return ()
    several = _leading(_within_reach(checklist, line))
    if not several:
        return (0.0,)
    most = map(max, zip(*(severity.most(judged.sanction).values() for _, judged in several), strict=True))
    return (float(several[0][1].reach == "could_apply"), *most)


def consequences(checklist: Checklist, line: Line) -> tuple[PossiblePenalty, ...]:
    """The gravest consequence that could apply, else that is open, with the highest fine beside it; last, where another
    could apply, a graver one that is open. Of a gap none of an act that it is not recorded to be: see `undecided`."""
    every = [entry for entry in _within_reach(checklist, line) if not (line.acts and lacking_of_act([entry[1]]))]
    first = _leading(every)
    found = [_gravest(checklist, first), _most_of(checklist, first, "fine")]
    graver = _gravest(checklist, every)
    if found[0] and graver and graver.reach == "open" and _grade(graver) < _grade(found[0]):
        found.append(graver)
    return tuple(dict.fromkeys(filter(None, found)))


def undecided(checklist: Checklist, line: Line) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Of a gap the provisions of which it is not recorded that it is such an act, and which set more than the others,
    the gravest first, and the questions that would tell. No amounts are stated of these."""
    lang, several = checklist.lang, _within_reach(checklist, line) if line.acts else ()
    most = [(tuple(severity.most(entry[1].sanction).values()), entry) for entry in several]
    known = max((much for much, (_, judged) in most if not lacking_of_act([judged])), default=(0.0,))
    graver = sorted((one for one in most if one[0] > known and any(one[0])), key=lambda one: one[0], reverse=True)
    unsure = [entry for _, entry in graver if lacking_of_act([entry[1]])]
    places = (place_of(one, one.provision, judged.conduct.day, lang) for one, judged in unsure)
    facts = elements.questions(checklist.corpus, lacking_of_act(judged for _, judged in unsure))
    return tuple(dict.fromkeys(places)), tuple(dict.fromkeys(fact.question[lang] for fact in facts))


def heaviest(checklist: Checklist, line: Line) -> tuple[str, ...]:
    """责任人员：3年以下有期徒刑（待定）: the most of each kind that is not excluded, with whom it is for and its word.
    None where no more than a measure is set."""
    several, lang = _within_reach(checklist, line), checklist.lang
    texts = dict[str, list[str]]()
    for kind in _KINDS:
        if reached := _with_most(several, kind):
            named = dict.fromkeys(tiers.SUBJECTS[judged.sanction.subject][lang] for _, judged in reached)
            amount = penalty(_alone(reached[0][1].sanction, kind), checklist.corpus, lang)
            word = words_of((judged.reach for _, judged in reached), lang)
            texts.setdefault(listing(named, lang), []).append(bracketed(amount, word, lang))
    return tuple(f"{subjects}{COLON[lang]}{COMMA[lang].join(of_subjects)}" for subjects, of_subjects in texts.items())


def _within_reach(checklist: Checklist, line: Line) -> Reached:
    return [(one, judged) for one in exposures(checklist, line) if one.limit is None for judged in one.applicable]


def _leading(several: Reached) -> Reached:
    """What could apply; where nothing could, what is open. That other laws punish it is no penalty by itself."""
    own = [entry for entry in several if any(severity.most(entry[1].sanction).values())]
    return [entry for entry in own if entry[1].reach == "could_apply"] or own or several


def _with_most(several: Reached, kind: Kind) -> Reached:
    """Those that set the most of a kind."""
    most = max((severity.most(judged.sanction)[kind] for _, judged in several), default=0)
    return [entry for entry in several if most and severity.most(entry[1].sanction)[kind] == most]


def _gravest(checklist: Checklist, several: Reached) -> PossiblePenalty | None:
    """The most of the gravest kind; of another kind the whole of a tier."""
    found = next((most for kind in _KINDS if (most := _most_of(checklist, several, kind))), None)
    return found or (_consequence(checklist, several[:1], "other") if several else None)


def _most_of(checklist: Checklist, several: Reached, kind: Kind) -> PossiblePenalty | None:
    return _consequence(checklist, _with_most(several, kind), kind)


def _consequence(checklist: Checklist, reached: Reached, kind: Kind) -> PossiblePenalty | None:
    if not reached:
        return None
    lang, (one, judged) = checklist.lang, min(reached, key=lambda entry: entry[1].reach)
    sanction = judged.sanction
    alone = sanction if kind == "other" else _alone(sanction, kind)
    subjects = dict.fromkeys(tiers.SUBJECTS[other.sanction.subject][lang] for _, other in reached)
    return PossiblePenalty(
        "licence" if kind == "closure" and set(alone.measures) == {severity.LICENCE} else kind,
        penalty(alone, checklist.corpus, lang),
        alone.fine.max if alone.fine and not alone.fine.multiple else None,
        judged.reach,
        listing(subjects, lang),
        sanction.authority[lang] or None,
        place_of(one, one.provision, judged.conduct.day, lang),
    )


def _grade(one: PossiblePenalty) -> int:
    return _KINDS.index("closure" if one.kind == "licence" else one.kind) if one.kind != "other" else len(_KINDS)


def _alone(sanction: Sanction, kind: Kind) -> Sanction:
    """Up to the most of one kind, and nothing else."""
    own = sanction.id, sanction.from_, sanction.tier, sanction.subject, sanction.authority, sanction.verification
    if kind == "closure":
        listed = (*sanction.measures, *sanction.optional_measures)
        return Sanction(*own, measures=tuple(name for name in listed if name in (*severity.CLOSING, severity.LICENCE)))
    return Sanction(*own, **{kind: replace(getattr(sanction, kind), min=None, joined=None)})
