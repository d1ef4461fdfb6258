"""The text of a page by its headings, for the search: as the theme's search plugin reads it, and several times as fast.

Paragraphs, lists and code keep their tags; other markup goes, and what is marked data-search-exclude.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from html import escape
from typing import Any

from lxml import etree

_HEADINGS = {f"h{level}" for level in range(1, 7)}
_KEPT = {"p", "code", "pre", "li", "ol", "ul", "sub", "sup"}
_SKIPPED = {"object", "script", "style"}
_EMPTY = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"}
_PARSER = etree.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)


@dataclass
class PageSection:
    """A heading with an anchor and what is under it; or what comes before the first one, with an empty tag. The anchor
    of the heading that opens a page is None."""

    tag: str = ""
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


def sections(html: str) -> Iterator[PageSection]:
    """The sections of a page, in their order. `html` is its content, without head and frame."""
    started: list[PageSection] = []
    section = None
    for element in etree.fromstring(html.encode(), _PARSER).find("body") if html.strip() else ():
        section = _read(element, started, section, ())
        _write(element.tail, section, (), False)
    yield from (section for section in started if section.searched)


def _read(
    element: Any,
    sections: list[PageSection],
    section: PageSection | None,
    around: tuple[str, ...],
    left_out: bool = False,
) -> PageSection:
    """Read an element with these tags around it. Returns the section that continues after it: after an element that has
    a heading inside, that is the section in which it began."""
    tag, marks = element.tag, element.attrib
    inside = around if tag in _EMPTY else (*around, tag)
    out = left_out or tag in _SKIPPED or "data-search-exclude" in marks
    if tag in _HEADINGS and "id" in marks:
        if tag != "h1" and not sections:
            sections.append(PageSection())
        searched = not left_out and "data-search-exclude" not in marks
        section = PageSection(tag, marks["id"] if sections else None, searched)
        sections.append(section)
    elif section is None:
        section = PageSection()
        sections.append(section)
    if tag in _KEPT and not out:
        _place(section, inside).append(f"<{tag}>")
    _write(element.text, section, inside, out or (tag == "a" and marks.get("class") == "headerlink"))
    last = section
    for child in element:
        last = _read(child, sections, last, inside, out)
        _write(child.tail, last, inside, out)
    if tag in _KEPT and not out:
        _close(_place(section, around), tag)
    return section


def _place(section: PageSection, inside: tuple[str, ...]) -> list[str]:
    return section.titles if section.tag in inside else section.texts


def _write(text: str | None, section: PageSection, inside: tuple[str, ...], left_out: bool) -> None:
    if not text or left_out:
        return
    place, blank = _place(section, inside), text.isspace()
    if "pre" not in inside:
        text = " " if blank else text.replace("\n", " ")
        if blank and place is section.texts and place and place[-1].isspace():
            return
    place.append(escape(text, quote=False))


def _close(parts: list[str], tag: str) -> None:
    """Write the end of an element; where there is nothing in it, take its beginning back."""
    end = len(parts)
    while end and parts[end - 1].isspace():
        end -= 1
    if end and parts[end - 1] == f"<{tag}>":
        del parts[end - 1 :]
    else:
        parts.append(f"</{tag}>")
