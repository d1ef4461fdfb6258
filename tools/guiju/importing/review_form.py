"""The form of the review sheet: its columns, and the words of its drop-downs."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from guiju.files.bundled import packaged
from guiju.reading.entry import Choice, comparable

_FORM: Mapping[str, Any] = packaged(__file__, "review.yaml")
TEXT: Mapping[str, Mapping[str, str]] = {key: _FORM[key] for key in ("sheet", "notes", "not_found", "carried")}


def both(words: Mapping[str, str]) -> str:
    """A text in both languages: 决定 Decision."""
    return f"{words['zh']} {words['en']}"


SHEET, NOT_FOUND = both(TEXT["sheet"]), both(TEXT["not_found"])
BANDS = {key: both(words) for key, words in _FORM["bands"].items()}


@dataclass(frozen=True)
class ReviewColumn:
    """A column. `kind`: one line, `lines`, `ids`, or a `text` that is not read back; `known`: whose ids it takes."""

    key: str
    heading: str
    width: float
    band: str = ""
    kind: str = "line"
    known: str = ""
    choices: Mapping[str, str] = field(default_factory=dict)
    hidden: bool = False

    @property
    def choice(self) -> Choice:
        """What a cell with a drop-down may hold: the value in YAML, or a word for it in either language."""
        forms = ((value, form) for value, words in self.choices.items() for form in (value, words, *words.split()))
        return Choice({comparable(form): value for value, form in forms}, tuple(self.choices.values()))


def _column(key: str, entry: Mapping[str, Any]) -> ReviewColumn:
    choices = {value: both(words) for value, words in _FORM["choices"].get(entry.get("choices"), {}).items()}
    more = {name: entry[name] for name in ("band", "kind", "known", "hidden") if name in entry}
    return ReviewColumn(key, both(entry), entry["width"], choices=choices, **more)


COLUMNS = {key: _column(key, entry) for key, entry in _FORM["columns"].items()}
