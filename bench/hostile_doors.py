"""Doors that answer over HTTP, and requests that somebody made to break them: head, path and body are changed."""

import contextlib
import json
import random
import re
import socket
import subprocess
import sys
from collections.abc import Callable
from functools import cache
from typing import Any
from urllib.parse import urlsplit

from hostile_inputs import ROOT, changed, other_value

_STARTED: list[subprocess.Popen[str]] = []
_PATIENCE = 20
"""Seconds: who has not answered a whole request by then has failed."""
_STATUS = re.compile(rb"HTTP/1\.1 ([0-9]{3})")
_LENGTH = re.compile(rb"(?i)content-length: *([0-9]{1,12})\r")
_PATHS = [
    "/", "/en/", "/search/", "/assets/", "/../../../../etc/passwd", "/..%2f..%2f..%2fetc%2fpasswd", "//etc/passwd",
    "/%2e%2e/%2e%2e/etc/passwd", "/%00", "/\\..\\..\\etc\\passwd", "/%ff%fe", "/-/reload.js", "/?a=<script>", "*",
    "http://evil.example/", "/regulations/cac-group-services-2017/", "/index.html/", "/.git/config", "/etc/passwd",
]  # fmt: skip
_METHODS = ["GET"] * 6 + ["HEAD", "POST", "PUT", "DELETE", "OPTIONS", "TRACE", "CONNECT", "PRI", "get", "G\tET"]
_HEADERS = [
    "Host: evil.example", "Host: 127.0.0.1:evil", "Origin: null", "Origin: http://evil.example", "Expect: 100-continue",
    "Transfer-Encoding: chunked", "Transfer-Encoding: identity, chunked", "Content-Length: 5", "Content-Length: -1",
    "Range: bytes=0-,0-,0-", "If-Modified-Since: yesterday", "Accept-Encoding: gzip", "Upgrade: websocket",
    "Connection: Upgrade", "Content-Encoding: gzip", "Authorization: Bearer \u00e9", "X: " + "x" * 9000, ": x", "X",
    "MCP-Protocol-Version: 1999-01-01", "Mcp-Session-Id: x", "Accept: */*", "Content-Type: text/plain",
]  # fmt: skip


@cache
def address(name: str) -> tuple[str, int]:
    """Where a door answers, which is started for the first of its requests."""
    given = (
        ["mcp", "--http", "0"]
        if name == "mcp"
        else ["serve", "--port", "0", "--lang", "zh", "--only", "cac-group-services-2017"]
    )
    pipe = subprocess.PIPE
    command = [sys.executable, "-m", "guiju", *given]
    process = subprocess.Popen(command, stdout=pipe, stderr=pipe, stdin=subprocess.DEVNULL, cwd=ROOT, encoding="utf-8")
    _STARTED.append(process)
    stream = process.stderr if name == "mcp" else process.stdout
    assert stream is not None
    parts = urlsplit(next(word for line in stream for word in line.split() if word.startswith("http://")))
    return parts.hostname or "", parts.port or 0


def close_doors() -> None:
    """End what was started; its memory is then that of a child of this process."""
    for process in _STARTED:
        process.terminate()
        process.wait()


def calls(known: list[tuple[str, dict[str, Any]]]) -> Callable[[random.Random], bool]:
    """Calls of tools, to `guiju mcp`."""

    def surface(chance: random.Random) -> bool:
        tool, arguments = chance.choice(known)
        params = {"name": tool, "arguments": arguments}
        call: Any = {"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": params}
        if chance.random() < 0.5:
            call = other_value(call, chance)
        body = json.dumps(call, ensure_ascii=chance.random() < 0.5)
        if chance.random() < 0.3:
            body = changed(body, chance)
        head = ["Content-Type: application/json", "Accept: application/json, text/event-stream"]
        return _is_answered("mcp", "POST", "/mcp", head, body.encode("utf-8", "replace"), chance)

    return surface


def pages(chance: random.Random) -> bool:
    """Requests for pages, to `guiju serve`."""
    path = chance.choice(_PATHS)
    path = changed(path, chance) if chance.random() < 0.4 else path
    return _is_answered("serve", chance.choice(_METHODS), path[:70_000], [], b"", chance)


def _is_answered(door: str, method: str, path: str, head: list[str], body: bytes, chance: random.Random) -> bool:
    host, port = address(door)
    lines = [f"{method} {path} HTTP/1.1", f"Host: {host}:{port}", "Connection: close", *head]
    lines += [f"Content-Length: {len(body)}"] if body else []
    if chance.random() < 0.4:
        lines.insert(chance.randrange(1, len(lines) + 1), chance.choice(_HEADERS))
    text = "\r\n".join(lines)
    if chance.random() < 0.1:
        text = changed(text, chance, 2)
    data = text.encode("utf-8", "replace") + b"\r\n\r\n" + body
    answer = _answer(host, port, data)
    assert b"Traceback" not in answer and b"root:" not in answer, "what nobody is to see"
    assert b'"code":-32603' not in answer, "an internal error"
    status = _STATUS.match(answer)
    assert not status or status[1][:1] != b"5" or status[1] in (b"501", b"505"), f"status {status[1].decode()}"
    return bool(status and status[1][:1] in b"23")


def _answer(host: str, port: int, data: bytes) -> bytes:
    """The answer, where the request is whole; for the rest of another nobody waits."""
    head, _, body = data.partition(b"\r\n\r\n")
    lengths = [int(length) for length in _LENGTH.findall(head + b"\r")]
    is_whole = b"chunked" not in head.lower() and max([0, *lengths]) <= len(body)
    with (
        socket.create_connection((host, port), timeout=_PATIENCE) as connection,
        contextlib.suppress(ConnectionResetError, BrokenPipeError),
    ):
        connection.sendall(data)
        return b"".join(iter(lambda: connection.recv(1 << 16), b"")) if is_whole else b""
    return b""
