"""Names of laws as documents write them: titles with and without 《》, short names, English ones, and what is none."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from guiju.files.bundled import packaged
from guiju.files.folding import plain
from guiju.places.derived_names import ISSUED, derived_names
from guiju.places.document_kinds import kinds

if TYPE_CHECKING:
    from guiju.model import Regulation

_DATA: Mapping[str, Any] = packaged(__file__)
_STATE = "中华人民共和国"
_LONGEST = 60
_MOST_MEANT = 3
"""Laws that a name may mean which only lawyers give them."""
_VERSION = re.compile(r"\((?:[0-9]{4}(?:年(?:[0-9]{1,2}月(?:[0-9]{1,2}日)?)?)?[^()]{0,12}|试行|暂行|新|旧)\)$")
_PARTED = re.compile(r"^(?:19|20)[0-9]{2}年?(?:版|修[正订])?的?(?:中华人民共和国)?|[·•.(][\u4e00-\u9fff]{1,8}编\)?$")
"""A year before a name, a book of a code behind it: 2016年网络安全法, 民法典·合同编."""
_NO_NAME = re.compile(r"第.{1,6}[编章节分].{0,30}|[附总分]则|.{1,2}编|[a-z0-9]+(?:-[a-z0-9]+)*")
_AI = re.compile("ai", re.IGNORECASE)
_LATIN = re.compile(r"(?<![A-Za-z])([A-Z]{3,6}) ?$")
_CHINESE = re.compile(r"[\u4e00-\u9fff]")
ARTICLES_OF = re.compile(f"的?(?:{'|'.join(_DATA['articles_of'])})$")
"""Behind the name of a law in a heading, under which its articles are."""
SHORT = frozenset(_DATA["short"])
ABOUTS = "|".join(sorted({name for about in _DATA["abouts"].items() for name in (about[0], *about[1])}, key=len)[::-1])
"""What interpretations are called by."""
_BOUND = frozenset(_DATA["before"])
_KINDS = kinds("law")
_FOREIGN = tuple(country for country in _DATA["foreign"] if len(country) > 1)
_STATES = re.compile("(?<!中华人民)共和国|联邦|王国|合众国")
_FOREIGN_SHORT = frozenset(country for country in _DATA["foreign"] if len(country) == 1)
_NO_LAW = re.compile(f"(?:{'|'.join(_DATA['no_law'])})法$|^.?用法$")


@dataclass(frozen=True)
class Called:
    """A name that ends before a place: characters [start, end) call one of the laws `ids`, none where it is unknown."""

    start: int
    end: int
    title: str
    ids: tuple[str, ...]


class LawNames:
    """What each law of a knowledge base is called."""

    def __init__(
        self,
        keys: Iterable[tuple[str, str]],
        repealed: Iterable[tuple[str, str]] = (),
        derived: Iterable[tuple[str, str]] = (),
    ) -> None:
        """Pairs of a key and the id of its law; `derived` are keys of names that only lawyers give it. `repealed`: of
        a bare title and the id of the law that repeals it."""
        self._ids: dict[str, tuple[str, ...]] = {}
        self._repealed: dict[str, tuple[str, ...]] = {}
        self._derived: dict[str, tuple[str, ...]] = {}
        for known, pairs in ((self._ids, keys), (self._repealed, repealed), (self._derived, derived)):
            for key, law in pairs:
                known[key] = tuple(dict.fromkeys((*known.get(key, ()), law)))
        for name, title in (*_DATA["short"].items(), *_DATA["english"].items()):
            if title in self._ids:
                self._ids.setdefault(name.casefold(), self._ids[title])
        self._ends = {name[-1] for name in (*self._ids, *self._repealed, *self._derived) if name} | {"法"}
        self._by_chunks: dict[str, tuple[str, ...]] = {}
        for name, ids in self._ids.items():
            if (short := _chunks(name)) is not None:
                self._by_chunks[short] = tuple(dict.fromkeys((*self._by_chunks.get(short, ()), *ids)))

    def ids(self, title: str) -> tuple[str, ...]:
        """The laws of this title, which is plain, without 《》."""
        key = bare(title)
        forms: tuple[str, ...] = (
            key,
            _VERSION.sub("", key),
            ISSUED.sub("", key),
            key.removesuffix("(试行)").removesuffix("(暂行)"),
        )
        forms += (_PARTED.sub("", key), _AI.sub("人工智能", key))
        return next(filter(None, map(self._known, forms)), ())

    def beginning(self, text: str) -> tuple[tuple[str, ...], int] | None:
        """The laws of the longest name with which a plain text begins, and where that ends."""
        for end in range(min(len(text), 2 * _LONGEST), 1, -1):
            if text[end - 1] != " " and (ids := self.ids(text[:end])):
                return ids, end
        return None

    def _known(self, key: str) -> tuple[str, ...]:
        """The laws of a key, also in words of another region: 网路安全法."""
        known = self._ids.get(key) or self._by_chunks.get(key) or self._ids.get(_here(key), ())
        meant = () if known else self._derived.get(key, ())
        return known or (meant if len(meant) <= _MOST_MEANT else ())

    def every(self) -> Mapping[str, tuple[str, ...]]:
        """What may be known by a name, lower case: the laws of each."""
        derived = {key: ids for key, ids in self._derived.items() if len(ids) <= _MOST_MEANT}
        return {key.casefold(): ids for key, ids in (derived | self._by_chunks | self._ids).items()}

    def repealing(self, title: str) -> tuple[str, ...]:
        """The laws that say of the law of this title that it ends."""
        return self._repealed.get(bare(title), ())

    def ending_at(self, text: str, end: int, whole: bool = True) -> Called | None:
        """The longest name that ends before character `end` of a plain text, which has no 《》 around it; `whole`:
        short ones only where they are surely not the end of a longer one."""
        if latin := _LATIN.search(text, max(0, end - 8), end):
            return Called(latin.start(), end, latin[1], self._ids.get(latin[1].casefold(), ()))
        if text[end - 1 : end] not in self._ends:
            return None
        for start in range(max(0, end - _LONGEST), end - 1):
            written = text[start:end]
            key = written.removeprefix(_STATE)
            ids = self._known(key) if len(key) > 2 else self._ids.get(key)
            known, given = ids or key in self._repealed, key in self._derived
            sure = (len(key) > 4 and not given) or len(written) > len(key) or _is_bound(text, start)
            if known and (sure or not (whole or given)) and _CHINESE.search(key) and not _NO_NAME.fullmatch(key):
                return Called(start, end, written, ids or ())
        return None

    def closest(self, title: str) -> str | None:
        """The known name that is most like an unknown one."""
        import difflib  # few documents need it

        close = difflib.get_close_matches(bare(title)[:_LONGEST], self._ids, n=1, cutoff=0.8)
        return close[0] if close else None


def keys(name: str) -> tuple[str, ...]:
    """By which a name is looked up: bare, and without the version in brackets behind it; none where it names no law."""
    key = bare(name)
    if len(key) < 2 or (key != name.casefold() and _NO_NAME.fullmatch(key)):
        return ()
    return tuple(dict.fromkeys((key, _VERSION.sub("", key))))


def keys_of(rule: Regulation) -> tuple[str, ...]:
    """By which a rule is looked up."""
    return tuple(dict.fromkeys(key for name in rule.names() for key in keys(name)))


def repealed_by(rule: Regulation) -> tuple[str, ...]:
    """The bare titles of which a rule says that they end."""
    return tuple(dict.fromkeys(bare(title) for text in (rule, *rule.versions) for title in text.repeals))


def derived_keys(rule: Regulation) -> tuple[str, ...]:
    """By which it is looked up where no other is called so: the names that lawyers give it."""
    own = keys_of(rule)
    if is_division(rule.title.zh):
        return ()
    given = dict.fromkeys(derived_names(plain(rule.title.zh).text))
    return tuple(key for name in given if (key := bare(name)) not in own and len(key) > 3)


def names_of(rules: Collection[Regulation]) -> LawNames:
    """What these are called."""
    called = ((key, rule.id) for rule in rules for key in keys_of(rule))
    repealed = ((title, rule.id) for rule in rules for title in repealed_by(rule))
    return LawNames(called, repealed, ((key, rule.id) for rule in rules for key in derived_keys(rule)))


def bare(name: str) -> str:
    """A name as names are compared: plain, without the state, lower case."""
    text = plain(name).text.strip("《》 ").removeprefix(_STATE).removeprefix("中国").strip()
    return text.replace("年修正", "").casefold() if text.isascii() else text


def initials(text: str) -> list[str]:
    """With which characters the keys of the laws begin that a plain text may begin with."""
    short, folded = (*_DATA["short"].items(), *_DATA["english"].items()), text.casefold()
    begun = (title for name, title in short if folded.startswith(name.casefold()))
    keys_ = (bare(text), _here(bare(text)), _AI.sub("人工智能", bare(text)), *begun)
    return sorted({first for key in keys_ for first in (key[:1], key[:1].casefold()) if first})


def _here(key: str) -> str:
    """A name in the words that are used here: 网路安全法 is 网络安全法."""
    for there, here in _DATA["regional"].items():
        key = key.replace(there, here)
    return key


def _is_bound(text: str, start: int) -> bool:
    """Whether a short name may begin here: not in the middle of a longer one."""
    if start > 1 and text[start - 1] in "与和及或" and _CHINESE.match(text[start - 2]):
        return text[start - 2] in "法典例定则条款项目》)”"  # else one name has it: 信息公开与保密法
    if text[:start].endswith(tuple(_DATA["unbound"])):
        return False
    return start == 0 or text[start - 1] in _BOUND or not _CHINESE.match(text[start - 1])


def _chunks(name: str) -> str | None:
    """网络安全法 → 网安法: the first character of each word of two."""
    core = name[:-1]
    return f"{core[::2]}法" if name.endswith("法") and len(core) in (4, 6) else None


def is_division(title: str) -> bool:
    """Whether the title of a text is only that of a part of a code, as 附则 is in a file of its own."""
    return _NO_NAME.fullmatch(title) is not None


def is_foreign(text: str, start: int, title: str, known: bool) -> bool:
    """Whether a law named from `start` on is foreign; `known`: a title of ours, as 香港特别行政区基本法 is."""
    before = text[max(0, start - 12) : start].rstrip("《的之")
    name = title.strip("《》")
    if before.endswith(_FOREIGN) or (before[-1:] in _FOREIGN_SHORT and text[start : start + 1] != "《"):
        return not before.endswith(("依法", "守法", "合法", "今日", "即日", "近日", "司法", "立法", "执法"))
    other = _STATES.search(name) or any(other in name for other in _DATA["foreign_titles"])
    return not known and (name.startswith(_FOREIGN) or bool(other))


def is_own(text: str, end: int) -> bool:
    """Whether what ends here has articles and is no law: 本合同, 公司章程."""
    return text[max(0, end - 12) : end].rstrip("》”\"')的之中:").endswith(tuple(_DATA["own"]))


def is_private(text: str, start: int, title: str, end: int) -> bool:
    """Whether a rule is one of a company, a school, a club: it, or what is before it or in brackets behind it, says."""
    behind = re.match(r"\(本?([^()]{2,8})\)", text[end : end + 12])
    return (behind is not None and behind[1] in _DATA["private"]) or any(
        owner in title.replace("公司法", "") or text[:start].rstrip("的《之").endswith(owner)
        for owner in _DATA["private"]
    )


def counts(text: str, end: int) -> bool:
    """Whether 第三条 is followed by what is counted so: 第三条建议."""
    return text[end : end + 6].lstrip("的个").startswith(tuple(_DATA["counted"]))


def looks_like_law(title: str) -> bool:
    """Whether an unknown title is one of a Chinese law."""
    core = _VERSION.sub("", bare(title))
    core = core.removesuffix("(试行)").removesuffix("(暂行)")
    core = re.sub(r"\(?[一二三四五六七八九十]{1,3}\)?$", "", core)
    named = core.endswith(_KINDS) and not _NO_LAW.search(core) and core not in _DATA["subjects"]
    return core in _DATA["whole"] or (len(core) > 2 and named)
