"""Hard-wrapped text: lines broken at a width, joined into the paragraphs that they were."""

from collections.abc import Sequence
from dataclasses import replace

from guiju.importing.line import Change, TextLine
from guiju.places import printed_label as label

ENDS = "。；：！？!?;:…”’）)〕】》.」』"
_FULL_STOPS = "。！？!?…"
_FEWEST = 6


def width(lines: Sequence[TextLine]) -> int:
    """The width at which the text is wrapped, 0 where it is not: then most lines that end in the middle of a sentence
    are of one length, and none is longer."""
    lengths = sorted(len(line.text) + 2 * line.indented for line in lines if not line.row)
    if not lengths or lengths[-1] > 200:
        return 0
    widest = lengths[min(len(lengths) - 1, int(len(lengths) * 0.98))]
    open_ended = [len(line.text) + 2 * line.indented for line in lines if line.text[-1] not in ENDS and not line.row]
    full = [length for length in open_ended if widest - 3 <= length <= widest + 3]
    wrapped = widest >= 12 and lengths[-1] <= widest + 3 and len(full) >= _FEWEST
    return widest if wrapped and len(full) >= 0.4 * len(open_ended) else 0


def joined(lines: Sequence[TextLine]) -> tuple[tuple[TextLine, ...], tuple[Change, ...]]:
    """The paragraphs, and a change for each line that was joined to the one before it."""
    widest = width(lines)
    if not widest:
        return tuple(lines), ()
    marks_paragraphs = sum(line.indented for line in lines) >= 0.1 * len(lines)
    kept: list[TextLine] = []
    pieces: list[list[str]] = []  # the lines of each paragraph
    changes: list[Change] = []
    last = 0  # length of the line before
    for line in lines:
        goes_on = (
            kept and last >= widest - 3 and not (line.indented or line.level or line.row or _is_heading(line))
            and (pieces[-1][-1][-1] not in ENDS or (not _begins(line) and (marks_paragraphs or
                                                                            pieces[-1][-1][-1] not in _FULL_STOPS)))
        )  # fmt: skip
        if goes_on:
            pieces[-1].append(_between(pieces[-1][-1], line.text) + line.text)
            changes.append(Change("wrapped", line.number))
        else:
            kept.append(line)
            pieces.append([line.text])
        last = len(line.text) + 2 * line.indented
    whole = (replace(line, text="".join(parts)) for line, parts in zip(kept, pieces, strict=True))
    return tuple(whole), tuple(changes)


def _between(before: str, after: str) -> str:
    """A space between two words that are written with letters; Chinese needs none."""
    latin = before[-1].isascii() and after[0].isascii()
    return " " if latin and before[-1].isalpha() and after[0].isalpha() else ""


def _begins(line: TextLine) -> bool:
    return bool(label.article(line.text) or label.division(line.text) or label.enumerated(line.text))


def _is_heading(line: TextLine) -> bool:
    """第一章 总则, or 第三条 with white space behind it: neither is the middle of a sentence."""
    article = label.article(line.text)
    return label.division(line.text) is not None or (article is not None and article.apart and not article.cites)
