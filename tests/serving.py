"""A running `guiju serve`, for tests: started, asked, and ended."""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from urllib.parse import urlsplit

from conftest import AS_OF, PATIENCE

GUIJU = (sys.executable, "-m", "guiju")


@dataclass(frozen=True)
class Serving:
    """A running `guiju serve`, the addresses that it named, and the folder for its temporary files."""

    process: subprocess.Popen[str]
    addresses: tuple[str, ...]
    temporary: Path

    def get(self, path: str, method: str = "GET", **headers: str) -> tuple[HTTPResponse, str]:
        """The answer to a request whose path is sent as it stands, and its text."""
        connection = HTTPConnection("127.0.0.1", urlsplit(self.addresses[0]).port or 0, timeout=PATIENCE)
        connection.request(method, path, headers=headers)
        answer = connection.getresponse()
        text = answer.read().decode("utf-8")
        connection.close()
        return answer, text


@contextmanager
def serving(
    temporary: Path,
    *arguments: str | Path,
    languages: int = 1,
    program: Sequence[str] = GUIJU,
    environment: Mapping[str, str] = os.environ,
    here: Path | None = None,
) -> Iterator[Serving]:
    """Start it, wait until it has named its addresses, and end it. `temporary` is made, for its temporary files."""
    temporary.mkdir()
    command = [*program, "serve", "--port", "0", "--as-of", AS_OF, *map(str, arguments)]
    settings = {**environment, "TMPDIR": str(temporary)}
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdout=pipe, stderr=pipe, env=settings, cwd=here, encoding="utf-8") as process:
        assert process.stdout is not None and process.stderr is not None
        try:
            addresses = tuple(process.stdout.readline().split(" ")[0] for _ in range(languages))
            assert all(addresses), process.stderr.read()
            yield Serving(process, addresses, temporary)
        finally:
            if process.poll() is None:
                process.send_signal(signal.SIGINT)
                process.communicate(timeout=PATIENCE)


def without_reload(page: str) -> str:
    """The page without the script that waits for the next build."""
    return re.sub(r'<script type="module" src="/-/reload.js?[^>]*></script>', "", page)
