"""Running guiju in CI and in editors: written by hand, in docs/."""

PLACE = ("about", 2)
ADDRESS = "ci.md"
