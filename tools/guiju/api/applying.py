"""Composes what applies to a service from its facts."""

from __future__ import annotations

from guiju.api.arguments import Day
from guiju.api.assessing import Facts, chosen_and_read
from guiju.assessment.rows import effective_facts
from guiju.model import Corpus, Lang
from guiju.reasoning.applicability import ApplicableRules, applicability


def applying(corpus: Corpus, facts: Facts, as_of: Day | None, lang: Lang | None = None) -> ApplicableRules:
    """What applies on the day, by the facts of the service that count on it."""
    chosen, profile = chosen_and_read(corpus, facts, (), (), (), as_of, lang)
    effective = effective_facts(profile, corpus.vocabulary, chosen.as_of)
    return applicability(corpus, effective.service, effective.derived, chosen.as_of)
