"""Checks the citations in a text, or in a file."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from guiju.api.arguments import as_path
from guiju.files.finding import Misuse, Unsound

if TYPE_CHECKING:
    from guiju.citations.checking import CheckedCitation
    from guiju.lookup.laws import Laws


def citations(text: str | os.PathLike[str], laws: Laws, day: date) -> tuple[CheckedCitation, ...]:
    """The citations in a text, or in the file that a path names, in their order."""
    from guiju.citations.checking import check

    if isinstance(text, str) and "\0" in text:
        raise Misuse("text: it has a null character; remove it, or give a file as a pathlib.Path")
    content = text.encode("utf-8", "replace") if isinstance(text, str) else None
    file = Path("text.md") if isinstance(text, str) else as_path(text, "text")
    checked = check(file, laws, day, repair=False, data=content)
    if checked.unreadable:
        raise Unsound(checked.unreadable)
    return checked.citations
