"""Short facts in a row, with dots between them: however narrow the screen, no line begins or ends with a dot."""

from itertools import pairwise

import pytest
from playwright.sync_api import Browser

from page_kinds import ROOTS, opened

pytestmark = pytest.mark.browser

PAGES = ("", "cases/", "regulations/", "checklists/group-owner/", "checklists/all-roles/")
ROWS = """() => [...document.querySelectorAll(".dotted")].map((row) => {
  const edge = row.getBoundingClientRect().left;
  const clips = getComputedStyle(row).overflowX === "clip";
  return [...row.children].map((fact) => {
    const { left, top } = fact.getBoundingClientRect();
    const before = getComputedStyle(fact, "::before");
    const dot = before.content === "none" ? null : left + parseFloat(before.left);
    return { text: fact.textContent, top, isDotted: dot !== null && !(clips && dot + 4 < edge) };
  });
})"""


@pytest.mark.parametrize("lang", ROOTS)
@pytest.mark.parametrize("width", [320, 360, 390, 1280])
def test_a_dot_stands_between_two_facts_on_one_line_and_nowhere_else(
    browser: Browser, site_url: str, width: int, lang: str
) -> None:
    with opened(browser, viewport={"width": width, "height": 800}) as page:
        for path in PAGES:
            page.goto(f"{site_url}/{ROOTS[lang]}{path}")
            rows = page.evaluate(ROWS)
            assert rows, path
            for row in rows:
                assert not any(fact["text"].strip().endswith("·") for fact in row), path
                follows = [False, *(two["top"] - one["top"] < 8 for one, two in pairwise(row))]
                assert [fact["isDotted"] for fact in row] == follows, (path, row)
