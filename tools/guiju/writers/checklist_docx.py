"""A working paper for Word: a cover block, then the duties article by article, each with boxes, blanks and its text.

The same checklist gives the same bytes: its dates are the day of the checklist.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from docx.shared import Cm

from guiju.documents.content.cover import HEADINGS, Cover, RuleOnCover, cover
from guiju.documents.content.fields import FIELDS, SOURCE, SOURCE_HEADING, shown, source, steps, texts
from guiju.documents.content.status import NOTES, SIGNATURES, STATUSES, without_status
from guiju.law.labels import UNOFFICIAL
from guiju.law.text import citation
from guiju.model import Bilingual, Lang
from guiju.reasoning.checklist import Checklist, Line
from guiju.writers.paper import packed, sheet
from guiju.writers.wordml import paragraph, table

_WIDTHS = (Cm(3.4), Cm(13.6))
_STATUS = Bilingual("状态", "Status")
_IN_THE_HEAD = ("cited", "title", "modality")


def render(checklist: Checklist) -> bytes:
    """The checklist as DOCX."""
    front = cover(checklist)
    return packed(_sheet(front, checklist), _body(front, checklist))


def _body(front: Cover, checklist: Checklist) -> Iterator[str]:
    yield from _front(front, checklist.lang)
    rule = None
    for regulation, article, group in checklist.by_article():
        if regulation.id != rule:
            rule = regulation.id
            yield paragraph(shown(regulation.title[checklist.lang]), "Heading1")
        found = regulation.article(article)
        heading = found.heading[checklist.lang] if found else ""
        yield paragraph(shown(f"{citation.label(regulation, article, checklist.lang)} {heading}"), "Heading2")
        for unit in found.units() if found else ():
            yield paragraph(shown(unit[checklist.lang]), "Quote")
        for line in group:
            yield from _line(checklist, line)


def _sheet(front: Cover, checklist: Checklist) -> Any:
    unofficial = f" {UNOFFICIAL.en}" if checklist.lang == "en" else ""
    subject, foot = front.facts[0][1], f"{front.foot}{unofficial}"
    paper = sheet(front.title, subject, foot, checklist.as_of, checklist.lang)
    paper.core_properties.comments = front.foot
    return paper


def _front(front: Cover, lang: Lang) -> Iterator[str]:
    yield paragraph(front.title, "Title")
    yield from (paragraph(text, "IntenseQuote") for text in front.in_place)
    yield from _table(front.facts)
    sections: tuple[tuple[str, Iterable[tuple[str, str]]], ...] = (
        ("disclaimers", ((f"{n}", text) for n, text in enumerate((*front.disclaimers, *front.searched), 1))),
        ("standing", map(_rule, front.rules)),
        ("skipped", map(_rule, front.skipped)),
        ("document_types", ((name, "\n".join(effects)) for name, effects in front.document_types)),
    )
    for key, pairs in sections:
        rows = list(pairs)
        if rows:
            yield paragraph(HEADINGS[key][lang], "Heading3")
            yield from _table(rows)


def _rule(rule: RuleOnCover) -> tuple[str, str]:
    return rule.title, "\n".join((rule.document_type, rule.standing, rule.note))


def _line(checklist: Checklist, line: Line) -> Iterator[str]:
    lang, counts = checklist.lang, line.assessable
    found = texts(checklist, line)
    cited, title, modality = ("".join(found[key]) for key in _IN_THE_HEAD)
    yield paragraph(f"{cited} {title} · {modality}", "Heading3")
    boxes = "   ".join(f"☐ {word[lang]}" for word in STATUSES.values())
    rows = [(_STATUS[lang], boxes if counts else without_status(line)[lang])]
    for field in FIELDS:
        several = found[field.key]
        if field.key not in (*_IN_THE_HEAD, *SOURCE) and several:
            rows.append((field.heading[lang], "\n".join(steps(several))))
    rows.append((SOURCE_HEADING[lang], source(found)))
    if counts:
        rows += [(NOTES[lang], "\n\n"), (SIGNATURES[lang], "\n")]
    yield from _table(rows)


def _table(rows: Iterable[tuple[str, str]]) -> Iterator[str]:
    """A table of headings and texts, and room below it."""
    yield table(rows, _WIDTHS)
    yield paragraph()
