"""Repairs written into a document: only the characters that change, and nothing where that cannot be sure.

What comes out is read again: every passage must have the words that were meant, and all others those that it had.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from itertools import groupby
from operator import itemgetter

from guiju import reading
from guiju.files.finding import Unsound
from guiju.files.folding import common_start
from guiju.reading.archive import open_archive
from guiju.reading.document import TextDocument
from guiju.reading.passage import Part, TextPassage, TextPiece, is_verbatim

Span = tuple[int, int, str]
"""Characters [start, end) of a part, and what is written there instead."""


@dataclass(frozen=True)
class Edit:
    """Characters [start, end) of a passage, by its number in the document, become `text`; `whole` is what they are part
    of, the citation, none of which may be locked."""

    passage: int
    start: int
    end: int
    text: str
    whole: tuple[int, int] = (0, 0)


@dataclass(frozen=True)
class Rewriting:
    """The bytes of a document after these edits, and why the others were not made: keys of words.yaml."""

    data: bytes
    done: tuple[Edit, ...]
    refused: Mapping[Edit, str]


def rewritten(document: TextDocument, edits: Sequence[Edit]) -> Rewriting:
    """The document with these edits; they do not overlap."""
    if document.is_signed:
        return Rewriting(document.data, (), dict.fromkeys(edits, "signed"))
    refused = {edit: lock for edit in edits if (lock := _lock(document.passages[edit.passage], edit))}
    refused |= _of_shared_texts(document, [edit for edit in edits if edit not in refused])
    done = tuple(dict.fromkeys(edit for edit in edits if edit not in refused))
    if (data := _data(document, done)) is None:
        # One of them spoils it for all.
        single = _sound(document, done)
        refused |= {edit: "bytes" for edit in done if edit not in single}
        data, done = _data(document, single), single
    if data is None:
        return Rewriting(document.data, (), refused | dict.fromkeys(done, "bytes"))
    return Rewriting(data, done, refused)


def _sound(document: TextDocument, edits: tuple[Edit, ...]) -> tuple[Edit, ...]:
    """Those of the edits that can be made, halved until they can: each trial reads the document again."""
    if _data(document, edits) is not None:
        return edits
    half = len(edits) // 2
    return (*_sound(document, edits[:half]), *_sound(document, edits[half:])) if half else ()


def _lock(passage: TextPassage, edit: Edit) -> str:
    """Why none of these characters may be changed; a deletion before the first of them is none of theirs."""
    start, end = edit.whole if edit.whole[1] else (edit.start, edit.end)
    pieces = passage.within(min(start, edit.start), max(end, edit.end))
    return next((p.lock for place, (p, *_) in enumerate(pieces) if p.lock and (p.lock != "deleted" or place)), "")


def _of_shared_texts(document: TextDocument, edits: Sequence[Edit]) -> dict[Edit, str]:
    """The edits of a text that several cells share, where they do not all ask for them."""
    cells: dict[tuple[str, int], list[int]] = {}
    for number, passage in enumerate(document.passages):
        cells.setdefault((passage.part.name, passage.pieces[0].start), []).append(number)
    wanted: dict[int, list[Edit]] = {}
    for edit in edits:
        wanted.setdefault(edit.passage, []).append(edit)
    refused: dict[Edit, str] = {}
    for numbers in cells.values():
        asked = [{(edit.start, edit.end, edit.text) for edit in wanted.get(number, ())} for number in numbers]
        if any(one != asked[0] for one in asked):
            refused |= {edit: "shared" for number in numbers for edit in wanted.get(number, ())}
    return refused


def spans(passage: TextPassage, start: int, end: int, text: str) -> list[Span]:
    """What to write where, so that [start, end) of a passage becomes `text`: a character in the place of a character,
    and the rest in the place of the last, so that markup stays where it is."""
    old = passage.text[start:end]
    same = common_start(old, text)
    start, text, old = start + same, text[same:], old[same:]
    tail = common_start(old[::-1], text[::-1])
    end, text = end - tail, text[: len(text) - tail]
    if start == end:
        if not text:
            return []
        # Put beside the character before it, else before the one after it.
        before = start > 0 and same > 0
        (piece, begin, stop), *_ = passage.within(start - before, start - before + 1)
        place = (
            (piece.start + (stop if before else begin)) if is_verbatim(piece) else (piece.end, piece.start)[not before]
        )
        return [(place, place, _escaped(passage.part, text))]
    made: list[Span] = []
    pieces = list(passage.within(start, end))
    for place, (piece, begin, stop) in enumerate(pieces):
        length = len(text) if place == len(pieces) - 1 else stop - begin
        own, text = text[:length], text[length:]
        made.append((*_place(piece, begin, stop), _escaped(passage.part, own)))
    return made


def _place(piece: TextPiece, begin: int, stop: int) -> tuple[int, int]:
    return (piece.start + begin, piece.start + stop) if is_verbatim(piece) else (piece.start, piece.end)


def _escaped(part: Part, text: str) -> str:
    """A text as the format writes it."""
    if part.escape == "xml":
        return escape(text, quote=False)
    return text.replace('"', '""') if part.escape == "csv" else text


def _data(document: TextDocument, edits: Sequence[Edit]) -> bytes | None:
    """The bytes with these edits; None where they would not say what was meant, or not keep everything else."""
    if not edits:
        return document.data
    wanted = {
        (passage.part.name, *span)
        for edit in edits
        for passage in (document.passages[edit.passage],)
        for span in spans(passage, edit.start, edit.end, edit.text)
    }
    parts: dict[str, bytes] = {}
    for name, group in groupby(sorted(wanted), itemgetter(0)):
        part = document.parts[name]
        pieces, at = [], 0
        for _, start, end, text in group:
            if start < at:
                return None  # two edits of the same characters
            pieces += [part.text[at:start], text]
            at = end
        try:
            parts[name] = part.encoded("".join((*pieces, part.text[at:])))
            original = part.encoded(part.text)
        except UnicodeEncodeError:
            return None
        if not name and original != document.data:
            return None
    data = parts[""] if "" in parts else open_archive(document.data, document.path).with_parts(parts)
    return data if _reads_as_meant(document, data, edits) else None


def _reads_as_meant(document: TextDocument, data: bytes, edits: Sequence[Edit]) -> bool:
    texts = [passage.text for passage in document.passages]
    for edit in sorted(edits, key=lambda edit: (edit.passage, -edit.start)):
        text = texts[edit.passage]
        texts[edit.passage] = text[: edit.start] + edit.text + text[edit.end :]
    try:
        return [passage.text for passage in reading.read(data, document.path).passages] == texts
    except Unsound:
        return False
