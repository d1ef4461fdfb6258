"""What is found in a document: a citation of one provision, and the words quoted beside it."""

from dataclasses import dataclass

from guiju.places.citation import Place


@dataclass(frozen=True)
class VersionHint:
    """What is written beside a citation of the version that is meant: a year, with 修正 or not; 原 or 现."""

    year: int | None = None
    which: str | None = None


NOTHING = VersionHint()


@dataclass(frozen=True)
class Setting:
    """Where a passage stands: `level` of a heading (0: none), `row` of a table (None: none), and its `cell`."""

    level: int = 0
    row: object = None
    cell: int = 0


PLAIN_TEXT = Setting()


@dataclass(frozen=True)
class Law:
    """The law that is cited, as the document calls it: one of `ids`, none where the knowledge base has none of it;
    without a title where nobody can know which law it is."""

    title: str
    ids: tuple[str, ...]


@dataclass(frozen=True)
class QuotedWords:
    """Words in quotation marks, characters [start, end) of a passage; `sure` where they can only be the law's."""

    passage: int
    start: int
    end: int
    text: str
    sure: bool


@dataclass(frozen=True)
class Citation:
    """A provision that is cited, characters [start, end) of a passage. `digits`: where its own numbers are, by level.

    `others` are the places that the same words cite with it, `context` is the sentence. `of_law`: 本法第五十五条 and
    how the text goes on, which may be a sentence of the law itself. `ends_range`: it is the last of a range, the one
    before is the first, and `after` its article. `claim`: what the document says, without quotation marks, that the
    provision says.
    """

    passage: int
    start: int
    end: int
    text: str
    law: Law
    place: Place
    digits: tuple[tuple[str, int, int], ...] = ()
    version: VersionHint = NOTHING
    quotations: tuple[QuotedWords, ...] = ()
    others: tuple[Place, ...] = ()
    context: str = ""
    of_law: str = ""
    ends_range: bool = False
    english: bool = False
    claim: str = ""
    after: int | None = None
