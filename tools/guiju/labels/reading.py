"""The labels of a file: a path in, what its metadata hold and what its text says of itself out."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Literal

from guiju import reading
from guiju.files.content import read_bounded
from guiju.files.display import Displayed
from guiju.files.finding import Finding, Location, Unsound
from guiju.labels.formats import begins, format_of, formats
from guiju.labels.label import Mark, marks, names
from guiju.reading.limits import MAX_BYTES, refuse, too_large

ReadState = Literal["read", "not_read", "unreadable"]
"""Its metadata were read; it is of a format that is not; or it is damaged, locked or too large."""

_PROBED, _MOST = 2_048, 20


@dataclass(frozen=True)
class ExplicitWords(Displayed):
    """Words in a text by which it may say that it was generated, and whereabouts in it."""

    words: str
    whereabouts: Literal["start", "middle", "end"]


@dataclass(frozen=True)
class LabelledFile(Displayed):
    """What a file was found to hold. `words` is None where nobody looked: in pictures and PDF."""

    path: str
    format: str
    state: ReadState
    marks: tuple[Mark, ...] = ()
    words: tuple[ExplicitWords, ...] | None = None
    findings: tuple[Finding, ...] = ()

    @property
    def labels(self) -> tuple[Mark, ...]:
        """The implicit labels, unreadable ones too."""
        return tuple(mark for mark in self.marks if mark.kind in ("implicit", "unreadable"))


def read_file(file: Path) -> LabelledFile:
    """The labels of a file. What cannot be read says so; nothing is raised."""
    name, form = file.as_posix(), ""
    try:
        form = format_of(read_bounded(file, _PROBED), name)
        if not form:
            return LabelledFile(name, "", "not_read")
        data = read_bounded(file, MAX_BYTES)
        if len(data) > MAX_BYTES:
            too_large(f"more than {MAX_BYTES:,} bytes; only smaller files are read", name)
        module = formats()[form]
        if not begins(data, module):
            otherwise = f"is not {form.upper()}, despite its name; name it by what it is"
            refuse("unreadable-file", otherwise if data else "is empty; copy it again", name)
        found = marks(module.entries(data, name))
        words = tuple(islice(_words(data, name), _MOST)) if module.KIND == "text" else None
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        problem = Finding(
            "unreadable-file", f"cannot be read ({reason}); check its name and permissions", Location(name, 0)
        )
        return LabelledFile(name, form, "unreadable", findings=(problem,))
    except Unsound as unsound:
        return LabelledFile(name, form, "unreadable", findings=(_placed(unsound.findings[0], form),))
    return LabelledFile(name, form, "read", found, words)


def _placed(finding: Finding, form: str) -> Finding:
    """A finding; of a file that has no lines, without one."""
    return replace(finding, at=Location(finding.at.path, 0)) if form and formats()[form].MAGIC else finding


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile("|".join(names()["explicit"]), re.IGNORECASE)


def _words(data: bytes, name: str) -> Iterator[ExplicitWords]:
    """The words in a text; its front matter is no text."""
    passages = [one for one in reading.read(data, name).passages if one.beside != "front-matter" and one.text.strip()]
    for place, passage in enumerate(passages):
        for match in _pattern().finditer(passage.text):
            last = len(passages) - 1
            yield ExplicitWords(match[0], "start" if place == 0 else "end" if place == last else "middle")
