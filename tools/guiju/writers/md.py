"""Markdown to read and to keep beside the code; a checklist is a task list, with a box for each duty.

Text of the data stays text: whatever CommonMark or GitHub's dialect could take for markup, HTML or a link is escaped.
Powers, permissions and recommendations have no box: they are for information. Nor have displaced duties: they are
history.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from guiju.documents import blocks
from guiju.files.characters import printable
from guiju.model import Lang
from guiju.wording.labels import COLON

LAYS_OUT = "paper"
_MARKUP = re.compile(r"[\\`*_{}\[\]>#]")
# What begins a link without any brackets is among them.
_REFERENCES = re.compile(r"[<&|~$^=@]|(?i:(?<=http)|(?<=https)|(?<=ftp)|(?<=mailto)|(?<=xmpp)):|(?i:(?<=www))\.")
_BEGINS_A_BLOCK = re.compile(r"([-+])|([0-9]+)([.)])")
_ROOM = "＿" * 12


def write(paper: blocks.Paper) -> bytes:
    """The document as Markdown, UTF-8."""
    return ("\n".join(_lines(paper)).rstrip("\n") + "\n").encode()


def escaped(text: str) -> str:
    """A text of the data as Markdown that shows exactly this text, wherever on a line it is."""
    text = _MARKUP.sub(lambda match: f"\\{match[0]}", printable(text))
    text = _REFERENCES.sub(lambda match: f"&#{ord(match[0])};", text)
    first = _BEGINS_A_BLOCK.match(text)
    if first is None:
        return text
    return text[: first.end() - 1] + "\\" + text[first.end() - 1 :]


def _lines(paper: blocks.Paper) -> Iterator[str]:
    front = paper.front
    yield from (f"# {escaped(front.name)}", "")
    for notice in front.notices:
        yield from (f"> **{escaped(notice)}**", "")
    yield from (f"**{escaped(front.headline)}**", "")
    yield from (f"> {escaped(front.caution)}", ">", f"> {escaped(front.foot)}", "")
    for n, section in enumerate(paper.sections, 1):
        yield from (f"## {n}. {escaped(section.heading)}", "")
        for block in section.blocks:
            yield from _block(block, front.lang)
            yield ""


def _block(block: blocks.Block, lang: Lang) -> Iterator[str]:
    match block:
        case blocks.Heading():
            yield f"### {escaped(block.text)}"
        case blocks.Quotation():
            yield "\n>\n".join(f"> {escaped(text)}" for text in block.texts)
        case blocks.Pairs():
            yield from (f"- **{escaped(heading)}**{COLON[lang]}{_cell(text)}" for heading, text in block.rows)
        case blocks.Sentences():
            yield from (f"- {escaped(text)}" for text in block.texts)
        case blocks.Bars():
            yield from _headed(block.heading)
            counts = ((escaped(tally.name), *map(str, tally.numbers)) for tally in block.rows)
            yield from _table(("", *block.headings), counts)
            yield from _noted(block.note)
        case blocks.Grid():
            yield from _headed(block.heading)
            kinds = [_OF_KIND.get(column.kind, _cell) for column in block.columns]
            cells = ((show(text) for show, text in zip(kinds, row, strict=True)) for row in block.rows)
            yield from _table([column.heading for column in block.columns], cells)
            yield from _noted(block.note)
        case blocks.Cards():
            lay_out = _to_tick if block.to_tick else _finding
            for card in block.cards:
                yield from (*lay_out(card, block, lang), "")
        case blocks.Blanks():
            yield from (f"- **{escaped(blank.heading)}**{COLON[lang]}{_ROOM}" for blank in block.rows)
        case blocks.SideBySide():
            yield f"{escaped(block.headings[0])} → {escaped(block.headings[1])}"
            for article in block.articles:
                yield from ("", f"### {escaped(article.title)} · {escaped(article.words)}", "")
                yield from (f"- {_redlined(unit, lang)}" for unit in article.units)
        case blocks.SignOff():
            yield from _table(block.headings, ((escaped(step), escaped(who), " ", " ") for step, who in block.rows))


def _redlined(unit: blocks.RedlinedUnit, lang: Lang) -> str:
    """A 款 in one line. Marks of Markdown beside Chinese punctuation are none, so that these are of HTML."""
    marks = {"changed": ("<del>", "</del>", "<ins>", "</ins>"), "moved": ("<del>↷ ", "</del>", "<ins>↷ ", "</ins>")}
    text = ""
    for piece in unit.pieces:
        if piece.kind == "same":
            text += _cell(piece.new)
            continue
        gone, end, came, stop = marks[piece.kind]
        text += f"{gone}{_cell(piece.old)}{end}" * bool(piece.old) + f"{came}{_cell(piece.new)}{stop}" * bool(piece.new)
    places = " → ".join(dict.fromkeys(filter(None, (unit.old_place, unit.new_place))))
    return f"**{escaped(places)}**{COLON[lang]}{text}"


def _finding(card: blocks.Card, block: blocks.Cards, lang: Lang) -> Iterator[str]:
    anchors = "".join(f'<a id="{name}"></a>' for name in card.anchors)
    yield from (f"### {anchors}{escaped(f'{card.number} {card.title}')}", "")
    yield from (f"**{escaped(card.words)}** · {escaped(card.place)} · {escaped(card.id)}", "")
    yield from (f"> {escaped(card.quotation)}", "")
    for heading, texts in card.rows:
        yield from _item(heading, texts, lang, "")


def _to_tick(card: blocks.Card, block: blocks.Cards, lang: Lang) -> Iterator[str]:
    box = "[ ] " if card.boxes else ""
    yield f"- {box}**{card.number}. {escaped(f'{card.place} {card.title}')}** · {escaped(card.words)}"
    if card.boxes:
        yield from _item(block.headings[2], ("　".join(f"☐ {words}" for _, words in card.boxes),), lang, "    ")
    yield from _item(block.headings[3], (card.quotation,), lang, "    ")
    for heading, texts in card.rows:
        yield from _item(heading, texts, lang, "    ")
    yield from (f"    - **{escaped(heading)}**{COLON[lang]}{_ROOM}" for heading in card.blanks)


def _item(heading: str, texts: Sequence[str], lang: Lang, indent: str) -> Iterator[str]:
    if len(texts) == 1:
        yield f"{indent}- **{escaped(heading)}**{COLON[lang]}{escaped(texts[0])}"
    elif texts:
        yield f"{indent}- **{escaped(heading)}**{COLON[lang].rstrip()}"
        yield from (f"{indent}    {n}. {escaped(text)}" for n, text in enumerate(texts, 1))


def _headed(heading: str) -> Iterator[str]:
    if heading:
        yield from (f"**{escaped(heading)}**", "")


def _noted(note: str | None) -> Iterator[str]:
    if note:
        yield from ("", escaped(note))


def _table(headings: Iterable[str], rows: Iterable[Iterable[str]]) -> Iterator[str]:
    names = [escaped(heading) for heading in headings]
    for row in (names, ["---"] * len(names), *rows):
        yield f"| {' | '.join(row)} |"


def _cell(text: str) -> str:
    """A text of several lines in one row."""
    return "<br>".join(escaped(line) for line in text.split("\n"))


def _duty(text: str) -> str:
    title, *rest = text.split("\n")
    return "<br>".join((f"**{escaped(title)}**", *map(escaped, rest)))


def _anchor(text: str) -> str:
    return f"[{escaped(text)}](#{text})"


_OF_KIND: Mapping[str, Callable[[str], str]] = {"duty": _duty, "titled": _duty, "anchor": _anchor}
