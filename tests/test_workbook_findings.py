"""What is wrong in a filled workbook has a cell and a remedy."""

import io
import zipfile
from datetime import date
from functools import partial

import pytest

from checklist_samples import sample
from workbook_reading import EXPECTED, Write, findings, read, value
from workbook_samples import (
    AT,
    COLUMN,
    FORMULA,
    LOGS_ROW,
    PARTS,
    REPORT_ROW,
    Edit,
    Raw,
    Value,
    answered,
    asked,
    cell,
    exported,
    filled,
    rendered,
    repacked,
    replaced,
    set_cells,
    without_column,
)

pytest_plugins = ["workbook_reading"]


def status(text: Value, **more: Value) -> Edit:
    return lambda data: filled(data, asked(), {"rule-old#report": {"status": text, "prepared_by": "甲", **more}})


def fact(name: str, **entry_: Value) -> Edit:
    return lambda data: filled(data, asked(), facts={name: entry_})


def particular(**entries: Value) -> Edit:
    return lambda data: filled(data, asked(), report=entries)


def merged(reference: str, sheet: str = "checklist") -> Edit:
    part = PARTS[sheet]

    def edit(data: bytes) -> bytes:
        text = zipfile.ZipFile(io.BytesIO(data)).read(f"xl/worksheets/sheet{part}.xml").decode()
        mark = f'<mergeCells count="1"><mergeCell ref="{reference}"/></mergeCells>'
        return repacked(
            data, {f"xl/worksheets/sheet{part}.xml": text.replace("</sheetData>", f"</sheetData>{mark}").encode()}
        )

    return edit


ARRAY = Raw(
    "",
    f'<f t="array" '
    f'ref="{AT["owner"]}{min(REPORT_ROW, LOGS_ROW)}:{AT["owner"]}{max(REPORT_ROW, LOGS_ROW)}">A1</f><v>2</v>',
)
ERROR = Raw("e", "<v>#REF!</v>")


@pytest.mark.parametrize(
    ("edit", "place", "words"),
    [
        (status("差不多"), f"清单!{AT['status']}{REPORT_ROW}",
            "状态 holds '差不多'; choose one of 符合, 待核实, 部分符合, 不符合, 不适用, 供参考"),
        (status(True), f"清单!{AT['status']}{REPORT_ROW}", "holds 'TRUE'; choose one of"),
        (status(1), f"清单!{AT['status']}{REPORT_ROW}", "holds '1'; choose one of"),
        (status(FORMULA), f"清单!{AT['status']}{REPORT_ROW}",
            "contains a formula, which is not evaluated; type its value"),
        (partial(set_cells, sheet="checklist",
                values={(LOGS_ROW, COLUMN["owner"]): ARRAY, (REPORT_ROW, COLUMN["owner"]): "甲"}),
                f"清单!{AT['owner']}{REPORT_ROW}", "contains a formula"),
        (status(ERROR), f"清单!{AT['status']}{REPORT_ROW}", "shows the error #REF!; type the value"),
        (status("供参考"), f"清单!{AT['status']}{REPORT_ROW}", "choose another status"),
        (status("符合", evidence_location=Raw("str", '<f>HYPERLINK("x")</f><v>x</v>')),
            f"清单!{AT['evidence_location']}{REPORT_ROW}", "contains a formula"),
        (status("符合", reviewed_by=ERROR), f"清单!{AT['reviewed_by']}{REPORT_ROW}", "shows the error"),
        (status("符合", prepared_on="30/06/2024"), f"清单!{AT['prepared_on']}{REPORT_ROW}",
            "holds '30/06/2024'; write a date, such as 2026-01-31"),
        (status("符合", prepared_by=None), f"清单!{AT['prepared_by']}{REPORT_ROW}",
            "填报 is empty; the status needs it"),
        (status("不适用", applicability_reason="无群组"), f"清单!{AT['applicability_approver']}{REPORT_ROW}",
            "不适用的批准人 is empty; the status needs it"),
        (status("不适用", approved_by="甲"), f"清单!{AT['applicability_reason']}{REPORT_ROW}",
            "不适用的理由 is empty; the status needs it"),
        (status("符合", applicability="不适用"), f"清单!{AT['applicability']}{REPORT_ROW}",
            "contradicts the status; make the two agree"),
        (status("不符合", remediation="改", due_on=date(2024, 9, 30)), f"清单!{AT['owner']}{REPORT_ROW}",
            "责任人 is empty; a remediation needs it"),
        (status("不符合", remediation="改", owner="甲", due_on="尽快"), f"清单!{AT['due_on']}{REPORT_ROW}",
            "holds '尽快'; write a date"),
        (status("不符合", gap="长" * 4001), f"清单!{AT['gap']}{REPORT_ROW}", "longer than 4000 characters; shorten it"),
        (status("不符合", risk="极高"), f"清单!{AT['risk']}{REPORT_ROW}", "choose one of 高, 中, 低"),
        (cell("checklist", (REPORT_ROW, COLUMN["id"]), "rule-old#keep-logs"), f"清单!A{REPORT_ROW}",
            f"occurs twice, first in row {LOGS_ROW}; delete one"),
        (cell("checklist", (REPORT_ROW, COLUMN["id"]), "rule-old#reports"), f"清单!A{REPORT_ROW}",
            "no obligation rule-old#reports; did you mean rule-old#report?"),
        (cell("checklist", (REPORT_ROW, COLUMN["id"]), None), f"清单!{AT['applicability']}{REPORT_ROW}",
            "has no id, so it belongs to no duty or fact; clear it"),
        (cell("checklist", (REPORT_ROW, COLUMN["id"]), FORMULA), f"清单!{AT['applicability']}{REPORT_ROW}",
            "has no id"),
        (cell("checklist", (60, COLUMN["owner"]), "合计"), f"清单!{AT['owner']}60", "has no id"),
        (cell("checklist", (REPORT_ROW, COLUMN["text_hash"]), FORMULA), f"清单!B{REPORT_ROW}", "contains a formula"),
        (partial(without_column, key="id"), "清单!A3", "columns are missing or renamed: id; undo that"),
        (partial(without_column, key="remediation"), "清单!A3", "columns are missing or renamed: 整改措施; undo that"),
        (cell("checklist", (3, COLUMN["gap"]), "缺口"), "清单!A3", "columns are missing or renamed: 差距; undo that"),
        (cell("checklist", (3, 60), "id"), "清单!BH3", "the heading 'id' occurs twice; rename or delete"),
        (merged(f"{AT['status']}{REPORT_ROW}:{AT['status']}{REPORT_ROW + 1}"), f"清单!{AT['status']}{REPORT_ROW}",
            "cells are merged here; unmerge them"),
        (merged("F4:F5", "facts"), "事实!F4", "cells are merged here; unmerge them"),
        (merged("B12:B13", "cover"), "封面!B13", "cells are merged here; unmerge them"),
        (partial(set_cells, sheet="checklist", values={(n, COLUMN["owner"]): "合计" for n in range(60, 63)}),
            f"清单!{AT['owner']}60", "no id (and 2 more)"),
        (fact("keeps_logs", value="也许"), "事实!F5", "值 holds '也许'; choose one of 是, 否"),
        (fact("keeps_logs", value="无"), "事实!F5", "值 holds '无'; choose one of 是, 否"),
        (fact("keeps_logs", value=FORMULA), "事实!F5", "contains a formula"),
        (fact("log_retention", value=6), "事实!F4", "write a period with its unit"),
        (fact("log_retention", value="P6M3D"), "事实!F4", "write an ISO 8601 period of one unit"),
        (fact("log_retention", value="P6M", basis="猜测"), "事实!G4",
            "依据 holds '猜测'; choose one of 实测, 自述, 推断, 转述"),
        (fact("log_retention", value="P6M", expires="明年"), "事实!J4", "失效日期 holds '明年'; write a date"),
        (lambda d: cell("facts", (4, 1), "log_retentions")(fact("log_retention", value="P6M")(d)), "事实!F4",
            "the fact log_retentions no longer exists"),
        (cell("facts", (4, 1), "keeps_logs"), "事实!A5", "keeps_logs occurs twice, first in row 4"),
        (particular(period_from="一月"), "封面!B13", "holds '一月'; write a date"),
        (particular(entity=ERROR), "封面!B8", "shows the error #REF!"),
        (particular(services=FORMULA), "封面!B9", "contains a formula"),
        (cell("cover", (8, 3), None), "封面!A1", "lines are missing: entity; undo that"),
        (cell("cover", (40, 3), "report.entity"), "封面!B40", "occurs twice, first in row 8"),
    ],
)  # fmt: skip
def test_what_is_wrong_has_a_cell_and_a_remedy(edit: Edit, place: str, words: str, write: Write) -> None:
    found = findings(write(edit(exported())))
    assert any(told.startswith(f"filled.xlsx:{place}: ") and words in told for told in found), found


