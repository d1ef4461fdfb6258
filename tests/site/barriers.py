"""What axe-core finds on a page that bars somebody from it."""

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page


def violations(page: Page) -> list[str]:
    """What all rules of axe-core find on the page as it stands: one line each, with the address."""
    page.evaluate(AXE_SCRIPT)
    lines = page.evaluate(
        """() => axe.run({ resultTypes: ["violations"] }).then(({ violations }) => violations.flatMap(({ id, nodes }) =>
          nodes.map(({ target, failureSummary }) => `${id}: ${target.join(" ")}: ${failureSummary}`)))"""
    )
    return [f"{page.url}: {line}" for line in lines]
