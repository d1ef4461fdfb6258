"""Check the citations of Chinese law in a text: is the law there and in force, the number right, the quotation true?

Use it on your own draft before you answer, and on what people send you. Give the text itself, Markdown or plain, never
the name of a file. A status is ok, unknown_law (not here, so not checked), not_in_force, renumbered, no_such_provision,
quotation_differs or moved_subject; `now` is the place that is right, `repair` what to write. ok does not say that the
law means what the text says it means. A date beside a citation decides the version, else as_of.
"""

from datetime import date
from pathlib import Path

from guiju.agents import shapes
from guiju.agents.answering import ToolResult
from guiju.agents.question import ToolQuestion
from guiju.citations import evidence
from guiju.citations.checking import check
from guiju.citations.judgement import JudgedCitation
from guiju.citations.laws import LoadedLaws, texts
from guiju.files.finding import Misuse
from guiju.law.versions import Version, versions
from guiju.model import Regulation

ARGUMENTS = {
    "text": shapes.text("The text, Markdown or plain; a longer one in parts.", minLength=1, maxLength=50_000),
    **shapes.AS_OF,
    **shapes.LANG,
    **shapes.PAGE,
}
REQUIRED = ("text",)
RESULT = shapes.record(
    {
        **shapes.PAGED,
        "citations": shapes.listed(
            shapes.record(
                {
                    "line": shapes.number("The line, from 1."),
                    "column": shapes.number("The character in it, from 1."),
                    "text": shapes.text("The citation, as it is written."),
                    "law_id": shapes.maybe(shapes.text("The rule; null where it is not here.")),
                    "status": shapes.text("What is to be said of it."),
                    "now": shapes.maybe(shapes.text("The eId of the place that is right, where it is not that cited.")),
                    "note": shapes.maybe(shapes.text("Why, in words.")),
                    "repair": shapes.maybe(shapes.text("What to write in its place, where that is certain.")),
                    "claims": shapes.CLAIMS,
                },
                "A citation.",
            ),
            "The citations, in the order of the text.",
        ),
        "counts": {"type": "object", "description": "Citations by status."},
    },
    "The citations.",
)


def answer(question: ToolQuestion) -> ToolResult:
    """The citations of a page."""
    written, lang, laws = question.arguments["text"].encode(), question.lang, LoadedLaws(question.corpus)
    checked = check(Path("text.md"), laws, question.as_of, repair=False, data=written)
    for finding in checked.unreadable:
        raise Misuse(f"cite_check: text: {finding.message}")
    day = (checked.document and checked.document.day) or question.as_of
    counts: dict[str, int] = {}
    for entry in checked.citations:
        counts[entry.judgement.status] = counts.get(entry.judgement.status, 0) + 1
    page, place = question.page(checked.citations)
    entries = []
    for entry in page:
        judgement = entry.judgement
        entries.append(
            {
                "line": entry.at.line,
                "column": entry.at.column,
                "text": judgement.citation.text,
                "law_id": judgement.law_id,
                "status": judgement.status,
                "now": judgement.now,
                "note": judgement.note[lang] if judgement.note else None,
                "repair": entry.mended,
                "claims": _claims(question, judgement, day),
            }
        )
    unread = sum(e.judgement.status == "ok" and not _has_text(question, e.judgement) for e in checked.citations)
    gaps = [question.gap("unknown_laws", count=counts["unknown_law"])] if "unknown_law" in counts else []
    gaps += [question.gap("no_text", count=unread)] if unread else []
    gaps += [question.gap("ignored", count=checked.ignored)] if checked.ignored else []
    gaps += [question.gap("no_citations")] if not checked.citations else []
    gaps += [question.gap("page", total=place["total"])] if len(page) < place["total"] else []
    words = [f"{e['line']}:{e['column']} {e['text']}: {e['status']} {e['note'] or ''}".rstrip() for e in entries]
    return ToolResult({**place, "citations": entries, "counts": counts}, gaps, words)


def _claims(question: ToolQuestion, judgement: JudgedCitation, day: date) -> list[str]:
    """The words at the place that is right, else at the one that is cited, in the text by which it was judged."""
    rule = question.corpus.regulations.get(judgement.law_id or "")
    if rule is None:
        return []
    text = texts(rule, judgement.citation.version, day).text
    if text is None:
        return []
    places = [judgement.now] if judgement.now else evidence.places(text, judgement.citation.place)
    return [id for place in places for id in question.claim(rule, place, _version(rule, text))]


def _version(rule: Regulation, text: Regulation) -> Version | None:
    return next((version for version in versions(rule) if version.text is text), None)


def _has_text(question: ToolQuestion, judgement: JudgedCitation) -> bool:
    rule = question.corpus.regulations.get(judgement.law_id or "")
    return rule is not None and any(version.text.articles for version in versions(rule))
