"""Laws of a few articles, written down as their texts, or as files."""

from collections.abc import Callable
from pathlib import Path

import pytest

from guiju.model import NO_WORDS, Article, Bilingual, Force, Paragraph, Regulation
from guiju.places.numerals import numeral


def law(*articles: str, numbers: tuple[str, ...] = ()) -> Regulation:
    """A law whose articles have these texts, a line for each 款."""
    made = []
    for place, text in enumerate(articles):
        number = numbers[place] if numbers else str(place + 1)
        paragraphs = tuple(Paragraph(line, "", f"art_{number}__para_{n}") for n, line in enumerate(text.split("\n"), 1))
        made.append(Article(f"art_{number}", paragraphs, number=f"第{numeral(place + 1)}条"))
    force = Force("unknown", "unknown", "unverified", None, NO_WORDS)
    titles = (Bilingual("示例法", "Example Law"),) * 2
    return Regulation("a-law", *titles, "text", "law", NO_WORDS, "/akn/cn/act/law/npc/2020-01-01/a-law", force,
                      articles=tuple(made))  # fmt: skip


@pytest.fixture
def written(tmp_path: Path) -> Callable[[str, str], str]:
    """Write a text of a law; gives the path of the file."""

    def written(text: str, name: str) -> str:
        (tmp_path / name).write_text(text, "utf-8")
        return str(tmp_path / name)

    return written
