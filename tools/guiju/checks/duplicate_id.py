"""An id is used once, and an id that was retired never comes back.

Compares the ids within each list that has them: the obligations of a rule and its retired ids, its provisions and their
sanctions together, the terms of the glossary, and each list of the vocabulary. Rename the later of the two.
"""

from collections.abc import Iterator
from typing import Protocol

from guiju.files.finding import Fault
from guiju.model import Corpus, RetiredId, Where


class WithId(Protocol):
    @property
    def id(self) -> str: ...
    @property
    def where(self) -> Where: ...


def check(corpus: Corpus) -> Iterator[Fault]:
    for entries in _lists(corpus):
        first: dict[str, WithId] = {}
        for entry in entries:
            before = first.setdefault(entry.id, entry)
            if before is entry:
                continue
            here, there = entry.where.at("id"), before.where.at("id")
            retired = isinstance(before, RetiredId) and not isinstance(entry, RetiredId)
            place = f"line {there.line}" + (f" of {there.path.rpartition('/')[2]}" if there.path != here.path else "")
            reason = "was retired and is never reused" if retired else f"is already on {place}"
            yield Fault(f"'{entry.id}' {reason}; choose another id", here, (("first", there),))


def _lists(corpus: Corpus) -> Iterator[tuple[WithId, ...]]:
    words = corpus.vocabulary
    yield from (corpus.glossary, words.document_types, words.parties, words.roles, words.topics, words.contradictions)
    for rule in corpus.regulations.values():
        yield *rule.retired, *rule.obligations
        yield *rule.provisions, *(sanction for provision in rule.provisions for sanction in provision.sanctions)
