"""A day as a reader writes it: 2017年10月8日, 8 October 2017."""

from __future__ import annotations

from datetime import date

from guiju.model import Bilingual

_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def in_words(day: date) -> Bilingual:
    """The day in both languages, whatever the locale."""
    return Bilingual(f"{day.year}年{day.month}月{day.day}日", f"{day.day} {_MONTHS[day.month - 1]} {day.year}")
