"""One page to read on a screen, to tick and to print: a single HTML file without scripts or outside requests.

Its content security policy allows its own style sheet and nothing else. Ticks are not stored: print the page, or keep
the workbook.
"""

from __future__ import annotations

from typing import Any

from guiju.documents.content import status
from guiju.documents.content.cover import HEADINGS, cover
from guiju.documents.content.fields import FIELDS, SOURCE, SOURCE_HEADING, source, texts
from guiju.law.text import citation
from guiju.model import Bilingual
from guiju.reasoning.checklist import Checklist
from guiju.writers.template import filled

_WORDS = {
    "contents": Bilingual("目录", "Contents"),
    "status": Bilingual("状态", "Status"),
    "not_stored": Bilingual(
        "在本页勾选的状态不会保存；请打印，或使用工作簿（xlsx）。",
        "What is ticked on this page is not stored; print it, or use the workbook (xlsx).",
    ),
    "editorial": Bilingual("条标为编者所加。", "Headings of articles are ours."),
}


def render(checklist: Checklist) -> bytes:
    """The checklist as one HTML file, UTF-8."""
    return filled(
        "checklist",
        lang=checklist.lang,
        cover=cover(checklist),
        headings=HEADINGS,
        words=_WORDS,
        status=status,
        fields=FIELDS,
        source=source,
        source_keys=SOURCE,
        source_heading=SOURCE_HEADING,
        rules=_rules(checklist),
    )


def _rules(checklist: Checklist) -> list[dict[str, Any]]:
    """Rules with their articles with their lines, as the template walks them."""
    rules: dict[str, dict[str, Any]] = {}
    for regulation, article, group in checklist.by_article():
        rule = rules.setdefault(regulation.id, {"title": regulation.title[checklist.lang], "articles": []})
        found = regulation.article(article)
        lines = [
            {
                "anchor": line.id.replace("#", "--"),
                "counts": line.assessable,
                "instead": status.without_status(line)[checklist.lang],
                "texts": texts(checklist, line),
            }
            for line in group
        ]
        rule["articles"].append(
            {
                "anchor": f"{regulation.id}--{article}",
                "cited": citation.label(regulation, article, checklist.lang),
                "heading": found.heading[checklist.lang] if found else "",
                "text": [unit[checklist.lang] for unit in found.units()] if found else [],
                "lines": lines,
            }
        )
    return list(rules.values())
