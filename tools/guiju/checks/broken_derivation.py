"""What is derived for a service, asked in plain words, left to a judgement or to be registered names what exists.

Looks at `derivations`, `service_questions`, `judgements`, `registrations`, `occasions` and the `operator_places` of the
parties in the vocabulary: facts of the service (derived ones true or false), places as rule#eId, and duties by their
global ids; an occasion is the condition of its duty. Where a derivation reads a derived fact, all entries that give
that stand above it, since entries are applied from the top down.
"""

from collections.abc import Iterator, Sequence

from guiju.files.finding import Fault
from guiju.model import Corpus, DerivedFact, JudgedFact, Registration
from guiju.predicates import PredicateError, facts_named, parse


def check(corpus: Corpus) -> Iterator[Fault]:
    words = corpus.vocabulary
    service = {fact.id: fact.type for fact in words.facts if fact.entity == "service"}
    duties = {rule.global_id(record): record for rule, record in corpus.obligations()}
    for index, name in enumerate(words.service_questions):
        if name not in service:
            message = f"the service has no fact {name} to ask for; name one of vocabulary.yaml, or leave it out"
            yield Fault(message, words.where.at("service_questions", index))
    for entry in words.derivations:
        if service.get(entry.fact) != "boolean":
            message = f"the service has no fact {entry.fact} that is true or false; name one of vocabulary.yaml"
            yield Fault(message, entry.where.at("fact"))
    yield from _out_of_order(words.derivations)
    for judgement in words.judgements:
        if judgement.fact not in service:
            message = f"the service has no fact {judgement.fact} to judge; name one of vocabulary.yaml"
            yield Fault(message, judgement.where.at("fact"))
    for registration in words.registrations:
        for index, duty in enumerate(registration.duties):
            if duty not in duties:
                message = f"there is no duty {duty}; write the id of a duty as rule#duty"
                yield Fault(message, registration.where.at("duties", index))
    for index, duty in enumerate(words.occasions):
        if duty not in duties or duties[duty].condition is None:
            message = f"{duty} is no duty with a condition in words; name one as rule#duty, or leave it out"
            yield Fault(message, words.where.at("occasions", index))
    named = [(party.where, "operator_places", party.operator_places) for party in words.parties]
    records: list[DerivedFact | JudgedFact | Registration] = [*words.derivations, *words.judgements]
    named += [(record.where, "places", record.places) for record in (*records, *words.registrations)]
    for where, key, places in named:
        for index, place in enumerate(places):
            rule, _, eId = place.partition("#")
            if rule not in corpus.regulations or corpus.regulations[rule].unit(eId) is None:
                message = f"{place} does not exist; write the place of a 款 or 项 as rule#eId"
                yield Fault(message, where.at(key, index))


def _out_of_order(derivations: Sequence[DerivedFact]) -> Iterator[Fault]:
    for index, entry in enumerate(derivations):
        try:
            read = {fact for _, fact in facts_named(parse(entry.when), "service")}
        except PredicateError:  # unsound-predicate says what is wrong with it
            continue
        for fact in sorted(read & {later.fact for later in derivations[index:]}):
            message = (
                f"{fact} is read here, but given by this entry or one below; move what gives it above, or name others"
            )
            yield Fault(message, entry.where.at("when"))
