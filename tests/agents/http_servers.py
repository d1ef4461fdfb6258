"""`guiju mcp` over HTTP as a program that a test starts, asks and ends."""

import json
import re
import signal
import subprocess
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

from conftest import PATIENCE
from places import ROOT
from stdio_clients import GUIJU


@dataclass(frozen=True)
class Server:
    """A server over HTTP: its process, and where it is."""

    process: subprocess.Popen[bytes]
    address: str

    @property
    def port(self) -> int:
        return int(self.address.rpartition(":")[2].partition("/")[0])

    def request(self, body: bytes | Iterator[bytes], **headers: str) -> tuple[int, str]:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        accepted = {"Content-Type": "application/json", "Accept": "application/json, text/event-stream"}
        connection.request("POST", "/mcp", body, {**accepted, **headers})
        answer = connection.getresponse()
        text = answer.read().decode("utf-8", "replace")
        connection.close()
        return answer.status, text

    def asked(self, tool: str, **arguments: Any) -> dict[str, Any]:
        """The result of a call."""
        status, text = self.request(call(tool, **arguments))
        assert status == 200, text
        result: dict[str, Any] = json.loads(text)["result"]
        return result


def call(tool: str, **arguments: Any) -> bytes:
    """A call as a client sends it."""
    params = {"name": tool, "arguments": arguments}
    return json.dumps({"jsonrpc": "2.0", "id": 2, "method": "tools/call", "params": params}).encode()


@contextmanager
def serving(*arguments: str, program: Sequence[str] = GUIJU, here: Path = ROOT) -> Iterator[Server]:
    command = [*program, "mcp", "--http", "0", *arguments]
    with subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.PIPE, cwd=here) as process:
        try:
            line = process.stderr.readline().decode()
            address = re.search(r"http://\S+", line)
            assert address, line
            threading.Thread(target=process.stderr.read, daemon=True).start()
            yield Server(process, address[0])
        finally:
            if process.poll() is None:
                process.send_signal(signal.SIGINT)
                try:
                    process.wait(PATIENCE)
                finally:
                    process.kill()
