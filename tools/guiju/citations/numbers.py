"""Numbers of provisions as they are written: 第二十一条第一款第（三）项, lists, ranges, 第21条."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from guiju.law.text.numerals import NUMERAL, numeral, whole
from guiju.model import Lang

_ELEMENT = re.compile(
    rf"(?P<first>第)?(?P<open>\()?(?P<number>{NUMERAL})(?P<close>\))?(?:-(?P<hyphen>[0-9]{{1,3}})(?=条))?"
    rf"(?P<unit>条(?![件例款])(?!约(?!定))|款(?!项)|项(?!目)|目(?![的标录前次光]))?(?:之(?P<inserted>{NUMERAL})(?![条款项]))?"
)
_IN_BRACKETS = re.compile(
    r"第?(?P<article>[0-9]{1,4})\((?P<paragraph>[0-9]{1,2})\)(?:\((?P<point>[0-9]{1,2})\))?条(?![件例款])"
)
"""第27(3)条, as who reads English writes."""
_DIGITS_DOWN = re.compile(r"[0-9]{1,2}[款项](?![\u4e00-\u9fff])|[0-9]{1,2}[款项](?=[的之规和与及或])")
"""27条3项."""
_INSERTED = re.compile(rf"之(?P<inserted>{NUMERAL})(?![条款项])")
_BETWEEN = re.compile(r"(?:、|,|和|及|与|或者?|以及|并|至|到|~|-|—{1,2})?")
_DOWN = re.compile(r"(?:中的?|之|的|下的?|规定的)?")
_LEVELS = "条款项目"


@dataclass(frozen=True)
class Place:
    """A provision: numbers of article, 款, 项 and 目, None where none is named."""

    article: int | None = None
    inserted: int | None = None
    paragraph: int | None = None
    point: int | None = None
    indent: int | None = None

    @property
    def eId(self) -> str:
        """art_120-1__para_2__point_3; a 项 of an article's only 款 is one of para_1."""
        eId = f"art_{self.article}" + (f"-{self.inserted}" if self.inserted else "")
        if self.paragraph or self.point:
            eId += f"__para_{self.paragraph or 1}"
        if self.point:
            eId += f"__point_{self.point}"
        return eId + (f"__indent_{self.indent}" if self.indent else "")

    def label(self, lang: Lang) -> str:
        """As it is cited, with every level that is named: 第二十一条第一款, art. 21(1)."""
        if lang == "en":
            inserted = f"-{self.inserted}" if self.inserted else ""
            levels = ("({})", self.paragraph), (" item ({})", self.point), (" indent {}", self.indent)
            return f"art. {self.article}{inserted}" + "".join(form.format(n) for form, n in levels if n)
        inserted = f"之{numeral(self.inserted)}" if self.inserted else ""
        named = ("第{}款", self.paragraph), ("第（{}）项", self.point), ("第{}目", self.indent)
        levels_zh = "".join(form.format(numeral(n)) for form, n in named if n)
        return f"第{numeral(self.article or 0)}条{inserted}{levels_zh}"

    @property
    def article_eId(self) -> str:
        return self.eId.split("__")[0]


@dataclass(frozen=True)
class Numbered:
    """A place, characters [start, end) of a text. `digits`: where the numbers stand that are written here, by level."""

    place: Place
    start: int
    end: int
    digits: tuple[tuple[str, int, int], ...]


@dataclass(frozen=True)
class _Element:
    number: int
    inserted: int | None
    unit: str | None
    start: int
    end: int
    digits: tuple[int, int]
    goes_on: bool
    """Whether it says more of the place before, and is not the next of a list."""


def run(text: str, at: int, before: Place | None = None) -> tuple[Numbered, ...]:
    """The places that are named one after another from `at` on; `before`: the place of which 第二款 alone is one."""
    return tuple(_places(_with_units(list(_elements(text, at))), before))


def _elements(text: str, at: int) -> Iterator[_Element]:
    first = True
    while True:
        separator = None if first else _BETWEEN.match(text, at)
        start = separator.end() if separator else at
        goes_on = separator is not None and separator.end() == separator.start()
        if goes_on and (down := _DOWN.match(text, at)) and down.end() > at:
            start = down.end()
        if not goes_on and (levels := _IN_BRACKETS.match(text, start)):
            for kind, level in zip("条款项", ("article", "paragraph", "point"), strict=True):
                if levels[level]:
                    span = levels.span(level)
                    yield _Element(int(levels[level]), None, kind, start, levels.end(), span, kind != "条")
            first, at = False, levels.end()
            continue
        match = _ELEMENT.match(text, start) or (None if first else _INSERTED.match(text, start))
        if match is None:
            return
        parts = match.groupdict()
        if "number" not in parts:
            yield _Element(0, whole(parts["inserted"]), "之", start, match.end(), match.span("inserted"), False)
            first, at = False, match.end()
            continue
        if bool(parts["open"]) != bool(parts["close"]) or (first and not parts["first"] and parts["open"]):
            return
        unit = parts["unit"] or ("项" if parts["open"] and not first and not _unit_follows(text, match.end()) else None)
        if goes_on and not (parts["first"] or parts["open"] or _DIGITS_DOWN.match(text, at)) and start == at:
            return
        number, inserted = whole(parts["number"]), whole(parts["inserted"]) if parts["inserted"] else None
        if parts["hyphen"]:
            last = whole(parts["hyphen"])
            if last > number:  # 第21-25条
                yield _Element(number, None, unit, start, match.end("number"), match.span("number"), goes_on)
                start, number, goes_on = match.start("hyphen"), last, False
            else:
                inserted = last
        digits = match.start("number"), match.end("inserted" if parts["inserted"] else "number")
        if parts["hyphen"]:
            digits = (start if inserted is None else match.start("number")), match.end("hyphen")
        yield _Element(number, inserted, unit, start, match.end(), digits, goes_on)
        first, at = False, match.end()


def _unit_follows(text: str, at: int) -> bool:
    """Whether （一）is one of several that share a unit: 第（一）、（二）项."""
    match = re.compile(rf"(?:(?:、|和|及|或|至)第?\({NUMERAL}\)){{1,20}}[款项目]").match(text, at)
    return match is not None


def _with_units(elements: list[_Element]) -> list[_Element]:
    """第二十一、二十三条: the first has the unit of the second. What has none at the end is not part of the run."""
    unit, known = None, []
    for element in reversed(elements):
        unit = element.unit or unit
        if unit is None:
            continue
        known.append(element if element.unit else replace(element, unit=unit))
    return known[::-1]


def _places(elements: list[_Element], before: Place | None) -> Iterator[Numbered]:
    digits: list[tuple[str, int, int]] = []
    place, start, end, level = before or Place(), -1, -1, -1
    for element in elements:
        if element.unit == "之":
            if start >= 0:
                yield Numbered(place, start, end, tuple(digits))
            place, digits = Place(place.article, element.inserted), []
            start, end, level = element.start, element.end, 0
            continue
        now = _LEVELS.index(element.unit or "条")
        if start >= 0 and not (element.goes_on and now > level):
            yield Numbered(place, start, end, tuple(digits))
            start, digits = -1, []
        if start < 0:
            start = element.start
        match now:
            case 0:
                place = Place(element.number, element.inserted)
            case 1:
                place = Place(place.article, place.inserted, element.number)
            case 2:
                place = Place(place.article, place.inserted, place.paragraph, element.number)
            case _:
                place = replace(place, indent=element.number)
        digits.append((element.unit or "条", *element.digits))
        level, end = now, element.end
    if start >= 0:
        yield Numbered(place, start, end, tuple(digits))
