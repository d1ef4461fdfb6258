"""The examples in the docstrings of what is public are executed, on the data of this repository."""

import doctest
from datetime import date
from pathlib import Path

import guiju
from guiju import api


def test_the_examples_give_what_they_show(tmp_path: Path) -> None:
    kb = guiju.load()
    result = kb.assess({"offers_user_groups": True}, "group-provider", topic="logs", as_of="2026-01-01")
    outcome = doctest.testmod(
        api, extraglobs={"guiju": guiju, "kb": kb, "date": date, "result": result, "folder": tmp_path}
    )
    assert outcome.failed == 0
    assert outcome.attempted > 25
