"""Words files: the strings that people read, `{zh, en}` side by side, in a YAML file beside the modules that use them.

A value is one text, a table (a text for each value of an enumeration) or a list of texts. A text may have places in
braces, filled in with `str.format`. `tests/project/test_words.py` holds every file to both languages, and to the keys
that the code uses.
"""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from guiju.files.source import parse
from guiju.model import Bilingual, Lang


class Words:
    """The words file `name` in the folder of the module `module` (its `__file__`); read when first used."""

    def __init__(self, module: str, name: str = "words.yaml") -> None:
        self.file = Path(module).with_name(name)

    def __getitem__(self, key: str) -> Bilingual:
        """The text of this key."""
        return _text(self._entries[key])

    def table(self, key: str) -> Mapping[str, Bilingual]:
        """The texts of this table, by the values that they stand for."""
        return {str(value): _text(text) for value, text in self._entries[key].items()}

    def list(self, key: str) -> tuple[Bilingual, ...]:
        """The texts of this list, in its order."""
        return tuple(_text(text) for text in self._entries[key])

    def in_language(self, lang: Lang) -> dict[str, Any]:
        """All texts in one language, for templates: by key, with tables and lists of texts as such."""
        return {key: _in_language(entry, lang) for key, entry in self._entries.items()}

    @property
    def _entries(self) -> Mapping[str, Any]:
        return _read(self.file)


@cache
def _read(file: Path) -> Mapping[str, Any]:
    """The entries of a file that several modules may use."""
    entries: Mapping[str, Any] = parse(file.read_bytes(), str(file)).value
    return entries


def _in_language(entry: Any, lang: Lang) -> Any:
    if isinstance(entry, list):
        return [_in_language(item, lang) for item in entry]
    if "zh" in entry:
        return _text(entry)[lang]
    return {str(key): _in_language(item, lang) for key, item in entry.items()}


def _text(entry: Mapping[str, str]) -> Bilingual:
    return Bilingual(entry["zh"], entry["en"], others=entry if len(entry) > 2 else None)
