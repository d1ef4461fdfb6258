"""The pages of articles: where they are, what of the law stands on them, and how a reader reaches and copies it."""

import re
from functools import cache
from pathlib import Path

from lxml import html
from playwright.sync_api import Page, expect

from guiju.model import Article, Lang, Obligation, Regulation, Unit
from guiju.site.kinds import to
from real_corpus import real
from windows import ROOTS

GROUPS, NAMES = "cac-group-services-2017", "cac-account-names-2015"
# The ids of the places that stand out.
HIGHLIGHTED = """() => [...document.querySelectorAll('.passage, .unit')]
  .filter((place) => getComputedStyle(place.querySelector('.texts')).backgroundColor !== 'rgba(0, 0, 0, 0)')
  .map((place) => place.id || place.querySelector('.place').id)"""


def rule(name: str) -> Regulation:
    return real().regulations[name]


def unit(name: str, eId: str) -> Unit:
    article = rule(name).article(eId)
    assert article is not None
    return next(u for u in article.units() if u.eId == eId)


def path(name: str, eId: str) -> str:
    """Where a browser finds an article, or a place in it."""
    return to.articles(rule(name), eId).replace(".md", "/")


def duties(name: str, article: str) -> list[Obligation]:
    return [o for o in rule(name).obligations if o.eId.split("__")[0] == article]


@cache
def built(site_folder: Path, lang: Lang) -> tuple[tuple[Regulation, Article, html.HtmlElement], ...]:
    """Every article with its page, as it was built."""

    def page(rule: Regulation, article: Article) -> html.HtmlElement:
        file = site_folder / ROOTS[lang] / path(rule.id, article.eId) / "index.html"
        return html.fromstring(file.read_bytes())

    return tuple((each, article, page(each, article)) for each in real().with_articles() for article in each.articles)


def words(element: html.HtmlElement) -> str:
    return "".join(element.itertext())


CLIPBOARD = {"permissions": ("clipboard-read", "clipboard-write")}


def copied(page: Page, button: str) -> str:
    """What is on the clipboard once the button was pressed, in a window that may read it."""
    page.locator(".copy-status").evaluate("status => { status.textContent = ''; }")  # what was copied before
    page.get_by_role("button", name=button, exact=True).click()
    expect(page.locator(".copy-status")).to_contain_text(re.compile(".+"))
    return str(page.evaluate("navigator.clipboard.readText()"))


def tab_to(page: Page, selector: str) -> None:
    """Go by keyboard to what the selector finds."""
    for _ in range(80):
        page.keyboard.press("Tab")
        if page.evaluate("(selector) => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"the keyboard does not reach {selector}")
