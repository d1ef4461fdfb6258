"""The cache: answers are as without it, never of an earlier state, never read where somebody else could write."""

import os
import random
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from unittest import mock

import pytest

from cached_answers import Ask, entries
from case_tables import cases
from guiju.checks import by_rule
from guiju.files import cache
from guiju.files.bundled import schemas_folder
from guiju.files.source import parse
from guiju.law import contents
from places import GOOD

pytest_plugins = ["cached_answers"]
FILES = [name for name, _ in contents.files(GOOD)]


def refuse(*_: object) -> None:
    raise AssertionError("an answer that is known was made again")


TABLES = cases(__file__)
ASKED = (*TABLES["checks"], *(f"{asked} {more}" for asked in TABLES["lookups"] for more in TABLES["options"]))
QUESTIONS = [tuple(asked.split()) for asked in ASKED]


@pytest.mark.parametrize("screen", ["", "1"])
def test_an_answer_from_the_cache_is_the_same(
    screen: str, ask: Ask, without: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FORCE_COLOR", screen)
    expected = {question: without(*question) for question in QUESTIONS}
    assert {question: ask(*question) for question in QUESTIONS} == expected
    monkeypatch.setattr("guiju.law.documents.parse", refuse)
    monkeypatch.setattr("guiju.search.renewal._write", refuse)
    assert {question: ask(*question) for question in QUESTIONS} == expected
    for work in ("show.show", "find.find"):
        monkeypatch.setattr(f"guiju.lookup.{work}", refuse)
    known = {question: answer for question, answer in expected.items() if answer[0] != 2}
    assert len(known) > len(expected) / 2
    assert {question: ask(*question) for question in known} == known


def test_only_the_file_that_changed_is_parsed_again(base: Path, ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    for question in QUESTIONS:
        ask(*question)
    parses = mock.Mock(side_effect=parse)
    monkeypatch.setattr("guiju.law.documents.parse", parses)
    file = base / "regulations" / "rule-old" / "regulation.yaml"
    file.write_text(file.read_text() + "# another state of this base\n")
    for question in QUESTIONS:
        ask(*question)
    assert [call.args[1] for call in parses.mock_calls] == ["regulations/rule-old/regulation.yaml"]


@pytest.mark.parametrize("name", FILES)
def test_a_changed_byte_is_never_answered_from_before(name: str, base: Path, ask: Ask, without: Ask) -> None:
    questions = [("show", "art_1"), ("find", "日志")]
    before = [ask(*question) for question in questions]
    file, chance = base / name, random.Random(name)
    sound, status = file.read_bytes(), file.stat()
    for _ in range(5):
        place = chance.randrange(len(sound))
        file.write_bytes(sound[:place] + bytes([sound[place] ^ (1 << chance.randrange(8))]) + sound[place + 1 :])
        os.utime(file, ns=(status.st_atime_ns, status.st_mtime_ns))
        for question, earlier in zip(questions, before, strict=True):
            assert (now := ask(*question)) == without(*question)
            assert now != earlier  # it names the data version, or the defect
    file.write_bytes(sound)
    assert [ask(*question) for question in questions] == before


def test_a_file_that_comes_or_goes_is_noticed(base: Path, ask: Ask, without: Ask) -> None:
    ask("show", "art_1")
    notes, case = base / "regulations" / "rule-old" / "notes.txt", base / "cases" / "an-insult.yaml"
    changes: list[Callable[[], object]] = [
        notes.touch,
        notes.unlink,
        case.unlink,
        lambda: os.mkfifo(case),
        case.unlink,
        lambda: case.symlink_to("nowhere"),
        lambda: shutil.rmtree(base / "cases"),
        (base / "regulations" / "glossary.yaml").unlink,
    ]
    for change in changes:
        change()
        assert ask("show", "art_1") == without("show", "art_1")


def _schema(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(schemas_folder(), folder)
    file = folder / "glossary.schema.json"
    file.write_bytes(file.read_bytes().replace(b"{", b"{ ", 1))
    monkeypatch.setattr(cache, "schemas_folder", lambda: folder)


def _source(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache, "_PACKAGE", folder)
    (folder / "law").mkdir(parents=True)
    (folder / "law" / "load.py").write_text("a = 1")


CHANGES: dict[str, Callable[[Path, pytest.MonkeyPatch], None]] = {
    "schema": _schema,
    "source": _source,
    "version": lambda _, monkeypatch: monkeypatch.setattr(cache, "__version__", "0.1.1"),
    "python": lambda _, monkeypatch: monkeypatch.setattr(sys, "version", "3.12.0"),
    "library": lambda _, monkeypatch: monkeypatch.setattr(cache, "find_spec", lambda name: None),
}


@pytest.mark.parametrize("change", CHANGES)
def test_another_schema_source_or_version_parses_all_again_and_looks_at_every_rule(
    change: str, ask: Ask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = [ask("show", "art_1"), ask("check")]
    CHANGES[change](tmp_path / "changed", monkeypatch)
    parses, checks = mock.Mock(side_effect=parse), mock.Mock(side_effect=by_rule)
    monkeypatch.setattr("guiju.law.documents.parse", parses)
    monkeypatch.setattr("guiju.checks.by_rule", checks)
    assert [ask("show", "art_1"), ask("check")] == answers
    assert {call.args[1] for call in parses.mock_calls} == set(FILES)
    assert [call.kwargs["sound"] for call in checks.mock_calls if "sound" in call.kwargs] == [[]]  # none is known


def test_what_changes_while_it_is_checked_is_not_kept(base: Path, ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as earlier:
        earlier.setattr(contents, "current_digest", lambda root: "0" * 64)
        ask("check")
    checks = mock.Mock(side_effect=by_rule)
    monkeypatch.setattr("guiju.checks.by_rule", checks)
    ask("check")
    assert checks.called


def test_a_draft_is_checked_although_the_rest_is_known(base: Path, ask: Ask, without: Ask) -> None:
    sound = ask("check")
    file = base / "drafts" / "rule-old" / "art_001.yaml"
    file.parent.mkdir(parents=True)
    file.write_text("drafts: 1\n")
    assert ask("check") == without("check") != sound
    shutil.rmtree(base / "drafts")
    assert ask("check") == sound


@pytest.mark.parametrize("place", ["/dev/null", "/proc", "relative", "a\udcff"])
def test_where_nothing_can_be_kept_the_answer_is_the_same(
    place: str, base: Path, ask: Ask, without: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", place)
    monkeypatch.setenv("HOME", "/dev/null")
    assert ask("show", "art_1") == ask("show", "art_1") == without("show", "art_1")


def test_nothing_is_written_in_the_base(base: Path, ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    before = sorted(base.rglob("*"))
    ask("show", "art_1")
    monkeypatch.setenv("XDG_CACHE_HOME", str(base / "regulations"))
    ask("show", "art_1")
    assert sorted(base.rglob("*")) == before


def test_it_is_the_users_alone_and_can_be_switched_off(without: Ask, ask: Ask, folder: Path) -> None:
    without("show", "art_1")
    assert not folder.exists()
    ask("show", "art_1")
    assert [file.stat().st_mode & 0o777 for file in (folder, *entries(folder))] == [0o700, 0o600, 0o600]


def test_it_does_not_grow(base: Path, ask: Ask, folder: Path) -> None:
    file = base / "regulations" / "rule-old" / "regulation.yaml"
    sound = file.read_text()

    def number(state: int) -> int:
        file.write_text(f"{sound}# state {state}\n")
        ask("check")
        [parsed] = entries(folder)
        with sqlite3.connect(parsed) as database:
            return int(database.execute("SELECT count(*) FROM entry").fetchone()[0])

    assert len({number(state) for state in range(3)}) == 1


def test_two_at_once_and_a_known_answer_needs_neither_yaml_nor_the_model(base: Path, folder: Path) -> None:
    program = "import atexit, sys; atexit.register(lambda: print(*sys.modules, file=sys.stderr)); "
    command = [sys.executable, "-c", f"{program}from guiju.__main__ import main; main()", "show", "art_1"]

    def start() -> subprocess.Popen[str]:
        return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)

    together = [process.communicate() for process in [start(), start(), start()]]
    out, modules = start().communicate()
    assert {answer for answer, _ in together} == {out}
    assert len(entries(folder)) == 2
    heavy = {"yaml", "jsonschema_rs", "guiju.model", "guiju.predicates", "guiju.reasoning", "rich"}
    assert not heavy & set(modules.split())
