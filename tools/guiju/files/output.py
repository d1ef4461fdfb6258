"""Writing files: aside, then renamed, so that nobody ever sees half of one, nor one of several."""

import contextlib
import errno
import os
import re
import secrets
import shutil
import stat
import time
from collections.abc import Iterator
from pathlib import Path

from guiju.files.finding import Misuse

_FOR_A_READER = 5
"""Seconds that a pipe is waited for."""


_ELSEWHERE = "choose another place with -o"
_BY_HAND = "allow writing, or mend it by hand"
_ASIDE = ".guiju."
_LEFT = re.compile(r"\.guiju\.(?:[0-9a-f]{16}|aside-[a-z0-9_]{8})")
"""The names of files and folders written aside. `….old` is not among them: it may be all that is left of a folder."""
_STALE = 24 * 60 * 60
"""Seconds after which nobody writes any more to what stands aside: a process was killed."""


def write(path: Path, data: bytes, remedy: str = _ELSEWHERE) -> None:
    """Write `data` to `path` whole or not at all, through a link too; Misuse where that fails. A file keeps its
    permissions. A device or a pipe is written to, never replaced."""
    with write_all_or_none(remedy) as outbox:
        outbox.write(path, data)


def replace_contents(path: Path, before: bytes, data: bytes) -> None:
    """Write the new contents of a file that is there, with the contents `before`; its mode and owner stay. Misuse where
    that fails, where somebody has changed it meanwhile, where its owner has write-protected it, and where it is more
    than a file in its folder: a link that leads out of it and of the current folder, or one of several names."""
    with _as_misuse(path, _BY_HAND):
        target, status = target_of(path), path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise Misuse(f"{path}: is a device or a pipe; name a file")
        # Renaming over it would not ask; whoever may do everything is asked by the mode alone.
        if not (status.st_mode & 0o222 and os.access(path, os.W_OK)):
            raise Misuse(f"{path}: is write-protected; {_BY_HAND}")
        if not any(map(target.is_relative_to, (path.parent.resolve(), Path.cwd()))):
            raise Misuse(f"{path}: is a link to {target}, in another folder; name that file")
        if status.st_nlink > 1:
            names = f"has {status.st_nlink} names (hard links), of which only this one would change"
            raise Misuse(f"{path}: {names}; mend it by hand")
        with write_all_or_none(_BY_HAND) as outbox:
            outbox.write(target, data)
            if outbox.loses_owner(target):
                raise Misuse(f"{path}: would not stay its owner's or group's; run as that user, or mend it by hand")
            if target.read_bytes() != before:
                raise Misuse(f"{path}: was changed meanwhile; run the command again")


class Outbox:
    """Files written beside their targets, which take their names together."""

    def __init__(self, remedy: str = _ELSEWHERE) -> None:
        self._remedy = remedy
        self._aside: dict[Path, Path] = {}
        self._poured: dict[Path, bytes] = {}
        self._swept: set[Path] = set()

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
                if target.parent not in self._swept:
                    self._swept.add(target.parent)
                    sweep(target.parent, aside)
                if target.exists():
                    before = target.stat()
                    with contextlib.suppress(OSError):  # only who may do everything gives files away
                        os.chown(aside, before.st_uid, before.st_gid)
                    aside.chmod(stat.S_IMODE(before.st_mode))
                file.write(data)

    def loses_owner(self, path: Path) -> bool:
        """Whether what will be `path` belongs to another user or group than what is there."""
        old, new = path.stat(), self._aside[path].stat()
        return (old.st_uid, old.st_gid) != (new.st_uid, new.st_gid)

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
def write_all_or_none(remedy: str = _ELSEWHERE) -> Iterator[Outbox]:
    """Write several files together: all are renamed into place, or none; `remedy`: what to do where it fails."""
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
    return target.with_name(f"{_ASIDE}{secrets.token_hex(8)}")


def sweep(folder: Path, new: Path) -> None:
    """Remove what processes that were killed left in a folder, long before something in it that is new."""
    for aside in folder.iterdir():
        if not _LEFT.fullmatch(aside.name) or aside == new:
            continue
        with contextlib.suppress(OSError):
            if new.stat().st_mtime - aside.lstat().st_mtime <= _STALE:
                continue
            if aside.is_dir() and not aside.is_symlink():
                shutil.rmtree(aside, ignore_errors=True)
            else:
                aside.unlink()
