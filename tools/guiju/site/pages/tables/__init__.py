"""Tables of a database: written by hand, in docs/."""

from __future__ import annotations

PLACE = ("about", 1)


def address() -> str:
    """The one page."""
    return "tables.md"
