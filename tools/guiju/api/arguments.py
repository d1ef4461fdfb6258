"""Arguments of the API (ids, days, files), checked. Misuse for a value of another type says what to give instead."""

import errno
import os
from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path

from guiju.files.day import day_of
from guiju.files.finding import Misuse, one_line
from guiju.files.language import LANGUAGES, Lang

Words = str | Iterable[str]
"""An id, or several."""
Day = date | str
"""A day: a `datetime.date`, or text as YYYY-MM-DD."""


def as_day(as_of: Day | None) -> date:
    """The day; today where none is named. Misuse for what is not one."""
    if as_of is None:
        return date.today()
    if isinstance(as_of, date) and not isinstance(as_of, datetime):
        return as_of
    return day_of(as_of if isinstance(as_of, str) else repr(as_of))


def as_path(file: object, name: str) -> Path:
    """The file; Misuse for what cannot name one."""
    if not isinstance(file, str | os.PathLike):
        raise Misuse(f"{name}: {one_line(file)} does not name a file; give a path")
    path = os.fsdecode(file)
    try:
        os.stat(path)  # noqa: PTH116  # a name that no file can have is an error of another kind than one that none has
    except (ValueError, OSError) as error:
        if not isinstance(error, OSError) or error.errno == errno.ENAMETOOLONG:
            raise Misuse(f"{name}: {one_line(path)} cannot be the name of a file; give a path") from None
    return Path(path)


def as_lang(lang: object) -> Lang:
    for known in LANGUAGES:
        if lang == known:
            return known
    raise Misuse(f"lang: {one_line(lang)} is not a language here; write {' or '.join(LANGUAGES)}")


def as_word(word: object, name: str) -> str:
    if not isinstance(word, str):
        raise Misuse(f"{name}: {one_line(word)} is not text; write an id or a title")
    if "\0" in word or any("\ud800" <= character <= "\udfff" for character in word):
        raise Misuse(f"{name}: {one_line(word)} has half a character or a null; remove it")
    return word


def as_words(words: object, name: str) -> list[str]:
    """One word or several, as a list."""
    if isinstance(words, str):
        return [words]
    if isinstance(words, Iterable):
        return [as_word(word, name) for word in words]
    raise Misuse(f"{name}: {one_line(words)} is not text; write an id, or a list of ids")
