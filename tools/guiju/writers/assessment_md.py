"""An assessment to read and to keep beside the code, in Markdown: what was assessed, findings with their proof, plan, what is open, numbers, limits.

Text of the profile and of the data stays text. The regulator edition says what it leaves out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from guiju.assessment import Assessment
from guiju.documents.report import Audience, Report
from guiju.documents.report.beside_json import report_beside_json
from guiju.documents.report.blocks import Bars, Block, Cards, Pairs, Section, Sentences, SignOff, Table
from guiju.documents.report.sections import headline, sections
from guiju.law.labels import COLON
from guiju.model import Lang
from guiju.writers.markdown import escaped


def render(assessment: Assessment, audience: Audience = "internal") -> bytes:
    """The assessment as Markdown, UTF-8."""
    told = report_beside_json(assessment, audience)
    return laid_out(told, sections(told))


def laid_out(told: Report, parts: Iterable[Section]) -> bytes:
    """A report with these sections as Markdown, UTF-8."""
    return ("\n".join(_lines(told, parts)).rstrip("\n") + "\n").encode()


def _lines(told: Report, parts: Iterable[Section]) -> Iterator[str]:
    yield from (f"# {told.title} · {told.edition}", "")
    for text in told.in_place:
        yield from (f"> **{escaped(text)}**", "")
    yield from (f"**{escaped(headline(told))}**", "")
    yield from (f"> {escaped(told.face)}", ">", f"> {escaped(told.cover.foot)}", "")
    for n, section in enumerate(parts, 1):
        yield from (f"## {n}. {escaped(section.heading)}", "")
        for block in section.blocks:
            yield from _block(block, told.lang)
            yield ""


def _block(block: Block, lang: Lang) -> Iterator[str]:
    match block:
        case Pairs():
            for heading, text in block.rows:
                yield f"- **{escaped(heading)}**{COLON[lang]}{_cell(text)}"
        case Sentences():
            yield from (f"- {escaped(text)}" for text in block.texts)
        case Bars():
            yield from _bars(block)
        case Table():
            yield from _headed(block.heading)
            yield from _rows([column.heading for column in block.columns])
            for row in block.rows:
                cells = zip(block.columns, row, strict=True)
                yield _row(_duty(text) if column.kind == "duty" else _cell(text) for column, text in cells)
            yield from _noted(block.note)
        case Cards():
            for card in block.cards:
                yield from (f"### {escaped(f'{card.number} {card.title}')}", "")
                yield from (f"**{escaped(card.words)}** · {escaped(card.place)} · {escaped(card.id)}", "")
                yield from (f"> {escaped(card.quotation)}", "")
                for heading, texts in card.rows:
                    yield from _item(heading, texts, lang)
                yield ""
        case SignOff():
            yield from _rows(block.headings)
            yield from (_row((escaped(step), escaped(who), " ", " ")) for step, who in block.rows)


def _bars(block: Bars) -> Iterator[str]:
    yield from (f"**{escaped(block.heading)}**", "")
    yield from _rows(("", *(words for _, words in block.verdicts), block.of))
    for tally in block.rows:
        counts = (f"{tally.counts[verdict]}" for verdict, _ in block.verdicts)
        yield _row((escaped(tally.name), *counts, str(tally.total)))
    yield from _noted(block.note)


def _item(heading: str, texts: tuple[str, ...], lang: Lang) -> Iterator[str]:
    if len(texts) == 1:
        yield f"- **{escaped(heading)}**{COLON[lang]}{escaped(texts[0])}"
    elif texts:
        yield f"- **{escaped(heading)}**{COLON[lang].rstrip()}"
        yield from (f"    {n}. {escaped(text)}" for n, text in enumerate(texts, 1))


def _headed(heading: str) -> Iterator[str]:
    if heading:
        yield from (f"**{escaped(heading)}**", "")


def _noted(note: str | None) -> Iterator[str]:
    if note:
        yield from ("", escaped(note))


def _rows(headings: Iterable[str]) -> Iterator[str]:
    """The head of a table."""
    names = [escaped(heading) for heading in headings]
    yield _row(names)
    yield _row("---" for _ in names)


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _cell(text: str) -> str:
    """A text of several lines in one row."""
    return "<br>".join(escaped(line) for line in text.split("\n"))


def _duty(text: str) -> str:
    title, place, name = text.split("\n")
    return f"**{escaped(title)}**<br>{escaped(place)}<br>{escaped(name)}"
