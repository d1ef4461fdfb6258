"""About this site: written by hand, in docs/."""

PLACE = 11
ADDRESS = "about.md"
