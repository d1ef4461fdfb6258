"""Numbers of provisions as they are written: 第二十一条第一款第（三）项, lists, ranges, §21(2), 末款, Article 21(1)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from guiju.files.folding import plain
from guiju.places.citation import LAST, Place
from guiju.places.numerals import NUMERAL, whole

SECTION = r"(?:§{1,2}|(?<![a-z])(?:articles?|arts?\.?)) ?(?=[0-9])"
"""What stands before a number as who reads English writes it."""
_SECTION_SIGN = re.compile(SECTION, re.IGNORECASE)
_ELEMENT = re.compile(
    rf"(?P<first>第)?(?P<open>\()?(?P<number>{NUMERAL})(?P<close>\))?(?:-(?P<hyphen>[0-9]{{1,3}})(?=条))?"
    rf"(?P<unit>条(?![件例款])(?!约(?!定))|款(?!项)|项(?!目)|目(?![的标录前次光]))?(?:之(?P<inserted>{NUMERAL})(?![条款项]))?"
)
_OTHER = re.compile(
    r"(?:附件|附录|附表)(?P<annex>[一二三四五六七八九十]{1,3}|[0-9]{1,2}|[A-Z])|(?:末|最后一?)(?P<last>[款项目])|(?P<circled>[①-⑳])"
)
"""附件一, 末款, 第十九条②."""
_IN_BRACKETS = re.compile(
    r"第?(?P<article>[0-9]{1,4})\((?P<paragraph>[0-9]{1,2})\)(?:\((?P<point>[0-9]{1,2})\))?条(?![件例款])"
)
"""第27(3)条, as who reads English writes."""
_SECTION = re.compile(
    rf"(?:{SECTION})?(?P<article>[0-9]{{1,4}})(?:-(?P<hyphen>[0-9]{{1,3}}))?"
    r"(?: ?\((?P<paragraph>[0-9]{1,2})\))?(?: ?\((?P<point>[0-9]{1,2})\))?",
    re.IGNORECASE,
)
_DIGITS_DOWN = re.compile(rf"(?:[0-9]{{1,2}}|{NUMERAL})[款项](?:(?![\u4e00-\u9fff])|(?=[的之规和与及或第]))")
"""27条3项."""
_INSERTED = re.compile(rf"之(?P<inserted>{NUMERAL})(?![条款项])")
_BETWEEN = re.compile(r"(?:、|, ?|和|及|与|或者?|以及|并|至|到|~|-|—{1,2})?")
_DOWN = re.compile(r"(?:中的?|之|的|下的?|规定的)?")
_SHARED_UNIT = re.compile(rf"(?:(?:、|和|及|或|至)第?\({NUMERAL}\)){{1,20}}[款项目]")
_LEVELS = "条款项目"
_ENGLISH = re.compile(
    r"(?P<article>[0-9]{1,4})(?:-(?P<inserted>[0-9]{1,2})(?![0-9]))?(?:\s?\((?P<paragraph>[0-9]{1,2})\))?"
    r"(?:\s?\((?P<point>[0-9]{1,2})\))?(?:,?\s?(?:paragraph|para\.?)\s?\(?(?P<named>[0-9]{1,2})\)?)?"
    r"(?:,?\s?(?:item|point|subparagraph|sub-paragraph)\s?\(?(?P<item>[0-9]{1,2})\)?)?"
    r"(?:,?\s?indent\s?(?P<indent>[0-9]{1,2}))?",
    re.IGNORECASE,
)
_JOINT = r"(?:, and |, or |, | and | or | & | to |-| through | ?/ ?)"
_AND = re.compile(rf"{_JOINT}(?:(?:articles?|arts?\.?)\s?)?(?=[0-9])", re.IGNORECASE)
_ONE_MORE = re.compile(rf"(?P<joint>{_JOINT})\((?P<number>[0-9]{{1,2}})\)", re.IGNORECASE)
"""Article 21(2) and (3): one more of the level that was written last."""
_TO = ("to", "-", "through")
ENGLISH_START = re.compile(rf"(?:{SECTION}|\b(?:sections?|secs?\.)\s?(?=[0-9]))", re.IGNORECASE)

PATTERNS = {
    "between": _BETWEEN, "down": _DOWN, "element": _ELEMENT, "inserted": _INSERTED, "other": _OTHER,
    "in_brackets": _IN_BRACKETS, "section_sign": _SECTION_SIGN, "section": _SECTION, "digits_down": _DIGITS_DOWN,
    "shared_unit": _SHARED_UNIT, "english": _ENGLISH, "english_and": _AND,
    "one_more": _ONE_MORE,
}  # fmt: skip
"""What the search of the site reads citations by as well, each at a place of the text."""


@dataclass(frozen=True)
class Numbered:
    """A place, characters [start, end) of a text. `digits`: where the numbers stand that are written here, by level.
    `ends_range`: it is the last of those that began at the place before. `english`: written with § or Art."""

    place: Place
    start: int
    end: int
    digits: tuple[tuple[str, int, int], ...]
    ends_range: bool = False
    english: bool = False


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
    separator: str = ""
    loose: bool = False
    english: bool = False


def parse(text: str) -> Place | None:
    """The one place that a text is, however it is written: 第九条第二款, art. 9(2), §9, art_9; None for anything else,
    such as 第九条第二款和第三款. 第六条第八项 is a 项 of an article's only 款."""
    items = numbers(text)
    return items[0].place if len(items) == 1 and (items[0].place.article or items[0].place.annex) else None


