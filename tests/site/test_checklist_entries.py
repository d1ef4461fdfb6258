"""Entries in a checklist: recorded, kept in this browser alone, counted, deleted, and carried to new data."""

import json

import pytest
from playwright.sync_api import expect

from checklist_desk import GOOD, ROLE, SECOND, Desk, duties
from real_corpus import real
from windows import ROOTS, Visit, fill_store

pytest_plugins = ["checklist_desk"]


def test_what_is_recorded_is_there_after_reloading_in_both_languages_and_on_the_list_of_all_roles(desk: Desk) -> None:
    desk.mark(GOOD, "not_met", by="合规部", evidence="知识库 第3页", reason="整改中\n下周完成", reviewer="审计部")
    desk.mark(SECOND, "met")
    for path in (f"/{root}checklists/{name}" for root in ROOTS.values() for name in (f"{ROLE}/", "all-roles/?all=1")):
        desk.page.goto(path)
        assert desk.entry(GOOD, "by", "reason") == ("not_met", "合规部", "整改中\n下周完成")
        assert desk.entry(SECOND) == ("met",)
        assert desk.line(SECOND).locator("[data-date]").inner_text() == ""  # closed: nothing is written yet
    assert len(desk.page.context.cookies()) == 0


def test_entries_stay_in_the_browser_no_request_is_made_while_one_works(visit: Visit) -> None:
    desk = Desk(visit(f"checklists/{ROLE}/"))
    desk.page.wait_for_load_state("networkidle")
    requests: list[str] = []
    desk.page.on("request", lambda request: requests.append(request.url))
    desk.mark(GOOD, "not_applicable", by="合规部", reason="没有此功能", approver="法务部")
    desk.filter("open", "1")
    file = desk.exported("json")
    desk.exported("csv")
    desk.take(file)
    assert [url for url in requests if not url.startswith("blob:") and not url.endswith("favicon.svg")] == []


def test_progress_counts_each_status_and_not_applicable_only_with_a_reason_and_an_approver(desk: Desk) -> None:
    ids = [line.id for line in duties(ROLE)]
    for id, status in zip(ids, ["met", "met", "partly_met", "not_met", "not_applicable"], strict=False):
        desk.mark(id, status)
    expect(desk.notice(ids[4])).to_contain_text("批准人")
    desk.mark(ids[4], "not_applicable", reason="没有此功能")
    expect(desk.notice(ids[4])).to_be_visible()
    desk.expect_assessed(4)
    desk.mark(ids[4], "not_applicable", approver="法务部")
    expect(desk.notice(ids[4])).to_be_hidden()
    desk.expect_assessed(5)
    counts = desk.find("[data-tally] li").all_inner_texts()
    assert counts == ["符合 2", f"待核实 {len(ids) - 5}", "部分符合 1", "不符合 1", "不适用 1"]
    assert desk.find("[data-bar] > *").count() == 5


def test_a_browser_whose_store_is_full_says_that_nothing_is_kept(desk: Desk) -> None:
    fill_store(desk.page)
    desk.mark(GOOD, "met")
    expect(desk.find("[data-kept]")).to_contain_text("没有存下填写的内容")
    assert desk.declarations()[GOOD]["status"] == "met"


def test_two_tabs_show_the_same_entries(desk: Desk) -> None:
    with desk.page.context.new_page() as page:
        page.goto(f"/en/checklists/{ROLE}/")
        tab = Desk(page)
        desk.mark(GOOD, "met", by="合规部")
        expect(tab.line(GOOD).locator('[data-field="by"]')).to_have_value("合规部")
        tab.mark(SECOND, "not_met")
        expect(desk.line(SECOND)).to_have_attribute("data-status", "not_met")
        desk.delete_all()
        expect(tab.line(GOOD)).to_have_attribute("data-status", "")


