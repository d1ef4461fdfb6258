"""What is wrong in a filled workbook has a cell and a remedy."""

from collections.abc import Mapping
from typing import Any

import pytest
import yaml

import workbook_samples as books
from checklist_samples import sample
from workbook_reading import EXPECTED, Write, findings, read, value

pytest_plugins = ["workbook_reading"]


def merged(data: bytes, sheet: str, cells: str) -> bytes:
    mark = f'<mergeCells count="1"><mergeCell ref="{cells}"/></mergeCells>'
    return books.replaced(data, f"xl/worksheets/sheet{books.PARTS[sheet]}.xml", "</sheetData>", f"</sheetData>{mark}")


OWNERS = [f"{books.AT['owner']}{number}" for number in sorted((books.REPORT_ROW, books.LOGS_ROW))]
ARRAY = books.Raw("", f'<f t="array" ref="{":".join(OWNERS)}">A1</f><v>2</v>')
ERROR = books.Raw("e", "<v>#REF!</v>")
STATUSES = f"{books.AT['status']}{books.REPORT_ROW}:{books.AT['status']}{books.REPORT_ROW + 1}"
CASES = yaml.safe_load((books.WORKBOOKS / "findings.yaml").read_text("utf-8"))
CASES += [
    {
        "row": {"status": "不符合", "gap": "长" * 4001},
        "at": "清单!{gap}{report}",
        "says": "longer than 4000 characters; shorten it",
    },
    {
        "cells": {"checklist": {"owner {logs}": ARRAY, "owner {report}": "甲"}},
        "at": "清单!{owner}{report}",
        "says": "contains a formula",
    },
    {"merged": ["checklist", STATUSES], "at": "清单!{status}{report}", "says": "cells are merged here; unmerge them"},
]
WORDS: dict[str, object] = {**books.AT, "report": books.REPORT_ROW, "logs": books.LOGS_ROW}


def edited(data: bytes, case: Mapping[str, Any]) -> bytes:
    """The workbook with the edit of a case of findings.yaml."""

    def place(text: str) -> tuple[int, int]:
        column, number = text.format(**WORDS).split()
        return int(number), books.COLUMN[column] if column in books.COLUMN else int(column)

    def typed(cells: Mapping[str, Any]) -> dict[str, books.Value]:
        return {key: books.as_typed(entry) for key, entry in cells.items()}

    rows = {"rule-old#report": {"prepared_by": "甲"} | typed(case["row"])} if "row" in case else None
    facts = {name: typed(cells) for name, cells in case.get("fact", {}).items()}
    data = books.filled(data, books.asked(), rows, facts, typed(case.get("report", {})))
    for sheet, cells in case.get("cells", {}).items():
        data = books.set_cells(data, sheet, {place(at): entry for at, entry in typed(cells).items()})
    if "merged" in case:
        data = merged(data, *case["merged"])
    return books.without_column(data, case["without"]) if "without" in case else data


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["says"])
def test_what_is_wrong_has_a_cell_and_a_remedy(case: Mapping[str, Any], write: Write) -> None:
    found = findings(write(edited(books.exported(), case)))
    start, words = f"filled.xlsx:{case['at']}: ".format(**WORDS), case["says"].format(**WORDS)
    assert any(told.startswith(start) and words in told for told in found), found


def test_all_that_is_wrong_is_told_at_once_in_the_order_of_the_file(write: Write) -> None:
    wrong = {
        "row": {"status": "差不多", "risk": "极高"},
        "fact": {"keeps_logs": {"value": "也许"}},
        "report": {"period_from": "一月"},
    }
    found = findings(write(edited(books.exported(), wrong)))
    assert len(found) == 4
    assert sorted(f.split(":")[1].split("!")[0] for f in found) == ["事实", "封面", "清单", "清单"]


def test_a_power_takes_no_status(write: Write) -> None:
    subject = sample()
    power = next(line.id for line in subject.lines if not line.obligation.binds)
    data = books.filled(books.rendered(subject), subject, {power: {"status": "符合"}})
    assert "has none; clear it" in findings(write(data), subject)[0]
    assert value(read(write(books.filled(data, subject, {power: {"status": "供参考"}})), subject)) == {"facts": {}}


def test_what_the_user_added_beside_the_table_is_left_alone(write: Write) -> None:
    beside = {"60 3": "我的备注", "60 {report}": books.FORMULA, "60 50": ERROR, "60 1": "x"}
    within = {"title {report}": books.FORMULA, "6 50": "以上为填报内容"}
    data = edited(books.answered(), {"cells": {"checklist": beside | within}, "merged": ["checklist", "F50:G52"]})
    assert value(read(write(data))) == EXPECTED["zh"]


def test_a_missing_sheet_is_named(write: Write) -> None:
    data = books.replaced(books.exported(), "xl/workbook.xml", 'name="清单"', 'name="我的清单"')
    assert findings(write(data)) == [
        "filled.xlsx:1:1: workbook: the sheet 清单 is missing or renamed; restore its name, or copy the answers into a "
        "new export"
    ]


def test_another_role_is_told_with_both(write: Write) -> None:
    path = write(books.rendered(books.asked(roles=["reader"])))
    assert findings(path, books.asked(roles=["platform"])) == [
        "filled.xlsx:1:1: workbook: was made for the role reader, not for platform; choose its own role, or export a "
        "checklist for the other"
    ]
