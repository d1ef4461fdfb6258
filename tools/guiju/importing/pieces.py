"""Lines that hold several units: cut where an article or a list begins in the middle of one."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from guiju.importing.line import TextLine
from guiju.places import printed_label as label

_INLINE_ARTICLE = re.compile(r"(?:(?<=[。；;])\s*|\s)(?=[第笫苐]\s*[0-9０-９零〇○一二三四五六七八九十百千]+\s*[条條])")
_MANY = 5
_FOLDED = re.compile(r"\s第[零〇一二三四五六七八九十百千]+条\s")
# Behind a stop, before a heading, an article or a bracket, and behind a heading.
_FOLD = re.compile(r"(?<=[。；：）])\s+|(?<!\s)\s+(?=第[零〇一二三四五六七八九十百千]+(?:编|分编|章|节|条)\s|[（(])")
_INLINE_POINT = re.compile(r"(?<=[：:；;。])\s*(?=[（(]\s*[一二三四五六七八九十]{1,3}\s*[）)])")


def unfolded(lines: Sequence[TextLine]) -> list[TextLine]:
    """The lines; one that has a whole law in it, as where line breaks became spaces, is cut at these spaces."""
    units = []
    for line in lines:
        folded = len(_FOLDED.findall(line.text)) >= _MANY
        units += [replace(line, text=piece) for piece in _FOLD.split(line.text)] if folded else [line]
    return units


def cut(lines: Sequence[TextLine], itemized: bool) -> Iterator[TextLine]:
    """The lines, one unit in each."""
    last = 0
    for line in lines:
        if line.row:
            yield line
            continue
        found = label.article(line.text)
        last = found.number if found and not found.cites else last
        texts = [line.text]
        if not itemized and not {"条", "條"}.isdisjoint(line.text):
            texts, last = _articles(line.text, last)
        for place, piece in enumerate(piece for text in texts for piece in _points(text)):
            yield replace(line, text=piece, strong=line.strong and place == 0)


def _articles(text: str, last: int) -> tuple[list[str], int]:
    pieces, begun = [], 0
    for match in _INLINE_ARTICLE.finditer(text):
        found = label.article(text[match.end() :])
        before = text[begun : match.start()].strip()
        finished = before[-1:] in ("。", "；", ";") or label.division(before) is not None
        due = found is not None and not found.cites and found.place == (last + 1, 0)
        if found is not None and due and finished and (last or found.apart):
            pieces.append(text[begun : match.start()].strip())
            begun, last = match.end(), found.number
    return [*pieces, text[begun:]], last


def _points(text: str) -> list[str]:
    opening = label.enumerated(text)
    cuts, wanted = [], opening.number + 1 if opening and opening.kind == "point" else 1
    for match in _INLINE_POINT.finditer(text):
        found = label.enumerated(text[match.end() :])
        if found is not None and found.number == wanted:
            cuts.append((match.start(), match.end()))
            wanted += 1
    if not cuts or (wanted == 2 and len(cuts) == 1):  # one alone is a mention
        return [text]
    starts, ends = [0, *(end for _, end in cuts)], [*(start for start, _ in cuts), len(text)]
    return [text[start:end].strip() for start, end in zip(starts, ends, strict=True)]
