"""About this site: written by hand, in docs/."""

from __future__ import annotations

PLACE = 11


def address() -> str:
    """The one page."""
    return "about.md"
