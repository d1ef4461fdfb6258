"""The README and the page of commands are executed: their commands run, in order, and print what they show."""

import re
from pathlib import Path

import pytest

from console import run, steps
from places import ROOT

PAGES = {name: (ROOT / name).read_text("utf-8") for name in ("README.md", "docs/commands.md")}
BLOCKS = [block for text in PAGES.values() for block in re.findall(r"^```console\n(.*?)^```", text, re.M | re.S)]


@pytest.mark.parametrize("block", BLOCKS, ids=lambda b: b.splitlines()[0][2:40])
def test_the_commands_print_what_is_shown(block: str, tmp_path: Path) -> None:
    for command, shown in steps(block):
        if command.startswith("grep"):
            # Here the reader has filled in the file as shown.
            (tmp_path / "profile.yaml").write_text("\n".join(shown) + "\n", "utf-8")
        run(command, shown, tmp_path)


def test_the_readme_is_read_in_two_minutes_and_its_links_lead_somewhere() -> None:
    assert len(PAGES["README.md"].split()) <= 600
    for name, text in PAGES.items():
        assert len(re.findall(r"^[$] guiju ", text, re.M)) > 5, name
        for target in re.findall(r"\]\(([^):#]+)", text):
            assert (ROOT / name).parent.joinpath(target).exists(), f"{name}: {target}"