def test_deleting_asks_first_and_deletes_every_entry_of_every_version(desk: Desk) -> None:
    desk.put("guiju.checklist.000000000000", '{"saved": 1, "party": {}, "entries": []}')
    desk.mark(GOOD, "met")
    before = desk.store()
    assert before.count('"guiju.checklist') == 2
    desk.find('[data-do="delete"]').click()
    desk.page.keyboard.press("Escape")
    assert desk.store() == before
    desk.find('[data-do="delete"]').click()
    desk.answer("yes")
    expect(desk.line(GOOD)).to_have_attribute("data-status", "")
    assert "guiju.checklist" not in desk.store()


def test_everything_is_done_by_keyboard_alone(desk: Desk) -> None:
    page = desk.page
    desk.line(GOOD).locator("[type=radio]:checked").focus()
    for key in ("ArrowRight", "ArrowRight"):
        page.keyboard.press(key)
    assert desk.entry(GOOD) == ("not_met",)
    for key in ("Tab", "Enter"):
        page.keyboard.press(key)
    expect(desk.line(GOOD).locator('[data-field="by"]')).to_be_visible()
    page.keyboard.press("Tab")
    page.keyboard.type("compliance")
    assert desk.entry(GOOD, "by") == ("not_met", "compliance")
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"
    page.reload()
    assert desk.entry(GOOD, "by") == ("not_met", "compliance")


NOW, BEFORE = real().data_version, "0123456789ab"
HASH = duties(ROLE)[0].text_hash  # of GOOD


def test_a_profile_of_another_data_version_counts_only_once_the_words_were_read_again(desk: Desk) -> None:
    desk.mark(GOOD, "met", by="合规部")
    desk.mark(SECOND, "met", by="合规部")
    desk.take_anew(desk.exported("json").replace(NOW.encode(), BEFORE.encode()))
    desk.expect_assessed(0)
    expect(desk.notice(GOOD)).to_contain_text("数据版本不同")
    desk.line(GOOD).locator("[data-confirm]").click()
    desk.expect_assessed(1)
    assert list(desk.declarations()) == [GOOD]
    assert "1项因条文有变化没有写入" in desk.message()
    table = desk.exported("csv")
    desk.take_anew(table, "file.csv")
    expect(desk.notice(SECOND)).to_contain_text("数据版本不同")
    assert desk.exported("csv") == table


def test_a_table_of_another_data_version_loses_only_the_items_whose_words_changed(desk: Desk) -> None:
    desk.mark(GOOD, "met")
    desk.mark(SECOND, "met")
    content = desk.exported("csv").replace(HASH.encode(), b"0" * 64).replace(NOW.encode(), BEFORE.encode())
    desk.take_anew(content, "file.csv")
    assert [desk.line(id).get_attribute("data-status") for id in (GOOD, SECOND)] == ["to_verify", "met"]
    expect(desk.notice(GOOD)).to_contain_text("有变化")


def test_entries_of_an_earlier_edition_of_the_site_are_carried_over_the_newest_set(desk: Desk) -> None:
    for version, saved, by in (("a" * 12, 2, "合规部"), ("b" * 12, 1, "旧")):
        entry = {"status": "met", "by": by, "hash": HASH}
        content = {"saved": saved, "party": {"entity": "甲公司", "prepared_by": ""}, "entries": [[GOOD, entry]]}
        desk.put(f"guiju.checklist.{version}", json.dumps(content))
    desk.page.reload()
    assert desk.entry(GOOD, "by") == ("met", "合规部")
    expect(desk.find('[data-party="entity"]')).to_have_value("甲公司")


@pytest.mark.parametrize("kept", ['{"entries": 7}', '{"values": [["x", {"status": "fine"}], 3]}'])
def test_a_store_that_something_else_wrote_is_reported_set_aside_and_does_not_stop_the_page(
    desk: Desk, kept: str
) -> None:
    desk.put("guiju.checklist", kept)
    desk.page.reload()
    expect(desk.find("[data-kept]")).to_contain_text("读不出来")
    assert desk.page.evaluate("localStorage.getItem('guiju.checklist.unread')") == kept
    desk.mark(GOOD, "met")
    desk.expect_assessed(1)
