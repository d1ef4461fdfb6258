"""Writing files: aside, then renamed, so that nobody ever sees half of one, nor one of several."""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
import stat
from collections.abc import Iterator, Mapping
from pathlib import Path

from guiju.finding import Misuse


def write(path: Path, data: bytes) -> None:
    """Write `data` to `path` whole or not at all. Misuse where that cannot be done.

    A link stays a link, and what it leads to is written. A file keeps its permissions. A device or a pipe is written to, never replaced.
    """
    write_all({path: data})


def write_all(files: Mapping[Path, bytes]) -> None:
    """Write several files, as `write` does: all are written aside before the first takes its name, so that one that cannot be written spoils none."""
    aside: dict[Path, Path] = {}
    try:
        for path, data in files.items():
            with _told(path):
                if path.is_dir():
                    raise Misuse(f"{path}: is a folder; name a file")
                if not path.exists() or path.is_file():
                    aside[path] = _aside(target_of(path), data)
        for path in sorted(files, key=lambda path: path in aside):  # devices and pipes first: they may yet refuse
            with _told(path):
                if path in aside:
                    aside[path].replace(target_of(path))
                else:
                    path.write_bytes(files[path])
    except BaseException:  # an interruption too
        for left in aside.values():
            with contextlib.suppress(OSError):
                left.unlink()
        raise


@contextlib.contextmanager
def _told(path: Path) -> Iterator[None]:
    """What cannot be written is Misuse, in one line."""
    try:
        yield
    except (OSError, UnicodeEncodeError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise Misuse(f"{path}: cannot be written ({reason.lower()}); choose another place with -o") from None


def target_of(path: Path) -> Path:
    """Where a path leads, through links. OSError where they lead in a circle: for that Python raises RuntimeError before 3.13, and later nothing."""
    with contextlib.suppress(RuntimeError):
        target = path.resolve()
        if not target.is_symlink():
            return target
    raise OSError(errno.ELOOP, os.strerror(errno.ELOOP))


def _aside(target: Path, data: bytes) -> Path:
    """A file beside the target that holds the data and has its permissions."""
    aside = target.with_name(f".guiju.{secrets.token_hex(8)}")
    try:
        with aside.open("xb") as file:
            if target.exists():
                aside.chmod(stat.S_IMODE(target.stat().st_mode))
            file.write(data)
    except BaseException:
        with contextlib.suppress(OSError):
            aside.unlink()
        raise
    return aside
