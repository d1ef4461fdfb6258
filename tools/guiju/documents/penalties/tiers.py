"""The tiers of a penalty: which may apply on a day, how they are called, and when they apply."""

from collections.abc import Iterable
from datetime import date
from itertools import product

from guiju.documents.penalties.conditions import condition
from guiju.model import Bound, Corpus, Lang, Provision, Sanction
from guiju.predicates import Not, facts_named, parse
from guiju.predicates.kleene import Row, evaluate
from guiju.reasoning.elements import in_time
from guiju.wording.words import Words

WORDS = Words(__file__)
TIERS = WORDS.table("tier")
SUBJECTS = WORDS.table("subject")


def of_day(provision: Provision, day: Bound) -> tuple[Sanction, ...]:
    """The sanctions that may apply on this day, those of which that is open among them."""
    return tuple(s for s in provision.sanctions if in_time(s.from_, s.until, day, s.in_force_on) is not False)


def is_open(sanction: Sanction, day: date) -> bool:
    """Whether it is open if a sanction applied on this day, because its first day is not verified."""
    return in_time(sanction.from_, sanction.until, day, sanction.in_force_on) is None


def name(sanction: Sanction, lang: Lang) -> str:
    """基本档 · 单位, base tier · entities."""
    return f"{TIERS[sanction.tier][lang]} · {SUBJECTS[sanction.subject][lang]}"


def condition_of(sanction: Sanction, corpus: Corpus, lang: Lang) -> str | None:
    """For what conduct it is imposed; the predicate itself where there are no words for it."""
    return (condition(sanction.when, corpus, lang) or sanction.when) if sanction.when else None


def is_otherwise(sanction: Sanction, several: Iterable[Sanction], corpus: Corpus) -> bool:
    """Whether it is a base tier whose condition denies those of the other tiers of its subject, and nothing else: as is
    tried with every value of the facts that they turn on."""
    others = [s.when for s in several if s.subject == sanction.subject and s is not sanction]
    if sanction.tier != "base" or not others or not all((sanction.when, *others)):
        return False
    own, *rest = (parse(when) for when in (sanction.when, *others) if when)
    if not isinstance(own, Not):
        return False
    names = sorted({name for node in (own, *rest) for _, name in facts_named(node, "conduct")})
    if any(corpus.fact("conduct", name).type != "boolean" for name in names):
        return False
    cases = (dict(zip(names, values, strict=True)) for values in product((True, False), repeat=len(names)))
    rows = [Row(case, {}, {}, date.min) for case in cases]
    return all(evaluate(own, row) is not any(evaluate(node, row) for node in rest) for row in rows)


def when(from_: Bound, until: Bound | None, lang: Lang) -> str:
    """[from, until) in words."""
    if from_ == until == "unknown":
        return WORDS["days_unknown"][lang]
    last = WORDS["before"].format(until) if isinstance(until, date) else WORDS["day_unknown"]
    if from_ == "unknown" and until != "unknown":
        return (WORDS["start_unknown"] if until is None else WORDS["until_only"].format(last))[lang]
    first = WORDS["day_unknown"] if from_ == "unknown" else from_
    return (WORDS["from_on"].format(first) if until is None else WORDS["from_until"].format(first, last))[lang]
