"""Python and the command line make one assessment of the same files: the receipts of both are the same."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
import yaml

import guiju
from guiju.cli import main
from places import TESTS

DAY = "2026-01-01"


@pytest.fixture(scope="module")
def kb() -> guiju.KnowledgeBase:
    return guiju.load()


def receipt_of_the_command(here: Path, *arguments: str) -> object:
    main(["assess", *arguments, "--as-of", DAY, "-o", "report.json"])
    return json.loads((here / "report.json").read_text("utf-8"))["receipt"]["receipt"]


def receipt(assessment: guiju.Assessment) -> object:
    return guiju.report(assessment)["receipt"]["receipt"]


def test_a_filled_workbook_says_for_whom_and_in_which_language(kb: guiju.KnowledgeBase, here: Path) -> None:
    main(["checklist", "--role", "group-owner", "--lang", "en", "--as-of", DAY, "-o", "owner.xlsx"])
    made = kb.assess(["owner.xlsx"], as_of=DAY)
    assert [role.id for role in made.checklist.roles] == ["group-owner"] and made.lang == "en"
    assert receipt(made) == receipt_of_the_command(here, "owner.xlsx")


def test_a_profile_beside_a_workbook_and_tables_count_as_on_the_command_line(
    kb: guiju.KnowledgeBase, here: Path
) -> None:
    profile = {"facts": {"offers_user_groups": True, "service_launched_on": "2019-05-01"}}
    (here / "profile.yaml").write_text(yaml.safe_dump(profile), "utf-8")
    (here / "groups.csv").write_text("room,founder_account_id\n1,\n2,7\n", "utf-8")
    mapping = {"entity": "group", "key": "room", "facts": {"founder_account_id": {"column": "founder_account_id"}}}
    (here / "mapping.yaml").write_text(yaml.safe_dump(mapping), "utf-8")
    main(["checklist", "--role", "group-provider", "--as-of", DAY, "-o", "provider.xlsx"])
    files, table = ["profile.yaml", "provider.xlsx"], {"group": "groups.csv"}
    made = kb.assess(files, as_of=DAY, tables=table, mappings=["mapping.yaml"])
    assert [scanned.rows for scanned in made.tables.scanned] == [2]
    assert receipt(made) == receipt_of_the_command(
        here, *files, "--table", "group=groups.csv", "--mapping", "mapping.yaml"
    )


def test_a_database_of_a_program_and_rows_since_a_day_count_as_on_the_command_line(
    kb: guiju.KnowledgeBase, here: Path
) -> None:
    folder = TESTS / "tables" / "programs"
    with closing(sqlite3.connect(here / "homeserver.db")) as connection:
        for name in ("synapse.sql", "synapse_rows.sql"):
            connection.executescript((folder / name).read_text("utf-8"))
    (here / "service.yaml").write_text("facts: {offers_user_groups: true}\n", "utf-8")
    (here / "groups.csv").write_text("room,founder,touched\n1,,2025-01-01\n2,7,2025-07-01\n3,8,2025-08-01\n", "utf-8")
    facts = {"founder_account_id": {"column": "founder"}}
    mapping = {"entity": "group", "key": "room", "facts": facts, "changed": {"column": "touched"}}
    (here / "mapping.yaml").write_text(yaml.safe_dump(mapping), "utf-8")

    day = "2025-06-01"
    of_program = kb.assess("service.yaml", "group-provider", as_of=DAY, program="synapse=homeserver.db")
    since = kb.assess(
        "service.yaml", "group-provider", as_of=DAY, tables={"group": "groups.csv"}, mappings="mapping.yaml", since=day
    )

    role = ("service.yaml", "--role", "group-provider")
    assert receipt(of_program) == receipt_of_the_command(here, *role, "--program", "synapse=homeserver.db")
    given = ("--table", "group=groups.csv", "--mapping", "mapping.yaml", "--since", day)
    assert receipt(since) == receipt_of_the_command(here, *role, *given)
