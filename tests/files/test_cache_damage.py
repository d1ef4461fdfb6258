"""A cache that is damaged or open to others: nothing of it is believed."""

import os
import random
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cached_answers import Ask, entries
from guiju.files import cache
from places import GOOD

pytest_plugins = ["cached_answers"]
DAMAGE: dict[str, Callable[[Path], object]] = {
    "empty": lambda file: file.write_bytes(b""),
    "cut short": lambda file: file.write_bytes(file.read_bytes()[:-5000]),
    "of another version": lambda file: sqlite3.connect(file).execute("PRAGMA user_version = 1"),
    "without a table": lambda file: sqlite3.connect(file).execute("DROP TABLE entry"),
    "no database": lambda file: file.write_bytes(b"x" * 9000),
    "another file": lambda file: file.write_bytes(next(f for f in entries(file.parent) if f != file).read_bytes()),
    "folder": lambda file: [file.unlink(), Path.mkdir(file)],
    "pipe": lambda file: [file.unlink(), os.mkfifo(file)],
    "link": lambda file: file.symlink_to(file.rename(file.with_name("elsewhere"))),
    "unreadable": lambda file: file.chmod(0),
    "writable by the group": lambda file: file.chmod(0o660),
    "folder writable by others": lambda file: file.parent.chmod(0o777),
    "gone": lambda file: shutil.rmtree(file.parent),
    "owned by another": lambda file: os.chown(file, 65534, 65534),
    "folder owned by another": lambda file: os.chown(file.parent, 65534, 65534),
}


@pytest.mark.parametrize("purpose", ["index", "parsed"])
@pytest.mark.parametrize("damage", DAMAGE)
def test_a_file_that_is_damaged_or_open_to_others_is_not_believed(
    damage: str, purpose: str, base: Path, ask: Ask, folder: Path
) -> None:
    if "owned" in damage and os.getuid() != 0:
        pytest.skip("only root can give a file away")
    questions = [("show", "第一条"), ("find", "日志"), ("check",)]
    answers = [ask(*question) for question in questions]
    [file] = [file for file in entries(folder) if purpose in file.name]
    DAMAGE[damage](file)
    assert [ask(*question) for question in questions] == answers
    assert [ask(*question) for question in questions] == answers


@given(at=st.integers(0, 100_000), bit=st.integers(0, 7))
def test_no_changed_bit_of_an_entry_is_believed(at: int, bit: int, tmp_path_factory: pytest.TempPathFactory) -> None:
    with pytest.MonkeyPatch.context() as environment:
        environment.delenv(cache.SWITCH)
        environment.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("home")))
        kept = cache.Cache(GOOD)
        texts = {kept.key(b"%d" % place): "规定".encode() * place for place in range(20)}
        kept.write(texts)
        assert kept.read(texts) == texts
        [file] = entries(Path(os.environ["XDG_CACHE_HOME"], "guiju"))
        data = bytearray(file.read_bytes())
        data[at % len(data)] ^= 1 << bit
        file.write_bytes(data)
        assert kept.read(texts).items() <= texts.items()


@pytest.mark.parametrize("part", range(12))
def test_a_damaged_index_shows_no_words_that_are_not_there(part: int, ask: Ask, folder: Path) -> None:
    """Nobody reads all of it: a hit may be lost, or found by another rendering of its term; no other word is shown."""
    questions = [("show", "第一条"), ("find", "日志", "--json")]
    answers = [ask(*question) for question in questions]
    lines = {line for answer in answers for line in answer[1].splitlines()}
    [file] = [file for file in entries(folder) if "index" in file.name]
    sound, chance = file.read_bytes(), random.Random(part)
    for _ in range(8):
        data = bytearray(sound)
        for at in chance.choices(range(len(data)), k=20):
            data[at] ^= 1 << chance.randrange(8)
        file.write_bytes(data)
        for question in questions:
            code, out, err = ask(*question)
            shown = ('"id"', '"title"', '"text"') if question[0] == "find" else ""
            assert not [line for line in out.splitlines() if line not in lines and line.strip().startswith(shown)]
            assert code in (0, 1, 2)
            assert err == "" or "no match for" in err or "there is no" in err
