"""A citation names a 款 or 项 that exists.

Looks at the eIds of obligations and spans, and the places that glossary definitions name. Of a rule of which only the
outline is recorded there is no text to look into: only the rule must exist.
"""

from collections.abc import Iterator

from guiju.files.finding import Fault, Location
from guiju.model import Corpus, Regulation


def check(corpus: Corpus) -> Iterator[Fault]:
    for regulation in corpus.regulations.values():
        for record in regulation.quoting():
            yield from _missing(regulation, record.eId, record.where.at("eId"))
    for term in corpus.glossary:
        if term.defined_at is None:
            continue
        rule, _, eId = term.defined_at.partition("#")
        defining, place = corpus.regulations.get(rule), term.where.at("defined_at")
        if defining is None:
            yield Fault(f"there is no rule {rule}; rules are: {', '.join(corpus.regulations)}", place)
        elif defining.articles:
            yield from _missing(defining, eId, place)


def _missing(regulation: Regulation, eId: str, place: Location) -> Iterator[Fault]:
    if regulation.unit(eId) is not None:
        return
    article = regulation.article(eId)
    if article is None:
        known = f"{len(regulation.articles)} articles"
        yield Fault(f"{eId.split('__')[0]} does not exist ({known}); correct the eId", place)
    else:
        known = ", ".join(unit.eId for unit in article.units())
        yield Fault(f"{eId} is not a 款 or 项; {article.eId} has {known}", place)
