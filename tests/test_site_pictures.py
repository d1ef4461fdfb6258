"""The pictures in a browser: words that are whole, apart from each other and marked with the pointer."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from guiju.model import LANGUAGES, Lang
from guiju.site import kinds
from guiju.site.site import shared_words

PAGES = (
    "whole/relations/",
    "whole/timeline/",
    "whole/rules/cac-group-services-2017/",
    "whole/rules/cac-account-names-2015/",
)
WIDTHS = {"desktop": 1280, "phone": 360}

# Every line of text of a picture as the rectangle that it takes, and every element whose text does not fit into its
# place.
LINES = """svg => {
  const lines = [];
  const walk = document.createTreeWalker(svg, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const node = walk.currentNode;
    if (!node.textContent.trim() || node.parentElement.closest("title, desc")) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    for (const r of range.getClientRects()) lines.push([node.textContent.trim(), r.left, r.top, r.right, r.bottom]);
  }
  return lines;
}"""
CUT = """svg => [...svg.querySelectorAll("foreignObject")].filter((place) => {
  const outer = place.getBoundingClientRect();
  return [...place.querySelectorAll("*")].some((e) => {
    const inner = e.getBoundingClientRect();
    return e.scrollWidth > e.clientWidth + 1 && e.clientWidth || e.scrollHeight > e.clientHeight + 1 && e.clientHeight
      || inner.bottom > outer.bottom + 1.5 || inner.top < outer.top - 1.5 || inner.right > outer.right + 1.5;
  });
}).map((place) => place.textContent)"""


def address(url: str, lang: Lang, path: str) -> str:
    return f"{url}/{'en/' if lang == 'en' else ''}{path}"


def pictures(page: Page) -> list[Locator]:
    found = [picture for picture in page.locator("svg.picture").all() if picture.is_visible()]
    assert found
    return found


@pytest.fixture(params=WIDTHS.values(), ids=WIDTHS.keys())
def wide(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    """A page of each width."""
    context = browser.new_context(viewport={"width": request.param, "height": 844})
    yield context.new_page()
    context.close()


@pytest.mark.browser
@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_two_labels_of_a_picture_overlap_and_none_is_cut_or_leaves_it(wide: Page, site_url: str, lang: Lang) -> None:
    for path in PAGES:
        wide.goto(address(site_url, lang, path))
        for picture in pictures(wide):
            lines = picture.evaluate(LINES)
            assert len(lines) > 30, path
            for n, (text, left, top, right, bottom) in enumerate(lines):
                for other, left_2, top_2, right_2, bottom_2 in lines[:n]:
                    across = min(right, right_2) - max(left, left_2)
                    along = min(bottom, bottom_2) - max(top, top_2)
                    assert across <= 1 or along <= 1, f"{path}: “{text}” stands on “{other}”"
            assert picture.evaluate(CUT) == [], path
            ground = picture.bounding_box()
            assert ground is not None
            for text, left, top, right, bottom in lines:
                assert ground["x"] <= left + 1 and right - 1 <= ground["x"] + ground["width"], (
                    f"{path}: “{text}” leaves its picture"
                )
                assert ground["y"] <= top + 1 and bottom - 1 <= ground["y"] + ground["height"], (
                    f"{path}: “{text}” leaves its picture"
                )


@pytest.mark.browser
def test_a_label_that_stands_on_another_or_is_cut_would_be_noticed(page: Page) -> None:
    page.set_content(
        '<svg width="300" height="90"><text x="5" y="20">one label</text><text x="9" y="24">another</text>'
        '<foreignObject x="0" y="40" width="60" height="20"><a>much too long for so small a '
        "place</a></foreignObject></svg>"
    )
    (a, b, *_) = page.locator("svg").evaluate(LINES)
    assert min(a[3], b[3]) - max(a[1], b[1]) > 1 and min(a[4], b[4]) - max(a[2], b[2]) > 1
    assert page.locator("svg").evaluate(CUT) == ["much too long for so small a place"]


@pytest.mark.browser
@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_picture_says_what_it_is_and_how_it_is_read(page: Page, site_url: str, lang: Lang) -> None:
    relations, timeline, rule = (kinds.words(kind, lang) for kind in ("relations", "timeline", "whole_of_rule"))
    for path, title, desc in (
        (PAGES[0], relations["heading"], relations["lead"]),
        (PAGES[1], timeline["heading"], timeline["lead"]),
        (PAGES[2], shared_words(lang)["graph_of_rule"], rule["graph_of_rule_lead"]),
    ):
        page.goto(address(site_url, lang, path))
        (picture,) = pictures(page)
        assert picture.get_attribute("role") == "group"
        named = {name: picture.get_attribute(f"aria-{name}") for name in ("labelledby", "describedby")}
        assert picture.locator(f"> title#{named['labelledby']}").text_content() == title
        assert picture.locator(f"> desc#{named['describedby']}").text_content() == desc
        edges = picture.locator(".edge").evaluate_all("edges => edges.map(e => e.querySelector('title')?.textContent)")
        assert edges and all(edges)


@pytest.mark.browser
def test_the_words_of_a_picture_are_marked_with_the_pointer_and_copied(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}/whole/relations/")
    box = page.locator("[data-node=rule-cac-group-services-2017] .node__title").bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + 1, box["y"] + box["height"] / 2)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] - 1, box["y"] + box["height"] / 2, steps=8)
    page.mouse.up()
    assert page.evaluate("getSelection().toString().trim()") == "群组规定"
    assert page.url == f"{site_url}/whole/relations/"


@pytest.mark.browser
@pytest.mark.parametrize("path", PAGES)
def test_every_box_and_lane_of_a_picture_is_reached_by_tab_in_the_order_it_is_seen_and_shows_that_it_is(
    page: Page, site_url: str, path: str
) -> None:
    page.goto(f"{site_url}/{path}")
    (picture,) = pictures(page)
    links = picture.locator("a").all()
    links[0].focus()
    for n, link in enumerate(links[:12]):
        assert link.evaluate("e => e === document.activeElement"), f"{path}: link {n}"
        assert link.evaluate("e => getComputedStyle(e).outlineStyle") == "solid"
        page.keyboard.press("Tab")


@pytest.mark.browser
def test_on_a_phone_the_whole_line_of_time_stands_in_the_width_of_the_screen(wide: Page, site_url: str) -> None:
    wide.goto(f"{site_url}/whole/timeline/")
    (picture,) = pictures(wide)
    assert picture.get_attribute("class") == (
        "picture picture--timeline picture--" + ("wide" if wide.viewport_size["width"] > 720 else "narrow")  # type: ignore[index]  # it has one
    )
    inner, outer = wide.locator(".scroll").first.evaluate("e => [e.scrollWidth, e.clientWidth]")
    assert inner <= outer


@pytest.mark.browser
def test_the_first_touch_shows_what_a_box_is_tied_to_and_the_second_follows_it(browser: Browser, site_url: str) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    page = context.new_page()
    page.goto(f"{site_url}/whole/relations/")
    box = page.locator("[data-node=rule-cac-group-services-2017] a")
    box.tap()
    expect(page.locator(".node.is-near").nth(4)).to_be_attached()
    assert page.url == f"{site_url}/whole/relations/"
    page.locator("[data-node=rule-cybersecurity-law] a").tap()
    expect(page.locator("[data-node=rule-cybersecurity-law].is-near")).to_have_count(1)
    assert page.url == f"{site_url}/whole/relations/"
    page.locator("[data-node=rule-cybersecurity-law] a").tap()
    page.wait_for_url(f"{site_url}/regulations/cybersecurity-law/")
    context.close()


@pytest.mark.browser
@pytest.mark.parametrize("path", [*PAGES[:3], "whole/coverage/", "whole/matrix/"])
def test_every_colour_of_a_picture_stands_out_from_its_ground_by_day_and_by_night(
    browser: Browser, site_url: str, path: str
) -> None:
    for scheme in ("light", "dark"):
        context = browser.new_context(color_scheme=scheme)  # type: ignore[arg-type]  # one of the two
        page = context.new_page()
        page.goto(f"{site_url}/{path}")
        faint = page.evaluate(FAINT)
        context.close()
        assert faint == [], scheme


# Texts and lines of the pictures whose contrast with what is painted behind them is below 4.5 and 3 (WCAG 1.4.3 and
# 1.4.11).
FAINT = """() => {
  const paint = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const over = (...colours) => {
    for (const colour of colours) { paint.fillStyle = colour; paint.fillRect(0, 0, 1, 1); }
    return [...paint.getImageData(0, 0, 1, 1).data];
  };
  const light = (rgb) => rgb.slice(0, 3).map((v) => (v /= 255) <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4)
    .reduce((sum, v, n) => sum + v * [.2126, .7152, .0722][n], 0);
  const contrast = (a, b) => {
    const [x, y] = [light(a), light(b)].sort((m, n) => n - m);
    return (x + .05) / (y + .05);
  };
  const seen = (e) => e.getClientRects().length > 0;
  const grounds = (e) => {
    const found = [];
    for (; e; e = e.parentElement) {
      const style = getComputedStyle(e);
      found.unshift(style.backgroundColor);
      const rect = e.matches("g") && e.querySelector(":scope > rect");
      if (rect) found.unshift(getComputedStyle(rect).fill);
    }
    return ["#fff", ...found];
  };
  const faint = [];
  for (const e of document.querySelectorAll(".picture :is(a, span, b), .heat, .heat *, .square, .square *, .mini")) {
    if (!seen(e) || ![...e.childNodes].some((n) => n.nodeType === 3 && n.textContent.trim())) continue;
    const behind = grounds(e);
    const found = contrast(over(...behind, getComputedStyle(e).color), over(...behind));
    if (found < 4.5) faint.push(`${e.className}: ${e.textContent} ${found.toFixed(2)}`);
  }
  for (const e of document.querySelectorAll(".picture text")) {
    if (!seen(e)) continue;
    const behind = grounds(e);
    const found = contrast(over(...behind, getComputedStyle(e).fill), over(...behind));
    if (found < 4.5) faint.push(`${e.getAttribute("class")}: ${e.textContent} ${found.toFixed(2)}`);
  }
  for (const e of document.querySelectorAll(".picture :is(.edge__line, .stretch)")) {
    if (!seen(e)) continue;
    const behind = grounds(e.closest("svg"));
    const found = contrast(over(...behind, getComputedStyle(e).stroke), over(...behind));
    if (found < 2.9) faint.push(`${e.getAttribute("class")} ${found.toFixed(2)}`);
  }
  return [...new Set(faint)];
}"""
