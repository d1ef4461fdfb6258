"""The answer to a client's first message, given before what speaks the protocol is imported, which takes seconds.

Only a plain `initialize` is answered here; the SDK gets it too, and what it says to it is left out (`over_stdio`).
"""

import json
import os
import sys
from dataclasses import dataclass
from typing import Any

from guiju import __version__

NAME, TITLE = "guiju", "规矩 guiju"
INSTRUCTIONS = (
    "Chinese internet regulation as data. Start with search or get_article. Quote the law only from claims, and tell "
    "the reader what standing and not_covered say: an empty answer does not mean permission. This is not legal advice."
)
VERSIONS = ("2024-11-05", "2025-03-26", "2025-06-18", "2025-11-25")
"""Of the protocol, which begin so; the SDK answers what names another."""
_LONGEST = 1 << 16


@dataclass(frozen=True)
class FirstMessage:
    """What was read of the input, and the id of the request that was answered; None where none was."""

    read: bytes = b""
    id: str | int | None = None


def answered(descriptor: int) -> FirstMessage:
    """Read the first line, and answer it on standard output where it is a plain `initialize`."""
    data = b""
    while b"\n" not in data and len(data) < _LONGEST and (more := os.read(descriptor, _LONGEST)):
        data += more
    message = _message(data.partition(b"\n")[0])
    if not message:
        return FirstMessage(data)
    result = {
        "protocolVersion": message["params"]["protocolVersion"],
        "capabilities": {"tools": {"listChanged": False}},
        "serverInfo": {"name": NAME, "title": TITLE, "version": __version__},
        "instructions": INSTRUCTIONS,
    }
    sys.stdout.write(json.dumps({"jsonrpc": "2.0", "id": message["id"], "result": result}, ensure_ascii=False) + "\n")
    sys.stdout.flush()
    return FirstMessage(data, message["id"])


def _message(line: bytes) -> dict[str, Any]:
    """The message in a line; empty where it is no plain `initialize`."""
    try:
        message = json.loads(line)
        params, id = message["params"], message["id"]
        client = params["clientInfo"]
        plain = message["jsonrpc"] == "2.0" and message["method"] == "initialize" and type(id) in (int, str)
        plain = plain and params["protocolVersion"] in VERSIONS and type(params["capabilities"]) is dict
        known = plain and type(client["name"]) is type(client["version"]) is str
    except (ValueError, TypeError, KeyError, RecursionError):
        return {}
    return dict(message) if known else {}
