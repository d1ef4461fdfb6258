"""An excerpt names what of the rule is not in it: a list in order, without what is here whole.

A 款 of which only a part is here (`partial`) has its article, or the 款 itself, in `missing`; an article or 款 that
`missing` names is not here, or is here in part.
"""

from collections.abc import Iterator

from guiju.files.finding import Fault
from guiju.law.excerpt import missing_place, order
from guiju.model import Regulation, SharedWords


def of_rule(regulation: Regulation, shared: SharedWords) -> Iterator[Fault]:
    if not regulation.articles:
        return
    yield from _listed(regulation)
    named = {entry.number for entry in regulation.missing}
    for article in regulation.articles:
        number = article.eId.removeprefix("art_")
        for paragraph in article.paragraphs:
            inside = f"{number}({paragraph.eId.rsplit('_', 1)[1]})"
            if paragraph.partial and named.isdisjoint((number, inside)):
                message = f"only a part of {paragraph.eId} is here; add {number} or {inside} to `missing`"
                yield Fault(message, paragraph.where.at("partial"))


def _listed(regulation: Regulation) -> Iterator[Fault]:
    before: tuple[int, ...] | None = None
    for entry in regulation.missing:
        place = entry.where.at("number")
        if before is not None and order(entry) <= before:
            yield Fault(f"{entry.number} is out of order, or listed twice; list each once", place)
        before = order(entry)
        article, paragraph = missing_place(entry)
        here = regulation.article(article)
        named = [p for p in here.paragraphs if paragraph in (None, p.eId)] if here else []
        if named and not any(p.partial for p in named):
            remedy = f"remove {entry.number}, name the 款 that is not here, or mark what is only partly here"
            yield Fault(f"{paragraph or article} is here; {remedy}", place)
