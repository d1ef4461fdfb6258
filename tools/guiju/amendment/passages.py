"""The articles of a text as they are compared: their words, what they cite, and how much each pair of signs says."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache

from guiju.files.bundled import packaged
from guiju.files.folding import comparable
from guiju.model import Article, Regulation
from guiju.places.citation import Place
from guiju.places.numerals import whole

_CITATION = 5
"""Articles that cite the same article of the law have as much in common as by so many pairs of characters."""
_COMMON = 0.004
"""A pair of characters that this share of the articles of all statutes has counts half."""


_NUMERAL = "[零〇一二三四五六七八九十百千]{1,7}"
_CITED = re.compile(rf"(?<!》)第({_NUMERAL})条(?:之({_NUMERAL}))?(?:第{_NUMERAL}款)?")
CLAUSE, _SENTENCE = re.compile(r"[^，。；：,;:！？\n]+"), re.compile(r"[^。；;\n]+")
_ROLES = {
    "purpose": re.compile("^为了?.+制定本[法条规办细决解]"),
    "commencement": re.compile("^本.{1,6}自.{2,20}起(?:施行|实施|生效)"),
}
"""What hardly two articles of a law do, in words that all laws share."""
_DELETED = re.compile("(?:根据.{0,40})?已?(?:删除|删去|废止)")


@dataclass(frozen=True)
class ComparedArticle:
    """An article as it is compared: its words, its sentences and 项, and the heading of its chapter. `cited` are the
    articles of the law itself that it names."""

    eId: str
    text: str
    sentences: tuple[str, ...]
    chapter: str
    cited: tuple[str, ...]

    @cached_property
    def grams(self) -> frozenset[str]:
        """The pairs and triples of characters, without those of citations, and what the article is for."""
        role = (f"§{name}" for name, pattern in _ROLES.items() if pattern.search(self.text))
        return frozenset(role).union(*self.sentence_grams)

    @cached_property
    def sentence_grams(self) -> tuple[frozenset[str], ...]:
        """Those of each sentence and 项."""
        return tuple(map(grams_of, self.sentences))


def grams_of(text: str) -> frozenset[str]:
    parts = [comparable(clause) for clause in CLAUSE.findall(_CITED.sub("，", text))]
    return frozenset(part[at : at + size] for part in parts for size in (2, 3) for at in range(len(part) - size + 1))


def passages(rule: Regulation) -> list[ComparedArticle]:
    """The articles with words, those of annexes last; a number that only says that its article was deleted has none."""
    passages, chapter = [], ""
    for article in rule.every_article():
        for division in article.divisions:
            chapter = comparable(division.heading.zh) or chapter
        printed = "\n".join(_printed(article))
        text = comparable(printed)
        if text and not _DELETED.fullmatch(text):
            cited = tuple(Place(whole(n), whole(m) if m else None).article_eId for n, m in _CITED.findall(printed))
            passages.append(ComparedArticle(article.eId, text, tuple(_SENTENCE.findall(printed)), chapter, cited))
    return passages


def _printed(article: Article) -> Iterator[str]:
    for unit in article.units():
        yield unit.zh
        yield from unit.table


@lru_cache(maxsize=2**17)  # a law has tens of thousands, and other laws the same ones
def gram_weight(gram: str) -> float:
    """How much a pair or triple of characters says in any law; what begins with § says much."""
    if gram[0] == "§":
        return _CITATION
    pairs = [1 / (1 + _common_pairs().get(gram[at : at + 2], 0) / _COMMON) for at in range(len(gram) - 1)]
    return sum(pairs) / len(pairs)


@cache
def _common_pairs() -> Mapping[str, float]:
    """The pairs of characters that many articles of statutes have, and the share of articles."""
    levels: Mapping[str, list[str]] = packaged(__file__, "common_words.yaml")
    lines = ((float(share) * 1.4, line) for share, listed in levels.items() for line in listed)
    return {line[at : at + 2]: share for share, line in lines for at in range(0, len(line), 2)}
