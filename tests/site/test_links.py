"""The links of the built site: each leads somewhere, nothing is fetched from elsewhere, and the checker notices."""

import shutil
from pathlib import Path

import pytest

from case_tables import cases, each
from guiju.site.building import links
from places import ROOT
from site_builds import mkdocs

CASES = cases(__file__)


def test_every_link_and_anchor_leads_somewhere_and_nothing_is_loaded_from_another_host(site_folder: Path) -> None:
    assert list(links.defects(site_folder)) == []


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A site with a page and a style sheet to link to."""
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "index.html").write_text("<p id='here'></p>")
    (tmp_path / "a.css").write_text("p { background: url(data:image/png;base64,AAAA) }")
    return tmp_path


@each(CASES["found"])
def test_the_checker_finds_a_broken_link_and_a_foreign_load(html: str, defect: str, small: Path) -> None:
    (small / "index.html").write_text(html)
    (found,) = links.defects(small)
    assert found.startswith("index.html: ") and defect in found


@each(CASES["sound"])
def test_the_checker_lets_a_sound_page_pass(html: str, small: Path) -> None:
    (small / "index.html").write_text(html)
    assert list(links.defects(small, to_be_built="en")) == []


def test_an_address_from_the_root_of_the_host_is_looked_for_where_the_site_is_served(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text('<a href="/rules/">home</a><a href="/rules/b/">b</a><a href="/other/">c</a>')
    found = list(links.defects(tmp_path, base="/rules/"))
    assert [line.split()[3].rstrip(",") for line in found] == ["/rules/b/", "/other/"]


def test_a_style_sheet_that_loads_from_another_host_is_found(tmp_path: Path) -> None:
    (tmp_path / "a.css").write_text("@import url('https://example.org/x.css'); p { background: url(b.png) }")
    assert [line.split(": ")[0] for line in links.defects(tmp_path)] == ["a.css", "a.css"]


def test_a_broken_link_or_anchor_fails_the_build(tmp_path: Path) -> None:
    for name in ("regulations", "tools"):
        (tmp_path / name).symlink_to(ROOT / name)
    (tmp_path / "mkdocs.yml").write_bytes((ROOT / "mkdocs.yml").read_bytes())
    spoilt = shutil.copytree(ROOT / "docs/zh", tmp_path / "docs/zh") / "about.md"
    spoilt.write_text(
        spoilt.read_text("utf-8") + "\n[a](nowhere.md) [b](limits.md#nowhere)\n\n<a href='nowhere/'>c</a>\n", "utf-8"
    )
    done = mkdocs(tmp_path / "mkdocs.yml", tmp_path / "site")
    assert done.returncode != 0
    said = done.stdout + done.stderr
    assert "contains a link 'nowhere.md', but the target is not found" in said
    assert "about/index.html: link to ../limits/#nowhere, but limits/index.html has no anchor nowhere" in said
    assert "about/index.html: link to nowhere/, which does not exist" in said
