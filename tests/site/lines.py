"""The lines of a page at a width: what is too wide, and the dates and ids that end on another line than they began."""

from playwright.sync_api import Page

WIDTHS = (390, 320, 1280)
"""From the phone to the desk."""
LONGEST = 28  # the characters of code for which the narrowest phone has room in a list
# Dates, and parts of single words of code on either side of a #, that stand on more than one line; closed details are
# opened first.
BROKEN = """(longest) => {
  for (const closed of document.querySelectorAll("details")) closed.open = true;
  const broken = [];
  const look = (node, start, words) => {
    const range = document.createRange();
    range.setStart(node, start);
    range.setEnd(node, start + words.length);
    const lines = new Set([...range.getClientRects()].filter(({ width }) => width > 1)
      .map(({ top }) => Math.round(top)));
    if (lines.size > 1) broken.push(words);
    return lines.size > 0;
  };
  let seen = 0;
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node; (node = texts.nextNode());) {
    if (node.parentElement.closest("script, style, template, textarea")) continue;
    for (const { 0: date, index } of node.data.matchAll(/(?<![\\w/-])\\d{4}-\\d\\d-\\d\\d(?!\\d)/g))
      seen += look(node, index, date);
    const code = node.parentElement.closest("code");
    if (!code || code.closest("pre") || /\\s/.test(code.textContent)) continue;
    for (const { 0: part, index } of node.data.matchAll(/[^#]+#?/g))
      if (part.length <= longest) seen += look(node, index, part);
  }
  return [broken, seen];
}"""


# Not in the header of the theme, which repeats the title that stands in full at the head of the page.
CLIPPED = """() => [...document.querySelectorAll("body :not(.md-header *)")].filter((node) => {
  const { overflow, textOverflow, webkitLineClamp } = getComputedStyle(node);
  const isCut = (textOverflow === "ellipsis" && node.scrollWidth > node.clientWidth + 1) ||
    (webkitLineClamp !== "none" && node.scrollHeight > node.clientHeight + 1);
  return isCut && overflow !== "visible" && node.checkVisibility();
}).map((node) => node.textContent.trim().slice(0, 80))"""


def clipped(page: Page) -> list[str]:
    """The texts of which a style shows a part only, without a word of how much more there is."""
    found: list[str] = page.evaluate(CLIPPED)
    return found


def broken_lines(page: Page, width: int) -> tuple[list[str], list[str], int]:
    """At this width of the window: whether the page scrolls sideways, what is cut, and how many words were looked at.
    Opens all that is shut."""
    cut, seen = page.evaluate(BROKEN, LONGEST)
    wide = page.evaluate("document.documentElement.scrollWidth")
    return [f"{wide} px in {width}"] if wide > width else [], cut, seen
