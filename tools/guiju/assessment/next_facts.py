"""Which facts to supply next: what decides most comes first.

A fact decides a duty if some value of it settles the verdict with everything else as it is; it could change a duty if it does so with other facts
(guiju.assessment.missing).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from guiju.assessment.missing import Missing


class NextFact(NamedTuple):
    """A fact that is missing: how many undetermined duties it could decide by itself, and how many it could change, alone or with others."""

    entity: str
    fact: str
    decides: int
    waiting: int


def next_facts(undetermined: Iterable[Missing]) -> list[NextFact]:
    """The facts that duties wait for: the most that one could decide first, then the most that wait for it, then by name."""
    entries = [entry for missing in undetermined for entry in missing.facts]
    waiting = Counter((entry.entity, entry.fact) for entry in entries)
    deciding = Counter((entry.entity, entry.fact) for entry in entries if entry.alone)
    found = [NextFact(entity, fact, deciding[entity, fact], count) for (entity, fact), count in waiting.items()]
    return sorted(found, key=lambda f: (-f.decides, -f.waiting, f.entity, f.fact))
