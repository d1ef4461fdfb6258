"""The server of `guiju serve` under attack: many requests at once, requests that never end, foreign host names."""

import contextlib
import select
import shutil
import socket
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from datetime import date

import pytest

from case_tables import cases, each
from conftest import PATIENCE, ROOT
from guiju.site.preview.preview import Preview, PreviewOptions
from guiju.site.preview.server import MOST_CONNECTIONS, Server

pytestmark = pytest.mark.server

TABLES = cases(__file__)
REQUEST = b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    base = tmp_path_factory.mktemp("base") / "small"
    shutil.copytree(ROOT / "tests/corpora/good", base)
    with Preview(PreviewOptions(base, ("zh",), date(2026, 11, 1), "rule-old")) as preview, Server(0, preview) as opened:
        assert list(preview.update()) == ["zh"]
        with opened.running():
            yield opened


def connected(server: Server) -> socket.socket:
    return socket.create_connection(("127.0.0.1", server.server_port), PATIENCE)


def answer(server: Server, request: bytes) -> bytes:
    """All that comes back to these bytes, until the server closes the connection."""
    with connected(server) as connection:
        connection.sendall(request)
        connection.shutdown(socket.SHUT_WR)
        return to_its_end(connection)


def to_its_end(connection: socket.socket) -> bytes:
    pieces = []
    with contextlib.suppress(ConnectionResetError):  # what was sent and not read
        while piece := connection.recv(65_536):
            pieces.append(piece)
    return b"".join(pieces)


def test_two_hundred_requests_at_once_are_all_answered(server: Server) -> None:
    with ExitStack() as stack, ThreadPoolExecutor(50) as pool:
        waiting = [stack.enter_context(connected(server)) for _ in range(200)]
        for connection in waiting:
            connection.sendall(REQUEST)
        answers = list(pool.map(to_its_end, waiting))
    assert {text.split(b"\r\n", 1)[0] for text in answers} == {b"HTTP/1.1 200 OK"}


def test_beyond_what_is_answered_at_once_a_browser_is_asked_to_come_again(server: Server) -> None:
    with ExitStack() as stack:
        for _ in range(MOST_CONNECTIONS):
            stack.enter_context(connected(server)).sendall(b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n")
        end = time.monotonic() + PATIENCE
        while b" 503 " not in (reply := to_its_end(stack.enter_context(asking(server)))):
            assert b" 200 " in reply and time.monotonic() < end
        assert b"Retry-After: 1" in reply
    end = time.monotonic() + PATIENCE
    while b" 200 " not in answer(server, REQUEST):  # the half-sent requests ended with their connections
        assert time.monotonic() < end


def asking(server: Server) -> socket.socket:
    connection = connected(server)
    connection.sendall(REQUEST)
    return connection


def test_a_request_that_stops_half_way_or_never_ends_is_closed(server: Server) -> None:
    with connected(server) as stopped, connected(server) as dripping:
        stopped.sendall(b"GET / HTTP/1.1\r\nHost: 127.")
        dripping.sendall(b"GET / HTTP/1.1\r\nX: ")
        end = time.monotonic() + PATIENCE
        while not select.select([dripping], [], [], 1)[0]:
            dripping.sendall(b"x")
            assert time.monotonic() < end
        assert to_its_end(stopped) == b""
    assert answer(server, REQUEST).startswith(b"HTTP/1.1 200 OK")


@each(TABLES["foreign"])
def test_a_host_that_is_not_this_machine_is_refused_without_a_trace(
    host: str, server: Server, capfd: pytest.CaptureFixture[str]
) -> None:
    reply = answer(server, f"GET / HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n".encode("latin-1"))
    assert b" 400 " in reply or (b" 403 " in reply and b"127.0.0.1" in reply)
    assert capfd.readouterr().err == ""


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "LOCALHOST:8000", "127.0.0.1:1"])
def test_this_machine_is_answered_under_its_own_names(server: Server, host: str) -> None:
    assert answer(server, f"GET / HTTP/1.1\r\nHost: {host}\r\n\r\n".encode()).startswith(b"HTTP/1.1 200 ")


@pytest.mark.parametrize("line", [*TABLES["strange"], f"GET /{'a' * 70_000} HTTP/1.1"])
def test_a_strange_request_leaves_no_trace(server: Server, line: str, capfd: pytest.CaptureFixture[str]) -> None:
    answer(server, f"{line}\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n".encode("latin-1"))
    assert capfd.readouterr().err == ""
    assert answer(server, REQUEST).startswith(b"HTTP/1.1 200 OK")
