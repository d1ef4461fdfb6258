"""Entries in a checklist: recorded by pointer and keyboard, kept in this browser alone, counted, and deleted."""

from __future__ import annotations

import json

from playwright.sync_api import Page, expect

from checklist_desk import (
    KEPT,
    ROLE,
    STATUSES,
    answer,
    delete_all,
    duties,
    exported,
    field,
    give,
    line_of,
    mark,
    said,
    status_of,
)

pytest_plugins = ["checklist_desk"]


def test_what_is_recorded_is_there_after_reloading_in_the_other_language_and_on_the_list_of_all_roles(
    desk: Page, site_url: str
) -> None:
    first, second = duties(ROLE)[:2]
    mark(desk, first.id, "not_met", by="合规部", evidence="知识库 第3页", reason="整改中\n下周完成", reviewer="审计部")
    mark(desk, second.id, "met")
    for path in ("", "en/"):
        for list_ in (ROLE, "all-roles"):
            desk.goto(f"{site_url}/{path}checklists/{list_}/")
            assert status_of(desk, first.id) == "not_met" and status_of(desk, second.id) == "met"
            assert field(desk, first.id, "by") == "合规部" and field(desk, first.id, "reason") == "整改中\n下周完成"
            assert line_of(desk, second.id).locator("[data-date]").inner_text() == ""  # closed: nothing is written yet
    assert len(desk.context.cookies()) == 0


def test_entries_stay_in_the_browser_no_request_is_made_while_one_works(desk: Page) -> None:
    desk.wait_for_load_state("networkidle")
    asked: list[str] = []
    desk.on("request", lambda request: asked.append(request.url))
    first = duties(ROLE)[0]
    mark(desk, first.id, "not_applicable", by="合规部", reason="没有此功能", approver="法务部")
    desk.locator('[data-filter="open"]').check()
    saved = exported(desk, "json")
    exported(desk, "csv")
    give(desk, saved)
    said(desk)
    assert [url for url in asked if not url.startswith("blob:") and not url.endswith("favicon.svg")] == []


def test_progress_counts_each_status_and_says_how_many_are_assessed(desk: Page) -> None:
    found = duties(ROLE)
    for line, status in zip(found, ["met", "met", "partly_met", "not_met", "not_applicable"], strict=False):
        mark(desk, line.id, status)
    told = desk.locator("[data-told]")
    expect(told).to_have_text(f"已评估4项，共{len(found)}项")  # not applicable has neither reason nor approver yet
    mark(desk, found[4].id, "not_applicable", reason="没有此功能", approver="法务部")
    expect(told).to_have_text(f"已评估5项，共{len(found)}项")
    counts = desk.locator("[data-tally] li").all_inner_texts()
    assert counts == ["符合 2", f"待核实 {len(found) - 5}", "部分符合 1", "不符合 1", "不适用 1"]
    assert desk.locator("[data-bar] > *").count() == 5


def test_not_applicable_asks_for_a_reason_and_an_approver_and_counts_as_open_until_both_are_there(desk: Page) -> None:
    line = duties(ROLE)[0]
    mark(desk, line.id, "not_applicable")
    notice = line_of(desk, line.id).locator("[data-notice]")
    expect(notice).to_contain_text("批准人")
    line_of(desk, line.id).locator('[data-field="reason"]').fill("没有此功能")
    expect(notice).to_be_visible()
    line_of(desk, line.id).locator('[data-field="approver"]').fill("法务部")
    expect(notice).to_be_hidden()


def test_a_browser_whose_store_is_full_says_that_nothing_is_kept(desk: Page) -> None:
    desk.evaluate("""() => {
        let size = 4e6;
        for (let key = 0; size >= 1;) {
            try { localStorage.setItem(`filler${key}`, 'x'.repeat(size)); key += 1; } catch { size = Math.floor(size / 2); }
        }
    }""")
    mark(desk, duties(ROLE)[0].id, "met")
    assert "不让网页保存" in said(desk)
    assert json.loads(exported(desk, "json"))["declarations"][duties(ROLE)[0].id]["status"] == "met"


def test_two_tabs_show_the_same_entries_and_neither_overwrites_the_other(desk: Page, site_url: str) -> None:
    one, two = duties(ROLE)[:2]
    with desk.context.new_page() as tab:
        tab.goto(f"{site_url}/en/checklists/{ROLE}/")
        mark(desk, one.id, "met", by="合规部")
        expect(line_of(tab, one.id).locator('[data-field="by"]')).to_have_value("合规部")
        mark(tab, two.id, "not_met")
        expect(line_of(desk, two.id)).to_have_attribute("data-status", "not_met")
        desk.reload()
        assert (status_of(desk, one.id), status_of(desk, two.id)) == ("met", "not_met")
        delete_all(desk)
        expect(line_of(tab, one.id)).to_have_attribute("data-status", "")


def test_deleting_asks_first_and_deletes_every_entry_of_every_version(desk: Page) -> None:
    desk.evaluate(
        "localStorage.setItem('guiju.reasoning.checklist.000000000000', JSON.stringify({saved: 1, party: {}, entries: []}))"
    )
    mark(desk, duties(ROLE)[0].id, "met")
    before = desk.evaluate(KEPT)
    desk.locator(".desk__notes summary").click()
    desk.locator('[data-do="delete"]').click()
    desk.keyboard.press("Escape")
    assert desk.evaluate(KEPT) == before
    desk.locator('[data-do="delete"]').click()
    answer(desk, "yes")
    expect(line_of(desk, duties(ROLE)[0].id)).to_have_attribute("data-status", "")
    assert desk.evaluate("Object.keys(localStorage).filter((key) => key.startsWith('guiju.reasoning.checklist'))") == []


def test_everything_is_done_by_keyboard_alone(desk: Page) -> None:
    line = duties(ROLE)[0]
    desk.locator(".md-search__input").focus()
    reached: list[str] = []
    for _ in range(80):
        desk.keyboard.press("Tab")
        what = desk.evaluate(
            "() => { const e = document.activeElement; return e.dataset.filter || e.dataset.do || e.dataset.party || e.name || e.tagName; }"
        )
        reached.append(what)
        if what == "status-0":
            break
    assert {"topic", "method", "modality", "open", "json", "csv", "import", "print"} <= set(reached)
    for _ in STATUSES[1:3]:
        desk.keyboard.press("ArrowRight")
    assert status_of(desk, line.id) == "not_met"
    desk.keyboard.press("Tab")
    desk.keyboard.press("Enter")
    expect(line_of(desk, line.id).locator('[data-field="by"]')).to_be_visible()
    desk.keyboard.press("Tab")
    desk.keyboard.type("compliance")
    assert field(desk, line.id, "by") == "compliance"
    assert desk.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"
    desk.reload()
    assert (status_of(desk, line.id), field(desk, line.id, "by")) == ("not_met", "compliance")
