"""Tables of a database: written by hand, in docs/."""

PLACE = ("about", 1)
ADDRESS = "tables.md"
