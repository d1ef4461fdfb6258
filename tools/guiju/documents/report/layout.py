"""What the sections of a report share: their headings, columns and tables."""

from collections.abc import Iterable, Mapping, Sequence

from guiju.documents.blocks import Block, Column, ColumnKind, Grid, Section, Sentences
from guiju.documents.content.fields import FIELDS
from guiju.model import Lang, Verdict
from guiju.wording.words import Words

WORDS = Words(__file__)
SECTIONS = WORDS.table("section")
COLUMNS = WORDS.table("column")
NOTHING = WORDS.table("nothing")
_KINDS: Mapping[str, ColumnKind] = {
    "duty": "duty", "position": "short", "number": "short", "number_of": "short", "count_open": "short",
    "due": "short", "missing": "list", "person": "list", "proof": "list", "standing": "list",
    "skipped": "list",
}  # fmt: skip


def section(key: str, lang: Lang, blocks: Iterable[Block]) -> Section:
    """A section of the report."""
    return Section(key, SECTIONS[key][lang], tuple(blocks))


def nothing(key: str, lang: Lang) -> Sentences:
    """The sentence in place of a table without rows."""
    return Sentences((NOTHING[key][lang],))


def columns(lang: Lang, **widths: int) -> list[Column]:
    """Columns of these widths, by key."""
    return [Column(COLUMNS[key][lang], width, _KINDS.get(key, "text")) for key, width in widths.items()]


def grid(
    columns: Sequence[Column],
    rows: Sequence[Sequence[str]],
    heading: str = "",
    note: str | None = None,
    tones: Sequence[Verdict | None] = (),
) -> Grid:
    """A table, without colour where no tones are given; cells beyond the columns are left out."""
    cells = tuple(tuple(row[: len(columns)]) for row in rows)
    return Grid(heading, tuple(columns), cells, tuple(tones) or (None,) * len(cells), note)


def table(
    key: str,
    lang: Lang,
    widths: Mapping[str, int],
    rows: Sequence[Sequence[str]],
    note: str | None = None,
    tones: Sequence[Verdict | None] = (),
    *,
    later: bool = False,
) -> Section | None:
    """A section of one table; without rows it says so, or is left out where nothing is missed. With `later` the last
    cell of a row is what a later rule made of the duty, a column where there is such a rule."""
    if not rows:
        return section(key, lang, [nothing(key, lang)]) if key in NOTHING else None
    last = [Column(FIELDS["displacement"][lang], 30)] if later and any(row[-1] for row in rows) else []
    return section(key, lang, [grid([*columns(lang, **widths), *last], rows, note=note, tones=tones)])
