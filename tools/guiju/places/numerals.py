"""Chinese numerals, to and from numbers: 一百二十 and 120, 五十万, 1.5万."""

import re
from decimal import Decimal
from functools import lru_cache

_DIGITS = "零一二三四五六七八九"
_VALUES = {digit: value for value, digit in enumerate(_DIGITS)} | {"两": 2, "〇": 0}
_UNITS = {"千": 1000, "百": 100, "十": 10}
_TENS = {"廿": 20, "卅": 30, "卌": 40}
_MYRIADS = {"万": 10_000, "亿": 100_000_000}
_LONGEST = 40  # characters
NUMERAL = "[0-9零〇一二两三四五六七八九十百千廿卅卌]{1,12}"
"""A pattern for the number of an article, 款 or 项."""


@lru_cache(maxsize=10_000)
def numeral(number: int) -> str:
    """1–9999 as a Chinese numeral: 10 → 十, 120 → 一百二十, 1005 → 一千零五. Larger numbers stay in digits."""
    if number > 9999:
        return str(number)
    text, gap = "", False
    for unit, value in (*_UNITS.items(), ("", 1)):
        digit, number = divmod(number, value)
        if digit:
            text += ("零" if gap else "") + _DIGITS[digit] + unit
        gap = bool(text) and not digit
    return re.sub("^一十", "十", text) or _DIGITS[0]


def number(text: str) -> Decimal | None:
    """十五 → 15, 12 → 12, 五十万 → 500000, 1.5万 → 15000. None for anything else, such as 百分之五, and for what is too
    long to be a number of the law."""
    if len(text) > _LONGEST:
        return None
    if match := re.fullmatch(r"([0-9]+(?:\.[0-9]+)?)([万亿]?)", text):
        return Decimal(match[1]) * _MYRIADS.get(match[2], 1)
    total, section, digit = 0, 0, 0
    for sign in text:
        if sign in _VALUES:
            digit = digit * 10 + _VALUES[sign]
        elif sign in _UNITS:
            section, digit = section + (digit or 1) * _UNITS[sign], 0
        elif sign in _TENS:
            section += _TENS[sign]
        elif sign in _MYRIADS:
            total, section, digit = (total + section + digit) * _MYRIADS[sign], 0, 0
        else:
            return None
    return Decimal(total + section + digit) if text else None


@lru_cache(maxsize=4096)
def whole(text: str) -> int:
    """The number of an article, 款 or 项."""
    return int(number(text) or 0)
