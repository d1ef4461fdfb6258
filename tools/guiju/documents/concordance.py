"""A concordance: the articles of two texts of a law beside each other, a row a pair, and what became of each."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from guiju.amendment.concordance import Pair, concordance
from guiju.documents.blocks import Column, Front, Grid, Paper, Rows, Section
from guiju.files.display import Displayed, Records
from guiju.files.finding import Misuse
from guiju.files.folding import narrow
from guiju.model import Lang, Regulation
from guiju.places import citation
from guiju.wording.labels import COMMA, NOT_LEGAL_ADVICE
from guiju.wording.words import Words

SCHEMA_VERSION = 1
WORDS = Words(__file__, "concordance.yaml")
HEADINGS = WORDS.table("heading")
KINDS = WORDS.table("kind")
_CELLS = ("old", "new", "kind", "confidence", "words")
_WIDTHS = {"old": 9, "old_words": 40, "kind": 9, "confidence": 8, "new": 9, "new_words": 40}


@dataclass(frozen=True)
class AlignedTexts(Displayed):
    """Two texts by their names, and their concordance."""

    old_name: str
    new_name: str
    old: Regulation
    new: Regulation

    @cached_property
    def pairs(self) -> Records[Pair]:
        return Records(concordance(self.old, self.new))

    def is_one_work(self) -> bool:
        """Whether both have the same title, apart from the name of the state and words in brackets."""
        return _bare_title(self.old) == _bare_title(self.new)


def aligned(old: tuple[str, Regulation], new: tuple[str, Regulation]) -> AlignedTexts:
    """Two texts, each with its name. Misuse where one has no articles."""
    for name, text in (old, new):
        if not any(text.every_article()):
            raise Misuse(f"{name}: has no articles (第一条) to align; name a text that has")
    return AlignedTexts(old[0], new[0], old[1], new[1])


def paper(texts: AlignedTexts, lang: Lang, day: date) -> Paper:
    """The concordance to read and to print, with the words of both texts."""
    front = Front(
        lang=lang,
        day=day,
        title=WORDS["title"][lang],
        subject=(WORDS["subject"][lang].format(old=texts.old_name, new=texts.new_name),),
        notices=() if texts.is_one_work() else (two_works(texts, lang),),
        headline=counts(texts.pairs, lang),
        caution=WORDS["caution"][lang],
        foot=f"{day.isoformat()} · {NOT_LEGAL_ADVICE[lang]}",
    )
    columns = tuple(
        Column(HEADINGS[key][lang], width, "law" if "words" in key else "short") for key, width in _WIDTHS.items()
    )
    words = _words(texts.old), _words(texts.new)
    rows = tuple(_printed(texts, pair, words, lang) for pair in texts.pairs)
    grid = Grid("", columns, rows, tuple(None for _ in rows))
    return Paper(front, (Section("articles", WORDS["section"][lang], (grid,)),))


def rows(texts: AlignedTexts, lang: Lang, day: date) -> Rows:
    """A row for each pair: eIds, as in the JSON."""
    cells = (
        (pair.old or "", pair.new or "", pair.kind, f"{pair.confidence:.2f}", "\n".join(pair.words))
        for pair in texts.pairs
    )
    return Rows(_CELLS, tuple(cells))


def value(texts: AlignedTexts, lang: Lang, day: date) -> dict[str, Any]:
    """The concordance as JSON; `words` are those that carry a row."""
    return {
        "schema_version": SCHEMA_VERSION,
        "old": {"name": texts.old_name, "title": texts.old.title.zh},
        "new": {"name": texts.new_name, "title": texts.new.title.zh},
        "articles": [
            {"old": p.old, "new": p.new, "kind": p.kind, "confidence": p.confidence, "words": list(p.words)}
            for p in texts.pairs
        ],
    }


def counts(pairs: Sequence[Pair], lang: Lang) -> str:
    """未改 3，修改 2: how many rows there are of each kind."""
    number = Counter[str](pair.kind for pair in pairs)
    counted = (
        WORDS["counted"][lang].format(count=number[kind], kind=words[lang])
        for kind, words in KINDS.items()
        if number[kind]
    )  # fmt: skip
    return COMMA[lang].join(counted)


def two_works(texts: AlignedTexts, lang: Lang) -> str:
    """The note that the titles differ."""
    return WORDS["two_works"][lang].format(old=texts.old.title.zh, new=texts.new.title.zh)


def place(rule: Regulation, eId: str | None, lang: Lang) -> str:
    """第九条, art. 9; a dash where there is no article."""
    return citation.label(rule, eId, lang) if eId else "—"


def _bare_title(rule: Regulation) -> str:
    return re.sub(r"^中华人民共和国|[(][^()]*[)]|\s", "", narrow(rule.title.zh))


def _words(rule: Regulation) -> Mapping[str, str]:
    """The words of each article, a line for each 款 and 项."""
    return {
        article.eId: "\n".join("\n".join(filter(None, (unit.zh, *unit.table))) for unit in article.units())
        for article in rule.every_article()
    }


def _printed(
    texts: AlignedTexts, pair: Pair, words: tuple[Mapping[str, str], Mapping[str, str]], lang: Lang
) -> tuple[str, ...]:
    old, new = (side.get(eId, "—") if eId else "—" for side, eId in zip(words, (pair.old, pair.new), strict=True))
    if pair.kind in ("unchanged", "renumbered"):
        old = WORDS["same"][lang]
    cells = {
        "old": place(texts.old, pair.old, lang),
        "new": place(texts.new, pair.new, lang),
        "old_words": old,
        "new_words": new,
        "kind": KINDS[pair.kind][lang],
        "confidence": f"{pair.confidence:.2f}",
    }
    return tuple(cells[key] for key in _WIDTHS)
