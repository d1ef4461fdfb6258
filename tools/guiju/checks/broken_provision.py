"""A provision that a consequence names, or a duty of a cited law, is recorded in the outline of that law.

Looks at the `provisions` of consequences and the `penalised_by` of duties.
"""

from collections.abc import Iterator

from guiju.files.finding import Fault, Location
from guiju.model import Corpus


def check(corpus: Corpus) -> Iterator[Fault]:
    known = sorted(rule.global_id(provision) for rule, provision in corpus.provisions())
    there = frozenset(known)
    for name, place in _names(corpus):
        if name not in there:
            rule = name.partition("#")[0]
            of_the_law = ", ".join(other for other in known if other.startswith(f"{rule}#"))
            remedy = f"it has {of_the_law}" if of_the_law else f"add it to regulations/{rule}/regulation.yaml"
            yield Fault(f"there is no provision {name}; {remedy}", place)


def _names(corpus: Corpus) -> Iterator[tuple[str, Location]]:
    for _, obligation in corpus.obligations():
        for group in obligation.consequences():
            yield from ((name, group.where.at("provisions", index)) for index, name in enumerate(group.provisions))
    for _, provision in corpus.provisions():
        yield from ((n, provision.where.at("penalised_by", index)) for index, n in enumerate(provision.penalised_by))
