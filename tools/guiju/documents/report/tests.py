"""The appendix: the tests of the report as predicates, for who checks them or runs them as SQL."""

from guiju.assessment import Assessment
from guiju.assessment.proof import entity_label
from guiju.documents.blocks import Section
from guiju.documents.report.duties import head
from guiju.documents.report.layout import table


def tests(assessment: Assessment) -> Section | None:
    """Every test of every duty, in the order of the text."""
    rows = [
        (head(assessment, duty).cell, entity_label(assessment, check.entity), check.text)
        for duty in assessment.duties
        for check in duty.line.obligation.checks
    ]
    return table("tests", assessment.lang, {"duty": 34, "entity": 16, "predicate": 66}, rows)
