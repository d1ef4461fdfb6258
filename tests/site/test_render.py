"""`guiju render`: the pages as plain Markdown on disk, for MkDocs without our plugin, or any other engine."""

import json
import os
import re
import shutil
import subprocess
import sys
from html import unescape
from pathlib import Path

import markdown
import pytest
import yaml

from case_tables import cases, each
from conftest import AS_OF, DAY, ROOT
from guiju.cli import main
from guiju.site import pages
from guiju.site.building import links
from guiju.site.site import Site
from places import GOOD, files_below
from real_corpus import real
from spaces import squeezed

Captured = pytest.CaptureFixture[str]

WITHOUT_US = "import sys; sys.modules['guiju'] = None; from mkdocs.__main__ import cli; cli()"


def render(out: Path, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "guiju", "render", "--out", out, "--as-of", AS_OF, *arguments]
    return subprocess.run([*map(str, command)], cwd=ROOT, capture_output=True, text=True)


def refused(out: str | Path, base: Path, capsys: Captured) -> tuple[int, str]:
    """How `guiju render` ends that writes nothing, and what it says."""
    code = main(["render", "--out", str(out), "--as-of", AS_OF, "--base", str(base)])
    output = capsys.readouterr()
    assert output.out == ""
    return code, output.err


@pytest.fixture(scope="module", params=["zh", "en"])
def rendered(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Path]:
    """The language, and the folder that was written in it."""
    out = tmp_path_factory.mktemp("render") / "out"
    done = render(out, "--lang", request.param)
    assert (done.returncode, done.stdout) == (0, ""), done.stderr
    assert re.fullmatch(rf"{out}: \d+ files as of {AS_OF}, data version [0-9a-f]{{12}}\n", done.stderr)
    return request.param, out


# ---- what is written -------------------------------------------------------------------------------------------------


def test_the_pages_and_files_are_those_of_the_site(rendered: tuple[str, Path]) -> None:
    lang, out = rendered
    site = Site(real(), lang, DAY, ROOT / "docs" / lang)
    made = {path: text.encode() for path, text in pages.render_all(site)}
    wanted = {**made, **dict(pages.each_file(site)), **files_below(ROOT / "docs" / lang)}
    wanted["search/worker.js"] = (ROOT / "tools/guiju/site/rendered_search.js").read_bytes()
    written = files_below(out / "docs")
    assert written.keys() == wanted.keys()
    assert [path for path in wanted if written[path] != wanted[path]] == []


def test_mkdocs_builds_it_strictly_without_us_and_every_link_leads_somewhere(
    rendered: tuple[str, Path], site_folder: Path, tmp_path: Path
) -> None:
    lang, out = rendered
    copy = shutil.copytree(out, tmp_path / "copy")
    built = subprocess.run(
        [sys.executable, "-c", WITHOUT_US, "build", "--strict", "--quiet"],
        cwd=copy,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        text=True,
    )
    assert built.returncode == 0, built.stdout + built.stderr
    assert [*links.defects(copy / "site")] == []
    searched = copy / "site/search"
    assert (searched / "worker.js").read_bytes() == (out / "docs/search/worker.js").read_bytes()
    assert any("art_9" in doc["location"] for doc in json.loads((searched / "search_index.json").read_text())["docs"])
    ours = site_folder if lang == "zh" else site_folder / "en"
    indexes = {path.relative_to(ours) for path in ours.rglob("index.html") if lang == "en" or "en" not in path.parts}
    assert indexes <= {path.relative_to(copy / "site") for path in (copy / "site").rglob("index.html")}


def test_the_law_is_whole_in_what_python_markdown_alone_makes_of_it_and_no_markup_is_left(
    rendered: tuple[str, Path],
) -> None:
    _, out = rendered
    corpus = real()
    for rule in corpus.with_articles():
        for article in rule.articles:
            page = (out / f"docs/regulations/{rule.id}/{article.eId}.md").read_text("utf-8")
            _, _, body = page.removeprefix("---").partition("---")
            made = markdown.markdown(body, extensions=["attr_list", "md_in_html", "tables", "toc"])
            shown = squeezed(unescape(re.sub(r"<[^>]*>", "", made)))
            assert "](" not in shown and "{." not in shown and "{#" not in shown, article.eId
            for unit in article.units():
                assert squeezed(unit.zh) in shown, unit.eId


def test_its_settings_are_plain_yaml_that_names_no_other_host_and_no_hook(rendered: tuple[str, Path]) -> None:
    _, out = rendered
    text = (out / "mkdocs.yml").read_text("utf-8")
    settings = yaml.safe_load(text)
    assert "://" not in text and "hooks" not in settings
    assert settings["nav"] and settings["theme"]["name"] == "mkdocs"


# ---- when it is called again -----------------------------------------------------------------------------------------


def test_a_second_run_gives_the_same_bytes_and_what_is_no_longer_made_goes(small: Path, tmp_path: Path) -> None:
    out = shutil.copytree(small, tmp_path / "out")
    first = files_below(out)
    (out / "site").mkdir()
    (out / "site/index.html").write_text("what MkDocs has built from it")
    fewer = shutil.copytree(GOOD, tmp_path / "fewer")
    (fewer / "cases/an-insult.yaml").unlink()
    assert render(out, "--base", fewer).returncode == 0
    gone = {"docs/cases/an-insult.md", "docs/api/v1/cases/an-insult.json"}
    assert {path for path in first if path not in files_below(out)} == gone
    assert render(out, "--base", GOOD).returncode == 0
    assert files_below(out) == first
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What is written of a small knowledge base."""
    out = tmp_path_factory.mktemp("small") / "out"
    assert render(out, "--base", GOOD).returncode == 0
    return out


TABLES = cases(__file__)


@each(TABLES["not_ours"])
def test_what_somebody_else_wrote_is_never_replaced(
    path: str, content: str, told: str, small: Path, tmp_path: Path, capsys: Captured
) -> None:
    out = shutil.copytree(small, tmp_path / "out")
    (out / path).write_text(content)
    before = files_below(out)
    code, said = refused(out, GOOD, capsys)
    assert code == 2 and said.count("\n") == 1
    assert said.startswith(f"guiju: {out}: ") and said.endswith(f"{told}\n")
    assert files_below(out) == before


@each(TABLES["places"])
def test_a_place_that_cannot_be_written_is_said_in_one_line(out: str, told: str, here: Path, capsys: Captured) -> None:
    (here / "file").write_text("mine")
    code, said = refused(out, GOOD, capsys)
    assert code == 2 and said.count("\n") == 1
    assert said.startswith(f"guiju: {out}: ") and told in said
    assert files_below(here) == {"file": b"mine"}


def test_a_knowledge_base_with_a_defect_writes_nothing(tmp_path: Path, capsys: Captured) -> None:
    base = shutil.copytree(GOOD, tmp_path / "base")
    rule = base / "regulations/rule-old/regulation.yaml"
    rule.write_text(rule.read_text("utf-8").replace("articles:", "articels:"), "utf-8")
    code, said = refused(tmp_path / "out", base, capsys)
    assert code == 3 and str(rule) in said
    assert not (tmp_path / "out").exists()


def test_the_manifest_lists_every_file_with_its_hash(rendered: tuple[str, Path]) -> None:
    _, out = rendered
    hashes = json.loads((out / ".guiju-render.json").read_bytes())["sha256"]
    assert hashes.keys() == files_below(out).keys() - {".guiju-render.json"}
