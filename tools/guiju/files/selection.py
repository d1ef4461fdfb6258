"""The files that paths and patterns mean, and those that a folder holds."""

import glob
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from guiju.files.finding import Misuse, one_line


def meant(path: str) -> Iterable[Path]:
    """The file or folder of this name, else those that it means as a pattern. Misuse where there is none."""
    if os.path.lexists(path):
        return [Path(path)]
    # Path.glob knows no absolute patterns.
    matches = sorted(glob.glob(path, recursive=True)) if glob.has_magic(path) else []  # noqa: PTH207
    if not matches:
        reason = "matches no file" if glob.has_magic(path) else "does not exist"
        raise Misuse(f"{one_line(path, 200)}: {reason}; name files, folders or patterns such as 'docs/**/*.md'")
    return [Path(match) for match in matches]


def inside(folder: Path) -> Iterator[Path]:
    """The files of a folder and those in it, in order, without hidden ones; last the folders that cannot be opened, as
    what they hold is not known."""
    closed = list[Path]()
    for at, inner, names in os.walk(folder, onerror=lambda error: closed.append(Path(error.filename))):
        inner[:] = sorted(name for name in inner if not name.startswith("."))
        yield from (Path(at, name) for name in sorted(names) if not name.startswith(".") and Path(at, name).is_file())
    yield from closed
