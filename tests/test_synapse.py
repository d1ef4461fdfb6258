"""A real chat server: Synapse's database, as its schema documents it, mapped; most stays to be verified."""

import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from guiju.cli import main

EXAMPLE = Path(__file__).parents[1] / "docs" / "examples" / "synapse"

# The tables and columns that the views read, as the schema of Synapse (version 72) has them; no other is needed.
TABLES = """
CREATE TABLE rooms (room_id TEXT PRIMARY KEY NOT NULL, is_public BOOL, creator TEXT, room_version TEXT,
    has_auth_chain_index BOOLEAN);
CREATE TABLE room_stats_current (room_id TEXT PRIMARY KEY NOT NULL, joined_members INT NOT NULL);
CREATE TABLE room_stats_state (room_id TEXT NOT NULL, name TEXT, join_rules TEXT);
CREATE TABLE events (stream_ordering INTEGER PRIMARY KEY, event_id TEXT NOT NULL, type TEXT NOT NULL,
    room_id TEXT NOT NULL,
    origin_server_ts BIGINT, state_key TEXT DEFAULT NULL);
CREATE TABLE current_state_events (event_id TEXT NOT NULL, room_id TEXT NOT NULL, type TEXT NOT NULL,
    state_key TEXT NOT NULL, membership TEXT);
CREATE TABLE users (name TEXT, creation_ts BIGINT, is_guest SMALLINT DEFAULT 0 NOT NULL, appservice_id TEXT,
    deactivated SMALLINT DEFAULT 0 NOT NULL, consent_ts BIGINT);
CREATE TABLE event_reports (id BIGINT NOT NULL PRIMARY KEY, received_ts BIGINT NOT NULL, room_id TEXT NOT NULL,
    event_id TEXT NOT NULL,
    user_id TEXT NOT NULL, reason TEXT, content TEXT);
"""
ROWS = """
INSERT INTO rooms VALUES ('!a:example.org', 1, '@u1:example.org', '10', 1),
    ('!b:example.org', 0, '@u2:example.org', '10', 1);
INSERT INTO room_stats_current VALUES ('!a:example.org', 3), ('!b:example.org', 2);
INSERT INTO room_stats_state VALUES ('!a:example.org', 'one', 'public'), ('!b:example.org', NULL, 'knock');
INSERT INTO events VALUES (1, '$1', 'm.room.create', '!a:example.org', 1700000000000, ''),
    (2, '$2', 'm.room.create', '!b:example.org', 1710000000000, '');
INSERT INTO current_state_events VALUES ('$3', '!a:example.org', 'm.room.member', '@u1:example.org', 'join'),
    ('$4', '!b:example.org', 'm.room.member', '@u1:example.org', 'join'),
    ('$5', '!b:example.org', 'm.room.member', '@u2:example.org', 'leave');
INSERT INTO users VALUES ('@u1:example.org', 1690000000, 0, NULL, 0, 1690000001000),
    ('@u2:example.org', 1690000002, 0, NULL, 0, NULL),
    ('@guest:example.org', 1690000003, 1, NULL, 0, NULL);
INSERT INTO event_reports VALUES (1, 1720000000000, '!a:example.org', '$9', '@u2:example.org', 'spam', NULL);
"""


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Path]:
    path = tmp_path / "homeserver.db"
    with sqlite3.connect(path) as connection:
        connection.executescript(TABLES + ROWS + (EXAMPLE / "views.sql").read_text("utf-8"))
    connection.close()
    yield path


def assessed(database: Path, tmp_path: Path, *also: str) -> dict[str, object]:
    profile, report = tmp_path / "profile.yaml", tmp_path / "report.json"
    profile.write_text(f"facts:\n  offers_user_groups: {{value: true, basis: declared}}\n{''.join(also)}", "utf-8")
    arguments = [
        "assess",
        str(profile),
        "--role",
        "group-provider",
        "--as-of",
        "2026-11-01",
        "-o",
        str(report),
        "--show-keys",
    ]
    for entity, view in (("group", "groups"), ("account", "accounts"), ("complaint", "complaints")):
        arguments += ["--table", f"{entity}={database}#guiju_{view}", "--mapping", str(EXAMPLE / f"{entity}.yaml")]
    assert main(arguments) in (0, 1)
    told: dict[str, object] = json.loads(report.read_text("utf-8"))
    return told


def test_most_duties_stay_to_be_verified_and_the_report_names_the_columns_that_a_platform_would_have_to_add(
    database: Path, tmp_path: Path
) -> None:
    told = assessed(database, tmp_path)
    counts = told["counts"]
    assert isinstance(counts, dict)
    assert counts["undetermined"] > counts["total"] * 0.8
    assert counts["breached"] == 0
    tables = told["tables"]
    assert isinstance(tables, list)
    unsaid = {table["entity"]: set(table["unsaid"]) for table in tables}
    assert {"group_code_shown", "info_page_exists", "founder_checked_at", "founder_label_shown"} <= unsaid["group"]
    assert {"identity_info_provided_at", "seven_lines_promised_at"} <= unsaid["account"]
    assert {"complaint_closed_at", "complaint_outcome"} <= unsaid["complaint"]


def test_what_its_tables_do_say_decides(database: Path, tmp_path: Path) -> None:
    told = assessed(database, tmp_path)
    lines = told["lines"]
    assert isinstance(lines, list)
    by_duty = {line["obligation"].split("#")[1]: line for line in lines}
    # Every room has an id of its own.
    assert by_duty["set-group-code"]["verdict"] == "met"
    assert by_duty["set-group-code"]["tables"][0]["counts"]["met"] == 2


def test_a_proposal_finds_the_columns_that_the_example_maps(database: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["mapping", "--entity", "group", "--from", f"{database}#guiju_groups", "--lang", "en"]) == 0
    proposed = capsys.readouterr().out
    assert 'founder_account_id: {column: "creator"}' in proposed
    assert 'member_count: {column: "joined_members"}' in proposed
