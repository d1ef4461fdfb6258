"""The state of a rule and of each of its duties on a day: in force or not, displaced or not, verified or not."""

from dataclasses import dataclass, replace
from datetime import date

from guiju.files.display import Displayed
from guiju.model import Bilingual, Bound, Force, Obligation, Regulation, State
from guiju.wording.labels import day_in_words
from guiju.wording.words import Words

WORDS = Words(__file__)


@dataclass(frozen=True)
class Standing(Displayed):
    """A rule or a duty on the day `as_of`. `state` "in_force"; "unverified": nobody has confirmed that it still is;
    "not_yet": before its first day; "ended": on or after its last bound; "displaced": a later rule prevails where the
    two are inconsistent, and what it says is history; "not_in_force". `words` say so in both languages."""

    _columns = ("as_of", "state", "words")

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
    def words(self) -> Bilingual:
        """The state in one sentence: since when, whether displaced, and how far its force is confirmed."""
        force, since = self.force, self.displaced_from
        if self.state == "not_yet":
            return WORDS["not_yet"].format(_day(force.from_))
        if self.state == "ended":
            return WORDS["ended"].format(_day(force.until))
        begun = isinstance(force.from_, date)
        parts = [WORDS["effective_since"].format(_day(force.from_)) if begun else WORDS["beginning_unknown"]]
        if since is not None:
            parts.append(WORDS["later_rule_prevails"].format(_day(since)))
        return WORDS["semicolon"].join((*parts, self._confirmation()))

    def _confirmation(self) -> Bilingual:
        force, words = self.force, WORDS.table("verified_force")[self.force.state]
        if force.state != "unverified" and force.verified_on is not None:
            return WORDS["verified_on"].format(force=words, day=_day(force.verified_on))
        if force.state == "unverified" and force.listing is not None:
            day, index = _day(force.listing.listed_on), force.listing.index
            return WORDS["listed_on"].format(force=words, day=day, index=index)
        return words


def standing(regulation: Regulation, as_of: date) -> Standing:
    """The state of the rule on that day. Intervals are closed-open; an unknown bound settles nothing."""
    force = regulation.force
    recorded = Standing(as_of, force.state, force)
    if isinstance(force.from_, date) and as_of < force.from_:
        return replace(recorded, state="not_yet")
    if isinstance(force.until, date) and as_of >= force.until:
        return replace(recorded, state="ended")
    return replace(recorded, state="displaced") if recorded.current and recorded.displaced_from else recorded


def standing_of(regulation: Regulation, obligation: Obligation, as_of: date) -> Standing:
    """The state of one duty: that of its rule, unless the later rule leaves this duty untouched."""
    of_rule, later = standing(regulation, as_of), obligation.displaced_by
    if of_rule.displaced and later is not None and later.change == "unaffected":
        return replace(of_rule, state=regulation.force.state)
    return of_rule


def _day(bound: Bound) -> Bilingual:
    return day_in_words(bound) if isinstance(bound, date) else WORDS["unknown_day"]
