"""An id is used once, and an id that was retired never comes back.

Compares the ids within each list that has them: the obligations of a rule and its retired ids, its provisions and their
sanctions together, the terms of the glossary, the answer cards, and each list of the vocabulary. Rename the later of
the two.
"""

from collections.abc import Iterator, Sequence
from typing import Protocol

from guiju.files.finding import Fault
from guiju.model import Corpus, Regulation, RetiredId, SharedWords, Where


class WithId(Protocol):
    @property
    def id(self) -> str: ...
    @property
    def where(self) -> Where: ...


def of_rule(regulation: Regulation, shared: SharedWords) -> Iterator[Fault]:
    provisions = regulation.provisions
    sanctions = (sanction for provision in provisions for sanction in provision.sanctions)
    yield from _repeated((*regulation.retired, *regulation.obligations), (*provisions, *sanctions))


def check(corpus: Corpus) -> Iterator[Fault]:
    words = corpus.vocabulary
    lists = (words.document_types, words.parties, words.roles, words.topics, words.contradictions)
    yield from _repeated(corpus.glossary, corpus.answers, *lists)


def _repeated(*lists: Sequence[WithId]) -> Iterator[Fault]:
    for entries in lists:
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
