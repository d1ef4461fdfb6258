"""The files of a knowledge base by name, and the version that their bytes make."""

import hashlib
import os
from collections.abc import Iterator, Mapping
from pathlib import Path

from guiju.files.content import MAX_BYTES, read_bounded

ANSWERS = "answers"
"""The folder in regulations/ that is no rule: a file of answer cards for each role."""


def rule_of(name: str) -> str:
    """The rule that a file of this name is of; empty for one that all share."""
    folder, _, inside = name.partition("/")
    rule, stroke, _ = inside.partition("/")
    return rule if folder == "regulations" and stroke and rule != ANSWERS else ""


def files(root: Path) -> Iterator[tuple[str, str]]:
    """Each file: its path from `root`, which contains regulations/ and perhaps cases/, and its path."""
    for folder, depth in (("regulations", 2), ("cases", 0)):
        if (root / folder).is_dir():
            yield from _inside(folder, str(root / folder), depth)


def files_of(root: Path, rule: str) -> Iterator[tuple[str, str]]:
    """The files of one rule; none where there is none of this id."""
    folder = root / "regulations" / rule
    if folder.is_dir():
        yield from _inside(f"regulations/{rule}", str(folder), 1)


def digest(hashes: Mapping[str, str]) -> str:
    """A hash of the SHA-256 of all files.

    Anybody can compute it, in the folder that contains regulations/ and cases/:

    find regulations cases -name '*.yaml' | LC_ALL=C sort | xargs sha256sum | sha256sum | cut -c -12
    """
    lines = (f"{hashes[name]}  {name}\n" for name in sorted(hashes))
    return hashlib.sha256("".join(lines).encode()).hexdigest()


def version(digest: str) -> str:
    """The data version: as much of the digest as people compare."""
    return digest[:12]


def current_digest(root: Path) -> str:
    """The digest of a knowledge base as its files are now; empty where one is no file, or cannot be read."""
    hashes = {}
    try:
        for name, file in files(root):
            data = read_bounded(file, MAX_BYTES, only_files=True)
            if len(data) > MAX_BYTES:
                return ""  # as where one is no file: loading says what is wrong
            hashes[name] = hashlib.sha256(data).hexdigest()
    except OSError:
        return ""
    return digest(hashes)


def as_typed(folder: Path) -> Path:
    """The path as a user would type it: relative to the current folder where it is below it."""
    absolute = Path.cwd() / folder
    return absolute.relative_to(Path.cwd()) if absolute.is_relative_to(Path.cwd()) else folder


def _inside(name: str, folder: str, depth: int) -> Iterator[tuple[str, str]]:
    """The files in a folder and, so deep, in those inside it, sorted; names that begin with a dot are an editor's."""
    with os.scandir(folder) as scanned:
        entries = sorted(scanned, key=lambda entry: entry.name)
    for entry in entries:
        if entry.name.startswith("."):
            continue
        inner = f"{name}/{entry.name}"
        if depth and entry.is_dir():
            yield from _inside(inner, entry.path, depth - 1)
        else:
            yield inner, entry.path
