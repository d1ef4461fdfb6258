"""What axe-core finds on a page that bars somebody from it."""

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


def violations(page: Page, *, within: str | None = None, covered: bool = False) -> list[str]:
    """What all rules of axe-core find on the page as it stands, or `within` the element of this selector: one line
    each, with the address. Of what is `covered` in part, as by the list of the search, the size of what shows is not
    measured."""
    page.evaluate(f"() => {{ {WITHOUT_WEAK_MAPS}\n{AXE_SCRIPT} }}")
    page.evaluate(PARSE_ONCE)
    lines = page.evaluate(
        """async ([within, covered]) => {
          // What is far from the screen is laid out too: until it is, its parts lie on each other.
          for (const node of document.querySelectorAll(".ask, .line")) node.style.contentVisibility = "visible";
          const rules = { "target-size": { enabled: !covered } }; // it leaves that out unless it is asked to look
          const { violations } = await axe.run(within ?? document, { resultTypes: ["violations"], rules });
          return violations.flatMap(({ id, nodes }) =>
            nodes.map(({ target, failureSummary }) => `${id}: ${target.join(" ")}: ${failureSummary}`));
        }""",
        [within, covered],
    )
    return [f"{page.url}: {line}" for line in lines]
