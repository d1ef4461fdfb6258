"""What documents about an assessment share: the front, what they end with, and how their sections go onto sheets."""

from collections.abc import Sequence

from guiju.assessment import Assessment
from guiju.documents.blocks import Paper, Section, Sentences
from guiju.documents.blocks.spreadsheet import SheetPart, Spreadsheet
from guiju.documents.content import cover, sign_off
from guiju.documents.report import counts, scope, verification
from guiju.documents.report.audience import EDITIONS, Audience, edition_notice
from guiju.documents.report.data import json_hash
from guiju.documents.report.layout import section
from guiju.documents.report.limits import limits


def on_sheets(
    assessment: Assessment, audience: Audience, report: Paper, sheets: Sequence[tuple[str, tuple[str, ...]]]
) -> Spreadsheet:
    """A paper as a workbook: (name of a sheet, keys of its sections)."""
    sections = {section.key: section for section in report.sections}
    parts = ((name, [sections[key] for key in keys if key in sections]) for name, keys in sheets)
    receipt = verification.hashes(assessment, "")["receipt"]
    made_from = {
        "data_version": assessment.checklist.corpus.data_version,
        "as_of": assessment.checklist.as_of.isoformat(),
        "audience": audience,
        "receipt": receipt,
    }
    filled = tuple((name, tuple(SheetPart(s.heading, s.blocks) for s in several)) for name, several in parts if several)
    return Spreadsheet(report, filled, made_from)


def front(assessment: Assessment, audience: Audience, title: str) -> Paper:
    """The front of the report, without its sections."""
    lang, checked = assessment.checklist.lang, assessment.checklist
    return Paper(
        lang=lang,
        day=checked.as_of,
        title=title,
        edition=EDITIONS[audience][lang],
        subject=tuple(text for _, text in scope.particulars(assessment)[:2]),
        notices=cover.printed_notices(checked),
        overall=counts.overall(assessment),
        headline=counts.headline(assessment),
        caution=edition_notice(audience, lang),
        foot=cover.foot(checked),
        sections=(),
    )


def closing(assessment: Assessment, audience: Audience) -> tuple[Section, ...]:
    """What every report ends with: limits, receipt and signatures."""
    lang = assessment.checklist.lang
    return (
        section("limits", lang, [Sentences(limits(assessment))]),
        verification.verification(assessment, audience, json_hash(assessment, audience)),
        sign_off.section(scope.signers(assessment), lang),
    )
