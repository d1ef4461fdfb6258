"""An eId says where its 条, 款 or 项 stands: the second 款 of the ninth article is art_9__para_2.

Articles count from 1 without a gap; 第120条之一 is art_120-1 and follows art_120; 款 and 项 count from 1 within theirs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from guiju.finding import Finding
from guiju.model import Article, Corpus, Paragraph, Point

_ARTICLE = re.compile(r"art_(\d+)(?:-(\d+))?")


def check(corpus: Corpus) -> Iterator[Finding]:
    for regulation in corpus.full():
        number = inserted = 0
        for article in regulation.articles:
            allowed = [f"art_{number + 1}"] + ([f"art_{number}-{inserted + 1}"] if number else [])
            if article.eId not in allowed:
                yield _finding(article, " or ".join(allowed))
            match = _ARTICLE.fullmatch(article.eId)
            if match:
                number, inserted = int(match[1]), int(match[2] or 0)
            for p, paragraph in enumerate(article.paragraphs, 1):
                if paragraph.eId != f"{article.eId}__para_{p}":
                    yield _finding(paragraph, f"{article.eId}__para_{p}")
                for i, point in enumerate(paragraph.points, 1):
                    if point.eId != f"{paragraph.eId}__point_{i}":
                        yield _finding(point, f"{paragraph.eId}__point_{i}")


def _finding(record: Article | Paragraph | Point, expected: str) -> Finding:
    return Finding(
        "eid-position",
        f"{record.eId} stands where {expected} is expected; renumber it or put it in its place",
        record.where.at("eId"),
    )
