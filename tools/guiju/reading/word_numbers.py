"""The numbers that Word counts and prints before paragraphs, 第一条 or （一）, which are not in their text."""

from collections.abc import Callable, Iterable, Mapping
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
    """The lists of a document, and how far each has counted. `styles`: the list and level of paragraphs of a style."""

    lists: Mapping[str, tuple[str, Mapping[int, Level]]] = field(default_factory=dict)
    styles: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    counted: dict[str, dict[int, int]] = field(default_factory=dict)

    def of(self, place: Mapping[str, str], style: str) -> str | None:
        """What Word prints before a paragraph in this list (numId) on this level (ilvl): empty for none, None where it
        counts in figures that are not known."""
        place = place or self.styles.get(style, {})
        id, level = place.get("numId", ""), int(place.get("ilvl") or 0)
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


def word_numbers(numbering: Iterable[Element], styles: Iterable[Element]) -> WordNumbers:
    """The lists that a document defines. ValueError for a number that is none."""
    shapes: dict[str, dict[int, Level]] = {}
    lists: dict[str, tuple[str, Mapping[int, Level]]] = {}
    for node in numbering:
        if node.tag == "abstractNum":
            shapes[node.get("abstractNumId", "")] = {
                int(level.get("ilvl") or 0): Level(
                    int(_value(level, "start") or 1), _value(level, "numFmt") or "decimal", _value(level, "lvlText")
                )
                for level in node.iterfind("lvl")
            }
        elif node.tag == "num":
            id, shape = node.get("numId", ""), _value(node, "abstractNumId")
            own = dict(shapes.get(shape, {}))
            restarts = [(o, start) for o in node.iterfind("lvlOverride") if (start := _value(o, "startOverride"))]
            for override, start in restarts:
                if at := own.get(int(override.get("ilvl") or 0)):
                    own[int(override.get("ilvl") or 0)] = Level(int(start), at.figures, at.words)
            lists[id] = (f"{shape} from {id}" if restarts else shape, own)
    by_style: dict[str, Mapping[str, str]] = {}
    for style in styles:
        if (given := next(style.iter("numPr"), None)) is not None:
            by_style[style.get("styleId", "")] = {node.tag: node.get("val", "") for node in given}
    return WordNumbers(lists, by_style)


def _value(element: Element, wanted: str) -> str:
    node = element.find(wanted)
    return "" if node is None else node.get("val", "")
