"""The checklist of a role in a real browser: filled in, filtered, exported, imported, printed; and as a list where no script runs."""

from __future__ import annotations

import csv
import io
import json
import re
import subprocess
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Literal

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from guiju import exports
from guiju.checklist import Checklist, Line
from guiju.checklist import checklist as made_checklist
from guiju.cli import main
from guiju.exports.formula import looks_like_formula
from guiju.model import LANGUAGES, Lang
from guiju.site import words
from real_corpus import real

ROOT = Path(__file__).resolve().parents[1]
AS_OF = date(2026, 11, 25)
ROLE = "account-provider"
OTHER = "account-user"
STATUSES = ("met", "to_verify", "partly_met", "not_met", "not_applicable")
KEPT = "() => JSON.stringify({...localStorage})"
HOSTILE = [
    '=HYPERLINK("http://a.example","x")',
    "+1",
    "'=already guarded",
    "''@twice",
    "　＝全角",
    "a\nb\r\n\tc",
    'quote " and "" and ,;\t',
    "<img src=x onerror=alert(1)> **bold** {{ 7*7 }}",
    "# yaml: [not, a, list] 'x' \"y\" \\n",
    "\u2028\u0085\u202e😀 e\u0301",
    "不适用",
]


@cache
def lines(*roles: str) -> tuple[Line, ...]:
    return checklist(*roles).lines


def checklist(*roles: str, lang: Lang = "zh") -> Checklist:
    vocabulary = real().vocabulary.roles
    return made_checklist(real(), [r for r in vocabulary if not roles or r.id in roles], AS_OF, lang)


def duties(*roles: str) -> list[Line]:
    return [line for line in lines(*roles) if line.obligation.binds]


@pytest.fixture
def desk(page: Page, site_url: str) -> Page:
    """The checklist of a platform with user accounts, opened, with nothing recorded."""
    page.goto(f"{site_url}/checklists/{ROLE}/")
    return page


@pytest.fixture
def unscripted(browser: Browser) -> Iterator[Page]:
    """A browser in which no script runs."""
    context = browser.new_context(java_script_enabled=False)
    yield context.new_page()
    context.close()


def line_of(page: Page, id: str) -> Locator:
    return page.locator(f'[data-line="{id}"]')


def mark(page: Page, id: str, status: str, **fields: str) -> None:
    """Record a status and texts as a reader does: by pointer and keys."""
    line = line_of(page, id)
    line.locator(f'.choice:has([value="{status}"])').click()
    if fields:
        if line.locator("details").get_attribute("open") is None:
            line.locator("summary").click()
        for name, text in fields.items():
            line.locator(f'[data-field="{name}"]').fill(text)


def status_of(page: Page, id: str) -> str:
    return line_of(page, id).locator("[type=radio]:checked").get_attribute("value") or ""


def field(page: Page, id: str, name: str) -> str:
    return line_of(page, id).locator(f'[data-field="{name}"]').input_value()


def shown(page: Page) -> list[str]:
    found: list[str] = page.evaluate(
        "() => [...document.querySelectorAll('[data-line]')].filter((l) => l.offsetParent).map((l) => l.dataset.line)"
    )
    return found


def exported(page: Page, kind: str) -> bytes:
    with page.expect_download() as download:
        page.locator(f'[data-do="{kind}"]').click()
    assert re.fullmatch(rf"guiju-[a-z-]+-{AS_OF}\.{kind}", download.value.suggested_filename)
    return Path(download.value.path()).read_bytes()


def give(page: Page, content: bytes, name: str = "file.json") -> None:
    page.locator("[data-file]").set_input_files({"name": name, "mimeType": "", "buffer": content})


def said(page: Page) -> str:
    expect(page.locator("[data-said]")).not_to_be_empty()
    return page.locator("[data-said]").inner_text()


def answer(page: Page, what: str) -> None:
    page.locator(f'dialog[open] [data-answer="{what}"]').click()


