"""The report that the self-assessment makes in the browser: what guiju assess says, and files that it reads back."""

import json
import random
from collections.abc import Mapping

from playwright.sync_api import Page

from assessment_samples import CONTENT
from browser_engine import Content, assessed, each_form, in_browser, random_content
from conftest import AS_OF
from guiju.assessment.gap_changes import Side
from guiju.assessment.progress import progress
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


@each_form
def test_page_one_is_that_of_guiju_assess_value_by_value(forms: Mapping[str, Page], slug: str) -> None:
    chance = random.Random(slug)
    sets: list[Content] = [{"facts": {}}, QUARTER, CONTENT, *(random_content(chance) for _ in range(5))]
    for content, ours in zip(sets, in_browser(forms[slug], PAGE_ONE, sets), strict=True):
        theirs = data.value(assessed(slug, content))["page_one"]
        assert ours == theirs


COMPARED = """([before, was, stale, now]) => {
    const { given } = guiju;
    const form = { given, profile: now, ...guiju.assess(given, now) };
    const { gaps, lost, verdicts } = guiju.comparison(form, { answers: before, as_of: was, stale: new Set(stale) });
    return {
        gaps: gaps.map(({ id, state, why = null }) => [id, state, why]).sort(),
        lost: lost.map(({ entity, key, name, why }) => [entity, key, name, why]).sort(),
        verdicts: verdicts.map(({ line, change }) => [line.duty.id, change]).sort(),
    };
}"""


def side(slug: str, content: Content) -> Side:
    """A report as guiju assess writes it."""
    report = json.loads(json.dumps(data.value(assessed(slug, content))))
    return Side(report["receipt"], report)


@each_form
def test_a_comparison_with_last_time_says_what_guiju_compare_says(forms: Mapping[str, Page], slug: str) -> None:
    chance = random.Random(slug)
    sets: list[Content] = [QUARTER, CONTENT, {"facts": {}}, *(random_content(chance) for _ in range(5))]
    pairs = [*zip(sets, sets[1:], strict=False), *((one, mutated(one, chance)) for one in sets)]
    asked = [(before, AS_OF, [], now) for before, now in pairs]
    for (before, now), ours in zip(pairs, in_browser(forms[slug], COMPARED, asked), strict=True):
        made = progress(side(slug, before), side(slug, now))
        assert ours["gaps"] == sorted([id, gap.state, gap.why] for gap in made.gaps for id in gap.ids)
        assert ours["lost"] == sorted([one.entity, one.key, one.name, one.why] for one in made.verdicts.lost_facts)
        assert ours["verdicts"] == sorted([one.obligation, one.change] for one in made.others)


def mutated(content: Content, chance: random.Random) -> Content:
    """A quarter later: some facts are gone, some others than before, and what was planned is closed."""
    facts = {name: fact for name, fact in content["facts"].items() if chance.random() < 0.8}
    facts |= {name: not fact for name, fact in facts.items() if isinstance(fact, bool) and chance.random() < 0.3}
    closing = {"date": AS_OF, "by": "运维负责人", "evidence": "导出"}
    plans = {name: {**plan, "closed": closing} for name, plan in content.get("plans", {}).items()}
    return {**content, "facts": facts, "plans": plans}
