"""The numbers that Word counts and prints before paragraphs, 第一条 or （一）, which are not in their text."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from guiju.places.numerals import numeral

_FORMATS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalFullWidth": lambda number: str(number).translate({ord("0") + digit: 0xFF10 + digit for digit in range(10)}),
    "decimalEnclosedCircle": lambda number: chr(0x2460 + number - 1) if number <= 20 else str(number),
    **dict.fromkeys(("chineseCounting", "chineseCountingThousand", "japaneseCounting", "ideographDigital"), numeral),
}
_DEEPEST = 9


@dataclass(frozen=True)
class Level:
    """How a level of a list counts: from where, in which figures, and in which words: 第%1条."""

    start: int
    figures: str
    words: str


@dataclass
class WordNumbers:
    """The lists of a document, and how far each has counted."""

    lists: Mapping[str, tuple[str, Mapping[int, Level]]] = field(default_factory=dict)
    styles: Mapping[str, tuple[str, int]] = field(default_factory=dict)
    counted: dict[str, dict[int, int]] = field(default_factory=dict)

    def of(self, paragraph: Element, style: str, name: Callable[[Element], str]) -> str | None:
        """What Word prints before a paragraph: empty for none, None where it counts in figures that are not known."""
        given = next((node for node in paragraph.iter() if name(node) == "numPr"), None)
        id, level = self.styles.get(style, ("0", 0)) if given is None else _place(given, name)
        if id in ("", "0"):
            return ""
        shared, levels = self.lists.get(id, ("", {}))
        if level not in levels:
            return None
        counts = self.counted.setdefault(shared, {})
        counts[level] = counts[level] + 1 if level in counts else levels[level].start
        for deeper in range(level + 1, _DEEPEST):
            counts.pop(deeper, None)
        return self._printed(levels, level, counts)

    def _printed(self, levels: Mapping[int, Level], level: int, counts: Mapping[int, int]) -> str | None:
        words = levels[level].words
        if levels[level].figures == "bullet":
            return ""
        for place in range(level + 1):
            if f"%{place + 1}" in words:
                figures = _FORMATS.get(levels[place].figures) if place in levels else None
                if figures is None:
                    return None
                words = words.replace(f"%{place + 1}", figures(counts.get(place, levels[place].start)))
        return words


def word_numbers(numbering: Element | None, styles: Element | None, name: Callable[[Element], str]) -> WordNumbers:
    """The lists that a document defines. `name` gives the name of an element without its namespace."""

    def value(element: Element, wanted: str) -> str:
        node = next((node for node in element if name(node) == wanted), None)
        return "" if node is None else next((v for k, v in node.attrib.items() if k.endswith("val")), "")

    def number(element: Element, key: str) -> str:
        return next((v for k, v in element.attrib.items() if k.endswith(f"}}{key}")), "")

    shapes: dict[str, dict[int, Level]] = {}
    lists: dict[str, tuple[str, Mapping[int, Level]]] = {}
    for node in () if numbering is None else numbering:
        if name(node) == "abstractNum":
            shapes[number(node, "abstractNumId")] = {
                int(number(level, "ilvl") or 0): Level(
                    int(value(level, "start") or 1), value(level, "numFmt") or "decimal", value(level, "lvlText")
                )
                for level in node
                if name(level) == "lvl"
            }
        elif name(node) == "num":
            shape = value(node, "abstractNumId")
            own = dict(shapes.get(shape, {}))
            restarts = [o for o in node if name(o) == "lvlOverride" and value(o, "startOverride")]
            for override in restarts:
                at = int(number(override, "ilvl") or 0)
                if at in own:
                    own[at] = Level(int(value(override, "startOverride")), own[at].figures, own[at].words)
            id = number(node, "numId")
            lists[id] = (f"{shape} from {id}" if restarts else shape, own)
    by_style: dict[str, tuple[str, int]] = {}
    for style in () if styles is None else styles:
        given = next((node for node in style.iter() if name(node) == "numPr"), None)
        if given is not None:
            by_style[number(style, "styleId")] = _place(given, name)
    return WordNumbers(lists, by_style)


def _place(given: Element, name: Callable[[Element], str]) -> tuple[str, int]:
    """The list and the level that a numPr names."""
    values = {name(node): next(iter(node.attrib.values()), "") for node in given}
    return values.get("numId", ""), int(values.get("ilvl") or 0)
