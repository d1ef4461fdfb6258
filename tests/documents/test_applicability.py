"""A statement of applicability: of every duty whether it applies and why, the same in every format."""

import csv
import io
import json
from datetime import date
from typing import Any

import pytest
import yaml

from assessment_samples import (
    AS_OF,
    ASSESSMENTS,
    CONTENT,
    GROUP,
    assessed,
    assessment,
    seen,
)
from checklist_samples import sample
from guiju.assessment import Assessment, assess
from guiju.assessment.profile import profile
from guiju.assessment.receipt import receipt
from guiju.documents.applicability import totals
from guiju.documents.report.statement import APPLIES, Stated, stated
from guiju.files.source import Document
from guiju.model import Lang
from guiju.reasoning.successors import successors
from guiju.wording.labels import NOT_LEGAL_ADVICE
from guiju.writers import formats
from report_files import made, text
from spaces import squeezed

FORMATS = formats("applicability")
CASES = yaml.safe_load((ASSESSMENTS / "applicability.yaml").read_text("utf-8"))


def small(content: dict[str, Any], lang: Lang = "en") -> dict[str, Stated]:
    """The statement of a profile on the small corpus, by slug."""
    told = assess(sample(lang, as_of=date(2024, 5, 6)), profile(Document("p", content)))
    return {row.duty.id.partition("#")[2]: row for row in stated(told, "internal")}


def read(form: str, lang: Lang = "zh") -> str:
    """What a reader sees, in single spaces."""
    return text("applicability", form, lang)


# ---- whether a duty applies, and why


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_a_duty_applies_or_not_and_says_why(case: dict[str, Any]) -> None:
    row = small(case["profile"])[case["duty"]]
    told = {key: getattr(row, key) for key in case["row"]}
    assert told == {key: tuple(value) if isinstance(value, list) else value for key, value in case["row"].items()}


def test_a_duty_of_which_nothing_is_known_is_to_be_verified_and_never_left_out() -> None:
    assert set(APPLIES) >= {row.applies for row in small({"facts": {}}).values()} == {"to_verify"}


def test_the_totals_are_of_all_duties(lang: Lang) -> None:
    rows = stated(assessment(lang), "internal")
    assert len(rows) == len(assessment(lang).duties) > 40
    assert [heading for heading, _ in totals(rows, lang)] == [words[lang] for words in APPLIES.values()]
    shares = [share.split(" / ") for _, share in totals(rows, lang)]
    assert {of for _, of in shares} == {str(len(rows))}
    assert sum(int(count) for count, _ in shares) == len(rows)
    assert all(int(count) > 0 for count, _ in shares)


def test_applicability_agrees_with_the_verdicts() -> None:
    for line, row in zip(assessment("zh").duties, stated(assessment("zh"), "internal"), strict=True):
        assert (row.applies == "no") == (line.verdict == "not_applicable")
        assert line.verdict == "undetermined" or row.applies != "to_verify"
        assert row.reasons


# ---- every format


@pytest.mark.parametrize("form", sorted(FORMATS))
def test_every_format_holds_what_the_statement_says(form: str, lang: Lang) -> None:
    told, rows = read(form, lang), stated(assessment(lang), "internal")
    for row in rows:
        duty = row.duty
        for part in (duty.id.partition("#")[2], duty.title, duty.place, row.status, *row.reasons, *row.implementation):
            assert " ".join(part.split()) in told, part
        assert not row.plan or row.plan in told
    sources = assessment(lang).checklist.corpus.data_version, receipt(assessment(lang))["receipt"]
    for needed in (AS_OF.isoformat(), NOT_LEGAL_ADVICE[lang], *sources):
        assert needed in told, needed


@pytest.mark.parametrize("form", sorted(set(FORMATS) - {"csv", "json"}))
def test_a_statement_says_whose_it_is_what_it_counts_and_who_signs(form: str) -> None:
    told = read(form)
    title = {"适用性声明", *(text for _, text in totals(stated(assessment("zh"), "internal"), "zh"))}
    for needed in (*title, CONTENT["report"]["entity"], CONTENT["report"]["approved_by"], "局限", "签名"):
        assert needed in told, needed


@pytest.mark.parametrize("form", sorted(FORMATS))
def test_powers_are_listed_for_information(form: str) -> None:
    counted = assessed(CONTENT, "zh", roles=("group-provider", "regulator"))
    assert counted.informative
    told = seen(form, FORMATS[form](counted))
    assert all(line.obligation.id in told for line in counted.informative)


def test_the_csv_has_a_row_for_each_line_and_the_same_columns_in_all() -> None:
    counted: Assessment = assessed(CONTENT, "zh", roles=("group-provider", "regulator"))
    rows = list(csv.reader(io.StringIO(FORMATS["csv"](counted).decode("utf-8-sig"), newline="")))
    assert len(rows) == 1 + len(successors(counted.checklist)) + len(counted.duties) + len(counted.informative)
    assert {len(row) for row in rows} == {len(rows[0])}
    assert len(set(rows[0])) == len(rows[0])


def test_the_json_counts_as_its_duties_do() -> None:
    told = json.loads(made("applicability", "json", "zh"))
    counts = told["counts"]
    sums = {sum(counts[key].values()) for key in ("applicable", "verdicts")}
    assert {counts["total"], len(told["duties"])} == sums and len(sums) == 1
    for name, count in counts["applicable"].items():
        assert sum(duty["applicable"] == name for duty in told["duties"]) == count


HOSTILE = "=1+1<script>alert(1)</script> **b** [x](http://e.example) | & {{ 7 }}"


@pytest.mark.parametrize("form", sorted(FORMATS))
def test_a_hostile_text_stays_text(form: str) -> None:
    content = json.loads(json.dumps(CONTENT))
    content["facts"]["network_log_retention_policy"]["evidence"] = HOSTILE
    content["declarations"][f"{GROUP}#provide-technical-support"].update(by=HOSTILE, reason=HOSTILE, approver=HOSTILE)
    content["plans"][f"{GROUP}#retain-network-logs"].update(action=HOSTILE, owner=HOSTILE)
    data = FORMATS[form](assessed(content, "en"))
    assert squeezed(seen(form, data).replace('""', '"')).count(squeezed(HOSTILE)) >= 5
    if form == "csv":
        cells = [cell for row in csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")) for cell in row]
        assert f"'{HOSTILE}" in cells
        assert not any(cell.startswith("=") for cell in cells)
    if form == "html":
        assert b"<script" not in data
