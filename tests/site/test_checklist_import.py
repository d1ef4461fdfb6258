"""A file given to a checklist: an unusable one is refused whole in one line; what is taken stays text."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from checklist_desk import GOOD, MET, ROLE, SECOND, Desk, duties, profile
from windows import opened

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
    "a huge text": (profile(**{GOOD: MET, SECOND: {**MET, "reason": "长" * 4001}}), "reason 超过 4000 个字符"),
    "a huge cell": (f"编号,状态,说明\n{GOOD},符合,{'长' * 4001}\n".encode(), "2: 说明 超过 4000 个字符"),
    "a huge name of the party": (b'{"report": {"entity": "%b"}, "declarations": {}}' % (b"x" * 4001), "entity"),
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
def filled(browser: Browser, site_url: str) -> Iterator[Desk]:
    """A checklist with one entry, for files that must change nothing."""
    with opened(browser, site_url) as page:
        page.goto(f"/checklists/{ROLE}/")
        Desk(page).mark(GOOD, "not_met", by="合规部")
        yield Desk(page)


@pytest.mark.parametrize("name", BAD)
def test_a_file_that_cannot_be_taken_is_refused_in_one_line_and_nothing_of_it_is_imported(
    filled: Desk, name: str
) -> None:
    content, why = BAD[name]
    before = filled.store()
    filled.give(content)
    message = filled.message()
    assert message.startswith("没有导入：") and why in message and "\n" not in message and len(message) < 160
    assert filled.store() == before
    assert filled.entry(GOOD) == ("not_met",) and filled.find("dialog[open]").count() == 0


def test_a_file_of_more_than_eight_megabytes_is_not_even_read(filled: Desk, tmp_path: Path) -> None:
    before = filled.store()
    (tmp_path / "huge.json").write_bytes(b'{"declarations": {' + b" " * (8 * 1024 * 1024) + b"}}")
    filled.clear_message()
    filled.find("[data-file]").set_input_files(tmp_path / "huge.json")
    expect(filled.find("[data-message]")).to_have_text("没有导入：文件超过 8 MB")
    assert filled.store() == before


def test_what_a_file_says_stays_text(desk: Desk) -> None:
    image, script = "<img src=x onerror=\"document.title='x'\">", "<script>1</script>"
    desk.give(profile(**{GOOD: {"status": "met", "by": image, "reason": script}}))
    desk.message()
    assert desk.page.title() != "x"
    assert desk.entry(GOOD, "by", "reason") == ("met", image, script)
    desk.give(profile(**{GOOD: {"status": image, "by": "x"}}))
    expect(desk.find("[data-message]")).to_contain_text("<img")
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
    desk.give(json.dumps({"facts": facts, "declarations": {GOOD: MET}}).encode())
    assert "已导入1项" in desk.message() and "没有导入" in desk.message()
