"""No file has a character that cannot be seen: one that hides text, turns it around or has no width.

Finds controls, U+202A–202E and U+2066–2069, which turn the direction of what follows, U+200B and others without a
width, and the separators of lines and paragraphs: as they are, in comments too, and written as an escape. Delete them.
"""

from collections.abc import Iterator

from guiju.files.characters import is_invisible
from guiju.files.finding import Fault, Location
from guiju.files.source import Document, Key
from guiju.model import Corpus


def check(corpus: Corpus) -> Iterator[Fault]:
    for document in corpus.documents:
        if "\\" not in document.text and document.text.replace("\n", "").isprintable():
            continue  # nothing to look for
        there = set(document.text)
        yield from _as_it_is(document, there)
        if "\\" in there:  # else nothing is escaped
            yield from _escaped(document, document.value, (), there)


def _as_it_is(document: Document, there: set[str]) -> Iterator[Fault]:
    if not any(map(_is_hidden, there)):
        return
    for number, line in enumerate(document.text.split("\n"), 1):
        for column, character in enumerate(line, 1):
            if _is_hidden(character):
                yield Fault(_message(character), Location(document.path, number, column))


def _escaped(document: Document, value: object, path: tuple[Key, ...], there: set[str]) -> Iterator[Fault]:
    """Those that only an escape in a quoted text gives."""
    if isinstance(value, str):
        for character in sorted(filter(_is_hidden, set(value) - there)):
            yield Fault(f"{_message(character)} (written as an escape)", document.at(*path))
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from _escaped(document, key, (*path, key), there)
            yield from _escaped(document, inner, (*path, key), there)
    elif isinstance(value, list):
        for place, inner in enumerate(value):
            yield from _escaped(document, inner, (*path, place), there)


def _is_hidden(character: str) -> bool:
    return character not in "\n\r" and is_invisible(character)


def _message(character: str) -> str:
    return f"U+{ord(character):04X} cannot be seen and may change how other text looks; delete it"
