"""The bars of a page that stay in sight while it scrolls, and how much of a small window they leave to read."""

from playwright.sync_api import Page

ENLARGED = {"width": 320, "height": 256}
"""A window of 1280 × 1024 at 400 %."""
MOST = 0.35
"""The share of its height that bars may cover."""
COVERED = """() => {
  scrollTo(0, document.documentElement.scrollHeight / 2);
  const isStuck = (node) => {
    const { position, top } = getComputedStyle(node);
    return position === "fixed" ||
      (position === "sticky" && Math.abs(node.getBoundingClientRect().top - parseFloat(top)) < 1);
  };
  const bar = (node) => (node && !isStuck(node) ? bar(node.parentElement) : node);
  const names = Array.from({ length: innerHeight }, (_, y) =>
    [0.1, 0.5, 0.9].map((x) => bar(document.elementFromPoint(x * innerWidth, y))).find(Boolean)?.className);
  scrollTo(0, 0);
  const covered = names.filter((name) => name !== undefined);
  return [covered.length / innerHeight, [...new Set(covered)]];
}"""


def covering_bars(page: Page) -> list[str]:
    """The bars in the middle of the page, where they cover too much of the window."""
    share, names = page.evaluate(COVERED)
    return [f"{', '.join(names)} cover {share:.0%}"] if share > MOST else []
