"""Which article of an old text became which of a new one: by words, neighbours and order together.

Words are pairs and triples of characters, each the weightier the fewer articles have it, here and in statutes at large,
so that what all laws say (违反本法规定的, 依法给予处分) has no weight. Among articles of like words those win whose
neighbours went the same way. What is left over belongs to an article that has its words beyond those of its own
partner: it was split off that one, or merged into it. See docs/decisions/0025-concordance.md.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from guiju.amendment.passages import CLAUSE, ComparedArticle, gram_weight, grams_of, passages
from guiju.files.display import Displayed
from guiju.law.versions import SameText
from guiju.model import Regulation

PairKind = Literal["unchanged", "renumbered", "amended", "split", "merged", "removed", "added"]


@dataclass(frozen=True)
class Pair(Displayed):
    """A row of a concordance: the eIds of an article in the old and the new text, None where there is none.
    `confidence` is how often such a row is right, 0 to 1; `words` are those of the new text (of a removed article: the
    old) that carry it."""

    old: str | None
    new: str | None
    kind: PairKind
    confidence: float
    words: tuple[str, ...] = ()


def concordance(old: Regulation, new: Regulation) -> tuple[Pair, ...]:
    """A row for each pair of articles, in the order of the old text, an added article after its neighbour."""
    return _rows(SameText(old), SameText(new))


@lru_cache(maxsize=16)  # pages of changes and of versions ask of the same texts
def _rows(old: SameText, new: SameText) -> tuple[Pair, ...]:
    return _Alignment(passages(old.text), passages(new.text)).rows()


Place = tuple[int, int]
"""The places of an article in the old text and of one in the new."""

# What evidence counts, fitted to planted revisions (bench/concordance.md) and rounded, so that its logistic is about
# how often two articles belong together: as partners, and one as a part of the other.
_LIKENESS, _COVER, _ORDER, _CHAPTER, _NONE = 12, 2, 3.6, 0.5, -5.5
_PART, _REST, _PART_ORDER, _NO_PART = 11, 5, 3, -5.6
_DOUBTFUL = 3.0
"""Partners of less evidence may be parts of others."""
_LEAST_LEFT, _LEAST_SURE = 0.2, 0.6
"""From which likeness on two articles are partners that nothing else claims; and how sure the least evident are."""
_HOLDERS, _CANDIDATES = 40, 12
"""Words of more articles find no candidates; an old article has so many of these."""
_NEXT_TO_NOTHING = 1e-9
"""So that the words of an article that has none can be divided by."""
_REACH = 3
"""How far away a neighbour may be that has a partner."""


class _Alignment:
    """Two texts side by side: who is whose partner, by place in the texts, and which articles are parts of others."""

    def __init__(self, old: Sequence[ComparedArticle], new: Sequence[ComparedArticle]) -> None:
        self.old, self.new = old, new
        self.forward: dict[int, int] = {}
        self.back: dict[int, int] = {}
        # First what is certain by its words alone; its neighbours then say more about the others.
        for least in (2.0, 0.0):
            self._weigh()
            for _ in range(2):
                self._pair(least)
        self._part_doubtful()
        self._pair_rest()
        self.parts = {**self._passed_on(), **self._parts(by_new=True), **self._parts(by_new=False)}

    def _weigh(self) -> None:
        """Weigh the words of each article, and the articles that it cites, by their new numbers where these are known.

        The rarer counts by the square of its information: else words of a common sanction outweigh its case.
        """
        now = {self.old[i].eId: self.new[j].eId for i, j in self.forward.items()}
        old = [p.grams | {f"§{now[eId]}" for eId in p.cited if eId in now} for p in self.old]
        new = [p.grams | {f"§{eId}" for eId in p.cited} if now else p.grams for p in self.new]
        spread = Counter(gram for grams in (*old, *new) for gram in grams)
        total = len(old) + len(new)
        level = {count: math.log(1 + total / (2 * count)) ** 2 for count in set(spread.values())}
        self.weights = {gram: level[count] * gram_weight(gram) for gram, count in spread.items()}
        self.old_grams, self.new_grams = old, new
        self.old_weight, self.new_weight = list(map(self._weight, old)), list(map(self._weight, new))
        self.shared = dict(self._candidates())

    def _weight(self, grams: Iterable[str]) -> float:
        return sum(map(self.weights.__getitem__, grams)) + _NEXT_TO_NOTHING

    def _candidates(self) -> Iterator[tuple[Place, float]]:
        """The articles that share rare words, with the weight of all that they share."""
        same = dict(self._same())
        yield from (((i, j), self._weight(self.old_grams[i] & self.new_grams[j])) for i, j in same.items())
        holders = defaultdict(list)
        for j in set(range(len(self.new))).difference(same.values()):
            for gram in self.new_grams[j]:
                holders[gram].append(j)
        for i, grams in enumerate(self.old_grams):
            if i in same:
                continue
            rare = Counter[int]()
            for gram in grams:
                places = holders.get(gram, ())
                if len(places) <= _HOLDERS:
                    for j in places:
                        rare[j] += self.weights[gram]  # type: ignore[assignment]  # a Counter adds floats too
            for j, _ in rare.most_common(_CANDIDATES):
                yield (i, j), self._weight(grams & self.new_grams[j])

    def _same(self) -> Iterator[Place]:
        """The articles whose words no other article of their text has, with those of the same words."""
        old, new = ({p.text: at for at, p in enumerate(side)} for side in (self.old, self.new))
        times = Counter(passage.text for passage in self.old), Counter(passage.text for passage in self.new)
        yield from ((i, new[text]) for text, i in old.items() if all(side[text] == 1 for side in times))

    def _pair(self, least: float) -> None:
        """Make partners, the most evident first."""
        evidence = {place: self._evidence(*place) for place in self.shared}
        forward: dict[int, int] = {}
        back: dict[int, int] = {}
        for i, j in sorted(evidence, key=lambda place: (-evidence[place], place)):
            if evidence[i, j] >= least and i not in forward and j not in back:
                forward[i], back[j] = j, i
        self.forward, self.back = forward, back

    def _evidence(self, i: int, j: int) -> float:
        """What speaks for two articles: the share of words of both, of the one of which it is more, order, chapter."""
        chapter = self.old[i].chapter == self.new[j].chapter
        return (
            _LIKENESS * self._likeness(i, j)
            + _COVER * self.shared[i, j] / min(self.old_weight[i], self.new_weight[j])
            + _ORDER * self._order(i, j)
            + _CHAPTER * chapter
            + _NONE
        )

    def _likeness(self, i: int, j: int) -> float:
        return 2 * self.shared[i, j] / (self.old_weight[i] + self.new_weight[j])

    def _order(self, i: int, j: int) -> float:
        """Whether the neighbours of two articles are partners too, 0 to 1."""
        old, new = len(self.old), len(self.new)
        near = (_near(i, j, step, self.forward, old, new) + _near(j, i, step, self.back, new, old) for step in (-1, 1))
        return sum(near) / 4

    def _part_doubtful(self) -> None:
        """Part those of whom one is rather a part of another article."""
        for evidence, i, j in sorted((self._evidence(i, j), i, j) for i, j in self.forward.items()):
            if evidence >= _DOUBTFUL:
                break
            others = (place for place in self.shared if (place[0] == i) != (place[1] == j))
            rivals = (self._part(*place, by_new=place[1] == j) for place in others)
            if max((0.0, *rivals)) > evidence:
                del self.forward[i], self.back[j]

    def _pair_rest(self) -> None:
        """Make partners of articles that have none and are part of none, wherever they went."""
        taken = {at for by_new in (True, False) for at in self._parts(by_new)}
        olds, news = {i for i, _ in taken}, {j for _, j in taken}
        for i, j in sorted(self.shared, key=lambda place: -self._evidence(*place)):
            free = i not in {*self.forward, *olds} and j not in {*self.back, *news}
            if free and self._likeness(i, j) >= _LEAST_LEFT:
                self.forward[i], self.back[j] = j, i

    def _parts(self, by_new: bool) -> dict[Place, float]:
        """Where the words of articles without a partner are, with the evidence: parts of an old article, or a new."""
        taken = self.back if by_new else self.forward
        found: dict[int, tuple[float, Place]] = {}
        for i, j in self.shared:
            one = j if by_new else i
            if one not in taken:
                found[one] = max(found.get(one, (0.0, (i, j))), (self._part(i, j, by_new), (i, j)))
        return {place: evidence for evidence, place in found.values() if evidence > 0}

    def _part(self, i: int, j: int, by_new: bool) -> float:
        """What speaks for the new article being a part of the old one (or the old of the new): the share of its words
        there, and of what is there beyond the other's own partner."""
        part, whole = (self.new_grams[j], self.old_grams[i]) if by_new else (self.old_grams[i], self.new_grams[j])
        rest = whole - self._of_partner(i, j, by_new)
        common = self._weight(part & rest)
        share, of_rest = common / self._weight(part), common / self._weight(rest)
        return _PART * share + _REST * min(of_rest, 2 * share) + _PART_ORDER * self._order(i, j) + _NO_PART

    def _of_partner(self, i: int, j: int, by_new: bool) -> frozenset[str]:
        """The words of the partner of the old article, or of the new one."""
        if by_new:
            return self.new_grams[self.forward[i]] if i in self.forward else frozenset()
        return self.old_grams[self.back[j]] if j in self.back else frozenset()

    def _passed_on(self) -> dict[Place, float]:
        """A sentence or 项 that weighs much of an old article, is gone from its partner, and is in another one."""
        found: dict[Place, float] = {}
        for i, j in self.shared:
            partner = self.forward.get(i)
            if partner is None or partner == j or j not in self.back or self.old[i].text == self.new[partner].text:
                continue
            for sentence in self.old[i].sentence_grams:
                grams = sentence & self.weights.keys()
                weight, there = self._weight(grams), grams & self.new_grams[j]
                if (
                    weight > 0.25 * self.old_weight[i]
                    and self._weight(grams & self.new_grams[partner]) < 0.15 * weight
                    and self._weight(there) > 0.6 * weight
                    and self._weight(there - self.old_grams[self.back[j]]) > 0.2 * weight
                ):
                    found[i, j] = 1.0
        return found

    def rows(self) -> tuple[Pair, ...]:
        """The rows, in the order of the old text; what was added follows its neighbour in the new one."""
        sure = {(i, j): max(_logistic(self._evidence(i, j)), _LEAST_SURE) for i, j in self.forward.items()}
        sure |= {place: _logistic(evidence) for place, evidence in self.parts.items()}
        olds, news = Counter(i for i, _ in sure), Counter(j for _, j in sure)
        rows: list[tuple[tuple[float, int], Pair]] = []
        for (i, j), confidence in sure.items():
            kind = "merged" if news[j] > 1 else "split" if olds[i] > 1 else self._kind(i, j)
            rows.append(((i, j), Pair(self.old[i].eId, self.new[j].eId, kind, round(confidence, 2), self._words(i, j))))
        for i, passage in enumerate(self.old):
            if i not in olds:
                rows.append(((i, -1), Pair(passage.eId, None, "removed", self._alone(i, None))))
        follows = {j: i for i, j in sorted(sure, reverse=True)}
        at = -1
        for j, passage in enumerate(self.new):
            at = follows.get(j, at)
            if j not in news:
                rows.append(((at + 0.5, j), Pair(None, passage.eId, "added", self._alone(None, j))))
        return tuple(pair for _, pair in sorted(rows, key=lambda row: row[0]))

    def _kind(self, i: int, j: int) -> PairKind:
        old, new = self.old[i], self.new[j]
        if old.text != new.text:
            return "amended"
        return "unchanged" if old.eId == new.eId else "renumbered"

    def _alone(self, i: int | None, j: int | None) -> float:
        """How sure it is that an article has no partner among those that have none either, and is part of none."""
        own = [(a, b) for a, b in self.shared if i in (None, a) and j in (None, b)]
        free = (self._evidence(a, b) for a, b in own if a not in self.forward and b not in self.back)
        parts = (self._part(a, b, by_new=i is None) for a, b in own)
        return round(1 - max(map(_logistic, (*free, *parts)), default=0.0), 2)

    def _words(self, i: int, j: int) -> tuple[str, ...]:
        """The clause of the new article that weighs most of those that the old one has too."""
        best, words = 0.0, ""
        for clause in (clause for sentence in self.new[j].sentences for clause in CLAUSE.findall(sentence)):
            weight = self._weight(grams_of(clause) & self.old_grams[i])
            if weight > best:
                best, words = weight, clause.strip()
        return (words,) if words else ()


def _logistic(evidence: float) -> float:
    return 1 / (1 + math.exp(-evidence))


def _near(i: int, j: int, step: int, partners: Mapping[int, int], here: int, there: int) -> float:
    """How well the partner of the nearest neighbour in one direction agrees with two articles being partners."""
    for distance in range(1, _REACH + 1):
        at = i + step * distance
        if at in (-1, here):
            gap = j + 1 if step < 0 else there - j
        elif at in partners:
            gap = (partners[at] - j) * step
        else:
            continue
        return 1 / (1 + abs(gap - distance) / 3) if gap > 0 else 0.0
    return 0.0
