"""Titles: which line names a law, and where in a file one law ends and the next begins."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise, takewhile

from guiju.files.bundled import packaged
from guiju.files.folding import conversions, without_spaces
from guiju.importing.line import TextLine
from guiju.places import printed_label as label

_DATA = packaged(__file__)
_KINDS: tuple[str, ...] = tuple(_DATA["kinds"])
"""With which titles of documents end."""
_NO_TITLE = re.compile(r"[。；：！？!?;:|]")
_LONGEST = 120
_VERSION = re.compile(r"[（(](?:19|20)\d\d年?(?:最新)?(?:修正|修订|修改|版)[^（）()]{0,8}[）)]$")
"""（2018年修正）, which collections put behind a title: the law is the same."""
_ORDER = re.compile(
    r".{0,60}(?:令|公告|命令)\s*(?:[（(〔]?第?.{0,12}号[）)〕]?)?|.{0,40}[〔［\[（(]\s*\d{4}\s*[〕］\])）].{0,8}号|第.{1,12}号"
)


def is_title(text: str) -> bool:
    """Whether a line may be the title of a document."""
    core = text.strip()
    while (
        core[-1:] in "）)〕》" and (opened := max(core.rfind(mark) for mark in "（(〔")) > 0 and not core.endswith("》")
    ):
        core = core[:opened].rstrip()
    core = core.strip("《》").rstrip()
    return (
        1 < len(core) <= _LONGEST and _is_of_a_kind(core) and core not in _KINDS and not _NO_TITLE.search(core)
        and label.article(text) is None and label.division(text) is None
    )  # fmt: skip


def _is_of_a_kind(title: str) -> bool:
    """Whether a title ends as those of documents do, in traditional characters too."""
    if title.endswith(_KINDS) or title[-1].isascii():
        return title.endswith(_KINDS)
    return "".join(conversions().get(sign, sign) for sign in title[-8:]).endswith(_KINDS)


def amends(heading: str) -> bool:
    """Whether a title is that of a document that amends another: 修正案, 关于修改…的决定."""
    return any(word in heading for word in _DATA["amending"])


def is_order(text: str) -> bool:
    """中华人民共和国国务院令 第292号, 国发〔2014〕33号."""
    return _ORDER.fullmatch(text) is not None


_CASE = re.compile(f"(?:{'|'.join(_DATA['cases'])})")
_CASE_HEADINGS = frozenset(_DATA["case_headings"])
_AGREEMENT = re.compile(f"(?:{'|'.join(_DATA['agreements'])})")
_PARTY = re.compile(_DATA["parties"])
_OF_PARTIES = re.compile(_DATA["of_parties"])


def case(lines: Sequence[TextLine]) -> TextLine | None:
    """The line by which a text is a judgment or a case: the name of the document, or two of its headings."""
    named = next((line for line in lines[:12] if _CASE.fullmatch(without_spaces(line.text))), None)
    headings = [line for line in lines if without_spaces(line.text).strip("【】一二三四五、：:") in _CASE_HEADINGS]
    return named or (headings[0] if len(headings) > 1 else None)


def agreement(lines: Sequence[TextLine]) -> TextLine | None:
    """The line by which a text is an agreement between parties: its title, the second of the parties over its first
    clause, or the first that names one, where clauses do so twice and no title of a law is over them."""
    above = list(takewhile(lambda line: label.article(line.text) is None, lines[:20]))
    parties = [line for line in above if _PARTY.fullmatch(without_spaces(line.text))]
    is_titled = _AGREEMENT.fullmatch(without_spaces(lines[0].text)) and label.division(lines[0].text) is None
    if is_titled or len(parties) > 1:
        return lines[0] if is_titled else parties[1]
    clauses = [line for line in lines[len(above) :] for _ in _OF_PARTIES.findall(line.text)]
    return clauses[0] if len(clauses) > 1 and not any(is_title(line.text) for line in above) else None


def is_annex(line: TextLine) -> bool:
    """附件一 …, 附：…, 附表: the heading of an annex."""
    text = line.text
    if line.row or not text.startswith("附") or len(text) > 80 or text[-1] in "。；;，,、":
        return False
    rest = text[1:].lstrip()
    return not rest or rest[0] in "：:件录表图" or (text[1].isspace() and rest != "则")


def find(lines: Sequence[TextLine]) -> tuple[int, int, str] | None:
    """The lines [start, end) that hold the title, and the title: a heading of the highest level, else the first line
    that reads like one, which may go on over two or three lines."""
    levels = [line.level for line in lines if line.level and line.text.strip() and not label.division(line.text)]
    if levels:
        at = next(at for at, line in enumerate(lines) if line.level == min(levels) and not label.division(line.text))
        if is_title(lines[at].text) or not any(is_title(line.text) for line in lines):
            return at, at + 1, clean(lines[at].text)
    prose = [
        at
        for at, line in enumerate(lines)
        if len(line.text) > 60 and line.text[0] not in "（(《" and not is_title(line.text)
    ]
    close = _first(lines, prose[-1] + 1) if prose else None  # what stands over an article comes before a report on it
    return close or _first(lines, 0)


def _first(lines: Sequence[TextLine], start: int) -> tuple[int, int, str] | None:
    for at, line in enumerate(lines[start:], start):
        for end in (at + 1, at + 2, at + 3):
            parts = [entry.text for entry in lines[at:end]]
            whole = "".join(parts)
            if end > len(lines) or (end > at + 1 and not all(_may_be_part(part) for part in parts)):
                break
            if is_title(whole) and not is_order(line.text):
                return at, end, clean(whole)
    return None


def _may_be_part(text: str) -> bool:
    return (
        len(text) <= 40
        and text[-1] not in "。；：，）)"
        and not re.search(r"[0-9〇○零一二三四五六七八九]{4}年|[〔［]|目\s*录|令$|^第.{1,12}号$", text)
    )


def clean(text: str) -> str:
    """The title without 《》, and without white space between Chinese characters."""
    text = re.sub(
        r"\s+", lambda m: " " if f"{m.string[m.start() - 1]}{m.string[m.end()]}".isascii() else "", text.strip()
    )
    text = _VERSION.sub("", text)
    if text.startswith("《") and text.endswith("》") and text.count("《") == 1:
        text = text[1:-1]
    return text


def laws(lines: Sequence[TextLine]) -> Iterator[tuple[int, int]]:
    """The lines [start, end) of each law in a file: another begins with a title over another article 1 (or 一、 where
    there are no articles), or where a decision in 一、 二、 goes before the law that it amends."""
    articles = [(at, a) for at, line in enumerate(lines) if (a := label.article(line.text)) and not a.cites]
    items = [(at, i) for at, line in enumerate(lines) if (i := label.enumerated(line.text)) and i.kind == "item"]
    firsts = [at for at, found in articles or items if found.place == (1, 0)]
    starts = _headings(lines)
    decided = [at for at, found in items if found.number == 1 and articles and at < articles[0][0]]
    units = sorted(at for at, _ in (*articles, *(items if decided or not articles else ())))
    for before, first in pairwise([*decided[:1], *firsts]):
        after = units[bisect_left(units, first) - 1] + 1
        if any(is_annex(line) for line in lines[after:first]):
            continue
        near = 40 if bisect_left(units, first) - bisect_left(units, before) > 1 and articles else 6
        titles = [at for at in range(max(after, first - near), first) if is_title(lines[at].text)]
        if titles:
            start = titles[-1]
            while start > after and (is_order(lines[start - 1].text) or is_title(lines[start - 1].text)):
                start -= 1
            starts.append(start)
    starts = sorted({0, *starts})
    yield from zip(starts, [*starts[1:], len(lines)], strict=True)


def _headings(lines: Sequence[TextLine]) -> list[int]:
    """The headings of a collection: several titles of one level, none of them with an article over it."""
    titled = [at for at, line in enumerate(lines) if line.level and is_title(line.text) and not is_annex(line)]
    level = min((lines[at].level for at in titled), default=0)
    same = [at for at in titled if lines[at].level == level]
    over = [at for at, line in enumerate(lines[: same[0]]) if label.article(line.text)] if same else []
    return same[1:] if len(same) > 1 and not over else []
