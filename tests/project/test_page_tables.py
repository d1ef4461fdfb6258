"""Tables in the pages written by hand: a reader who hears a table is told what each column holds.

The gates of the site find the same with axe in a browser; this answers in a second, before a site is built.
"""

from pathlib import Path

import pytest
from lxml import html
from markdown import markdown

from places import ROOT
from tracked import tracked

PAGES = [path for path in tracked() if path.suffix == ".md" and path.parts[:2] in {("docs", "zh"), ("docs", "en")}]


def _headings(page: Path) -> list[str]:
    text = (ROOT / page).read_text(encoding="utf-8")
    cells = html.fromstring(f"<main>{markdown(text, extensions=['tables'])}</main>").iter("th")
    return [cell.text_content().strip() for cell in cells]


@pytest.mark.parametrize("page", PAGES, ids=str)
def test_each_column_of_a_table_in_a_page_has_a_heading(page: Path) -> None:
    assert "" not in _headings(page)


def test_there_are_tables_to_try() -> None:
    assert any(_headings(page) for page in PAGES)
