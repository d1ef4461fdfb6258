"""How a rule stands on a day: in force, displaced, verified. Three different things, each with its own words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from guiju.model import Bilingual, Regulation


@dataclass(frozen=True)
class Standing:
    """A rule on the day `as_of`. `state` not_yet: before its first day; ended: on or after its last bound."""

    as_of: date
    state: Literal["in_force", "unverified", "not_in_force", "not_yet", "ended"]
    displaced_from: date | None
    verified_on: date | None

    @property
    def applies(self) -> bool:
        """Whether duties of the rule are to be listed for that day: in force, or force unverified."""
        return self.state in ("in_force", "unverified")

    @property
    def words(self) -> Bilingual:
        """The standing in one sentence, for banners, lines and exports."""
        zh, en = _STATE[self.state]
        if self.displaced_from is not None:
            zh += f"；自{self.displaced_from.isoformat()}起，与后法不一致之处以后法为准"
            en += f"; displaced where inconsistent with a later rule since {self.displaced_from.isoformat()}"
        if self.verified_on is None:
            zh += "；未与官方清单核对"
            en += "; not verified against an official list"
        else:
            zh += f"；核对日期{self.verified_on.isoformat()}"
            en += f"; verified on {self.verified_on.isoformat()}"
        return Bilingual(f"{zh}（截至{self.as_of.isoformat()}）", f"{en} (as of {self.as_of.isoformat()})")


_STATE = {
    "in_force": ("现行有效", "In force"),
    "unverified": ("已施行，现行效力未经核实", "Took effect; present force unverified"),
    "not_in_force": ("不再有效", "Not in force"),
    "not_yet": ("尚未施行", "Not yet in force"),
    "ended": ("已失效", "No longer in force"),
}


def standing(regulation: Regulation, as_of: date) -> Standing:
    """How the rule stands on that day. Intervals are closed-open; an unknown bound settles nothing."""
    force = regulation.force
    state: Literal["in_force", "unverified", "not_in_force", "not_yet", "ended"] = force.state
    if isinstance(force.from_, date) and as_of < force.from_:
        state = "not_yet"
    elif isinstance(force.until, date) and as_of >= force.until:
        state = "ended"
    displaced = force.displaced_where_inconsistent_from
    return Standing(as_of, state, displaced if displaced and as_of >= displaced else None, force.verified_on)
