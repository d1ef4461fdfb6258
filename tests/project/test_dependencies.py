"""What an installation brings with it: a bill of materials that is that of the locks, and licences that may be used."""

import json
import re
import subprocess
import sys

import pytest

from places import ROOT

PAGE = (ROOT / "docs/dependencies.md").read_text("utf-8")
PURPOSES = ("base", "mcp", "tables", "spark", "site")


def bill(purpose: str) -> list[dict[str, object]]:
    command = [sys.executable, ROOT / ".ci/dependencies.py", purpose]
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
    rows = re.findall(r"^\| ([a-z0-9._-]+) (\S+) \| (.+?) \| (.+) \|$", PAGE, re.M)
    stated = {(name, version) for name, version, *_ in rows}
    assert stated == {(one["name"], one["version"]) for purpose in PURPOSES for one in bill(purpose)}
    assert [row for row in rows if re.search(r"GPL|GNU|SSPL|BUSL|Commons Clause|Affero", row[2])] == []
