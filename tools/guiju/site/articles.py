"""One page an article: the text of each 款 and 项, with the obligations that quote it beside the words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from guiju.model import Article, Obligation, Regulation, Span, Unit
from guiju.site import addresses, marked
from guiju.site.marked import Piece
from guiju.site.render import Site, page


@dataclass(frozen=True)
class Passage:
    """A 款 or 项 as its page shows it. `level` is that of its heading; `corrections` counts them by kind."""

    unit: Unit
    level: int
    pieces: tuple[Piece, ...]
    obligations: tuple[Obligation, ...]
    spans: tuple[Span, ...]
    corrections: Counter[str]


def pages(site: Site) -> Iterator[tuple[str, str]]:
    """The pages of all articles of all rules whose text is here."""
    for rule in site.corpus.full():
        pieces = marked.marked(rule)
        for index, article in enumerate(rule.articles):
            here = addresses.place(rule, article.eId)
            title = f"{site.cite(rule, article.eId)} {article.heading[site.lang]}"
            yield (
                here,
                page(
                    site,
                    "article.md.j2",
                    here,
                    f"{title} · {rule.short_title[site.lang]}",
                    hide=("navigation", "toc"),
                    rule=rule,
                    article=article,
                    passages=tuple(passages(rule, article, pieces)),
                    terms=marked.terms(site.corpus, article.units()),
                    previous=rule.articles[index - 1] if index else None,
                    next=rule.articles[index + 1] if index + 1 < len(rule.articles) else None,
                ),
            )


def passages(rule: Regulation, article: Article, pieces: dict[str, tuple[Piece, ...]]) -> Iterator[Passage]:
    """The 款 and 项 of an article, each with what our reading says of it."""
    for unit in article.units():
        yield Passage(
            unit,
            3 if "__point_" in unit.eId else 2,
            pieces[unit.eId],
            tuple(o for o in rule.obligations if o.eId == unit.eId),
            tuple(s for s in rule.spans if s.eId == unit.eId),
            Counter(c.kind for c in rule.corrections if c.place == unit.eId),
        )
