"""The terminal: wrapped and coloured where a person reads, whole lines where another program does."""

from __future__ import annotations

import sys

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

_UNWRAPPED = 100_000
"""Columns of a pipe: so many that a quotation stands in one line and can be searched for."""


def console() -> Console:
    """Standard output."""
    return Console(highlight=False, width=None if sys.stdout.isatty() else _UNWRAPPED)


def indented(text: Text | str, by: int, style: str = "") -> Padding:
    """Text that stands `by` columns to the right, in all its lines."""
    return Padding(text if isinstance(text, Text) else Text(text, style=style), (0, 0, 0, by), expand=False)
