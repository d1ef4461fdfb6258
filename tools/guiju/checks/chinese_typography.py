"""Chinese text of ours uses full-width punctuation and the characters of the simplified standard set.

Finds half-width , ; : ! ? ( ) quotes and stops beside a Chinese character; spaces between Chinese characters;
characters outside GB/T 2312 (traditional forms, rare look-alikes); characters that the corrections of a rule recorded
as corruptions; Greek, Cyrillic, Kangxi-radical and compatibility look-alikes; private-use characters. For those that
cannot be seen there is hidden-character.
"""

import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping
from functools import cache

from guiju.files.finding import Fault
from guiju.model import Bilingual, Corpus, Regulation, SharedWords

_HAN = r"[\u3400-\u9fff\U00020000-\U0003ffff]"
_HALF_WIDTH = re.compile(
    rf"(?<={_HAN})[,;:!?()'\"]|[,;:!?()'\"](?={_HAN})|(?<={_HAN})\.(?![A-Za-z0-9])|(?<={_HAN}) +(?={_HAN})"
)
_MARKS = frozenset(",;:!?()'\". ")
_FULL_WIDTH = dict(zip(",;:!?().", "，；：！？（）。", strict=True))
_RARE = "traditional, rare or look-alike form; write the simplified standard one"
_LOOK_ALIKE = re.compile(r"[\u0370-\u03ff\u0400-\u04ff\u2e80-\u2fdf\uf900-\ufaff\ue000-\uf8ff\u202f\u00a0\u3000]")


def of_rule(regulation: Regulation, shared: SharedWords) -> Iterator[Fault]:
    yield from _faults(regulation.texts, shared.corrupt)


def check(corpus: Corpus) -> Iterator[Fault]:
    yield from _faults(corpus.shared_texts, corpus.words.corrupt)


def _faults(texts: Collection[Bilingual], corrupt: Collection[str]) -> Iterator[Fault]:
    characters = set[str]().union(*(text.zh for text in texts))
    wrong = {c: fault for c in characters if (fault := _fault(c, c in corrupt))}
    for text in texts:
        yield from (Fault(message, text.where.at("zh")) for message in _messages(text.zh, wrong))


def _messages(text: str, wrong: Mapping[str, str]) -> Iterator[str]:
    for match in () if _MARKS.isdisjoint(text) else _HALF_WIDTH.finditer(text):
        mark = match.group()
        if mark.isspace():
            yield f"a space between Chinese characters (character {match.start() + 1}); remove it"
        else:
            remedy = f"write {_FULL_WIDTH[mark]}" if mark in _FULL_WIDTH else "write “ ” or ‘ ’"
            yield f"half-width {mark} beside Chinese (character {match.start() + 1}); {remedy}"
    for place, character in () if wrong.keys().isdisjoint(text) else enumerate(text, 1):
        if character in wrong:
            code = f"U+{ord(character):04X}"
            name = f"{character} ({code}, character" if character.isprintable() else f"{code} (character"
            yield f"{name} {place}) is a {wrong[character]}"


@cache
def _fault(character: str, is_corrupt: bool) -> str:
    if _LOOK_ALIKE.match(character) or unicodedata.category(character) in ("Co", "Cn"):
        return "look-alike or not a character; write the plain one"
    unusual = is_corrupt and not _is_common(character)
    return _RARE if re.match(_HAN, character) and (unusual or not _in_standard_set(character)) else ""


def _in_standard_set(character: str) -> bool:
    try:
        character.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


def _is_common(character: str) -> bool:
    """Level 1 of GB/T 2312, the 3,755 most used: such a character can be right elsewhere (伍 in 队伍)."""
    return _in_standard_set(character) and len(c := character.encode("gb2312")) == 2 and 0xB0 <= c[0] <= 0xD7
