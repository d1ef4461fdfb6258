"""The heaviest penalties to which a breach may lead, kind by kind: what to read first, and in one line."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from math import inf
from typing import Literal, Protocol

from guiju.documents.content.text import bracketed, listing
from guiju.documents.penalties import tiers
from guiju.documents.penalties.lines import WORDS, exposures, lacking_of_act, numbers_of, words_of
from guiju.documents.penalties.ranges import penalty
from guiju.model import Corpus, Lang, Reach, Sanction
from guiju.reasoning import elements, severity
from guiju.reasoning.checklist import Checklist, Line
from guiju.reasoning.elements import Judged
from guiju.reasoning.exposure import Exposure
from guiju.wording.labels import COLON, COMMA

Kind = Literal["imprisonment", "detention", "closure", "licence", "fine", "other"]
_KINDS: tuple[Kind, ...] = ("imprisonment", "detention", "closure", "fine")
Reached = Sequence[tuple[Exposure, Judged]]


class Reader(Protocol):
    """Who asks: a checklist, or a card."""

    @property
    def corpus(self) -> Corpus: ...
    @property
    def lang(self) -> Lang: ...


@dataclass(frozen=True)
class PossiblePenalty:
    """The most of one kind to which a breach may lead. `amount` in yuan, None where it is no fine, or the law sets no
    sum; `share` is a second most beside it, in per cent of another sum, such as the turnover; `days` of the longest
    term of imprisonment or detention, None where it is neither, or for life; `condition` for what conduct it is
    imposed, None where it is known to be met, or the law sets none; `authority` is None where the law names none."""

    kind: Kind
    words: str
    amount: int | None
    share: float | None
    days: int | None
    reach: Reach
    condition: str | None
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
    """The gravest consequence that could apply, else that is open, with the highest fine beside it; then, where another
    could apply, a graver one that is open; and where none of these is for entities, the heaviest that is. Of a gap none
    of an act that it is not recorded to be: see `undecided`."""
    every = [entry for entry in _within_reach(checklist, line) if not (line.acts and lacking_of_act([entry[1]]))]
    return of_tiers(checklist, every)


def of_tiers(reader: Reader, every: Reached) -> tuple[PossiblePenalty, ...]:
    """The same of tiers that are within reach, each with its provision."""
    first = _leading(every)
    found = [_gravest(reader, first), *_fines(reader, first)]
    graver = _gravest(reader, every)
    if found[0] and graver and graver.reach == "open" and grade(graver) < grade(found[0]):
        found.append(graver)
    if found[0] and not any(is_for_entities(one, reader.lang) for one in found if one):
        found += _of_entities(reader, [entry for entry in every if entry[1].sanction.subject == "entity"])
    return tuple(dict.fromkeys(filter(None, found)))


def _of_entities(reader: Reader, own: Reached) -> Iterator[PossiblePenalty | None]:
    """The highest fine that could apply; where only a criminal fine could, whose sum no law sets, that and the highest
    fine that is open; of what sets no fine at all what closes."""
    first = _leading(own)
    if of_a_crime := _with_most(first, "criminal_fine"):
        yield _consequence(reader, of_a_crime, "other")
    fines = [*_fines(reader, first)] or [*_fines(reader, own)]
    yield from fines
    if not fines:
        yield _most_of(reader, own, "closure")


def is_for_entities(one: PossiblePenalty, lang: Lang) -> bool:
    """Whether it is among those that fall on entities."""
    return tiers.SUBJECTS["entity"][lang] in one.subject


def gravity(one: PossiblePenalty) -> tuple[float, ...]:
    """The greater, the graver: by its kind, then by term or amount."""
    return (-grade(one), inf if one.kind == "imprisonment" and one.days is None else one.days or 0, one.amount or 0)


def undecided(checklist: Checklist, line: Line) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Of a gap the provisions of which it is not recorded that it is such an act, and which set more than the others,
    the gravest first, and the questions that would tell. No amounts are stated of these."""
    lang, several = checklist.lang, _within_reach(checklist, line) if line.acts else ()
    most = [(tuple(severity.most(entry[1].sanction).values()), entry) for entry in several]
    known = max((much for much, (_, judged) in most if not lacking_of_act([judged])), default=(0.0,))
    graver = sorted((one for one in most if one[0] > known and any(one[0])), key=lambda one: one[0], reverse=True)
    unsure = [entry for _, entry in graver if lacking_of_act([entry[1]])]
    places = (cited_place(one, judged, lang) for one, judged in unsure)
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


def _with_most(several: Reached, kind: Kind | Literal["criminal_fine"]) -> Reached:
    """Those that set the most of a kind."""
    most = max((severity.most(judged.sanction)[kind] for _, judged in several), default=0)
    return [entry for entry in several if most and severity.most(entry[1].sanction)[kind] == most]


