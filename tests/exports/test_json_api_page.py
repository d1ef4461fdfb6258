"""The page of the JSON API: its programs run against the built site, as they are printed, and print what it says."""

import subprocess
import sys
from pathlib import Path

import pytest
from lxml import html

from guiju.model import Lang
from guiju.site.pages.api import UNKNOWN
from json_api import api
from places import files_below
from windows import ROOTS

RUN = {
    "curl": ["sh", "-c"],
    "python": [sys.executable, "-c"],
    "javascript": [str(Path(sys.prefix) / "bin" / "node"), "--input-type=module", "--eval"],
}


def blocks(site: Path, lang: Lang) -> dict[str, str]:
    """The code blocks that have an id, as a reader copies them."""
    page = html.parse(str(site / ROOTS[lang] / "api" / "index.html"))
    return {code.get("id"): code.text_content() for code in page.iter("code") if code.get("id")}


@pytest.mark.parametrize("language", RUN)
def test_a_program_prints_what_the_page_says(site_folder: Path, site_url: str, lang: Lang, language: str) -> None:
    shown = blocks(site_folder, lang)
    code = shown[f"program-{language}"]
    assert UNKNOWN in code
    program = code.replace(UNKNOWN, f"{site_url}/")
    done = subprocess.run([*RUN[language], program], capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stdout.rstrip("\n")) == (0, shown[f"output-{language}"]), done.stderr


def test_the_files_of_the_site_are_those_of_the_export_and_are_there_once(site_folder: Path) -> None:
    assert files_below(site_folder / "api" / "v1") == api()
    assert [path.name for path in (site_folder / "en" / "api").iterdir()] == ["index.html"]
