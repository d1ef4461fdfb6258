"""The examples of a sanction come out as they say: whether it applies to the act of that day, and how what was imposed compares.

So a moved day, a dropped condition, a wider range or another conjunction (or for and) is noticed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from guiju.files.finding import Fault
from guiju.model import Corpus, Fact, Sanction, SanctionExample
from guiju.predicates.types import defects, scope
from guiju.reasoning import examples, facts
from guiju.reasoning.facts import Unfit


def check(corpus: Corpus) -> Iterator[Fault]:
    known = facts.by_entity(corpus.vocabulary.facts)
    names = scope(known, "conduct")
    for regulation in corpus.regulations.values():
        for provision in regulation.provisions:
            for sanction in provision.sanctions:
                if sanction.when is not None and defects(sanction.when, names):
                    continue  # unsound-predicate says what is wrong
                for example in sanction.examples:
                    yield from _example(sanction, example, known.get("conduct", {}))


def _example(sanction: Sanction, example: SanctionExample, known: Mapping[str, Fact]) -> Iterator[Fault]:
    try:
        found = examples.answers(sanction, example, known)
    except Unfit as unfit:
        yield Fault(str(unfit), example.where.at("conduct"))
        return
    told = examples.expected_answers(example)
    for key, value in found.items():
        if told.get(key) != value:
            said = told.get(key, "nothing")
            yield Fault(
                f"{key} comes out {value}, not {said}; correct the example or the sanction", example.where.at(key)
            )
    for key in told.keys() - found.keys():
        yield Fault(f"nothing imposed is compared as {key}; add it to `imposed` or remove this", example.where.at(key))
