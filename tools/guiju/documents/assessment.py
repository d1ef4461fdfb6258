"""An assessment report: page one is the answer; then the detail by article, tests, limits and signatures."""

from collections.abc import Mapping

from guiju.assessment import Assessment
from guiju.documents.blocks import Paper
from guiju.documents.blocks.spreadsheet import Spreadsheet
from guiju.documents.report import counts, duties, frame, plans, scope, tests
from guiju.documents.report.audience import Audience
from guiju.documents.report.data import value
from guiju.documents.report.doubts import doubts
from guiju.documents.report.front_section import front_section
from guiju.documents.report.gaps import findings, numbers
from guiju.documents.report.page_one import page_one
from guiju.documents.report.remaining import next_facts, remaining
from guiju.documents.report.unused import without_effect
from guiju.files.bundled import packaged
from guiju.wording.words import Words

__all__ = ["paper", "spreadsheet", "value"]

WORDS = Words(__file__, "assessment.yaml")
_SHEETS: Mapping[str, list[str]] = packaged(__file__, "layouts.yaml")["assessment_sheets"]


def paper(assessment: Assessment, audience: Audience = "internal") -> Paper:
    """The report to read, to hand over, to sign; an empty section says so, or is left out where nothing is missed."""
    named, page = numbers(assessment), page_one(assessment, audience)
    sections = (
        front_section(assessment, audience, page),
        scope.scope(assessment),
        findings(assessment, audience),
        plans.plan(assessment, audience, named),
        remaining(assessment, named),
        next_facts(assessment, page.open),
        doubts(assessment, audience),
        without_effect(assessment, audience),
        duties.settled(assessment, audience),
        duties.historical(assessment, audience),
        duties.for_information(assessment),
        counts.counts(assessment),
        scope.law_and_data(assessment),
        counts.methods(assessment),
        tests.tests(assessment),
    )
    return frame.paper(assessment, audience, WORDS["title"], page.sentence, sections)


def spreadsheet(assessment: Assessment, audience: Audience = "internal") -> Spreadsheet:
    """The report to sort, filter and follow up; a sheet none of whose sections is there is left out."""
    sheets = [(WORDS.table("sheet")[key], sections) for key, sections in _SHEETS.items()]
    return frame.on_sheets(assessment, audience, paper(assessment, audience), sheets)
