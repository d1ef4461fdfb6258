"""Two texts of a law side by side: articles, then 款, 项 and 目, then words; what moved apart from what changed."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal

from guiju.amendment.concordance import Pair, PairKind, concordance
from guiju.files.folding import comparable
from guiju.importing.bearers import WORDS
from guiju.law.text.redline import RedlinePiece, redline
from guiju.model import Article, Regulation

RowKind = Literal["same", "moved", "changed", "removed", "added"]
_LEXICON = tuple(sorted({w for kind in ("actors", "nouns", "verbs", "adverbs") for w in WORDS[kind] if len(w) > 1}))
_LEAST = 0.3
"""How much two 款 of articles that belong together share at least, to be one 款 that was changed."""
_ALIKE = 0.6
"""How much 款 of other articles share at least, to be one 款 that moved and was changed."""
_WORTH_FOLLOWING = 10
"""Characters from which words that are gone here and new there have moved; shorter ones may be there by chance."""
_MOST = 250_000
"""Pairs of 款 in one article above which only the same words are looked for."""


@dataclass(frozen=True, eq=False)
class TextUnit:
    """A 款, 项 or 目, or a line outside the articles (a preamble), with its words."""

    eId: str
    text: str

    @cached_property
    def comparable(self) -> str:
        """The words as they are compared."""
        return comparable(self.text)

    @cached_property
    def pairs(self) -> Counter[str]:
        return Counter(self.comparable[at : at + 2] for at in range(max(1, len(self.comparable) - 1)))


@dataclass(frozen=True)
class UnitRow:
    """A 款, 项 or 目 and the one that it became, in pieces; `moved`: the same words at another place."""

    kind: RowKind
    old: TextUnit | None
    new: TextUnit | None
    pieces: tuple[RedlinePiece, ...]


@dataclass(frozen=True)
class ArticleRow:
    """An article and what became of it, several where split or merged; without `pairs`: what no article has."""

    pairs: tuple[Pair, ...]
    units: tuple[UnitRow, ...]

    @property
    def kind(self) -> PairKind:
        """What became of the first of them."""
        kind = self.pairs[0].kind if self.pairs else "unchanged"
        is_other = any(unit.kind not in ("same", "moved") for unit in self.units)
        return "amended" if kind == "unchanged" and is_other else kind

    @property
    def old(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(pair.old for pair in self.pairs if pair.old))

    @property
    def new(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(pair.new for pair in self.pairs if pair.new))

    @property
    def confidence(self) -> float:
        """Of the least sure of them."""
        return min((pair.confidence for pair in self.pairs), default=1.0)

    @property
    def differs(self) -> bool:
        return self.kind != "unchanged" or any(row.kind != "same" for row in self.units)


@dataclass(frozen=True)
class TextAmendment:
    """All articles of two texts."""

    old: Regulation
    new: Regulation
    articles: tuple[ArticleRow, ...]

    @property
    def differs(self) -> bool:
        return any(row.differs for row in self.articles)

    @property
    def units(self) -> Iterator[UnitRow]:
        return (row for article in self.articles for row in article.units)


def amendment(old: Regulation, new: Regulation) -> TextAmendment:
    """How the old text became the new one."""
    ours, theirs = ({article.eId: article for article in text.every_article()} for text in (old, new))
    rows = [_outside(old, new)]
    for group in _groups(concordance(old, new)):
        row = ArticleRow(tuple(group), ())
        units = _aligned(
            [unit for eId in row.old for unit in passages(ours[eId])],
            [unit for eId in row.new for unit in passages(theirs[eId])],
        )
        rows.append(replace(row, units=tuple(units)))
    return TextAmendment(old, new, tuple(_followed(row for row in rows if row.units)))


def passages(article: Article) -> Iterator[TextUnit]:
    """What has words in an article, with the rows of its tables."""
    for unit in article.units():
        yield TextUnit(unit.eId, "\n".join(filter(None, (unit.zh, *unit.table))))


def _outside(old: Regulation, new: Regulation) -> ArticleRow:
    """The preamble and the lines of annexes, which no article has."""

    def lines(text: Regulation) -> list[TextUnit]:
        annexed = ((annex.eId, line) for annex in text.annexes for line in (annex.heading.zh, *annex.text))
        listed = [("preamble", line) for line in text.preamble] + list(annexed)
        return [TextUnit(eId, line) for eId, line in listed if comparable(line)]

    return ArticleRow((), tuple(_aligned(lines(old), lines(new))))


def _groups(pairs: Iterable[Pair]) -> list[list[Pair]]:
    """The pairs, those of one split or merger together, in their order."""
    groups: list[list[Pair]] = []
    of: dict[tuple[str, str], list[Pair]] = {}
    for pair in pairs:
        places = [(side, eId) for side, eId in (("old", pair.old), ("new", pair.new)) if eId]
        known = [of[place] for place in places if place in of]
        group = known[0] if known else []
        if not known:
            groups.append(group)
        for other in known[1:]:
            if other is not group:
                group += other
                groups.remove(other)
        group.append(pair)
        of |= {(side, eId): group for p in group for side, eId in (("old", p.old), ("new", p.new)) if eId}
    return groups


def _aligned(old: Sequence[TextUnit], new: Sequence[TextUnit]) -> Iterator[UnitRow]:
    """The 款 of articles that belong together: in order where they are alike, then the same words in another order."""
    left, right = set(range(len(old))), set(range(len(new)))
    partner: dict[int, int] = {}
    for i, j in _in_order(old, new):
        partner[j] = i
        left.discard(i)
        right.discard(j)
    places = {old[i].comparable: i for i in sorted(left, reverse=True)}
    for j in sorted(right):
        if new[j].comparable in places:
            partner[j] = places.pop(new[j].comparable)
            left.discard(partner[j])
    done = 0
    for j, unit in enumerate(new):
        if j not in partner:
            yield _row(None, unit)
            continue
        for i in range(done, partner[j]):
            if i in left:
                yield _row(old[i], None)
                left.discard(i)
        done = max(done, partner[j])
        yield _row(old[partner[j]], unit)
    yield from (_row(old[i], None) for i in sorted(left))


def _in_order(old: Sequence[TextUnit], new: Sequence[TextUnit]) -> list[tuple[int, int]]:
    """The pairs that share most, in the order of both sides."""
    if len(old) == len(new) == 1:
        return [(0, 0)]
    exact_only = len(old) * len(new) > _MOST
    best = [[0.0] * (len(new) + 1) for _ in range(len(old) + 1)]
    like: dict[tuple[int, int], float] = {}
    for i in reversed(range(len(old))):
        for j in reversed(range(len(new))):
            share = 1.5 if old[i].comparable == new[j].comparable else 0.0 if exact_only else likeness(old[i], new[j])
            like[i, j] = share if share >= _LEAST else -1.0
            best[i][j] = max(best[i + 1][j], best[i][j + 1], best[i + 1][j + 1] + like[i, j])
    i = j = 0
    chosen = []
    while i < len(old) and j < len(new):
        if like[i, j] > 0 and best[i][j] == best[i + 1][j + 1] + like[i, j]:
            chosen.append((i, j))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return chosen


def likeness(one: TextUnit, other: TextUnit) -> float:
    """The share of pairs of characters that are in both, 0 to 1."""
    return 2 * (one.pairs & other.pairs).total() / (one.pairs.total() + other.pairs.total())


def _row(old: TextUnit | None, new: TextUnit | None) -> UnitRow:
    pieces = redline(old.text if old else "", new.text if new else "", _LEXICON)
    if old is None or new is None:
        return UnitRow("removed" if old else "added", old, new, pieces)
    if old.comparable != new.comparable:
        return UnitRow("changed", old, new, pieces)
    return UnitRow("same" if old.eId == new.eId else "moved", old, new, pieces)


def _followed(rows: Iterable[ArticleRow]) -> Iterator[ArticleRow]:
    """The rows, where 款 and stretches that are gone at one place and new at another have moved."""
    articles = list(rows)
    units = [unit for article in articles for unit in article.units]
    partner = dict(
        _partners([u.old for u in units if u.old and not u.new], [u.new for u in units if u.new and not u.old])
    )
    left = {passage: where for where, passage in partner.items()}
    joined = []
    for article in articles:
        rest = [unit for unit in article.units if unit.new or unit.old not in left]  # what moved is where it went
        new = tuple(unit if unit.old or unit.new not in partner else _row(partner[unit.new], unit.new) for unit in rest)
        joined += [replace(article, units=new)] if new else []
    pieces = [piece for article in joined for unit in article.units for piece in unit.pieces if piece.kind == "changed"]
    sides = ([piece.old for piece in pieces], [piece.new for piece in pieces])
    gone, came = (Counter(filter(None, map(_worth_following, side))) for side in sides)
    moved = {words for words in gone if gone[words] == came[words] == 1}
    for article in joined:
        yield replace(article, units=tuple(
            replace(unit, pieces=tuple(part for piece in unit.pieces for part in _parted(piece, moved)))
            if unit.kind not in ("same", "moved") else unit for unit in article.units
        ))  # fmt: skip


def _partners(gone: Sequence[TextUnit], came: Sequence[TextUnit]) -> Iterator[tuple[TextUnit, TextUnit]]:
    """What came and what is gone that it was, the most alike first: the same words, or in bounds almost the same."""
    places = defaultdict(list)
    for passage in gone:
        places[passage.comparable].append(passage)
    near = len(gone) * len(came) <= _MOST
    scored = []
    for n, passage in enumerate(came):
        if len(passage.comparable) >= _WORTH_FOLLOWING:
            others = gone if near else places[passage.comparable]
            pairs = ((likeness(other, passage), -n, -m, passage, other) for m, other in enumerate(others))
            scored += [entry for entry in pairs if entry[0] >= _ALIKE]
    done: set[TextUnit] = set()
    for *_, passage, other in sorted(scored, key=lambda entry: entry[:3], reverse=True):
        if not done & {passage, other}:
            done |= {passage, other}
            yield passage, other


def _worth_following(text: str) -> str:
    words = comparable(text)
    return words if len(words) >= _WORTH_FOLLOWING else ""


def _parted(piece: RedlinePiece, moved: set[str]) -> Iterator[RedlinePiece]:
    """The piece; where one side of it has moved, both sides apart."""
    if piece.kind != "changed" or not moved.intersection(sides := (comparable(piece.old), comparable(piece.new))):
        yield piece
        return
    if piece.old:
        yield RedlinePiece("moved" if sides[0] in moved else "changed", piece.old, "")
    if piece.new:
        yield RedlinePiece("moved" if sides[1] in moved else "changed", "", piece.new)