def numbers(text: str) -> tuple[Numbered, ...]:
    """The places of which a text consists; none where it has any other words."""
    if (place := Place.of(text.strip())) is not None:
        return (Numbered(place, 0, len(text), ()),)
    folded = plain(text).text
    start = _SECTION_SIGN.match(folded)
    readings = run(folded, 0), tuple(english(folded, start.end())) if start else ()
    return next((items for items in readings if items and items[-1].end == len(folded)), ())


def english(text: str, at: int) -> Iterator[Numbered]:
    """The places of 21(1) and 23, from `at` on, behind Article."""
    match, joint = _ENGLISH.match(text, at), ""
    while match is not None:
        paragraph, point = match["paragraph"] or match["named"], match["point"] or match["item"]
        if match["named"] and match["paragraph"]:
            point = match["paragraph"]
        article, inserted = int(match["article"]), int(match["inserted"]) if match["inserted"] else None
        to = joint.strip() in _TO
        if inserted and inserted > article:
            first, last = match.span("article"), (match.start("inserted"), match.end("inserted"))
            yield Numbered(Place(article), match.start(), first[1], (("条", *first),), to, english=True)
            yield Numbered(Place(inserted), last[0], match.end(), (("条", *last),), True, english=True)
        else:
            levels = [int(number) if number else None for number in (paragraph, point, match["indent"])]
            loose = bool(match["paragraph"] and not (match["point"] or match["item"] or match["named"]))
            place = Place(article, inserted, levels[0], levels[1], levels[2], loose=loose)
            digits = (("条", match.start("article"), match.end("inserted" if inserted else "article")),)
            yield Numbered(place, match.start(), match.end(), digits, to, english=True)
        end = match.end()
        in_brackets = text[end - 1] == ")" and match["indent"] is None and not (inserted and inserted > article)
        while in_brackets and (more := _ONE_MORE.match(text, end)):
            end, further = more.end(), int(more["number"])
            place = replace(place, paragraph=further) if place.point is None else replace(place, point=further)
            yield Numbered(place, more.end("joint"), end, digits, more["joint"].strip() in _TO, english=True)
        and_ = _AND.match(text, end)
        joint = and_[0] if and_ else ""
        match = _ENGLISH.match(text, and_.end()) if and_ else None


def run(text: str, at: int, before: Place | None = None) -> tuple[Numbered, ...]:
    """The places named one after another from `at` on, Chinese or §; `before`: of which 第二款 alone is one."""
    return tuple(_places(_with_units(list(_elements(text, at))), before))


def _elements(text: str, at: int) -> Iterator[_Element]:
    first, section = True, ""  # the last level of what is written with §, whose brackets go on: §21(2), (3)
    while True:
        separator = None if first else _BETWEEN.match(text, at)
        start = separator.end() if separator else at
        goes_on = separator is not None and separator.end() == separator.start()
        joint = separator[0] if separator else ""
        if goes_on and (down := _DOWN.match(text, at)) and down.end() > at:
            start = down.end()
        if element := _other(text, start, goes_on, joint):
            yield element
            first, at, section = False, element.end, ""
            continue
        if not goes_on and (levels := _in_levels(text, start, joint, bool(section))):
            yield from levels
            first, at, section = False, levels[-1].end, (levels[-1].unit or "") if levels[-1].english else ""
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
        bracket = section if section in ("款", "项") else "项"
        is_bracket = parts["open"] and not first and not _unit_follows(text, match.end())
        unit = parts["unit"] or (bracket if is_bracket else None)
        if goes_on and not (parts["first"] or parts["open"] or _DIGITS_DOWN.match(text, at)) and start == at:
            return
        number, inserted = whole(parts["number"]), whole(parts["inserted"]) if parts["inserted"] else None
        if parts["hyphen"]:
            last = whole(parts["hyphen"])
            if last > number:  # 第21-25条
                yield _Element(number, None, unit, start, match.end("number"), match.span("number"), goes_on, joint)
                start, number, goes_on, joint = match.start("hyphen"), last, False, "-"
            else:
                inserted = last
        digits = match.start("number"), match.end("inserted" if parts["inserted"] else "number")
        if parts["hyphen"]:
            digits = (start if inserted is None else match.start("number")), match.end("hyphen")
        yield _Element(number, inserted, unit, start, match.end(), digits, goes_on, joint)
        first, at, section = False, match.end(), "" if parts["unit"] else section


