"""The words for penalties: tiers, subjects, the proper term of each penalty, ranges, and how penalties are joined."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from guiju.law.words import Words
from guiju.model import Lang

WORDS = Words(__file__)
PENALTIES = WORDS.table("words")


@cache
def words(lang: Lang) -> Mapping[str, str]:
    """These words in one language."""
    return {key: text[lang] for key, text in PENALTIES.items()}
