"""A file that is given to a checklist: what cannot be taken is refused whole in one line, what can be stays text and is asked about."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from checklist_desk import (
    GOOD,
    KEPT,
    MET,
    ROLE,
    SECOND,
    answer,
    duties,
    field,
    give,
    hush,
    mark,
    profile,
    said,
    status_of,
)

pytest_plugins = ["checklist_desk"]


BAD: dict[str, tuple[bytes, str]] = {
    "broken JSON": (b'{"declarations": {"a": ', "损坏"),
    "an empty file": (b"", "损坏"),
    "a text": ("随便写的一段话。\n第二行".encode(), "损坏"),
    "a picture": (b"\x89PNG\r\n\x1a\n\x00\x00\xff\xfe\xff", "UTF-8"),
    "a JSON list": (b"[1, 2]", "declarations"),
    "foreign JSON": (b'{"name": "package", "version": "1.0.0"}', "declarations"),
    "a profile of facts only": (b'{"facts": {}, "declarations": null}', "declarations"),
    "declarations in a list": (b'{"declarations": [1]}', "declarations"),
    "no item of this list": (profile(**{"cac-group-services-2017#nothing": MET}), "没有本清单的事项"),
    "a prototype": (b'{"declarations": {"__proto__": {"status": "met", "by": "x"}}}', "没有本清单的事项"),
    "an unknown status": (profile(**{GOOD: MET, SECOND: {"status": "fine", "by": "x"}}), "status"),
    "an inherited status": (profile(**{GOOD: {"status": "constructor", "by": "x"}}), "status"),
    "a status that is a list": (profile(**{GOOD: {"status": ["met"], "by": "x"}}), "status"),
    "a declaration that is a number": (profile(**{GOOD: MET, SECOND: 7}), SECOND),
    "an unknown field": (profile(**{GOOD: {**MET, "onclick": "x"}}), "onclick"),
    "a day that is none": (profile(**{GOOD: {**MET, "date": "2026-02-30"}}), "2026-02-30"),
    "a huge text": (profile(**{GOOD: MET, SECOND: {**MET, "reason": "长" * 4001}}), "reason"),
    "a huge name of the party": (
        json.dumps({"report": {"entity": "x" * 4001}, "declarations": {GOOD: MET}}).encode(),
        "entity",
    ),
    "foreign CSV": ("姓名,年龄\n甲,3\n".encode(), "编号"),
    "CSV without a status": (f"编号,要求\n{GOOD},x\n".encode(), "状态"),
    "CSV with an unknown status": (f"编号,状态\n{GOOD},符合\n{SECOND},=1+1\n".encode(), "第3行"),
    "CSV with an item twice": (f"编号,状态\n{GOOD},符合\n{GOOD},不符合\n".encode(), "两次"),
    "CSV cut off in a quotation": (f'编号,状态,说明\n{GOOD},符合,"没有写完'.encode(), "引号"),
    "CSV with a comma outside quotations": (f"编号,状态,说明\n{GOOD},符合,甲,乙\n".encode(), "第2行"),
    "CSV with a row without an id": (f"编号,状态\n{GOOD},符合\n,不符合\n".encode(), "第3行"),
    "CSV with a hash that is none": (f"编号,状态,条文哈希\n{GOOD},符合,<b>\n".encode(), "条文哈希"),
    "CSV with a day that is none": (f"编号,状态,记录日期\n{GOOD},符合,明天\n".encode(), "明天"),
}


@pytest.fixture(scope="module")
def filled(browser: Browser, site_url: str) -> Iterator[Page]:
    """A checklist with one entry, for files that must change nothing."""
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{site_url}/checklists/{ROLE}/")
    mark(page, GOOD, "not_met", by="合规部")
    yield page
    context.close()


@pytest.mark.parametrize("name", BAD)
def test_a_file_that_cannot_be_taken_is_refused_in_one_line_and_nothing_of_it_is_imported(
    filled: Page, name: str
) -> None:
    content, why = BAD[name]
    before = filled.evaluate(KEPT)
    give(filled, content)
    told = said(filled)
    assert told.startswith("没有导入：") and why in told and "\n" not in told and len(told) < 160
    assert filled.evaluate(KEPT) == before
    assert status_of(filled, GOOD) == "not_met" and filled.locator("dialog[open]").count() == 0


def test_a_file_of_more_than_eight_megabytes_is_not_even_read(filled: Page, tmp_path: Path) -> None:
    before = filled.evaluate(KEPT)
    (tmp_path / "huge.json").write_bytes(b'{"declarations": {' + b" " * (8 * 1024 * 1024) + b"}}")
    hush(filled)
    filled.locator("[data-file]").set_input_files(tmp_path / "huge.json")
    expect(filled.locator("[data-said]")).to_have_text("没有导入：文件超过 8 MB")
    assert filled.evaluate(KEPT) == before


def test_what_a_file_says_stays_text(desk: Page) -> None:
    give(
        desk,
        profile(
            **{
                GOOD: {
                    "status": "met",
                    "by": "<img src=x onerror=\"document.title='x'\">",
                    "reason": "<script>1</script>",
                }
            }
        ),
    )
    said(desk)
    assert desk.locator(".md-content img").count() == 0 and desk.title() != "x"
    assert field(desk, GOOD, "reason") == "<script>1</script>"
    give(desk, profile(**{GOOD: {"status": "<img src=x onerror=alert(1)>", "by": "x"}}))
    expect(desk.locator("[data-said]")).to_contain_text("<img")
    assert desk.locator(".md-content img").count() == 0


def test_importing_over_entries_asks_first_and_items_of_other_lists_are_told_and_left(desk: Page) -> None:
    mark(desk, GOOD, "not_met")
    before = desk.evaluate(KEPT)
    elsewhere = duties("group-owner")[0].id
    content = profile(**{GOOD: MET, SECOND: MET, elsewhere: MET})
    give(desk, content)
    expect(desk.locator("dialog[open]")).to_contain_text("替换1项")
    answer(desk, "no")
    assert desk.evaluate(KEPT) == before
    give(desk, content)
    answer(desk, "yes")
    assert "已导入2项" in said(desk) and "另有1项不在本清单" in said(desk)
    assert status_of(desk, GOOD) == "met"


def test_facts_in_a_profile_are_no_part_of_a_checklist_and_that_is_said(desk: Page) -> None:
    content = json.dumps({"facts": {"x": {"value": 1, "basis": "declared"}}, "declarations": {GOOD: MET}}).encode()
    give(desk, content)
    assert "已导入1项" in said(desk) and "没有导入" in said(desk)
