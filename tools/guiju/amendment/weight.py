"""How much a change weighs for those who build on the data: semantic versioning, as CHANGELOG.md defines it for law.

A major change takes an id away, or lets the same facts come out otherwise: another modality, bearer, number, condition,
test, penalty or day. A minor one adds, or changes words that are quoted. Of anything else, a patch.
"""

from typing import Literal

from guiju.amendment.comparison import Amendments
from guiju.amendment.reading_effects import ReadingEffect

Weight = Literal["patch", "minor", "major"]

_ADDED_OR_WORDED = frozenset({"appears", "moved", "wording"})
Version = tuple[int, int, int]


def weight(amendments: Amendments) -> Weight:
    """The weight of a change between two knowledge bases."""
    if amendments.removed or major_effects(amendments):
        return "major"
    return "minor" if amendments.differs else "patch"


def major_effects(amendments: Amendments) -> tuple[ReadingEffect, ...]:
    """What of our reading makes the change a major one."""
    effects = amendments.readings.effects if amendments.readings else ()
    return tuple(e for e in effects if e.kind not in _ADDED_OR_WORDED and (e.kind != "sanction" or e.old is not None))


def least_version(before: Version, change: Weight) -> Version:
    """The first version that may publish it; before 1.0.0 a major change raises the second number, others the third."""
    major, minor, patch = before
    if change == "major":
        return (major + 1, 0, 0) if major else (0, minor + 1, 0)
    return (major, minor + 1, 0) if change == "minor" and major else (major, minor, patch + 1)
