"""What follows from a breach fits those who bear the duty.

The bearers in `by_bearer` are some of those of the duty, each once, and at least one is left for what is stated for the
others. A provision that falls on some parties only (`falls_on`) is named for one of them. `only_where` limits
provisions that are named.
"""

from collections.abc import Iterator, Set

from guiju.files.finding import Fault
from guiju.model import BearerConsequence, Corpus, Obligation


def check(corpus: Corpus) -> Iterator[Fault]:
    parties = {party.id for party in corpus.vocabulary.parties}
    for _, obligation in corpus.obligations():
        yield from _bearers(obligation)
        yield from _limits(obligation)
        for group in obligation.consequences():
            yield from _provisions(corpus, group, parties)


def _bearers(obligation: Obligation) -> Iterator[Fault]:
    named: set[str] = set()
    apart = obligation.consequence.by_bearer if obligation.consequence else ()
    for group in apart:
        for index, bearer in enumerate(group.bearers):
            place = group.where.at("bearers", index)
            if bearer not in obligation.bearers:
                yield Fault(f"'{bearer}' does not bear this duty; remove it", place)
            elif bearer in named:
                yield Fault(f"'{bearer}' is given twice; name it once", place)
            named.add(bearer)
    if apart and obligation.consequence and named.issuperset(obligation.bearers):
        message = "`by_bearer` names every bearer, leaving none for the main consequence; move its last entry there"
        yield Fault(message, obligation.consequence.where.at("by_bearer"))


def _limits(obligation: Obligation) -> Iterator[Fault]:
    for limit in obligation.consequence.only_where if obligation.consequence else ():
        for index, name in enumerate(limit.provisions):
            if name not in obligation.leads_to:
                message = f"{name} is not among the provisions of this consequence; name one that is"
                yield Fault(message, limit.where.at("provisions", index))


def _provisions(corpus: Corpus, group: BearerConsequence, parties: Set[str]) -> Iterator[Fault]:
    for index, name in enumerate(group.provisions):
        provision = corpus.provision(name)
        falls_on = set(provision.falls_on) if provision else set()
        if falls_on and falls_on <= parties and falls_on.isdisjoint(group.bearers):
            message = f"{name} falls on none of {', '.join(group.bearers)}; name it for those on whom it falls"
            yield Fault(message, group.where.at("provisions", index))
