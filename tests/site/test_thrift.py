"""What a build of many pages does once, and what it does not keep: how the site stays cheap, without a clock."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from full_corpus import corpus
from guiju.site import pages
from guiju.site.building import hook
from guiju.site.site import Site
from real_corpus import real

DAY = date(2026, 1, 1)


@pytest.fixture
def config(tmp_path: Path) -> Any:
    """Settings of MkDocs for a site of nothing yet."""
    settings = MkDocsConfig()
    (tmp_path / "docs").mkdir()
    settings.load_dict({"site_name": "x", "docs_dir": str(tmp_path / "docs"), "site_dir": str(tmp_path / "site")})
    assert settings.validate() == ([], [])
    settings.plugins._current_plugin = "the hook"  # MkDocs notes who makes a file
    return settings


def read(config: Any, file: Any) -> Any:
    """The page of a file, as MkDocs has it once its Markdown is converted."""
    page = Page(None, file, config)
    page.read_source(config)
    page.render(config, Files([file]))
    return page


def test_a_page_keeps_no_markdown_once_it_is_converted_and_no_content_once_it_is_finished(config: Any) -> None:
    Path(config.docs_dir, "b.md").write_text("# A\n")
    config.extra.update(site=Site(corpus("x"), "zh", DAY))
    by_hand = File("b.md", config.docs_dir, config.site_dir, use_directory_urls=True)
    for file, kept in ((File.generated(config, "a.md", content="# A\n"), ""), (by_hand, "# A\n")):
        page = read(config, file)
        content = page.content
        assert hook.on_page_content(content, page, config, None) == content
        assert (page.markdown, file.content_string) == (None, kept)
        assert hook.on_post_page("<html>", page, config) == "<html>"
        assert page.content is None


def test_a_download_stands_in_the_site_and_not_in_memory(config: Any) -> None:
    site = Site(corpus("x"), "zh", DAY)
    config.extra.update(site=site, made=dict(pages.render_all(site)))
    added = [file for file in hook.on_files(Files([]), config) if file.src_uri.startswith("downloads/")]
    assert added
    for file in added:
        assert (file.abs_src_path, file._content) == (file.abs_dest_path, None)
        before = Path(file.abs_dest_path).read_bytes()
        file.copy_file()  # what MkDocs does with every file of a site
        assert Path(file.abs_dest_path).read_bytes() == before != b""


def test_pages_and_files_of_a_site_are_made_from_the_same_checklists() -> None:
    site = Site(real(), "zh", DAY)
    roles = site.corpus.vocabulary.roles
    first = {role.id: site.checklist([role]) for role in roles}
    assert dict(pages.render_all(site))
    assert dict(pages.each_file(site))
    assert all(site.checklist([role]) is first[role.id] for role in roles)
    assert len({id(made) for made in first.values()}) == len(first)
