"""The body of a Word document: the front of a paper, then its sections, block by block."""

from collections.abc import Iterable, Iterator, Sequence
from zlib import crc32

from guiju.documents import blocks
from guiju.documents.content.text import numbered
from guiju.model import Verdict
from guiju.writers.docx.page import ACCENT, SOFT
from guiju.writers.docx.wordml import PAGE_BREAK, WIDTH, bookmark, cell, link, paragraph, row, run, table, text, widths

_COLOURS: dict[Verdict, str] = {
    "breached": "B3261E",
    "undetermined": "D99A1C",
    "met": "2F7D4F",
    "not_applicable": "AAB3BF",
}
_GONE, _CAME = "B3261E", "1E6B3C"
"""Words that are gone, and words that came: struck out and underlined too, for those who see no colours."""
_WASH, _WARNING = "F4F6F9", "FFF6E8"
_BELOW = {"bottom": ("D5DAE1", 4)}
_HEAD = {"bottom": (ACCENT, 12)}
_PAIR = widths((4, 13))
_BAR_STEPS = 20


def body(paper: blocks.Paper) -> Iterator[str]:
    """The front, then the sections, numbered; the first one is on the page of the front."""
    yield from _front(paper.front)
    for n, section in enumerate(paper.sections, 1):
        yield text(f"{n}. {section.heading}", "Heading1")
        for block in section.blocks:
            yield from _block(block)
        if n == 1:
            yield PAGE_BREAK


def _front(front: blocks.Front) -> Iterator[str]:
    if front.edition:
        yield paragraph(run(front.edition, bold=True, size=11, colour=ACCENT), before=24)
    yield text(front.title, "Title")
    yield from (text(line, "Subject") for line in front.subject)
    if front.notices:
        yield from _notice(front.notices)
    yield paragraph(run(front.headline, bold=True, size=11), before=6)
    yield from _notice([front.caution])
    yield text(front.foot, "Soft")


def _notice(texts: Sequence[str]) -> Iterator[str]:
    content = "".join(text(words, "Cell") for words in texts)
    yield table([row([cell(WIDTH, content, edges={"left": ("A65B00", 36)}, fill=_WARNING)])], [WIDTH])
    yield paragraph()


def _block(block: blocks.Block) -> Iterator[str]:
    match block:
        case blocks.Heading():
            yield text(block.text, "Heading2")
        case blocks.Quotation():
            yield from (text(words, "Quote") for words in block.texts)
        case blocks.Pairs():
            yield table((_pair(heading, words.split("\n")) for heading, words in block.rows), _PAIR)
            yield paragraph()
        case blocks.Sentences():
            yield from (text(words) for words in numbered(block.texts))
        case blocks.Bars():
            yield from _bars(block)
        case blocks.Grid():
            yield from _grid(block)
        case blocks.Cards():
            for card in block.cards:
                yield from _card(card, block)
        case blocks.Blanks():
            yield table((_pair(blank.heading, [""], height=0.8) for blank in block.rows), _PAIR, lines=True)
            yield paragraph()
        case blocks.SideBySide():
            yield from _side_by_side(block)
        case blocks.SignOff():
            columns = widths((3, 5, 5, 4))
            rows = [_head(block.headings, columns)]
            for names in block.rows:
                texts = zip(columns, (*names, "", ""), strict=True)
                rows.append(row((cell(width, text(words, "Cell", keep=True)) for width, words in texts), height=1.5))
            yield table(rows, columns, lines=True)
            yield paragraph()


def _pair(heading: str, texts: Iterable[str], *, height: float = 0, whole: bool = True) -> str:
    """A heading on the left, and texts on the right, a paragraph each."""
    left, right = _PAIR
    content = "".join(text(words, "Cell") for words in texts)
    cells = (cell(left, text(heading, "Label"), edges=_BELOW), cell(right, content, edges=_BELOW))
    return row(cells, height=height, whole=whole)


def _head(headings: Iterable[str], columns: Sequence[int]) -> str:
    """Headings of columns, above every page of the table."""
    heads = (paragraph(run(heading, bold=True), style="Soft", keep=True) for heading in headings)
    return row((cell(width, head, edges=_HEAD) for width, head in zip(columns, heads, strict=True)), head=True)


def _noted(note: str | None) -> str:
    """Room after a table, with its note."""
    return text(note or "", "Soft")


