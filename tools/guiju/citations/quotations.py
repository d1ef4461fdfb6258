"""Quotations beside citations: “…” after 第二十一条规定, before （《…》第二十一条）, or as a block after a colon."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from guiju.files.bundled import packaged
from guiju.files.folding import Plain, words
from guiju.places.mention import Citation, QuotedWords

_DATA = packaged(__file__)
_CLOSE = {"“": "”", "「": "」", "『": "』", '"': '"', "‘": "’"}
_GAP = re.compile(r"[^“”「」『』\"。;!?《》]{0,24}")
_SAYS = re.compile("|".join(_DATA["says"]) + "|:|^[,)]?$")
_NO_LAW_SAYS = re.compile("|".join(_DATA["no_law_says"]))
_BEFORE = re.compile(
    r"[”」』\"][,。;]?(?:\(|（|——?|-|,|)(?:见|参见|即|语出|出自|引自|详见|载于|这是|此为|系|是|为)?"
    r"(?:我国|现行|中国|原|新|旧|[0-9]{4}年|[0-9]{4})?$"
)
_RULES = re.compile("判决|裁定|决定|处理|如下意见|分析")
_BLOCK = re.compile(r"[^。;!?“”「」\"]{0,24}:$")
_CLOSED = re.compile(r"[)）。,;、!?]|$")
"""Behind a citation that says whose the words before it are; not （第十六条同源）."""
_BETWEEN_TERMS = re.compile('[”」』][、,和及与]?[“「『]|"[、,]?"')
"""What parts two terms of a list that are quoted one by one: “甲”、“乙”."""
_SHORTEST, _SURELY = 10, 5


def attached(entries: Sequence[Citation], texts: Sequence[Plain], passages: Sequence[str]) -> list[Citation]:
    """The citations of one passage outside quotations, which are words of the law, with what is quoted beside them."""
    number = entries[0].passage
    text = texts[number].text
    taken: list[tuple[int, int]] = []
    quoting: list[Citation] = []
    for index, entry in enumerate(entries):
        if _within(entry, taken):
            continue
        following = entries[index + 1 :]
        limit = next((e.start for e in following if e.start >= entry.end), len(text))
        pieces = list(_after(text, entry.end, limit))
        if not pieces and (piece := _preceding(text, entry.start, taken)) is not None:
            sure = piece[2] and _CLOSED.match(text, entry.end) is not None
            pieces = [(*piece[:2], sure)]
        taken += [(start, end) for start, end, _ in pieces]
        found = [_quotation(number, texts, passages, *piece) for piece in pieces]
        if not pieces and not following and _BLOCK.fullmatch(text, entry.end) and not _RULES.search(text, entry.end):
            found = list(_block(number, passages))
        quoting.append(replace(entry, quotations=tuple(filter(_counts, found))))
    return [entry for entry in quoting if not _within(entry, taken)]


def _within(entry: Citation, taken: Sequence[tuple[int, int]]) -> bool:
    return any(start <= entry.start < end for start, end in taken)


def _after(text: str, end: int, limit: int) -> Iterator[tuple[int, int, bool]]:
    gap = _GAP.match(text, end)
    at = gap.end() if gap else end
    if at >= limit + 1 or at >= len(text) or text[at] not in _CLOSE:
        return
    between = text[end:at]
    if _NO_LAW_SAYS.search(between):
        return
    sure = _SAYS.search(between) is not None
    while at < len(text) and text[at] in _CLOSE:
        close = _closing(text, at)
        if close is None:
            return
        yield at + 1, close, sure
        at = close + 1
        while at < len(text) and text[at] in "、,和及与":
            at += 1


def _closing(text: str, at: int) -> int | None:
    opened, close, depth = text[at], _CLOSE[text[at]], 0
    if opened == close:
        found = min((place for mark in (close, "”") if (place := text.find(mark, at + 1)) > 0), default=0)
        return found or None
    for place in range(at, min(len(text), at + 3000)):
        depth += {opened: 1, close: -1}.get(text[place], 0)
        if depth == 0:
            return place
    return None


def _preceding(text: str, start: int, taken: Sequence[tuple[int, int]]) -> tuple[int, int, bool] | None:
    match = _BEFORE.search(text, max(0, start - 12), start)
    if match is None:
        return None
    close = match.start()
    opened = {close_: open_ for open_, close_ in _CLOSE.items()}[text[close]]
    if opened == text[close]:
        at = text.rfind(opened, 0, close)
    else:
        depth, at = 0, close
        while at >= 0:
            depth += {text[close]: 1, opened: -1}.get(text[at], 0)
            if depth == 0:
                break
            at -= 1
    if at < 0 or any(begin <= at + 1 < end for begin, end in taken):
        return None
    return at + 1, close, "(" in match[0] or "—" in match[0]


def _quotation(
    number: int, texts: Sequence[Plain], passages: Sequence[str], start: int, end: int, sure: bool
) -> QuotedWords:
    first, last = texts[number].span(start, end)
    return QuotedWords(number, first, last, passages[number][first:last], sure)


def _block(number: int, passages: Sequence[str]) -> Iterator[QuotedWords]:
    """The passage after a colon, where it is marked as a quotation; else it may be one."""
    if number + 1 < len(passages):
        following = passages[number + 1]
        marked = following.lstrip()[:1]
        core = following.strip().lstrip("> ").strip('“”"「」')
        closed = following.strip().rstrip("。")[-1:] in '”"」'
        if core and (closed or marked not in '“"「') and not _BETWEEN_TERMS.search(core):
            start = following.index(core)
            yield QuotedWords(number + 1, start, start + len(core), core, marked in '>“「"')


def _counts(quotation: QuotedWords) -> bool:
    """Whether words are enough to be compared, and Chinese; a term in quotation marks may be anybody's."""
    chinese = sum("\u4e00" <= character <= "\u9fff" for character in quotation.text)
    return len(words(quotation.text)) >= (_SURELY if quotation.sure else _SHORTEST) and chinese * 2 > len(
        quotation.text
    )
