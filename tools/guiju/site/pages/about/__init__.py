"""About this site: written by hand, in docs/."""

PLACE = 11


def address() -> str:
    """The one page."""
    return "about.md"
