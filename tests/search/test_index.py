"""The index: what it answers is what the files say, whatever changed since; a lookup reads no more than it needs."""

import contextlib
import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from unittest import mock

import pytest

from case_tables import cases, each
from guiju.cli import main
from guiju.files import cache
from guiju.law.load import load
from guiju.search import index, renewal
from guiju.search import search as finder
from guiju.search.search import search

Captured = pytest.CaptureFixture[str]
Loads = mock.Mock


@pytest.fixture
def base(base: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the good corpus, with a cache of its own."""
    monkeypatch.delenv(cache.SWITCH)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return base


@pytest.fixture
def loads(base: Path, monkeypatch: pytest.MonkeyPatch) -> Loads:
    """What the index loads, once it is there. The files were written just now; none changes in the same moment."""
    monkeypatch.setattr(renewal, "_UNSURE", -(10**9))
    ids(base, "日志")
    watch = mock.Mock(side_effect=load)
    monkeypatch.setattr("guiju.law.load.load", watch)
    return watch


def ids(base: Path, words: str) -> list[str]:
    total, hits = index.consult(base, lambda opened: search(opened, words, "zh"))
    assert total == len(hits)
    return [hit.id for hit in hits]


def edit(file: Path, old: str, new: str) -> None:
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")


def test_an_unchanged_base_is_not_loaded(base: Path, loads: Loads) -> None:
    assert ids(base, "日志")
    assert not loads.called


@each(cases(__file__)["words"])
def test_the_index_finds_what_the_texts_contain(words: str, base: Path) -> None:
    texts = {
        f"{rule.id}#{unit.eId}"
        for rule in load(base).with_articles()
        for unit in rule.units()
        if words in unit.zh or words.lower() in unit.en.lower()
    }
    assert texts <= set(ids(base, words))


def test_of_a_very_common_word_the_first_places_are_listed_and_all_entries_counted(
    base: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(finder, "MOST", 2)
    found = {}
    for common in (0, 10**6):
        monkeypatch.setattr(finder, "_COMMON", common)
        found[common] = index.consult(base, lambda opened: finder.search(opened, "应当", "en"))
    assert [hit.id for hit in found[0].hits] == [hit.id for hit in found[10**6].hits]
    assert 2 == len(found[0].hits) < found[0].total <= found[10**6].total


def test_a_search_imports_no_records_but_texts() -> None:
    loaded = "import sys, guiju.lookup.find; print(*(name for name in sys.modules if name.startswith('guiju.model.')))"
    done = subprocess.run([sys.executable, "-c", loaded], capture_output=True, text=True, check=True)
    assert {*done.stdout.split()} <= {"guiju.model.record", "guiju.model.durations"}


def test_a_rule_that_changed_is_indexed_again_alone(base: Path, loads: Loads) -> None:
    rule = base / "regulations" / "rule-old" / "regulation.yaml"
    assert "rule-old#art_2__para_2" in ids(base, "监督管理")
    edit(rule, "监督管理", "巡查")
    assert "rule-old#art_2__para_2" in ids(base, "巡查")
    assert "rule-old#art_2__para_2" not in ids(base, "监督管理")
    assert [call.args[2] for call in loads.mock_calls] == [["rule-old"]]


def test_what_may_change_in_the_moment_of_indexing_is_looked_at_again(
    base: Path, loads: Loads, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(renewal, "_UNSURE", 10**15)
    for old, new in (("监督管理", "巡查"), ("巡查", "视察"), ("视察", "监督管理")):
        edit(base / "regulations" / "rule-old" / "regulation.yaml", old, new)
        assert "rule-old#art_2__para_2" in ids(base, new)
        assert "rule-old#art_2__para_2" not in ids(base, old)


def test_a_rule_that_goes_is_found_no_more(base: Path, loads: Loads) -> None:
    assert any(id_.startswith("rule-part#") for id_ in ids(base, "核验使用者身份"))
    (base / "regulations" / "rule-part").rename(base.parent / "elsewhere")
    assert not any(id_.startswith("rule-part#") for id_ in ids(base, "核验使用者身份"))
    (base.parent / "elsewhere").rename(base / "regulations" / "rule-part")
    assert any(id_.startswith("rule-part#") for id_ in ids(base, "核验使用者身份"))


def test_a_term_of_the_glossary_leads_to_what_uses_it(base: Path, loads: Loads) -> None:
    assert ids(base, "台账") == []
    edit(base / "regulations" / "glossary.yaml", "synonyms: [log retention]", "synonyms: [台账]")
    assert {"glossary#log", "rule-old#art_2__para_1"} <= set(ids(base, "台账"))


def test_an_index_made_of_some_rules_at_a_time_is_the_same(
    base: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    words = ("应当", "log", "第二条", "提供者应当核验使用者的身份")
    whole = [ids(base, each) for each in words]
    monkeypatch.setattr(renewal, "_FEW", 0)
    edit(base / "regulations" / "glossary.yaml", "synonyms: [log retention]", "synonyms: [台账]")
    assert [ids(base, each) for each in words] == whole
    assert "rule-old#art_2__para_1" in ids(base, "台账")
    for rule in ("rule-new", "rule-old"):
        edit(base / "regulations" / rule / "regulation.yaml", "issuer:", "issuers:")
    assert main(["find", "日志", "--base", str(base)]) == 3
    errors = capsys.readouterr().err
    assert "rule-new" in errors and "rule-old" in errors


def test_an_index_that_was_interrupted_goes_on_behind_what_it_has(base: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(renewal, "_UNSURE", -(10**9))
    whole = ids(base, "应当")
    (index_file,) = Path(os.environ["XDG_CACHE_HOME"], "guiju").glob("*-index.sqlite")
    index_file.unlink()
    monkeypatch.setattr(renewal, "_FEW", 0)
    monkeypatch.setattr(renewal, "_AT_ONCE", 1)
    monkeypatch.setattr(renewal, "_KEPT", 1)
    write, written = renewal._write, list[str]()

    def interrupted(database: sqlite3.Connection, rows: dict[str, list[tuple[str, ...]]]) -> None:
        written.extend(id for id, *_ in rows.get("rule", ()))
        if len(written) == 2:
            raise KeyboardInterrupt
        write(database, rows)

    monkeypatch.setattr(renewal, "_write", interrupted)
    with pytest.raises(KeyboardInterrupt):
        ids(base, "应当")
    first = written[0]
    written.clear()
    written.append("not the second")
    with pytest.raises(KeyboardInterrupt):
        ids(base, "应当")
    assert written[1] != first
    monkeypatch.setattr(renewal, "_write", write)
    assert ids(base, "应当") == whole


def test_a_citation_does_not_wait_for_the_index(base: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured) -> None:
    asked = ["show", "旧规定 第二条", "--base", str(base)], ["find", "旧规定第二条", "--json", "--base", str(base)]
    monkeypatch.setattr(renewal, "_FEW", 0)
    outputs = []
    for made in (False, True):
        if made:
            ids(base, "日志")
        for arguments in asked:
            assert main(arguments) == 0
            outputs.append(capsys.readouterr().out)
        (file,) = Path(os.environ["XDG_CACHE_HOME"], "guiju").glob("*-index.sqlite")
        with contextlib.closing(sqlite3.connect(file)) as database:
            assert bool(database.execute("SELECT count(*) FROM rule").fetchone()[0]) == made
    before, found, after, found_after = outputs
    assert before == after
    first, then = (json.loads(output) for output in (found, found_after))
    assert first["hits"][0] == then["hits"][0] and first["remarks"] and not then["remarks"]


CHANGES: dict[str, Callable[[Path], object]] = {
    "a defect": lambda rule: edit(rule, "issuer:", "issuers:"),
    "another encoding": lambda rule: rule.write_bytes(rule.read_text("utf-8").encode("gb18030")),
    "gone": lambda rule: rule.unlink(),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_defect_in_any_rule_stops_every_lookup(change: str, base: Path, capsys: Captured) -> None:
    ids(base, "日志")
    CHANGES[change](base / "regulations" / "rule-old" / "regulation.yaml")
    for _ in range(2):
        assert main(["find", "日志", "--base", str(base)]) == 3
        assert "rule-old" in capsys.readouterr().err
