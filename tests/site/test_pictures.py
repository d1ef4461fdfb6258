"""The pictures in a browser: words that are whole, apart and marked with the pointer; the frames they scroll in."""

from itertools import combinations

import pytest
from playwright.sync_api import Locator, Page, expect

from guiju.model import Lang
from guiju.site import kinds
from guiju.site.site import shared_words
from windows import PHONE, Visit, resize, settled

pytest_plugins = ["kept_windows"]

PICTURES = (
    "whole/relations/",
    "whole/timeline/",
    "whole/rules/cac-group-services-2017/",
    "whole/rules/cac-account-names-2015/",
)

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


def pictures(page: Page) -> list[Locator]:
    return page.locator("svg.picture:visible").all()


@pytest.mark.parametrize("path", PICTURES)
def test_no_two_labels_of_a_picture_overlap_and_none_is_cut_or_leaves_it(look: Visit, path: str, lang: Lang) -> None:
    page = look(path, lang)
    for width in (1280, 360):
        resize(page, width, 900)
        (picture,) = pictures(page)
        assert_legible(picture)


def assert_legible(picture: Locator) -> None:
    """Every label stands whole in its picture, and apart from the others."""
    lines, ground = picture.evaluate(LINES), picture.bounding_box()
    assert len(lines) > 30
    for (text, left, top, right, bottom), (other, left_2, top_2, right_2, bottom_2) in combinations(lines, 2):
        across, along = min(right, right_2) - max(left, left_2), min(bottom, bottom_2) - max(top, top_2)
        assert across <= 1 or along <= 1, f"“{text}” overlaps “{other}”"
    for text, left, top, right, bottom in lines:
        is_inside = ground["x"] - 1 <= left and right <= ground["x"] + ground["width"] + 1
        is_inside &= ground["y"] - 1 <= top and bottom <= ground["y"] + ground["height"] + 1
        assert is_inside, f"“{text}” leaves its picture"
    assert picture.evaluate(CUT) == []


def test_a_picture_says_what_it_is_and_how_it_is_read(look: Visit, lang: Lang) -> None:
    relations, timeline, rule = (kinds.words(kind, lang) for kind in ("relations", "timeline", "whole_of_rule"))
    said = [(kind["heading"], kind["lead"]) for kind in (relations, timeline)]
    said.append((shared_words(lang)["graph_of_rule"], rule["graph_of_rule_lead"]))
    for path, (title, desc) in zip(PICTURES, said, strict=False):
        (picture,) = pictures(look(path, lang))
        assert picture.get_attribute("role") == "group"
        named = {name: picture.get_attribute(f"aria-{name}") for name in ("labelledby", "describedby")}
        assert picture.locator(f"> title#{named['labelledby']}").text_content() == title
        assert picture.locator(f"> desc#{named['describedby']}").text_content() == desc
        edges = picture.locator(".edge").evaluate_all("edges => edges.map(e => e.querySelector('title')?.textContent)")
        assert edges and all(edges)


def test_the_words_of_a_picture_are_marked_with_the_pointer_and_copied(look: Visit) -> None:
    page = look("whole/relations/")
    box = page.locator("[data-node=rule-cac-group-services-2017] .node__title").bounding_box()
    page.mouse.move(box["x"] + 1, box["y"] + box["height"] / 2)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] - 1, box["y"] + box["height"] / 2, steps=8)
    page.mouse.up()
    assert page.evaluate("getSelection().toString().trim()") == "群组规定"
    assert page.url.endswith("/whole/relations/")


