"""Synapse as it runs: what its database holds is what people did through its API, on SQLite and on PostgreSQL.

Each of the two servers is started once: some fifteen seconds of processor, most of them for its tables.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from adbc_driver_postgresql import dbapi

from guiju.tables.program_sources import program_tables
from guiju.tables.programs import programs
from live_synapse import Chat, synapse
from places import TESTS
from table_samples import assessed

pytest_plugins = ["table_servers"]
pytestmark = pytest.mark.server

(SYNAPSE,) = (program for program in programs() if program.id == "synapse")
GROUPS = {"three": 3, "all": 7, "founder left": 2, "shrunk to one": 1, "another type": 3, "its successor": 3}
"""The rooms that are groups, with how many are in them; nothing else that `populate` makes is one."""
FOUNDERS = {
    "three": "ada",
    "all": "ben",
    "founder left": "cai",
    "shrunk to one": "dai",
    "another type": "ada",
    "its successor": "ada",
}
JOINED = {"ada": 5, "ben": 5, "cai": 4, "dai": 2, "eve": 1, "held": 1, "locked": 1}
"""The accounts of people, with how many groups each is in."""
ABOUT = {"event": ["group", "group", "other"], "room": ["group"], "user": [None]}
OF_SQLITE = """SELECT made.name, listed.name, listed.type
FROM sqlite_master AS made, pragma_table_info(made.name) AS listed WHERE made.type = 'table'"""
OF_POSTGRES = "SELECT table_name, column_name, data_type FROM information_schema.columns WHERE table_schema = 'public'"
FACTS = """facts:
  offers_user_groups: {value: true, basis: declared}
  max_members_per_group: {value: 3, basis: declared}
  max_groups_joined_per_user: {value: 4, basis: declared}
"""


@pytest.fixture(scope="module")
def database_of_synapse(postgres_address: str) -> Iterator[str]:
    """The address of a database as Synapse wants it: UTF-8, and sorted by bytes."""
    with dbapi.connect(postgres_address, autocommit=True) as connection, connection.cursor() as cursor:
        cursor.execute("CREATE DATABASE synapse TEMPLATE template0 ENCODING UTF8 LC_COLLATE 'C' LC_CTYPE 'C'")
        yield postgres_address.rpartition("/")[0] + "/synapse"
        cursor.execute("DROP DATABASE synapse WITH (FORCE)")


@pytest.fixture(scope="module", params=["sqlite", "postgres"])
def chat(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Chat:
    address = None if request.param == "sqlite" else request.getfixturevalue("database_of_synapse")
    return synapse(tmp_path_factory.mktemp("synapse"), address)


def rows(chat: Chat, query: str) -> list[tuple[Any, ...]]:
    if chat.database.startswith("postgresql:"):
        with dbapi.connect(chat.database) as connection, connection.cursor() as cursor:
            cursor.execute(query)
            return [tuple(row) for row in cursor.fetchall()]
    with closing(sqlite3.connect(f"file:{chat.database}?mode=ro", uri=True)) as connection:
        return connection.execute(query).fetchall()


def shown(chat: Chat, entity: str, columns: str) -> list[tuple[Any, ...]]:
    """What the view of an entity shows."""
    sources, _ = program_tables(f"synapse={chat.database}", ["group", "account", "complaint"])
    (source,) = (source for source in sources if source.entity == entity)
    return rows(chat, f"{source.views}SELECT {columns} FROM {source.table}")


def test_the_groups_are_the_rooms_of_three_or_more_and_nothing_that_only_looks_like_one(chat: Chat) -> None:
    """Not the chats of two, the space, the emptied, replaced and deleted rooms, and the room of notices."""
    expected = {(chat.rooms[name], chat.accounts[FOUNDERS[name]], members) for name, members in GROUPS.items()}
    assert set(shown(chat, "group", "room_id, creator, joined_members")) == expected


def test_the_accounts_are_those_of_people_with_the_groups_that_they_are_in(chat: Chat) -> None:
    """Not the guest, the bot, the support, the bridged, the deactivated and the one of the server's notices."""
    expected = {(chat.accounts[name], groups) for name, groups in JOINED.items()}
    assert set(shown(chat, "account", "user_id, joined_groups")) == expected


def test_only_of_an_account_that_is_suspended_or_locked_it_is_known_that_it_cannot_post(chat: Chat) -> None:
    posting = dict(shown(chat, "account", "user_id, posting"))
    assert {name: posting[chat.accounts[name]] for name in JOINED} == {
        **dict.fromkeys(JOINED),
        "held": "false",
        "locked": "false",
    }


def test_each_report_of_a_message_a_room_or_a_user_is_a_complaint(chat: Chat) -> None:
    found: dict[str, list[str | None]] = {}
    for name, about in shown(chat, "complaint", "report_id, about"):
        found.setdefault(name.partition("-")[0], []).append(about)
    assert {kind: sorted(abouts, key=str) for kind, abouts in found.items()} == ABOUT


def test_moments_are_those_of_the_clock(chat: Chat) -> None:
    """Synapse keeps some in seconds and some in milliseconds: read so, all are of one and the same minute or two."""
    moments = [ms / 1000 for (ms,) in shown(chat, "group", "founded_ts") + shown(chat, "complaint", "received_ts")]
    moments += [seconds for (seconds,) in shown(chat, "account", "creation_ts")]
    assert max(moments) - min(moments) < 600


def test_one_command_assesses_the_database_of_a_server(chat: Chat, tmp_path: Path) -> None:
    given = ["--program", f"synapse={chat.database}", "--show-keys", "--role", "group-provider"]
    report = assessed(tmp_path, *given, facts=FACTS)
    counted = {table["entity"]: table["rows"] for table in report["tables"]}
    assert counted == {"group": len(GROUPS), "account": len(JOINED), "complaint": 5}
    (codes,) = (line for line in report["lines"] if line["obligation"].endswith("#set-group-code"))
    assert codes["tables"][0]["counts"]["met"] == len(GROUPS)


def test_the_tables_of_the_other_tests_are_those_of_the_server(chat: Chat) -> None:
    """`tests/tables/programs/synapse.sql` has what is read, written by hand: each column and its type are there."""
    script = (TESTS / "tables" / "programs" / "synapse.sql").read_text("utf-8")
    listed = OF_POSTGRES if chat.database.startswith("postgresql:") else OF_SQLITE
    assert columns(script) <= {(table, name, kind.lower()) for table, name, kind in rows(chat, listed)}


def columns(script: str) -> set[tuple[str, str, str]]:
    """Those that a script makes, as SQLite reads it."""
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.executescript(script)
        return {(table, name, kind.lower()) for table, name, kind in connection.execute(OF_SQLITE)}
