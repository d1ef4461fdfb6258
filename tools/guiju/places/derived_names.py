"""Names that lawyers give a law, from its title: 标识办法, 民诉法解释, 担保制度解释, 建工解释（一）."""

import re
from collections.abc import Iterator, Mapping
from itertools import product
from typing import Any

from guiju.files.bundled import packaged

_DATA: Mapping[str, Any] = packaged(__file__, "law_names.yaml")
ISSUED = re.compile(f"^(?:(?:{'|'.join(_DATA['issuers'])})(?:常务委员会|常委会|办公厅)?[、和]?){{1,4}}(?:关于|(?=《))?")
"""Who issued a law, before its title."""
_FOR_NOW = re.compile(f"(?:{'|'.join(_DATA['for_now'])}){{1,3}}$")
_TRIAL = re.compile(rf"\((?:{'|'.join(_DATA['for_now'])})\)$")
_DROPPED = re.compile(f"(?:{'|'.join((*_DATA['for_now'], *_DATA['dropped']))}){{1,3}}$")
_GENERIC = re.compile("|".join((*_DATA["for_now"], *_DATA["generic"])))
_INTERPRETS = re.compile(
    r"(?:适用《(?:中华人民共和国)?(?P<law>[^《》]+)》(?:有关|的)?(?P<of_law>[^《》]{0,40}?)(?:若干问题|问题)?"
    r"|(?:审理|办理)(?P<about>.{2,80}?)(?:纠纷)?(?:民事|刑事|行政)?(?:纠纷)?案件(?:具体)?[适应]用法律(?:若干)?问题)"
    r"的解释(?P<number>\(.{1,2}\))?"
)
_MOST, _LEAST = 8, 2
"""Characters before 办法 in a short name."""


def is_generic(title: str) -> bool:
    """Whether a title is only a kind of rules, as 暂行办法 is, and may be that of any."""
    kind = next((kind for kind in (*_DATA["ends"], "解释") if title.endswith(kind)), "")
    return bool(kind) and not _GENERIC.sub("", title.removesuffix(kind)).removeprefix("特别")


def derived_names(title: str) -> Iterator[str]:
    """Short names of a plain title: without who issued it, of an interpretation by what it is about, else its ends."""
    core = ISSUED.sub("", title)
    for name in dict.fromkeys((core, core.removeprefix("关于"), f"关于{core}")) if core != title else ():
        yield name
    match = _INTERPRETS.fullmatch(core.removeprefix("关于"))
    if match is not None:
        yield from _interpretation(match)
        return
    name = _TRIAL.sub("", core)
    kind = next((kind for kind in _DATA["ends"] if name.endswith(kind)), "")
    stem = name.removesuffix(kind)
    for each in dict.fromkeys((_DROPPED.sub("", stem), _FOR_NOW.sub("", stem), stem)) if kind else ():
        starts = range(max(0, len(each) - _MOST), len(each) - _LEAST + 1)
        yield from (each[at:] + kind for at in starts if len(_GENERIC.sub("", each[at:])) >= _LEAST)
        yield each + kind


def _interpretation(match: re.Match[str]) -> Iterator[str]:
    law, about = match["law"] or "", match["of_law"] or match["about"] or ""
    laws = [law, *(name for name, meant in _DATA["short"].items() if meant == law)]
    abouts = [about, *_DATA["abouts"].get(about, ())]
    heads = [*(f"{name}{what}" for name, what in product(laws, abouts) if name), *filter(None, abouts)]
    number = match["number"] or ""
    for head, kind, end in product(heads, ("解释", "司法解释"), {number, number.strip("()")}):
        yield f"{head}{kind}{end}"
