"""What has changed since a workbook was exported: a row whose law text is another is stale, the rest counts."""

import io
from collections.abc import Callable
from dataclasses import replace

from python_calamine import CalamineWorkbook

from guiju.model import Bilingual, RetiredId
from guiju.model.profile import Profile, StaleRow
from guiju.reasoning.checklist import checklist
from workbook_reading import Write, read, value
from workbook_samples import COLUMN, FACTS, LOGS_ROW, REPORT, answered, asked, exported, filled, set_cells

pytest_plugins = ["workbook_reading"]


def without_lines(text: str) -> Callable[[bytes], bytes]:
    return lambda data: set_cells(data, "checklist", {(LOGS_ROW, COLUMN["text_hash"]): text})


def stale(profile: Profile) -> tuple[StaleRow, ...]:
    (book,) = profile.workbooks
    return book.stale


def test_a_row_whose_law_text_changed_is_stale_and_counts_for_nothing(write: Write) -> None:
    found = read(write(without_lines("0" * 64)(answered())))
    assert [(row.id, str(row.at).rsplit("/", 1)[-1], row.retired) for row in stale(found)] == [
        ("rule-old#keep-logs", f"filled.xlsx:清单!A{LOGS_ROW}", False)
    ]
    assert found.declarations.keys() == {"rule-old#report", "rule-old#no-passing-off"}
    assert found.plans == {}


def test_a_stale_row_that_says_nothing_is_not_told(write: Write) -> None:
    assert stale(read(write(without_lines("0" * 64)(exported())))) == ()


def test_a_workbook_of_the_first_release_is_read_though_it_asks_for_no_facts(write: Write) -> None:
    data = filled(
        exported(), asked(), {"rule-old#report": {"status": "符合", "prepared_by": "甲"}}, FACTS["zh"], REPORT["zh"]
    )
    told = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_name("guiju").to_python()
    later = {n: key for n, (key, _) in enumerate(told, 1) if key in ("cover_sheet", "facts_sheet")}
    assert len(later) == 2
    data = set_cells(data, "hidden", {(n, 1): f"unknown.{key}" for n, key in later.items()})
    assert value(read(write(data))) == {"facts": {}, "declarations": {"rule-old#report": {"status": "met", "by": "甲"}}}


def test_a_duty_that_was_retired_since_is_stale(write: Write) -> None:
    subject = asked()
    rule = subject.corpus.regulations["rule-old"]
    kept = tuple(o for o in rule.obligations if o.id != "report")
    gone = RetiredId("report", "0.2.0", Bilingual("并入他条", "merged"))
    base = replace(
        subject.corpus,
        regulations={**subject.corpus.regulations, "rule-old": replace(rule, obligations=kept, retired=(gone,))},
    )
    later = checklist(base, subject.roles, subject.as_of)
    found = read(write(answered()), later)
    assert [(row.id, row.retired) for row in stale(found)] == [("rule-old#report", True)]