def test_the_first_touch_shows_what_a_box_is_tied_to_and_the_second_follows_it(look: Visit) -> None:
    page = look("whole/relations/", **PHONE, has_touch=True, is_mobile=True)
    page.locator("[data-node=rule-cac-group-services-2017] a").tap()
    expect(page.locator(".node.is-near").nth(4)).to_be_attached()
    assert page.url.endswith("/whole/relations/")
    page.locator("[data-node=rule-cybersecurity-law] a").tap()
    expect(page.locator("[data-node=rule-cybersecurity-law].is-near")).to_have_count(1)
    assert page.url.endswith("/whole/relations/")
    page.locator("[data-node=rule-cybersecurity-law] a").tap()
    page.wait_for_url("/regulations/cybersecurity-law/")


@pytest.mark.parametrize("path", [*PICTURES[:3], "whole/coverage/", "whole/matrix/"])
def test_every_colour_of_a_picture_has_contrast_in_light_and_dark(look: Visit, path: str) -> None:
    page = look(path)
    for scheme in ("dark", "light"):
        page.emulate_media(color_scheme=scheme)
        settled(page)
        assert page.evaluate(FAINT) == [], scheme


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
  const hasText = (e) => [...e.childNodes].some((n) => n.nodeType === 3 && n.textContent.trim());
  const faint = (selector, paint, least, ground = (e) => e) => [...document.querySelectorAll(selector)]
    .filter((e) => e.getClientRects().length && (paint !== "color" || hasText(e)))
    .map((e) => [e, contrast(over(...grounds(ground(e)), getComputedStyle(e)[paint]), over(...grounds(ground(e))))])
    .filter(([, found]) => found < least)
    .map(([e, found]) => `${e.getAttribute("class")}: ${e.textContent} ${found.toFixed(2)}`);
  return [
    ...faint(".picture :is(a, span, b), .heat, .heat *, .square, .square *, .mini", "color", 4.5),
    ...faint(".picture text", "fill", 4.5),
    ...faint(".picture :is(.edge__line, .stretch)", "stroke", 2.9, (e) => e.closest("svg")),
  ];
}"""

NARROW = {"width": 360, "height": 740}
WIDE_PICTURES = ("whole/relations/", "whole/rules/cac-group-services-2017/")
WIDE = (*WIDE_PICTURES, "whole/coverage/", "whole/matrix/")
FRAMES = (*WIDE, "whole/timeline/")
HEARD = {"zh": "左右滚动", "en": "scrolls sideways"}


@pytest.mark.parametrize("path", FRAMES)
def test_what_is_wider_than_a_phone_scrolls_in_its_frame_by_arrow_keys_and_the_frame_says_so(
    look: Visit, path: str, lang: Lang
) -> None:
    page = look(path, lang, **NARROW)
    assert page.evaluate("document.documentElement.scrollWidth") == NARROW["width"]
    frames = page.locator(".scroll").all()
    for frame in frames:
        assert frame.get_attribute("role") == "region"
        assert HEARD[lang] in (frame.get_attribute("aria-label") or "")
    wide = [frame for frame in frames if frame.evaluate("e => e.scrollWidth > e.clientWidth")]
    assert (frames[-1] in wide) == (path in WIDE)
    for frame in wide:
        page.keyboard.press("Tab")  # the focus is shown as after a key
        frame.focus()
        assert frame.evaluate("e => e === document.activeElement && getComputedStyle(e).outlineStyle") == "solid"
        before = frame.evaluate("e => e.scrollLeft")
        page.keyboard.press("ArrowRight")
        page.wait_for_function("before => document.activeElement.scrollLeft > before", arg=before)
    assert page.evaluate("scrollX") == 0


@pytest.mark.parametrize("path", WIDE_PICTURES)
def test_before_a_picture_that_scrolls_on_a_phone_the_same_as_a_list_is_offered(
    look: Visit, path: str, lang: Lang
) -> None:
    page = look(path, lang, **NARROW)
    offer = page.locator("p.narrow-only")
    expect(offer).to_contain_text(shared_words(lang)["scrolls_hint"].strip())
    offer.get_by_role("link").click()
    expect(page.locator("#list")).to_be_in_viewport()
    resize(page, 1280, 900)
    expect(offer).to_be_hidden()
