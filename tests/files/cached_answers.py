"""Answers of commands on a copy of the good corpus, from a cache of the test's own or without one."""

import os
from collections.abc import Callable
from pathlib import Path
from unittest import mock

import pytest

from guiju.cli import main
from guiju.files import cache

Captured = pytest.CaptureFixture[str]
Outcome = tuple[int, str, str]
Ask = Callable[..., Outcome]


@pytest.fixture
def folder(base: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where answers are kept in this test; the base is the current folder."""
    monkeypatch.chdir(base)
    monkeypatch.delenv(cache.SWITCH)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "home" / "cache"))
    return tmp_path / "home" / "cache" / "guiju"


@pytest.fixture
def ask(base: Path, folder: Path, capsys: Captured) -> Ask:
    """Run a command: exit code, standard output, standard error."""
    return lambda *words: (main(words), *capsys.readouterr())


@pytest.fixture
def without(ask: Ask) -> Ask:
    """The same with the cache switched off."""

    def run(*words: str) -> Outcome:
        with mock.patch.dict(os.environ, {cache.SWITCH: "1"}):
            return ask(*words)

    return run


def entries(folder: Path) -> list[Path]:
    return sorted(folder.iterdir()) if folder.is_dir() else []
