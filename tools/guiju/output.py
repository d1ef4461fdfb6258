"""Writing files: aside, then renamed, so that nobody ever sees half of one."""

from __future__ import annotations

import contextlib
import os
import tempfile
from pathlib import Path

from guiju.finding import Misuse


def write(path: Path, data: bytes) -> None:
    """Write `data` to `path` whole or not at all. Misuse where that cannot be done."""
    if path.is_dir():
        raise Misuse(f"{path}: is a folder; name a file")
    aside = None
    try:
        handle, aside = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        Path(aside).chmod(0o644)
        Path(aside).replace(path)
    except OSError as error:
        if aside is not None:
            with contextlib.suppress(OSError):
                Path(aside).unlink()
        reason = (error.strerror or str(error)).lower()
        raise Misuse(f"{path}: cannot be written ({reason}); choose another place with -o") from None
