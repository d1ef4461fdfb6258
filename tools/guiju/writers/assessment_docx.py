"""An assessment report for Word, to hand over, to comment on and to sign: cover, findings, plan, what is open, numbers, limits, signatures.

The same assessment gives the same bytes: its dates are the day of the assessment. Tables repeat their headings on every page.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_BREAK
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from guiju.assessment import Assessment
from guiju.documents.content.fields import steps
from guiju.documents.report import Audience, Report
from guiju.documents.report.beside_json import report_beside_json
from guiju.documents.report.blocks import Bars, Block, Card, Cards, Column, Pairs, Section, Sentences, SignOff, Table
from guiju.documents.report.counts import Tally
from guiju.documents.report.sections import headline, sections
from guiju.law.labels import VERDICT_LABELS
from guiju.model import WORST_FIRST, Verdict
from guiju.writers.paper import ACCENT, SIZES, SOFT, packed, sheet

_WIDTH = 17.0  # centimetres between the margins
_SIZES = {**SIZES, "Title": 28, "Heading 1": 15, "Heading 2": 11}
_COLOURS: Mapping[Verdict, str] = {
    "breached": "B3261E",
    "undetermined": "D99A1C",
    "met": "2F7D4F",
    "not_applicable": "AAB3BF",
}
_WASH, _LINE, _WARNING = "F4F6F9", "D5DAE1", "FFF6E8"
_BAR_STEPS = 20
_SIDES = tuple(map(qn, ("w:top", "w:left", "w:bottom", "w:right")))


def render(assessment: Assessment, audience: Audience = "internal") -> bytes:
    """The report as DOCX."""
    told = report_beside_json(assessment, audience)
    return laid_out(told, sections(told), assessment.checklist.as_of)


def laid_out(told: Report, parts: Sequence[Section], day: date) -> bytes:
    """A report of this day with these sections as DOCX."""
    title = f"{told.title} · {told.edition}"
    paper = sheet(title, told.particulars[0][1], told.cover.foot, day, told.lang, _SIZES)
    paper.core_properties.comments = told.cover.foot
    first, *others = parts
    _cover(paper, told)
    _section(paper, 1, first.heading, first.blocks)
    paper.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
    for n, section in enumerate(others, 2):
        _section(paper, n, section.heading, section.blocks)
    return packed(paper)


def _cover(paper: Any, told: Report) -> None:
    edition = paper.add_paragraph()
    edition.paragraph_format.space_before = Pt(24)
    run = edition.add_run(told.edition)
    run.bold, run.font.size, run.font.color.rgb = True, Pt(11), ACCENT
    paper.add_paragraph(told.title, style="Title")
    for _, text in told.particulars[:2]:
        run = paper.add_paragraph().add_run(text)
        run.font.size, run.font.color.rgb = Pt(12), SOFT
    if told.in_place:
        _notice(paper, told.in_place)
    table = _grid(paper, 1, [1] * len(WORST_FIRST))
    for cell, verdict in zip(table.rows[0].cells, WORST_FIRST, strict=True):
        _edge(cell, "top", _COLOURS[verdict], 36)
        _shade(cell, _WASH)
        figure = cell.paragraphs[0].add_run(str(told.overall.counts[verdict]))
        figure.bold, figure.font.size = True, Pt(22)
        cell.paragraphs[0].add_run(f" / {told.overall.total}").font.color.rgb = SOFT
        cell.add_paragraph(VERDICT_LABELS[verdict][told.lang])
    paper.add_paragraph(headline(told)).paragraph_format.space_before = Pt(6)
    _notice(paper, [told.face])
    foot = paper.add_paragraph()
    foot.paragraph_format.space_before = Pt(6)
    foot.add_run(told.cover.foot).font.color.rgb = SOFT


def _notice(paper: Any, texts: Sequence[str]) -> None:
    cell = _grid(paper, 1, [1]).rows[0].cells[0]
    _shade(cell, _WARNING)
    _edge(cell, "left", "A65B00", 36)
    _write(cell, texts)


def _section(paper: Any, number: int, heading: str, blocks: Iterable[Block]) -> None:
    paper.add_heading(f"{number}. {heading}", 1)
    for block in blocks:
        match block:
            case Pairs():
                _pairs(paper, block.rows)
            case Sentences():
                for text in steps(block.texts):
                    paper.add_paragraph(text)
            case Bars():
                _bars(paper, block)
            case Table():
                _table(paper, block)
            case Cards():
                for card in block.cards:
                    _card(paper, card)
            case SignOff():
                _sign_off(paper, block)


def _pairs(paper: Any, rows: Sequence[tuple[str, str]]) -> None:
    table = _grid(paper, len(rows), [4, 13])
    for row, (heading, text) in zip(table.rows, rows, strict=True):
        _rule(row)
        _write(row.cells[0], [heading], soft=True)
        _write(row.cells[1], text.split("\n"))
    _gap(paper)


def _bars(paper: Any, block: Bars) -> None:
    paper.add_heading(block.heading, 2)
    table = _grid(paper, len(block.rows) + 1, [9, 5, 5, 3, 5, 3, 10])
    _head(table.rows[0], ["", *(words for _, words in block.verdicts), block.of, ""])
    for row, tally in zip(table.rows[1:], block.rows, strict=True):
        _rule(row)
        counts = [str(tally.counts[verdict]) for verdict, _ in block.verdicts]
        for cell, text in zip(row.cells, [tally.name, *counts, str(tally.total)], strict=False):
            _write(cell, [text])
        _bar(row.cells[-1].paragraphs[0], tally)
    _gap(paper, block.note)


def _bar(paragraph: Any, tally: Tally) -> None:
    for verdict, _, length in tally.spans(_BAR_STEPS):
        run = paragraph.add_run("█" * length)
        run.font.size, run.font.color.rgb = Pt(5), RGBColor.from_string(_COLOURS[verdict])


def _table(paper: Any, block: Table) -> None:
    if block.heading:
        paper.add_heading(block.heading, 2)
    table = _grid(paper, len(block.rows) + 1, [column.width for column in block.columns])
    _narrow_margins(table)
    _head(table.rows[0], [column.heading for column in block.columns])
    for row, texts, tone in zip(table.rows[1:], block.rows, block.tones, strict=True):
        _rule(row)
        if tone:
            _edge(row.cells[0], "left", _COLOURS[tone], 24)
        for cell, column, text in zip(row.cells, block.columns, texts, strict=True):
            _cell(cell, column, text)
    _gap(paper, block.note)


def _cell(cell: Any, column: Column, text: str) -> None:
    lines = text.split("\n")
    if column.kind == "duty":
        title, place, name = lines
        _write(cell, [title], bold=True)
        rest = cell.add_paragraph()
        rest.add_run(f"{place} · ").font.size = Pt(8)
        run = rest.add_run(name)
        run.font.size, run.font.color.rgb = Pt(7.5), SOFT
    elif column.kind == "list" and len(lines) > 1:
        _write(cell, [f"• {line}" for line in lines])
    else:
        _write(cell, lines)


def _card(paper: Any, card: Card) -> None:
    rows = [(heading, texts) for heading, texts in card.rows if texts]
    table = _grid(paper, len(rows) + 2, [4, 13])
    top = table.rows[0].cells[0].merge(table.rows[0].cells[1])
    _edge(top, "top", _COLOURS["breached"], 24)
    run = top.paragraphs[0].add_run(f"{card.number}  {card.title}")
    run.bold, run.font.size = True, Pt(11.5)
    line = top.add_paragraph()
    words = line.add_run(card.words)
    words.bold, words.font.color.rgb = True, RGBColor.from_string(_COLOURS["breached"])
    rest = line.add_run(f"  {card.place} · {card.id}")
    rest.font.size, rest.font.color.rgb = Pt(8), SOFT
    quotation = table.rows[1].cells[0].merge(table.rows[1].cells[1])
    _shade(quotation, _WASH)
    _edge(quotation, "left", str(ACCENT), 24)
    _write(quotation, [card.quotation])
    for row in table.rows[:2]:
        _kept_with_next(row)
    for row, (heading, texts) in zip(table.rows[2:], rows, strict=True):
        _rule(row, whole=False)
        _write(row.cells[0], [heading], soft=True)
        _write(row.cells[1], steps(texts))
    _gap(paper)


def _sign_off(paper: Any, block: SignOff) -> None:
    table = _grid(paper, len(block.rows) + 1, [3, 5, 5, 4])
    table.style = "Table Grid"
    _head(table.rows[0], block.headings)
    _kept_with_next(table.rows[0])
    for row, texts in zip(table.rows[1:], block.rows, strict=True):
        row.height = Cm(1.5)
        _whole(row)
        for cell, text in zip(row.cells, texts, strict=False):
            _write(cell, [text])
        if row is not table.rows[-1]:
            _kept_with_next(row)


def _grid(paper: Any, rows: int, weights: Sequence[int]) -> Any:
    """A table without lines, as wide as the page, its columns in these proportions."""
    table = paper.add_table(rows=rows, cols=len(weights))
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    for place, weight in enumerate(weights):
        width = Cm(_WIDTH * weight / sum(weights))
        table.columns[place].width = width
        for cell in table.columns[place].cells:
            cell.width = width
    return table


def _narrow_margins(table: Any) -> None:
    """Leave more of narrow columns to their text."""
    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), "60")
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    table._tbl.tblPr.insert_element_before(margins, "w:tblLook", "w:tblCaption")


def _head(row: Any, headings: Sequence[str]) -> None:
    """Headings of columns, above every page of the table."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    _whole(row)
    for cell, heading in zip(row.cells, headings, strict=True):
        _edge(cell, "bottom", str(ACCENT), 12)
        run = cell.paragraphs[0].add_run(heading)
        run.bold, run.font.size, run.font.color.rgb = True, Pt(8.5), SOFT
        cell.paragraphs[0].paragraph_format.keep_with_next = True


