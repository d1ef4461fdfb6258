"""Formats that other people's software opens, a folder each: a knowledge base and a day in, files out.

A format is a folder here, which nothing else names: a new format is a new folder. Its module has a
docstring (its manual page: the first line says what it is and who opens it) and `files(corpus, as_of)`, addresses
inside the folder of the export and their bytes: the same from the same data on the same day, without a clock and
without random ids. It may take more, by name: `site`, the address of a site to lead back to; `assessment`, that of the
report which `--receipt` names; `before`, the files of the earlier export that it replaces. Beside it, words.yaml has
its `title`, `lead` (who opens it with what), `use` (how, step by step) and `losses`: what the format cannot say
(`lost`), and what there is instead (`instead`).
"""

from collections.abc import Iterator
from datetime import date
from importlib import import_module
from inspect import signature
from pathlib import Path
from types import ModuleType
from typing import Any

from guiju.files.finding import Misuse, close_to, one_line
from guiju.model import Corpus, Lang
from guiju.wording.words import Words

_FOLDER = Path(__file__).parent


def names() -> list[str]:
    """The formats, in alphabetical order; a folder `ciso_assistant` is the format `ciso-assistant`."""
    return sorted(file.parent.name.replace("_", "-") for file in _FOLDER.glob("*/__init__.py"))


def manual(name: str) -> str:
    """The manual page of a format."""
    return (_format(name).__doc__ or "").strip()


def words(name: str, lang: Lang) -> dict[str, Any]:
    """The words of a format: its title, its use and its losses."""
    return Words(str(_FOLDER / _module(name) / "words")).in_language(lang)


def takes(name: str) -> frozenset[str]:
    """What a format takes beside the knowledge base and the day. Misuse where there is no such format."""
    return frozenset(signature(_format(name).files).parameters)


def files(name: str, corpus: Corpus, as_of: date, **more: Any) -> Iterator[tuple[str, bytes]]:
    """The files of an export: addresses inside its folder, and contents. What the format does not take is left out."""
    taken = {key: value for key, value in more.items() if key in takes(name)}
    made: Iterator[tuple[str, bytes]] = _format(name).files(corpus, as_of, **taken)
    return made


def _format(name: str) -> ModuleType:
    if name not in names():
        remedy = close_to(name, names(), f"known: {', '.join(names())}")
        raise Misuse(f"there is no format '{one_line(name)}'; {remedy}")
    return import_module(f"{__name__}.{_module(name)}")


def _module(name: str) -> str:
    return name.replace("-", "_")
