"""What a person sees of records: a line each on a prompt, a table in a notebook; and their rows, for other software."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import date
from operator import attrgetter
from pathlib import Path
from typing import Any, ClassVar, TypeVar

from guiju.files.language import LANGUAGES

Cell = str | int | float | bool | date | None
T = TypeVar("T")

_LONGEST = 150
"""Characters of a record that a line shows."""
_MOST = 50
"""Rows that a notebook shows."""


class Whole:
    """What is no part of the records that refer to it: `dataclasses.asdict` and copies leave it as it is."""

    __slots__ = ()

    def __deepcopy__(self: T, known: object) -> T:
        return self


class Displayed:
    """A record that is shown in a line. `_columns` are what its row has, `name:path` or the path of an attribute; by
    default its fields. What is in two languages is a column each, and so is what a method says in one."""

    _columns: ClassVar[Sequence[str]] = ()

    def __init_subclass__(cls) -> None:
        if "__repr__" not in vars(cls):  # else a dataclass writes one, of all that is in it
            cls.__repr__ = Displayed.__repr__  # type: ignore[method-assign]

    def __repr__(self) -> str:
        cells = (f"{name}={value!r}" for name, value in self._row().items() if value not in (None, ""))
        return f"{type(self).__name__}({_short(cells, ' …')})"

    def _row(self) -> dict[str, Cell]:
        named: Sequence[str] = [field.name for field in fields(self) if field.repr] if is_dataclass(self) else []
        return {column: cell for entry in self._columns or named for column, cell in _cells(entry, self)}

    def _repr_html_(self) -> str:
        rows = [{"": name, type(self).__name__: value} for name, value in self._row().items()]
        return _table(["", type(self).__name__], rows, "")


class Records(tuple[T, ...]):
    """A tuple of records that is a table too: `pandas.DataFrame(records.to_dicts())`."""

    __slots__ = ()

    def to_dicts(self) -> list[dict[str, Cell]]:
        """A row each, of plain values by column; of a text in two languages `title_zh` and `title_en`."""
        return [one._row() if isinstance(one, Displayed) else {"value": str(one)} for one in self]

    def __repr__(self) -> str:
        return f"({_short(map(repr, self), f' … {len(self)} in all')}{',' * (len(self) == 1)})"

    def _repr_html_(self) -> str:
        rows = Records(self[:_MOST]).to_dicts()
        return _table(list(dict.fromkeys(name for row in rows for name in row)), rows, f"{len(rows)} / {len(self)}")


def _short(parts: Iterable[str], more: str) -> str:
    """The parts as a list, as far as a line has room for them."""
    text = ""
    for part in parts:
        longer = f"{text}, {part}" if text else part
        if len(longer) > _LONGEST:
            return (text or part[:_LONGEST]) + more
        text = longer
    return text


def _cells(entry: str, record: object) -> Iterator[tuple[str, Cell]]:
    """The cells of an attribute, by column."""
    path = entry.rpartition(":")[2]
    name = (entry if path == entry else entry.partition(":")[0]).rpartition(".")[2].rstrip("_")
    value: Any = attrgetter(path)(record)
    if isinstance(value, str | int | float | date | None):
        yield name, value
    elif isinstance(value, Path):
        yield name, str(value)
    elif callable(value) or hasattr(value, "zh"):
        yield from ((f"{name}_{lang}", value(lang) if callable(value) else getattr(value, lang)) for lang in LANGUAGES)
    elif isinstance(value, Mapping):
        yield name, ", ".join(f"{key}: {inner}" for key, inner in value.items())
    elif isinstance(value, tuple | list | frozenset):
        plain = all(isinstance(inner, str | int) for inner in value)
        yield name, ", ".join(map(str, value)) if plain else len(value)


def _table(columns: Sequence[str], rows: Sequence[Mapping[str, Cell]], caption: str) -> str:
    from html import escape  # only a notebook needs it

    def line(tag: str, cells: Iterable[Cell]) -> str:
        return f"<tr>{''.join(f'<{tag}>{escape(str(cell))}</{tag}>' for cell in cells)}</tr>"

    body = "".join(line("td", ("" if (cell := row.get(name)) is None else cell for name in columns)) for row in rows)
    return f"<table><caption>{escape(caption)}</caption>{line('th', columns)}{body}</table>"