def _bars(block: blocks.Bars) -> Iterator[str]:
    columns = widths((9, 5, 5, 3, 5, 3, 10))
    rows = [_head(("", *block.headings, ""), columns)]
    for tally in block.rows:
        spans = tally.spans(_BAR_STEPS)
        bar = paragraph(*(run("█" * length, size=5, colour=_COLOURS[verdict]) for verdict, _, length in spans))
        contents = (*(text(str(value), "Cell") for value in (tally.name, *tally.numbers)), bar)
        rows.append(row(cell(width, content, edges=_BELOW) for width, content in zip(columns, contents, strict=True)))
    yield from (text(block.heading, "Heading2"), table(rows, columns), _noted(block.note))


def _grid(block: blocks.Grid) -> Iterator[str]:
    columns = widths([column.width for column in block.columns])
    style = "Small" if block.columns[0].kind == "anchor" else "Cell"  # page one has much to say on two pages
    rows = [_head((column.heading for column in block.columns), columns)]
    for texts, tone in zip(block.rows, block.tones, strict=True):
        edges = [_BELOW | ({"left": (_COLOURS[tone], 24)} if tone else {}), *[_BELOW] * (len(columns) - 1)]
        contents = (_cell(column, words, style) for column, words in zip(block.columns, texts, strict=True))
        cells = (
            cell(width, content, edges=lines) for width, content, lines in zip(columns, contents, edges, strict=True)
        )
        rows.append(row(cells))
    yield from ([text(block.heading, "Heading2")] if block.heading else [])
    yield from (table(rows, columns), _noted(block.note))


def _side_by_side(block: blocks.SideBySide) -> Iterator[str]:
    columns = widths((1, 1))
    for article in block.articles:
        yield text(f"{article.title} · {article.words}", "Heading3")
        rows = [_head(block.headings, columns)]
        for unit in article.units:
            old = [run(p.old, struck=p.kind != "same", colour="" if p.kind == "same" else _GONE) for p in unit.pieces]
            new = [
                run(p.new, underlined=p.kind != "same", colour="" if p.kind == "same" else _CAME) for p in unit.pieces
            ]
            sides = ((unit.old_place, old), (unit.new_place, new))
            contents = (paragraph(run(place), style="Soft") + paragraph(*runs, style="Cell") for place, runs in sides)
            rows.append(
                row(cell(width, content, edges=_BELOW) for width, content in zip(columns, contents, strict=True))
            )
        yield from (table(rows, columns), paragraph())


def _cell(column: blocks.Column, words: str, style: str) -> str:
    lines = words.split("\n")
    if column.kind == "anchor":
        return paragraph(link(words, words, ACCENT), style=style)
    if column.kind == "titled":
        return paragraph(run(lines[0], bold=True), style=style) + "".join(text(line, style) for line in lines[1:])
    if column.kind == "duty":
        title, place, name = lines
        remark = paragraph(run(f"{place} · ", size=8), run(name, size=7.5, colour=SOFT), style="Cell")
        return paragraph(run(title, bold=True), style="Cell") + remark
    mark = "• " if column.kind == "list" and len(lines) > 1 else ""
    return "".join(text(mark + line, style) for line in lines)


def _card(card: blocks.Card, block: blocks.Cards) -> Iterator[str]:
    """A duty: what it is, then a table of all that is said of it, with room for the auditor if it is to be ticked."""
    first: list[str] = []
    if block.to_tick:
        yield text(f"{card.number}. {card.place} {card.title} · {card.words}", "Heading3")
        if card.boxes:
            first = [_pair(block.headings[2], ["   ".join(f"☐ {words}" for _, words in card.boxes)])]
    else:
        marks = (bookmark(name, crc32(name.encode()) >> 1) for name in card.anchors)
        yield paragraph(*marks, run(f"{card.number}  {card.title}"), style="Heading3")
        colour = _COLOURS[card.tone or "undetermined"]
        remark = run(f"  {card.place} · {card.id}", size=8, colour=SOFT)
        top = paragraph(run(card.words, bold=True, colour=colour), remark, style="Cell", keep=True)
        first = [row([cell(WIDTH, top, span=2, edges={"top": (colour, 24)})])]
    words = text(card.quotation, "Cell", keep=True)
    quotation = cell(WIDTH, words, span=2, edges={"left": (ACCENT, 24)}, fill=_WASH)
    rows = (_pair(heading, numbered(texts), whole=False) for heading, texts in card.rows if texts)
    blanks = (_pair(heading, [""], height=1.2) for heading in card.blanks)
    yield table((*first, row([quotation]), *rows, *blanks), _PAIR, lines=block.to_tick)
    yield paragraph()
