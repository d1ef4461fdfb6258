"""Who made a finding: said in its own column or in a fact of the row, in tables as in a profile."""

import json
from pathlib import Path

import pytest

from table_samples import FACTS as SERVICE
from table_samples import assessed, counted, line_of, written


@pytest.mark.parametrize("reviewer", ["r1", "none", None])
def test_a_row_that_names_its_reviewer_says_the_same_in_a_table_and_in_a_profile(
    tmp_path: Path, reviewer: str | None
) -> None:
    duty = "no-prohibited-content"
    named = {"r1": "'r1', FALSE", "none": "NULL, TRUE", None: "NULL, NULL"}[reviewer]
    table = written(
        tmp_path / "violations.parquet",
        "SELECT 'v1' AS violation_id, 'provider' AS violation_subject, DATE '2026-10-31' AS violation_acted_on,"
        " TIMESTAMP '2026-10-30' AS violation_confirmed_at, TRUE AS prohibited_content_spread, t.*"
        f" FROM (VALUES ({named})) AS t(violation_reviewer, violation_reviewer__none)",
    )
    counts = counted(tmp_path, table, duty=duty, entity="violation")["counts"]
    facts = {"violation_subject": "provider", "violation_acted_on": "2026-10-31", "prohibited_content_spread": True}
    facts |= {"violation_confirmed_at": "2026-10-30T00:00:00"} | ({"violation_reviewer": reviewer} if reviewer else {})
    rows = json.dumps({"v1": facts})
    profile = f"{SERVICE}coverage: {{violation: all}}\nrows:\n  violation: {rows}\n"
    verdict = line_of(assessed(tmp_path, facts=profile), duty)["verdict"]
    assert counts[verdict] == 1
    assert verdict == ("breached" if reviewer == "r1" else "undetermined")
