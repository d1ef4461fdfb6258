"""The licence: written by hand, in docs/."""

PLACE = ("about", 4)
ADDRESS = "licence.md"
