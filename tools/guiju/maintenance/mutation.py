"""Mutation testing of the data: what no example, case or expectation notices when one thing is changed is untested.

Operators on every obligation with a check: drop it; drop the gate of its bearers; drop or negate a predicate; relax one
comparison or conjunction in it; move a number of the law by one; swap a bearer; flip the modality; move the first day
of the rule where a predicate reads it. On every sanction: drop or negate its condition; move a day; widen or narrow a
range by one unit; swap how a penalty joins.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from guiju.law import gates
from guiju.model import Case, Check, Corpus, Modality, Obligation, Regulation, Sanction
from guiju.predicates import tokens
from guiju.predicates.types import FactsByEntity
from guiju.reasoning import examples, facts
from guiju.reasoning.expectations import mismatches
from guiju.reasoning.replay import replay

_RELAXED = {"=": "<>", "<>": "=", "<": "<=", "<=": "<", ">": ">=", ">=": ">", "AND": "OR", "OR": "AND"}
_JOINED = ("may_add", "and", "alternative", "alone")
# The first two differ only where a criminal fine is alone, of which nothing is compared; the others in the word alone.
_ALIKE = (("and_or_alone", "and"), ("may", "may_add"))


@dataclass(frozen=True)
class Mutant:
    """One change: the operator, the id of its target, the change in words, and the rule that it gives."""

    operator: str
    target: str
    change: str
    regulation: Regulation


def mutants(corpus: Corpus) -> Iterator[Mutant]:
    """Every applicable operator on every obligation with a check and on every sanction."""
    parties = [party.id for party in corpus.vocabulary.parties]
    for regulation in corpus.regulations.values():
        for obligation in regulation.obligations:
            if obligation.checks:
                yield from _of_obligation(regulation, obligation, parties)
        for provision in regulation.provisions:
            for sanction in provision.sanctions:
                for operator, change, changed in _of_sanction(sanction):
                    other = replace(provision, sanctions=_swapped(provision.sanctions, sanction, changed))
                    rule = replace(regulation, provisions=_swapped(regulation.provisions, provision, other))
                    yield Mutant(operator, regulation.global_id(sanction), change, rule)


def survivors(corpus: Corpus, mutants: Iterable[Mutant]) -> tuple[Mutant, ...]:
    """The mutants that no example, case or expectation of the knowledge base notices."""
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
    for provision, sanction in ((p, s) for p in regulation.provisions for s in p.sanctions if s.id == slug):
        if any(
            examples.answers(provision, sanction, e, conduct) != examples.expected_answers(e) for e in sanction.examples
        ):
            return True
    mutated = replace(corpus, regulations={**corpus.regulations, regulation.id: regulation})
    return any(_disagrees(mutated, case, mutant.target) for case in corpus.cases.values())


def _disagrees(corpus: Corpus, case: Case, target: str) -> bool:
    about = tuple(e for e in case.expect if target in (e.obligation, e.sanction))
    return bool(about) and any(not r.agrees for r in replay(corpus, replace(case, expect=about)))


def _swapped(records: tuple[Any, ...], old: Any, new: Any) -> tuple[Any, ...]:
    return tuple(new if record is old else record for record in records)


def _of_obligation(regulation: Regulation, obligation: Obligation, parties: list[str]) -> Iterator[Mutant]:
    def mutant(operator: str, change: str, changed: Obligation) -> Mutant:
        records = _swapped(regulation.obligations, obligation, changed)
        return Mutant(operator, regulation.global_id(obligation), change, replace(regulation, obligations=records))

    rest = tuple(o for o in regulation.obligations if o is not obligation)
    name = regulation.global_id(obligation)
    yield Mutant("drop-obligation", name, "dropped", replace(regulation, obligations=rest))
    if obligation.gate:
        yield mutant("drop-gate", f"without {' or '.join(obligation.gate)}", gates.without_gate(obligation))
    for number, check in enumerate(obligation.checks, 1):
        for operator, change, changed in _of_check(check):
            checks = _swapped(obligation.checks, check, changed)
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
            yield Mutant("move-date", name, f"in force {step:+d} day", replace(regulation, force=force))


def _of_check(check: Check) -> Iterator[tuple[str, str, Check]]:
    own = check.own_condition
    if own is not None:
        yield "drop-applies-when", "applies_when dropped", gates.with_condition(check, None)
        yield "negate", "applies_when negated", gates.with_condition(check, f"NOT ({own})")
        for change, text in _relaxed(own):
            yield "relax", f"applies_when {change}", gates.with_condition(check, text)
    yield "negate", "requires negated", replace(check, requires=f"NOT ({check.requires})")
    for change, text in _relaxed(check.requires):
        yield "relax", f"requires {change}", replace(check, requires=text)


def _relaxed(text: str) -> Iterator[tuple[str, str]]:
    """The predicate with one comparison or conjunction changed. The AND of a BETWEEN stays."""
    between = False
    for token in tokens(text):
        word = token.text.upper() if token.kind == "word" else token.text
        if word == "BETWEEN":
            between = True
        elif word == "AND" and between:
            between = False
        elif word in _RELAXED and token.kind in ("word", "sign"):
            changed = text[: token.offset] + _RELAXED[word] + text[token.offset + len(token.text) :]
            yield f"{word} → {_RELAXED[word]} at {token.offset + 1}", changed


def _of_sanction(sanction: Sanction) -> Iterator[tuple[str, str, Sanction]]:
    if sanction.when is not None:
        yield "drop-applies-when", "condition dropped", replace(sanction, when=None)
        yield "negate", "condition negated", replace(sanction, when=f"NOT ({sanction.when})")
        for change, text in _relaxed(sanction.when):
            yield "relax", f"condition {change}", replace(sanction, when=text)
    for key in ("from_", "until", "in_force_on"):
        day = getattr(sanction, key)
        if isinstance(day, date):
            for step in (-1, 1):
                moved: dict[str, Any] = {key: day + timedelta(days=step)}
                yield "move-date", f"{key.rstrip('_')} {step:+d} day", replace(sanction, **moved)
    for key in ("detention", "fine", "imprisonment", "criminal_fine"):
        for operator, change, changed in _of_range(getattr(sanction, key)):
            other: dict[str, Any] = {key: changed}
            yield operator, f"{key} {change}", replace(sanction, **other)


def _of_range(span: Any) -> Iterator[tuple[str, str, Any]]:
    if span is None:
        return
    for end in ("min", "max"):
        value = getattr(span, end)
        if value is None or value == "life":
            continue
        for step in (-1, 1):
            moved = value + step if isinstance(value, int) else f"P{int(value[1:-1]) + step}{value[-1]}"
            if value != 0 or step > 0:
                yield "widen-range", f"{end} {step:+d}", replace(span, **{end: moved})
    share = getattr(span, "max_share", None)
    if share is not None:
        for step in (-1, 1):
            moved = replace(share, percent=share.percent + step)
            yield "widen-range", f"share {step:+d} %", replace(span, max_share=moved)
        yield "widen-range", "share dropped", replace(span, max_share=None)
    if getattr(span, "or_measure", None) is not None:
        yield "swap-joined", f"or {span.or_measure} dropped", replace(span, or_measure=None)
    if span.joined is not None:
        for other in _JOINED:
            if other != span.joined and (span.joined, other) not in _ALIKE:
                yield "swap-joined", f"{span.joined} → {other}", replace(span, joined=other)
