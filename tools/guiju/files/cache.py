"""A cache of JSON values in the user's cache folder: `read` and `write`. Where anything is amiss, nothing is cached.

An entry is trusted only where nobody else can write. One of an earlier state of the same folder is never read again.
"""

import contextlib
import hashlib
import json
import os
import stat
import sys
from functools import cached_property
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from guiju import __version__
from guiju.files.bundled import schemas_folder

SWITCH = "GUIJU_NO_CACHE"
MOST_ENTRIES = 200
_MOST_BYTES = 1_000_000
_PACKAGE = Path(__file__).parents[1]


def tool() -> str:
    """A hash of what, besides the knowledge base, decides on an answer: guiju, its schemas, Python, what reads YAML."""
    folders = (folder for root in (_PACKAGE, schemas_folder()) for folder in os.walk(root))
    files = sorted(f"{at}/{name}" for at, _, names in folders if not at.endswith("__pycache__") for name in names)
    readers = (spec.origin for name in ("yaml", "jsonschema_rs") if (spec := find_spec(name)) and spec.origin)
    stamps = [f"{reader.st_size} {reader.st_mtime_ns} {reader.st_ctime_ns}" for reader in map(os.stat, readers)]
    own = (part for file in files for part in (os.fsencode(file), Path(file).read_bytes()))
    return _hash(__version__.encode(), sys.version.encode(), " ".join(stamps).encode(), *own)


class Cache:
    """The answers about the folder `root` in this `state`, a hash of its content."""

    def __init__(self, root: Path, state: str) -> None:
        place = root.resolve()
        self._folder = _folder(place)
        self._of_root = _hash(os.fsencode(place))[:16]
        self._state = state

    @cached_property
    def _of_state(self) -> str:
        return f"{self._of_root}-{_hash(self._state.encode(), tool().encode())[:32]}"

    def read(self, question: Any) -> Any:
        """The answer to a question; None where it is not known."""
        with contextlib.suppress(OSError, ValueError):
            file = self._file(question)
            with open(os.open(file, os.O_RDONLY | os.O_NONBLOCK | os.O_NOFOLLOW), "rb") as opened:  # noqa: PTH123  # fd
                status = os.fstat(opened.fileno())
                if stat.S_ISREG(status.st_mode) and _only_ours(status):
                    checksum, _, data = opened.read().partition(b"\n")
                    return json.loads(data) if checksum == _checksum(file, data) else None
        return None

    def write(self, question: Any, answer: Any) -> None:
        """Keep an answer, whole or not at all; forget those of other states, and the oldest of all."""
        with contextlib.suppress(OSError, ValueError):
            data = json.dumps(answer, ensure_ascii=False).encode()
            if len(data) > _MOST_BYTES:
                return
            file = self._file(question)
            aside = file.with_name(f".{os.urandom(8).hex()}")
            try:
                descriptor = os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
                with os.fdopen(descriptor, "wb") as opened:
                    opened.write(_checksum(file, data) + b"\n" + data)
                aside.replace(file)
            finally:
                aside.unlink(missing_ok=True)
            newest_first = sorted(file.parent.iterdir(), key=lambda kept: kept.lstat().st_mtime_ns, reverse=True)
            for place, kept in enumerate(newest_first):
                outdated = kept.name.startswith(self._of_root) and not kept.name.startswith(self._of_state)
                if outdated or place >= MOST_ENTRIES:
                    with contextlib.suppress(OSError):  # gone already, or not a file of ours
                        kept.unlink()

    def _file(self, question: Any) -> Path:
        """Where an answer is, or is to be. FileNotFoundError where there can be none."""
        if self._folder is None:
            raise FileNotFoundError
        return self._folder / f"{self._of_state}-{_hash(json.dumps(question).encode())[:32]}"


def _folder(root: Path) -> Path | None:
    """The folder of the cache, made where it is missing, never inside `root`, which may be a stranger's. None where
    there is to be none, or others could write to it."""
    if os.environ.get(SWITCH) or not hasattr(os, "getuid"):
        return None
    with contextlib.suppress(OSError, RuntimeError):  # RuntimeError: nobody knows where the home is
        named = Path(os.environ.get("XDG_CACHE_HOME", ""))
        folder = (named if named.is_absolute() else Path.home() / ".cache") / "guiju"
        if not folder.resolve().is_relative_to(root):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            return folder if _only_ours(folder.stat()) else None
    return None


def _only_ours(status: os.stat_result) -> bool:
    """Whether a file or folder is the user's, and no other can write to it."""
    return status.st_uid == os.getuid() and not status.st_mode & (stat.S_IWGRP | stat.S_IWOTH)


def _checksum(file: Path, data: bytes) -> bytes:
    return _hash(file.name.encode(), data).encode()


def _hash(*parts: bytes) -> str:
    return hashlib.sha256(b"".join(hashlib.sha256(part).digest() for part in parts)).hexdigest()
