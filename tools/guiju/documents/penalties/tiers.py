"""The tiers of a penalty: which may apply on a day, how they are called, and when they apply."""

from __future__ import annotations

from datetime import date

from guiju.documents.penalties.conditions import condition
from guiju.documents.penalties.words import words
from guiju.model import Bound, Lang, Provision, Sanction
from guiju.reasoning.sanctions import in_time


def of_day(provision: Provision, day: date) -> tuple[Sanction, ...]:
    """The sanctions that may apply on this day: those of which that is open are among them."""
    return tuple(s for s in provision.sanctions if in_time(s.from_, s.until, day, s.in_force_on) is not False)


def name(sanction: Sanction, lang: Lang) -> str:
    """基本档 · 单位, base tier · entities."""
    t = words(lang)
    return f"{t['tier.' + sanction.tier]} · {t['subject.' + sanction.subject]}"


def condition_of(sanction: Sanction, lang: Lang) -> str | None:
    """For what conduct it is imposed; the predicate itself where there are no words for it."""
    return (condition(sanction.when, lang) or sanction.when) if sanction.when else None


def when(from_: Bound, until: Bound | None, lang: Lang) -> str:
    """[from, until) in words."""
    t = words(lang)
    if from_ == "unknown" and isinstance(until, date):
        return t["until_only"].format(t["before"].format(until))
    if from_ == "unknown" and until is None:
        return t["start_unknown"]
    first = t["day_unknown"] if from_ == "unknown" else from_
    last = t["day_unknown"] if until == "unknown" else t["before"].format(until)
    return t["from_on" if until is None else "from_until"].format(first, last)
