"""A gap of the self-assessment: what guiju assess says of it, of the part that failed."""

import re
from collections.abc import Mapping
from typing import Any

import pytest

from assessment_samples import CONTENT
from browser_engine import assessed
from guiju.assessment import Assessment
from guiju.documents.content.fields import field
from guiju.documents.penalties.lines import ranges
from guiju.documents.report.page_one import page_one
from guiju.law.text.quotation import cited_units
from guiju.model import Lang
from guiju.reasoning.checklist import Line
from guiju.site.pages.self_assessment.report import failed_part, parts
from guiju.wording.labels import COLON, UNOFFICIAL
from self_assessment_form import GROUP, Form
from self_assessment_result import of, provided, shown, texts
from ten_gaps import TEN_GAPS

pytest_plugins = ["self_assessment_form", "self_assessment_result"]

IDENTITY = f"{GROUP}#verify-real-identity"
TWO_PARTS: dict[str, Any] = {
    "facts": {
        "offers_user_groups": True,
        "display_name_free": False,
        "identity_check_before_registration": False,
        "identity_check_before_group_posting": False,
    },
    "rows": {"account": {"a": {"identity_verified_at": "none", "group_posting_enabled": True}}},
    "plans": {
        f"{IDENTITY}/{part}": {"kind": "remediation", "action": action, "owner": owner, "due": due}
        for part, action, owner, due in (
            ("front-end", "放开昵称", "产品部", "2026-12-31"),
            ("back-end", "补验", "安全部", "2027-01-31"),
        )
    },
}
PROFILES: dict[str, Any] = {
    "ten gaps": TEN_GAPS, "rows, declarations and plans": CONTENT, "two parts of one duty": TWO_PARTS,
}  # fmt: skip


def following(assessment: Assessment, line: Line) -> list[str]:
    """What is said of a duty behind which no penalty is known."""
    return [*field(assessment.checklist, line, "route")]


@pytest.mark.parametrize("name", PROFILES)
def test_a_gap_says_what_the_report_says_of_it(form_of: Mapping[Lang, Form], name: str, lang: Lang) -> None:
    content = PROFILES[name]
    result, mine = shown(form_of[lang], "platform", content, lang), assessed("platform", content, lang)
    written, first_page = dict[str, int](), page_one(mine)
    breached = {duty.id: duty for duty in of(mine, "breached")}
    for number, (gap, one) in enumerate(zip(result.locator(".gap").all(), first_page.gaps, strict=True), 1):
        duty = breached[one.obligation]
        line = provided(duty.line)
        failed = dict(parts(mine.checklist, [line]))[one.gap]
        what = failed_part(failed)
        title = line.obligation.title[lang]
        assert texts(gap, ".gap__head strong") == [f"{title}{COLON[lang]}{what[lang]}" if what else title]
        assert texts(gap, "[data-words]") == [duty.words[lang]]
        assert texts(gap, ".quote") == [f"“{field(mine.checklist, line, 'quotation')[0]}”"]
        translation = " ".join(unit.en for unit in cited_units(line.regulation, line.obligation.eId))
        assert texts(gap, ".translation") == ([f"{UNOFFICIAL.en} {translation}"] if lang == "en" else [])
        assert texts(gap, ".gap__summary dd") == [line.obligation.summary[lang]]
        assert texts(gap, ".gap__remedy dd") == [step[lang] for step in failed.remedy]
        assert texts(gap, ".gap__evidence dd") == [item[lang] for item in line.evidence]
        (planned,) = texts(gap, ".gap__planned dd")
        assert all(text in planned for text in (one.owner or "", str(one.due or "")))
        penalties = [*ranges(mine.checklist, failed)] or following(mine, failed)
        said = texts(gap, ".gap__penalties dd")
        for text in penalties:
            if text not in said:  # it was written out at another gap, which is named
                place = text.split(" · ")[0]
                assert any(place in one and re.search(rf"\b{written[text]}\b", one) for one in said), (duty.id, text)
            else:
                written.setdefault(text, number)


def test_of_a_part_that_failed_its_own_consequence_and_remedy_are_given(
    form_of: Mapping[Lang, Form], lang: Lang
) -> None:
    content = {"facts": {"offers_user_groups": True, "display_name_free": False}}  # no penalty is known for that part
    result, mine = shown(form_of[lang], "group-provider", content, lang), assessed("group-provider", content, lang)
    (duty,) = of(mine, "breached")
    assert texts(result, ".gap__remedy dd") == [step[lang] for step in duty.line.remedy]
    assert texts(result, ".gap__remedy dd") != [step[lang] for step in provided(duty.line).remedy]
    assert not [*ranges(mine.checklist, duty.line)]
    assert texts(result, ".gap__penalties dd") == following(mine, duty.line)
