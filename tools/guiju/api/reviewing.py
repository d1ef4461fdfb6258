"""The review sheet of a rule's drafts, as the files that a person decides in and reads beside it."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from guiju.documents.review import ReviewSheet
from guiju.importing.review_rows import rows
from guiju.law.drafts import FOLDER
from guiju.model import DraftObligation, DraftSpan, Regulation, Vocabulary
from guiju.writers import formats


def sheets(
    root: Path,
    rule: Regulation,
    proposed: Iterable[DraftObligation | DraftSpan],
    vocabulary: Vocabulary,
    rules: Iterable[Regulation],
    day: date,
) -> dict[Path, bytes]:
    """The files beside the drafts of a rule; none where a sheet is there, which somebody may have filled in."""
    files = {form: root / FOLDER / rule.id / f"review.{form}" for form in ("xlsx", "md")}
    if any(file.exists() for file in files.values()):
        return {}
    sheet, writers = ReviewSheet(rule, rows(rule, proposed, vocabulary, rules), day), formats("review")
    return {file: writers[form](sheet) for form, file in files.items()}
