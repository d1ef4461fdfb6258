"""What documents about an assessment share: the front, what they end with, and how their sections go onto sheets."""

from collections.abc import Iterable, Sequence

from guiju.assessment import Assessment
from guiju.assessment.receipt import receipt
from guiju.documents.blocks import Front, Paper, Section, Sentences
from guiju.documents.blocks.spreadsheet import Spreadsheet
from guiju.documents.content import cover, sign_off
from guiju.documents.report import scope, verification
from guiju.documents.report.audience import EDITIONS, Audience, edition_notice
from guiju.documents.report.data import value
from guiju.documents.report.layout import section
from guiju.documents.report.limits import limits
from guiju.model import Bilingual


def paper(
    assessment: Assessment, audience: Audience, title: Bilingual, headline: str, sections: Iterable[Section | None]
) -> Paper:
    """A paper with these sections, and those with which every report ends: receipt, limits and signatures. How far the
    law in place is covered is a limit; only that nothing is listed at all comes first."""
    checked, lang = assessment.checklist, assessment.lang
    front = Front(
        lang=lang,
        day=checked.as_of,
        title=title[lang],
        subject=tuple(text for _, text in scope.particulars(assessment)[:2]),
        notices=() if checked.lines else tuple(notice[lang] for notice in cover.notices(checked)),
        headline=headline,
        caution=edition_notice(audience, lang),
        foot=cover.foot(checked),
        edition=EDITIONS[audience][lang],
    )
    closing = (
        verification.verification(assessment, audience, value(assessment, audience)),
        section("limits", lang, [Sentences(limits(assessment))]),
        sign_off.section(scope.signers(assessment), lang),
    )
    return Paper(front, tuple(entry for entry in (*sections, *closing) if entry))


def on_sheets(
    assessment: Assessment, audience: Audience, report: Paper, sheets: Iterable[tuple[Bilingual, Sequence[str]]]
) -> Spreadsheet:
    """A paper as a workbook: (name of a sheet, keys of its sections)."""
    lang, sections = report.front.lang, {section.key: section for section in report.sections}
    filled = ((name[lang], tuple(sections[key] for key in keys if key in sections)) for name, keys in sheets)
    made_from = {
        "data_version": assessment.checklist.corpus.data_version,
        "as_of": assessment.checklist.as_of.isoformat(),
        "audience": audience,
        "receipt": receipt(assessment)["receipt"],
    }
    return Spreadsheet(report.front, tuple((name, several) for name, several in filled if several), made_from)
