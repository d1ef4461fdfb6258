"""The state of a rule, and of each of its duties, on a day: in force, displaced, verified. Three different things, each with its own words."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from guiju.law.days import in_words
from guiju.model import Bilingual, Bound, Force, Obligation, Regulation, State


@dataclass(frozen=True)
class Standing:
    """A rule or a duty on the day `as_of`.

    `state` not_yet: before its first day; ended: on or after its last bound; displaced: a later rule prevails, and what it says is history.
    """

    as_of: date
    state: State
    force: Force

    @property
    def applies(self) -> bool:
        """Whether duties of the rule are to be listed for that day, as current law or as history."""
        return self.current or self.displaced

    @property
    def current(self) -> bool:
        """Whether it counts as law of that day: in force, or its force unverified."""
        return self.state in ("in_force", "unverified")

    @property
    def displaced(self) -> bool:
        """Whether a later rule took its place: then it is neither a gap nor counted."""
        return self.state == "displaced"

    @property
    def displaced_from(self) -> date | None:
        """The day since which a later rule prevails over the rule; None where that is still to come."""
        since = self.force.displaced_where_inconsistent_from
        return since if since is not None and self.as_of >= since else None

    @property
    def verified_on(self) -> date | None:
        """The day on which its force was verified against an official list."""
        return self.force.verified_on

    @property
    def words(self) -> Bilingual:
        """The state in one sentence, for banners and covers: since when, whether displaced, and how far its force is confirmed."""
        if self.state == "not_yet":
            return _day("尚未施行（自{}起施行）", "Not yet in force (takes effect on {})", self.force.from_)
        if self.state == "ended":
            return _day("自{}起失效", "No longer in force since {}", self.force.until)
        begun = _day("自{}起施行", "Took effect on {}", self.force.from_)
        parts = [begun if isinstance(self.force.from_, date) else _BEGINNING_UNKNOWN]
        if self.displaced_from is not None:
            parts.append(_day(*_PREVAILS, self.displaced_from))
        parts.append(self._confirmed())
        return Bilingual("；".join(part.zh for part in parts), "; ".join(part.en for part in parts))

    def _confirmed(self) -> Bilingual:
        force = self.force
        if force.state != "unverified":
            state = _VERIFIED[force.state]
            if force.verified_on is None:
                return state
            checked = _day("（{}核实）", " (verified on {})", force.verified_on)
            return Bilingual(state.zh + checked.zh, state.en + checked.en)
        if (listing := force.listing) is None:
            return _NOT_CONFIRMED
        day = in_words(listing.listed_on)
        return Bilingual(
            f"{_NOT_CONFIRMED.zh}（{day.zh}{listing.index.zh}列有该文件）",
            f"{_NOT_CONFIRMED.en} (listed in {listing.index.en} on {day.en})",
        )


_BEGINNING_UNKNOWN = Bilingual("施行日期不详", "Day of commencement unknown")
_PREVAILS = ("自{}起，与后法不一致之处以后法为准", "since {} a later rule prevails where the two are inconsistent")
_NOT_CONFIRMED = Bilingual("现行效力尚未确认", "current status not confirmed")
_VERIFIED = {
    "in_force": Bilingual("现行有效", "in force"),
    "not_in_force": Bilingual("不再有效", "no longer in force"),
}


def standing(regulation: Regulation, as_of: date) -> Standing:
    """The state of the rule on that day. Intervals are closed-open; an unknown bound settles nothing."""
    force = regulation.force
    found = Standing(as_of, force.state, force)
    if isinstance(force.from_, date) and as_of < force.from_:
        return replace(found, state="not_yet")
    if isinstance(force.until, date) and as_of >= force.until:
        return replace(found, state="ended")
    return replace(found, state="displaced") if found.current and found.displaced_from else found


def standing_of(regulation: Regulation, obligation: Obligation, as_of: date) -> Standing:
    """The state of one duty: that of its rule, unless the later rule leaves this duty untouched."""
    found, later = standing(regulation, as_of), obligation.displaced_by
    if found.displaced and later is not None and later.change == "unaffected":
        return replace(found, state=regulation.force.state)
    return found


def _day(zh: str, en: str, bound: Bound) -> Bilingual:
    """The sentence with its day; an unknown bound is called unknown."""
    day = in_words(bound) if isinstance(bound, date) else Bilingual("某日", "an unknown day")
    return Bilingual(zh.format(day.zh), en.format(day.en))
