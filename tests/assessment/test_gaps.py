"""Each gap has an id of its own: the duty, the part that failed, and the row."""

import json
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from assessment_samples import GROUP, assessed, on_terminal, seen
from guiju.assessment.gaps import gap_id, gaps, number
from guiju.writers import formats
from kept_cache import main
from row_samples import SERVICE, measured

AS_OF = date(2026, 6, 30)
WHEN = datetime(2026, 2, 1, 9)
PROVIDER = ("group-provider",)
MEASURES, LOGS = f"{GROUP}#take-measures-against-groups", f"{GROUP}#retain-network-logs"
VIOLATION = {
    "violation_subject": "group",
    "violation_ground": "laws_and_regulations",
    "violation_confirmed_at": WHEN.isoformat(),
    "violation_reviewer": "R1",
    "group_measure": "none",
}
FACTS = {**SERVICE, "service_launched_on": "2019-01-01", "network_log_retention_policy": "P90D"}
PROFILE: dict[str, Any] = {
    "facts": FACTS,
    "rows": {"violation": {"v/1": measured(VIOLATION), "v2": measured(VIOLATION)}},
}


def ids(profile: dict[str, Any], as_of: date = AS_OF, keys: bool = True) -> list[str]:
    every = [gap for duty in assessed(profile, "en", as_of, PROVIDER).every_duty for gap in gaps(duty, keys)]
    return [gap.id for gap in every if gap.id.startswith((MEASURES, LOGS))]


def test_an_id_is_that_of_the_duty_the_part_and_the_row() -> None:
    assert ids(PROFILE) == [f"{MEASURES}/violation/v/1", f"{MEASURES}/violation/v2", f"{LOGS}/retention-policy"]


def test_an_id_stays_whatever_day_it_is_and_what_else_fails() -> None:
    more = {"v0": measured(VIOLATION), **PROFILE["rows"]["violation"]}
    facts = {**FACTS, "earliest_network_log_on": "2026-11-01"}
    later = ids({"facts": facts, "rows": {"violation": more}}, date(2026, 12, 31))
    assert set(ids(PROFILE)) <= set(later)
    assert set(later) - set(ids(PROFILE)) == {f"{MEASURES}/violation/v0", f"{LOGS}/earliest-log"}


def test_without_keys_the_rows_of_a_part_are_one_gap_whose_id_begins_theirs() -> None:
    assert ids(PROFILE, keys=False) == [f"{MEASURES}/violation", f"{LOGS}/retention-policy"]
    assert all(any(full.startswith(part) for part in ids(PROFILE, keys=False)) for full in ids(PROFILE))


def test_what_a_person_declared_is_a_part_of_its_own() -> None:
    said = {f"{GROUP}#keep-correct-orientation": {"status": "not_met", "by": "counsel"}}
    made = assessed({"facts": SERVICE, "declarations": said}, "en", AS_OF, PROVIDER)
    declared = [gap.id for duty in made.duties for gap in gaps(duty)]
    assert declared == [f"{GROUP}#keep-correct-orientation/declared"]


def test_history_has_no_gaps() -> None:
    made = assessed(PROFILE, "en", AS_OF, PROVIDER)
    (duty,) = (duty for duty in made.duties if duty.id == LOGS)
    displaced = replace(duty.line, standing=replace(duty.line.standing, state="displaced"))
    assert gaps(duty) and not gaps(replace(duty, line=displaced))


def test_every_format_and_the_terminal_give_the_ids_and_no_key_goes_to_a_regulator() -> None:
    made = assessed(PROFILE, "en", AS_OF, PROVIDER)
    for format in ("json", "xlsx", "md", "html", "docx"):
        internal, regulator = (
            seen(format, formats("assessment")[format](made, to)) for to in ("internal", "regulator")
        )
        assert f"{MEASURES}/violation/v2" in internal, format
        assert f"{MEASURES}/violation" in regulator and f"{MEASURES}/violation/v" not in regulator, format
    assert f"{MEASURES}/violation/v2" in on_terminal(made)


def test_a_record_of_a_table_has_the_id_that_the_report_has(tmp_path: Path) -> None:
    said = {"violation_subject": "member", "prohibited_content_spread": True, "violation_content": "insult"}
    rows = [
        {
            "violation_id": f"V{n}",
            **VIOLATION,
            **said,
            "violation_confirmed_at": WHEN,
            "violation_acted_on": WHEN.date(),
        }
        for n in range(3)
    ]
    pq.write_table(pa.Table.from_pylist(rows), table := tmp_path / "violations.parquet")
    (profile := tmp_path / "profile.json").write_text(json.dumps({"facts": measured(SERVICE)}), "utf-8")
    records, report = tmp_path / "records.jsonl", tmp_path / "report.json"
    call = f"assess {profile} --role group-member --table violation={table} --show-keys --as-of {AS_OF}"
    main([*call.split(), "--findings", str(records), "-o", str(report)])
    lines = json.loads(report.read_text("utf-8"))["lines"]
    in_report = {gap["id"] for line in lines for gap in line["gaps"]}
    in_records = {json.loads(line)["gap"] for line in records.read_text("utf-8").splitlines()}
    assert in_records == in_report and gap_id(f"{GROUP}#no-prohibited-content", "member", "V2") in in_records


def test_a_number_is_made_from_the_id_alone_and_longer_where_two_in_a_report_would_be_the_same() -> None:
    assert number(f"{LOGS}/retention-policy") == "F-95JT" and number(LOGS).startswith("U-")
    alike = ["r#d73/p", "r#d807/p"]
    assert {number(one) for one in alike} == {"F-GH24"}
    assert [number(one, alike) for one in alike] == ["F-GH24MG", "F-GH24ME"]
    assert number(LOGS, [LOGS, *alike]) == number(LOGS)
