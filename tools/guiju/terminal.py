"""The terminal: wrapped and coloured where a person reads, whole lines where another program does."""

from __future__ import annotations

import os
import re
import sys

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

_UNWRAPPED = 100_000
"""Columns of a pipe: so many that a quotation stands in one line and can be searched for."""


class _Console(Console):
    def on_broken_pipe(self) -> None:
        """As for all output: the command line knows that a reader who goes away is no error; rich would end with 1."""
        raise BrokenPipeError


def console() -> Console:
    """Standard output. A width of the terminal that is none (COLUMNS=0) would show nothing, or stop the program."""
    if not re.fullmatch("[1-9][0-9]{0,5}", os.environ.get("COLUMNS", "80")):
        del os.environ["COLUMNS"]
    return _Console(highlight=False, width=None if sys.stdout.isatty() else _UNWRAPPED)


def indented(text: Text | str, by: int, style: str = "") -> Padding:
    """Text that stands `by` columns to the right, in all its lines."""
    return Padding(text if isinstance(text, Text) else Text(text, style=style), (0, 0, 0, by), expand=False)
