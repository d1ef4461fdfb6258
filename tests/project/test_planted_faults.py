"""The faults of planted_faults.yaml, which planted_faults.py plants by hand: what they replace is still there."""

from pathlib import Path

import pytest
import yaml

from places import ROOT

SOURCES = yaml.safe_load(Path(__file__).with_name("planted_faults.yaml").read_text("utf-8"))["sources"]


@pytest.mark.parametrize("fault", SOURCES, ids=lambda fault: fault["gate"])
def test_what_a_planted_fault_replaces_is_in_its_file(fault: dict[str, str]) -> None:
    assert fault["old"] in (ROOT / fault["file"]).read_text("utf-8")
