"""Writing files: aside, then renamed, so that nobody ever sees half of one, nor one of several."""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
import stat
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from guiju.files.finding import Misuse

_FOR_A_READER = 5
"""Seconds that a pipe is waited for."""


def write(path: Path, data: bytes) -> None:
    """Write `data` to `path` whole or not at all. Misuse where that cannot be done.

    A link stays a link, and what it leads to is written. A file keeps its permissions. A device or a pipe is written to, never replaced.
    """
    write_all({path: data})


def write_all(
    files: Mapping[Path, bytes], made: Mapping[Path, Path] | None = None, answer: Callable[[], None] = lambda: None
) -> None:
    """Write several files, as `write` does: all are written aside before the first takes its name, so that one that cannot be written spoils none.

    `made` are further ones by their targets, already set aside. `answer` writes to the terminal before any takes its name; where it fails, none does.
    """
    aside: dict[Path, Path] = dict(made or {})
    gone: BrokenPipeError | None = None
    try:
        for path, data in files.items():
            with _told(path):
                if path.is_dir():
                    raise Misuse(f"{path}: is a folder; name a file")
                if not path.exists() or path.is_file():
                    aside[path] = _aside(target_of(path), data)
        try:
            answer()
        except BrokenPipeError as error:  # a reader that goes away is not an error, and the files are still wanted
            gone = error
        for path in sorted(
            [*files, *(made or ())], key=lambda path: path in aside
        ):  # devices and pipes first: they may yet refuse
            with _told(path):
                if path in aside:
                    aside[path].replace(target_of(path))
                else:
                    _pour(path, files[path])
    except BaseException:  # an interruption too
        for left in aside.values():
            with contextlib.suppress(OSError):
                left.unlink()
        raise
    if gone is not None:
        raise gone


def set_aside(written: Path, target: Path) -> Path:
    """Move what was written elsewhere on the same disk beside its target, for `write_all` to give it its name."""
    with _told(target):
        aside = _beside(target_of(target))
        written.replace(aside)
    return aside


@contextlib.contextmanager
def _told(path: Path) -> Iterator[None]:
    """What cannot be written is Misuse, in one line."""
    try:
        yield
    except (OSError, UnicodeEncodeError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise Misuse(f"{path}: cannot be written ({reason.lower()}); choose another place with -o") from None


def folder_of(path: Path, option: str) -> Path:
    """Where a folder to write leads, through links. Misuse where they lead in a circle."""
    try:
        return target_of(path)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise Misuse(f"{path}: cannot be written ({reason}); choose another folder with {option}") from None


def target_of(path: Path) -> Path:
    """Where a path leads, through links. OSError where they lead in a circle: for that Python raises RuntimeError before 3.13, and later nothing."""
    with contextlib.suppress(RuntimeError):
        target = path.resolve()
        if not target.is_symlink():
            return target
    raise OSError(errno.ELOOP, os.strerror(errno.ELOOP))


def _pour(path: Path, data: bytes) -> None:
    """Write to a device or a pipe. For somebody to read from a pipe it waits a while, not for ever."""
    until = time.monotonic() + _FOR_A_READER
    while True:
        try:
            descriptor = os.open(path, os.O_WRONLY | getattr(os, "O_NONBLOCK", 0))
            break
        except OSError as error:
            if error.errno != errno.ENXIO or not path.is_fifo():
                raise
            if time.monotonic() > until:
                raise OSError(errno.ENXIO, "nothing reads from this pipe") from None
            time.sleep(0.05)
    with open(descriptor, "wb") as opened:  # noqa: PTH123  # of a descriptor
        os.set_blocking(descriptor, True)
        opened.write(data)


def _beside(target: Path) -> Path:
    return target.with_name(f".guiju.{secrets.token_hex(8)}")


def _aside(target: Path, data: bytes) -> Path:
    """A file beside the target that holds the data and has its permissions."""
    aside = _beside(target)
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
