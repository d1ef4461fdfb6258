"""A provision that a consequence, or a duty of a cited law names is recorded in the outline of that law.

Read are the `provisions` of consequences and the `penalised_by` of duties.
"""

from __future__ import annotations

from collections.abc import Iterator

from guiju.files.finding import Fault, Location
from guiju.model import Corpus


def check(corpus: Corpus) -> Iterator[Fault]:
    known = {f"{r.id}#{p.id}" for r in corpus.regulations.values() for p in r.provisions}
    for name, place in _named(corpus):
        if name not in known:
            rule = name.partition("#")[0]
            there = [k for k in known if k.startswith(f"{rule}#")]
            remedy = f"it has {', '.join(sorted(there))}" if there else f"add it to regulations/{rule}/regulation.yaml"
            yield Fault(f"there is no provision {name}; {remedy}", place)


def _named(corpus: Corpus) -> Iterator[tuple[str, Location]]:
    for regulation in corpus.regulations.values():
        for obligation in regulation.obligations:
            for group in obligation.consequences():
                yield from ((name, group.where.at("provisions", index)) for index, name in enumerate(group.provisions))
        for provision in regulation.provisions:
            for index, name in enumerate(provision.penalised_by):
                yield name, provision.where.at("penalised_by", index)
