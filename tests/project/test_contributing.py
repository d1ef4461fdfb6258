"""The changes in docs/changes/ are executed: made in a copy of the tree they work, and touch what they say."""

import re
from pathlib import Path

import pytest

from console import run, steps
from test_architecture import STOREYS
from tracked import ROOT, copied

CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
FOLDER = ROOT / "docs/changes"
CHANGES = {file.stem: file.read_text("utf-8") for file in FOLDER.glob("[a-z]*.md")}
BLOCK = re.compile(r"^```(\w+) ?(.*?)\n(.*?)^```", re.M | re.S)


def test_contributing_is_short_and_leads_to_each_change() -> None:
    assert len(CONTRIBUTING.splitlines()) <= 120
    linked = set(re.findall(r"\(docs/changes/(\w+)\.md\)", CONTRIBUTING))
    assert linked - {"README"} == CHANGES.keys()


def test_the_picture_of_the_house_is_the_one_that_the_imports_are_held_to() -> None:
    (picture,) = re.findall(r"^```text\n(.*?)^```", CONTRIBUTING, re.M | re.S)
    rooms = [re.split(r"\s{2,}", line)[0].split(", ") for line in picture.splitlines()]
    assert rooms == STOREYS


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    return copied(tmp_path)


# What one change begins, the next goes on with.
TOGETHER = ("regulation", "obligation", "fact")


@pytest.mark.cost(10, "runs guiju check on the whole knowledge base after each step, or makes every page of the site")
@pytest.mark.parametrize("titles", [TOGETHER, *((title,) for title in CHANGES if title not in TOGETHER)], ids=" ".join)
def test_a_change_works_as_it_is_shown_and_touches_one_file_at_most(titles: tuple[str, ...], tree: Path) -> None:
    for title in titles:
        make(title, tree)


def make(title: str, tree: Path) -> None:
    """Write the files and run the commands that are shown, and compare what was made and touched with the text."""
    text = CHANGES[title]
    before = contents(tree)
    for language, place, block in BLOCK.findall(text):
        if language == "console":
            for command, shown in steps(block):
                run(command, shown, tree, PYTHONPATH=str(tree / "tools"), PYTHONDONTWRITEBYTECODE="1")
        elif language == "diff":
            edit(tree / place, block)
        else:
            path, _, at_the_end = place.partition(" ")
            (tree / path).parent.mkdir(parents=True, exist_ok=True)
            with (tree / path).open("a" if at_the_end else "w", encoding="utf-8") as file:
                file.write(block)
    after = contents(tree)
    touched = {path for path in before if after[path] != before[path] and (ROOT / path).is_file()}
    made = {path for path in after.keys() - before.keys() if path.parts[0] in ("regulations", "tools", "tests")}
    named = [set(re.findall(r"`([^`]+)`", part)) for part in re.findall(r"^(?:New|Touched): (.*)$", text, re.M)]
    assert [unit(made, named[0]), {path.as_posix() for path in touched}] == named
    # The pages of the site name some things by hand, in each language.
    assert len([path for path in touched if path.parts[0] != "docs"]) <= 1


def edit(file: Path, block: str) -> None:
    """Change the lines of a file as a diff shows them, which are there once."""
    before, after = (
        "".join(f"{line[1:]}\n" for line in block.splitlines() if line[0] in signs) for signs in (" -", " +")
    )
    text = file.read_text("utf-8")
    assert text.count(before) == 1, f"{file.name} has not once: {before}"
    file.write_text(text.replace(before, after), "utf-8")


def contents(tree: Path) -> dict[Path, bytes]:
    files = (path for path in tree.rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    return {path.relative_to(tree): path.read_bytes() for path in files}


def unit(made: set[Path], named: set[str]) -> set[str]:
    """The files that were made, each by the name of the folder that was named instead, where it is in one."""
    folders = [name for name in named if name.endswith("/")]
    return {next((f for f in folders if path.as_posix().startswith(f)), path.as_posix()) for path in made}