def open_notes(page: Page) -> None:
    if page.locator(".desk__notes").get_attribute("open") is None:
        page.locator(".desk__notes summary").click()


def delete_all(page: Page) -> None:
    open_notes(page)
    page.locator('[data-do="delete"]').click()
    answer(page, "yes")
    expect(page.locator("[data-told]")).to_contain_text(f"已评估0项，共{len(duties(ROLE))}项")


def profile(**declarations: Any) -> bytes:
    return json.dumps({"facts": {}, "declarations": declarations}).encode()


# ---- a list without scripts ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", LANGUAGES)
def test_without_scripts_every_checklist_is_the_whole_list_and_nothing_pretends_to_work(
    unscripted: Page, site_url: str, lang: Lang
) -> None:
    for role in real().vocabulary.roles:
        unscripted.goto(f"{site_url}/{'en/' if lang == 'en' else ''}checklists/{role.id}/?open=1")
        assert shown_without_scripts(unscripted) == [line.id for line in lines(role.id)]
        expect(
            unscripted.locator(".md-content :is(input, select, textarea, dialog, .desk, .progress):visible")
        ).to_have_count(0)
        for line in lines(role.id):
            text = line_of(unscripted, line.id).inner_text()
            assert line.obligation.title[lang] in text and line.cited(lang) in text
            assert all(step[lang] in text for step in (*line.obligation.review, *line.obligation.evidence))


def shown_without_scripts(page: Page) -> list[str]:
    return [node.get_attribute("data-line") or "" for node in page.locator("[data-line]:visible").all()]


# ---- entries ---------------------------------------------------------------------------------------------------------


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
        "localStorage.setItem('guiju.checklist.000000000000', JSON.stringify({saved: 1, party: {}, entries: []}))"
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
    assert desk.evaluate("Object.keys(localStorage).filter((key) => key.startsWith('guiju.checklist'))") == []


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
    desk.keyboard.press("Tab")
    desk.keyboard.type("compliance")
    assert field(desk, line.id, "by") == "compliance"
    assert desk.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"
    desk.reload()
    assert (status_of(desk, line.id), field(desk, line.id, "by")) == ("not_met", "compliance")


# ---- filters ---------------------------------------------------------------------------------------------------------


def has(line: Line, name: str, value: str) -> bool:
    record = line.obligation
    role = next((r for r in real().vocabulary.roles if r.id == value), None)
    return {
        "topic": value in record.topics,
        "method": record.method == value,
        "modality": record.modality == value,
        "role": role is not None and not set(role.parties).isdisjoint(line.bearers),
    }[name]


FILTERS = [
    [("topic", "real-name")],
    [("method", "test")],
    [("modality", "prohibition")],
    [("modality", "power")],
    [("role", "group-owner")],
    [("role", "group-owner"), ("role", OTHER)],
    [("role", "group-provider"), ("method", "examine"), ("modality", "obligation")],
]


@pytest.mark.parametrize("chosen", FILTERS, ids=lambda chosen: "&".join("=".join(pair) for pair in chosen))
def test_a_filter_shows_exactly_the_lines_that_the_data_say_and_its_address_gives_the_same_state_again(
    page: Page, site_url: str, chosen: list[tuple[str, str]]
) -> None:
    page.goto(f"{site_url}/checklists/all-roles/")
    for name, value in chosen:
        if name == "role":
            page.locator(f'[data-filter="role"][value="{value}"]').check()
        else:
            page.locator(f'[data-filter="{name}"]').select_option(value)
    address = page.url
    expected = [
        line.id
        for line in lines()
        if all(any(has(line, *pair) for pair in chosen if pair[0] == name) for name in {pair[0] for pair in chosen})
    ]
    assert expected and shown(page) == expected
    expect(page.locator("[data-shown]")).to_contain_text(f"显示{len(expected)}项，共{len(lines())}项")
    page.goto("about:blank")
    page.goto(address)
    assert shown(page) == expected and page.url == address
    page.locator('[data-do="reset"]').click()
    assert len(shown(page)) == len(lines()) and "?" not in page.url


