"""The versions of a rule: which texts of it are recorded, from when to when each is law, and which one is on a day."""

from dataclasses import dataclass
from datetime import date

from guiju.files.day import iso_day
from guiju.files.display import Displayed
from guiju.law.provision_text import first, last
from guiju.model import AMENDMENTS, Bound, Regulation
from guiju.places.citation import is_within


@dataclass(frozen=True)
class Version(Displayed):
    """A text of a rule and its interval [from_, until). `day` names it: of the last amendment that it contains, else of
    its making; None where the text tells neither. `until` is None where no end is known, and unknown where a later
    version ended it on a day that is not known. On a day before `earliest` it cannot be law."""

    _columns = ("text.id", "day", "from_", "until")

    text: Regulation
    day: date | None
    from_: Bound
    until: Bound | None
    earliest: date


@dataclass(frozen=True, eq=False)
class SameText:
    """A text as the key of a cache: equal if it is the same one, since to hash its words would cost more."""

    text: Regulation

    def __hash__(self) -> int:
        return id(self.text)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, SameText) and other.text is self.text


def versions(rule: Regulation) -> tuple[Version, ...]:
    """The recorded texts of a rule, in the order of their days; each is law until the next begins.

    A rule of which we record single provisions only is no text of itself: its versions are those beside it.
    """
    own = (rule,) if rule.articles else ()
    texts = sorted((*own, *rule.versions), key=lambda text: (_earliest(text), version_day(text) or date.min))
    firsts = [_earliest(text) if isinstance(text.force.from_, date) else text.force.from_ for text in texts]
    ends = [*firsts[1:], None][: len(texts)]
    return tuple(
        Version(text, version_day(text), begun, _until(text, end), _earliest(text))
        for text, begun, end in zip(texts, firsts, ends, strict=True)
    )


def in_force(rule: Regulation, day: date, place: str = "") -> Version | None:
    """The version that is law on a day, whole or at a place; None before the first, after an end, and where no text is
    recorded. One whose commencement is unknown counts from its day."""
    begun = next((v for v in reversed(versions(rule)) if _earliest(v.text, place) <= day), None)
    return begun if begun and day < last(begun.text.force.until) else None


def made(rule: Regulation) -> date:
    """The day on which a law was first made, as far as its texts say."""
    return min((text.made for text in (rule, *rule.versions) if text.articles or text is rule), default=date.max)


def not_begun(rule: Regulation, day: date) -> bool:
    """Whether a law begins after the day; one whose texts were amended before was there before them."""
    known = versions(rule)
    if not known:
        return first(rule.force.from_) > day
    earliest = known[0]
    amended = any(event.event in AMENDMENTS for event in earliest.text.history)
    return first(earliest.from_) > day and (not amended or made(rule) > day)


def begins(text: Regulation, place: str = "") -> Bound:
    """The first day of a text, or of a place in it that begins on another day than the rest."""
    apart = (e.from_ for e in text.force.exceptions if any(is_within(place, p) for p in e.places))
    return next(apart, text.force.from_)


def of_day(rule: Regulation, day: str) -> Version | None:
    """The version that a day after @ names: the one of that day, else the one that is law on it; `undated` too."""
    if day == "undated":
        return next((version for version in versions(rule) if version.day is None), None)
    wanted = iso_day(day)
    if wanted is None:
        return None
    return next((version for version in versions(rule) if version.day == wanted), None) or in_force(rule, wanted)


def _earliest(text: Regulation, place: str = "") -> date:
    """The first day on which a text can be law: that of its commencement. No text is law before it is made, though an
    amended one goes on to tell when the first one took effect."""
    begun, made = begins(text, place), version_day(text)
    return max(first(begun), made or date.min)


def version_day(text: Regulation) -> date | None:
    """The day that names a text: of the last amendment that it contains, else of its making."""
    if text.consolidated:
        return text.consolidated
    changes = (event.day for event in text.history if event.event in AMENDMENTS)
    told = text.history[0].day if text.history else None
    return max(changes, default=text.promulgated or told)


def _until(text: Regulation, next_begins: Bound | None) -> Bound | None:
    recorded = text.force.until
    if isinstance(recorded, date):
        return recorded
    return next_begins
