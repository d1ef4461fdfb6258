"""The review sheet: written beside the drafts, filled in by a person, read back as records with ids."""

from collections.abc import Mapping
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from case_tables import cases, each
from guiju.files.source import read
from guiju.importing.review_form import COLUMNS, NOT_FOUND, SHEET
from laws import guiju
from places import files_below

CASES = cases(__file__)
Captured = pytest.CaptureFixture[str]
LAW = CASES["law"]
RULE = "yang-ben-fa-2016"
DRAFTS, READ = Path("drafts", RULE), Path("regulations", RULE, "obligations")
FILE = DRAFTS / "review.xlsx"
HEADINGS = 3


class Sheet:
    """A review sheet opened as a spreadsheet program opens it, by the keys of its columns."""

    def __init__(self, file: Path = FILE) -> None:
        self.file, self.book = file, openpyxl.load_workbook(file)
        self.sheet: Worksheet = self.book[SHEET]
        headings = {cell.value: cell.column for cell in self.sheet[HEADINGS]}
        self.column = {key: headings[column.heading] for key, column in COLUMNS.items()}

    def row(self, words: str) -> int:
        """The row whose quotation has these words."""
        quoted = ((row, str(self[row, "quote"])) for row in range(HEADINGS + 1, self.sheet.max_row + 1))
        return next(row for row, quote in quoted if words in quote)

    def __getitem__(self, place: tuple[int, str]) -> object:
        return self.sheet.cell(place[0], self.column[place[1]]).value

    def fill(self, row: int, cells: Mapping[str, object]) -> None:
        for key, value in cells.items():
            self.sheet.cell(row, self.column[key]).value = value  # type: ignore[assignment]  # any value of a cell

    def save(self) -> None:
        self.book.save(self.file)


def fill(decisions: Mapping[str, Mapping[str, object]]) -> None:
    """Fill in the rows with these words."""
    sheet = Sheet()
    for words, cells in decisions.items():
        sheet.fill(sheet.row(words), {**CASES["all"], **cells})
    sheet.save()


