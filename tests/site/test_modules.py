"""The JavaScript modules of a page: joined into bundles, each evaluated once, preloaded at once, without globals."""

import gzip
import re
import subprocess
from pathlib import Path
from types import SimpleNamespace
from urllib.parse import urlsplit

import pytest
from mkdocs.exceptions import PluginError
from playwright.sync_api import Browser, expect

from conftest import ROOT
from guiju.model import Lang
from guiju.site.building.bundles import bundled, scope
from guiju.site.building.modules import chain
from self_assessment_form import YES, Form
from windows import ROOTS, opened

SITE = ROOT / "tools/guiju/site"


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


# ---- bundles ---------------------------------------------------------------------------------------------------------

STATE = """// Who counts.
let count = 0; // of all who ask
export const next = () => (count += 1);
export const [never] = [0];
"""
PAGE = """import { next as count, note } from "./deep/state.js";
import "./hello.js";
const here = "of the page"; /* stays */
export function start() {
  note(`${here} ${count()}
// no comment ${import.meta.url.split("/").slice(-2).join("/")}`);
  return import("./deep/later.js").then(({ show }) => show());
}
"""
MODULES = {
    "assets/deep/state.js": STATE.replace("[never] = [0]", "note = (text) => console.log(text)"),
    "assets/hello.js": 'import { note } from "./deep/state.js";\nconst here = "hello";\nnote(here);\n',
    "assets/page.js": PAGE,
    "assets/deep/later.js": """import { next, note } from "./state.js";
import { deep } from "./only.js";
/** Says
 *  what is so. */
export async function show() {
  note(`${deep} ${next()} ${import.meta.url.split("/").slice(-2).join("/")}`);
}
""",
    "assets/deep/only.js": "export class Deep {}\nexport const deep = new Deep().constructor.name;\n",
    "assets/other.js": 'import { note } from "./deep/state.js";\nnote("another page");\n',
    "assets/classic.js": '"use strict";\nconst here = 1;\n',
}


def test_bundles_do_what_their_modules_do_and_evaluate_each_once(tmp_path: Path) -> None:
    said = []
    made, members = bundled(MODULES)
    for folder, files in (("sources", MODULES), ("bundles", made)):
        for path, text in files.items():
            (tmp_path / folder / path).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / folder / path).write_text(text, "utf-8")
        (tmp_path / folder / "package.json").write_text('{"type": "module"}', "utf-8")
        run = f"import('{tmp_path.as_uri()}/{folder}/assets/page.js').then(({{ start }}) => start())"
        node = [str(ROOT / ".venv/bin/node"), "-e", run]
        said.append(subprocess.run(node, capture_output=True, text=True, check=True).stdout)
    assert said[0] == said[1] == "hello\nof the page 1\n// no comment assets/page.js\nDeep 2 deep/later.js\n"
    assert {members[f"assets/{one}.js"] for one in ("page", "hello")} == {"assets/page.js"}
    assert {members[f"assets/deep/{one}.js"] for one in ("later", "only")} == {"assets/deep/later.js"}
    assert members["assets/deep/state.js"].startswith("assets/shared-")  # another page needs it too
    assert len(made) == 4 and "assets/classic.js" not in made


def test_what_is_there_already_where_a_bundle_is_asked_for_stands_in_no_bundle_of_its_own() -> None:
    made, members = bundled({path: text for path, text in MODULES.items() if path != "assets/other.js"})
    assert members["assets/deep/state.js"] == "assets/page.js"
    assert 'from "../page.js";' in made["assets/deep/later.js"]


def test_a_bundle_has_the_code_of_its_modules_without_what_only_readers_of_the_source_need() -> None:
    whole = "".join(bundled(MODULES)[0].values())
    assert "Who counts" not in whole and "what is so" not in whole
    assert "of all who ask" in whole and "/* stays */" in whole  # beside code a comment is told from code by no line


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (STATE, r"a\.js: export const \[never\]"),
        ("export default 1;\n", r"a\.js: export default 1"),
        ("export let x = 1;\n", r"a\.js: export let x"),
        ('import * as all from "./b.js";\n', r"a\.js: import \* as all"),
        ('import "./b.js";\n', r"b\.js: .* imported by assets/a\.js, but not there"),
        ('import "./a.js";\n', r"a\.js: .* imports itself"),
    ],
)
def test_what_cannot_be_bundled_fails_the_build(text: str, why: str) -> None:
    with pytest.raises(PluginError, match=why):
        bundled({"assets/a.js": text})


def test_each_module_of_the_site_is_in_one_file_of_it_and_in_no_other(site_folder: Path) -> None:
    sources = [*(SITE / "theme/assets").rglob("*.js"), *(SITE / "pages").glob("*/*.js")]
    modules = [file for file in sources if re.search("^(import|export) ", file.read_text("utf-8"), re.M)]
    scripts = [file.read_text("utf-8") for file in (site_folder / "assets").rglob("*.js")]
    for file in modules:
        path = file.relative_to(SITE / ("theme/assets" if "theme" in file.parts else "pages")).as_posix()
        assert sum(f"const {scope(f'assets/{path}')} = " in text for text in scripts) == 1, path
    assert len(modules) > 50


# ---- what a first visit takes ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", ["platform", "group-provider"])
def test_a_first_visit_to_a_form_takes_30_requests_and_160_kilobytes_at_most(
    browser: Browser, site_folder: Path, site_url: str, lang: Lang, path: str
) -> None:
    asked: list[str] = []
    with opened(browser, site_url) as page:
        page.on("request", lambda request: asked.append(urlsplit(request.url).path.lstrip("/")))
        page.goto(f"/{ROOTS[lang]}self-assessment/{path}/", wait_until="networkidle")
        expect(page.locator("[data-assess]")).to_have_class(re.compile("is-live"))
    files = [site_folder / one / "index.html" if one.endswith("/") else site_folder / one for one in asked]
    assert len(files) <= 30
    assert sum(len(gzip.compress(file.read_bytes())) for file in files) <= 160_000
    assert len(set(files)) == len(files)


def test_what_a_result_needs_comes_with_the_first_answer_or_when_it_is_asked_for(
    browser: Browser, site_url: str
) -> None:
    with opened(browser, site_url) as page:
        form = Form(page)
        page.goto("/self-assessment/group-provider/", wait_until="networkidle")
        page.context.set_offline(True)
        page.locator('a[href="#result"]').click()
        expect(page.locator("[data-message]")).to_contain_text("没有网络")
        expect(page.locator("html")).to_have_attribute("data-view", "questions")
        page.context.set_offline(False)
        page.reload(wait_until="networkidle")
        with page.expect_response("**/group-provider.result.js"):
            form.choose("offers_user_groups", YES)
        page.wait_for_load_state("networkidle")
        page.context.set_offline(True)
        form.result()
        expect(form.duty("verify-real-identity")).to_be_attached()
