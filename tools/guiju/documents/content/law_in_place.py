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
            "regulation": successor.rule.id,
            "title": successor.rule.title[lang],
            "since": successor.since.isoformat(),
            "extent": successor.extent,
            "words": successor.words[lang],
            "listed": len(successor.lines),
            "displaced": len(successor.displaced),
            "missing": [
                {"number": entry.number, "seen": entry.seen, "cited": cited(successor.rule, entry, lang)}
                for entry in successor.rule.missing
            ],
        }
        for successor in successors(checklist)
    ]