def _other(text: str, start: int, goes_on: bool, joint: str) -> _Element | None:
    """附件一; 末款; ② behind 第十九条, which may be a 款 or a 项, or behind 第二款."""
    match = _OTHER.match(text, start)
    if match is None:
        return None
    if match["annex"]:
        letter = match["annex"]
        number = ord(letter) - ord("A") + 1 if "A" <= letter <= "Z" else whole(letter)
        return _Element(number, None, "附", start, match.end(), match.span("annex"), goes_on, joint)
    if match["last"]:
        return _Element(LAST, None, match["last"], start, match.end(), match.span(), goes_on, joint)
    number = ord(match["circled"]) - ord("①") + 1
    return _Element(number, None, "○", start, match.end(), match.span(), goes_on) if goes_on else None


def _in_levels(text: str, start: int, joint: str, behind_section: bool) -> list[_Element]:
    """第27(3)条, §27(3), Art. 27; of §19-23 both ends; behind §21 also 27(3) alone."""
    match = _IN_BRACKETS.match(text, start)
    signed = _SECTION_SIGN.match(text, start) is not None
    section = match is None and (signed or behind_section)
    match = _SECTION.match(text, start) if section else match
    if match is None or (section and not signed and not match["paragraph"]):
        return []
    elements, parts = [], match.groupdict()
    for kind, level in zip("条款项", ("article", "paragraph", "point"), strict=True):
        if parts[level]:
            loose, below, span = kind == "款" and not parts["point"], kind != "条", match.span(level)
            number, before = int(parts[level]), "" if below else joint
            elements.append(_Element(number, None, kind, start, match.end(), span, below, before, loose, section))
    if hyphen := int(parts.get("hyphen") or 0):
        begun, span = elements[0], match.span("hyphen")
        if hyphen > begun.number:
            end = replace(begun, number=hyphen, start=span[0], digits=span, separator="-")
            elements.insert(1, end)
            elements[0] = replace(begun, end=match.end("article"))
        else:
            elements[0] = replace(begun, inserted=hyphen, digits=(begun.digits[0], span[1]))
    return elements


def _unit_follows(text: str, at: int) -> bool:
    """Whether （一）is one of several that share a unit: 第（一）、（二）项."""
    return _SHARED_UNIT.match(text, at) is not None


def _with_units(elements: list[_Element]) -> list[_Element]:
    """第二十一、二十三条: the first has the unit of the second. What has none at the end is not part of the run."""
    unit, known = None, []
    for element in reversed(elements):
        unit = element.unit if element.unit in tuple(_LEVELS) else unit
        if element.unit is None and unit is None:
            continue
        known.append(element if element.unit else replace(element, unit=unit))
    return known[::-1]


def _places(elements: list[_Element], before: Place | None) -> Iterator[Numbered]:
    digits: list[tuple[str, int, int]] = []
    place, start, end, level = before or Place(), -1, -1, -1
    to = english = False
    for element in elements:
        if element.unit == "之":
            if start >= 0:
                yield Numbered(place, start, end, tuple(digits), to, english)
            place, digits = Place(place.article, element.inserted), []
            start, end, level, to = element.start, element.end, 0, False
            continue
        unit = ("款" if level == 0 else "项") if element.unit == "○" else element.unit or "条"
        now = _LEVELS.find(unit)  # -1: an annex
        # As in Taiwan, where 項 is what is 款 here, and the other way round.
        taiwan = element.goes_on and level == 2 and now == 1 and place.paragraph is None
        if start >= 0 and not (element.goes_on and (now > level or taiwan)):
            yield Numbered(place, start, end, tuple(digits), to, english)
            start, digits = -1, []
        if start < 0:
            start, to = element.start, element.separator in ("至", "到", "~", "-", "—", "——")
            english = element.english
        if taiwan:
            place, now, unit = replace(place, paragraph=place.point, point=element.number), 2, "项"
            digits[-1] = ("款", *digits[-1][1:])
        elif now < 0:
            place = Place(annex=element.number)
        elif now == 0:
            place = Place(element.number, element.inserted, annex=place.annex if level == -1 else None)
        else:
            names = ("paragraph", "point", "indent")
            kept = dict.fromkeys(names[now:]) | {names[now - 1]: element.number}
            place = replace(place, **kept, loose=element.loose or element.unit == "○")
        digits.append((unit, *element.digits))
        level, end = now, element.end
    if start >= 0:
        yield Numbered(place, start, end, tuple(digits), to, english)
