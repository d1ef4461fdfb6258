"""The answer to a client's first message, given before the SDK is imported, which takes seconds.

Only a plain `initialize` is answered here. In its place the SDK gets the notification that ends this exchange.
"""

import json
import os
import sys

from guiju import __version__

NAME, TITLE = "guiju", "规矩 guiju"
INSTRUCTIONS = (
    "Chinese internet regulation as data. Start with search or get_article. Quote the law only from claims, and tell "
    "the reader what standing and not_covered say: an empty answer does not mean permission. This is not legal advice."
)
VERSIONS = ("2024-11-05", "2025-03-26", "2025-06-18", "2025-11-25")
"""Of the protocol, which begin so; the SDK answers what names another."""
_TYPES = [int, dict, str, str], [str, dict, str, str]
_LONGEST = 1 << 16
_ENDED = b'{"jsonrpc":"2.0","method":"notifications/initialized"}'


def greet(descriptor: int) -> bytes:
    """Read the first line, and answer it on standard output if it is a plain `initialize`. What the SDK is to read."""
    data = b""
    while b"\n" not in data and len(data) < _LONGEST and (more := os.read(descriptor, _LONGEST)):
        data += more
    line, end, rest = data.partition(b"\n")
    try:
        message = json.loads(line)
        params, client, id = message["params"], message["params"]["clientInfo"], message["id"]
        version = params["protocolVersion"]
        begins = (message["jsonrpc"], message["method"]) == ("2.0", "initialize")
        types = [type(value) for value in (id, params["capabilities"], client["name"], client["version"])]
    except (ValueError, TypeError, KeyError, RecursionError):
        return data
    if not begins or version not in VERSIONS or types not in _TYPES:
        return data
    result = {
        "protocolVersion": version,
        "capabilities": {"tools": {"listChanged": False}},
        "serverInfo": {"name": NAME, "title": TITLE, "version": __version__},
        "instructions": INSTRUCTIONS,
    }
    sys.stdout.write(json.dumps({"jsonrpc": "2.0", "id": id, "result": result}, ensure_ascii=False) + "\n")
    sys.stdout.flush()
    return _ENDED + end + rest
