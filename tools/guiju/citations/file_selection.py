"""The files to check: those named, those that a pattern means, and in folders all that are not hidden or binary."""

import glob
import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from guiju import reading
from guiju.files.content import read_bounded
from guiju.files.finding import Misuse, one_line

_PROBED = 8192


def sources(paths: Sequence[str]) -> tuple[list[Path], int]:
    """The files, and how many in folders were passed over as binary. Misuse where one is not there, or there is
    nothing to check."""
    files: dict[Path, None] = {}
    binary = 0
    for path in paths:
        for one in _meant(path):
            if not one.is_dir():
                files[one] = None
                continue
            for file in _inside(one):
                if reading.is_binary(read_bounded(file, _PROBED), file.name):
                    binary += 1
                else:
                    files[file] = None
    if not files:
        passed = f" ({binary} binary)" if binary else ""
        named = one_line(", ".join(paths), 200)
        raise Misuse(f"{named}: there is no file to check{passed}; name files or folders with text")
    return list(files), binary


def _meant(path: str) -> Iterable[Path]:
    if os.path.lexists(path):
        return [Path(path)]
    # Path.glob knows no absolute patterns.
    matches = sorted(glob.glob(path, recursive=True)) if glob.has_magic(path) else []  # noqa: PTH207
    if not matches:
        reason = "matches no file" if glob.has_magic(path) else "does not exist"
        raise Misuse(f"{one_line(path, 200)}: {reason}; name files, folders or patterns such as 'docs/**/*.md'")
    return [Path(match) for match in matches]


def _inside(folder: Path) -> Iterator[Path]:
    """The files of a folder and those in it, in order, without hidden ones."""
    for at, inner, names in os.walk(folder):
        inner[:] = sorted(name for name in inner if not name.startswith("."))
        yield from (Path(at, name) for name in sorted(names) if not name.startswith(".") and Path(at, name).is_file())
