"""The words for the fixed values of the data, in both languages: modality, method, automation, consequence and so on."""

from __future__ import annotations

from guiju.law.words import Words
from guiju.model import Lang

WORDS = Words(__file__, "labels.yaml")

LABELS = WORDS.table("value")
VERDICTS = WORDS.table("verdict")
REASONS = WORDS.table("reason")
"""Why a duty is still to be verified."""

COLON = WORDS["colon"]
COMMA = WORDS["comma"]
NOT_LEGAL_ADVICE = WORDS["not_legal_advice"]
UNOFFICIAL = WORDS["unofficial"]
NO_PENALTY = WORDS["no_penalty"]


def label(value: str, lang: Lang) -> str:
    """The words for a fixed value of the data."""
    return LABELS[value][lang]
