"""The examples of an obligation give the verdict that they say, and every obligation with a check has examples.

There is one for each verdict that its checks can give: a test that decides one side only has no example of the other. A
contradiction of the vocabulary is true of its impossible facts and false of its possible ones.
"""

from collections.abc import Iterator
from datetime import date

from guiju.files.finding import Fault
from guiju.model import Contradiction, Corpus, Obligation, Regulation, SharedWords, Verdict
from guiju.predicates import kleene, parse
from guiju.predicates.kleene import Row
from guiju.predicates.types import FactsByEntity, defects, scope, sound
from guiju.reasoning import examples, facts
from guiju.reasoning.contradictions import disallowed_names
from guiju.reasoning.facts import Unfit


def of_rule(regulation: Regulation, shared: SharedWords) -> Iterator[Fault]:
    known = facts.by_entity(shared.vocabulary.facts)
    for obligation in regulation.obligations:
        yield from _obligation(regulation, obligation, known)


def check(corpus: Corpus) -> Iterator[Fault]:
    known = facts.by_entity(corpus.vocabulary.facts)
    for contradiction in corpus.vocabulary.contradictions:
        yield from _contradiction(contradiction, known)


def _obligation(regulation: Regulation, obligation: Obligation, known: FactsByEntity) -> Iterator[Fault]:
    if not sound(obligation, known):
        return  # unsound-predicate says what is wrong
    illustrated = {example.verdict for example in obligation.examples}
    for verdict in _reachable(obligation):
        if verdict not in illustrated:
            message = f"'{obligation.id}' has a check that can say {verdict}, but no example of it; add one"
            yield Fault(message, obligation.where.at("checks"))
    for example in obligation.examples:
        try:
            verdict = examples.verdict(regulation, obligation, example, known)
        except Unfit as unfit:
            yield Fault(str(unfit), example.where.at("facts"))
        else:
            if verdict != example.verdict:
                message = f"gives {verdict}, not {example.verdict}; correct the example or the check"
                yield Fault(message, example.where.at("verdict"))


def _reachable(obligation: Obligation) -> Iterator[Verdict]:
    if not obligation.checks:
        return
    yield "undetermined"
    sides = {c.decides for c in obligation.checks}
    # One check that never says met keeps the whole from it, unless it does not apply.
    if sides <= {"both", "met"}:
        yield "met"
    if sides & {"both", "breached"}:
        yield "breached"
    if all(c.applies_when for c in obligation.checks):
        yield "not_applicable"


def _contradiction(entry: Contradiction, known: FactsByEntity) -> Iterator[Fault]:
    if entry.entity not in known or defects(entry.when, scope(known, entry.entity)):
        return  # unsound-predicate says what is wrong
    predicate = parse(entry.when)
    if disallowed_names(predicate):
        return  # and of this too
    for key, stated, wanted in (("impossible", entry.impossible, True), ("possible", entry.possible, False)):
        own = {name: value for name, value in stated.items() if name in known[entry.entity]}
        besides = {name: value for name, value in stated.items() if name not in own}
        try:
            row, service = facts.values(known[entry.entity], own), facts.values(known["service"], besides)
        except Unfit as unfit:
            yield Fault(str(unfit), entry.where.at(key))
            continue
        if kleene.evaluate(predicate, Row(row, service, {}, date.min)) is not wanted:
            message = f"the predicate is not {str(wanted).lower()} of these facts; correct them or the predicate"
            yield Fault(message, entry.where.at(key))
