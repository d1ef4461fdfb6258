"""All that has a day: rules made, in force, displaced, ended, changed; and cases."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from guiju.model import ArticleNumber, Case, Provision, Regulation
from guiju.site.kinds import to
from guiju.site.site import Site


@dataclass(frozen=True)
class RuleChange:
    """What begins on a day. `numbers`: (provision, its numbers before, its numbers since); `reworded`: the provisions
    that keep their number and change their words; `sanctions`: those with a new version of their sanctions."""

    day: date
    numbers: tuple[tuple[Provision, tuple[ArticleNumber, ...], tuple[ArticleNumber, ...]], ...]
    reworded: tuple[Provision, ...]
    sanctions: tuple[Provision, ...]


def changes(rule: Regulation) -> Iterator[RuleChange]:
    """The days after the first on which something recorded here begins, in their order."""
    begun = {number.from_ for provision in rule.provisions for number in provision.numbers}
    begun |= {sanction.from_ for provision in rule.provisions for sanction in provision.sanctions}
    for day in sorted(day for day in begun if isinstance(day, date) and day != rule.force.from_):
        begun_now = [
            (p, tuple(n for n in p.numbers if n.until == day), tuple(n for n in p.numbers if n.from_ == day))
            for p in rule.provisions
            if any(n.from_ == day for n in p.numbers)
        ]
        numbers = tuple(entry for entry in begun_now if _places(entry[1]) != _places(entry[2]))
        reworded = tuple(
            p for p, before, since in begun_now if _places(before) == _places(since) and _words(before) != _words(since)
        )
        new = {provision.id for provision, before, _ in numbers if not before}
        sanctions = tuple(p for p in rule.provisions if p.id not in new and any(s.from_ == day for s in p.sanctions))
        if numbers or reworded or sanctions:
            yield RuleChange(day, numbers, reworded, sanctions)


def _places(numbers: tuple[ArticleNumber, ...]) -> list[tuple[str, int | None, int | None]]:
    return [(n.number, n.paragraph, n.point) for n in numbers]


def _words(numbers: tuple[ArticleNumber, ...]) -> list[tuple[str, ...]]:
    return [n.words.zh if n.words else () for n in numbers]


@dataclass(frozen=True)
class Event:
    """One line of the list: what happened to a rule on a day, or when a case is known to have begun."""

    day: date
    kinds: tuple[str, ...]
    target: str
    title: str
    period: str = ""
    rule: Regulation | None = None
    change: RuleChange | None = None


def events(site: Site) -> Iterator[Event]:
    """All that has a day. A case whose beginning is unknown stands at its end."""
    for rule in site.corpus.regulations.values():
        changed = {change.day: change for change in changes(rule)}
        kinds_by_day: dict[date, list[str]] = {}
        for kind, day in (*days(rule), *(("change", day) for day in changed)):
            kinds_by_day.setdefault(day, []).append(kind)
        for day, kinds in kinds_by_day.items():
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
