"""The examples of an obligation give the verdict that they say, and every obligation with a check has examples.

There is one for each verdict that its checks can give: a test that decides one side only has no example of the other. A contradiction of the vocabulary
is true of its impossible facts and false of its possible ones.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from guiju.files.finding import Fault
from guiju.model import Contradiction, Corpus, Fact, Obligation, Regulation
from guiju.predicates import kleene, parse
from guiju.predicates.kleene import Row
from guiju.predicates.types import Known, defects, scope, sound
from guiju.reasoning import examples, facts
from guiju.reasoning.contradictions import disallowed_names
from guiju.reasoning.facts import Unfit


def check(corpus: Corpus) -> Iterator[Fault]:
    known = facts.by_entity(corpus.vocabulary.facts)
    for regulation in corpus.regulations.values():
        for obligation in regulation.obligations:
            yield from _obligation(regulation, obligation, known)
    for contradiction in corpus.vocabulary.contradictions:
        yield from _contradiction(contradiction, known)


def _obligation(
    regulation: Regulation, obligation: Obligation, known: Mapping[str, Mapping[str, Fact]]
) -> Iterator[Fault]:
    if not sound(obligation, known):
        return  # unsound-predicate says what is wrong
    told = {example.verdict for example in obligation.examples}
    for verdict in _reachable(obligation):
        if verdict not in told:
            message = f"'{obligation.id}' has a check that can say {verdict}, but no example of it; add one"
            yield Fault(message, obligation.where.at("checks"))
    for example in obligation.examples:
        try:
            found = examples.verdict(regulation, obligation, example, known)
        except Unfit as unfit:
            yield Fault(str(unfit), example.where.at("facts"))
        else:
            if found != example.verdict:
                message = f"gives {found}, not {example.verdict}; correct the example or the check"
                yield Fault(message, example.where.at("verdict"))


def _reachable(obligation: Obligation) -> list[str]:
    if not obligation.checks:
        return []
    decided = {c.decides for c in obligation.checks}
    found = ["undetermined"]
    # One check that never says met keeps the whole from it, unless it does not apply.
    if all(d in ("both", "met") for d in decided):
        found.append("met")
    if decided & {"both", "breached"}:
        found.append("breached")
    if all(c.applies_when for c in obligation.checks):
        found.append("not_applicable")
    return found


def _contradiction(entry: Contradiction, known: Known) -> Iterator[Fault]:
    if entry.entity not in known or defects(entry.when, scope(known, entry.entity)):
        return  # unsound-predicate says what is wrong
    predicate = parse(entry.when)
    if disallowed_names(predicate):
        return  # and of this too
    for key, told, wanted in (("impossible", entry.impossible, True), ("possible", entry.possible, False)):
        try:
            row = facts.values(known[entry.entity], told)
        except Unfit as unfit:
            yield Fault(str(unfit), entry.where.at(key))
            continue
        if kleene.evaluate(predicate, Row(row, {}, {}, date.min)) is not wanted:
            message = f"the predicate is not {str(wanted).lower()} of these facts; correct them or the predicate"
            yield Fault(message, entry.where.at(key))
