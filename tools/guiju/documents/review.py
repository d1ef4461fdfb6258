"""A review sheet: the drafts of a rule to decide on, and the law's text of each article beside its drafts."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from guiju.documents.blocks import Block, Column, Front, Grid, Heading, Paper, Quotation, Section, Sentences
from guiju.documents.blocks.spreadsheet import Filling, FormColumn, ReviewTable, Spreadsheet
from guiju.importing.review_form import BANDS, COLUMNS, NOT_FOUND, SHEET, TEXT, ReviewColumn, both
from guiju.importing.review_rows import Row
from guiju.model import Bilingual, Regulation
from guiju.places import citation
from guiju.wording.labels import NOT_LEGAL_ADVICE
from guiju.wording.words import Words

WORDS = Words(__file__, "review.yaml")
_BESIDE = ("number", "quote", "named", "modality", "condition.zh", "deadline", "towards", "sanctions", "facts")


@dataclass(frozen=True)
class ReviewSheet:
    """The drafts of a rule as rows."""

    rule: Regulation
    rows: Sequence[Row]
    day: date


def paper(sheet: ReviewSheet) -> Paper:
    """Each article: its words, and below them its drafts."""
    columns = tuple(Column(COLUMNS[key].heading, int(COLUMNS[key].width), "law") for key in _BESIDE)
    blocks: list[Block] = []
    for article in sheet.rule.articles:
        rows = [row for row in sheet.rows if row["eId"].split("__")[0] == article.eId]
        cells = tuple(tuple(row.get(key, row["kind"] if key == "modality" else "") for key in _BESIDE) for row in rows)
        blocks += (
            Heading(citation.label(sheet.rule, article.eId, "zh"), article.eId),
            Quotation(tuple(unit.zh for unit in article.units() if unit.zh)),
            Grid("", columns, cells, (None,) * len(cells)) if cells else Sentences((NOT_FOUND,)),
        )
    return Paper(_front(sheet), (_notes(), Section("drafts", SHEET, tuple(blocks))))


def spreadsheet(sheet: ReviewSheet) -> Spreadsheet:
    """The drafts to decide on, which guiju review reads back; the notes come first."""
    table = ReviewTable(SHEET, BANDS, tuple(map(_column, COLUMNS.values())), sheet.rows, _words(WORDS["not_in_list"]))
    return Spreadsheet(_front(sheet), ((both(TEXT["notes"]), (_notes(),)), (SHEET, table)), {"rule": sheet.rule.id})


def _column(column: ReviewColumn) -> FormColumn:
    filling: Filling = "law" if column.kind == "text" and column.key != "note" else "entry"
    view = column.band != "duty" and not column.hidden
    return FormColumn(
        column.key, column.heading, column.width, filling, column.band, column.choices or None, view, column.hidden
    )


def _front(sheet: ReviewSheet) -> Front:
    count = _words(WORDS["counted"]).format(drafts=len(sheet.rows), without=sum(
        row.get("named") == NOT_FOUND for row in sheet.rows
    ))  # fmt: skip
    return Front(
        "zh", sheet.day, _words(WORDS["title"]), (sheet.rule.title.zh,), (_words(WORDS["nobody"]),), count,
        _words(WORDS["caution"]), f"{sheet.day.isoformat()} · {NOT_LEGAL_ADVICE['zh']}",
    )  # fmt: skip


def _notes() -> Section:
    return Section("notes", both(TEXT["notes"]), (Sentences(tuple(_sentences())),))


def _sentences() -> Iterator[str]:
    yield from (text[lang] for text in WORDS.list("how") for lang in ("zh", "en"))


def _words(text: Bilingual) -> str:
    return f"{text.zh} {text.en}"
