"""The examples of a sanction come out as they say: whether it applies to the act, and how the penalty compares.

So a moved day, a dropped condition, a wider range or another conjunction (or for and) is noticed. The scenarios of
scenarios.yaml come out too: who acted, which act, and the rules of general effect count there.
"""

from collections.abc import Iterator, Mapping

from guiju.files.finding import Fault
from guiju.model import Corpus, Fact, Provision, Regulation, Sanction, SanctionExample, SharedWords
from guiju.predicates.types import defects, scope
from guiju.reasoning import examples, facts
from guiju.reasoning.facts import Unfit


def of_rule(regulation: Regulation, shared: SharedWords) -> Iterator[Fault]:
    known = facts.by_entity(shared.vocabulary.facts)
    names = scope(known, "conduct")
    for provision, sanction in ((p, s) for p in regulation.provisions for s in p.sanctions):
        if any(text and defects(text, names) for text in (provision.act, sanction.act, sanction.when)):
            continue  # unsound-predicate says what is wrong
        for example in sanction.examples:
            yield from _example(provision, sanction, example, known.get("conduct", {}))


def check(corpus: Corpus) -> Iterator[Fault]:
    every = facts.by_entity(corpus.vocabulary.facts)
    names, known = scope(every, "conduct"), every.get("conduct", {})
    if any(defects(text, names) for _, provision in corpus.provisions() for text in _predicates(provision)):
        return  # unsound-predicate says what is wrong
    for rule in corpus.regulations.values():
        tiers = [(provision.id, sanction.id) for provision in rule.provisions for sanction in provision.sanctions]
        for scenario in rule.scenarios:
            if not any(scenario.provision == one or scenario.sanction == other for one, other in tiers):
                key = "provision" if scenario.provision else "sanction"
                message = f"{rule.id} has no {key} '{getattr(scenario, key)}' that sets penalties; correct the id"
                yield Fault(message, scenario.where.at(key))
                continue
            try:
                for key, found in examples.disagreements(corpus, rule, scenario, known):
                    message = f"'{scenario.name}' comes out {found}; correct the scenario or the sanction"
                    yield Fault(message, scenario.where.at(key))
            except Unfit as unfit:
                yield Fault(str(unfit), scenario.where.at("facts"))


def _predicates(provision: Provision) -> Iterator[str]:
    general = (*provision.excludes, *provision.tempers, *(provision.limitation.periods if provision.limitation else ()))
    of_sanctions = (entry for sanction in provision.sanctions for entry in (sanction, *sanction.unless))
    for entry in (provision, *general, *of_sanctions):
        yield from (text for key in ("act", "when") if (text := getattr(entry, key, None)))


def _example(
    provision: Provision, sanction: Sanction, example: SanctionExample, known: Mapping[str, Fact]
) -> Iterator[Fault]:
    try:
        answers = examples.answers(provision, sanction, example, known)
    except Unfit as unfit:
        yield Fault(str(unfit), example.where.at("conduct"))
        return
    expected = examples.expected_answers(example)
    for key, value in answers.items():
        if expected.get(key) != value:
            difference = f"{key} comes out {value}, not {expected.get(key, 'nothing')}"
            yield Fault(f"{difference}; correct the example or the sanction", example.where.at(key))
    for key in expected.keys() - answers.keys():
        yield Fault(f"nothing imposed is compared as {key}; add it to `imposed` or remove this", example.where.at(key))