def test_all_that_is_wrong_is_told_at_once_in_the_order_of_the_file(write: Write) -> None:
    data = particular(period_from="一月")(fact("keeps_logs", value="也许")(status("差不多", risk="极高")(exported())))
    found = findings(write(data))
    assert len(found) == 4
    assert sorted(f.split(":")[1].split("!")[0] for f in found) == ["事实", "封面", "清单", "清单"]


def test_a_power_takes_no_status(write: Write) -> None:
    subject = sample()
    power = next(line.id for line in subject.lines if not line.obligation.binds)
    data = filled(rendered(subject), subject, {power: {"status": "符合"}})
    assert "has none; clear it" in findings(write(data), subject)[0]
    assert value(read(write(filled(data, subject, {power: {"status": "供参考"}})), subject)) == {"facts": {}}


def test_what_the_user_added_beside_the_table_is_left_alone(write: Write) -> None:
    data = set_cells(
        answered(),
        "checklist",
        {
            (3, 60): "我的备注",
            (REPORT_ROW, 60): FORMULA,
            (50, 60): ERROR,
            (1, 60): "x",
            (REPORT_ROW, COLUMN["title"]): FORMULA,
        },
    )
    data = set_cells(data, "checklist", {(50, 6): "以上为填报内容"})
    data = merged("F50:G52")(data)
    assert value(read(write(data))) == EXPECTED["zh"]


def test_a_missing_sheet_is_named(write: Write) -> None:
    data = replaced(exported(), "xl/workbook.xml", 'name="清单"', 'name="我的清单"')
    assert findings(write(data)) == [
        "filled.xlsx:1:1: workbook: the sheet 清单 is missing or renamed; restore its name, or copy the answers into a "
        "new export"
    ]


def test_another_role_is_told_with_both(write: Write) -> None:
    path = write(rendered(asked(roles=["reader"])))
    assert findings(path, asked(roles=["platform"])) == [
        "filled.xlsx:1:1: workbook: was made for the role reader, not for platform; choose its own role, or export a "
        "checklist for the other"
    ]
    assert read(write(answered()), asked(roles=["platform"])).made_from.roles == ("platform", "reader")
