"""The files of a knowledge base by name, and the version that their bytes make."""

import hashlib
from collections.abc import Iterator, Mapping
from pathlib import Path

from guiju.files.content import MAX_BYTES, content


def files(root: Path) -> Iterator[tuple[str, Path]]:
    """Each file, with its path from `root`, the folder that contains regulations/ and, where there are some, cases/."""
    for file in (*_inside(root / "regulations", 2), *_inside(root / "cases", 0)):
        yield file.relative_to(root).as_posix(), file


def digest(contents: Mapping[str, bytes]) -> str:
    """A hash of the bytes of all files.

    Anybody can compute it, in the folder that contains regulations/ and cases/:

    find regulations cases -name '*.yaml' | LC_ALL=C sort | xargs sha256sum | sha256sum | cut -c -12
    """
    lines = (f"{hashlib.sha256(contents[name]).hexdigest()}  {name}\n" for name in sorted(contents))
    return hashlib.sha256("".join(lines).encode()).hexdigest()


def version(digest: str) -> str:
    """The data version: as much of the digest as people compare."""
    return digest[:12]


def state(root: Path) -> str:
    """The digest of a knowledge base as its files are now; empty where one is no file, or cannot be read."""
    contents = {}
    try:
        for name, file in files(root):
            if not file.is_file() or file.stat().st_size > MAX_BYTES:
                return ""  # as no file, so one that is too large is not read here: loading says what is wrong
            contents[name] = content(file, MAX_BYTES)
    except OSError:
        return ""
    return digest(contents)


def _inside(folder: Path, depth: int) -> Iterator[Path]:
    """The files in a folder and, so deep, in those inside it, sorted; names that begin with a dot are an editor's."""
    for entry in sorted(folder.iterdir()) if folder.is_dir() else ():
        if entry.name.startswith("."):
            continue
        if depth and entry.is_dir():
            yield from _inside(entry, depth - 1)
        else:
            yield entry
