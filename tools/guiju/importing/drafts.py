"""What was proposed, as files of drafts for a person to edit."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from guiju.files.block import block
from guiju.importing.bearers import bearers
from guiju.law.drafts import draft_file
from guiju.law.load import article_file
from guiju.model import DraftObligation, DraftSpan, Party

HEADER = """\
# yaml-language-server: $schema=../../schemas/drafts.schema.json
# Proposed from the words of the law; nobody has read those of status draft. Decide in review.xlsx and run guiju review;
# or correct, fill in, delete `subject`, `carried` and `status`, and move the file to regulations/{rule}/{file}.
"""


def files(
    rule: str, proposed: Iterable[DraftObligation | DraftSpan], parties: Iterable[Party]
) -> Iterator[tuple[str, str]]:
    """The files of a rule's drafts: path in the knowledge base, and text."""
    articles: dict[str, dict[str, list[dict[str, Any]]]] = {}
    parties = tuple(parties)
    for draft in proposed:
        article = articles.setdefault(draft.eId.split("__")[0], {})
        value: dict[str, Any]
        if isinstance(draft, DraftSpan):
            value = {"kind": draft.kind, "eId": draft.eId, "quote": list(draft.quote), "status": draft.status}
            article.setdefault("spans", []).append(value)
            continue
        named = bearers(draft.subject, rule, parties) if draft.subject else []
        value = {
            "eId": draft.eId, "quote": list(draft.quote), "modality": draft.modality,
            **({"bearers": named} if named else {}), **({"subject": draft.subject} if draft.subject else {}),
            **({"carried": True} if draft.carried else {}), "status": draft.status,
        }  # fmt: skip
        article.setdefault("obligations", []).append(value)
    for eId, article in articles.items():
        yield draft_file(rule, eId), HEADER.format(rule=rule, file=article_file(eId)) + block(article)


def placed(rule: str, texts: Iterable[tuple[str, str]], base: Path) -> Iterator[tuple[Path, str | None]]:
    """Each file of drafts with its text; without a text the one that is there instead and is kept: obligations of the
    article, which somebody has read, or drafts."""
    for name, text in texts:
        reading = base / "regulations" / rule / article_file(name.rpartition("/")[2].removesuffix(".yaml"))
        there = next((file for file in (reading, base / name) if file.exists()), None)
        yield there or base / name, None if there else text
