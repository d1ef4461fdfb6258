"""An eId says where its 条, 款 or 项 is: the second 款 of the ninth article is art_9__para_2.

Articles count from 1 without a gap; 第120条之一 is art_120-1 and follows art_120; 款 and 项 count from 1 within theirs.
In an excerpt the printed numbers are kept: it may leave out the articles and 款 that `missing` names, and no others.
For an imported text there is printed-number.
"""

import re
from collections.abc import Iterator

from guiju.files.finding import Fault
from guiju.model import Article, Paragraph, Point, Regulation, SharedWords

_ARTICLE = re.compile(r"art_(\d+)(?:-(\d+))?")


def of_rule(regulation: Regulation, shared: SharedWords) -> Iterator[Fault]:
    missing = {entry.number for entry in regulation.missing}
    number = inserted = 0
    for article in regulation.articles if regulation.coverage != "text" else ():
        match = _ARTICLE.fullmatch(article.eId)
        here = (int(match[1]), int(match[2] or 0)) if match else (0, 0)
        while str(number + 1) in missing and number + 1 < here[0]:
            number, inserted = number + 1, 0
        allowed = [f"art_{number + 1}"] + ([f"art_{number}-{inserted + 1}"] if number else [])
        if article.eId not in allowed:
            yield _fault(article, " or ".join(allowed))
        if match:
            number, inserted = here
        yield from _inside(article, missing)


def _inside(article: Article, missing: set[str]) -> Iterator[Fault]:
    """The 款 and 项 of an article."""
    place = 0
    for paragraph in article.paragraphs:
        place += 1
        while f"{article.eId.removeprefix('art_')}({place})" in missing and paragraph.eId != _paragraph(article, place):
            place += 1
        if paragraph.eId != _paragraph(article, place):
            yield _fault(paragraph, _paragraph(article, place))
        for i, point in enumerate(paragraph.points, 1):
            if point.eId != f"{paragraph.eId}__point_{i}":
                yield _fault(point, f"{paragraph.eId}__point_{i}")


def _paragraph(article: Article, place: int) -> str:
    return f"{article.eId}__para_{place}"


def _fault(record: Article | Paragraph | Point, expected: str) -> Fault:
    message = f"{record.eId} is where {expected} is expected; renumber it or put it in its place"
    return Fault(message, record.where.at("eId"))
