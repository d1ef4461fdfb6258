"""The JavaScript modules of a page: preloaded all at once, whoever imports them, and without globals."""

from types import SimpleNamespace

import pytest
from mkdocs.exceptions import PluginError

from guiju.site.building.modules import chain


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
