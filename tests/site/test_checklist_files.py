"""The files of a checklist: JSON and CSV come back as they were written; the others are those of the command line."""

import csv
import io
import json
import re
from pathlib import Path
from typing import Any

import pytest

from checklist_desk import DAY, GOOD, HOSTILE, ROLE, SECOND, Desk, checklist, lines
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


def test_the_exported_json_is_a_profile_that_guiju_assess_reads_as_it_is_and_comes_back_as_it_was(
    desk: Desk, tmp_path: Path
) -> None:
    marked = desk.mark_each(HOSTILE, "by", "reason", "evidence", "reviewer")
    desk.name("entity", "甲公司 <b>")
    content = desk.exported("json")
    written = json.loads(content)
    assert written["report"]["entity"] == "甲公司 <b>"
    assert {id: entry["status"] for id, entry in written["declarations"].items()} == marked
    declared = {line["obligation"]: line["declaration"] for line in assessed(tmp_path, content)["lines"]}
    for id, entry in written["declarations"].items():
        assert (declared[id]["status"], declared[id]["by"]) == (entry["status"], entry["by"])
    assert f"已导入{len(marked)}项" in desk.take_anew(content)
    assert desk.exported("json") == content


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


# ---- CSV -------------------------------------------------------------------------------------------------------------


def entries(desk: Desk) -> list[Any]:
    """Those that the browser keeps, whatever the order."""
    return sorted(json.loads(json.loads(desk.store())["guiju.checklist"])["values"])


def table(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def test_csv_there_and_back_is_the_same_byte_for_byte_whatever_was_written_and_no_cell_is_a_formula(desk: Desk) -> None:
    desk.mark_each(HOSTILE, "by", "reason", "reviewer")
    content, kept = desk.exported("csv"), entries(desk)
    assert content.startswith(b"\xef\xbb\xbf")
    heading, *cells = table(content)
    rows = [dict(zip(heading, row, strict=True)) for row in cells]
    expected = [(line.id, line.obligation.title.zh, real().data_version) for line in lines(ROLE)]
    assert [(row["编号"], row["要求"], row["数据版本"]) for row in rows] == expected
    assert not [cell for row in cells for cell in row if looks_like_formula(cell)]
    desk.delete_all()
    assert desk.exported("csv") != content
    desk.take(content, "file.csv")
    assert desk.exported("csv") == content
    assert entries(desk) == kept != []


def test_csv_that_a_spreadsheet_saved_in_its_own_way_is_read(desk: Desk) -> None:
    desk.mark(GOOD, "met", by="合规部；一组", reason="两行\n说明")
    rows = table(desk.exported("csv"))
    spaced = [[re.sub(r"^(\d{4})-(\d\d)-(\d\d)$", r"\1/\2/\3", cell) for cell in row] for row in rows]
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=";", lineterminator="\n").writerows([*spaced, [], [""] * 3])
    assert "已导入" in desk.take_anew(out.getvalue().encode("gb18030"), "file.csv")
    assert desk.entry(GOOD, "by", "reason") == ("met", "合规部；一组", "两行\n说明")


def test_csv_of_the_other_language_is_read(desk: Desk) -> None:
    desk.page.goto(f"/en/checklists/{ROLE}/")
    desk.mark(GOOD, "partly_met", by="compliance")
    content = desk.exported("csv")
    desk.page.goto(f"/checklists/{ROLE}/")
    desk.take_anew(content, "file.csv")
    assert desk.entry(GOOD) == ("partly_met",)


# ---- as the command line writes them ---------------------------------------------------------------------------------


@pytest.mark.parametrize("slug", [ROLE, "all-roles"])
def test_a_checklist_is_downloaded_in_every_format_under_its_own_name_and_as_the_command_line_writes_it(
    look: Visit, slug: str, lang: Lang
) -> None:
    page, subject = look(f"checklists/{slug}/", lang), checklist(*({slug} - {"all-roles"}), lang=lang)
    for ending in ("xlsx", "docx", "csv", "md", "json", "html"):
        link = page.locator(".download", has_text=re.compile(f"^{ending}$"))
        for offer in (link, page.locator(".desk__files a")) if ending == "xlsx" else (link,):
            with page.expect_download() as download:
                offer.click()
            assert download.value.suggested_filename == f"{slug}.{ending}"
            assert Path(download.value.path()).read_bytes() == writers.formats("checklist")[ending](subject)
