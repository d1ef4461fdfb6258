"""The report that the self-assessment makes in the browser: what guiju assess says, and files that it reads back."""

import random
from collections.abc import Mapping

from playwright.sync_api import Page

from assessment_samples import CONTENT
from browser_engine import Content, assessed, each_form, in_browser, random_content
from guiju.documents.report import data
from ten_gaps import TEN_GAPS

pytest_plugins = ["browser_engine", "self_assessment_form"]

GROUP = "cac-group-services-2017"
PLANS = {
    f"{GROUP}#retain-network-logs": {
        "kind": "remediation", "action": "延长留存", "owner": "运维负责人", "due": "2026-09-30", "risk": "high",
    },
    f"{GROUP}#verify-real-identity": {
        "kind": "remediation", "action": "补验", "owner": "安全部", "due": "2026-12-31", "note": "分两批",
    },
}  # fmt: skip
DECLARED = {f"{GROUP}#fulfil-main-responsibility": {"status": "not_met", "by": "法务部", "reason": "=没有"}}
QUARTER: Content = {**TEN_GAPS, "report": {"entity": "甲公司"}, "plans": PLANS, "declarations": DECLARED}

PAGE_ONE = """(profile) => {
    const { given, report } = guiju;
    const assessed = guiju.assess(given, profile);
    return guiju.pageOne({ given, profile, assessed, ...assessed }, report);
}"""
LATER = {"of_rows"}


@each_form
def test_page_one_is_that_of_guiju_assess_value_by_value(forms: Mapping[str, Page], slug: str) -> None:
    chance = random.Random(slug)
    sets: list[Content] = [{"facts": {}}, QUARTER, CONTENT, *(random_content(chance) for _ in range(5))]
    for content, ours in zip(sets, in_browser(forms[slug], PAGE_ONE, sets), strict=True):
        theirs = data.value(assessed(slug, content))["page_one"]
        assert ours == theirs