def test_a_role_chosen_on_the_list_of_all_roles_has_the_lines_of_its_own_checklist(page: Page, site_url: str) -> None:
    for role in real().vocabulary.roles:
        page.goto(f"{site_url}/checklists/all-roles/?role={role.id}")
        assert shown(page) == [line.id for line in lines(role.id)]


def test_open_only_shows_what_is_to_be_verified_and_nothing_vanishes_under_the_readers_hand(desk: Page) -> None:
    found = [line.id for line in duties(ROLE)]
    mark(desk, found[0], "met")
    desk.locator('[data-filter="open"]').check()
    assert shown(desk) == found[1:]
    mark(desk, found[1], "not_met")
    assert shown(desk) == found[1:]
    desk.reload()
    assert shown(desk) == found[2:]


def test_back_goes_to_the_filter_before_and_the_other_language_shows_the_same_lines(desk: Page) -> None:
    desk.locator('[data-filter="modality"]').select_option("prohibition")
    first = shown(desk)
    desk.locator('[data-filter="modality"]').select_option("obligation")
    second = shown(desk)
    desk.go_back()
    assert shown(desk) == first != second
    desk.locator("[data-other-language]").click()
    desk.wait_for_url(f"**/en/checklists/{ROLE}/?modality=prohibition")
    assert shown(desk) == first


def test_an_address_that_asks_for_what_is_not_there_shows_everything_and_keeps_what_else_it_says(
    page: Page, site_url: str
) -> None:
    page.goto(f"{site_url}/checklists/{ROLE}/?topic=__proto__&method=constructor&modality=%3Cimg%3E&text=zh")
    assert len(shown(page)) == len(lines(ROLE))
    page.locator('[data-filter="open"]').check()
    assert page.url.endswith("?text=zh&open=1")


def test_headings_and_contents_without_lines_go_with_them(desk: Page) -> None:
    desk.locator('[data-filter="modality"]').select_option("prohibition")
    articles = {line.obligation.eId.split("__")[0] for line in lines(ROLE) if line.obligation.modality == "prohibition"}
    assert desk.locator(".article-lines:visible").count() == len(articles)
    assert desk.locator(".md-nav--secondary .md-nav .md-nav__link:visible").count() == len(articles)


# ---- JSON: a profile -------------------------------------------------------------------------------------------------


def assessed(tmp_path: Path, content: bytes, role: str = ROLE) -> dict[str, Any]:
    given, out = tmp_path / "profile.json", tmp_path / "out.json"
    given.write_bytes(content)
    assert main(["assess", str(given), "--role", role, "--as-of", str(AS_OF), "-o", str(out)]) in (0, 1)
    found: dict[str, Any] = json.loads(out.read_text("utf-8"))
    return found


def test_the_exported_json_is_a_profile_that_guiju_assess_reads_as_it_is(desk: Page, tmp_path: Path) -> None:
    found = duties(ROLE)
    told = dict(zip([line.id for line in found], [*STATUSES * 3], strict=False))
    for (id, status), text in zip(told.items(), HOSTILE * 2, strict=False):
        mark(
            desk,
            id,
            status,
            by=text,
            reason=text,
            evidence=text,
            **({"approver": text} if status == "not_applicable" else {}),
        )
    desk.locator(".desk__notes summary").click()
    desk.locator('[data-party="entity"]').fill("甲公司 <b>")
    content = exported(desk, "json")
    written = json.loads(content)["declarations"]
    assert {id: entry["status"] for id, entry in written.items()} == told
    verdicts = {line["obligation"]: line for line in assessed(tmp_path, content)["lines"]}
    for id, status in told.items():
        declared = verdicts[id]["declaration"]
        assert declared["status"] == status and declared["by"] == written[id]["by"]
    assert json.loads(content)["report"]["entity"] == "甲公司 <b>"


