"""A case can be run: its facts fit the vocabulary, and what it names is there.

Entities, facts and their values are those of vocabulary.yaml; `about` names a thing of the case; obligations,
provisions and sanctions exist; and what an authority `applied` was law at the conduct (its numbers in time say when),
where both days are known. No decision comes before the conduct. `illustrates` is our reading and is not dated.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date

from guiju.files.finding import Fault, Location, close_to
from guiju.model import Case, Corpus, Fact
from guiju.reasoning import facts
from guiju.reasoning.elements import in_time
from guiju.reasoning.facts import Unfit


def check(corpus: Corpus) -> Iterator[Fault]:
    known = facts.by_entity(corpus.vocabulary.facts)
    there = {
        "obligation": {rule.global_id(o): None for rule, o in corpus.obligations()},
        "provision": {rule.global_id(p): None for rule, p in corpus.provisions()},
        "sanction": {rule.global_id(s): None for rule, p in corpus.provisions() for s in p.sanctions},
    }
    for case in corpus.cases.values():
        yield from _facts(case, known)
        named = [(entry.about, entry.where) for entries in (case.reported, case.expect) for entry in entries]
        for name, where in named:
            if name not in case.entities:
                yield _missing("entity of this case", name, case.entities, where.at("about"))
        yield from _references(case, there)
        yield from _dates(corpus, case)


def _facts(case: Case, known: Mapping[str, Mapping[str, Fact]]) -> Iterator[Fault]:
    for thing in case.entities.values():
        if thing.entity not in known:
            yield _missing("entity", thing.entity, known, thing.where.at("entity"))
            continue
        for name, fact in thing.facts.items():
            if name not in known[thing.entity]:
                yield _missing(f"fact of {thing.entity}", name, known[thing.entity], thing.where.at("facts", name))
                continue
            for value, where in ((fact.value, fact.where), *((other.value, other.where) for other in fact.otherwise)):
                try:
                    facts.value(known[thing.entity][name], value)
                except Unfit as unfit:
                    yield Fault(str(unfit), where.at("value"))


def _references(case: Case, known: Mapping[str, Collection[str]]) -> Iterator[Fault]:
    named = [("provision", name, case.where.at("applied", i)) for i, name in enumerate(case.applied)]
    named += [("obligation", name, case.where.at("illustrates", i)) for i, name in enumerate(case.illustrates)]
    for difference in case.differences:
        named += [("provision", n, difference.where.at("provisions", i)) for i, n in enumerate(difference.provisions)]
    for entry in case.expect:
        named += [(kind, name, entry.where.at(kind)) for kind in known if (name := getattr(entry, kind)) is not None]
    for kind, name, place in named:
        if name not in known[kind]:
            yield _missing(kind, name, known[kind], place)


def _dates(corpus: Corpus, case: Case) -> Iterator[Fault]:
    day = case.period.latest
    for index, name in enumerate(case.applied):
        provision = corpus.provision(name)
        if provision is None or not isinstance(day, date):
            continue
        if all(in_time(n.from_, n.until, day) is False for n in provision.numbers):
            message = f"{name} was not law on {day.isoformat()}; correct the provision or the period"
            yield Fault(message, case.where.at("applied", index))
    for outcome in case.reported:
        first = case.period.earliest
        decision = outcome.decided.latest if outcome.decided is not None else None
        if isinstance(decision, date) and isinstance(first, date) and decision < first:
            message = f"decided by {decision.isoformat()}, before the conduct of {first.isoformat()}; correct one"
            yield Fault(message, outcome.where.at("decided"))
        if outcome.licences and not {"suspension_of_business", "revocation_of_licence"} & set(outcome.measures):
            message = "licences are named and none is suspended or revoked; name the measure or leave the licences out"
            yield Fault(message, outcome.where.at("licences"))


def _missing(kind: str, name: str, known: Iterable[str], place: Location) -> Fault:
    known = list(known)
    remedy = close_to(name, known, f"there are {len(known)}; correct the name")
    return Fault(f"there is no {kind} {name}; {remedy}", place)
