"""When the rules and their legal basis were made, took effect and changed, and when the cases happened: a picture.

Years without events are skipped. What is unknown is drawn as a broken line and a question mark.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from markupsafe import Markup

from guiju.model import Case, Regulation
from guiju.site.kinds import to
from guiju.site.pictures import relations
from guiju.site.pictures.drawing import PAGE, SIZE, Arrow, lines
from guiju.site.pictures.events import begun, changes, days, events
from guiju.site.pictures.relations import Link
from guiju.site.site import Site

_HEAD, _GROUP = 48, 34
_TITLE, _DAYS, _PAD = 17, 14, 8  # heights: a line of a title, the days below it, between two lanes
_LINE = 30  # height of the line of a lane, where it stands below the names
_SMALL = 10.5  # of the letters of the days; as assets/whole.css has them
_VAGUE = 26  # length of a broken line
_NARROWEST, _WIDEST = 30, 96  # a year
_APART = 33  # between the names of two years

STYLES = ("made", "unverified", "in-force", "displaced", "over", "case")
_SHOWN = ("based_on", "implements", "amends", "repeals", "supersedes")
_LATER = ("amends", "repeals", "supersedes")


class Axis:
    """Days from left to right. Each year with an event has the same width; runs of other years have a small one."""

    def __init__(self, days: Iterable[date], start: int, width: int, narrowest: int = _NARROWEST) -> None:
        """From `start`, `width` units wide if the years fit; `year` is the width of one. `years` are (year, x, whether
        years before it are skipped); `named` are those with room for a name."""
        years = sorted({day.year for day in days})
        skips = sum(later - earlier > 1 for earlier, later in pairwise(years))
        self.skip = narrowest // 2
        self.year = min(max((width - skips * self.skip) // max(len(years), 1), narrowest), _WIDEST)
        self.years: list[tuple[int, int, bool]] = []
        x = start
        for before, year in zip([None, *years], years, strict=False):
            skipped = before is not None and year - before > 1
            x += self.skip if skipped else 0
            self.years.append((year, x, skipped))
            x += self.year
        self.named: set[int] = set()
        free = x + _APART
        for year, place, _ in reversed(self.years):
            if free - place >= _APART:
                self.named.add(year)
                free = place
        self.end = x
        self._start = {year: x for year, x, _ in self.years}

    def __call__(self, day: date) -> int:
        """Where a day stands."""
        return self._start[day.year] + self.year * (day.timetuple().tm_yday - 1) // 366


@dataclass(frozen=True)
class Frame:
    """How wide the picture is, and how much of that the names take on the left; 0 where they are above their lines."""

    width: int
    label: int
    right: int
    year: int  # at least

    @property
    def room(self) -> int:
        """For a name."""
        return (self.label or self.width - 8) - 16


WIDE = Frame(PAGE, 300, 44, 30)
NARROW = Frame(350, 0, 40, 11)
"""Of a phone: it has the whole line of time in the width of its screen."""


@dataclass(frozen=True)
class TimelineMark:
    """A day on a lane, drawn as a shape."""

    shape: str
    x: int
    tooltip: str


@dataclass(frozen=True)
class Stretch:
    """A part of a lane, from x to x: `style` says what is known of it. An unknown end is a broken line to a question
    mark; the style `vague` is a broken line itself."""

    style: str
    x: int
    to: int
    tooltip: str
    start_unknown: bool = False
    end_unknown: bool = False


@dataclass(frozen=True)
class Lane:
    """A rule or a case on its line, from `top` on; `y` is the middle of the line, `period` its days in words."""

    id: str
    style: str
    target: str
    title: str
    period: str
    top: int
    names: int  # height of the title and the days
    height: int
    y: int
    stretches: tuple[Stretch, ...]
    marks: tuple[TimelineMark, ...]


@dataclass(frozen=True)
class LaneGroup:
    """A head and the lanes below it. `y` is that of its base line."""

    key: str
    y: int
    lanes: tuple[Lane, ...]


@dataclass(frozen=True)
class TimelinePicture:
    """The drawing with its size in units. `today` is where the day of the site stands."""

    frame: Frame
    width: int
    height: int
    axis: Axis
    today: int
    groups: tuple[LaneGroup, ...]
    ties: tuple[Arrow, ...]
    head: int = _HEAD
    vague: int = _VAGUE


def picture(site: Site, frame: Frame = WIDE) -> TimelinePicture:
    """The lanes of all rules and of all cases that have a day."""
    links = [link for link in relations.links(site.corpus) if link.kind in _SHOWN]
    axis = Axis(_known(site, links), frame.label or 8, frame.width - (frame.label or 8) - frame.right, frame.year)
    y, groups = _HEAD, []
    for key, records in _groups(site, links):
        head = y + _GROUP - 8
        y += _GROUP
        lanes = []
        for record in records:
            lanes.append(_lane(site, axis, frame, record, y))
            y += lanes[-1].height
        groups.append(LaneGroup(key, head, tuple(lanes)))
    at = {lane.id: lane.y for group in groups for lane in group.lanes}
    ties = tuple(_tie(site, axis, at, link) for link in links)
    return TimelinePicture(frame, axis.end + frame.right, y + 8, axis, axis(site.as_of), tuple(groups), ties)


def _known(site: Site, links: list[Link]) -> Iterator[date]:
    """Every day that the picture needs."""
    yield site.as_of
    yield from (event.day for event in events(site))
    yield from (rule.made for rule in site.corpus.regulations.values() if rule.made < date.max)
    for case in site.corpus.cases.values():
        if isinstance(case.period.latest, date):
            yield case.period.latest
    yield from (_since(site, link) for link in links)


def _groups(site: Site, links: list[Link]) -> Iterator[tuple[str, Sequence[Regulation | Case]]]:
    """The rules whose text is here with all that a tie leads to or from; the other rules; the cases. Each by time."""
    near = {rule.id for rule in site.corpus.with_articles()}
    near |= {end.removeprefix("rule-") for link in links for end in (link.source, link.target)}
    rules = sorted(site.corpus.regulations.values(), key=lambda rule: (rule.made, rule.id))
    rules = [rule for rule in rules if rule.made < date.max]
    cases = [(day, case.id, case) for case in site.corpus.cases.values() if (day := begun(case))]
    groups: tuple[tuple[str, Sequence[Regulation | Case]], ...] = (
        ("with_text", [rule for rule in rules if rule.id in near]),
        ("around", [rule for rule in rules if rule.id not in near]),
        ("cases", [case for _, _, case in sorted(cases, key=lambda entry: entry[:2])]),
    )
    yield from (group for group in groups if group[1])


def _lane(site: Site, axis: Axis, frame: Frame, record: Regulation | Case, top: int) -> Lane:
    marks: tuple[TimelineMark, ...]
    if isinstance(record, Case):
        id, style, target = f"case-{record.id}", "case", to.cases(record)
        title, period = record.title[site.lang], site.period(record.period)
        stretches, marks = tuple(_of_case(axis, record, period)), ()
    else:
        id, style, target = f"rule-{record.id}", record.coverage, to.regulations(record)
        title = record.short_title[site.lang]
        period = site.words["lane_unknown" if record.force.from_ == "unknown" else "lane_days"]
        period = period.format(record.made, record.force.from_)
        stretches, marks = tuple(_of_rule(site, axis, record)), tuple(_marks(site, axis, record))
    names = lines(title, SIZE, frame.room) * _TITLE + lines(period, _SMALL, frame.room, bold=False) * _DAYS + _PAD
    height = names + (_PAD if frame.label else _LINE)
    y = top + (height // 2 if frame.label else names + _LINE // 2)
    return Lane(id, style, target, title, period, top, names, height, y, stretches, marks)


def _of_rule(site: Site, axis: Axis, rule: Regulation) -> Iterator[Stretch]:
    """Made but not yet in force; then in force as far as known; then, where a later rule displaces it, less so."""
    force, stands = rule.force, site.standing(rule)
    words, made = stands.words[site.lang], axis(rule.made)
    start = made if force.from_ == "unknown" else axis(force.from_)
    if start > made:
        yield Stretch("made", made, start, site.words["made_only"])
    if stands.state == "not_yet":
        return
    end = axis(force.until) if isinstance(force.until, date) else axis(site.as_of)
    if force.from_ == "unknown":
        start = min(made + _VAGUE, end)
        yield Stretch("vague", made, start, site.words["effect_unknown"])
    later = axis(stands.displaced_from) if stands.displaced_from else end
    state = force.state if stands.displaced else stands.state
    unknown = force.until == "unknown" and state == "unverified"
    style = {"in_force": "in-force", "unverified": "unverified"}.get(state, "over")
    if start < later:
        yield Stretch(style, start, later, words, end_unknown=unknown and later == end)
    if later < end:
        yield Stretch("displaced", max(start, later), end, words, end_unknown=unknown)


def _of_case(axis: Axis, case: Case, period: str) -> Iterator[Stretch]:
    first, last = case.period.earliest, case.period.latest
    if isinstance(first, date) and isinstance(last, date):
        yield Stretch("case", axis(first), max(axis(last), axis(first) + 5), period)
    elif isinstance(last, date):
        yield Stretch("case", axis(last) - 3, axis(last) + 2, period, start_unknown=True)
    elif isinstance(first, date):
        yield Stretch("case", axis(first), axis(first) + 5, period, end_unknown=True)


def _marks(site: Site, axis: Axis, rule: Regulation) -> Iterator[TimelineMark]:
    """The days of a rule. Those on which only provisions changed come first: the others are drawn over them."""
    for kind, day in (*(("change", change.day) for change in changes(rule)), *days(rule)):
        yield TimelineMark(kind, axis(day), f"{day} {site.words['events'][kind]}")


def _tie(site: Site, axis: Axis, at: Mapping[str, int], link: Link) -> Arrow:
    """From a rule to what it rests on, on the day it was made; or to what it displaced, on the day it did."""
    day, x, y, to = _since(site, link), axis(_since(site, link)), at[link.source], at[link.target]
    up = -1 if to > y else 1
    line = Markup(f"M{x} {y} V{to + 12 * up}")
    head = Markup(f"M{x} {to + 5 * up} l-4 {8 * up} h8 z")
    source, target = (_rule(site, end).title[site.lang] for end in (link.source, link.target))
    tooltip = f"{day} {site.words['arrow'][link.kind].format(source, target)}"
    return Arrow(link.kind, link.source, link.target, line, head, tooltip)


def _since(site: Site, link: Link) -> date:
    """The day of a tie."""
    rule = _rule(site, link.source)
    if link.kind not in _LATER:
        return rule.made
    if link.relation is not None and link.relation.from_ is not None:
        return link.relation.from_
    return rule.made if rule.force.from_ == "unknown" else rule.force.from_


def _rule(site: Site, node: str) -> Regulation:
    return site.corpus.regulations[node.removeprefix("rule-")]
