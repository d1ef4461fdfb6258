"""The version that words beside a number mean: 原第二十条, 第四十七条（现为第四十九条）, article 68 as it then was."""

import re

from guiju.places.mention import VersionHint

_YEAR_BEFORE = re.compile(
    r"(?P<year>(?:19|20)[0-9]{2})年(?:的?(?:文本|版本|版|旧法|新法)|(?:[0-9]{1,2}月)?(?:[0-9]{1,2}日)?起)"
    r"(?:改?为|是|的|中|依|在)*$"
)
_WORD_BEFORE = re.compile(
    r"(?:(?P<old>原来?|旧|修[订正改]前|当时)|(?P<new>现行?|新|修[订正改]后)(?:文本)?)(?:法|改?为|的|是)?$"
)
_NOW_BEHIND = re.compile(
    r",?[已现]?经?(?:[改变]为|(?:变更|调整|修改)为|现为)第|\([^()第]{0,24}(?:起|现行?|今|修[订正改]后|新法)(?:改?为|是|的)?第"
)
GONE = re.compile(r"\((?:[原旧]法?|现?已经?(?:被[^()]{1,12})?(?:废止|失效|取代)[^()]{0,8})\)")
"""（旧）, （已废止）: in brackets behind the name of a law or a number."""
_YEAR_BEHIND = re.compile(
    r"\s?\((?:起始日不详[^()]{0,4}至(?P<until>)|(?:as )?(?:(?:amended|revised|adopted) in )?(?P<year>(?:19|20)[0-9]{2})"
    r"(?:\s(?:version|text|revision|amendment)(?=\))|[年-][^()]{0,24}(?:起|文本|版|修[订正改]|通过)|年?(?=\))))"
    r"[^()]{0,24}\)"
)
_OLD_BEHIND_IN_ENGLISH = re.compile(
    r",?\s?(?:as (?:it|they) then (?:was|were)|\((?:now (?:articles?|arts?\.?)\s"
    r"|(?:articles?|arts?\.?)\s[0-9]{1,4}(?:\([0-9]{1,2}\)){0,3} (?:since|as of|from)\s))",
    re.IGNORECASE,
)


def before(text: str, start: int, since: int = 0) -> VersionHint | None:
    """What stands before a number, at `start`, of the version that is meant; `since`: where the name of the law ends,
    since 草原法 is not 原法."""
    if year := _YEAR_BEFORE.search(text, max(since, start - 24), start):
        return VersionHint(int(year["year"]))
    word = _WORD_BEFORE.search(text, max(since, start - 6), start)
    return VersionHint(which="old" if word["old"] else "new") if word else None


def bracket_hint(text: str, end: int) -> VersionHint | None:
    """What stands in brackets behind a number, from `end` on."""
    if _NOW_BEHIND.match(text, end) or GONE.match(text, end) or _OLD_BEHIND_IN_ENGLISH.match(text, end):
        return VersionHint(which="old")
    match = _YEAR_BEHIND.match(text, end)
    if match is None:
        return None
    return VersionHint(int(match["year"])) if match["year"] else VersionHint(which="old")
