"""XML elements that every parser accepts: a character that XML does not allow becomes U+FFFD."""

from collections.abc import Iterable
from xml.etree.ElementTree import Element, SubElement, tostring

from guiju.files.characters import html_safe

_RUNNING = frozenset({"p", "num", "heading"})
"""Elements in which white space would become part of the text."""


def root(tag: str, **attributes: str) -> Element:
    """A root element."""
    return Element(tag, attributes)


def add(parent: Element, tag: str, words: str = "", /, **attributes: object) -> Element:
    """A new element at the end of `parent`. `xml_lang` is xml:lang, `type_` is type; what is None is left out."""
    stated = {name.rstrip("_").replace("_", ":"): value for name, value in attributes.items()}
    made = SubElement(parent, tag, {name: html_safe(str(value)) for name, value in stated.items() if value is not None})
    made.text = html_safe(words) or None
    return made


def link(element: Element, links: Iterable[tuple[int, int, str]]) -> None:
    """Make characters [start, end) of the words of an element references, in their order."""
    words, at, before = element.text or "", 0, None
    for start, end, address in links:
        _follow(element, before, words[at:start])
        before, at = add(element, "ref", words[start:end], href=address), end
    _follow(element, before, words[at:])


def _follow(element: Element, before: Element | None, words: str) -> None:
    if before is None:
        element.text = words or None
    else:
        before.tail = words or None


def written(element: Element) -> bytes:
    """The document, a line an element that has no running text around it."""
    _break_lines(element)
    text: bytes = tostring(element, "utf-8", xml_declaration=False)
    return b'<?xml version="1.0" encoding="UTF-8"?>\n' + text + b"\n"


def _break_lines(element: Element) -> None:
    if len(element) and element.tag not in _RUNNING:
        element.text = "\n"
        for inner in element:
            inner.tail = "\n"
            _break_lines(inner)
