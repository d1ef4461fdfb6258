"""The law in place of displaced duties as data: which rule it is, how much of it is covered, and which articles are missing."""

from __future__ import annotations

from typing import Any

from guiju.law.excerpt import cited
from guiju.reasoning.checklist import Checklist
from guiju.reasoning.successors import successors


def law_in_place(checklist: Checklist) -> list[dict[str, Any]]:
    """One entry a rule, in the order of the duties that it displaces."""
    lang = checklist.lang
    return [
        {
            "regulation": found.rule.id,
            "title": found.rule.title[lang],
            "since": found.since.isoformat(),
            "extent": found.extent,
            "words": found.words[lang],
            "listed": len(found.lines),
            "displaced": len(found.displaced),
            "missing": [
                {"number": entry.number, "seen": entry.seen, "cited": cited(found.rule, entry, lang)}
                for entry in found.rule.missing
            ],
        }
        for found in successors(checklist)
    ]
