"""The files to check: those named, those that a pattern means, and in folders all that are not hidden or binary."""

from collections.abc import Sequence
from pathlib import Path

from guiju import reading
from guiju.files.content import read_bounded
from guiju.files.finding import Misuse, one_line
from guiju.files.selection import inside, meant

_PROBED = 8192


def sources(paths: Sequence[str]) -> tuple[list[Path], int]:
    """The files, and how many in folders were passed over as binary. Misuse where one is not there, or there is
    nothing to check."""
    files: dict[Path, None] = {}
    binary = 0
    for path in paths:
        for one in meant(path):
            if not one.is_dir():
                files[one] = None
                continue
            for file in inside(one):
                if reading.is_binary(read_bounded(file, _PROBED), file.name):
                    binary += 1
                else:
                    files[file] = None
    if not files:
        passed = f" ({binary} binary)" if binary else ""
        named = one_line(", ".join(paths), 200)
        raise Misuse(f"{named}: there is no file to check{passed}; name files or folders with text")
    return list(files), binary
