"""The record of an audit: a row a duty, what the law says on the left, what the auditor fills in on the right."""

from collections.abc import Iterator, Mapping
from typing import Any

from guiju.documents.blocks.spreadsheet import AuditTable, Filling, FormColumn, Summary
from guiju.documents.content import status
from guiju.documents.content.fields import FIELDS, texts
from guiju.documents.content.text import numbered
from guiju.files.bundled import packaged
from guiju.model import Bilingual, Lang
from guiju.places import citation
from guiju.reasoning.checklist import Checklist, Line
from guiju.wording.words import Words

WORDS = Words(__file__)
BANDS = WORDS.table("band")
HEADINGS = {**FIELDS, **WORDS.table("column")}
PARTS = WORDS.table("part")
DUTY, INFORMATION, HISTORY = "duty", "information", "history"
CHOICES: Mapping[str, Mapping[str, Bilingual]] = {
    "status": status.STATUSES, "applicability": status.APPLICABILITY, "basis": status.BASES, "risk": status.RISKS,
}  # fmt: skip
_COLUMNS: Mapping[str, Any] = packaged(__file__, "columns.yaml")


def table(checklist: Checklist) -> AuditTable:
    """The table of the lines."""
    lang = checklist.lang
    return AuditTable(
        name=WORDS["checklist"][lang],
        bands={key: words[lang] for key, words in BANDS.items()},
        columns=tuple(columns(lang)),
        rows=tuple(_row(checklist, line, number) for number, line in enumerate(checklist.lines, 1)),
        statuses={
            DUTY: _in(status.STATUSES, lang),
            INFORMATION: {"for_information": status.FOR_INFORMATION[lang]},
            HISTORY: {"historical": status.HISTORICAL[lang]},
        },
        needs=tuple((tuple(need["statuses"]), tuple(need["columns"])) for need in _COLUMNS["needs"]),
        ask_status=WORDS["ask_status"][lang],
        not_in_list=WORDS["not_in_list"][lang],
        not_a_date=WORDS["not_a_date"][lang],
    )


def columns(lang: Lang) -> Iterator[FormColumn]:
    """The columns of the table."""
    yield from (FormColumn(key, key, 10, "place", "place", hidden=True) for key in _COLUMNS["hidden"])
    for band, widths in _COLUMNS["bands"].items():
        for key, width in widths.items():
            choices = _in(CHOICES[key], lang) if key in CHOICES else None
            yield FormColumn(
                key, HEADINGS[key][lang], width, _filling(key, band), band, choices, view=key in _COLUMNS["view"]
            )


def _filling(key: str, band: str) -> Filling:
    if band in ("finding", "remedy"):
        return "day" if key.endswith("_on") else "entry"
    return "number" if key == "number" else "place" if band == "place" else "law"


def _in(words: Mapping[str, Bilingual], lang: Lang) -> Mapping[str, str]:
    return {key: text[lang] for key, text in words.items()}


def _row(checklist: Checklist, line: Line, number: int) -> Mapping[str, str]:
    lang, counts = checklist.lang, line.assessable
    return {
        **{key: "\n".join(numbered(several)) for key, several in texts(checklist, line).items()},
        "cited": f"{line.regulation.short_title[lang]}\n{line.cited(lang)}",
        "id": line.id,
        "text_hash": line.text_hash,
        "kind": DUTY if counts else HISTORY if line.standing.displaced else INFORMATION,
        "article": f"{line.regulation.id}#{line.obligation.eId.split('__')[0]}",
        "number": str(number),
        "status": status.INITIAL[lang] if counts else status.without_status(line)[lang],
        "applicability": status.APPLICABILITY["to_be_confirmed"][lang] if counts else "",
    }


def summary(checklist: Checklist, of: AuditTable) -> Summary:
    """The counts over the table: what is not verified yet stands beside what is met."""
    lang, duties = checklist.lang, len(checklist.duties)
    lacking = {
        "met": {"basis": status.BASES["declared"][lang]},
        "not_met": {"reviewed_by": ""},
        "not_applicable": {"applicability_reason": "", "applicability_approver": ""},
    }
    words = _in(WORDS.table("summary"), lang)
    return Summary(
        name=words["name"],
        table=of,
        words=words,
        initial=status.INITIAL[lang],
        parts={key: (PARTS[key][lang], columns) for key, columns in lacking.items()},
        articles=tuple(_articles(checklist)),
        duties=duties,
        information=len(checklist.current) - duties,
        historical=len(checklist.historical),
    )


def _articles(checklist: Checklist) -> Iterator[tuple[str, str, int]]:
    for rule, eId, lines in checklist.by_article():
        article, duties = rule.article(eId), sum(line.assessable for line in lines)
        heading = article.heading[checklist.lang] if article else ""
        if duties:
            place = citation.label(rule, eId, checklist.lang)
            yield f"{rule.short_title[checklist.lang]} {place} {heading}", f"{rule.id}#{eId}", duties
