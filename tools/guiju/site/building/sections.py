"""The text of a page by its headings, as the search reads it: what the theme's search plugin makes of a page, and several times as fast.

Paragraphs, lists and code keep their tags, so that a hit can be shown; other markup goes. What is marked data-search-exclude is left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from html import escape

from lxml import etree

_HEADINGS = {f"h{level}" for level in range(1, 7)}
_KEPT = {"p", "code", "pre", "li", "ol", "ul", "sub", "sup"}
_SKIPPED = {"object", "script", "style"}
_EMPTY = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"}
_ROUND_THE_PAGE = {"html", "body"}  # lxml reads a whole document: these it adds


@dataclass
class Section:
    """A heading with an anchor and what stands under it; or what stands before the first, whose tag is empty. The anchor of
    the heading that opens a page is None: it is the page."""

    tag: str
    depth: int
    anchor: str | None = None
    searched: bool = True
    titles: list[str] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)

    @property
    def title(self) -> str:
        """The heading, as HTML."""
        return "".join(self.titles).strip()

    @property
    def text(self) -> str:
        """What stands under it, as HTML."""
        return "".join(self.texts).strip()


def sections(html: str) -> Iterator[Section]:
    """The sections of a page, in their order. `html` is its content, without head and frame."""
    if html.strip():
        reader = _Reader()
        parser = etree.HTMLParser(encoding="utf-8", huge_tree=True, target=reader)
        etree.fromstring(html.encode(), parser)
        yield from (section for section in reader.sections if section.searched)


class _Reader:
    """What lxml tells of a page as it reads it. Its calls are those of a parser target."""

    def __init__(self) -> None:
        self.sections: list[Section] = []
        self._left: set[int] = set()  # the sections, by their place, whose element has ended
        self._at = 0  # the place of the section that is read
        self._open: list[str] = []  # the tags around the place that is read
        self._skipped_at = 0  # how deep the element lies that is left out; 0 where none is
        self._permalink_at = 0
        self._pending: list[str] = []  # lxml may tell a text in pieces

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag in _ROUND_THE_PAGE or tag in _EMPTY:
            return
        self._flush()
        self._open.append(tag)
        depth = len(self._open)
        if tag in _HEADINGS and "id" in attributes:
            if tag != "h1" and not self.sections:
                self.sections.append(Section("", depth))
            anchor = attributes["id"] if self.sections else None
            searched = not self._skipped_at and "data-search-exclude" not in attributes
            self.sections.append(Section(tag, depth, anchor, searched))
            self._at = len(self.sections) - 1
        elif not self.sections:
            self.sections.append(Section("", 0))
        if not self._skipped_at and (tag in _SKIPPED or "data-search-exclude" in attributes):
            self._skipped_at = depth
        if not self._permalink_at and tag == "a" and attributes.get("class") == "headerlink":
            self._permalink_at = depth
        if tag in _KEPT and not self._skipped_at:
            self._place().append(f"<{tag}>")

    def end(self, tag: str) -> None:
        if tag in _ROUND_THE_PAGE or tag in _EMPTY:
            return
        self._flush()
        depth = len(self._open)
        self._leave(depth)
        self._open.pop()
        if self._permalink_at == depth:
            self._permalink_at = 0
        if self._skipped_at == depth:
            self._skipped_at = 0
        elif tag in _KEPT and not self._skipped_at:
            _close(self._place(), tag)

    def data(self, text: str) -> None:
        self._pending.append(text)

    def close(self) -> None:
        self._flush()

    def _flush(self) -> None:
        """Take in a text that has ended."""
        if not self._pending:
            return
        text = "".join(self._pending)
        self._pending.clear()
        if self._skipped_at:
            return
        verbatim = "pre" in self._open
        if not self.sections:
            self.sections.append(Section("", 0))
        blank = text.isspace()
        if not verbatim:
            text = " " if blank else text.replace("\n", " ")
        section = self.sections[self._at]
        if section.tag in self._open:
            if not self._permalink_at:
                section.titles.append(escape(text, quote=False))
        elif not blank or verbatim or not section.texts or not section.texts[-1].isspace():
            section.texts.append(escape(text, quote=False))

    def _place(self) -> list[str]:
        section = self.sections[self._at]
        return section.titles if section.tag in self._open else section.texts

    def _leave(self, depth: int) -> None:
        """Where an element ends that holds the heading, what follows belongs to the section around it."""
        if self.sections[self._at].depth <= depth:
            return
        around = (
            n for n in range(len(self.sections) - 1, -1, -1) if n not in self._left and self.sections[n].depth <= depth
        )
        for found in around:
            self._left.add(self._at)
            self._at = found
            return


def _close(parts: list[str], tag: str) -> None:
    """Write the end of an element; where there is nothing in it, take its beginning back."""
    end = len(parts)
    while end and parts[end - 1].isspace():
        end -= 1
    if end and parts[end - 1] == f"<{tag}>":
        del parts[end - 1 :]
    else:
        parts.append(f"</{tag}>")
