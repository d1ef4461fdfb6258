"""The JavaScript modules that a page tells of in its head, beside those that it loads."""

from playwright.sync_api import Page

PRELOADED = "() => [...document.querySelectorAll('link[rel=modulepreload]')].map(({ href }) => href)"
LOADED = "() => performance.getEntriesByType('resource').map(({ name }) => name).filter((name) => /[.]js$/.test(name))"
AFTERWARDS = ("search/search", "offline", "elements", "files")  # the worker; what the footer loads once it is in sight
CLASSIC = "() => [...document.querySelectorAll('script[src]:not([type=module])')].map(({ src }) => src)"
GLOBAL = "() => Object.keys(window).filter((name) => /guiju/i.test(name))"


def untold(page: Page, url: str) -> list[str]:
    """Modules of a page that is loaded which it did not tell of, or told of in vain; and names that it made global."""
    preloaded, loaded, classic = (page.evaluate(script) for script in (PRELOADED, LOADED, CLASSIC))
    later = {f"{url}/assets/{name}.js" for name in AFTERWARDS}
    odd = {*preloaded} - later ^ {*loaded} - {*classic, *later}
    return [*sorted(odd), *page.evaluate(GLOBAL)]
