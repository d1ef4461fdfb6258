"""How far work is that takes longer than two seconds: a line on standard error, where a person watches.

No thread draws it: work is shared between processes (processes.py) only where there is none.
"""

import sys
import time
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

_T = TypeVar("_T")
_UNSAID, _BETWEEN = 2.0, 0.1
"""Seconds before it is said, and between two drawings."""
_WIDTH = 40
_CLEAR = "\r\x1b[K"


def tracked(
    items: Iterable[_T], label: str, total: int | None = None, place: Callable[[_T], int] | None = None
) -> Iterator[_T]:
    """The items. `place`: the number of one of them, from 0, where others do the rest; else they are counted."""
    if not sys.stderr.isatty():
        yield from items
        return
    begun = drawn = time.monotonic()
    try:
        for count, item in enumerate(items):
            now = time.monotonic()
            if now - begun > _UNSAID and now - drawn > _BETWEEN:
                done, drawn = place(item) if place else count, now
                share = min(done / total, 1) if total else 0
                bar = f"{'━' * round(_WIDTH * share):<{_WIDTH}} {share:4.0%} " if total else ""
                of = f"/{total}" if total and not place else ""
                sys.stderr.write(f"{_CLEAR}{label} {bar}{'' if place else done}{of} {now - begun:.0f} s")
                sys.stderr.flush()
            yield item
    finally:
        if drawn != begun:
            sys.stderr.write(_CLEAR)
            sys.stderr.flush()
