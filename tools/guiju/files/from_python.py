"""Values of Python, as the document that a file of them would be: what a program gives in place of a file."""

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from guiju.files.content import MAX_BYTES
from guiju.files.finding import Finding, Location, Unsound, one_line
from guiju.files.source import MAX_DEPTH, Document, Key, Steps, parse


@dataclass(frozen=True)
class Given(Document):
    """A value that a program gave, in no file: the place of a part is the path to it, facts.service_launched_on."""

    def at(self, *path: Key) -> Location:
        return Location(".".join(map(str, path)) or self.path, 0)

    def key_at(self, *path: Key) -> Location:
        return self.at(*path)


def from_python(value: object, name: str) -> Given:
    """A value of Python as the document that a file of it would be. Unsound for what no file can have."""
    try:
        data = json.dumps(written(value, name), ensure_ascii=False).encode()
    except UnicodeEncodeError:
        raise _unsound("wrong-encoding", "has half a character (a lone surrogate); remove it", name) from None
    if len(data) > MAX_BYTES:
        remedy = "give rows of a service as a table (guiju assess --table)"
        raise _unsound("file-too-large", f"more than {MAX_BYTES:,} bytes; {remedy}", name)
    try:
        return Given(name, parse(data, name).value, data)
    except Unsound as unsound:
        raise Unsound(replace(finding, at=Location(name, 0)) for finding in unsound.findings) from None


def written(value: object, name: str, path: Steps = ()) -> Any:
    """The value as JSON has it: days and times as text. Unsound for what JSON cannot have."""
    if value is None or isinstance(value, str | bool | int) or (isinstance(value, float) and math.isfinite(value)):
        return value
    if isinstance(value, date):
        return value.isoformat()
    here = Given(name, None).at(*path)
    if len(path) > MAX_DEPTH:
        raise Unsound([Finding("yaml-too-deep", f"more than {MAX_DEPTH} levels deep; flatten it", here)])
    if isinstance(value, Mapping) and all(isinstance(key, str) for key in value):
        return {key: written(inner, name, (*path, key)) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [written(inner, name, (*path, place)) for place, inner in enumerate(value)]
    remedy = "give text, a finite number, True, False, a date, or a list or mapping (with keys of text) of these"
    raise Unsound([Finding("profile", f"{one_line(value)} is a {type(value).__name__}; {remedy}", here)])


def _unsound(code: str, message: str, name: str) -> Unsound:
    return Unsound([Finding(code, message, Location(name, 0))])
