"""The files of a checklist: a profile as JSON and a table as CSV come back as they were written, and the workbook is that of the command line."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from checklist_desk import (
    DAY,
    HOSTILE,
    ROLE,
    STATUSES,
    checklist,
    delete_all,
    duties,
    exported,
    field,
    give,
    lines,
    mark,
    said,
    status_of,
)
from guiju import writers as exports
from guiju.cli import main
from guiju.model import LANGUAGES, Lang
from guiju.reasoning.checklist import Checklist
from guiju.writers.formula import looks_like_formula
from real_corpus import real

pytest_plugins = ["checklist_desk"]


# ---- JSON: a profile -------------------------------------------------------------------------------------------------


def assessed(tmp_path: Path, content: bytes, role: str = ROLE) -> dict[str, Any]:
    given, out = tmp_path / "profile.json", tmp_path / "out.json"
    given.write_bytes(content)
    assert main(["assess", str(given), "--role", role, "--as-of", str(DAY), "-o", str(out)]) in (0, 1)
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

# The entries that the browser keeps, of every version of the data.
ENTRIES = (
    "() => Object.entries(localStorage)"
    ".filter(([k]) => k.startsWith('guiju.reasoning.checklist')).map(([, v]) => JSON.parse(v).entries)"
)


def test_csv_there_and_back_is_the_same_byte_for_byte_whatever_was_written(desk: Page) -> None:
    for line, status, text in zip(duties(ROLE), [*STATUSES * 3], HOSTILE, strict=False):
        mark(desk, line.id, status, by=text, reason=text, reviewer=text)
    content = exported(desk, "csv")
    kept = desk.evaluate(ENTRIES)
    delete_all(desk)
    assert exported(desk, "csv") != content
    give(desk, content, "file.csv")
    said(desk)
    assert exported(desk, "csv") == content
    again = desk.evaluate(ENTRIES)
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


# ---- the workbook ----------------------------------------------------------------------------------------------------


def downloaded(page: Page, address: str) -> tuple[str, bytes]:
    """The name and the content of the workbook that the checklist at an address offers."""
    page.goto(address)
    with page.expect_download() as download:
        page.locator(".desk__files a").click()
    return download.value.suggested_filename, Path(download.value.path()).read_bytes()


def workbook(subject: Checklist) -> bytes:
    """The workbook that the command line makes."""
    return exports.formats("checklist")["xlsx"](subject)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_workbook_of_the_role_is_offered_and_is_that_of_the_command_line(
    page: Page, site_url: str, lang: Lang
) -> None:
    name, content = downloaded(page, f"{site_url}/{'en/' if lang == 'en' else ''}checklists/{ROLE}/")
    assert name == f"{ROLE}.xlsx"
    assert content == workbook(checklist(ROLE, lang=lang))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_workbook_of_all_roles_is_offered_and_has_each_entry_of_the_page_once(
    page: Page, site_url: str, lang: Lang
) -> None:
    name, content = downloaded(page, f"{site_url}/{'en/' if lang == 'en' else ''}checklists/all-roles/")
    every = checklist(*(role.id for role in real().vocabulary.roles), lang=lang)
    assert name == "all-roles.xlsx"
    assert content == workbook(every)
    shown = page.locator("[data-line]").evaluate_all("lines => lines.map(line => line.dataset.line)")
    assert sorted(shown) == sorted(line.id for line in every.lines)
