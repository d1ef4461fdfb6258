"""What axe-core finds on a page that bars somebody from it."""

from collections.abc import Sequence

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

# axe-core, compiled for old browsers, keeps what is private to a colour in weak maps, which took it a third of its
# time. What such a map holds may as well be on its key, out of sight.
WITHOUT_WEAK_MAPS = """const WeakMap = function () {
  const own = Symbol();
  return {
    get: (key) => key[own], has: (key) => own in key,
    set(key, value) { key[own] = value; return this; },
    delete: (key) => delete key[own],
  };
};"""
# axe-core parses a colour again wherever it occurs, which took it a third of its time: each text once gives the same.
PARSE_ONCE = """() => {
  const colour = axe.commons.color.Color.prototype;
  const [parse, parsed] = [colour.parseString, new Map()];
  colour.parseString = function (text) {
    if (parsed.has(text)) Object.assign(this, parsed.get(text));
    else { parse.call(this, text); parsed.set(text, { r: this.r, g: this.g, b: this.b, alpha: this.alpha }); }
    return this;
  };
}"""

# Texts that are drawn alike, as is all that they are in, have the same contrast: it is measured for the first of them,
# the second, the fourth, the eighth …
SOME_OF_ALIKE = """() => {
  const drawn = ["color", "webkitTextFillColor", "backgroundColor", "backgroundImage", "opacity", "fontSize",
    "fontWeight", "textShadow", "position", "zIndex", "filter", "mixBlendMode"];
  const [numbers, ways, counts] = [new Map(), new Map([[null, 0]]), new Map()];
  const way = (node) => {
    if (!ways.has(node)) {
      const style = getComputedStyle(node);
      const isDisabled = node.matches(":disabled, [aria-disabled=true]") || node.control?.disabled;
      const own = [way(node.parentElement), node.tagName, node.className, isDisabled, drawn.map((one) => style[one])];
      const key = own.join("|");
      if (!numbers.has(key)) numbers.set(key, numbers.size + 1);
      ways.set(node, numbers.get(key));
    }
    return ways.get(node);
  };
  const rule = axe._audit.rules.find(({ id }) => id === "color-contrast");
  const matches = (rule.ofAll ??= rule.matches);
  rule.matches = (node, ...others) => {
    const [number, count] = [way(node), (counts.get(way(node)) ?? 0) + 1];
    const isMeasured = (count & (count - 1)) === 0;
    if (isMeasured && !matches.call(rule, node, ...others)) return false;
    counts.set(number, count);
    return isMeasured;
  };
}"""
COLOURS = ("color-contrast", "link-in-text-block")
"""The rules of axe-core that look at colours; what others look at is the same in the dark."""


def violations(
    page: Page, *, within: str | None = None, covered: bool = False, only: Sequence[str] | None = None
) -> list[str]:
    """What all rules of axe-core, or `only` some, find on the page as it stands, or `within` the element of this
    selector: one line each, with the address. Of what is `covered` in part, as by the list of the search, the size of
    what shows is not measured."""
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(f"() => {{ {WITHOUT_WEAK_MAPS}\n{AXE_SCRIPT} }}")
        page.evaluate(PARSE_ONCE)
    page.evaluate(SOME_OF_ALIKE)
    lines = page.evaluate(
        """async ([within, covered, runOnly]) => {
          // What is far from the screen is laid out too: until it is, its parts lie on each other.
          for (const node of document.querySelectorAll(".ask, .line")) node.style.contentVisibility = "visible";
          // It leaves sizes out unless it is asked to look.
          const which = runOnly ? { runOnly } : { rules: { "target-size": { enabled: !covered } } };
          const { violations } = await axe.run(within ?? document, { resultTypes: ["violations"], ...which });
          return violations.flatMap(({ id, nodes }) =>
            nodes.map(({ target, failureSummary }) => `${id}: ${target.join(" ")}: ${failureSummary}`));
        }""",
        [within, covered, only],
    )
    return [f"{page.url}: {line}" for line in lines]
