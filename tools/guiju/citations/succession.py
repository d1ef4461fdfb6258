"""Where a provision of one version of a law is in another."""

from dataclasses import dataclass
from functools import lru_cache

from guiju.amendment.concordance import concordance
from guiju.citations import wording
from guiju.model import Regulation


def successor(other: Regulation, text: Regulation, eId: str) -> str | None:
    """The place in a text that has the words of a place in another version."""
    return _successor(_Key(other), _Key(text), eId)


@lru_cache(maxsize=4096)
def _successor(before: "_Key", after: "_Key", eId: str) -> str | None:
    other, text = before.text, after.text
    articles = moves(other, text).get(eId.split("__")[0], ())
    if not articles:
        return None
    law = wording.whole(other, eId)
    if "__" not in eId:
        return max(articles, key=lambda new: wording.compared(law, wording.whole(text, new)).likeness)
    level = "point" if "__point_" in eId else "para"
    there = (article for new in articles if (article := text.article(new)))
    units = [u.eId for article in there for u in article.units() if u.eId.split("__")[-1].startswith(level)]
    if not units:
        return articles[0]
    own = other.unit(eId)
    words = own.zh if own else law
    return max(units, key=lambda new: wording.compared(words, getattr(text.unit(new), "zh", "")).likeness)


def moves(other: Regulation, text: Regulation) -> dict[str, tuple[str, ...]]:
    """Which articles of a text have what an article of another version had."""
    return _aligned(_Key(other), _Key(text))


@dataclass(frozen=True, eq=False)
class _Key:
    """A text, told from others by being itself."""

    text: Regulation

    def __hash__(self) -> int:
        return id(self.text)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Key) and other.text is self.text


@lru_cache(maxsize=64)
def _aligned(other: _Key, text: _Key) -> dict[str, tuple[str, ...]]:
    moved: dict[str, tuple[str, ...]] = {}
    for pair in concordance(other.text, text.text):
        if pair.old is not None and pair.new is not None:
            moved[pair.old] = (*moved.get(pair.old, ()), pair.new)
    return moved
