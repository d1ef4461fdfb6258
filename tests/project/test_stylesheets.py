"""What a linter of CSS would say of the style sheets: each selector, variable and declaration is for something.

How they are laid out is `make lint`'s to say (.ci/stylesheets.py).
"""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page

from real_corpus import ROOT

PACKAGE = ROOT / "tools/guiju"
SHEETS = sorted(PACKAGE.rglob("*.css"))
SOURCES = [path for ending in ("py", "j2", "html", "js", "yaml") for path in PACKAGE.rglob(f"*.{ending}")]
NAME = re.compile(r"[\w-]+")
SET, USED = re.compile(r"(--[\w-]+):\s"), re.compile(r"var\((--[\w-]+)")
DECLARATION = re.compile(r"(?<=[{;\s])([a-z-]+): ([^;{}!]+)(?: !important)?;")
OF_ANOTHER_BROWSER = {"-moz-osx-font-smoothing"}


def text(sheet: Path) -> str:
    return re.sub(r"/\*.*?\*/", "", sheet.read_text("utf-8"), flags=re.S)


def selectors(sheet: Path) -> Iterator[str]:
    """The heads of the rules, without the texts in them."""
    for head in re.findall(r"([^{};]+)\{", text(sheet)):
        if not head.strip().startswith("@"):
            yield re.sub(r'"[^"]*"', "", head)


@pytest.fixture(scope="module")
def written(site_folder: Path) -> str:
    """All in which a name of a style sheet may be written: our sources, the scripts of the theme, the pages."""
    files = [*SOURCES, *site_folder.glob("assets/javascripts/bundle.*.js"), *site_folder.rglob("index.html")]
    return "".join(path.read_text("utf-8") for path in files)


@pytest.fixture(scope="module")
def known(written: str) -> set[str]:
    return set(NAME.findall(written)) | {f"data-{name.lower()}" for name in re.findall(r"dataset\.(\w+)", written)}


@pytest.fixture(scope="module")
def begun(written: str) -> tuple[str, ...]:
    """How names begin of which a part is filled in: chip--{{ status }}."""
    return tuple(set(re.findall(r"([\w-]+[-_])(?=\{\{|\$\{|\{)", written)))


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_every_class_and_attribute_that_a_style_sheet_names_is_one_that_a_page_may_have(
    sheet: Path, known: set[str], begun: tuple[str, ...]
) -> None:
    named = {name for head in selectors(sheet) for name in re.findall(r"[.#\[]([a-zA-Z_][\w-]*)", head)}
    assert {name for name in named - known if not name.startswith(begun)} == set()


def test_every_variable_is_set_and_used(site_folder: Path) -> None:
    ours = "".join(map(text, SHEETS))
    theme = "".join(path.read_text("utf-8") for path in site_folder.glob("assets/stylesheets/*.css"))
    own = {name for name in SET.findall(ours) if not name.startswith("--md-")}
    used = set(USED.findall(ours))
    assert used <= own | set(re.findall(r"(--md-[\w-]+):", theme + ours))
    assert own <= used


def test_every_declaration_is_one_that_a_browser_knows(page: Page) -> None:
    declared = {
        pair for sheet in SHEETS for pair in DECLARATION.findall(text(sheet)) if pair[0] not in OF_ANOTHER_BROWSER
    }
    assert len(declared) > 500
    unknown = page.evaluate("pairs => pairs.filter(([name, value]) => !CSS.supports(name, value))", sorted(declared))
    assert unknown == []
