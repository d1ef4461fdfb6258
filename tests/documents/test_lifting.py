"""A gap names the permission that could lift its duty; what the permission allows is in no gap."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessment_samples import assessed, on_terminal, seen
from guiju.assessment import Assessment
from guiju.documents.report.data import value as report
from guiju.documents.report.lifting import lifting
from guiju.documents.report.page_one import page_one
from guiju.model import Corpus, Lang
from guiju.places import citation
from guiju.predicates import facts_named, parse
from guiju.reasoning.facts import by_entity
from guiju.writers import formats
from real_corpus import real

FORMATS = formats("assessment")
PERMISSION = "cac-content-labelling-2025#may-provide-unlabelled-content"
PROVIDER = {"generates_synthetic_content": True, "listed_confusing_synthesis": True}
LABELS = ["text_label", "audio_label", "picture_label", "video_label", "virtual_scene_label", "export_label"]
ANSWERS = st.fixed_dictionaries(
    {
        name: st.sampled_from([value.id for value in by_entity(real().vocabulary.facts)["service"][name].values])
        for name in LABELS
    }
)
USED = {"unlabelled_output_since": "2025-10-09", "unlabelled_output_agreement": True}
NOT_USED = {"unlabelled_output_since": "none"}


def judged(facts: dict[str, Any], lang: Lang = "en") -> Assessment:
    return assessed({"facts": PROVIDER | facts}, lang, date(2026, 6, 30), ("generative-ai-provider",))


def breached(facts: dict[str, Any]) -> set[str]:
    return {duty.id for duty in judged(facts).duties if duty.verdict == "breached"}


@pytest.mark.parametrize("form", ["terminal", *sorted(FORMATS)])
def test_every_format_says_beside_a_gap_what_could_lift_its_duty_and_that_this_was_not_judged(
    form: str, lang: Lang
) -> None:
    assessment = judged({"text_label": "no_label"}, lang)
    (gap,) = page_one(assessment).gaps
    (words,) = gap.lifted_by
    found = on_terminal(assessment) if form == "terminal" else seen(form, FORMATS[form](assessment))
    assert "".join(words.split()) in "".join(found.split())
    assert {"zh": "没有判断", "en": "does not say whether it applies"}[lang] in words


@pytest.mark.cost(6, "makes the report of several services")
@settings(max_examples=8)
@given(ANSWERS, st.sampled_from([USED, NOT_USED, {}]))
def test_gaps_of_duties_that_a_permission_lifts_name_it_and_others_name_none(
    answers: dict[str, Any], outputs: dict[str, Any]
) -> None:
    assessment = judged(answers | outputs)
    lines = {line["obligation"]: line for line in report(assessment)["lines"]}
    for gap in page_one(assessment).gaps:
        lifting = real().lifting.get(gap.obligation, ())
        assert [entry["obligation"] for entry in lines[gap.obligation]["lifted_by"]] == [*lifting]
        assert list(gap.lifted_by) == [entry["words"] for entry in lines[gap.obligation]["lifted_by"]]
    assert not any(line["lifted_by"] for line in lines.values() if line["verdict"] != "breached")


@settings(max_examples=20)
@given(ANSWERS)
def test_a_permission_that_is_used_within_its_conditions_adds_no_gap(answers: dict[str, Any]) -> None:
    assert breached(answers | USED) == breached(answers | NOT_USED)


def test_a_permission_lifts_nothing_before_its_rule_begins() -> None:
    checklist = judged({}).checklist
    line = next(line for line in checklist.lines if line.id == "cac-content-labelling-2025#label-text")
    assert [id for id, _, _ in lifting(checklist, line)] == [PERMISSION]
    assert not [*lifting(replace(checklist, as_of=date(2025, 8, 31)), line)]


def test_a_question_of_each_test_of_a_duty_leaves_out_what_a_permission_to_the_contrary_allows(corpus: Corpus) -> None:
    """Else the test would find a gap in what is allowed. The question says so, or is about the permission itself."""
    known = by_entity(corpus.vocabulary.facts)
    for duty, permission in ((duty, one) for duty, several in corpus.lifting.items() for one in several):
        (_, lifted), (rule, record) = (found for id in (duty, permission) if (found := corpus.obligation(id)))
        article = citation.label(rule, record.eId, "zh")
        for check in lifted.checks:
            names = facts_named(parse(check.requires), check.entity)
            asked = [known[entity][name] for entity, name in names]
            own = f"{rule.id}#{record.eId}"
            assert any(own in fact.serves or (fact.description and article in fact.description.zh) for fact in asked), (
                duty
            )
