"""The review sheet of a rule's drafts, as the files that a person decides in and reads beside it."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from guiju.documents.review import ReviewSheet
from guiju.importing.review_rows import rows
from guiju.law.drafts import FOLDER
from guiju.model import DraftObligation, DraftSpan, Regulation, Vocabulary
from guiju.terminal import note
from guiju.writers import formats


def sheets(
    root: Path,
    rule: Regulation,
    proposed: Iterable[DraftObligation | DraftSpan],
    vocabulary: Vocabulary,
    rules: Iterable[Regulation],
    day: date,
) -> dict[Path, bytes]:
    """The files beside the drafts of a rule; none where one is there, which somebody may have filled in."""
    files = {form: root / FOLDER / rule.id / f"review.{form}" for form in ("xlsx", "md")}
    if there := next((file for file in files.values() if file.exists()), None):
        note("kept; these drafts are not in it. Move it away and remove their files for a sheet with them", str(there))
        return {}
    sheet, writers = ReviewSheet(rule, rows(rule, proposed, vocabulary, rules), day), formats("review")
    return {file: writers[form](sheet) for form, file in files.items()}
