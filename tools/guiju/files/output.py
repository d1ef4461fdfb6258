"""Writing files: aside, then renamed, so that nobody ever sees half of one, nor one of several."""

import contextlib
import errno
import os
import secrets
import stat
import time
from collections.abc import Iterator
from pathlib import Path

from guiju.files.finding import Misuse

_FOR_A_READER = 5
"""Seconds that a pipe is waited for."""


_ELSEWHERE = "choose another place with -o"


def write(path: Path, data: bytes, remedy: str = _ELSEWHERE) -> None:
    """Write `data` to `path` whole or not at all, through a link too; Misuse where that fails. A file keeps its
    permissions. A device or a pipe is written to, never replaced."""
    with together(remedy) as outbox:
        outbox.write(path, data)


def mend(path: Path, data: bytes) -> None:
    """Write the new contents of a file that is there; Misuse where that fails or its owner has write-protected it."""
    remedy = "allow writing, or mend it by hand"
    # Renaming over it would not ask; whoever may do everything is asked by the mode alone.
    if path.exists() and not (path.stat().st_mode & 0o222 and os.access(path, os.W_OK)):
        raise Misuse(f"{path}: is write-protected; {remedy}")
    write(path, data, remedy)


class Outbox:
    """Files written beside their targets, which take their names together."""

    def __init__(self, remedy: str = _ELSEWHERE) -> None:
        self._remedy = remedy
        self._aside: dict[Path, Path] = {}
        self._poured: dict[Path, bytes] = {}

    def write(self, path: Path, data: bytes) -> None:
        """Prepare to write `data` to `path`, as `write` does."""
        with _as_misuse(path, self._remedy):
            if path.is_dir():
                raise Misuse(f"{path}: is a folder; name a file")
            if path.exists() and not path.is_file():
                self._poured[path] = data
                return
            target = target_of(path)
            aside = self._aside[path] = _beside(target)
            with aside.open("xb") as file:
                if target.exists():
                    aside.chmod(stat.S_IMODE(target.stat().st_mode))
                file.write(data)

    def move(self, file: Path, path: Path) -> None:
        """Take a file written elsewhere on the same disk, for it to be moved to `path`."""
        with _as_misuse(path, self._remedy):
            self._aside[path] = file.replace(_beside(target_of(path)))

    def commit(self) -> None:
        """Give each file its name."""
        for path, data in self._poured.items():  # devices and pipes first: they may yet refuse
            with _as_misuse(path, self._remedy):
                _pour(path, data)
        for path, aside in self._aside.items():
            with _as_misuse(path, self._remedy):
                aside.replace(target_of(path))

    def discard(self) -> None:
        """Remove what has not taken its name."""
        for aside in self._aside.values():
            with contextlib.suppress(OSError):
                aside.unlink()


@contextlib.contextmanager
def together(remedy: str = _ELSEWHERE) -> Iterator[Outbox]:
    """Write several files together: all files are renamed into place, or none where anything fails;
    `remedy`: what to do then."""
    outbox = Outbox(remedy)
    try:
        try:
            yield outbox
        except BrokenPipeError:  # a reader who goes away is not an error, and the files are still wanted
            outbox.commit()
            raise
        outbox.commit()
    except BaseException:  # an interruption too
        outbox.discard()
        raise


@contextlib.contextmanager
def _as_misuse(path: Path, remedy: str = _ELSEWHERE) -> Iterator[None]:
    """Misuse, in one line, where something cannot be written."""
    try:
        yield
    except (OSError, UnicodeEncodeError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise Misuse(f"{path}: cannot be written ({reason.lower()}); {remedy}") from None


def folder_of(path: Path, option: str) -> Path:
    """Where a folder to write leads, through links. Misuse where they lead in a circle."""
    with _as_misuse(path, f"choose another folder with {option}"):
        return target_of(path)


def target_of(path: Path) -> Path:
    """Where a path leads, through links. OSError for a circle, on which Python raises RuntimeError before 3.13."""
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
