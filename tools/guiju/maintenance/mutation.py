"""Bent law: what happens to the examples, cases and expectations when one thing in the data is changed. What nobody notices is untested.

Operators on every obligation with a check: drop it; drop the gate of its bearers; drop or negate a predicate; relax one comparison or conjunction in it; move a number of the law by one;
swap a bearer; flip the modality; move the first day of the rule where a predicate reads it. On every sanction: drop or negate its condition;
move a day; widen or narrow a range by one unit; swap how a penalty joins.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from guiju.law import gates
from guiju.model import Case, Check, Corpus, Fact, Obligation, Regulation, Sanction
from guiju.predicates import tokens
from guiju.reasoning import examples, facts
from guiju.reasoning.expectations import mismatches
from guiju.reasoning.replay import replay

_RELAXED = {"=": "<>", "<>": "=", "<": "<=", "<=": "<", ">": ">=", ">=": ">", "AND": "OR", "OR": "AND"}
_JOINED = ("may_add", "and", "alternative", "alone")
_ALIKE = ("and_or_alone", "and")  # they part only where a criminal fine stands alone, of which nothing is compared


@dataclass(frozen=True)
class Mutant:
    """One change: the operator, what it was done to, in words what, and the rule that it gives."""

    operator: str
    target: str
    what: str
    regulation: Regulation


@dataclass(frozen=True)
class Score:
    """How many mutants there were, and which nobody noticed."""

    total: int
    survivors: tuple[Mutant, ...]

    @property
    def killed(self) -> float:
        """The share that was noticed, from 0 to 1."""
        return 1 - len(self.survivors) / self.total if self.total else 1.0


def score(corpus: Corpus, mutants: Iterator[Mutant]) -> Score:
    """Run the mutants against the examples, cases and expectations of the knowledge base."""
    known = facts.by_entity(corpus.vocabulary.facts)
    total, survivors = 0, []
    for mutant in mutants:
        total += 1
        if not noticed(corpus, mutant, known):
            survivors.append(mutant)
    return Score(total, tuple(survivors))


def mutants(corpus: Corpus) -> Iterator[Mutant]:
    """Every applicable operator on every obligation with a check and on every sanction."""
    parties = [party.id for party in corpus.vocabulary.parties]
    for regulation in corpus.regulations.values():
        for obligation in regulation.obligations:
            if obligation.checks:
                yield from _of_obligation(regulation, obligation, parties)
        for provision in regulation.provisions:
            for sanction in provision.sanctions:
                for operator, what, bent in _of_sanction(sanction):
                    entries = tuple(bent if s is sanction else s for s in provision.sanctions)
                    changed = replace(provision, sanctions=entries)
                    rest = tuple(changed if p is provision else p for p in regulation.provisions)
                    yield Mutant(operator, f"{regulation.id}#{sanction.id}", what, replace(regulation, provisions=rest))


def noticed(corpus: Corpus, mutant: Mutant, known: Mapping[str, Mapping[str, Fact]]) -> bool:
    """Whether an example, a case or an expectation comes out otherwise."""
    regulation, slug = mutant.regulation, mutant.target.partition("#")[2]
    if any(mismatches(regulation)):
        return True
    obligation = regulation.obligation(slug)
    if obligation is not None:
        told = (
            (example.verdict, examples.verdict(regulation, obligation, example, known))
            for example in obligation.examples
        )
        if any(said != found for said, found in told):
            return True
    for provision in regulation.provisions:
        for sanction in provision.sanctions:
            if sanction.id == slug and any(_differs(sanction, example, known) for example in sanction.examples):
                return True
    bent = replace(corpus, regulations={**corpus.regulations, regulation.id: regulation})
    return any(_disagrees(bent, case, mutant.target) for case in corpus.cases.values())


def _differs(sanction: Sanction, example: Any, known: Mapping[str, Mapping[str, Fact]]) -> bool:
    return examples.answers(sanction, example, known.get("conduct", {})) != examples.expected_answers(example)


def _disagrees(corpus: Corpus, case: Case, target: str) -> bool:
    asked = [e for e in case.expect if target in (e.obligation, e.sanction)]
    return bool(asked) and any(not r.agrees for r in replay(corpus, replace(case, expect=tuple(asked))))


def _of_obligation(regulation: Regulation, obligation: Obligation, parties: list[str]) -> Iterator[Mutant]:
    name = regulation.global_id(obligation)

    def with_(changed: Obligation | None) -> Regulation:
        records = tuple(changed if o is obligation else o for o in regulation.obligations)
        return replace(regulation, obligations=tuple(o for o in records if o is not None))

    yield Mutant("drop-obligation", name, "dropped", with_(None))
    if obligation.gate:
        yield Mutant(
            "drop-gate", name, f"without {' or '.join(obligation.gate)}", with_(gates.without_gate(obligation))
        )
    for index, check in enumerate(obligation.checks):
        for operator, what, bent in _of_check(check):
            checks = tuple(bent if i == index else c for i, c in enumerate(obligation.checks))
            yield Mutant(operator, name, f"check {index + 1}: {what}", with_(replace(obligation, checks=checks)))
    for key, param in obligation.params.items():
        for step in (-1, 1):
            moved = {**obligation.params, key: replace(param, value=param.value + step)}
            yield Mutant("move-param", name, f"{key} {step:+d}", with_(replace(obligation, params=moved)))
    for bearer in obligation.bearers:
        other = next(p for p in parties if p not in obligation.bearers)
        swapped = tuple(other if b == bearer else b for b in obligation.bearers)
        yield Mutant("swap-bearer", name, f"{bearer} → {other}", with_(replace(obligation, bearers=swapped)))
    flipped = "prohibition" if obligation.modality == "obligation" else "obligation"
    yield Mutant("flip-modality", name, f"→ {flipped}", with_(replace(obligation, modality=flipped)))  # type: ignore[arg-type]
    first = regulation.force.from_
    if isinstance(first, date) and any(
        "$in_force_from" in (c.applies_when or "") + c.requires for c in obligation.checks
    ):
        for days in (-1, 1):
            force = replace(regulation.force, from_=first + timedelta(days=days))
            yield Mutant("move-date", name, f"in force {days:+d} day", replace(regulation, force=force))


def _of_check(check: Check) -> Iterator[tuple[str, str, Check]]:
    own = check.own_condition
    if own is not None:
        yield "drop-applies-when", "applies_when dropped", gates.with_condition(check, None)
        yield "negate", "applies_when negated", gates.with_condition(check, f"NOT ({own})")
        for what, text in _relaxed(own):
            yield "relax", f"applies_when {what}", gates.with_condition(check, text)
    yield "negate", "requires negated", replace(check, requires=f"NOT ({check.requires})")
    for what, text in _relaxed(check.requires):
        yield "relax", f"requires {what}", replace(check, requires=text)


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
        for what, text in _relaxed(sanction.when):
            yield "relax", f"condition {what}", replace(sanction, when=text)
    for key in ("from_", "until", "in_force_on"):
        day = getattr(sanction, key)
        if isinstance(day, date):
            for step in (-1, 1):
                moved: dict[str, Any] = {key: day + timedelta(days=step)}
                yield "move-date", f"{key.rstrip('_')} {step:+d} day", replace(sanction, **moved)
    for key in ("detention", "fine", "imprisonment", "criminal_fine"):
        span = getattr(sanction, key)
        if span is not None:
            for operator, what, bent in _of_range(span):
                changed: dict[str, Any] = {key: bent}
                yield operator, f"{key} {what}", replace(sanction, **changed)


def _of_range(span: Any) -> Iterator[tuple[str, str, Any]]:
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
            yield (
                "widen-range",
                f"share {step:+d} %",
                replace(span, max_share=replace(share, percent=share.percent + step)),
            )
        yield "widen-range", "share dropped", replace(span, max_share=None)
    if getattr(span, "or_measure", None) is not None:
        yield "swap-joined", f"or {span.or_measure} dropped", replace(span, or_measure=None)
    if span.joined is not None:
        for other in _JOINED:
            if other != span.joined and (span.joined, other) != _ALIKE:
                yield "swap-joined", f"{span.joined} → {other}", replace(span, joined=other)
