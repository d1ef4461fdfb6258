"""The JavaScript modules of a page: preloaded all at once, whoever imports them, and without globals."""

from pathlib import Path
from types import SimpleNamespace

import pytest
from mkdocs.exceptions import PluginError
from playwright.sync_api import Page

import page_kinds
from guiju.site.building.modules import chain
from windows import idle

PRELOADED = "() => [...document.querySelectorAll('link[rel=modulepreload]')].map(({ href }) => href)"
LOADED = "() => performance.getEntriesByType('resource').map(({ name }) => name).filter((name) => /[.]js$/.test(name))"
AFTERWARDS = ("search/search", "offline", "elements", "files")  # the worker; what the footer loads once it is in sight
CLASSIC = "() => [...document.querySelectorAll('script[src]:not([type=module])')].map(({ src }) => src)"
GLOBAL = "() => Object.keys(window).filter((name) => /guiju/i.test(name))"


def site(**sources: str) -> SimpleNamespace:
    """Files of a site as MkDocs has them, so far as they are asked for: path → source, with / for __."""
    named = {f"{name.replace('__', '/')}.js": SimpleNamespace(content_string=text) for name, text in sources.items()}
    return SimpleNamespace(get_file_from_path=named.get)


def test_a_chain_of_imports_is_followed_from_wherever_it_starts_and_each_module_is_listed_once() -> None:
    files = site(
        a__page="import './text.js';\nimport {\n  x,\n  y,\n} from '../b/deep.js';\nconst z = "
        "{ 'no': \"import './c.js';\" };\n",
        a__text='import { x } from "../b/deep.js";\n',
        b__deep="import './circle.js';\n",
        b__circle="import './deep.js';\n",
    )
    wanted = ("a/page.js", "a/text.js", "b/deep.js", "b/circle.js")
    assert chain(files)(["a/page.js", None]) == wanted
    assert chain(files)([]) == ()


def test_an_import_of_what_is_not_there_fails_the_build() -> None:
    with pytest.raises(PluginError, match=r"a/missing\.js"):
        chain(site(a__page='import "./missing.js";\n'))(["a/page.js"])


def test_every_page_tells_at_once_of_all_the_modules_that_it_loads_and_of_no_other(
    page: Page, site_url: str, site_folder: Path
) -> None:
    most = 0
    paths = page_kinds.largest(site_folder)
    for path, tab in zip(paths, idle(page, [f"/{path}" for path in paths]), strict=True):
        preloaded, loaded, classic = (tab.evaluate(script) for script in (PRELOADED, LOADED, CLASSIC))
        later = {f"{site_url}/assets/{name}.js" for name in AFTERWARDS}
        own = set(preloaded) - later
        assert sorted(own) == sorted(set(loaded) - {*classic, *later}), path
        assert tab.evaluate(GLOBAL) == [], path
        most = max(most, len(preloaded))
    assert most > 10
