"""Services as plain answers describe them, and what the rules are said to be for each."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import yaml
from hypothesis import strategies as st

from guiju.assessment.profile import given_profile
from guiju.assessment.rows import effective_facts
from guiju.model import RecordedValue
from guiju.reasoning.applicability import ApplicableRules, applicability
from real_corpus import real

CORPUS = real()
WORDS = CORPUS.vocabulary
DAY = date(2026, 3, 1)
CASES = yaml.safe_load(Path(__file__).with_name("reasoning").joinpath("test_what_applies.yaml").read_text("utf-8"))
"""Services in prose, with the answers that a reader gave to the plain questions, and what the law says of them."""
FACTS = {fact.id: fact for fact in WORDS.facts if fact.entity == "service"}
GATES = [party.gate for party in WORDS.parties if party.gate]
Answers = Mapping[str, RecordedValue]


def values(name: str) -> list[RecordedValue]:
    return [value.id for value in FACTS[name].values] or [True, False]


def answers_to(names: tuple[str, ...]) -> st.SearchStrategy[dict[str, RecordedValue]]:
    return st.fixed_dictionaries({}, optional={name: st.sampled_from(values(name)) for name in names})


PLAIN = answers_to(WORDS.service_questions)
ANY = answers_to((*WORDS.service_questions, *dict.fromkeys(GATES), "has_public_opinion_attributes"))


def told(facts: Answers, day: date = DAY) -> ApplicableRules:
    effective = effective_facts(given_profile({"facts": dict(facts)}, CORPUS), WORDS, day)
    return applicability(CORPUS, effective.service, effective.derived, day)


def states(facts: Answers) -> dict[str, str]:
    return {duty.id: duty.state for rule in told(facts).rules for duty in rule.duties}