def _gravest(reader: Reader, several: Reached) -> PossiblePenalty | None:
    """The most of the gravest kind; of another kind the whole of a tier."""
    found = next((most for kind in _KINDS if (most := _most_of(reader, several, kind))), None)
    return found or (_consequence(reader, several[:1], "other") if several else None)


def _most_of(reader: Reader, several: Reached, kind: Kind) -> PossiblePenalty | None:
    return _consequence(reader, _with_most(several, kind), kind)


def _fines(reader: Reader, several: Reached) -> Iterator[PossiblePenalty]:
    """The highest fine; where that is a multiple, the highest sum too; where it closes nothing, what does."""
    if most := _most_of(reader, several, "fine"):
        yield most
        if most.amount is None:
            in_sums = [one for one in several if one[1].sanction.fine and not one[1].sanction.fine.multiple]
            yield from filter(None, [_most_of(reader, in_sums, "fine")])
    reached = _with_most(several, "fine")
    if several and not (reached and _closes(_chosen(reader, reached, "fine"))):
        yield from filter(None, [_most_of(reader, several, "closure")])


def _consequence(reader: Reader, reached: Reached, kind: Kind) -> PossiblePenalty | None:
    if not reached:
        return None
    lang, (one, judged) = reader.lang, _chosen(reader, reached, kind)
    sanction = judged.sanction
    alone = sanction if kind == "other" else _alone(sanction, kind)
    in_any_case = kind == "fine" and judged in _in_any_case(reader, reached)
    days = severity.most(alone)[kind] if kind in ("imprisonment", "detention") else inf
    subjects = dict.fromkeys(tiers.SUBJECTS[other.sanction.subject][lang] for _, other in reached)
    share = alone.fine.max_share if alone.fine else None
    return PossiblePenalty(
        "licence" if kind == "closure" and set(alone.measures) == {severity.LICENCE} else kind,
        penalty(alone, reader.corpus, lang),
        alone.fine.max if alone.fine and not alone.fine.multiple else None,
        share.percent if share else None,
        None if days == inf else int(days),
        judged.reach,
        None if in_any_case or judged.reach != "open" else tiers.condition_of(sanction, reader.corpus, lang),
        listing(subjects, lang),
        sanction.authority[lang] or None,
        cited_place(one, judged, lang),
    )


def _chosen(reader: Reader, reached: Reached, kind: Kind) -> tuple[Exposure, Judged]:
    """What could apply before what is open, what closes something too before other tiers; but before these a fine that
    is set in any case: what the heavier tier closes is not."""
    certain = _in_any_case(reader, reached) if kind == "fine" else []
    return min(reached, key=lambda entry: (entry[1].reach, entry[1] not in certain, not _closes(entry)))


def _in_any_case(reader: Reader, reached: Reached) -> list[Judged]:
    """The base tiers that are there where the others among these are not: one of them is always reached."""
    of = [(one.id, judged) for one, judged in reached]
    return [
        judged
        for id, judged in of
        if tiers.is_otherwise(judged.sanction, [other.sanction for name, other in of if name == id], reader.corpus)
    ]


def grade(one: PossiblePenalty) -> int:
    """The lower, the graver its kind."""
    return _KINDS.index("closure" if one.kind == "licence" else one.kind) if one.kind != "other" else len(_KINDS)


def cited_place(one: Exposure, judged: Judged, lang: Lang) -> str:
    """Its citation, with the year of the text where its law has several: page one names provisions of both."""
    numbers = numbers_of(one.provision, judged.conduct.day, lang, one.rule)
    return WORDS["space"][lang].join((one.rule.short_title[lang], numbers))


def _closes(entry: tuple[Exposure, Judged]) -> bool:
    return severity.most(entry[1].sanction)["closure"] > 0


def _closing(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(name for name in names if name in (*severity.CLOSING, severity.LICENCE))


def _alone(sanction: Sanction, kind: Kind) -> Sanction:
    """Up to the most of one kind, and nothing else but what the same tier closes beside a fine."""
    own = sanction.id, sanction.from_, sanction.tier, sanction.subject, sanction.authority, sanction.verification
    closed, may_close = _closing(sanction.measures), _closing(sanction.optional_measures)
    if kind == "closure":
        return Sanction(*own, measures=closed + may_close)
    alone = {kind: replace(getattr(sanction, kind), min=None, joined=None)}
    closed, may_close = (closed, may_close) if kind == "fine" else ((), ())
    return Sanction(*own, measures=closed, optional_measures=may_close, **alone)
