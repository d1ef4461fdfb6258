"""The frames in which a picture or table wider than a phone scrolls: by keyboard too, and nothing else scrolls."""

import pytest
from playwright.sync_api import Browser, expect

from guiju.site.site import shared_words
from page_kinds import ROOTS, opened

pytestmark = pytest.mark.browser

NARROW = {"width": 360, "height": 740}
WIDE_PICTURES = ("whole/relations/", "whole/rules/cac-group-services-2017/")
PAGES = (*WIDE_PICTURES, "whole/coverage/", "whole/matrix/", "whole/timeline/")
HEARD = {"zh": "左右滚动", "en": "scrolls sideways"}


@pytest.mark.parametrize("lang", ROOTS)
@pytest.mark.parametrize("path", PAGES)
def test_what_is_wider_than_a_phone_scrolls_in_its_frame_by_arrow_keys_and_the_frame_says_so(
    browser: Browser, site_url: str, path: str, lang: str
) -> None:
    with opened(browser, viewport=NARROW, reduced_motion="reduce") as page:
        page.goto(f"{site_url}/{ROOTS[lang]}{path}")
        assert page.evaluate("document.documentElement.scrollWidth") == NARROW["width"]
        for frame in page.locator(".scroll").all():
            assert frame.get_attribute("role") == "region"
            assert HEARD[lang] in (frame.get_attribute("aria-label") or "")
            if not frame.evaluate("e => e.scrollWidth > e.clientWidth"):
                continue
            page.keyboard.press("Tab")  # the focus is shown as after a key
            frame.focus()
            assert frame.evaluate("e => e === document.activeElement && getComputedStyle(e).outlineStyle") == "solid"
            before = frame.evaluate("e => e.scrollLeft")
            page.keyboard.press("ArrowRight")
            page.wait_for_function("before => document.activeElement.scrollLeft > before", arg=before)
        assert page.evaluate("scrollX") == 0


@pytest.mark.parametrize("lang", ROOTS)
@pytest.mark.parametrize("path", WIDE_PICTURES)
def test_before_a_picture_that_scrolls_on_a_phone_the_same_as_a_list_is_offered(
    browser: Browser, site_url: str, path: str, lang: str
) -> None:
    with opened(browser, viewport=NARROW) as page:
        page.goto(f"{site_url}/{ROOTS[lang]}{path}")
        offer = page.locator("p.narrow-only")
        expect(offer).to_contain_text(shared_words("zh" if lang == "zh" else "en")["scrolls_hint"].strip())
        offer.get_by_role("link").click()
        expect(page.locator("#list")).to_be_in_viewport()
    with opened(browser) as page:
        page.goto(f"{site_url}/{ROOTS[lang]}{path}")
        expect(page.locator("p.narrow-only")).to_be_hidden()


def test_of_a_graph_wider_than_a_phone_the_articles_and_their_duties_are_seen_first(
    browser: Browser, site_url: str
) -> None:
    with opened(browser, viewport=NARROW) as page:
        page.goto(f"{site_url}/{WIDE_PICTURES[1]}")
        frame = page.locator(".scroll:has([data-graph])").bounding_box()
        block = page.locator(".block").first.bounding_box()
        assert frame is not None and block is not None
        assert 0 <= block["x"] - frame["x"] < 24
