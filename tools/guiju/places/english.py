"""Citations in English: Article 21(1) of the Cybersecurity Law; CSL, Arts. 21 and 23."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from guiju.files.bundled import packaged
from guiju.files.folding import Plain
from guiju.places import grammar
from guiju.places.grammar import ENGLISH_START
from guiju.places.law_names import LawNames
from guiju.places.mention import Citation, Law, VersionHint
from guiju.places.version_hint import bracket_hint

_DATA: Mapping[str, Any] = packaged(__file__)
OF = re.compile(
    r",?\s?(?:(?:of|in|under|from|to)\s)?(?P<the>(?:"
    r"(?:the|same|said|aforementioned|that|this|prc|chinese|china's|china’s|revised|amended)\s"
    r"|(?P<year>(?:19|20)[0-9]{2})\s){0,4})",
    re.IGNORECASE,
)
_SAME = re.compile(r"(?:same|said|that|this|aforementioned)\s$", re.IGNORECASE)
_STATE = re.compile(r"\s(?:of the (?:PRC|People['’]s Republic of China)|of China)$")
_BRACKET = re.compile(r"\s?\([^()]{0,60}\)$")
_OPENING = re.compile(rf"\s?(?:\(|,\s?(?:{'|'.join(_DATA['leads'])})\s)$", re.IGNORECASE)
"""Between the name of a law and its articles: PIPL (Articles 44-49); PIPL, in particular Art. 38."""
_JOINT = re.compile(r"(?:\s?\([^()]{0,80}\))?\s?(?:[,;+/&]\s?)?(?:(?:and|or)\s)?$")
"""Between two articles of one law: Art. 51 (security), Art. 54 (audit) + Art. 55."""
_SHARED = frozenset(name.casefold() for name in _DATA["shared"])
_HERE = re.compile(rf"(?<![A-Za-z])(?:{'|'.join(_DATA['here'])})(?![A-Za-z])")
_ABROAD = re.compile(rf"\b(?:{'|'.join(_DATA['abroad'])})\b")
_FOREIGN_BEFORE = re.compile(rf"{_ABROAD.pattern}\s(?:[A-Z][a-z]+\s)?$")
_FOREIGN_BEHIND = re.compile(rf"\s?(?:of|in)\s(?:the\s)?(?:Republic\sof\s)?{_ABROAD.pattern}")
_OF_LAWS = re.compile(rf"[\W\d_]|\b(?:{'|'.join(_DATA['headings'])})\b", re.IGNORECASE)
"""What a heading may say beside the name of a state whose laws it is about."""
_OTHER_NAME = re.compile(r"(?:\s?\([^()]{0,80}\))?,?\s?(?:(?:of|under|in)\s(?:the\s)?[A-Z]|[A-Z]{2,}\b)")
"""Behind an article: it is of what is named there."""
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
_BEGUN = re.compile(r"\s?\((?:in force|effective|adopted|enacted|passed)\s", re.IGNORECASE)
"""The day on which a law began does not say which of its versions is meant."""
_PREFIX = re.compile(r"(?:(?P<year>(?:19|20)[0-9]{2})\s)?(?:(?:PRC|Chinese|China['’]s|the|The)\s){0,2}$")
_UNKNOWN = re.compile(r"(?:(?:[A-Z][A-Za-z-]{1,30}|and|of|on|the|for)\s){1,10}?(?:Law|Code|Regulations?)\b")
_OURS = re.compile(r"(?:prc|chinese|china['’]s)\s", re.IGNORECASE)


def speaks_of_here(texts: Sequence[Plain]) -> bool:
    """Whether a document says that it is about China, so that its Civil Code is ours."""
    return any(_HERE.search(passage.text) for passage in texts)


def is_abroad(heading: str) -> bool:
    """Whether a heading is about the laws of another state: it names that and little else. CONTACT US does not."""
    return _ABROAD.search(heading) is not None and not _OF_LAWS.sub("", _ABROAD.sub("", heading))


def citations(
    number: int, passage: Plain, names: LawNames, is_here: bool = True, is_abroad: bool = False
) -> Iterator[Citation]:
    """The citations in English of a passage; their characters are those of its plain text. `is_here`: Civil Code and
    other names that several states use mean our laws; `is_abroad`: under a heading of another state, where only PIPL,
    the PRC Civil Code and the like do."""
    text, done = passage.text, 0
    last: Law | None = None
    for match in ENGLISH_START.finditer(text):
        if match.start() < done:
            continue
        places = list(grammar.english(text, match.end()))
        end = places[-1].end
        opening, before, hint = _before(text, match.start(), names)
        before = before if opening >= done else None  # what another citation has named already
        closing, law = end, before
        if law is None:
            closing, law, hint = _after(text, end, names, last)
        if law is None and last is not None and _JOINT.fullmatch(text, done, match.start()):
            law = None if _OTHER_NAME.match(text, end) else last
        elif law is not None:
            named = (opening, opening + len(law.title)) if before else (closing - len(law.title), closing)
            # Somebody who asks for nothing but Article 5 of the Criminal Law asks for ours.
            is_alone = not (text[: min(opening, match.start())] + text[closing:]).strip(" .")
            law = law if _is_ours(text, *named, law, is_here or is_alone, is_abroad) else None
        if law is None:
            last = None
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


def _is_ours(text: str, start: int, end: int, law: Law, is_here: bool, is_abroad: bool) -> bool:
    """Whether the law that is named in characters [start, end) is ours: PIPL always is, the Civil Code unless the text
    speaks of another state."""
    if _FOREIGN_BEFORE.search(text, max(0, start - 40), start) or _FOREIGN_BEHIND.match(text, end):
        return False
    state = f"{text[max(0, start - 24) : start]}{text[end : end + 48]}"
    is_told = _HERE.search(state) is not None or law.title.isupper()
    return is_told or (not is_abroad and (is_here or law.title.casefold() not in _SHARED))


def _before(text: str, at: int, names: LawNames) -> tuple[int, Law | None, VersionHint]:
    """The law that is named before Article 21."""
    end = at
    while end > 0 and text[end - 1] in " ,:;":
        end -= 1
    if text[max(0, end - 1) : end] == ";" or text[end:at].startswith(";"):
        return at, None, VersionHint()
    if opened := _OPENING.search(text, max(0, at - 20), at):
        end = opened.start()
    year = None
    for _ in range(2):  # (PIPL) (effective 1 November 2021)
        if bracket := _BRACKET.search(text, max(0, end - 64), end):
            found = None if _BEGUN.match(bracket[0]) else _YEAR.search(bracket[0])
            year, end = int(found[0]) if found else year, bracket.start()
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
