"""A checklist: its front, then the duties article by article, each with its text, what it asks for, and room for the auditor."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from guiju.documents.audit import facts, form, law_text, legend, penalty_list, record
from guiju.documents.audit.data import value
from guiju.documents.blocks import (
    Block,
    Card,
    Heading,
    Pairs,
    Paper,
    Quotation,
    Rows,
    Section,
    Sentences,
    TickList,
)  # fmt: skip
from guiju.documents.blocks.spreadsheet import SheetPart, Spreadsheet
from guiju.documents.content import sign_off
from guiju.documents.content.cover import HEADINGS, Cover, cover
from guiju.documents.content.fields import FIELDS, SOURCE, SOURCE_HEADING, source, texts
from guiju.documents.content.status import STATUSES, without_status
from guiju.documents.content.text import numbered, printable
from guiju.law.labels import NOT_LEGAL_ADVICE, label
from guiju.law.text import citation
from guiju.model import Lang
from guiju.reasoning.checklist import Checklist, Line

__all__ = ["paper", "rows", "spreadsheet", "value"]

_IN_THE_HEAD = ("cited", "title", "modality", "quotation")


def paper(checklist: Checklist) -> Paper:
    """The checklist to read, to tick and to sign."""
    front = cover(checklist)
    sections = (*_front(front, checklist.lang), form.particulars(checklist.lang), *_rules(checklist))
    return replace(_paper(front, checklist), sections=(*sections, sign_off.section({}, checklist.lang)))


def spreadsheet(checklist: Checklist) -> Spreadsheet:
    """The checklist to keep and to fill in: cover, summary, duties, facts, law text. guiju assess reads it back."""
    lang, front = checklist.lang, cover(checklist)
    duties, service, name = record.table(checklist), facts.table(checklist), form.cover_name(lang)
    sections = (form.particulars(lang), *_front(front, lang), form.filling_in(lang))
    summary, lists = record.summary(checklist, duties), (law_text.grid(checklist), penalty_list.grid(checklist))
    sheets = (
        (name, tuple(SheetPart(section.heading, section.blocks) for section in sections)),
        *((block.name, (SheetPart("", (block,)),)) for block in (summary, duties, service)),
        *((grid.heading, (SheetPart("", (replace(grid, heading=""),)),)) for grid in lists if grid.rows),
    )
    read_by = legend.legend(checklist, name, duties, service), legend.lists(duties, service)
    return Spreadsheet(_paper(front, checklist), sheets, legend.made_from(checklist), *read_by)


def rows(checklist: Checklist) -> Rows:
    """A row a line. Day, data version and disclaimer are in every row, because rows travel alone."""
    lang = checklist.lang
    constant = (checklist.as_of.isoformat(), checklist.corpus.data_version, NOT_LEGAL_ADVICE[lang])
    headings = (*FIELDS.values(), *(HEADINGS[key] for key in ("as_of", "data_version", "disclaimers")))
    cells = (("\n".join(numbered(several)) for several in texts(checklist, line).values()) for line in checklist.lines)
    return Rows(tuple(heading[lang] for heading in headings), [(*row, *constant) for row in cells])


def _paper(front: Cover, checklist: Checklist) -> Paper:
    return Paper(
        lang=checklist.lang,
        day=checklist.as_of,
        title=front.title,
        edition="",
        subject=(front.facts[0][1],),
        notices=front.notices,
        overall=None,
        headline=front.counts,
        caution=front.caution,
        foot=front.foot,
        sections=(),
    )


def _front(front: Cover, lang: Lang) -> Iterator[Section]:
    yield Section("scope", HEADINGS["scope"][lang], (Pairs(front.facts),))
    yield Section("disclaimers", HEADINGS["disclaimers"][lang], (Sentences((*front.disclaimers, *front.searched)),))
    pairs = {
        "standing": tuple(rule.pair for rule in front.rules),
        "skipped": tuple(rule.pair for rule in front.skipped),
        "document_types": tuple((name, "\n".join(effects)) for name, effects in front.document_types),
    }
    yield from (Section(key, HEADINGS[key][lang], (Pairs(several),)) for key, several in pairs.items() if several)


def _rules(checklist: Checklist) -> Iterator[Section]:
    """A section a rule, with its articles and their lines."""
    lang, numbers = checklist.lang, {line.id: str(n) for n, line in enumerate(checklist.lines, 1)}
    blocks: dict[str, list[Block]] = {}
    first: dict[str, str] = {}  # the item that has the penalties under a provision in full
    for rule, eId, lines in checklist.by_article():
        article = rule.article(eId)
        heading = f"{citation.label(rule, eId, lang)} {article.heading[lang] if article else ''}"
        blocks.setdefault(rule.id, []).append(Heading(printable(heading), f"{rule.id}--{eId}"))
        if article:
            blocks[rule.id].append(Quotation(tuple(printable(unit[lang]) for unit in article.units())))
        cards = tuple(_card(checklist, line, numbers[line.id], first) for line in lines)
        blocks[rule.id].append(TickList(record.HEADINGS["status"][lang], FIELDS["quotation"][lang], cards))
    for name, several in blocks.items():
        yield Section(name, printable(checklist.corpus.regulations[name].title[lang]), tuple(several))


def _card(checklist: Checklist, line: Line, number: str, first: dict[str, str]) -> Card:
    lang, counts = checklist.lang, line.assessable
    fields = {**texts(checklist, line), "penalties": tuple(penalty_list.texts(checklist, line, number, first))}
    shown = [key for key in FIELDS if key not in (*_IN_THE_HEAD, *SOURCE) and fields[key]]
    rows = [(FIELDS[key][lang], fields[key]) for key in shown]
    modality = label(line.obligation.modality, lang)
    return Card(
        number=number,
        title=fields["title"][0],
        words=modality if counts else f"{modality} · {without_status(line)[lang]}",
        place=fields["cited"][0],
        id=line.id,
        quotation=fields["quotation"][0],
        rows=(*rows, (SOURCE_HEADING[lang], (source(fields),))),
        boxes=tuple((key, word[lang]) for key, word in STATUSES.items()) if counts else (),
        blanks=form.blanks(lang) if counts else (),
    )
