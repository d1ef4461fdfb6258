"""Tables of a database: written by hand, in docs/."""

PLACE = ("about", 1)


def address() -> str:
    """The one page."""
    return "tables.md"
