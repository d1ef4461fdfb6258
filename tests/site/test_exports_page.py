"""The page of exports: each format with its use, what it cannot say, and files that are those of the command."""

import json
import re
from functools import cache
from pathlib import Path

import pytest
from lxml import html
from playwright.sync_api import expect

from conftest import DAY
from guiju import exports
from guiju.model import Corpus, Lang
from guiju.site.kinds import kinds
from guiju.site.kinds import words as words_of
from places import files_below
from windows import ROOTS, Visit

pytest_plugins = ["kept_windows"]

WITH_A_PAGE = [name for name in exports.names() if name in kinds()]
HERE = [name for name in exports.names() if name not in WITH_A_PAGE]


@pytest.mark.parametrize("name", HERE)
def test_the_files_are_those_of_the_command_and_in_the_site_once(name: str, site_folder: Path, corpus: Corpus) -> None:
    folder = site_folder / "downloads" / name
    made = dict(exports.files(name, corpus, DAY))
    assert files_below(folder) == made
    assert not (site_folder / "en" / "downloads" / name).exists()


def test_a_reader_finds_each_format_its_losses_and_its_files(look: Visit, lang: Lang) -> None:
    page = look("exports/", lang)
    for name in HERE:
        words = exports.words(name, lang)
        expect(page.locator(f"h2#{name}")).to_contain_text(words["title"])
        rows = page.locator(f"h3#{name}-losses + table tbody tr")
        expect(rows).to_have_count(len(words["losses"]))
        expect(page.locator(f"h3#{name}-files ~ ul").first.locator("a").first).to_be_visible()
    losses = words_of("exports", lang)["json_ld"]["losses"]
    expect(page.locator("h3#json-ld-losses + table tbody tr")).to_have_count(len(losses))
    leading = page.locator("h1#exports ~ ul").first.locator("a")
    addresses = [str(link.evaluate("link => link.href")) for link in leading.all()]
    assert all(any(address.endswith(f"/{ROOTS[lang]}{name}/") for address in addresses) for name in WITH_A_PAGE)


@cache
def anchors(page: Path) -> set[str]:
    return set(html.parse(page).xpath("//@id"))


def test_what_leads_back_to_the_site_leads_to_its_place_there(site_folder: Path, corpus: Corpus, lang: Lang) -> None:
    root = "https://example.org/"
    made = dict(exports.files("oscal", corpus, DAY, site=root))
    links = set(re.findall(rf'"{root}([^"]*)"', made[f"catalog.{lang}.json"].decode()))
    folders = {link.removeprefix(ROOTS[lang]).split("/")[0] for link in links}
    assert folders == {"regulations", "obligations"}
    for link in links:
        page, _, anchor = link.partition("#")
        assert anchor in {"", *anchors(site_folder / page / "index.html")}, link
    assert json.loads(made[f"catalog.{lang}.json"])
