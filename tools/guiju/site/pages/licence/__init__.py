"""The licence: written by hand, in docs/."""

PLACE = ("about", 3)
ADDRESS = "licence.md"
