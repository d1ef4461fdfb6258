"""A real chat server: Synapse's database, as its schema documents it, mapped; most stays to be verified."""

from pathlib import Path
from typing import Any

import pytest

from guiju.cli import main
from places import ROOT, TESTS
from table_cases import in_sqlite
from table_samples import FACTS, assessed, line_of

EXAMPLE = ROOT / "docs" / "examples" / "synapse"

TABLES = TESTS / "tables" / "synapse.sql"


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return in_sqlite(tmp_path, TABLES.read_text("utf-8") + (EXAMPLE / "views.sql").read_text("utf-8"))


@pytest.fixture
def report(database: Path, tmp_path: Path) -> dict[str, Any]:
    arguments = ["--show-keys"]
    for entity, view in (("group", "groups"), ("account", "accounts"), ("complaint", "complaints")):
        arguments += ["--table", f"{entity}={database}#guiju_{view}", "--mapping", str(EXAMPLE / f"{entity}.yaml")]
    return assessed(tmp_path, *arguments, facts=FACTS.replace("measured", "declared"))


def test_most_duties_stay_to_be_verified_and_the_report_names_the_columns_that_a_platform_would_have_to_add(
    report: dict[str, Any],
) -> None:
    assert report["counts"]["undetermined"] > report["counts"]["total"] * 0.8
    assert report["counts"]["breached"] == 0
    unsaid = {table["entity"]: set(table["unsaid"]) for table in report["tables"]}
    assert {"group_code_shown", "info_page_exists", "founder_checked_at", "founder_label_shown"} <= unsaid["group"]
    assert {"identity_info_provided_at", "seven_lines_promised_at"} <= unsaid["account"]
    assert {"complaint_closed_at", "complaint_outcome"} <= unsaid["complaint"]


def test_what_its_tables_do_say_decides(report: dict[str, Any]) -> None:
    """Every room has an id of its own."""
    line = line_of(report, "set-group-code")
    assert (line["verdict"], line["tables"][0]["counts"]["met"]) == ("met", 2)


def test_a_proposal_finds_the_columns_that_the_example_maps(database: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["mapping", "--entity", "group", "--from", f"{database}#guiju_groups", "--lang", "en"]) == 0
    proposed = capsys.readouterr().out
    assert 'founder_account_id: {column: "creator"}' in proposed
    assert 'member_count: {column: "joined_members"}' in proposed
