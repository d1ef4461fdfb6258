"""The JavaScript modules that a page tells of in its head, beside those that it loads, and where each module is."""

from pathlib import Path

from playwright.sync_api import Page

from guiju.site.building.bundles import scope

PRELOADED = "() => [...document.querySelectorAll('link[rel=modulepreload]')].map(({ href }) => href)"
LOADED = "() => performance.getEntriesByType('resource').map(({ name }) => name).filter((name) => /[.]js$/.test(name))"
# What the footer loads once it is in sight, with what that imports.
OFFLINE = """async () => {
  const at = new URL("/assets/offline.js", location.href);
  const imports = (await (await fetch(at)).text()).matchAll(/^import .* from "(.*)";$/gm);
  return [at.href, ...[...imports].map(([, to]) => new URL(to, at).href)];
}"""
CLASSIC = "() => [...document.querySelectorAll('script[src]:not([type=module])')].map(({ src }) => src)"
GLOBAL = "() => Object.keys(window).filter((name) => /guiju/i.test(name))"


def place(site: Path, module: str) -> list[str]:
    """The bundle that a module of the built site is in, and its name there: `self_assessment/tree` → two strings."""
    name = scope(f"assets/{module}.js")
    (file,) = (one for one in (site / "assets").rglob("*.js") if f"\nconst {name} = " in f"\n{one.read_text('utf-8')}")
    return [f"/{file.relative_to(site).as_posix()}", name]


def untold(page: Page, url: str) -> list[str]:
    """Modules of a page that is loaded which it did not tell of, or told of in vain; and names that it made global."""
    preloaded, loaded, classic, offline = (page.evaluate(script) for script in (PRELOADED, LOADED, CLASSIC, OFFLINE))
    later = {f"{url}/assets/search/search.js", *offline}  # the worker
    odd = {*preloaded} - later ^ {*loaded} - {*classic, *later}
    return [*sorted(odd), *page.evaluate(GLOBAL)]
