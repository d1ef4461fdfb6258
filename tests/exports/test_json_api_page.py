"""The page of the JSON API: its programs run against the built site, as they are printed, and print what it says."""

import subprocess
import sys
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest

from guiju.model import Lang
from guiju.site.pages.api import UNKNOWN
from json_api import api
from windows import ROOTS

RUN = {
    "curl": ["sh", "-c"],
    "python": [sys.executable, "-c"],
    "javascript": [str(Path(sys.prefix) / "bin" / "node"), "--input-type=module", "--eval"],
}


class _Code(HTMLParser):
    """The code blocks that have an id, as a reader copies them."""

    def __init__(self) -> None:
        super().__init__()
        self.blocks: dict[str, str] = {}
        self.inside = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.inside = dict(attrs).get("id") or "" if tag == "code" else self.inside

    def handle_endtag(self, tag: str) -> None:
        self.inside = "" if tag == "code" else self.inside

    def handle_data(self, data: str) -> None:
        if self.inside:
            self.blocks[self.inside] = self.blocks.get(self.inside, "") + data


def blocks(site: Path, lang: Lang) -> dict[str, str]:
    code = _Code()
    code.feed((site / ROOTS[lang] / "api" / "index.html").read_text("utf-8"))
    return code.blocks


@pytest.mark.parametrize("language", RUN)
def test_a_program_prints_what_the_page_says(site_folder: Path, site_url: str, lang: Lang, language: str) -> None:
    shown = blocks(site_folder, lang)
    code = shown[f"program-{language}"]
    assert UNKNOWN in code
    program = code.replace(UNKNOWN, f"{site_url}/")
    done = subprocess.run([*RUN[language], program], capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stdout.rstrip("\n")) == (0, shown[f"output-{language}"]), done.stderr


def files_below(folder: Path) -> Iterator[tuple[str, bytes]]:
    return ((path.relative_to(folder).as_posix(), path.read_bytes()) for path in folder.rglob("*") if path.is_file())


def test_the_files_of_the_site_are_those_of_the_export_and_are_there_once(site_folder: Path) -> None:
    assert dict(files_below(site_folder / "api" / "v1")) == api()
    assert [path.name for path in (site_folder / "en" / "api").iterdir()] == ["index.html"]