def _write(cell: Any, texts: Iterable[str], soft: bool = False, bold: bool = False) -> None:
    """Texts in a cell, a paragraph each."""
    for place, text in enumerate(texts):
        paragraph = cell.paragraphs[0] if place == 0 else cell.add_paragraph()
        paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(2)
        run = paragraph.add_run(text)
        run.font.size, run.bold = Pt(9), bold
        if soft:
            run.font.color.rgb = SOFT


def _gap(paper: Any, note: str | None = None) -> None:
    """Room after a table, with its note."""
    paragraph = paper.add_paragraph()
    paragraph.paragraph_format.space_after = Pt(2)
    if note:
        run = paragraph.add_run(note)
        run.font.size, run.font.color.rgb = Pt(8.5), SOFT


def _rule(row: Any, whole: bool = True) -> None:
    """A thin line below the row; a `whole` row is not broken between pages."""
    for cell in row.cells:
        _edge(cell, "bottom", _LINE, 4)
    if whole:
        _whole(row)


def _whole(row: Any) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))


def _kept_with_next(row: Any) -> None:
    for cell in row.cells:
        for paragraph in cell.paragraphs:
            paragraph.paragraph_format.keep_with_next = True


def _edge(cell: Any, side: str, colour: str, eighths: int) -> None:
    """A line at one side of a cell, so many eighths of a point wide. Word asks for elements in the order of their schema."""
    properties = cell._tc.get_or_add_tcPr()
    borders = properties.find(qn("w:tcBorders"))
    if borders is None:
        borders = OxmlElement("w:tcBorders")
        properties.insert_element_before(borders, "w:shd", "w:noWrap", "w:tcMar", "w:vAlign")
    edge = OxmlElement(f"w:{side}")
    for name, value in (("val", "single"), ("sz", str(eighths)), ("space", "0"), ("color", colour)):
        edge.set(qn(f"w:{name}"), value)
    borders.insert(sum(_SIDES.index(other.tag) < _SIDES.index(edge.tag) for other in borders), edge)


def _shade(cell: Any, colour: str) -> None:
    shading = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", colour)):
        shading.set(qn(f"w:{name}"), value)
    cell._tc.get_or_add_tcPr().insert_element_before(shading, "w:noWrap", "w:tcMar", "w:vAlign")
