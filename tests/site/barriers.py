"""What axe-core finds on a page that bars somebody from it."""

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page


def violations(page: Page, *, covered: bool = False) -> list[str]:
    """What all rules of axe-core find on the page as it stands: one line each, with the address. Of a page that is
    `covered` in part, as by the list of the search, the size of what shows is not measured."""
    page.evaluate(AXE_SCRIPT)
    lines = page.evaluate(
        """async (covered) => {
          // What is far from the screen is laid out too: until it is, its parts lie on each other.
          for (const node of document.querySelectorAll(".ask, .line")) node.style.contentVisibility = "visible";
          const rules = { "target-size": { enabled: !covered } }; // it leaves that out unless it is asked to look
          const { violations } = await axe.run({ resultTypes: ["violations"], rules });
          return violations.flatMap(({ id, nodes }) =>
            nodes.map(({ target, failureSummary }) => `${id}: ${target.join(" ")}: ${failureSummary}`));
        }""",
        covered,
    )
    return [f"{page.url}: {line}" for line in lines]
