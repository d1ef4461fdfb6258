"""The structure of a law: lines in, its articles with their 款, 项 and 目, and the headings over them, out.

The values are those of regulation.yaml, in the order of the text, so that what is joined again is what came in.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from guiju.files.folding import without_spaces
from guiju.importing import title
from guiju.importing.line import TextLine
from guiju.importing.units import Units, Value
from guiju.importing.wrapping import ENDS
from guiju.places import printed_label as label
from guiju.places.printed_label import LEVELS, Label

HEADINGS = frozenset(["总则", "附则", "序言", "前言", "分则", "罚则", "法律责任", "一般规定", "说明"])


@dataclass
class Outline:
    """What was made of the lines: `notes` are (line, sentence); `leading` are the lines before the first article."""

    prefix: str = ""
    articles: list[Value] = field(default_factory=list)
    leading: list[TextLine] = field(default_factory=list)
    trailing: list[TextLine] = field(default_factory=list)
    notes: list[tuple[int, str]] = field(default_factory=list)
    joined: list[int] = field(default_factory=list)


def is_itemized(lines: Sequence[TextLine]) -> bool:
    """Whether the units are 一、 二、 and not 第一条, as in decisions and replies."""
    articles = [found for line in lines if (found := label.article(line.text)) and not found.cites]
    items = [found.number for line in lines if (found := label.enumerated(line.text)) and found.kind == "item"]
    return 1 in items and (not articles or (len(articles) < 3 and articles[0].number != 1 and len(items) > 1))


def begins(lines: Sequence[TextLine]) -> int:
    """The line with which the text begins: the first article, or the headings right over it; all lines where there is
    none. A table of contents, whose headings come again, is before it."""
    itemized = is_itemized(lines)
    first = next((at for at, line in enumerate(lines) if _opens(line, itemized)), len(lines))
    at, inner = first, len(LEVELS)
    while at > 0 and first < len(lines):
        above = label.division(lines[at - 1].text)
        split = label.division(lines[at - 2].text) if at > 1 and _is_title(lines[at - 1]) else None
        here, back = (above, 1) if above else (split, 2) if split and not split.rest else (None, 0)
        item = label.enumerated(lines[at - 1].text)
        if here is None and at == first and not itemized and item is not None and may_head(lines[at - 1]):
            at -= 1  # 一、一般规定 over 第一条, as interpretations have it
            continue
        if here is None or LEVELS.index(here.kind) >= inner:
            break
        at, inner = at - back, LEVELS.index(here.kind)
    return at


def _opens(line: TextLine, itemized: bool) -> bool:
    if itemized:
        found = label.enumerated(line.text)
        return found is not None and found.kind == "item" and found.number == 1
    article = label.article(line.text)
    if article is None:
        return False
    return not article.cites or line.strong or line.level > 0 or (article.apart and article.place == (1, 0))


def may_head(line: TextLine) -> bool:
    """Whether a line without 第…章 may be a heading: not long, not a sentence, not a 项."""
    text, item = line.text, label.enumerated(line.text)
    if len(text) > label.LONGEST_HEADING or text[-1] in ENDS or label.article(text):
        return False
    if item is not None:
        return item.kind == "item" and bool(item.rest)
    bare = without_spaces(text)
    return bare in HEADINGS or line.level > 0 or (len(text) <= 15 and not re.search(r"[，、；：。,;:|0-9年日]", bare))


def _is_title(line: TextLine) -> bool:
    """A line that may be the title of a chapter whose number is on the line before."""
    text = line.text
    return len(text) <= 30 and text[-1] not in ENDS and not label.article(text) and not label.division(text)


class Builder:
    """Reads lines one by one; what comes next is known by looking ahead."""

    def __init__(self, lines: Sequence[TextLine], prefix: str = "", itemized: bool | None = None) -> None:
        self.itemized = is_itemized(lines) if itemized is None else itemized
        self.lines = list(lines)
        labels = ((at, label.article(line.text)) for at, line in enumerate(self.lines))
        # The last line that begins with each number, and cites nothing.
        self.lasts = {found.place: at for at, found in labels if found is not None and not found.cites}
        self.printed: set[str] = set()
        self.begun: dict[str, int] = {}  # the line of each article
        self.out = Outline(prefix)
        self.divisions: list[Value] = []
        self.open: list[tuple[int, str]] = []  # the headings over this place: level and eId
        self.taken: dict[str, int] = {}
        self.last: tuple[int, int] = (0, 0)
        self.units: Units | None = None
        self.at = 0

    def run(self) -> Outline:
        while self.at < len(self.lines):
            line = self.lines[self.at]
            self.at += 1
            if not (self._division(line) or self._article(line)):
                self._inside(line)
        for division in self.divisions:  # with no article under them
            words = " ".join(filter(None, (division.get("number"), division.get("heading", {}).get("zh"))))
            self.out.trailing.append(TextLine(division["line"], words))
            self.out.trailing.extend(TextLine(division["line"], text) for text in division.get("text", ()))
        for article in self.out.articles:
            if not article["paragraphs"]:
                self.out.notes.append((self.begun[article["eId"]], f"no-words: {article['number']} has no text"))
            for division in article.get("divisions", ()):
                division.pop("line")
        return self.out

    # Headings

    def _division(self, line: TextLine) -> bool:
        found = label.division(line.text)
        if found is not None and not (self._is_late(found) or line.row):
            heading = title.clean(found.rest)
            if not heading and self.at < len(self.lines) and _is_title(self.lines[self.at]):
                heading = title.clean(self.lines[self.at].text)
                self.at += 1
            self._open(found.kind, found.number, line, heading, found.printed, found.inserted)
            return True
        if not self._is_bare_heading(line):
            return False
        item = label.enumerated(line.text)
        self._open("heading", 0, line, item.rest if item else line.text, item.printed if item else "", 0)
        return True

    def _is_late(self, found: Label) -> bool:
        """A heading is followed by another, by an article or by text of its own, never by nothing."""
        return self.at >= len(self.lines) and not found.rest

    def _is_bare_heading(self, line: TextLine) -> bool:
        """附则, 十四、附则 or a Markdown heading: a short line right over an article or a heading."""
        if line.row or self.itemized or self.at >= len(self.lines) or not may_head(line):
            return False
        if not (line.level or without_spaces(line.text) in HEADINGS) and self._is_inside(line):
            return False
        following = self.lines[self.at]
        article = label.article(following.text)
        return label.division(following.text) is not None or (
            article is not None and self._is_article(article, following, line)
        )

    def _is_inside(self, line: TextLine) -> bool:
        """Whether a short line goes on with the article before: with its list, or with a sentence without a stop."""
        item = label.enumerated(line.text)
        if self.units is None or item is not None:
            return self.units is not None and item is not None and self.units.continues(item)
        return self.lines[self.at - 2].text[-1] not in ENDS

    def _open(self, kind: str, number: int, line: TextLine, heading: str, printed: str, inserted: int) -> None:
        level = LEVELS.index(kind) if kind in LEVELS else len(LEVELS)
        self.open = [entry for entry in self.open if entry[0] < level]
        over = f"{self.open[-1][1]}__" if self.open else self.out.prefix
        short = {"part": "part", "subpart": "subpart", "chapter": "chp", "section": "sec"}.get(kind, "hdg")
        eId = self._unique(f"{over}{short}_{number or 1}" + (f"-{inserted}" if inserted else ""))
        self.open.append((level, eId))
        value: Value = {"eId": eId, "kind": kind}
        if printed:
            value["number"] = printed
        if heading:
            value["heading"] = {"zh": heading}
        self.divisions.append({**value, "line": line.number})
        self.units = None

    # Articles

    def _article(self, line: TextLine) -> bool:
        found = label.enumerated(line.text) if self.itemized else label.article(line.text)
        if found is None or (self.itemized and found.kind != "item") or not self._is_article(found, line, None):
            return False
        number, inserted = found.place
        if self.last != (0, 0):
            self._note_gap(found, line)
        eId = self._unique(f"{self.out.prefix}art_{number}" + (f"-{inserted}" if inserted else ""))
        self.last = found.place
        self.printed.add(found.printed)
        self.begun[eId] = line.number
        article: Value = {"eId": eId, "number": found.printed}
        heading, closed, rest = found.rest.partition("】")
        if closed and heading.startswith("【") and len(heading) <= label.LONGEST_HEADING:
            article["heading"] = {"zh": f"{heading}】"}
            found = replace(found, rest=rest.strip())
        if self.divisions:
            article = {"eId": eId, "divisions": self.divisions, **article}
            self.divisions = []
        article["paragraphs"] = []
        self.out.articles.append(article)
        self.units = Units(article, self._ahead, self._unique, self.out.notes, self.out.joined)
        if found.rest:
            self.units.add(TextLine(line.number, found.rest), first=True)
        return True

    def _is_article(self, found: Label, line: TextLine, before: TextLine | None) -> bool:
        """Whether a label begins an article, and is not a citation at the beginning of a line."""
        if line.row or found.number == 0:
            return False
        expected = self._follows(found) or self.last == (0, 0)
        if self.itemized:
            return expected or found.number > self.last[0]
        before = before or (self.lines[self.at - 2] if self.at > 1 else None)
        finished = before is None or before.text[-1] in ENDS or self.units is None
        if found.cites:
            due = expected and (self.last != (0, 0) or found.number == 1) and not self._comes_again(found)
            goes_on = bool(re.match(r"规定|所", found.rest)) and self._has_next(found)
            return due and (goes_on or line.strong or (found.apart and finished))
        if line.strong or line.level:
            return True
        if found.apart:
            return expected or finished or found.number == self.last[0] + 1
        return expected or (
            finished and self.last[0] < found.number <= self.last[0] + 10 and not self._comes_again(found)
        )

    def _follows(self, found: Label) -> bool:
        number, inserted = self.last
        return found.place in ((number + 1, 0), (number, inserted + 1))

    def _comes_again(self, found: Label) -> bool:
        """Whether an article of this number that cites nothing begins further down."""
        return self.lasts.get(found.place, -1) >= self.at

    def _has_next(self, found: Label) -> bool:
        return self.lasts.get((found.number + 1, 0), -1) >= self.at

    def _note_gap(self, found: Label, line: TextLine) -> None:
        if self._follows(found):
            return
        number, inserted = self.last
        before = f"第{number}条" + (f"之{inserted}" if inserted else "")
        if found.place == self.last or found.printed in self.printed:
            self.out.notes.append((line.number, f"repeated-number: {found.printed} is there before"))
        elif found.place > self.last:
            self.out.notes.append((line.number, f"number-gap: {found.printed} follows {before}"))
        else:
            self.out.notes.append((line.number, f"out-of-order: {found.printed} follows {before}"))

    def _ahead(self) -> Sequence[TextLine]:
        return self.lines[self.at : self.at + 40]

    def _unique(self, eId: str) -> str:
        self.taken[eId] = self.taken.get(eId, 0) + 1
        return eId if self.taken[eId] == 1 else f"{eId}_{self.taken[eId]}"

    def _inside(self, line: TextLine) -> None:
        if self.units is not None:
            self.units.add(line)
        elif self.divisions:
            self.divisions[-1].setdefault("text", []).append(line.text)
        else:
            self.out.leading.append(line)
