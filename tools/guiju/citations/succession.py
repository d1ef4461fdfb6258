"""Where a provision of one version of a law is in another, and how sure that is."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache

from guiju.amendment.concordance import Pair, concordance
from guiju.amendment.texts import UnitRow, amendment, likeness
from guiju.citations import evidence
from guiju.law.versions import SameText
from guiju.model import Regulation, Unit
from guiju.places.citation import is_within

_LEAST = 0.4
"""From which likeness on a 款 or 项 is another one that was changed."""
_SURELY_SAME = 0.6
"""From which likeness on it is sure to be, if the document does not say what it speaks of."""
_SURE = 0.9
"""The same of the confidence in an article."""
_SHARE = 0.3
"""How much of what is said of a provision its successor says too."""
_MUCH = 0.15
"""Which share of its words a provision has left elsewhere, if it was divided."""


@dataclass(frozen=True)
class Successors:
    """The places that may have what a place of another version had, best first. A `sure` one is the only one, and
    nothing that the document says of it speaks for another."""

    places: tuple[str, ...] = ()
    sure: bool = False

    @property
    def only(self) -> str | None:
        """The place, where there is no other."""
        return self.places[0] if len(self.places) == 1 else None


def successors(origin: Regulation, text: Regulation, eId: str, said: str) -> Successors:
    """Where the words of a place are in another version, of which a document says `said`."""
    moved, unit = _moved(SameText(origin), SameText(text)), origin.unit(eId)
    pairs = moved.pairs.get(eId.split("__")[0], ())
    articles = successor_articles(origin, text, eId.split("__")[0])
    places = articles
    sure = len(pairs) == 1 and pairs[0].confidence >= _SURE and not _divided(moved, eId, places[0])
    if unit is not None:
        places, sure = _of_unit(moved, eId)
        if not places:
            return Successors(_best(origin, text, evidence.grams(unit.zh), articles).places)
    heard = evidence.grams(said) & evidence.grams(evidence.whole(origin, eId))
    if evidence.weight(heard, origin) < evidence.DECIDES:
        return Successors(places, sure)
    return _best(origin, text, heard, places)


def successor_articles(origin: Regulation, text: Regulation, article: str) -> tuple[str, ...]:
    """Which articles of a text have what an article of another version had."""
    return tuple(pair.new for pair in _moved(SameText(origin), SameText(text)).pairs.get(article, ()) if pair.new)


def _of_unit(moved: "_Moved", eId: str) -> tuple[tuple[str, ...], bool]:
    """The place that a 款, 项 or 目 became, if it is still one; sure if all that it has went there with it."""
    row = moved.rows.get(eId)
    if row is None or row.old is None or row.new is None or (alike := likeness(row.old, row.new)) < _LEAST:
        return (), False
    place = row.new.eId
    if "__point_" not in eId and _divided(moved, eId, place):
        place = place.split("__point_")[0]
    parts = (row.new for old, row in moved.rows.items() if is_within(old, eId) and old != eId)
    together = all(part is not None and is_within(part.eId, place) for part in parts)
    return (place,), together and alike >= _SURELY_SAME and not _divided(moved, eId, place)


@lru_cache(maxsize=4096)
def _divided(moved: "_Moved", eId: str, place: str) -> bool:
    """Whether an article has much of the words of a place of the other version that the one that it became has not."""
    unit = moved.origin.unit(eId)
    own = evidence.grams(unit.zh if unit else evidence.whole(moved.origin, eId))
    left = own - evidence.grams(evidence.whole(moved.text, place))
    least = _MUCH * evidence.weight(own, moved.origin)
    return any(
        evidence.weight(left & evidence.grams(evidence.whole(moved.text, article.eId)), moved.origin) > least
        for article in moved.text.articles
    )


def _best(origin: Regulation, text: Regulation, said: frozenset[str], places: tuple[str, ...]) -> Successors:
    """Of the places those that have most of what is said; none where another has clearly more of it."""

    def share(eId: str) -> float:
        return evidence.weight(said & evidence.grams(evidence.whole(text, eId)), origin)

    rivals = {article.eId for article in text.articles} - {place.split("__")[0] for place in places}
    for place in places:
        head, level = place.rpartition("__")[::2]
        rivals |= {u.eId for u in _units(text, head) if u.eId.rpartition("__")[2][:4] == level[:4]}
    shares = {place: share(place) for place in places}
    most, elsewhere = max(shares.values(), default=0.0), max(map(share, rivals), default=0.0)
    if elsewhere > 2 * most:
        return Successors()
    best = tuple(place for place, own in shares.items() if own >= most / 2)
    return Successors(best, len(best) == 1 and most >= max(elsewhere, _SHARE * evidence.weight(said, origin)))


def _units(text: Regulation, head: str) -> Iterator[Unit]:
    article = text.article(head.split("__")[0]) if head else None
    return (u for u in article.units() if is_within(u.eId, head) and u.eId != head) if article else iter(())


@dataclass(frozen=True, eq=False)
class _Moved:
    """What became of a version in another: its articles; its 款, 项 and 目, when they are needed."""

    origin: Regulation
    text: Regulation
    pairs: dict[str, tuple[Pair, ...]]

    @cached_property
    def rows(self) -> dict[str, UnitRow]:
        return {row.old.eId: row for row in amendment(self.origin, self.text).units if row.old}


@lru_cache(maxsize=64)
def _moved(origin: SameText, text: SameText) -> _Moved:
    pairs: dict[str, tuple[Pair, ...]] = {}
    for pair in concordance(origin.text, text.text):
        if pair.old is not None and pair.new is not None:
            pairs[pair.old] = (*pairs.get(pair.old, ()), pair)
    return _Moved(origin.text, text.text, pairs)
