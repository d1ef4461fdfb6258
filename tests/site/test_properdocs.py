"""Builds of a small knowledge base: in a folder of its host, and by ProperDocs, the fork of MkDocs that goes on (0021).

ProperDocs is the way out when MkDocs and its theme end."""

import shutil
from pathlib import Path
from struct import pack

import pytest

from places import GOOD, files_below
from real_corpus import ROOT
from site_builds import mkdocs
from windows import ROOTS

GENERATOR = {"mkdocs": "mkdocs-1.6.1, ", "properdocs": "mkdocs-ProperDocs 1.6.7, "}
LISTS = ("offline.json", "offline-files.json", "sitemap.xml.gz")
"""What has hashes of pages, or a time, in it."""
HOST = "https://example.org/rules/"


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """A small knowledge base in both languages, built by each engine: fast, and every kind of page is there."""
    folder = tmp_path_factory.mktemp("small")
    base = shutil.copytree(GOOD, folder / "base")
    for name in ("mkdocs.yml", "mkdocs.en.yml"):
        text = (ROOT / name).read_text("utf-8").replace("tools/guiju/", f"{ROOT}/tools/guiju/")
        (base / name).write_text(text, "utf-8")
    for language in ("zh", "en"):
        (base / "docs" / language).mkdir(parents=True)
    settings = {"GUIJU_AS_OF": "2026-11-25", "GUIJU_SITE_URL": HOST}
    for engine in GENERATOR:
        for name, target in (("mkdocs.yml", folder / engine), ("mkdocs.en.yml", folder / engine / "en")):
            build = mkdocs(base / name, target, "--strict", "--quiet", engine=engine, **settings)
            assert build.returncode == 0, build.stdout + build.stderr
    return {engine: folder / engine for engine in GENERATOR}


def test_properdocs_makes_the_same_files_as_mkdocs_but_for_its_name(sites: dict[str, Path]) -> None:
    ours, theirs = (
        {
            path: data.replace(generator.encode(), b"")
            for path, data in files_below(sites[engine]).items()
            if not path.endswith(LISTS)
        }
        for engine, generator in GENERATOR.items()
    )
    assert ours.keys() == theirs.keys()
    assert [path for path in ours if ours[path] != theirs[path]] == []
    assert sum(path.endswith("index.html") for path in ours) > 70


def test_each_law_and_card_and_no_other_page_has_a_picture_where_its_link_is_shared(
    sites: dict[str, Path],
) -> None:
    pictures = {file: file.read_bytes() for file in sites["mkdocs"].rglob("poster.png")}
    assert len(pictures) > 4 and len(set(pictures.values())) == len(pictures)
    assert {data[1:4] + data[16:24] for data in pictures.values()} == {b"PNG" + pack(">II", 1200, 630)}
    for page in sites["mkdocs"].rglob("index.html"):
        path = page.relative_to(sites["mkdocs"]).parent.as_posix()
        image = f'<meta property="og:image" content="{HOST}{path}/poster.png">'
        kind, *rest = path.removeprefix("en/").split("/")
        is_shared = kind in ("regulations", "a") and len(rest) == 1
        assert (image in page.read_text("utf-8"), page.with_name("poster.png") in pictures) == (is_shared,) * 2, path
    assert "poster.png" not in (sites["mkdocs"] / "offline-files.json").read_text("utf-8")  # for programs


def test_the_addresses_of_a_site_in_a_folder_of_its_host_hold_in_both_languages(sites: dict[str, Path]) -> None:
    for root in ROOTS.values():
        address = f"{HOST}{root}glossary/"
        page, site_map = (sites["mkdocs"] / root / name for name in ("glossary/index.html", "sitemap.xml"))
        assert f'<link rel="canonical" href="{address}">' in page.read_text("utf-8")
        assert f"<loc>{address}</loc>" in site_map.read_text("utf-8")
        assert f'<meta property="og:url" content="{address}">' in page.read_text("utf-8")
        other, lang = ("en/", "en") if root == "" else ("", "zh-Hans")
        assert f'hreflang="{lang}" href="{HOST}{other}glossary/">' in page.read_text("utf-8")
