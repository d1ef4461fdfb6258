"""Whether a sanction reaches an act, element by element: who, which act, condition, when, what excludes it.

It could apply where each element that makes it is recorded and fulfilled; it is excluded where one is recorded as not
fulfilled, or where what excludes it is; else it is open, and the facts that are not recorded are the questions. What
would exclude it and is not recorded leaves it as it is: it follows as “unless”. What excludes comes from the words of
the sanction, and from rules of general effect: age, capacity, limitation.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from typing import Literal

from guiju.model import (
    Addressee,
    Answer,
    Bilingual,
    Bound,
    Corpus,
    Exclusion,
    Fact,
    Limitation,
    Period,
    Provision,
    Reach,
    Regulation,
    Sanction,
    Tempering,
    durations,
)
from guiju.predicates import Expression, Junction, Not, facts_named, parse
from guiju.predicates.kleene import Facts, Row, evaluate
from guiju.reasoning import severity
from guiju.reasoning.conduct import ACTOR, DISCOVERED, Conduct
from guiju.wording.words import Words

WORDS = Words(__file__)

_IN_UNIT = ("responsible_person", "supervisor", "other_responsible_person", "entity")
_REACHED = {
    "individual": ("individual",),
    "person": ("individual", *_IN_UNIT),
    "entity": ("entity",),
    "employer": ("entity",),
    "supervisor": ("supervisor", "entity"),
    "responsible_person": _IN_UNIT,
}
"""Whom a sanction is for → the values of `ACTOR` that it reaches."""

_REACHES: Mapping[Answer, Reach] = {"yes": "could_apply", "undetermined": "open", "no": "excluded"}

ElementKind = Literal["day", "who", "act", "condition", "exclusion"]


@dataclass(frozen=True)
class Element:
    """An element of a sanction: whether the act fulfils it, None where that is not recorded; the predicate that says
    so, the facts that it reads, and those that it lacks."""

    kind: ElementKind
    holds: bool | None
    predicate: str | None = None
    reads: tuple[str, ...] = ()
    lacks: tuple[str, ...] = ()


@dataclass(frozen=True)
class Judged:
    """A sanction held against an act: the word for it, its elements, and what would exclude it if it were recorded."""

    rule: Regulation
    provision: Provision
    sanction: Sanction
    conduct: Conduct
    elements: tuple[Element, ...]
    unless: tuple[Bilingual, ...] = ()

    @cached_property
    def reach(self) -> Reach:
        """The word: could_apply, open or excluded."""
        return _REACHES[answer(self.elements)]

    @property
    def lacks(self) -> tuple[str, ...]:
        """The facts of conduct that are not recorded and would tell: the questions."""
        return tuple(dict.fromkeys(name for e in self.elements if e.holds is None for name in e.lacks))

    @property
    def fails(self) -> tuple[ElementKind, ...]:
        """The elements by which it is excluded."""
        return tuple(dict.fromkeys(element.kind for element in self.elements if element.holds is False))

    @property
    def is_barred(self) -> bool:
        """Whether nothing but a rule of general effect excludes it: age, capacity, limitation and the like."""
        own = {entry.when for entry in self.sanction.unless}
        failing = [e for e in self.elements if e.holds is False]
        return bool(failing) and all(e.kind == "exclusion" and e.predicate not in own for e in failing)


def judge(corpus: Corpus, rule: Regulation, provision: Provision, sanction: Sanction, conduct: Conduct) -> Judged:
    """A sanction of a provision of a law, held against an act."""
    made = of(provision, sanction, conduct)
    excluding = exclusions(corpus, rule, provision, sanction, conduct.facts)
    # What excludes is milder: it counts where it is law on either day (Administrative Penalty Law 37, Criminal Law 12).
    law = [e for e in excluding if any(in_time(e.from_, e.until, d) is not False for d in (conduct.day, conduct.as_of))]
    against = [(entry, evaluate(parse(entry.when), conduct.row)) for entry in law]
    excluded = tuple(Element("exclusion", False, entry.when) for entry, holds in against if holds)
    unless = [entry.words for entry, holds in against if holds is None]
    late, until = _limitation(corpus, rule, provision, sanction, conduct)
    if late is not None:
        excluded += (late,)
    elif until is not None:
        words = WORDS["not_prosecuted" if provision.liability == "criminal" else "not_discovered"]
        unless.append(words.format(until.isoformat()))
    return Judged(rule, provision, sanction, conduct, (*made, *excluded), tuple(unless))


def of(provision: Provision, sanction: Sanction, conduct: Conduct) -> tuple[Element, ...]:
    """The elements that make a sanction: day, who, act and condition."""
    return (
        Element("day", in_time(sanction.from_, sanction.until, conduct.day, sanction.in_force_on)),
        _who(sanction.subject, conduct.facts),
        *_predicates("act", (provision.act, sanction.act), conduct),
        *_predicates("condition", (sanction.when,), conduct),
    )


def answer(elements: Iterable[Element]) -> Answer:
    """Whether a sanction with these elements applies, as cases and examples say it."""
    found = {element.holds for element in elements}
    return "no" if False in found else "undetermined" if None in found else "yes"


def fits(provision: Provision, sanction: Sanction, conduct: Facts, day: Bound) -> Answer:
    """Whether the text of a sanction and its tier fit an act of that day, by whomever it may be and of whichever kind:
    what is recorded of who acted still excludes."""
    made = of(provision, sanction, Conduct(conduct, Period(day, day), date.max))
    return answer(e for e in made if e.kind in ("day", "condition") or (e.kind == "who" and e.holds is False))


def in_time(from_: Bound, until: Bound | None, day: Bound, in_force_on: date | None = None) -> bool | None:
    """Whether [from, until) contains the day; None where that is open, as an unknown day or first day leaves it.
    `in_force_on` is a day known to be in the interval: so are later ones before its end; earlier ones may be."""
    if not isinstance(day, date):
        return None
    if isinstance(until, date) and day >= until:
        return False
    if isinstance(from_, date):
        return day >= from_
    return True if in_force_on is not None and day >= in_force_on else None


def falls_on(subject: Addressee, conduct: Facts) -> bool | None:
    """Whether a sanction for these falls on whoever acts. What a unit does falls on it, and on the persons responsible
    in it; the person in charge is one of these."""
    actor = conduct.get(ACTOR)
    if subject == "anyone":
        return True
    if actor is None:
        return None
    if subject == "supervisor" and actor == "responsible_person":
        return None  # the one in charge, or another
    return actor in _REACHED[subject]


def _who(subject: Addressee, conduct: Facts) -> Element:
    holds = falls_on(subject, conduct)
    return Element("who", holds, subject, (ACTOR,), (ACTOR,) if holds is None else ())


def _predicates(kind: ElementKind, texts: tuple[str | None, ...], conduct: Conduct) -> Iterator[Element]:
    for text in texts:
        if text is not None:
            holds = evaluate(parse(text), conduct.row)
            lacks = tuple(dict.fromkeys(_undecided(parse(text), conduct.row))) if holds is None else ()
            yield Element(kind, holds, text, _named(text), lacks)


@lru_cache(maxsize=4096)
def _named(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for _, name in facts_named(parse(text), "conduct")))


def _undecided(node: Expression, row: Row) -> Iterator[str]:
    """The facts that would decide a predicate that is open: those of its parts that are open themselves."""
    if evaluate(node, row) is not None:
        return
    match node:
        case Not():
            yield from _undecided(node.operand, row)
        case Junction():
            for part in node.operands:
                yield from _undecided(part, row)
        case _:
            yield from (name for _, name in facts_named(node, "conduct") if row.get(("conduct", name)) is None)


def exclusions(
    corpus: Corpus, rule: Regulation, provision: Provision, sanction: Sanction, conduct: Facts
) -> Iterator[Exclusion]:
    """What excludes a sanction: by its own words, by rules of its law, and by those of its branch of the law."""
    yield from sanction.unless
    for law, entry in corpus.excluding:
        is_meant = concerns(law, entry, rule, provision, sanction, conduct)
        if is_meant and (not entry.fines_only or severity.is_fine_alone(sanction)):
            yield entry


def concerns(
    law: str, entry: Exclusion | Tempering, rule: Regulation, provision: Provision, sanction: Sanction, conduct: Facts
) -> bool:
    """Whether a rule of general effect of a law is for a sanction, and for who acts: a unit has no age."""
    of_branch = provision.liability in entry.liabilities if entry.liabilities else law == rule.id
    of_actor = not entry.subjects or "entity" in entry.subjects or conduct.get(ACTOR) != "entity"
    return of_branch and of_actor and (not entry.subjects or sanction.subject in entry.subjects)


def _limitation(
    corpus: Corpus, rule: Regulation, provision: Provision, sanction: Sanction, conduct: Conduct
) -> tuple[Element | None, date | None]:
    """That it was discovered too late, or was unless a longer period fits; else the day by which it had to be, where
    that is past and it is not recorded when it was. The rule is that of the law broken, else that of the branch."""
    own = [entry for law, entry in corpus.limitations if law == rule.id and not entry.liabilities]
    branch = [entry for _, entry in corpus.limitations if provision.liability in entry.liabilities]
    ended = conduct.day
    if not (own or branch) or not isinstance(ended, date):
        return None, None
    longest, lacks = _periods((own or branch)[0], provision, sanction, conduct)
    if longest is None:
        return None, None
    last = durations.after(ended, longest)
    found = conduct.facts.get(DISCOVERED)
    # That a crime was discovered in time does not say that it was prosecuted in time (Criminal Law 88).
    if isinstance(found, date) and (found > last or provision.liability != "criminal"):
        late = Element("exclusion", None if lacks else False, DISCOVERED, (DISCOVERED, *lacks), lacks)
        return (late if found > last else None), None
    return None, (last if conduct.as_of > last else None)


def _periods(
    limitation: Limitation, provision: Provision, sanction: Sanction, conduct: Conduct
) -> tuple[durations.Duration | None, tuple[str, ...]]:
    """The period that fits; with the facts that are not recorded and would say that a longer one does."""
    lacks: tuple[str, ...] = ()
    for entry in limitation.periods:
        if in_time(entry.from_, entry.until, conduct.day) is False:
            continue
        if entry.most_below is not None:
            reached, open_ = _most_reaches(provision, sanction, conduct, entry.most_below)
            if reached:
                continue
            lacks += open_
        holds = True if entry.when is None else evaluate(parse(entry.when), conduct.row)
        if holds:
            return durations.parse(entry.period), lacks
        if holds is None and entry.when is not None:
            lacks += tuple(_undecided(parse(entry.when), conduct.row))
    return None, lacks


def _most_reaches(
    provision: Provision, sanction: Sanction, conduct: Conduct, term: str
) -> tuple[bool, tuple[str, ...]]:
    """Whether the most of a crime is the term or above: for the fine of a unit, the most for whoever else the act
    reaches; with the facts that are not recorded and would say that it is."""
    if sanction.imprisonment:
        return _is_as_long(sanction, term), ()
    others = [of(provision, other, conduct) for other in provision.sanctions if _is_as_long(other, term)]
    open_ = [element for made in others if answer(made) == "undetermined" for element in made]
    is_known = any(answer(made) == "yes" for made in others)
    return is_known, () if is_known else tuple(dict.fromkeys(name for element in open_ for name in element.lacks))


def _is_as_long(sanction: Sanction, term: str) -> bool:
    most, bound = sanction.imprisonment and sanction.imprisonment.max, durations.parse(term)
    value = durations.parse(most) if most else None
    return most == "life" or bool(value and bound and durations.at_least(value, bound))


def questions(corpus: Corpus, names: tuple[str, ...]) -> tuple[Fact, ...]:
    """The facts of conduct of these names, as they are asked for."""
    known: Mapping[str, Fact] = {fact.id: fact for fact in corpus.vocabulary.facts if fact.entity == "conduct"}
    return tuple(known[name] for name in names if name in known)
