"""The same hook under ProperDocs, the fork of MkDocs that goes on: the way out when MkDocs and its theme end (0021)."""

from pathlib import Path

from real_corpus import ROOT
from site_builds import mkdocs

GENERATOR = {"mkdocs": "mkdocs-1.6.1, ", "properdocs": "mkdocs-ProperDocs 1.6.7, "}
LISTS = {"offline.json", "offline-files.json", "sitemap.xml.gz"}
"""What has hashes of pages, or a time, in it."""


def test_properdocs_makes_the_same_files_as_mkdocs_but_for_its_name(base: Path, tmp_path: Path) -> None:
    """In both languages, from a small knowledge base: fast, and every kind of page is there."""
    for name in ("mkdocs.yml", "mkdocs.en.yml"):
        text = (ROOT / name).read_text("utf-8").replace("tools/guiju/", f"{ROOT}/tools/guiju/")
        (base / name).write_text(text, "utf-8")
    for folder in ("zh", "en"):
        (base / "docs" / folder).mkdir(parents=True)
    made: dict[str, dict[str, bytes]] = {}
    for engine, generator in GENERATOR.items():
        site = tmp_path / engine
        for name, target in (("mkdocs.yml", site), ("mkdocs.en.yml", site / "en")):
            build = mkdocs(base / name, target, "--strict", "--quiet", engine=engine, GUIJU_AS_OF="2026-11-25")
            assert build.returncode == 0, build.stdout + build.stderr
        files = (file for file in site.rglob("*") if file.is_file() and file.name not in LISTS)
        made[engine] = {
            file.relative_to(site).as_posix(): file.read_bytes().replace(generator.encode(), b"") for file in files
        }
    ours, theirs = made.values()
    assert ours.keys() == theirs.keys()
    assert [path for path in ours if ours[path] != theirs[path]] == []
    assert sum(path.endswith("index.html") for path in ours) > 70
