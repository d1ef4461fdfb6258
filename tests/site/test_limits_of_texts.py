"""Texts that a reader writes are never cut in silence: near the limit they count, and say what is not taken."""

import json
from pathlib import Path

import pytest
from playwright.sync_api import Locator, expect

from barriers import violations
from checklist_desk import GOOD, ROLE, Desk
from guiju.model import Lang
from self_assessment_form import GROUP, YES, Form
from windows import PHONE, Visit

pytest_plugins = ["checklist_desk", "self_assessment_form", "kept_windows"]

SAID = {
    "zh": ["3600 / 4000 个字符", "10000 / 4000 个字符：最后6000个没有收下，从“ab"],
    "en": ["3600 of 4000 characters", "10000 of 4000 characters: the last 6000, from “ab"],
}


def paste(field: Locator, text: str) -> None:
    """What the clipboard or an input method gives at once; a limit of the browser's own would cut it."""
    field.fill("")
    field.focus()
    field.page.keyboard.insert_text(text)


def expect_limits(field: Locator, note: Locator, lang: Lang) -> None:
    """Nothing is said of a short text; emoji count as one character each; the rest stays in the field."""
    near, over = SAID[lang]
    paste(field, "😀" * 3599)
    expect(note).to_be_hidden()
    paste(field, "😀" * 3600)
    expect(note).to_have_text(near)
    paste(field, "😀" * 4000 + "ab" * 3000)
    expect(note).to_contain_text(over)
    assert len(field.input_value()) == 10000


def test_a_field_of_a_checklist_says_what_it_does_not_take_and_keeps_the_rest(look: Visit, lang: Lang) -> None:
    desk = Desk(look(f"checklists/{ROLE}/", lang, **PHONE))
    desk.mark(GOOD, "met", by="x")
    for name in ("reason", "evidence"):
        field = desk.line(GOOD).locator(f'[data-field="{name}"]')
        expect_limits(field, desk.line(GOOD).locator(f'label:has([data-field="{name}"]) + .limit'), lang)
    assert violations(desk.page) == []
    assert desk.declarations()[GOOD]["reason"] == "😀" * 4000
    desk.page.reload()
    assert desk.entry(GOOD, "reason") == ("met", "😀" * 4000)


def test_a_field_of_the_self_assessment_says_what_it_does_not_take_and_a_file_is_the_same(
    look: Visit, lang: Lang, tmp_path: Path
) -> None:
    form = Form(look("self-assessment/group-provider/", lang, **PHONE))
    question = form.question("offers_user_groups")
    question.locator("input").first.check()
    question.locator(".ask__details > summary").click()
    field = question.locator(".ask__details input[type=text]").first
    expect_limits(field, question.locator(".ask__details label:has(input[type=text]) + .limit").first, lang)
    assert violations(form.page) == []
    saved = json.loads(form.saved("profile", tmp_path).read_text("utf-8"))
    assert saved["facts"]["offers_user_groups"]["evidence"] == "😀" * 4000


@pytest.mark.parametrize("text", ["a\tb", "a\u0001b", "  a b  ", "a\u0085b"])
def test_what_no_file_may_hold_is_put_on_one_line_and_not_dropped(form: Form, text: str, tmp_path: Path) -> None:
    form.choose("offers_user_groups", YES)
    declare = form.find(f'[data-declare="{GROUP}#fulfil-main-responsibility"]')
    declare.get_by_label("落实情况").select_option("met")
    declare.get_by_label("由哪个岗位说明").fill(text)
    saved = json.loads(form.saved("profile", tmp_path).read_text("utf-8"))
    assert saved["declarations"][f"{GROUP}#fulfil-main-responsibility"]["by"] == "a b"
