"""The files of a checklist: JSON and CSV come back as they were written; the workbook is that of the command line."""

import csv
import io
import json
import re
from pathlib import Path
from typing import Any

import pytest

from checklist_desk import DAY, GOOD, HOSTILE, ROLE, SECOND, STATUSES, Desk, checklist, duties, lines
from guiju import writers
from guiju.cli import main
from guiju.files.formula import looks_like_formula
from guiju.model import Lang
from real_corpus import real
from windows import Visit

pytest_plugins = ["checklist_desk"]


# ---- JSON: a profile -------------------------------------------------------------------------------------------------


def assessed(tmp_path: Path, content: bytes) -> Any:
    given, out = tmp_path / "profile.json", tmp_path / "out.json"
    given.write_bytes(content)
    assert main(["assess", str(given), "--role", ROLE, "--as-of", str(DAY), "-o", str(out)]) in (0, 1)
    return json.loads(out.read_text("utf-8"))


def test_the_exported_json_is_a_profile_that_guiju_assess_reads_as_it_is(desk: Desk, tmp_path: Path) -> None:
    marked = dict(zip([line.id for line in duties(ROLE)], [*STATUSES * 3], strict=False))
    for (id, status), text in zip(marked.items(), HOSTILE * 2, strict=False):
        keys = ["by", "reason", "evidence", *(["approver"] if status == "not_applicable" else [])]
        desk.mark(id, status, **dict.fromkeys(keys, text))
    desk.name("entity", "甲公司 <b>")
    content = desk.exported("json")
    written = json.loads(content)["declarations"]
    assert {id: entry["status"] for id, entry in written.items()} == marked
    declared = {line["obligation"]: line["declaration"] for line in assessed(tmp_path, content)["lines"]}
    for id, status in marked.items():
        assert (declared[id]["status"], declared[id]["by"]) == (status, written[id]["by"])
    assert json.loads(content)["report"]["entity"] == "甲公司 <b>"


def test_a_missing_owner_is_whoever_prepared_the_list_and_incomplete_entries_are_exported_as_open_and_reported(
    desk: Desk, tmp_path: Path
) -> None:
    desk.mark(GOOD, "met")
    desk.mark(SECOND, "not_applicable", reason="没有此功能")
    declared = desk.declarations()
    assert "缺理由或批准人" in desk.message() and "没有责任人" in desk.message()
    assert declared[SECOND]["status"] == "to_verify" and declared[GOOD]["by"] == "未具名"
    desk.name("prepared_by", "合规部")
    assert {entry["by"] for entry in desk.declarations().values()} == {"合规部"}
    assert assessed(tmp_path, desk.exported("json"))


def test_the_exported_json_comes_back_as_it_was(desk: Desk) -> None:
    ids = [line.id for line in duties(ROLE)]
    for id, status in zip(ids, STATUSES, strict=False):
        desk.mark(id, status, by="合规部", evidence="见附件", reason="说明", reviewer="审计部")
    desk.mark(ids[4], "not_applicable", approver="法务部")
    content = desk.exported("json")
    desk.delete_all()
    desk.give(content)
    assert f"已导入{len(STATUSES)}项" in desk.message()
    assert desk.exported("json") == content


# ---- CSV -------------------------------------------------------------------------------------------------------------


def entries(desk: Desk) -> list[Any]:
    """Those that the browser keeps, whatever the order."""
    return sorted(json.loads(json.loads(desk.store())["guiju.checklist"])["values"])


def table(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def test_csv_there_and_back_is_the_same_byte_for_byte_whatever_was_written(desk: Desk) -> None:
    for line, status, text in zip(duties(ROLE), [*STATUSES * 3], HOSTILE, strict=False):
        desk.mark(line.id, status, by=text, reason=text, reviewer=text)
    content, kept = desk.exported("csv"), entries(desk)
    desk.delete_all()
    assert desk.exported("csv") != content
    desk.give(content, "file.csv")
    desk.message()
    assert desk.exported("csv") == content
    assert entries(desk) == kept != []


def test_no_cell_of_the_csv_can_be_taken_for_a_formula_and_every_row_says_what_it_is(desk: Desk) -> None:
    for line, text in zip(duties(ROLE), HOSTILE, strict=False):
        desk.mark(line.id, "not_met", by=text, reason=text)
    content = desk.exported("csv")
    assert content.startswith(b"\xef\xbb\xbf")
    heading, *cells = table(content)
    rows = [dict(zip(heading, row, strict=True)) for row in cells]
    assert [row["编号"] for row in rows] == [line.id for line in lines(ROLE)]
    assert [row["要求"] for row in rows] == [line.obligation.title.zh for line in lines(ROLE)]
    assert not [cell for row in rows for cell in row.values() if looks_like_formula(cell)]
    assert {row["数据版本"] for row in rows} == {real().data_version}


def test_csv_that_a_spreadsheet_saved_in_its_own_way_is_read(desk: Desk) -> None:
    desk.mark(GOOD, "met", by="合规部；一组", reason="两行\n说明")
    rows = table(desk.exported("csv"))
    desk.delete_all()
    spaced = [[re.sub(r"^(\d{4})-(\d\d)-(\d\d)$", r"\1/\2/\3", cell) for cell in row] for row in rows]
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=";", lineterminator="\n").writerows([*spaced, [], [""] * 3])
    desk.give(out.getvalue().encode("gb18030"), "file.csv")
    assert "已导入" in desk.message()
    assert desk.entry(GOOD, "by", "reason") == ("met", "合规部；一组", "两行\n说明")


def test_csv_of_the_other_language_is_read(desk: Desk) -> None:
    desk.page.goto(f"/en/checklists/{ROLE}/")
    desk.mark(GOOD, "partly_met", by="compliance")
    content = desk.exported("csv")
    desk.page.goto(f"/checklists/{ROLE}/")
    desk.delete_all()
    desk.give(content, "file.csv")
    desk.message()
    assert desk.entry(GOOD) == ("partly_met",)


# ---- the workbook ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("slug", [ROLE, "all-roles"])
def test_the_workbook_is_offered_and_is_that_of_the_command_line_with_each_entry_of_the_page_once(
    look: Visit, slug: str, lang: Lang
) -> None:
    page = look(f"checklists/{slug}/", lang)
    with page.expect_download() as download:
        page.locator(".desk__files a").click()
    subject = checklist(*([] if slug == "all-roles" else [slug]), lang=lang)
    assert download.value.suggested_filename == f"{slug}.xlsx"
    assert Path(download.value.path()).read_bytes() == writers.formats("checklist")["xlsx"](subject)
    ids = page.locator("[data-line]").evaluate_all("lines => lines.map(line => line.dataset.line)")
    assert sorted(ids) == sorted(line.id for line in subject.lines)