def test_an_owner_left_out_is_who_prepared_the_list_and_what_is_incomplete_is_written_as_open_and_told(
    desk: Page, tmp_path: Path
) -> None:
    one, two = duties(ROLE)[:2]
    mark(desk, one.id, "met")
    mark(desk, two.id, "not_applicable", reason="没有此功能")
    content = exported(desk, "json")
    assert "缺理由或批准人" in said(desk) and "没有责任人" in said(desk)
    declared = json.loads(content)["declarations"]
    assert declared[two.id]["status"] == "to_verify" and declared[one.id]["by"] == "未具名"
    desk.locator(".desk__notes summary").click()
    desk.locator('[data-party="prepared_by"]').fill("合规部")
    content = exported(desk, "json")
    assert {entry["by"] for entry in json.loads(content)["declarations"].values()} == {"合规部"}
    assert assessed(tmp_path, content)


def test_the_exported_json_comes_back_as_it_was(desk: Page) -> None:
    found = duties(ROLE)
    for line, status in zip(found, STATUSES, strict=False):
        mark(desk, line.id, status, by="合规部", evidence="见附件", reason="说明", reviewer="审计部")
    mark(desk, found[4].id, "not_applicable", approver="法务部")
    content = exported(desk, "json")
    delete_all(desk)
    give(desk, content)
    assert f"已导入{len(STATUSES)}项" in said(desk)
    assert exported(desk, "json") == content


# ---- CSV -------------------------------------------------------------------------------------------------------------


def test_csv_there_and_back_is_the_same_byte_for_byte_whatever_was_written(desk: Page) -> None:
    for line, status, text in zip(duties(ROLE), [*STATUSES * 3], HOSTILE, strict=False):
        mark(desk, line.id, status, by=text, reason=text, reviewer=text)
    content = exported(desk, "csv")
    kept = desk.evaluate(
        "() => Object.entries(localStorage).filter(([k]) => k.startsWith('guiju.checklist')).map(([, v]) => JSON.parse(v).entries)"
    )
    delete_all(desk)
    assert exported(desk, "csv") != content
    give(desk, content, "file.csv")
    said(desk)
    assert exported(desk, "csv") == content
    again = desk.evaluate(
        "() => Object.entries(localStorage).filter(([k]) => k.startsWith('guiju.checklist')).map(([, v]) => JSON.parse(v).entries)"
    )
    assert sorted(again[0]) == sorted(kept[0])


def test_no_cell_of_the_csv_can_be_taken_for_a_formula_and_every_row_says_what_it_is(desk: Page) -> None:
    for line, text in zip(duties(ROLE), HOSTILE, strict=False):
        mark(desk, line.id, "not_met", by=text, reason=text)
    content = exported(desk, "csv")
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    assert [row["编号"] for row in rows] == [line.id for line in lines(ROLE)]
    assert [row["要求"] for row in rows] == [line.obligation.title.zh for line in lines(ROLE)]
    assert not [cell for row in rows for cell in row.values() if looks_like_formula(cell)]
    assert {row["数据版本"] for row in rows} == {real().data_version}


def test_csv_that_a_spreadsheet_saved_in_its_own_way_is_read(desk: Page) -> None:
    line = duties(ROLE)[0]
    mark(desk, line.id, "met", by="合规部；一组", reason="两行\n说明")
    rows = list(csv.reader(io.StringIO(exported(desk, "csv").decode("utf-8-sig"), newline="")))
    delete_all(desk)
    out = io.StringIO(newline="")
    spaced = [
        [
            cell.replace("2026-", "2026/").replace("-", "/") if re.fullmatch(r"\d{4}-\d\d-\d\d", cell) else cell
            for cell in row
        ]
        for row in rows
    ]
    csv.writer(out, delimiter=";", lineterminator="\n").writerows([*spaced, [], [""] * 3])
    give(desk, out.getvalue().encode("gb18030"), "file.csv")
    assert "已导入" in said(desk)
    assert (status_of(desk, line.id), field(desk, line.id, "by"), field(desk, line.id, "reason")) == (
        "met",
        "合规部；一组",
        "两行\n说明",
    )


