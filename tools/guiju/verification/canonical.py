"""Values as canonical JSON (RFC 8785) has them: what no hash can be made of, or what two ways of writing give the same hash, is found before it is used."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

import rfc8785

from guiju.files.source import Steps
from guiju.reasoning.facts import plain
from guiju.verification.values import Difference, shown


def otherwise_written(value: Any, path: Steps = (), without: Collection[Steps] = ()) -> Iterator[Difference]:
    """Numbers and texts that canonical JSON does not have: 1.0 and 1e0 for 1, too large a number, half a character."""
    if path in without:
        return
    if isinstance(value, dict):
        for key, inner in value.items():
            if not _canonical(key):
                yield Difference(
                    (*path, key), "is a key with half a character; JSON that others read has none", key=True
                )
            yield from otherwise_written(inner, (*path, key), without)
    elif isinstance(value, list):
        for place, inner in enumerate(value):
            yield from otherwise_written(inner, (*path, place), without)
    elif not _canonical(again := plain(value)):
        what = "a text with half a character" if isinstance(value, str) else "a number that other readers do not keep"
        yield Difference(path, f"is {what}: {shown(value)}")
    elif repr(again) != repr(value):
        yield Difference(path, f"is {shown(value)}; guiju writes {shown(again)}")


def _canonical(value: Any) -> bool:
    """Whether canonical JSON has a value that holds no others."""
    if isinstance(value, str) and value.isprintable():
        return True
    try:
        rfc8785.dumps(value)
    except ValueError:
        return False
    return True
