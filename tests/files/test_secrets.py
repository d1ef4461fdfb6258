"""Passwords in locations: whatever the form of a location, its secret is never printed and never written."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from case_tables import cases, each
from guiju.cli import main
from guiju.files.secret import censored, secrets_of, without_secrets
from places import GOOD
from table_samples import profile, written

Captured = pytest.CaptureFixture[str]

SECRET = "Zq7-hidden"
LOCATIONS = cases(__file__)


def calls(folder: Path, location: str) -> list[list[str]]:
    """Commands that are given the location where a table, a file, a name or nothing is expected."""
    facts, written = str(profile(folder, "facts: {keeps_logs: true}\n")), str(folder / "written")
    asked, base = ["--role", "platform", "--base", str(GOOD)], ["--base", str(GOOD)]
    table = f"name_review={location}"
    return [
        ["assess", facts, *asked, "--table", table],
        ["assess", facts, *asked, "--table", location],
        ["assess", location, *asked],
        ["mapping", "--entity", "name_review", *base, "--from", location, "-o", written],
        ["sql", "--entity", "name_review", *base, "--dialect", "postgres", "--table", table, "-o", written],
        ["verify", location],
        ["check", location],
        ["checklist", *asked, location],
        ["show", "art_1", "--base", location],
    ]


@each(LOCATIONS["secret"])
def test_no_command_prints_or_writes_the_secret_of_a_location(form: str, tmp_path: Path, capsys: Captured) -> None:
    for call in calls(tmp_path, form.format(SECRET)):
        assert main(call) in (1, 2), call
        said = capsys.readouterr()
        assert SECRET not in said.out + said.err, call
        assert "Traceback" not in said.err
    assert {file.name for file in tmp_path.iterdir()} == {"profile.yaml"}


def test_a_file_whose_name_looks_like_a_secret_is_read_and_named_without_it(tmp_path: Path, capsys: Captured) -> None:
    table = written(tmp_path / f"password={SECRET}.parquet")
    proposal, report, findings = (tmp_path / name for name in ("m.yaml", "r.json", "f.csv"))
    assert main(["mapping", "--entity", "group", "--from", str(table), "-o", str(proposal)]) == 0
    call = ["assess", str(profile(tmp_path)), "--role", "group-provider", "--table", f"group={table}"]
    assert main([*call, "-o", str(report), "--findings", str(findings), "--show-keys"]) in (0, 1)
    said = capsys.readouterr()
    for text in (said.out, said.err, *(file.read_text("utf-8") for file in (proposal, report, findings))):
        assert SECRET not in text


secrets = st.builds("{}Zq7{}".format, st.text("aB3@:/?#&= %'\"\\-码", max_size=8), st.text("aB3@:/?#%-", max_size=8))
plain = st.builds("{}Zq7{}".format, st.text("aB3@:/?%-码", max_size=8), st.text("aB3@:/?%-", max_size=8))
users = st.text("uv@.%-", max_size=6)


@given(
    scheme=st.sampled_from(LOCATIONS["schemes"]),
    user=users,
    secret=secrets,
)
def test_the_password_after_a_user_is_masked_whatever_it_holds(scheme: str, user: str, secret: str) -> None:
    for ending in ("@host/db#t", "@host", "@[::1]:5432/db?x=1#t"):
        assert "Zq7" not in without_secrets(f"{scheme}{user}:{secret}{ending}")


@given(
    before=st.sampled_from(LOCATIONS["before"]),
    key=st.sampled_from(LOCATIONS["escaped keys"]) | st.sampled_from(LOCATIONS["keys"]),
    secret=plain,
)
def test_the_value_of_a_secret_key_is_masked_however_the_key_is_written(before: str, key: str, secret: str) -> None:
    for ending in ("", "#t", "&sslmode=require#t", " dbname=d"):
        shown = without_secrets(f"{before}{key}={secret}{ending}")
        assert "Zq7" not in shown and shown.endswith(ending.rpartition("&")[2] if "&" in ending else ending)


@given(st.text("ab:@/=#?&%3A password'\"", max_size=60))
def test_what_is_shown_has_no_more_to_hide(location: str) -> None:
    shown = without_secrets(location)
    assert without_secrets(shown) == shown


@each(LOCATIONS["plain"])
def test_a_location_without_a_secret_is_shown_as_it_is(location: str) -> None:
    assert without_secrets(location) == location


def test_an_engine_that_quotes_a_part_of_the_secret_is_censored() -> None:
    location = "postgresql://u:first@sec%6Fnd@h/d"
    for quoted in ('could not translate host name "second@h"', 'invalid port: "first@sec%6Fnd"', location, "sec%6Fnd"):
        said = censored(quoted, [location])
        assert "first" not in said and "second" not in said and "sec%6Fnd" not in said
    assert "second" in secrets_of(location)
