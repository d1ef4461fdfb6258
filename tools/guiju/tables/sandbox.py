"""A DuckDB that reaches only the files it was given: no other file, no network, no extension, no setting, no Python."""

import contextlib
import os
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from guiju.files.finding import Misuse

MEMORY, MEMORY_A_THREAD = 250, 50
"""MB that a scan may hold, at least, and for each processor; the rest is written aside, into a temporary folder."""
MUCH = 2_000
"""MB for a scan that needs more: one that counts how often each of a hundred million codes occurs."""
_CONFIG = {
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "allow_community_extensions": "false",
    "python_enable_replacements": "false",
}


def memory_limit() -> int:
    """MUCH, or half of the memory of this machine, in MB; where that cannot be told, MUCH."""
    try:
        return min(MUCH, os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // 2_000_000)
    except (AttributeError, ValueError, OSError):
        return MUCH


def literal(path: Path) -> str:
    """A file as DuckDB takes its name, with marks of a glob escaped; this name too must be among its allowed paths."""
    return re.sub(r"([\[*?])", r"[\1]", str(path))


@contextlib.contextmanager
def connected(readable: Sequence[Path], writable: Path | None = None, memory: int = 0) -> Iterator[Any]:
    """A connection to an empty database that may read these files and write below `writable`; no query can change that.

    It holds `memory` MB at once, or what any scan may hold, whichever is more. Misuse where DuckDB is not installed.
    """
    try:
        import duckdb  # imported here: it is slow, and most commands need no tables
    except ImportError:
        raise Misuse("tables are read with DuckDB, which is not installed; pip install 'guiju[tables]'") from None

    with TemporaryDirectory(prefix="guiju-") as aside:
        connection = duckdb.connect(":memory:", config={"temp_directory": aside, **_CONFIG})
        with contextlib.closing(connection):
            (threads,) = connection.execute("SELECT current_setting('threads')").fetchone() or (1,)
            connection.execute(f"SET memory_limit = '{max(memory, MEMORY, MEMORY_A_THREAD * threads)}MB'")
            allowed = list(dict.fromkeys(name for path in readable for name in (str(path), literal(path))))
            connection.execute("SET allowed_paths = $paths", {"paths": allowed})
            if writable is not None:
                connection.execute("SET allowed_directories = $paths", {"paths": [f"{writable}/"]})
            # Progress is measured and not printed: whoever watches asks for it (guiju.terminal).
            connection.execute("SET enable_progress_bar_print = false")
            connection.execute("SET enable_progress_bar = true")
            connection.execute("SET enable_external_access = false")
            connection.execute("SET lock_configuration = true")
            yield connection
