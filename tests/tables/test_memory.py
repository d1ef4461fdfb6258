"""A scan holds little; one that needs more memory begins again with more, and ends whole or not at all."""

from pathlib import Path

import pytest

from guiju.files.finding import Misuse
from guiju.model import Corpus
from guiju.tables import sandbox
from guiju.tables.duckdb_engine import scan_in_duckdb
from guiju.tables.sources import parse
from table_samples import question, run, written

CODE = "cac-group-services-2017#set-group-code"
ROWS = 400_000
LITTLE = 16
"""MB: too little to see which of so many codes stand twice."""


@pytest.fixture
def groups(tmp_path: Path) -> Path:
    """Groups of which two have one code; how often each code stands there is left to be counted."""
    codes = f"md5((i % {ROWS - 1})::VARCHAR)"
    query = f"SELECT 'g' || i AS group_id, {codes} AS group_code FROM range({ROWS}) t(i)"
    return written(tmp_path / "groups.parquet", query)


@pytest.fixture
def little(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """Scans begin with too little memory."""
    monkeypatch.setattr(sandbox, "MEMORY", LITTLE)
    monkeypatch.setattr(sandbox, "MEMORY_A_THREAD", 0)
    return monkeypatch


def scanned(groups: Path, corpus: Corpus, findings: Path) -> tuple[dict[str, int], int]:
    source = parse(f"group={groups}", ["group"])
    tables, written_findings = scan_in_duckdb([source], {}, question(corpus, among=[CODE]), run, findings)
    (one,) = tables.verdicts[CODE]
    return dict(one.counts), written_findings.count


@pytest.mark.usefixtures("little")
def test_a_scan_that_needs_more_memory_begins_again_with_more(groups: Path, corpus: Corpus, tmp_path: Path) -> None:
    findings = tmp_path / "findings.csv"
    counts, told = scanned(groups, corpus, findings)
    assert counts == {"met": ROWS - 2, "breached": 2, "undetermined": 0, "not_applicable": 0}
    assert told == 2 and len(findings.read_text("utf-8").splitlines()) == 3


def test_where_more_does_not_do_either_one_line_says_what_to_do_and_nothing_is_written(
    groups: Path, corpus: Corpus, tmp_path: Path, little: pytest.MonkeyPatch
) -> None:
    little.setattr(sandbox, "MUCH", LITTLE)
    before = set(tmp_path.iterdir())
    with pytest.raises(Misuse, match=r"groups.parquet: cannot be read \(.*\); it needs more memory, or room") as caught:
        scanned(groups, corpus, tmp_path / "findings.csv")
    assert "\n" not in str(caught.value)
    assert set(tmp_path.iterdir()) == before


def test_more_is_never_above_half_of_what_the_machine_has(monkeypatch: pytest.MonkeyPatch) -> None:
    assert 0 < sandbox.memory_limit() <= sandbox.MUCH
    monkeypatch.setattr(sandbox, "MUCH", 10**9)
    assert sandbox.memory_limit() < 10**9
