"""In which laws penalties were looked for: what “none found” means."""

from dataclasses import dataclass, field
from datetime import date

from guiju.model.place import Bilingual, Where, nowhere


@dataclass(frozen=True)
class SearchedLaw:
    """A law searched: its folder, and in which texts."""

    regulation: str
    texts: Bilingual
    where: Where = field(default_factory=nowhere, repr=False, compare=False)


@dataclass(frozen=True)
class UnsearchedLaw:
    """Laws known to be relevant that were not searched, and why."""

    title: Bilingual
    reason: Bilingual
    places: Bilingual | None = None
    where: Where = field(default_factory=nowhere, repr=False, compare=False)


@dataclass(frozen=True)
class PenaltySearch:
    searched_on: date
    searched: tuple[SearchedLaw, ...]
    not_searched: tuple[UnsearchedLaw, ...]
    where: Where = field(default_factory=nowhere, repr=False, compare=False)
