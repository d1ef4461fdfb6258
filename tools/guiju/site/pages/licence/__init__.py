"""The licence: written by hand, in docs/."""

from __future__ import annotations

PLACE = ("about", 3)


def address() -> str:
    """The one page."""
    return "licence.md"