@pytest.fixture
def kb(base: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A knowledge base with a law that was imported with drafts; it is the current folder."""
    monkeypatch.chdir(base)
    Path("law.txt").write_text(LAW, "utf-8")
    assert guiju("import law.txt -o . --propose") == 0
    Path("law.txt").unlink()
    return base


def test_every_proposed_draft_has_its_row_and_every_article_its_text(kb: Path) -> None:
    sheet, drafts = Sheet(), [read(file, str(file)).value for file in sorted(DRAFTS.glob("*.yaml"))]
    quoted = ["\n".join(e["quote"]) for file in drafts for some in file.values() for e in some]
    assert sorted(quoted) == sorted(str(sheet[row, "quote"]) for row in range(HEADINGS + 1, HEADINGS + 1 + len(quoted)))
    text = (DRAFTS / "review.md").read_text("utf-8")
    for line in LAW.splitlines()[2:]:
        assert line.partition(" ")[2] in text
    assert "nobody has read it" in text


def test_a_sheet_offers_each_choice_and_hides_what_it_is_read_by(kb: Path) -> None:
    sheet = Sheet()
    offered = {str(rule.formula1) for rule in sheet.sheet.data_validations.dataValidation}
    for key in ("decision", "kind", "modality", "timing.kind", "consequence.route"):
        assert f'"{",".join(COLUMNS[key].choices.values())}"' in offered
    hidden = sheet.sheet.column_dimensions["A"]
    assert hidden.hidden
    assert (hidden.min, hidden.max) == (sheet.column["rule"], sheet.column["drafted"])


def test_a_sheet_that_is_there_is_kept(kb: Path, capsys: Captured) -> None:
    before = FILE.read_bytes()
    (DRAFTS / "art_002.yaml").unlink()
    assert guiju(f"new drafts {RULE}") == 0
    assert FILE.read_bytes() == before
    assert f"{FILE}: kept; these drafts are not in it" in capsys.readouterr().err


def test_an_article_that_is_read_whole_is_recorded(kb: Path, capsys: Captured) -> None:
    fill({"示例": {"decision": "accept"}, "公布名单": {"decision": "接受 accept", "bearers": "authority"}})
    assert guiju(f"review {FILE}") == 0
    assert capsys.readouterr().out.splitlines()[-1].startswith("2 records written, 0 there already, 0 reviewed")
    (record,) = read(READ / "art_004.yaml", "").value["obligations"]
    assert record == {
        "id": "publish-list", "eId": "art_4__para_1", "quote": ["主管部门应当公布名单"], "modality": "power",
        "bearers": ["authority"], "title": {"zh": "公布名单", "en": "Publish list"},
        "summary": {"zh": "公布名单。", "en": "The list is published."}, "topics": ["logs"],
    }  # fmt: skip
    assert not (DRAFTS / "art_004.yaml").exists()


def test_a_duty_that_lacks_something_stays_a_draft_with_its_id(kb: Path, capsys: Captured) -> None:
    fill({"留存日志": {"decision": "accept", "bearers": "provider"}})
    assert guiju(f"review {FILE}") == 0
    written = capsys.readouterr()
    assert "automation, consequence, evidence, method, review, timing still missing: publish-list" in written.err
    assert "1 reviewed and kept as drafts" in written.out
    reviewed, other = read(DRAFTS / "art_002.yaml", "").value["obligations"]
    assert (reviewed["id"], reviewed["status"], other["status"]) == ("publish-list", "reviewed", "draft")
    assert guiju("check") == 0
    assert "5 drafts that nobody has read; 1 drafts that were reviewed and are not complete" in capsys.readouterr().out


def test_a_duty_is_complete_with_the_folded_columns(kb: Path, capsys: Captured) -> None:
    duty = {"decision": "accept", "bearers": "provider", **CASES["duty"]}
    fill({"留存日志": {**duty, "id": "keep"}, "主管部门报告": {**duty, "id": "report"}})
    assert guiju(f"review {FILE}") == 0
    keep, report = read(READ / "art_002.yaml", "").value["obligations"]
    assert (keep["id"], report["id"]) == ("keep", "report")
    assert keep["timing"] == {"kind": "maintenance", "deadline": "none"}
    assert keep["review"] == [{"zh": "查看。", "en": "Look."}, {"zh": "询问。", "en": "Ask."}]
    assert guiju("check") == 1  # what no record quotes yet is named
    assert "art_3__para_1: “用户不提供真实身份信息的" in (out := capsys.readouterr().out)
    assert " schema:" not in out


def test_what_is_accepted_whole_gives_a_base_that_is_read(kb: Path, capsys: Captured) -> None:
    sheet = Sheet()
    for row in range(HEADINGS + 1, sheet.sheet.max_row + 1):
        if sheet[row, "quote"]:
            found = sheet[row, "condition.zh"] != NOT_FOUND
            more = {"condition.en": "Where it is so."} if found and sheet[row, "named"] else {}
            given = {**CASES["all"], **CASES["duty"], **more, "id": f"duty-{row}", "bearers": "provider"}
            sheet.fill(row, {**given, "decision": "accept"})
    sheet.save()
    assert guiju(f"review {FILE}") == 0
    assert [file.name for file in DRAFTS.glob("*.yaml")] == []
    capsys.readouterr()
    assert guiju("check") == 1
    out = capsys.readouterr().out
    assert "the other checks run once these are fixed" not in out
    assert " schema:" not in out
    assert guiju(f"show {RULE}#duty-5") == 0


def test_a_row_is_split_into_the_rows_below_it(kb: Path, capsys: Captured) -> None:
    sheet = Sheet()
    row = sheet.row("公布名单")
    sheet.sheet.insert_rows(row + 1, 2)
    sheet.fill(row, {**CASES["all"], "decision": "split", "bearers": "authority"})
    one = {"title.zh": "甲", "summary.zh": "甲。", "summary.en": "One."}
    sheet.fill(row + 1, {**one, "quote": "主管部门应当", "title.en": "One"})
    sheet.fill(row + 2, {**one, "quote": "公布名单", "title.en": "Two"})
    sheet.save()
    assert guiju(f"review {FILE}") == 0
    records = read(READ / "art_004.yaml", "").value["obligations"]
    assert [(r["id"], r["quote"], r["bearers"]) for r in records] == [
        ("one", ["主管部门应当"], ["authority"]), ("two", ["公布名单"], ["authority"]),
    ]  # fmt: skip


def test_a_row_is_merged_into_the_one_that_it_names(kb: Path) -> None:
    sheet = Sheet()
    keep, report = sheet.row("留存日志"), sheet.row("主管部门报告")
    sheet.fill(report, {"decision": "accept", "bearers": "provider", **CASES["all"], **CASES["duty"], "id": "keep"})
    sheet.fill(keep, {"decision": "merge", "into": int(str(sheet[report, "number"]))})
    sheet.save()
    assert guiju(f"review {FILE}") == 0
    (record,) = read(READ / "art_002.yaml", "").value["obligations"]
    assert record["quote"] == ["网络运营者应当", "留存日志", "并向主管部门报告"]


def test_what_is_rejected_is_no_draft_any_more(kb: Path, capsys: Captured) -> None:
    fill({"公布名单": {"decision": "reject"}})
    assert guiju(f"review {FILE}") == 0
    assert "1 rejected, 5 undecided (rows 4, 5, 6, 7, 9)" in capsys.readouterr().out
    assert not (DRAFTS / "art_004.yaml").exists()


def test_a_base_without_a_vocabulary_keeps_what_was_decided_as_drafts_and_says_why(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("law.txt").write_text(LAW, "utf-8")
    assert guiju("import law.txt -o . --propose") == 0
    fill({"示例": {"decision": "accept"}})
    assert guiju(f"review {FILE}") == 0
    assert "regulations/vocabulary.yaml still missing" in capsys.readouterr().err
    assert not READ.exists()


def test_a_second_run_changes_nothing(kb: Path, capsys: Captured) -> None:
    fill({
        "公布名单": {"decision": "accept", "bearers": "authority"},
        "留存日志": {"decision": "accept", "bearers": "provider", "id": "keep"},
    })  # fmt: skip
    assert guiju(f"review {FILE}") == 0
    before = files_below(Path())
    assert guiju(f"review {FILE}") == 0
    assert "0 records written, 1 there already, 1 reviewed" in capsys.readouterr().out
    assert files_below(Path()) == before


def test_what_was_added_to_a_reviewed_draft_stays(kb: Path) -> None:
    fill({"留存日志": {"decision": "accept", "bearers": "provider", "id": "keep"}})
    assert guiju(f"review {FILE}") == 0
    file = DRAFTS / "art_002.yaml"
    file.write_text(file.read_text("utf-8").replace("- id: keep\n", "- id: keep\n  method: test\n"), "utf-8")
    assert guiju(f"review {FILE}") == 0
    assert read(file, "").value["obligations"][0]["method"] == "test"


@each(CASES["refused"].items())
def test_a_row_that_cannot_be_written_is_one_line_and_nothing_is_written(
    name: str, case: Mapping[str, str], kb: Path, capsys: Captured
) -> None:
    cells = {"decision": "edit", "bearers": "authority", **case["cells"]}
    fill({"公布名单": cells, "示例": {"decision": "accept"}})
    before = files_below(Path())
    assert guiju(f"review {FILE}") == 1
    *lines, last = capsys.readouterr().out.splitlines()
    assert last == "1 findings; nothing was written"
    (line,) = lines
    assert line.startswith(f"{FILE}:{SHEET}!")
    assert case["says"] in line
    assert files_below(Path()) == before


def test_an_article_that_is_read_is_never_written_over(kb: Path, capsys: Captured) -> None:
    fill({"公布名单": {"decision": "accept", "bearers": "authority"}})
    assert guiju(f"review {FILE}") == 0
    file = READ / "art_004.yaml"
    file.write_text(file.read_text("utf-8").replace("主管部门应当公布名单", "应当公布名单"), "utf-8")
    before = file.read_bytes()
    assert guiju(f"review {FILE}") == 1
    assert f"the article is read already ({file}:3:3); change it there" in capsys.readouterr().out
    assert file.read_bytes() == before


def test_a_draft_that_somebody_changed_is_decided_where_it_was_changed(kb: Path, capsys: Captured) -> None:
    file = DRAFTS / "art_004.yaml"
    file.write_text(file.read_text("utf-8").replace("主管部门应当公布名单", "应当公布名单"), "utf-8")
    fill({"公布名单": {"decision": "accept", "bearers": "authority"}})
    assert guiju(f"review {FILE}") == 1
    assert f"{file} has no such draft any more" in capsys.readouterr().out


def test_a_row_that_was_added_below_no_split_is_found(kb: Path, capsys: Captured) -> None:
    sheet = Sheet()
    sheet.fill(HEADINGS + 20, {"quote": "公布名单", "decision": "accept"})
    sheet.save()
    assert guiju(f"review {FILE}") == 1
    assert "was added and belongs to no draft" in capsys.readouterr().out


def test_a_file_that_is_no_review_sheet_is_misuse(kb: Path, capsys: Captured) -> None:
    book = openpyxl.Workbook()
    book.save("other.xlsx")
    for name, says in {"other.xlsx": "has no sheet", "absent.xlsx": "no such file", "law.csv": "no such file"}.items():
        assert guiju(f"review {name}") == 2
        assert says in capsys.readouterr().err


def test_a_base_with_defects_is_not_established(kb: Path) -> None:
    fill({"公布名单": {"decision": "accept", "bearers": "authority"}})
    Path("regulations/vocabulary.yaml").write_text("parties: 1\n", "utf-8")
    assert guiju(f"review {FILE}") == 3
    assert not READ.exists()
