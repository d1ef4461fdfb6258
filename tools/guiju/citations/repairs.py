"""What to write in place of a citation or quotation that is wrong: another number, the words of the law."""

from dataclasses import dataclass

from guiju.citations.evidence import has_gaps
from guiju.places.citation import Place
from guiju.places.mention import Citation, QuotedWords
from guiju.places.numerals import numeral
from guiju.search.word_diff import WordDiff

_LIKELY = 0.8


@dataclass(frozen=True)
class TextRepair:
    """A text for characters [start, end) of a passage."""

    passage: int
    start: int
    end: int
    text: str


def numbers(eId: str) -> tuple[int, ...]:
    """The numbers of a place down to its 项, 0 where it has none."""
    place = Place.of(eId)
    return place.numbers if place else ()


def of_number(citation: Citation, now: str) -> TextRepair | None:
    """The number that is right, written as the wrong one is; None where it has other levels than that."""
    place = Place.of(now)
    if place is None or place.indent or not citation.digits or citation.digits[0][0] != "条":
        return None
    article, inserted, paragraph, point = (number or None for number in place.numbers)
    new = {"款": paragraph, "项": point}
    start = citation.digits[0][1]
    written = citation.text
    at = start - citation.start
    pieces, done = [], at
    for level, first, last in citation.digits:
        first, last = first - citation.start, last - citation.start
        number = article if level == "条" else new.get(level)
        if number is None:
            return None
        pieces.append(written[done:first])
        done = last
        text = _written(number, written[first:last], citation.english)
        if level == "条" and (inserted or citation.place.inserted):
            if citation.english:
                text += f"-{inserted}" if inserted else ""
            else:
                ends = done < len(written) and written[done] in "条條"
                done += ends
                text += "条" + (f"之{_written(inserted, written[first:last], False)}" if inserted else "")
        pieces.append(text)
    unwritten = {"款", "项"} - {level for level, *_ in citation.digits}
    if "款" in unwritten and (paragraph or 1) != (citation.place.paragraph or 1):
        return None
    if "项" in unwritten and point != citation.place.point:
        return None
    replaced = "".join(pieces)
    if replaced == written[at:done]:
        return None
    return TextRepair(citation.passage, start, citation.start + done, replaced)


def of_quotation(quotation: QuotedWords, diff: WordDiff) -> TextRepair | None:
    """The words of the law for a quotation that is almost theirs."""
    adds = any(side == "query" and set(text) & set("（(") for side, text in diff.pieces)
    if diff.likeness < _LIKELY or has_gaps(quotation.text) or adds:
        return None
    law = "".join(text for side, text in diff.pieces if side != "query").replace("\n", "")
    return TextRepair(quotation.passage, quotation.start, quotation.end, law)


def difference(diff: WordDiff) -> str:
    """The difference in a line: [-only in the law-]{+only in the quotation+}."""
    marks = {"both": ("", ""), "law": ("[-", "-]"), "query": ("{+", "+}")}
    pieces = [(side, text.replace("\n", "")) for side, text in diff.pieces]
    shown = [text if side != "both" or len(text) < 17 else f"{text[:8]}……{text[-8:]}" for side, text in pieces]
    return "".join(f"{marks[side][0]}{text}{marks[side][1]}" for (side, _), text in zip(pieces, shown, strict=True))


def _written(number: int, as_before: str, english: bool) -> str:
    """A number in the numerals of another: 23, ２３ or 二十三."""
    if english or as_before[:1].isascii():
        return str(number)
    if "①" <= as_before[:1] <= "⑳" and number <= 20:
        return chr(ord("①") + number - 1)
    if as_before[:1].isdigit() and as_before[:1] not in "零一二三四五六七八九十":
        return "".join(chr(ord(digit) + 0xFEE0) for digit in str(number))
    return numeral(number)
