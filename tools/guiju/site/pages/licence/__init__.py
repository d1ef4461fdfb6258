"""The licence: written by hand, in docs/."""

PLACE = ("about", 3)


def address() -> str:
    """The one page."""
    return "licence.md"
