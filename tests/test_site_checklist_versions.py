"""Entries made under another version of the data count only where the words of the law are the same."""

import pytest
from playwright.sync_api import expect

from checklist_desk import GOOD, ROLE, SECOND, Desk, duties
from real_corpus import real

pytest_plugins = ["checklist_desk"]

NOW, BEFORE = real().data_version, "0123456789ab"


def test_a_profile_of_another_data_version_counts_only_once_the_words_were_read_again(desk: Desk) -> None:
    desk.mark(GOOD, "met", by="合规部")
    desk.mark(SECOND, "met", by="合规部")
    content = desk.exported("json").replace(NOW.encode(), BEFORE.encode())
    desk.delete_all()
    desk.give(content)
    desk.said()
    desk.expect_assessed(0)
    expect(desk.notice(GOOD)).to_contain_text("数据版本不同")
    desk.line(GOOD).locator("[data-confirm]").click()
    desk.expect_assessed(1)
    assert list(desk.declarations()) == [GOOD]
    assert "1项因条文有变化没有写入" in desk.said()
    table = desk.exported("csv")
    desk.delete_all()
    desk.give(table, "file.csv")
    desk.said()
    expect(desk.notice(SECOND)).to_contain_text("数据版本不同")
    assert desk.exported("csv") == table


def test_a_table_of_another_data_version_loses_only_the_items_whose_words_changed(desk: Desk) -> None:
    desk.mark(GOOD, "met")
    desk.mark(SECOND, "met")
    hash = next(line.text_hash for line in duties(ROLE) if line.id == GOOD)
    content = desk.exported("csv").replace(hash.encode(), b"0" * 64).replace(NOW.encode(), BEFORE.encode())
    desk.delete_all()
    desk.give(content, "file.csv")
    desk.said()
    assert [desk.line(id).get_attribute("data-status") for id in (GOOD, SECOND)] == ["to_verify", "met"]
    expect(desk.notice(GOOD)).to_contain_text("有变化")


def test_entries_made_under_the_version_before_are_carried_over_when_the_site_is_published_again(desk: Desk) -> None:
    desk.mark(GOOD, "met", by="合规部")
    moved = """([from, to]) => {
        localStorage.setItem(to, localStorage.getItem(from));
        localStorage.removeItem(from);
    }"""
    desk.page.evaluate(moved, [f"guiju.checklist.{NOW}", f"guiju.checklist.{BEFORE}"])
    desk.page.reload()
    assert desk.entry(GOOD, "by") == ("met", "合规部")


@pytest.mark.parametrize(
    "kept",
    [
        "{",
        "null",
        '{"entries": 7}',
        '{"entries": [["x", {"status": "fine"}], 3]}',
        '{"saved": "x", "party": 1, "entries": []}',
    ],
)
def test_a_store_that_something_else_wrote_does_not_stop_the_page(desk: Desk, kept: str) -> None:
    desk.page.evaluate("([key, kept]) => localStorage.setItem(key, kept)", [f"guiju.checklist.{NOW}", kept])
    desk.page.reload()
    desk.mark(GOOD, "met")
    desk.expect_assessed(1)
