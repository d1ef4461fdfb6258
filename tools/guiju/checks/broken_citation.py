"""A citation names a 款 or 项 that exists.

Looks at the eIds of obligations and spans, and the places that glossary definitions name. Of a rule of which only the
outline is recorded there is no text to look into: only the rule must exist.
"""

from collections.abc import Iterator

from guiju.files.finding import Fault
from guiju.model import Corpus, Regulation, SharedWords, Where


def of_rule(regulation: Regulation, shared: SharedWords) -> Iterator[Fault]:
    for record in regulation.quoting():
        yield from _missing(regulation, record.eId, record.where.inner("eId"))


def check(corpus: Corpus) -> Iterator[Fault]:
    for term in corpus.glossary:
        if term.defined_at is None:
            continue
        rule, _, eId = term.defined_at.partition("#")
        defining = corpus.regulations.get(rule)
        if defining is None:
            known = f"rules are: {', '.join(corpus.regulations)}"
            yield Fault(f"there is no rule {rule}; {known}", term.where.at("defined_at"))
        elif defining.articles:
            yield from _missing(defining, eId, term.where.inner("defined_at"))


def _missing(regulation: Regulation, eId: str, place: Where) -> Iterator[Fault]:
    if regulation.unit(eId) is not None:
        return
    article = regulation.article(eId)
    if article is None:
        known = f"{len(regulation.articles)} articles"
        yield Fault(f"{eId.split('__')[0]} does not exist ({known}); correct the eId", place.at())
    else:
        known = ", ".join(unit.eId for unit in article.units())
        yield Fault(f"{eId} is not a 款 or 项; {article.eId} has {known}", place.at())
