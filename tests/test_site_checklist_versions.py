"""Entries made under another version of the data count only where the words of the law are the same, and are carried over."""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import Page, expect

from checklist_desk import GOOD, ROLE, SECOND, delete_all, duties, exported, field, give, line_of, mark, said, status_of
from real_corpus import real

pytest_plugins = ["checklist_desk"]


def test_a_profile_of_another_data_version_counts_only_once_the_words_were_read_again(desk: Page) -> None:
    mark(desk, GOOD, "met", by="合规部")
    mark(desk, SECOND, "met", by="合规部")
    content = exported(desk, "json").replace(real().data_version.encode(), b"0123456789ab")
    delete_all(desk)
    give(desk, content)
    said(desk)
    expect(desk.locator("[data-told]")).to_have_text(f"已评估0项，共{len(duties(ROLE))}项")
    expect(line_of(desk, GOOD).locator("[data-notice]")).to_contain_text("数据版本不同")
    line_of(desk, GOOD).locator("[data-confirm]").click()
    expect(desk.locator("[data-told]")).to_have_text(f"已评估1项，共{len(duties(ROLE))}项")
    assert list(json.loads(exported(desk, "json"))["declarations"]) == [GOOD]
    assert "1项因条文有变化没有写入" in said(desk)
    table = exported(desk, "csv")
    delete_all(desk)
    give(desk, table, "file.csv")
    said(desk)
    expect(line_of(desk, SECOND).locator("[data-notice]")).to_contain_text("数据版本不同")
    assert exported(desk, "csv") == table


def test_a_table_of_another_data_version_loses_only_the_items_whose_words_changed(desk: Page) -> None:
    mark(desk, GOOD, "met")
    mark(desk, SECOND, "met")
    hash = next(line.text_hash for line in duties(ROLE) if line.id == GOOD)
    content = (
        exported(desk, "csv").replace(hash.encode(), b"0" * 64).replace(real().data_version.encode(), b"0123456789ab")
    )
    delete_all(desk)
    give(desk, content, "file.csv")
    said(desk)
    assert line_of(desk, GOOD).get_attribute("data-status") == "to_verify"
    assert line_of(desk, SECOND).get_attribute("data-status") == "met"
    expect(line_of(desk, GOOD).locator("[data-notice]")).to_contain_text("有变化")


def test_entries_made_under_the_version_before_are_carried_over_when_the_site_is_published_anew(desk: Page) -> None:
    mark(desk, GOOD, "met", by="合规部")
    desk.evaluate(
        """(version) => {
        const key = `guiju.reasoning.checklist.${version}`;
        localStorage.setItem('guiju.reasoning.checklist.0123456789ab', localStorage.getItem(key));
        localStorage.removeItem(key);
    }""",
        real().data_version,
    )
    desk.reload()
    assert (status_of(desk, GOOD), field(desk, GOOD, "by")) == ("met", "合规部")


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
def test_a_store_that_something_else_wrote_does_not_stop_the_page(desk: Page, kept: str) -> None:
    desk.evaluate(
        "([key, kept]) => localStorage.setItem(key, kept)", [f"guiju.reasoning.checklist.{real().data_version}", kept]
    )
    desk.reload()
    mark(desk, GOOD, "met")
    expect(desk.locator("[data-told]")).to_have_text(f"已评估1项，共{len(duties(ROLE))}项")
