"""A receipt of tables that was edited and hashed again: counts that cannot be true do not pass."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from guiju.cli import main
from receipt_files import hashed_again
from table_samples import GROUPS, assessed, written

Captured = pytest.CaptureFixture[str]
Receipt = dict[str, Any]
DUTY = "cac-group-services-2017#set-group-code"


def _counts(**numbers: object) -> Callable[[Receipt], None]:
    return lambda receipt: receipt["tables"][0]["counts"][DUTY].update(numbers)


def _silent(receipt: Receipt) -> None:
    receipt["verdicts"] = [entry for entry in receipt["verdicts"] if entry["obligation"] != DUTY]


def _of_the_duty(**told: object) -> Callable[[Receipt], None]:
    def edit(receipt: Receipt) -> None:
        next(entry for entry in receipt["verdicts"] if entry["obligation"] == DUTY).update(told)

    return edit


def _counted_of(duty: str) -> Callable[[Receipt], None]:
    return lambda receipt: receipt["tables"][0]["counts"].update({duty: receipt["tables"][0]["counts"][DUTY]})


def _uncounted(receipt: Receipt) -> None:
    del receipt["tables"][0]["counts"][DUTY]


def _also_in_the_profile(receipt: Receipt) -> None:
    receipt["profile"]["rows"] = {"group": {"g1": {"group_code": "c1"}}}


EDITS: dict[str, tuple[Callable[[Receipt], None], str]] = {
    "a negative number": (_counts(breached=-6), f'tables[0].counts["{DUTY}"].breached: '),
    "a negative number that makes the sum right": (_counts(breached=-6, met=12), f'counts["{DUTY}"].breached: '),
    "a huge number": (_counts(breached=2**53 - 1), "does not add up to the number of rows (6)"),
    "a fraction": (_counts(breached=6.5), "a whole number is expected"),
    "a text": (_counts(breached="6"), "a whole number is expected"),
    "more rows than there are": (_counts(met=1), "does not add up to the number of rows (6)"),
    "another number of rows": (lambda r: r["tables"][0].update(rows=7), "does not add up to the number of rows (7)"),
    "a verdict taken out": (_silent, "is missing here; should be an object of 5 keys"),
    "all verdicts taken out": (lambda r: r.update(verdicts=[]), "verdicts[0]: is missing here"),
    "what decided": (
        _of_the_duty(decided_by="declaration"),
        f'decided_by ({DUTY}): is "declaration"; should be "test"',
    ),
    "a firmer basis": (
        _of_the_duty(basis="reported"),
        f'basis ({DUTY}): is "reported"; should be "measured"',
    ),
    "a basis taken out": (_of_the_duty(basis=None), f'basis ({DUTY}): is null; should be "measured"'),
    "a duty that is none": (
        _counted_of("cac-group-services-2017#nothing"),
        "#nothing is not a duty tested on rows of group",
    ),
    "a duty of others": (
        _counted_of("cac-group-services-2017#sign-service-agreement"),
        "is not a duty tested on rows of group",
    ),
    "a duty left out": (_uncounted, f'counts["{DUTY}"]: is missing: not counted in the table'),
    "an entity that is none": (
        lambda r: r["tables"][0].update(entity="room"),
        "tables[0].entity: is room: it has no rows; entities: account",
    ),
    "the service as a table": (
        lambda r: r["tables"][0].update(entity="service"),
        "is service: it has no rows",
    ),
    "a table twice": (lambda r: r["tables"].append(r["tables"][0]), "the rows of group are in the receipt twice"),
    "rows in the profile too": (_also_in_the_profile, "the rows of group are in the receipt twice"),
    "a verdict twice": (lambda r: r["verdicts"].append(r["verdicts"][0]), "should not be there"),
}


@pytest.mark.parametrize("name", EDITS)
def test_what_was_edited_does_not_hold_even_where_its_hash_was_made_again(
    tmp_path: Path, capsys: Captured, name: str
) -> None:
    edit, expected = EDITS[name]
    table = written(tmp_path / "groups.parquet", f"SELECT * REPLACE ('same' AS group_code) FROM ({GROUPS})")
    receipt = assessed(tmp_path, "--table", f"group={table}")["receipt"]
    edit(receipt)
    (tmp_path / "receipt.json").write_text(json.dumps(hashed_again(receipt)), "utf-8")
    capsys.readouterr()
    assert main(["verify", str(tmp_path / "receipt.json")]) == 1
    assert expected in capsys.readouterr().out


@pytest.mark.parametrize("basis", ["measured", "reported", "inferred", "declared"])
def test_a_receipt_holds_whatever_the_facts_of_the_service_rest_on(
    tmp_path: Path, capsys: Captured, basis: str
) -> None:
    """A verdict on rows is worded by the weakest fact that decided it, those of the service too."""
    facts = f"facts:\n  offers_user_groups: {{value: true, basis: {basis}}}\n"
    table = written(tmp_path / "groups.parquet", f"SELECT * REPLACE ('same' AS group_code) FROM ({GROUPS})")
    receipt = assessed(tmp_path, "--table", f"group={table}", facts=facts)["receipt"]
    told = {"obligation": DUTY, "state": "unverified", "verdict": "breached", "decided_by": "test", "basis": basis}
    assert told in receipt["verdicts"]
    capsys.readouterr()
    assert main(["verify", str(tmp_path / "report.json")]) == 0
    assert "is valid:" in capsys.readouterr().out


def test_two_mappings_that_read_the_same_columns_otherwise_give_two_receipts(tmp_path: Path) -> None:
    table = written(tmp_path / "groups.parquet", "SELECT 'g1' AS group_id, '-' AS group_code")
    receipts = []
    for said in ("{column: group_code}", '{column: group_code, none_values: ["-"]}'):
        mapping = tmp_path / "mapping.yaml"
        mapping.write_text(f"entity: group\nkey: group_id\nfacts:\n  group_code: {said}\n", "utf-8")
        receipts.append(assessed(tmp_path, "--table", f"group={table}", "--mapping", str(mapping))["receipt"])
    plain, with_none = (receipt["tables"][0]["facts"]["group_code"] for receipt in receipts)
    assert plain == {"column": "group_code"}
    assert with_none == {"column": "group_code", "none_values": ["-"]}
    assert receipts[0]["hashes"]["tables"] != receipts[1]["hashes"]["tables"]
