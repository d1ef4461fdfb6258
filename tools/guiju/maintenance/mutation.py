"""Mutation testing of the data: what nobody notices when one thing is changed is untested.

Operators on every obligation with a check: drop it; drop the gate of its bearers; drop a condition; change one thing in
a predicate (`predicate_changes`); move a number of the law by one; swap a bearer; flip the modality; move the first day
of the rule where a predicate reads it. Those on sanctions and on rules of general effect are in `element_changes`.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from guiju.law import gates
from guiju.maintenance.element_changes import of_provision, of_sanction
from guiju.maintenance.predicate_changes import changed
from guiju.model import Case, Check, Corpus, Fact, Modality, Obligation, Regulation
from guiju.predicates.types import FactsByEntity
from guiju.reasoning import elements, examples, facts
from guiju.reasoning.expectations import mismatches
from guiju.reasoning.replay import replay


@dataclass(frozen=True)
class Mutant:
    """One change: the operator, the id of its target, the change in words, and the rule that it gives. `touched` are
    the ids of what may come out otherwise; none are named for a rule of general effect, which may exclude anything."""

    operator: str
    target: str
    change: str
    regulation: Regulation
    touched: tuple[str, ...] = ()


def mutants(corpus: Corpus) -> Iterator[Mutant]:
    """Every applicable operator on every obligation with a check and on every element of a sanction."""
    parties = [party.id for party in corpus.vocabulary.parties]
    entities, excluded = facts.by_entity(corpus.vocabulary.facts), _excluded(corpus)
    known = entities.get("conduct", {})
    for regulation in corpus.regulations.values():
        for obligation in regulation.obligations:
            if obligation.checks:
                yield from _of_obligation(regulation, obligation, parties, entities)
        for provision in regulation.provisions:
            name, own = regulation.global_id(provision), [regulation.global_id(s) for s in provision.sanctions]
            for operator, change, other in of_provision(provision, known):
                rule = replace(regulation, provisions=_swapped(regulation.provisions, provision, other))
                if other.excludes == provision.excludes or _excluded(_with(corpus, rule)) != excluded:
                    yield Mutant(operator, name, change, rule, (name, *own) if other.act != provision.act else ())
            for sanction, slug in zip(provision.sanctions, own, strict=True):
                for operator, change, bent in of_sanction(sanction, known):
                    other = replace(provision, sanctions=_swapped(provision.sanctions, sanction, bent))
                    rule = replace(regulation, provisions=_swapped(regulation.provisions, provision, other))
                    yield Mutant(operator, slug, change, rule, (slug, name))


def _with(corpus: Corpus, rule: Regulation) -> Corpus:
    return replace(corpus, regulations={**corpus.regulations, rule.id: rule})


def _excluded(corpus: Corpus) -> list[set[Any]]:
    """What excludes each sanction: a rule that is for nobody else than before, among those here, is no mutant."""
    every = ((rule, provision, sanction) for rule, provision in corpus.provisions() for sanction in provision.sanctions)
    return [{(e.when, e.from_, e.until) for e in elements.exclusions(corpus, *one, {})} for one in every]


def survivors(corpus: Corpus, mutants: Iterable[Mutant]) -> tuple[Mutant, ...]:
    """The mutants that no example, scenario, case or expectation of the knowledge base notices."""
    known = facts.by_entity(corpus.vocabulary.facts)
    return tuple(mutant for mutant in mutants if not _is_noticed(corpus, mutant, known))


def _is_noticed(corpus: Corpus, mutant: Mutant, known: FactsByEntity) -> bool:
    regulation, slug = mutant.regulation, mutant.target.partition("#")[2]
    if any(mismatches(regulation)):
        return True
    if (duty := regulation.obligation(slug)) and any(
        examples.verdict(regulation, duty, example, known) != example.verdict for example in duty.examples
    ):
        return True
    conduct = known.get("conduct", {})
    for provision, sanction in ((p, s) for p in regulation.provisions for s in p.sanctions):
        if regulation.global_id(sanction) in mutant.touched and any(
            examples.answers(provision, sanction, e, conduct) != examples.expected_answers(e) for e in sanction.examples
        ):
            return True
    mutated = _with(corpus, regulation)
    for rule in mutated.regulations.values():
        for scenario in rule.scenarios:
            about = f"{rule.id}#{scenario.provision or scenario.sanction}"
            if about in (mutant.touched or (about,)) and any(examples.disagreements(mutated, rule, scenario, conduct)):
                return True
    return any(_disagrees(mutated, case, mutant.touched) for case in corpus.cases.values())


def _disagrees(corpus: Corpus, case: Case, touched: tuple[str, ...]) -> bool:
    about = tuple(e for e in case.expect if not touched or not {e.obligation, e.sanction}.isdisjoint(touched))
    return bool(about) and any(not r.agrees for r in replay(corpus, replace(case, expect=about)))


def _swapped(records: tuple[Any, ...], old: Any, new: Any) -> tuple[Any, ...]:
    return tuple(new if record is old else record for record in records)


def _of_obligation(
    regulation: Regulation, obligation: Obligation, parties: list[str], entities: FactsByEntity
) -> Iterator[Mutant]:
    name = regulation.global_id(obligation)

    def mutant(operator: str, change: str, changed: Obligation) -> Mutant:
        records = _swapped(regulation.obligations, obligation, changed)
        return Mutant(operator, name, change, replace(regulation, obligations=records), (name,))

    rest = tuple(o for o in regulation.obligations if o is not obligation)
    yield Mutant("drop-obligation", name, "dropped", replace(regulation, obligations=rest), (name,))
    if obligation.gate:
        yield mutant("drop-gate", f"without {' or '.join(obligation.gate)}", gates.without_gate(obligation))
    for number, check in enumerate(obligation.checks, 1):
        for operator, change, bent in _of_check(check, entities.get(check.entity, {})):
            checks = _swapped(obligation.checks, check, bent)
            yield mutant(operator, f"check {number}: {change}", replace(obligation, checks=checks))
    for key, param in obligation.params.items():
        for step in (-1, 1):
            moved = {**obligation.params, key: replace(param, value=param.value + step)}
            yield mutant("move-param", f"{key} {step:+d}", replace(obligation, params=moved))
    for bearer in obligation.bearers:
        other = next(p for p in parties if p not in obligation.bearers)
        bearers = tuple(other if b == bearer else b for b in obligation.bearers)
        yield mutant("swap-bearer", f"{bearer} → {other}", replace(obligation, bearers=bearers))
    flipped: Modality = "prohibition" if obligation.modality == "obligation" else "obligation"
    yield mutant("flip-modality", f"→ {flipped}", replace(obligation, modality=flipped))
    first = regulation.force.from_
    predicates = [(check.applies_when or "") + check.requires for check in obligation.checks]
    if isinstance(first, date) and any("$in_force_from" in text for text in predicates):
        for step in (-1, 1):
            force = replace(regulation.force, from_=first + timedelta(days=step))
            yield Mutant("move-date", name, f"in force {step:+d} day", replace(regulation, force=force), (name,))


def _of_check(check: Check, known: Mapping[str, Fact]) -> Iterator[tuple[str, str, Check]]:
    if (own := check.own_condition) is not None:
        yield "drop-applies-when", "applies_when dropped", gates.with_condition(check, None)
        for operator, change, text in changed(own, known):
            yield operator, f"applies_when {change}", gates.with_condition(check, text)
    for operator, change, text in changed(check.requires, known):
        yield operator, f"requires {change}", replace(check, requires=text)
