"""A checklist: its front, then the duties by article, with the text, what each asks for, and room for the auditor."""

from collections.abc import Iterator

from guiju.documents.blocks import Block, Card, Cards, Front, Heading, Pairs, Paper, Quotation, Rows, Section, Sentences
from guiju.documents.blocks.spreadsheet import Spreadsheet
from guiju.documents.checklist import duties_table, facts, legend, lists
from guiju.documents.checklist.data import value
from guiju.documents.content import cover, sign_off
from guiju.documents.content.cover import HEADINGS
from guiju.documents.content.fields import FIELDS, SOURCE, SOURCE_HEADING, source, texts
from guiju.documents.content.status import STATUSES, without_status
from guiju.documents.content.text import numbered
from guiju.places import citation
from guiju.reasoning.checklist import Checklist, Line
from guiju.wording.labels import NOT_LEGAL_ADVICE, label

__all__ = ["paper", "rows", "spreadsheet", "value"]

_IN_THE_HEAD = ("cited", "title", "modality", "quotation")


def paper(checklist: Checklist) -> Paper:
    """The checklist to read, to tick and to sign."""
    lang = checklist.lang
    sections = (*_opening(checklist), legend.particulars(lang), *_rules(checklist), sign_off.section({}, lang))
    return Paper(_front(checklist), sections)


def spreadsheet(checklist: Checklist) -> Spreadsheet:
    """The checklist to fill in, which guiju assess reads back: cover, summary, duties, facts, law text, penalties."""
    duties, service, name = duties_table.table(checklist), facts.table(checklist), legend.cover_name(checklist.lang)
    sections = (legend.particulars(checklist.lang), *_opening(checklist), legend.filling_in(checklist.lang))
    sheets = (
        (name, sections),
        *((form.name, form) for form in (duties_table.summary(checklist, duties), duties, service)),
        *((name, (Section("", "", (grid,)),)) for name, grid in lists.grids(checklist) if grid.rows),
    )
    read_by = dict(legend.legend(checklist, duties, service)), legend.lists(duties, service)
    return Spreadsheet(_front(checklist), sheets, legend.made_from(checklist), *read_by)


def rows(checklist: Checklist) -> Rows:
    """A row a line. Day, data version and disclaimer are in every row, because rows travel alone."""
    constant = (checklist.as_of.isoformat(), checklist.corpus.data_version, NOT_LEGAL_ADVICE[checklist.lang])
    headings = (*FIELDS.values(), *(HEADINGS[key] for key in ("as_of", "data_version", "disclaimers")))
    cells = (("\n".join(numbered(several)) for several in texts(checklist, line).values()) for line in checklist.lines)
    return Rows(tuple(heading[checklist.lang] for heading in headings), [(*row, *constant) for row in cells])


def _front(checklist: Checklist) -> Front:
    return Front(
        lang=checklist.lang,
        day=checklist.as_of,
        title=cover.TITLE[checklist.lang],
        subject=(cover.scope(checklist)[0][1],),
        notices=tuple(notice[checklist.lang] for notice in cover.notices(checklist)),
        headline=cover.counts(checklist),
        caution=cover.caution(checklist.lang),
        foot=cover.foot(checklist),
    )


def _opening(checklist: Checklist) -> Iterator[Section]:
    sentences = (*cover.disclaimers(checklist.lang), *cover.searched(checklist))
    current, skipped = cover.rules(checklist)
    blocks: dict[str, Block] = {
        "scope": Pairs(cover.scope(checklist)),
        "disclaimers": Sentences(sentences),
        "standing": Pairs(current),
        "skipped": Pairs(skipped),
        "document_types": Pairs(cover.document_types(checklist)),
    }
    for key, block in blocks.items():
        if not isinstance(block, Pairs) or block.rows:
            yield Section(key, HEADINGS[key][checklist.lang], (block,))


def _rules(checklist: Checklist) -> Iterator[Section]:
    """A section a rule, with its articles and their lines."""
    lang, numbers = checklist.lang, {line.id: str(n) for n, line in enumerate(checklist.lines, 1)}
    blocks: dict[str, list[Block]] = {}
    headings = tuple(duties_table.HEADINGS[key][lang] for key in ("number", "title", "status", "quotation"))
    first: dict[str, str] = {}  # the item that has the penalties under a provision in full
    for rule, eId, lines in checklist.by_article():
        article = rule.article(eId)
        heading = f"{citation.label(rule, eId, lang)} {article.heading[lang] if article else ''}"
        blocks.setdefault(rule.id, []).append(Heading(heading, f"{rule.id}--{eId}"))
        if article:
            blocks[rule.id].append(Quotation(tuple(unit[lang] for unit in article.units())))
        cards = tuple(_card(checklist, line, numbers[line.id], first) for line in lines)
        blocks[rule.id].append(Cards(headings, cards))
    for name, several in blocks.items():
        yield Section(name, checklist.corpus.regulations[name].title[lang], tuple(several))


def _card(checklist: Checklist, line: Line, number: str, first: dict[str, str]) -> Card:
    lang, counts = checklist.lang, line.assessable
    fields = {**texts(checklist, line), "penalties": tuple(lists.penalty_texts(checklist, line, number, first))}
    keys = [key for key in FIELDS if key not in (*_IN_THE_HEAD, *SOURCE) and fields[key]]
    rows = [(FIELDS[key][lang], fields[key]) for key in keys]
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
        blanks=legend.blanks(lang) if counts else (),
    )
