"""All that has a day: rules made, in force, displaced, ended, changed; and cases."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from guiju.model import Case, Regulation
from guiju.site.kinds import to
from guiju.site.pictures.changes import Change, changes
from guiju.site.site import Site


@dataclass(frozen=True)
class Event:
    """One line of the list: what happened to a rule on a day, or when a case is known to have begun."""

    day: date
    kinds: tuple[str, ...]
    target: str
    title: str
    told: str = ""
    rule: Regulation | None = None
    change: Change | None = None


def events(site: Site) -> Iterator[Event]:
    """All that has a day. A case whose beginning is unknown stands at its end."""
    for rule in site.corpus.regulations.values():
        changed = {change.day: change for change in changes(rule)}
        found: dict[date, list[str]] = {}
        for kind, day in (*days(rule), *(("change", day) for day in changed)):
            found.setdefault(day, []).append(kind)
        for day, kinds in found.items():
            about = to.regulations(rule), rule.short_title[site.lang]
            yield Event(day, tuple(kinds), *about, rule=rule, change=changed.get(day))
    for case in site.corpus.cases.values():
        first = begun(case)
        if first is not None:
            yield Event(first, ("case",), to.cases(case), case.title[site.lang], site.period(case.period))


def days(rule: Regulation) -> Iterator[tuple[str, date]]:
    """What happened to a rule on a known day."""
    force = rule.force
    for kind, day in (
        ("promulgated", rule.promulgated),
        ("took_effect", force.from_),
        ("displaced", force.displaced_where_inconsistent_from),
        ("ended", force.until),
    ):
        if isinstance(day, date):
            yield kind, day


def begun(case: Case) -> date | None:
    """The first day that is known of a case."""
    return next((day for day in (case.period.earliest, case.period.latest) if isinstance(day, date)), None)
