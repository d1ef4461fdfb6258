"""What records are made of: a place in a file and bilingual text; and all texts of a record, for checks of language."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from datetime import date
from functools import cache, reduce
from typing import Any, Generic, Literal, TypeVar

from guiju.files.display import Displayed, Whole
from guiju.files.finding import Location
from guiju.files.language import LANGUAGES, REQUIRED_LANGUAGES, Lang
from guiju.files.source import Document, Key

Bound = date | Literal["unknown"]
T = TypeVar("T")


class Where(Whole):
    """A place in a parsed file: a key of the place above it. As there is one for each record, it is as small as it can
    be, and its path is put together when it is needed."""

    __slots__ = ("above", "document", "key")

    def __init__(self, document: Document, above: "Where | None" = None, key: Key = "") -> None:
        self.document, self.above, self.key = document, above, key

    @property
    def path(self) -> tuple[Key, ...]:
        """The keys that lead here from the top of the file."""
        return (*self.above.path, self.key) if self.above else ()

    @property
    def value(self) -> Any:
        """The value that is there."""
        value = self.document.value
        for key in self.path:
            value = value[key]
        return value

    def inner(self, *more: Key) -> "Where":
        """The path to a value under this record."""
        return reduce(lambda where, key: Where(where.document, where, key), more, self)

    def at(self, *more: Key) -> Location:
        """The place of the value under this record."""
        return self.document.at(*self.path, *more)

    def inside(self, offset: int, *more: Key) -> Location:
        """The place of character `offset` of the one-line text under this record."""
        return self.document.inside(offset, *self.path, *more)


class Shared(Whole, Generic[T]):
    """What many records refer to and none of them has: a law, or the knowledge base."""

    __slots__ = ("value",)

    def __init__(self, value: T) -> None:
        self.value = value

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Shared) and bool(self.value == other.value)


@dataclass(frozen=True, kw_only=True)
class Record(Displayed):
    """What every record has: its place in its file, which takes no part in comparisons."""

    where: Where = field(default_factory=lambda: Where(Document("", None)), repr=False, compare=False)


@dataclass(frozen=True)
class Bilingual(Record):
    """A text in Chinese and in English; `others` has it in further languages. Where it lacks one, English stands in."""

    zh: str
    en: str
    others: Mapping[str, str] | None = field(default=None, kw_only=True, hash=False)

    def __getitem__(self, lang: Lang) -> str:
        if lang == "zh":
            return self.zh
        return self.others.get(lang, self.en) if self.others else self.en

    def format(self, *parts: object, **named: object) -> "Bilingual":
        """Both texts with their places filled in; a part that is bilingual gives each text its own language."""

        def text(lang: Lang) -> str:
            own = {name: part[lang] if isinstance(part, Bilingual) else part for name, part in named.items()}
            return self[lang].format(*(p[lang] if isinstance(p, Bilingual) else p for p in parts), **own)

        return in_each(text)

    def join(self, parts: Iterable["Bilingual"]) -> "Bilingual":
        """The parts with this text between them."""
        listed = tuple(parts)
        return in_each(lambda lang: self[lang].join(part[lang] for part in listed))


def in_each(text: Callable[[Lang], str]) -> Bilingual:
    """A text from what makes it in one language."""
    further: dict[str, str] = {lang: text(lang) for lang in LANGUAGES if lang not in REQUIRED_LANGUAGES}
    return Bilingual(text("zh"), text("en"), others=further or None)


NO_WORDS = Bilingual("", "")
"""Where nothing is written."""


def texts(value: Any) -> Iterator[Bilingual]:
    """The texts of a record and of all records in it, in the order of its fields."""
    if isinstance(value, tuple | Mapping):
        for item in value.values() if isinstance(value, Mapping) else value:
            yield from texts(item)
    elif is_dataclass(value) and not isinstance(value, type):
        if isinstance(value, Bilingual):
            yield value
        for name in _names(type(value)):
            yield from texts(getattr(value, name))


_NO_TEXTS = (str, str | None, bool, int, date)


@cache
def _names(kind: Any) -> tuple[str, ...]:
    return tuple(
        entry.name for entry in fields(kind) if entry.name not in ("where", "others") and entry.type not in _NO_TEXTS
    )
