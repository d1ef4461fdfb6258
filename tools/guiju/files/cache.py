"""A cache of JSON texts in the user's cache folder, one SQLite file for each knowledge base: `read`, `write`, `keep`.

The key of an entry is a hash of all that its text was made from, so a changed byte finds none. An entry is trusted only
where nobody else can write, and has a checksum. Where anything is amiss, nothing is cached.
"""

import contextlib
import hashlib
import os
import sqlite3
import stat
import sys
import zlib
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, cached_property
from importlib.util import find_spec
from pathlib import Path

from guiju import __version__
from guiju.files.bundled import schemas_folder

SWITCH = "GUIJU_NO_CACHE"
_PACKAGE = Path(__file__).parents[1]
_DAMAGE = (sqlite3.DatabaseError, TypeError, ValueError, AttributeError, KeyError)
"""What a damaged file leads to: a value may have another type than was written, or name what is not there."""
_BEYOND_REPAIR = (sqlite3.SQLITE_ERROR, sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
FAILURES = (OSError, *_DAMAGE)


def tool() -> bytes:
    """A hash of what else decides on what is made of a base: guiju, its schemas, Python, the reader of YAML."""
    readers = (spec.origin for name in ("yaml", "jsonschema_rs") if (spec := find_spec(name)) and spec.origin)
    stamps = (f"{reader.st_size} {reader.st_mtime_ns} {reader.st_ctime_ns}" for reader in map(os.stat, readers))
    return _tool((_PACKAGE, schemas_folder()), (__version__, sys.version, *stamps))


@cache  # this program does not change while it runs
def _tool(roots: tuple[Path, ...], versions: tuple[str, ...]) -> bytes:
    folders = (folder for root in roots for folder in os.walk(root))
    files = sorted(f"{at}/{name}" for at, _, names in folders if not at.endswith("__pycache__") for name in names)
    own = (part for file in files for part in (os.fsencode(file), Path(file).read_bytes()))
    return digest(*map(str.encode, versions), *own)


def digest(*parts: bytes) -> bytes:
    """A hash of these parts, each whole."""
    return hashlib.sha256(b"".join(hashlib.sha256(part).digest() for part in parts)).digest()


class Cache:
    """What was made from the folder `root`."""

    def __init__(self, root: Path) -> None:
        self._file = file_for(root, "parsed")

    def key(self, *parts: bytes) -> bytes:
        """The key of what this program makes of these parts."""
        return digest(self._tool, *parts)

    @cached_property
    def _tool(self) -> bytes:
        return tool() if self._file else b""

    def read(self, keys: Iterable[bytes]) -> dict[bytes, bytes]:
        """The texts of those of these keys that have one."""
        texts: dict[bytes, bytes] = {}
        with contextlib.suppress(*FAILURES), _opened(self._file) as database:
            for key in keys:
                entry = database.execute("SELECT checksum, text FROM entry WHERE key = ?", (key,)).fetchone()
                if entry and entry[0] == digest(key, entry[1]):
                    texts[key] = entry[1]
        return texts

    def write(self, texts: Mapping[bytes, bytes]) -> None:
        """Keep texts, all of them or none."""
        if not texts:
            return
        with contextlib.suppress(*FAILURES), _opened(self._file) as database, database:
            entries = ((key, digest(key, text), text) for key, text in texts.items())
            database.executemany("INSERT OR REPLACE INTO entry VALUES (?, ?, ?)", entries)

    def keep(self, keys: Iterable[bytes]) -> None:
        """Forget all entries but these."""
        with contextlib.suppress(*FAILURES), _opened(self._file) as database, database:
            there = {key for (key,) in database.execute("SELECT key FROM entry")}
            database.executemany("DELETE FROM entry WHERE key = ?", ((key,) for key in there - set(keys)))


@contextlib.contextmanager
def _opened(file: Path | None) -> Iterator[sqlite3.Connection]:
    with opened(file, "CREATE TABLE IF NOT EXISTS entry (key BLOB PRIMARY KEY, checksum BLOB, text BLOB)") as database:
        database.execute("PRAGMA synchronous = OFF")  # what a power failure leaves half written has no checksum
        yield database


@contextlib.contextmanager
def opened(file: Path | None, tables: str) -> Iterator[sqlite3.Connection]:
    """The SQLite database in this file, with these tables. One with others is made anew, a damaged one is removed.
    OSError where there is to be none, or others could write to it."""
    if file is None:
        raise FileNotFoundError
    with contextlib.suppress(FileExistsError):
        os.close(os.open(file, os.O_CREAT | os.O_EXCL, 0o600))
    status = file.lstat()
    if not stat.S_ISREG(status.st_mode) or not _only_ours(status):
        raise PermissionError
    version = zlib.crc32(tables.encode()) & 0x7FFFFFFF
    database = sqlite3.connect(file, timeout=20)
    try:
        if not status.st_size:
            database.executescript(f"BEGIN; {tables}; PRAGMA user_version = {version}; COMMIT")
        elif database.execute("PRAGMA user_version").fetchone() != (version,):
            file.unlink(missing_ok=True)
            with opened(file, tables) as renewed:
                yield renewed
            return
        yield database
    except _DAMAGE as error:
        # Not where it is locked, read-only, or the disk is full. SQLITE_ERROR: a table or column is missing.
        if getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF in _BEYOND_REPAIR:
            file.unlink(missing_ok=True)
        raise
    finally:
        database.close()


def file_for(root: Path, purpose: str) -> Path | None:
    """The file of the cache for this purpose and knowledge base. None where there is to be none."""
    place = root.resolve()
    folder = _folder(place)
    return folder / f"{digest(os.fsencode(place)).hex()[:16]}-{purpose}.sqlite" if folder else None


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
