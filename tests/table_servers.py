"""A PostgreSQL server and a Spark session for the tests of tables: both real, started once, on this machine alone."""

import contextlib
import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from conftest import PATIENCE

PASSWORD = "kept-to-itself"


@pytest.fixture(scope="session")
def postgres_address() -> Iterator[str]:
    """The address of a database on a server of its own, with its password."""
    with server() as address:
        yield address


@pytest.fixture(scope="session")
def spark() -> Iterator[Any]:
    """A session of Spark on two processors, as `--engine spark --master local[2]` opens it."""
    from guiju.tables.spark_session import session

    # It lives for a minute: compiling less makes it start sooner.
    os.environ.setdefault("JAVA_TOOL_OPTIONS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC")
    with session("local[2]") as opened:
        # Few rows are read sooner by an interpreter than a compiler is done; `guiju assess --engine spark` is tested as
        # it is.
        opened.session.conf.set("spark.sql.codegen.wholeStage", "false")
        yield opened


@contextlib.contextmanager
def server() -> Iterator[str]:
    """A PostgreSQL server that only this machine reaches, run by another user than root, which it refuses."""
    programs, user = _programs(), _user()
    folder = Path(tempfile.mkdtemp(prefix="guiju-postgres-"))
    try:
        secret = folder / "password"
        secret.write_text(PASSWORD, "utf-8")
        if user:
            for path in (folder, secret):
                shutil.chown(path, user)
        command = [programs / "initdb", "-D", folder / "data", "--username=guiju", f"--pwfile={secret}"]
        command += ["--auth=scram-sha-256", "--encoding=UTF8", "--locale=C", "--no-sync"]
        done = subprocess.run(command, capture_output=True, text=True, user=user, cwd=folder)
        assert done.returncode == 0, done.stderr
        with contextlib.ExitStack() as ends:
            with free_port() as port, (folder / "log").open("wb") as log:
                options = ["-h", "127.0.0.1", "-k", folder, "-p", str(port), "-F"]
                command = [programs / "postgres", "-D", folder / "data", *options]
                running = subprocess.Popen(command, stdout=log, stderr=log, user=user, cwd=folder)
                ends.callback(_end, running)
                address = f"postgresql://guiju:{PASSWORD}@127.0.0.1:{port}/postgres"
                _wait(address, running, folder / "log")
            yield address
    finally:
        shutil.rmtree(folder)


def _programs() -> Path:
    """The folder of initdb and postgres; the tests fail without them, since a skipped test says nothing."""
    named = os.environ.get("POSTGRES_BIN") or os.path.dirname(shutil.which("initdb") or "")  # noqa: PTH120
    folders = [Path(named)] if named else sorted(Path("/usr/lib/postgresql").glob("*/bin"))
    for folder in folders:
        if (folder / "initdb").exists() and (folder / "postgres").exists():
            return folder
    remedy = "run .ci/postgres, or set POSTGRES_BIN to its programs"
    pytest.fail(f"the tests need a PostgreSQL server: {remedy}", pytrace=False)


def _user() -> str | None:
    """Somebody else, where root runs the tests."""
    if os.geteuid() != 0:
        return None
    known = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in known else "nobody"


@contextlib.contextmanager
def free_port() -> Iterator[int]:
    """A port that no other program is given until the server listens there: several may look for one at once."""
    with socket.socket() as door:
        # As the server does: so it may share what is only held.
        door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        door.bind(("127.0.0.1", 0))
        yield door.getsockname()[1]


def _end(running: subprocess.Popen[bytes]) -> None:
    running.send_signal(signal.SIGINT)  # at once, whoever is connected
    running.wait(PATIENCE)


def _wait(address: str, running: subprocess.Popen[bytes], log: Path) -> None:
    from adbc_driver_postgresql import dbapi

    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        assert running.poll() is None, log.read_text("utf-8", "replace")
        with contextlib.suppress(dbapi.Error), dbapi.connect(address):
            return
        time.sleep(0.1)
    pytest.fail(f"PostgreSQL did not start: {log.read_text('utf-8', 'replace')}")
