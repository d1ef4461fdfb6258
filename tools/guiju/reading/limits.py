"""How much of a document is read, and what is said of one that is more, or none."""

from typing import NoReturn

from guiju.files.finding import Finding, Location, Unsound

MAX_BYTES = 32 * 1024 * 1024  # of a file
MAX_PARTS = 10_000  # of an archive
MAX_UNPACKED = 64 * 1024 * 1024
"""Bytes, of all parts of an archive that are read."""
MAX_DEPTH = 200  # of elements in each other
MAX_ELEMENTS = 2_500_000
MAX_ATTRIBUTES = 5_000_000
MAX_NAMES = 1_000
"""Of attributes, each of which the reader keeps; like the two before, of one part."""
MAX_TEXTS = 500_000
"""Stretches of text in a document, of which a page has some dozens."""
MAX_CELLS = 250_000
"""Of one sheet, without empty ones; also of shared texts."""
LONGEST_CELL = 65_536  # characters; spreadsheet programs stop at half of that
MAX_REPEATED, REPEATED_PER_BYTE = 200_000, 16
"""Characters of texts that cells share, counted in each cell, and as many more for each byte of the file: a few
kilobytes can say one long text in each of a million cells."""


def refuse(code: str, message: str, name: str, line: int = 1, column: int = 1) -> NoReturn:
    """Raise what is wrong with a file, in this place."""
    raise Unsound([Finding(code, message, Location(name, line, column))])


def too_large(message: str, name: str) -> NoReturn:
    refuse("file-too-large", message, name)


def damaged(what: object, name: str) -> NoReturn:
    refuse("unreadable-text", f"is damaged ({what}); open it in the program that made it and save it again", name)
