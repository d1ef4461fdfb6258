"""How long pages are on a telephone of 360 px with all that is folded open: of each kind those with most on them."""

from pathlib import Path

import pytest
from playwright.sync_api import Page

import page_kinds
from case_tables import cases
from guiju.model import Lang
from page_kinds import kind
from windows import ROOTS

MOST, MOST_OF_A_DUTY = 40_000, 8_000
FULL_TEXTS = ("regulations/*/full/", "regulations/*/versions/*/", "regulations/*/changes/*/texts/")
ASKED: dict[str, int] = cases(__file__)["asked"]
"""Lists that are shown when they are asked for, by address, and how long they may be: never more than they were."""
OPEN = 12
"""How many of a kind are opened: by their size, those that may be the longest."""

OPENED = """() => {
  for (const fold of document.querySelectorAll("details")) fold.open = true;
  return document.documentElement.scrollHeight;
}"""


@pytest.mark.cost(25, "opens the largest pages of every kind on a telephone")
def test_no_page_but_full_texts_is_too_long_on_a_phone(page: Page, site_folder: Path, lang: Lang) -> None:
    page.set_viewport_size({"width": 360, "height": 640})
    seen, longest = 0, dict[str, int]()
    for name, addresses in page_kinds.by_kind(site_folder).items():
        for address in addresses[:OPEN] if name not in FULL_TEXTS else ():
            page.goto(f"/{ROOTS[lang]}{address}" if name != "404.html" else "/404.html")
            longest[name] = max(longest.get(name, 0), page.evaluate(OPENED))
            seen += 1
    for address in ASKED:
        page.goto(f"/{ROOTS[lang]}{address}")
        longest[address] = page.evaluate(OPENED)
    most = {name: ASKED.get(name, MOST_OF_A_DUTY if name == "obligations/*/*/" else MOST) for name in longest}
    assert {name: height for name, height in longest.items() if height > most[name]} == {}
    assert seen > 100 and kind("obligations/cac-group-services-2017/retain-network-logs/") in longest
