"""Places and bilingual text: what every record has."""

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from guiju.files.finding import Location
from guiju.files.source import Document, Key

Lang = Literal["zh", "en"]


LANGUAGES: tuple[Lang, ...] = ("zh", "en")


Bound = date | Literal["unknown"]


@dataclass(frozen=True)
class Where:
    """A path into a parsed file."""

    document: Document
    path: tuple[Key, ...] = ()

    def at(self, *more: Key) -> Location:
        """The place of the value under this record."""
        return self.document.at(*self.path, *more)

    def inside(self, offset: int, *more: Key) -> Location:
        """The place of character `offset` of the one-line text under this record."""
        return self.document.inside(offset, *self.path, *more)


def nowhere() -> Where:
    return Where(Document("", None))


@dataclass(frozen=True)
class Bilingual:
    zh: str
    en: str
    where: Where = field(default_factory=nowhere, repr=False, compare=False)

    def __getitem__(self, lang: Lang) -> str:
        return self.zh if lang == "zh" else self.en