def test_csv_of_the_other_language_is_read(desk: Page, site_url: str) -> None:
    line = duties(ROLE)[0]
    desk.goto(f"{site_url}/en/checklists/{ROLE}/")
    mark(desk, line.id, "partly_met", by="compliance")
    content = exported(desk, "csv")
    desk.goto(f"{site_url}/checklists/{ROLE}/")
    delete_all(desk)
    give(desk, content, "file.csv")
    said(desk)
    assert status_of(desk, line.id) == "partly_met"


# ---- files that cannot be taken --------------------------------------------------------------------------------------

GOOD, SECOND = (line.id for line in duties(ROLE)[:2])
MET = {"status": "met", "by": "x"}
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
    filled.evaluate("document.querySelector('[data-said]').textContent = ''")
    give(filled, content)
    told = said(filled)
    assert told.startswith("没有导入：") and why in told and "\n" not in told and len(told) < 160
    assert filled.evaluate(KEPT) == before
    assert status_of(filled, GOOD) == "not_met" and filled.locator("dialog[open]").count() == 0


def test_a_file_of_more_than_eight_megabytes_is_not_even_read(filled: Page, tmp_path: Path) -> None:
    before = filled.evaluate(KEPT)
    (tmp_path / "huge.json").write_bytes(b'{"declarations": {' + b" " * (8 * 1024 * 1024) + b"}}")
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


# ---- another version of the data -------------------------------------------------------------------------------------


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
        const key = `guiju.checklist.${version}`;
        localStorage.setItem('guiju.checklist.0123456789ab', localStorage.getItem(key));
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
    desk.evaluate("([key, kept]) => localStorage.setItem(key, kept)", [f"guiju.checklist.{real().data_version}", kept])
    desk.reload()
    mark(desk, GOOD, "met")
    expect(desk.locator("[data-told]")).to_have_text(f"已评估1项，共{len(duties(ROLE))}项")


# ---- workbook and paper ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_workbook_of_the_role_is_offered_and_is_that_of_the_command_line(
    page: Page, site_url: str, lang: Lang
) -> None:
    page.goto(f"{site_url}/{'en/' if lang == 'en' else ''}checklists/{ROLE}/")
    with page.expect_download() as download:
        page.locator(".desk__files a").click()
    assert download.value.suggested_filename == f"{ROLE}.xlsx"
    assert Path(download.value.path()).read_bytes() == exports.formats("checklist")["xlsx"](checklist(ROLE, lang=lang))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_workbook_of_all_roles_is_offered_and_has_each_entry_of_the_page_once(
    page: Page, site_url: str, lang: Lang
) -> None:
    page.goto(f"{site_url}/{'en/' if lang == 'en' else ''}checklists/all-roles/")
    with page.expect_download() as download:
        page.locator(".desk__files a").click()
    assert download.value.suggested_filename == "all-roles.xlsx"
    every = [role.id for role in real().vocabulary.roles]
    assert Path(download.value.path()).read_bytes() == exports.formats("checklist")["xlsx"](
        checklist(*every, lang=lang)
    )
    shown = page.locator("[data-line]").evaluate_all("lines => lines.map(line => line.dataset.line)")
    assert sorted(shown) == sorted(line.id for line in checklist(*every, lang=lang).lines)


def on_paper(page: Page, folder: Path) -> tuple[str, str]:
    """The text of the printed page, and what its first page measures, with a number for each page."""
    page.pdf(path=folder / "page.pdf", prefer_css_page_size=True)
    return said_by("pdftotext", "-layout", str(folder / "page.pdf"), "-"), said_by("pdfinfo", str(folder / "page.pdf"))


