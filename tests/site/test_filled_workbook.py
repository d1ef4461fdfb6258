"""The workbook that a checklist exports: what was filled in on the page, in the workbook that guiju assess reads."""

import json
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from openxml_audit import OpenXmlValidator
from playwright.sync_api import Browser, Route, expect
from python_calamine import CalamineWorkbook

from checklist_desk import GOOD, HOSTILE, ROLE, SECOND, STATUSES, Desk, checklist, duties
from guiju.assessment.workbook import read_workbook
from guiju.files.formula import looks_like_formula
from guiju.model import LANGUAGES, Lang
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


@pytest.fixture(scope="module", params=LANGUAGES)
def exported(
    request: pytest.FixtureRequest, browser: Browser, site_url: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Exported]:
    with opened(browser, site_url) as page:
        page.goto(f"/{ROOTS[request.param]}checklists/{ROLE}/")
        desk = Desk(page)
        desk.name("entity", "=甲公司 <b>\n")
        for line, status, text in zip(duties(ROLE), [*STATUSES * 3], TEXTS, strict=False):
            keys = ["evidence", "reason", "reviewer", *(["approver"] if status == "not_applicable" else [])]
            desk.mark(line.id, status, **dict.fromkeys(keys, text))
        desk.mark(SECOND, "met", by="安全部", evidence="字" * 4000)
        file = tmp_path_factory.mktemp("filled") / "filled.xlsx"
        file.write_bytes(desk.exported("xlsx"))
        yield Exported(desk, file, request.param)


def declared(desk: Desk) -> dict[str, Any]:
    """What the JSON of the page declares, as far as a workbook declares it: an open item is none."""
    entries = json.loads(desk.exported("json"))["declarations"]
    return {id: entry for id, entry in entries.items() if entry["status"] != "to_verify"}


def test_guiju_reads_in_it_what_the_page_exports_as_json(exported: Exported) -> None:
    profile = read_workbook(exported.file, checklist(ROLE, lang=exported.lang))
    keys = ("status", "by", "evidence", "reason", "reviewer", "approver", "date")
    ours = {
        id: {key: text for key in keys if (text := getattr(entry, key, None)) not in (None, "")}
        for id, entry in profile.declarations.items()
    }
    theirs = declared(exported.desk)
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
    file = exported.file
    sheet = xml(file, f"worksheets/sheet{DUTIES}")
    hidden = {
        place
        for column in sheet.iter("{http://schemas.openxmlformats.org/spreadsheetml/2006/main}col")
        for place in range(int(column.get("min", "")), int(column.get("max", "")) + 1)
        if column.get("hidden") == "1"
    }
    letters = {"".join(filter(str.isalpha, cell.get("r", ""))) for cell in sheet.iter() if cell.get("t") == "inlineStr"}
    assert len(letters) > 6
    assert not {sum((ord(c) - 64) * 26**n for n, c in enumerate(reversed(name))) for name in letters} & hidden


def test_an_entry_for_words_that_have_changed_is_kept_and_counts_for_nothing(desk: Desk, tmp_path: Path) -> None:
    desk.mark(GOOD, "met", by="合规部")
    script = (
        "localStorage.setItem('guiju.checklist', localStorage.getItem('guiju.checklist').replace(/[0-9a-f]{64}/, h))"
    )
    desk.page.evaluate(f"(h) => {script}", "0" * 64)
    desk.page.reload()
    file = tmp_path / "stale.xlsx"
    file.write_bytes(desk.exported("xlsx"))
    assert "1项因条文有变化不计" in desk.message()
    profile = read_workbook(file, checklist(ROLE))
    assert profile.declarations == {}
    assert [stale.id for stale in profile.workbooks[0].stale] == [GOOD]


def test_nothing_filled_in_gives_no_file_and_the_blank_workbook_is_called_blank(desk: Desk) -> None:
    desk.find('[data-do="xlsx"]').click()
    assert "还没有记录" in desk.message()
    assert desk.find("[data-blank]").inner_text() == "空白工作簿"


@pytest.mark.parametrize("lack", ["DecompressionStream", "CompressionStream", "fetch"])
def test_a_browser_that_cannot_make_it_says_so_and_leads_to_the_blank_one(visit: Visit, lack: str) -> None:
    page = visit()
    page.add_init_script(f"delete window.{lack}")
    page.goto(f"/checklists/{ROLE}/")
    desk = Desk(page)
    desk.mark(GOOD, "met")
    desk.find('[data-do="xlsx"]').click()
    assert "填好的工作簿没有做成" in desk.message()
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
    desk.find('[data-do="xlsx"]').click()
    assert "请重新载入本页" in desk.message()
