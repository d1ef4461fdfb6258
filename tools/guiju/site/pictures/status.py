"""How a rule stands, at a glance: its days in a row up to that of the site, and what was true between them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from guiju.model import Obligation, Regulation
from guiju.site.pictures.events import days
from guiju.site.site import Site


@dataclass(frozen=True)
class Station:
    """A day of the row: its mark is `kind`, or today; `since`: what is true from then on, where anything is."""

    kind: str
    day: date
    since: str


def stations(site: Site, rule: Regulation, records: Iterable[Obligation] = ()) -> Iterator[Station]:
    """The days of a rule and that of the site, in their order. Where `records` are all that an article has, and a
    later rule displaces none of them, the day of that rule is left out."""
    force, records = site.standing(rule).force, tuple(records)
    untouched = bool(records) and not any(site.displaced(rule, record) for record in records)
    known = [(day, kind) for kind, day in days(rule) if kind != "displaced" or not untouched]
    order = sorted([*known, (site.as_of, "today")], key=lambda entry: entry[0])
    state = "vague" if force.from_ == "unknown" else "made"
    for number, (day, kind) in enumerate(order):
        in_force = "in-force" if force.state == "in_force" else "unverified" if force.state == "unverified" else "over"
        state = {"took_effect": in_force, "displaced": "displaced", "ended": "over"}.get(kind, state)
        yield Station(kind, day, state if number + 1 < len(order) else "")
