"""What an installation brings with it: a bill of materials that is that of the locks, and licences that may be used."""

import json
import re
import subprocess
import sys

import pytest

from places import ROOT

PAGE = (ROOT / "docs/dependencies.md").read_text("utf-8")
PURPOSES = sorted(lock.stem for lock in (ROOT / "requirements").glob("*.lock") if lock.stem != "dev")
SCRIPT = ROOT / ".ci/dependencies.py"
LOOKED_UP = json.loads((ROOT / ".ci/licences.json").read_text("utf-8"))
ROWS = re.findall(r"^\| ([a-z0-9._-]+) (\S+) \| (.+?) \| (.+) \|$", PAGE, re.M)


def bill(purpose: str) -> list[dict[str, object]]:
    command = [sys.executable, SCRIPT, purpose]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    whole = json.loads(done.stdout)
    assert (whole["bomFormat"], whole["specVersion"]) == ("CycloneDX", "1.6")
    return list(whole["components"])


@pytest.mark.parametrize("purpose", PURPOSES)
def test_a_bill_of_materials_has_each_package_of_its_lock_with_its_hashes(purpose: str) -> None:
    lock = (ROOT / f"requirements/{purpose}.lock").read_text("utf-8")
    entries = bill(purpose)
    pins = re.findall(r"^[a-z0-9._-]+==[^ ;]+", lock, re.M)
    assert sorted(f"{one['name']}=={one['version']}" for one in entries) == sorted(pins)
    listed = json.dumps(entries)
    assert [one for one in re.findall(r"sha256:([0-9a-f]{64})", lock) if one not in listed] == []


def test_the_page_of_licences_has_each_package_at_its_version_and_none_that_binds_whoever_uses_guiju() -> None:
    stated = {(name, version) for name, version, *_ in ROWS}
    assert stated == {(one["name"], one["version"]) for purpose in PURPOSES for one in bill(purpose)}
    assert [row for row in ROWS if re.search(r"GPL|GNU|SSPL|BUSL|Commons Clause|Affero", row[2])] == []


def test_every_licence_is_named_and_one_that_was_looked_up_is_of_the_version_that_is_locked() -> None:
    assert [name for name, _, licence, _ in ROWS if licence in ("not installed here", "see its files")] == []
    versions = {name: (version, licence) for name, version, licence, _ in ROWS}
    assert {name: (one["version"], one["licence"]) for name, one in LOOKED_UP.items()}.items() <= versions.items()
    assert all(one["source"] for one in LOOKED_UP.values())


def test_a_purpose_that_is_none_is_refused_in_a_line() -> None:
    done = subprocess.run([sys.executable, SCRIPT, "nosuch"], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, len(done.stderr.splitlines())) == (2, "", 1)
    assert all(purpose in done.stderr for purpose in PURPOSES)
