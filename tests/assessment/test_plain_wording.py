"""Owners and members are asked what they can know, in plain words; platforms as before."""

from datetime import date

import pytest

from conftest import AS_OF
from guiju.assessment.questionnaire import questionnaire
from guiju.assessment.reads import facts_asked
from guiju.model import Role
from guiju.reasoning.checklist import checklist
from real_corpus import real

DAY = date.fromisoformat(AS_OF)


def roles(*names: str) -> list[Role]:
    return [role for role in real().vocabulary.roles if role.id in names]


@pytest.mark.parametrize("role", ["group-owner", "group-member"])
def test_whoever_is_no_platform_is_asked_no_fact_in_the_words_of_a_platform(role: str) -> None:
    asked = facts_asked(checklist(real(), roles(role), DAY))
    assert asked and all(fact.plain is not None and fact.question == fact.plain.question for fact in asked)
    text = questionnaire(checklist(real(), roles(role), DAY))
    for words in ("平台的审核员", "本服务", "产品功能清单", "违规处置记录"):
        assert words not in text


def test_a_platform_and_whoever_is_asked_together_with_it_is_asked_as_before() -> None:
    for names in (["group-provider"], ["group-provider", "group-owner"]):
        known = {(fact.entity, fact.id): fact for fact in real().vocabulary.facts}
        for fact in facts_asked(checklist(real(), roles(*names), DAY)):
            assert fact == known[fact.entity, fact.id]


@pytest.mark.parametrize("role", ["group-owner", "group-member"])
def test_where_only_the_conduct_of_a_platform_is_tested_or_weighed_others_read_nothing_of_it(role: str) -> None:
    for line in checklist(real(), roles(role), DAY).duties:
        duty = line.obligation
        assert duty.automation and (duty.checks or duty.automation.level == "none")
        for text in (*(word.weigh for word in duty.open_words), *line.review, *line.remedy):
            assert "平台自" not in text.zh and "平台的规范" not in text.zh
