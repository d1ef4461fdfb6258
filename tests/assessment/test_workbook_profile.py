"""A filled checklist workbook is the profile it amounts to, however sorted, moved and saved; alone or with another."""

import random
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import workbook_samples as books
from checklist_samples import ROOT, corpus
from guiju.assessment.merging import merge
from guiju.assessment.profile import load_profile
from guiju.assessment.sources import read_all
from guiju.assessment.workbook import is_workbook, peek
from guiju.documents.checklist import facts as service_facts
from guiju.documents.content.status import STATUSES
from guiju.model import LANGUAGES, Fact, Lang
from guiju.model.profile import Profile, Workbook
from unsound import defects_of
from workbook_reading import EXPECTED, Write, read, value

pytest_plugins = ["workbook_reading"]


# ---- what it amounts to ----------------------------------------------------------------------------------------------


def test_a_workbook_that_nobody_filled_in_says_nothing(lang: Lang, write: Write) -> None:
    file = write(books.exported(lang))
    found = read(file)
    assert value(found) == {"facts": {}}
    assert found.workbooks == (Workbook(books.asked().corpus.data_version, file=str(file)),)
    assert found.declarations == {}


def test_a_filled_workbook_is_the_profile_that_a_yaml_file_would_give(lang: Lang, write: Write) -> None:
    assert value(read(write(books.answered(lang)))) == EXPECTED[lang]


def test_a_workbook_that_libreoffice_sorted_and_saved_reads_the_same(lang: Lang) -> None:
    assert value(read(books.WORKBOOKS / f"filled-{lang}.xlsx")) == EXPECTED[lang]


def test_peek_says_what_it_was_made_from(lang: Lang, write: Write) -> None:
    for path in (write(books.exported(lang)), books.WORKBOOKS / f"filled-{lang}.xlsx"):
        found = peek(path)
        assert (found.language, found.roles) == (lang, ("platform", "reader"))
        assert found.regulations == ("rule-new", "rule-old", "rule-part")
        assert (found.as_of, found.topics) == (books.asked().as_of, ())
    assert peek(write(books.exported(lang))).data_version == corpus().data_version


def test_every_value_has_the_cell_it_came_from(write: Write) -> None:
    document = read(write(books.answered())).where.document
    logs = books.row("rule-old#keep-logs")
    for path, cell in {
        ("declarations", "rule-old#keep-logs"): f"清单!{books.cell_name('status', logs)}",
        ("declarations", "rule-old#keep-logs", "by"): f"清单!{books.cell_name('prepared_by', logs)}",
        ("plans", "rule-old#keep-logs", "due"): f"清单!{books.cell_name('due_on', logs)}",
        ("facts", "log_retention", "basis"): "事实!G4",
        ("report", "entity"): "封面!B8",
        ("report", "services", 1): "封面!B9",
    }.items():
        assert str(document.at(*path)).endswith(f"/filled.xlsx:{cell}")
        assert document.key_at(*path) == document.at(*path)


@given(seed=st.integers(0, 2**32 - 1))
@settings(max_examples=40)
def test_statuses_are_read_back_whatever_the_order_of_rows_and_columns(
    seed: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    chance = random.Random(seed)
    lang = chance.choice(LANGUAGES)
    subject = books.asked(lang)
    told: dict[str, Mapping[str, books.Value]] = {}
    expected = {}
    for line in subject.lines:
        status = chance.choice([*STATUSES, None])
        told[line.id] = {
            "status": STATUSES[status][lang] if status else None, "prepared_by": "x", "applicability_reason": "y",
            "applicability_approver": "z",
        }  # fmt: skip
        if status not in (None, "to_verify"):
            expected[line.id] = status
    order, columns = list(range(len(subject.lines))), list(range(len(books.COLUMN)))
    chance.shuffle(order)
    chance.shuffle(columns)
    data = books.moved_columns(books.sorted_rows(books.filled(books.exported(lang), subject, told), order), columns)
    path = tmp_path_factory.mktemp("any") / "w.xlsx"
    path.write_bytes(data)
    assert {name: declared.status for name, declared in read(path).declarations.items()} == expected


def test_a_checklist_of_the_real_data_is_read_whole(lang: Lang, write: Write) -> None:
    subject = books.asked(lang, corpus(ROOT), ["group-provider", "account-provider"], date(2026, 11, 25))
    rows = {line.id: {"status": STATUSES["met"][lang], "prepared_by": "x"} for line in subject.lines}
    facts = service_facts.service_facts(subject)
    typed = {fact.id: {"value": _typed(fact, lang)[0]} for fact in facts}
    found = read(write(books.filled(books.rendered(subject), subject, rows, typed)), subject)
    assert found.declarations.keys() == {line.id for line in subject.lines if line.obligation.binds}
    known = {name: fact.value for name, fact in found.rows["service"]["service"].items()}
    assert known == {fact.id: _typed(fact, lang)[1] for fact in facts}


def _typed(fact: Fact, lang: Lang) -> tuple[books.Value, object]:
    """What is typed for a fact, and the value that it has then."""
    if fact.type == "enum":
        return fact.values[0].label[lang], fact.values[0].id
    yes, year = {"zh": ("是", "1年"), "en": ("Yes", "1 year")}[lang]
    several: dict[str, tuple[books.Value, object]] = {
        "boolean": (yes, True),
        "integer": (12, 12),
        "number": (12.0, 12),
        "date": (date(2020, 2, 29), "2020-02-29"),
        "duration": (year, "P1Y"),
    }
    return several[fact.type]


# ---- beside a profile ------------------------------------------------------------------------------------------------


def profile_of(text: str, folder: Path) -> Profile:
    path = folder / "profile.yaml"
    path.write_text(text, "utf-8")
    return load_profile(path, corpus())


@pytest.mark.parametrize(
    ("text", "place", "message"),
    [
        ("facts: {}\ndeclarations: {rule-old#report: {status: met, by: 甲}}\n",
            f"清单!{books.AT['status']}{books.REPORT_ROW}", "rule-old#report differs in"),
        ("facts: {keeps_logs: false}\n", "事实!F5", "keeps_logs differs in"),
        ("facts: {}\nreport: {entity: 另一家}\n", "封面!B8", "entity differs in"),
    ],
)  # fmt: skip
def test_what_the_two_say_differently_is_a_finding_at_both_places(
    text: str, place: str, message: str, write: Write, tmp_path: Path
) -> None:
    [finding] = defects_of(merge, profile_of(text, tmp_path), read(write(books.answered())))
    assert str(finding.at).endswith(f"/filled.xlsx:{place}")
    assert message in finding.message
    assert finding.message.endswith("keep one of the two, or make them agree")
    assert str(finding.related[0][1]).split("/")[-1].startswith("profile.yaml:")


def test_a_profile_may_take_its_plans_from_a_filled_workbook(write: Write, tmp_path: Path) -> None:
    write(books.answered())
    (profile := tmp_path / "profile.yaml").write_text("facts: {}\nplans: filled.xlsx\n", "utf-8")
    found = read_all([profile], {}, books.asked())
    assert value(found)["plans"] == EXPECTED["zh"]["plans"] and not found.declarations
    assert profile_of(profile.read_text("utf-8"), tmp_path).plans == {}  # where no plan is asked for


def test_workbooks_are_told_from_profiles_by_their_name() -> None:
    assert all(is_workbook(Path(name)) for name in ("a.xlsx", "清单.XLSX", "a.xlsm", "a.xls", "a.ods", "a.csv"))
    assert not any(is_workbook(Path(name)) for name in ("a.yaml", "a.yml", "xlsx", "/dev/stdin"))
