"""Writing files: aside, then renamed, so that nobody ever sees half of one."""

from __future__ import annotations

import contextlib
import secrets
import stat
from pathlib import Path

from guiju.finding import Misuse


def write(path: Path, data: bytes) -> None:
    """Write `data` to `path` whole or not at all. Misuse where that cannot be done.

    A link stays a link, and what it leads to is written. A file keeps its permissions. A device or a pipe is written to, never replaced.
    """
    try:
        if path.is_dir():
            raise Misuse(f"{path}: is a folder; name a file")
        if path.exists() and not path.is_file():
            path.write_bytes(data)
        else:
            _replace(path.resolve(), data)
    except (OSError, RuntimeError, UnicodeEncodeError) as error:  # RuntimeError: links in a circle
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise Misuse(f"{path}: cannot be written ({reason.lower()}); choose another place with -o") from None


def _replace(target: Path, data: bytes) -> None:
    aside = target.with_name(f".guiju.{secrets.token_hex(8)}")
    try:
        with aside.open("xb") as file:
            if target.exists():
                aside.chmod(stat.S_IMODE(target.stat().st_mode))
            file.write(data)
        aside.replace(target)
    except BaseException:  # an interruption too
        with contextlib.suppress(OSError):
            aside.unlink()
        raise
