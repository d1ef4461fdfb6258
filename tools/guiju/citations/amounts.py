"""Amounts in a claim beside those of the law: 不少于三个月 where an article has 不少于六个月."""

import re
from decimal import Decimal

from guiju.files.bundled import packaged
from guiju.files.folding import common_start, words
from guiju.places.numerals import number

_DATA = packaged(__file__, "quotations.yaml")
_N = r"(?P<n{0}>[0-9]{{1,12}}(?:\.[0-9]{{1,4}})?[万亿]?|[零〇一二两三四五六七八九十百千万亿]{{1,12}})"
_UNIT = "(?P<unit{0}>元|年|个月|月(?=[0-9])|个?工作日|日|天|倍|周岁|小时|%|人|次)"
_AMOUNT = re.compile(rf"{_N.format('')}{_UNIT.format('')}(?:以上{_N.format(2)}{_UNIT.format(2)})?")
_BEFORE, _AROUND, _SURELY = 5, 5, 11
"""How many characters before an amount, or on both sides, say what it is of; even if the article has it elsewhere."""
_BOUND = re.compile(f"(?:{'|'.join(_DATA['bounds'])})$")
_FINE = re.compile(rf"{_N.format('')}元?以上{_N.format(2)}元以下的?罚款")
_WITHIN = re.compile("|".join(_DATA["discretion"]))
_PERCENT, _SIGNED = (re.compile(form.format("([零〇一二两三四五六七八九十百]{1,9})")) for form in ("百分之{}", "{}%"))


def wrong_amount(claim: str, law: str, near: str) -> str:
    """An amount in a claim that the article has not, where it has another one behind the same words; or between them,
    and those that it refers to have it neither; empty where there is none."""
    known, said = measured(law), measured(claim)
    amounts, theirs = _amounts(known), _amounts(measured(near))
    for match in _AMOUNT.finditer(said):
        own = _ends(match, "") | _ends(match, "2")
        others = (one for one in _AMOUNT.finditer(known) if one["unit"] == match["unit"])
        found = [(*_alike(said, match, known, one), one) for one in others]
        alike = max((around for around, _, _ in found), default=0)
        best = {before[-_BEFORE:] + one[0]: (before, one) for around, before, one in found if around == alike > 0}
        same = max((len(before) for _, before, one in found if own & _ends(one, "")), default=0)
        bounds = {one[0]: before for _, before, one in found if len(before) >= _BEFORE and _BOUND.search(before)}
        if len(bounds) > 1 and same < _BEFORE:  # one for each case, and this is none of them
            return "”、“".join(_SIGNED.sub(r"百分之\1", before[-_BEFORE:] + one) for one, before in bounds.items())
        for instead, (before, one) in best.items() if len({one[0] for _, one in best.values()}) == 1 else ():
            sure = _SURELY if own <= amounts else _BEFORE if own <= theirs else 0
            if len(before) >= max(sure, same + 4 if own <= amounts else 0) and not _within(match, one, said, known):
                return _SIGNED.sub(r"百分之\1", instead)
    return ""


def wrong_fine(claim: str, law: str, near: str) -> str:
    """What a fine from one amount to another should be, of an article that says no such fine, nor has one of its ends,
    nor those that it refers to; empty where there is none, or an authority says how it uses its discretion."""
    said, known = words(claim), words(law)
    fines = [match[0] for match in _FINE.finditer(known)]
    amounts = {number(match[end]) for match in _FINE.finditer(known + words(near)) for end in ("n", "n2")}
    wrong = (m for m in _FINE.finditer(said) if not {number(m["n"]), number(m["n2"])} <= amounts)
    return "”、“".join(dict.fromkeys(fines)) if next(wrong, None) and not _WITHIN.search(said) else ""


def _alike(said: str, match: re.Match[str], known: str, other: re.Match[str]) -> tuple[int, str]:
    """How many characters around two amounts are the same, 0 where they do not say enough, and those before."""
    same = common_start(said[: match.start()][::-1], known[: other.start()][::-1])
    before = said[match.start() - same : match.start()]
    around = same + common_start(said[match.end() :], known[other.end() :])
    enough = len(before) >= _BEFORE or (before and around >= _AROUND) or _BOUND.search(before)
    return (around if enough else 0), before


def _within(match: re.Match[str], other: re.Match[str], said: str, known: str) -> bool:
    """Whether an amount is one that a bound of the law allows: 处三十万元 under 五十万元以下."""
    bounds = [number(one or "") or 0 for one in (other["n2"] and other["n"], match["n"], other["n2"] or other["n"])]
    bounded = match["n2"] or said.startswith(("以上", "以下"), match.end())
    return not bounded and known.startswith("以下", other.end()) and bounds == sorted(bounds)


def measured(text: str) -> str:
    """Words as amounts are read: 百分之五 as 五%."""
    return _PERCENT.sub(r"\1%", words(text))


def uses(text: str) -> set[tuple[object, ...]]:
    """The amounts with what stands before them: 可以处一万元以上十万元 is not 人员处一万元以上十万元."""
    return {(text[max(0, m.start() - 2) : m.start()], *_ends(m, ""), *_ends(m, "2")) for m in _AMOUNT.finditer(text)}


def _amounts(text: str) -> set[tuple[Decimal | None, str]]:
    return {amount for match in _AMOUNT.finditer(text) for end in ("", "2") for amount in _ends(match, end)}


def _ends(match: re.Match[str], end: str) -> set[tuple[Decimal | None, str]]:
    """The amount at one end of a range; empty where there is only one."""
    return {(number(match["n" + end]), match["unit" + end])} if match["n" + end] else set()
