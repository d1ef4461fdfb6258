"""What a group owner is liable for, a commentary: written by hand, in docs/."""

PLACE = ("cases", 1)
ADDRESS = "liability.md"
BOOST = 0.7
