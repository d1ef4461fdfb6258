"""An id stands once, and an id that was retired never comes back.

Compared within each list that has ids: the obligations of a rule and its retired ones, its provisions and their sanctions
together, the glossary's terms, and each list of the vocabulary. Rename the later of the two.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from guiju.files.finding import Fault
from guiju.model import (
    Contradiction,
    Corpus,
    DocumentType,
    Obligation,
    Party,
    Provision,
    RetiredId,
    Role,
    Sanction,
    Term,
    Topic,
)

WithId = Obligation | RetiredId | Provision | Sanction | Term | DocumentType | Party | Role | Topic | Contradiction


def check(corpus: Corpus) -> Iterator[Fault]:
    vocabulary = corpus.vocabulary
    lists: list[tuple[WithId, ...]] = [
        corpus.glossary, vocabulary.document_types, vocabulary.parties, vocabulary.roles, vocabulary.topics,
        vocabulary.contradictions,
    ]  # fmt: skip
    for rule in corpus.regulations.values():
        sanctions = (sanction for provision in rule.provisions for sanction in provision.sanctions)
        lists += [tuple(chain(rule.retired, rule.obligations)), tuple(chain(rule.provisions, sanctions))]
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
