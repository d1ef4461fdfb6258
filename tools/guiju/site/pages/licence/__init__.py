"""The licence: written by hand, in docs/."""

PLACE = ("about", 9)
ADDRESS = "licence.md"
