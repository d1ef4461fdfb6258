"""The workbook that a checklist exports: what was filled in on the page, in the workbook that guiju assess reads."""

import json
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

import pytest
from openxml_audit import OpenXmlValidator
from playwright.sync_api import Browser, Route, expect
from python_calamine import CalamineWorkbook
from xlsxwriter.utility import xl_cell_to_rowcol

from checklist_desk import GOOD, HOSTILE, ROLE, SECOND, Desk, checklist
from guiju.assessment.workbook import read_workbook
from guiju.files.formula import looks_like_formula
from guiju.model import REQUIRED_LANGUAGES, Lang
from real_corpus import real
from windows import ROOTS, Visit, opened

pytest_plugins = ["checklist_desk"]

SUMMARY, DUTIES = 2, 3  # by the number of the sheet
TEXTS = ["\x01控\x0b制\ufffe _x0041_ 👍🏽 ", *HOSTILE[:-1]]  # one for each duty


@dataclass(frozen=True)
class Exported:
    """A checklist that is filled in with whatever a text may be, and its workbook."""

    desk: Desk
    file: Path
    lang: Lang


@pytest.fixture(scope="module", params=REQUIRED_LANGUAGES)
def exported(
    request: pytest.FixtureRequest, browser: Browser, site_url: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Exported]:
    with opened(browser, site_url) as page:
        page.goto(f"/{ROOTS[request.param]}checklists/{ROLE}/")
        desk = Desk(page)
        desk.name("entity", "=甲公司 <b>\n")
        desk.mark_each(TEXTS, "evidence", "reason", "reviewer")
        desk.mark(SECOND, "met", by="安全部", evidence="字" * 4000)
        file = tmp_path_factory.mktemp("filled") / "filled.xlsx"
        file.write_bytes(desk.exported("xlsx"))
        yield Exported(desk, file, request.param)


def test_guiju_reads_in_it_what_the_page_exports_as_json(exported: Exported) -> None:
    profile = read_workbook(exported.file, checklist(ROLE, lang=exported.lang))
    keys = ("status", "by", "evidence", "reason", "reviewer", "approver", "date")
    ours = {
        id: {key: text for key in keys if (text := getattr(entry, key, None)) not in (None, "")}
        for id, entry in profile.declarations.items()
    }
    entries = exported.desk.declarations().items()
    theirs = {id: entry for id, entry in entries if entry["status"] != "to_verify"}  # of a workbook, no declaration
    assert len(theirs) > 6
    assert json.loads(json.dumps(ours, default=str)) == theirs
    assert profile.report.entity == "=甲公司 <b>"


def xml(file: Path, part: str) -> ElementTree.Element:
    return ElementTree.fromstring(zipfile.ZipFile(file).read(f"xl/{part}.xml"))


def test_it_is_a_sound_workbook_in_which_every_text_stays_a_text(exported: Exported) -> None:
    file = exported.file
    assert zipfile.ZipFile(file).testzip() is None
    assert [(error.part_uri, error.description) for error in OpenXmlValidator().validate(file).errors] == []
    book = CalamineWorkbook.from_path(file)
    cells = {cell for row in book.get_sheet_by_index(DUTIES - 1).to_python() for cell in row}
    assert {"字" * 4000, "安全部", *(text for text in HOSTILE[:-1] if not set(text) & set("\r\x85"))} <= cells
    formats = [one.get("quotePrefix") for one in xml(file, "styles").findall("{*}cellXfs/{*}xf")]
    duties_sheet = xml(file, f"worksheets/sheet{DUTIES}")
    written = [cell for cell in duties_sheet.iter() if cell.get("t") == "inlineStr"]
    formulas = [cell for cell in written if looks_like_formula("".join(cell.itertext()))]
    assert len(formulas) > 5
    assert {formats[int(cell.get("s", "0"))] for cell in formulas} == {"1"}
    assert duties_sheet.find(".//{*}f") is None


def test_what_it_counts_is_counted_when_it_is_opened(exported: Exported) -> None:
    file = exported.file
    formulas = [cell for cell in xml(file, f"worksheets/sheet{SUMMARY}").iter() if cell.find("{*}f") is not None]
    assert len(formulas) > 20
    assert [cell.get("r") for cell in formulas if cell.find("{*}v") is not None] == []
    calculation = xml(file, "workbook").find("{*}calcPr")
    assert calculation is not None and calculation.get("fullCalcOnLoad") == "1"


def test_no_column_that_holds_something_is_folded_away(exported: Exported) -> None:
    sheet = xml(exported.file, f"worksheets/sheet{DUTIES}")
    filled = {xl_cell_to_rowcol(cell.get("r", ""))[1] + 1 for cell in sheet.iterfind(".//{*}c[@t='inlineStr']")}
    assert len(filled) > 6
    for column in sheet.iterfind(".//{*}col[@hidden='1']"):
        assert filled.isdisjoint(range(int(column.get("min", "")), int(column.get("max", "")) + 1))


def test_an_entry_for_words_that_have_changed_is_kept_and_counts_for_nothing(desk: Desk, tmp_path: Path) -> None:
    desk.mark(GOOD, "met", by="合规部")
    desk.put("guiju.checklist", re.sub("[0-9a-f]{64}", "0" * 64, json.loads(desk.store())["guiju.checklist"]))
    desk.page.reload()
    file = tmp_path / "stale.xlsx"
    file.write_bytes(desk.exported("xlsx"))
    assert "1项因条文有变化不计" in desk.message()
    profile = read_workbook(file, checklist(ROLE))
    assert profile.declarations == {}
    assert [stale.id for stale in profile.workbooks[0].stale] == [GOOD]


def said_instead(desk: Desk) -> str:
    """What the page says where it makes no workbook."""
    desk.find('[data-do="xlsx"]').click()
    return desk.message()


def test_nothing_filled_in_gives_no_file_and_the_blank_workbook_is_called_blank(desk: Desk) -> None:
    assert "还没有记录" in said_instead(desk)
    assert desk.find("[data-blank]").inner_text() == "空白工作簿"


@pytest.mark.parametrize("lack", ["DecompressionStream", "CompressionStream", "fetch"])
def test_a_browser_that_cannot_make_it_says_so_and_leads_to_the_blank_one(visit: Visit, lack: str) -> None:
    page = visit()
    page.add_init_script(f"delete window.{lack}")
    page.goto(f"/checklists/{ROLE}/")
    desk = Desk(page)
    desk.mark(GOOD, "met")
    assert "填好的工作簿没有做成" in said_instead(desk)
    expect(desk.find("[data-blank]")).to_be_focused()


def test_a_page_that_stayed_open_over_an_update_fills_in_no_workbook_of_another_version(visit: Visit) -> None:
    def earlier(route: Route) -> None:
        answer = route.fetch()
        route.fulfill(response=answer, body=answer.text().replace(real().data_version, "0123456789a"))

    page = visit()
    page.route(f"**/checklists/{ROLE}/", earlier)
    page.goto(f"/checklists/{ROLE}/")
    desk = Desk(page)
    desk.mark(GOOD, "met")
    assert "请重新载入本页" in said_instead(desk)