def said_by(*command: str) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def test_the_printed_checklist_is_a4_with_what_was_recorded_page_numbers_and_room_to_sign(
    desk: Page, tmp_path: Path
) -> None:
    mark(desk, GOOD, "partly_met", by="合规部", evidence="附件三", reason="整改中")
    desk.locator(".desk__notes summary").click()
    desk.locator('[data-party="entity"]').fill("甲公司")
    text, info = on_paper(desk, tmp_path)
    squeezed = re.sub(r"\s", "", text)
    for part in (
        "甲公司",
        "已评估1项",
        "状态：部分符合",
        "合规部",
        "附件三",
        "整改中",
        "填报",
        "复核",
        "批准",
        real().data_version,
    ):
        assert part in squeezed, part
    for line in lines(ROLE):
        assert re.sub(r"\s", "", line.obligation.title.zh) in squeezed
    for absent in ("导出JSON", "导入…", "清除筛选", "责任人、证据、说明", "下载"):
        assert absent not in squeezed
    pages = int(re.search(r"Pages:\s+(\d+)", info).group(1))  # type: ignore[union-attr]  # pdfinfo always says
    assert "A4" in info and f"1/{pages}" in squeezed and f"{pages}/{pages}" in squeezed
    assert all(part.strip() for part in text.split("\f")[:-1]), "an empty page"


def test_what_is_filtered_is_printed_alone_and_says_so(desk: Page, tmp_path: Path) -> None:
    desk.locator('[data-filter="modality"]').select_option("prohibition")
    text, _ = on_paper(desk, tmp_path)
    squeezed = re.sub(r"\s", "", text)
    count = sum(line.obligation.modality == "prohibition" for line in lines(ROLE))
    assert f"只印出筛选后的{count}项，共{len(lines(ROLE))}项" in squeezed and "性质不得" in squeezed
    assert duties(ROLE)[0].obligation.modality == "obligation"
    assert duties(ROLE)[0].obligation.title.zh not in squeezed


# ---- words and looks -------------------------------------------------------------------------------------------------


def test_the_words_that_the_script_tells_are_those_it_is_given() -> None:
    scripts = "".join(p.read_text("utf-8") for p in (ROOT / "tools/guiju/site/theme/assets/checklist").glob("*.js"))
    given = {key.removeprefix("desk.") for key in words.words("zh") if key.startswith("desk.")}
    for key in given - {"unnamed"}:
        assert re.search(rf"words\.{key}\b|'{key}'", scripts), f"{key} is told nowhere"
    assert set(re.findall(r"\bwords\.([a-z_]+)\b(?!\()", scripts)) - {"replace"} <= given
    assert set(re.findall(r"'((?:bad|left|imported|exported|ask)_?[a-z]*)'", scripts)) <= given


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_a_checklist_in_use(
    browser: Browser, site_url: str, scheme: Literal["light", "dark"]
) -> None:
    context = browser.new_context(color_scheme=scheme, reduced_motion="reduce")
    page = context.new_page()
    page.goto(f"{site_url}/checklists/{ROLE}/")
    for line, status in zip(duties(ROLE), STATUSES, strict=False):
        mark(page, line.id, status, by="合规部")
    page.locator('[data-filter="method"]').select_option("examine")
    give(page, b"{")
    said(page)
    open_notes(page)
    assert violations(page) == []
    page.locator('[data-do="delete"]').click()
    assert violations(page) == []
    context.close()


def violations(page: Page) -> list[str]:
    page.evaluate(AXE_SCRIPT)
    found: list[str] = page.evaluate(
        """() => axe.run({ resultTypes: ["violations"] }).then(({ violations }) =>
          violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(" ")}`)))"""
    )
    return found


@pytest.mark.parametrize("width", [360, 768, 1280])
def test_the_desk_fits_every_width(browser: Browser, site_url: str, width: int) -> None:
    context: BrowserContext = browser.new_context(viewport={"width": width, "height": 800})
    page = context.new_page()
    for path in (f"checklists/{ROLE}/", "en/checklists/all-roles/"):
        page.goto(f"{site_url}/{path}")
        mark(page, GOOD, "not_applicable")
        page.locator(".desk__notes summary").click()
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    context.close()
