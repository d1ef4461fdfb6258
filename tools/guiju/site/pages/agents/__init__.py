"""Connecting agents: written by hand, in docs/."""

PLACE = ("about", 5)
ADDRESS = "agents.md"
