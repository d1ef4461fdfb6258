"""A file given to a checklist: an unusable one is refused whole in one line; what is taken stays text."""

import json
import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from case_tables import cases, each
from checklist_desk import GOOD, MET, ROLE, SECOND, Desk, duties, profile
from windows import opened

pytest_plugins = ["checklist_desk"]

REFUSED = cases(__file__)["refused"]
NAMED = {"GOOD": GOOD, "SECOND": SECOND, "LONG": "长" * 4001}


def with_items(text: str) -> str:
    """A text of the table with what its names stand for."""
    return re.sub("GOOD|SECOND|LONG", lambda name: NAMED[name[0]], text)


@pytest.fixture(scope="module")
def filled(browser: Browser, site_url: str) -> Iterator[Desk]:
    """A checklist with one entry, for files that must change nothing."""
    with opened(browser, site_url) as page:
        page.goto(f"/checklists/{ROLE}/")
        Desk(page).mark(GOOD, "not_met", by="合规部")
        yield Desk(page)


@each(REFUSED)
def test_a_file_that_cannot_be_taken_is_refused_in_one_line_and_nothing_of_it_is_imported(
    content: str | bytes, why: str, filled: Desk
) -> None:
    before = filled.store()
    message = filled.take(content if isinstance(content, bytes) else with_items(content).encode())
    assert message.startswith("没有导入：") and with_items(why) in message
    assert "\n" not in message and len(message) < 160
    assert filled.store() == before
    assert filled.entry(GOOD) == ("not_met",) and filled.find("dialog[open]").count() == 0


def test_a_file_of_more_than_eight_megabytes_is_not_even_read(filled: Desk) -> None:
    before = filled.store()
    assert filled.take(b'{"declarations": {' + b" " * (8 * 1024 * 1024) + b"}}") == "没有导入：文件超过 8 MB"
    assert filled.store() == before


def test_what_a_file_says_stays_text(desk: Desk) -> None:
    image, script = "<img src=x onerror=\"document.title='x'\">", "<script>1</script>"
    desk.take(profile(**{GOOD: {"status": "met", "by": image, "reason": script}}))
    assert desk.page.title() != "x"
    assert desk.entry(GOOD, "by", "reason") == ("met", image, script)
    assert "<img" in desk.take(profile(**{GOOD: {"status": image, "by": "x"}}))
    assert desk.find(".md-content img").count() == 0


def test_importing_over_entries_asks_first_and_items_of_other_lists_are_reported_and_left(desk: Desk) -> None:
    desk.mark(GOOD, "not_met")
    before = desk.store()
    content = profile(**{GOOD: MET, SECOND: MET, duties("group-owner")[0].id: MET})
    desk.give(content)
    expect(desk.find("dialog[open]")).to_contain_text("替换1项")
    desk.answer("no")
    assert desk.store() == before
    desk.give(content)
    desk.answer("yes")
    assert "已导入2项" in desk.message() and "另有1项不在本清单" in desk.message()
    assert desk.entry(GOOD) == ("met",)


def test_facts_in_a_profile_are_reported_as_not_imported(desk: Desk) -> None:
    facts = {"x": {"value": 1, "basis": "declared"}}
    message = desk.take(json.dumps({"facts": facts, "declarations": {GOOD: MET}}).encode())
    assert "已导入1项" in message and "没有导入" in message
