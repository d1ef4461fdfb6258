"""JSON as people read it: indented, Chinese as Chinese, and no character that is not seen."""

import json
from typing import Any

from guiju.files.characters import is_invisible


def json_text(value: Any, indent: int | None = 2) -> str:
    """The value as JSON, in one line without `indent`; invisible characters, which only texts have, are escaped."""
    text = json.dumps(value, ensure_ascii=False, indent=indent)
    return "\n".join(line if line.isprintable() else "".join(map(_shown, line)) for line in text.split("\n"))


def json_bytes(value: Any) -> bytes:
    """The value as the content of a JSON file, UTF-8."""
    return (json_text(value) + "\n").encode()


def _shown(character: str) -> str:
    return json.dumps(character)[1:-1] if is_invisible(character) else character  # JSON need not escape it
