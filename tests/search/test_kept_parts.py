"""Parts of a knowledge base that are kept for further questions: read once, bounded, and never less than was asked."""

from collections.abc import Collection

import pytest

from guiju.model import Corpus
from guiju.search import kept_parts
from guiju.search.kept_parts import KeptParts


class Reading:
    """What reads parts, and how often it had to."""

    def __init__(self, corpus: Corpus) -> None:
        self.corpus = corpus
        self.read: list[frozenset[str]] = []

    def __call__(self, rules: Collection[str], kinds: Collection[str]) -> Corpus:
        self.read.append(frozenset(rules))
        return self.corpus


@pytest.fixture
def reading(corpus: Corpus) -> Reading:
    return Reading(corpus)


def test_a_part_is_read_once_and_serves_whoever_needs_no_more_than_it_has(reading: Reading) -> None:
    parts = KeptParts()
    for rules in (("a", "b"), ("b", "a"), ("a",), ()):
        parts.part(rules, ["regulation"], reading)
    assert reading.read == [frozenset("ab")]
    parts.part(("a", "c"), ["regulation"], reading)
    parts.part(("a",), ["regulation", "glossary"], reading)
    assert reading.read[1:] == [frozenset("ac"), frozenset("a")]


def test_the_part_that_was_not_used_longest_goes_first(reading: Reading, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept_parts, "_MOST", 2)
    parts = KeptParts()
    for rule in ("a", "b", "a", "c", "a", "b"):
        parts.part((rule,), (), reading)
    assert [*map("".join, reading.read)] == ["a", "b", "c", "b"]


def test_which_rules_are_mentioned_is_looked_up_once(monkeypatch: pytest.MonkeyPatch) -> None:
    parts, asked = KeptParts(), list[str]()

    def read(rules: Collection[str]) -> list[str]:
        asked.append("".join(sorted(rules)))
        return ["x", *rules]

    monkeypatch.setattr(kept_parts, "_MOST_MENTIONS", 1)
    assert parts.mentioned(("b", "a"), read) == parts.mentioned(("a", "b"), read)
    parts.mentioned(("c",), read)
    parts.mentioned(("a", "b"), read)
    assert asked == ["ab", "c", "ab"]
