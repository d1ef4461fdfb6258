"""Citations in English: Article 21(1) of the Cybersecurity Law; CSL, Arts. 21 and 23."""

import re
from collections.abc import Iterator

from guiju.files.folding import Plain
from guiju.places import grammar
from guiju.places.grammar import ENGLISH_START
from guiju.places.law_names import LawNames
from guiju.places.mention import Citation, Law, VersionHint
from guiju.places.version_hint import bracket_hint

OF = re.compile(
    r",?\s?(?:(?:of|in|under|from|to)\s)?(?P<the>(?:"
    r"(?:the|same|said|aforementioned|that|this|prc|chinese|china's|china’s|revised|amended)\s"
    r"|(?P<year>(?:19|20)[0-9]{2})\s){0,4})",
    re.IGNORECASE,
)
_SAME = re.compile(r"(?:same|said|that|this|aforementioned)\s$", re.IGNORECASE)
_STATE = re.compile(r"\s(?:of the (?:PRC|People['’]s Republic of China)|of China)$")
_BRACKET = re.compile(r"\s?\([^()]{0,60}\)$")
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
_PREFIX = re.compile(r"(?:(?P<year>(?:19|20)[0-9]{2})\s)?(?:(?:PRC|Chinese|China['’]s|the|The)\s){0,2}$")
_UNKNOWN = re.compile(r"(?:(?:[A-Z][A-Za-z-]{1,30}|and|of|on|the|for)\s){1,10}?(?:Law|Code|Regulations?)\b")
_OURS = re.compile(r"(?:prc|chinese|china['’]s)\s", re.IGNORECASE)


def citations(number: int, passage: Plain, names: LawNames) -> Iterator[Citation]:
    """The citations in English of a passage; their characters are those of its plain text."""
    text, done = passage.text, 0
    last: Law | None = None
    for match in ENGLISH_START.finditer(text):
        if match.start() < done:
            continue
        places = list(grammar.english(text, match.end()))
        end = places[-1].end
        opening, before, hint = _before(text, match.start(), names)
        closing, law = end, before
        if law is None:
            closing, law, hint = _after(text, end, names, last)
        if law is None:
            continue
        last, done = law, closing
        version = bracket_hint(text, closing) or hint
        for index, item in enumerate(places):
            start = (opening if before else match.start()) if index == 0 else item.start
            stop = closing if index == len(places) - 1 else item.end
            others = tuple(other.place for other in places if other.place != item.place)
            context = text[max(0, start - 150) : stop + 150]
            cited = number, start, stop, text[start:stop], law, item.place, item.digits, version, (), others, context
            yield Citation(*cited, ends_range=item.ends_range, english=True)


def _before(text: str, at: int, names: LawNames) -> tuple[int, Law | None, VersionHint]:
    """The law that is named before Article 21."""
    end = at
    while end > 0 and text[end - 1] in " ,:;":
        end -= 1
    if text[max(0, end - 1) : end] == ";" or text[end:at].startswith(";"):
        return at, None, VersionHint()
    year = None
    if bracket := _BRACKET.search(text, max(0, end - 64), end):
        found = _YEAR.search(bracket[0])
        year, end = int(found[0]) if found else None, bracket.start()
    if state := _STATE.search(text, max(0, end - 40), end):
        end = state.start()
    for start in range(max(0, end - 80), end - 2):
        if (start == 0 or not text[start - 1].isalnum()) and text[start].isalnum():
            ids = names.ids(text[start:end]) if text[start:end].isascii() else ()
            if ids:
                prefix = _PREFIX.search(text, max(0, start - 24), start)
                hint = year or (int(prefix["year"]) if prefix and prefix["year"] else None)
                return start, Law(text[start:end], ids), VersionHint(hint)
    return at, None, VersionHint()


def _after(text: str, end: int, names: LawNames, last: Law | None) -> tuple[int, Law | None, VersionHint]:
    """The law that is named after Article 21: of the Cybersecurity Law."""
    of = OF.match(text, end)
    start = of.end() if of else end
    hint = VersionHint(int(of["year"])) if of and of["year"] else VersionHint()
    if of and _SAME.search(of["the"]) and re.match(r"(?:law|act|code)\b", text[start : start + 5], re.IGNORECASE):
        return start + 3, last, hint
    for stop in range(min(len(text), start + 80), start + 2, -1):
        is_whole = (stop == len(text) or not text[stop].isalnum()) and text[stop - 1].isalnum()
        if is_whole and text[start:stop].isascii() and (ids := names.ids(text[start:stop])):
            return stop, Law(text[start:stop], ids), hint
    unknown = _UNKNOWN.match(text, start) if of and _OURS.search(of["the"]) else None
    return (unknown.end(), Law(unknown[0], ()), hint) if unknown else (end, None, hint)
