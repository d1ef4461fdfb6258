"""A saved answer that nobody touched is valid; a thousand planted edits are all found, forged hashes included."""

import copy
import json
import random
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from answers import QUESTIONS, ask, kb
from guiju import Misuse, cli
from guiju.agents.answer import hash_of, is_answer, sha256
from guiju.agents.verification import VerifiedAnswer, refuse_other_formats, verify_answer
from guiju.files.json_text import json_bytes
from guiju.verification.json_file import JsonFile, json_in
from kept_cache import kept_index
from places import GOOD, ROOT

Captured = pytest.CaptureFixture[str]
__all__ = ["kept_index"]
EDITS = 1000
ORDER = sorted(QUESTIONS, key=lambda question: (question[0] != "search", question[0] != "get_article"))
Edit = tuple[str, Any]
"""What was done, and the answer that it was done to."""


@cache
def saved(number: int) -> str:
    tool, arguments = ORDER[number]
    return json_bytes(ask(tool, **arguments).value).decode()


def document(text: str) -> JsonFile:
    return json_in(text.encode(), Path("answer.json"))


def verified(text: str) -> VerifiedAnswer:
    """As the command does it."""
    read = document(text)
    if not is_answer(read.value):
        raise Misuse("not an answer")
    refuse_other_formats(read)
    return verify_answer(read, kb())


def is_found(text: str) -> bool:
    try:
        outcome = verified(text)
    except Misuse:
        return True
    return bool(outcome.mismatches) or not outcome.same_making


def places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The path to each value."""
    yield path
    entries = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in entries:
        yield from places(inner, (*path, key))


def at(value: Any, path: tuple[Any, ...]) -> Any:
    for step in path:
        value = value[step]
    return value


def other(value: Any, chance: random.Random) -> Any:
    """Another value, of the same type where it has one."""
    if isinstance(value, bool):
        return not value
    if isinstance(value, int):
        return value + chance.choice((1, -1, 1000))
    if isinstance(value, str) and value:
        place = chance.randrange(len(value))
        return chance.choice((value[:place] + "改" + value[place:], value[:place] + value[place + 1 :], value + "a"))
    return chance.choice((0, "x", True)) if value in (None, "") else None


def edited(text: str, chance: random.Random) -> tuple[str, str]:
    """The text with one edit, and what that was."""
    value = json.loads(text)
    paths = list(places(value))
    kind = chance.choice(("value", "key", "added", "removed", "twice", "order", "repeated"))
    objects = [p for p in paths if isinstance(at(value, p), dict)]
    lists = [p for p in paths if isinstance(at(value, p), list) and at(value, p)]
    if kind == "value":
        path = chance.choice([p for p in paths if p and not isinstance(at(value, p), dict | list)])
        at(value, path[:-1])[path[-1]] = other(at(value, path), chance)
    elif kind in ("key", "removed"):
        path = chance.choice([p for p in paths if p and isinstance(p[-1], str)])
        inner = at(value, path[:-1]).pop(path[-1])
        if kind == "key":
            at(value, path[:-1])[f"{path[-1]}x"] = inner
    elif kind == "added":
        path = chance.choice(objects)
        at(value, path)["unknown"] = chance.choice((None, 1, "x"))
    elif kind == "repeated":
        path = chance.choice(lists)
        at(value, path).append(copy.deepcopy(at(value, path)[0]))
    elif kind == "order":
        path = chance.choice([p for p in lists if len({json.dumps(v) for v in at(value, p)}) > 1])
        entries = at(value, path)
        first = next(n for n, entry in enumerate(entries) if entry != entries[0])
        entries[0], entries[first] = entries[first], entries[0]
    else:  # a key given twice, as only the text can
        whole = json.dumps(value, ensure_ascii=False)
        place = chance.choice([n for n, c in enumerate(whole) if c == "{" and whole[n + 1] == '"'])
        end = whole.index('"', place + 2)
        return f"twice at {place}", f"{whole[: place + 1]}{whole[place + 1 : end + 1]}: 1, {whole[place + 1 :]}"
    return f"{kind} at {path}", json.dumps(value, ensure_ascii=False)


def rehashed(text: str) -> str:
    """The forgery with a hash that is that of its content."""
    value = json.loads(text)
    try:
        return json.dumps({**value, "hash": hash_of(value)}, ensure_ascii=False)
    except ValueError:
        return text


def answers_another_question(text: str) -> bool:
    """Whether it is what guiju says when asked so: 群组规定第13条 is another way to ask for 群组规定第十三条."""
    value, known = json.loads(text), dict(QUESTIONS)
    return value["arguments"] != known[value["tool"]] and ask(value["tool"], **value["arguments"]).value == json.loads(
        rehashed(text)
    )


@pytest.mark.parametrize("number", range(len(ORDER)), ids=[tool for tool, _ in ORDER])
def test_an_answer_that_nobody_touched_is_valid(number: int) -> None:
    outcome = verified(saved(number))
    assert (outcome.mismatches, outcome.same_making) == ((), True)


def test_the_order_of_keys_and_the_spaces_between_them_are_no_edit() -> None:
    value = json.loads(saved(0))
    assert verified(json.dumps(dict(reversed(value.items())))).mismatches == ()


@pytest.mark.cost(4, "asks again for each of five hundred edited answers")
@pytest.mark.parametrize("forge", [lambda text: text, rehashed], ids=["as edited", "with a forged hash"])
def test_each_of_a_thousand_planted_edits_is_found(forge: Callable[[str], str]) -> None:
    chance = random.Random(15)
    missed = []
    slow = [tool for tool, _ in ORDER].index("diff")
    for n in range(EDITS // 2):
        number = n % len(QUESTIONS)
        what, text = edited(saved(number if number != slow or n < EDITS // 20 else 0), chance)
        if forge is rehashed and ("twice" in what or "'hash'" in what):
            continue  # a hash does not see the first, and mends the second
        if not is_found(forge(text)) and not answers_another_question(text):
            missed.append(what)
    assert missed == []


def test_words_of_the_law_that_changed_since_are_named_by_their_place(tmp_path: Path) -> None:
    answer = json.loads(saved(1))
    claim = answer["claims"][0]
    answer["data_version"] = "0" * 12
    answer["hash"] = hash_of(answer)
    assert verified(json.dumps(answer)).mismatches == ()
    claim["quote"] = claim["quote"].replace("六个月", "三个月")
    outcome = verified(rehashed(json.dumps(answer)))
    messages = [mismatch.message for mismatch in outcome.mismatches]
    assert "is not the hash of the words quoted from cac-group-services-2017#art_13__para_2" in messages
    claim["sha256"] = sha256(claim["quote"])
    outcome = verified(rehashed(json.dumps(answer)))
    messages = [mismatch.message for mismatch in outcome.mismatches]
    assert "the words of cac-group-services-2017#art_13__para_2 differ here" in messages
    assert not outcome.same_making


def run(capsys: Captured, *arguments: object) -> tuple[int, str]:
    code = cli.main(list(map(str, arguments)))
    shown = capsys.readouterr()
    return code, shown.out + shown.err


def test_the_command_says_that_an_answer_is_valid_and_where_one_is_not(tmp_path: Path, capsys: Captured) -> None:
    file = tmp_path / "answer.json"
    file.write_text(saved(0), "utf-8")
    code, out = run(capsys, "verify", file, "--base", ROOT)
    assert code == 0
    assert "is valid: search as of 2026-11-25 answers the same, with " in out
    file.write_text(saved(0).replace("六个月", "三个月"), "utf-8")
    code, out = run(capsys, "verify", file, "--base", ROOT)
    assert code == 1
    assert "hash: the answer was edited" in out
    assert "claims[0].quote: is " in out


def test_with_another_knowledge_base_that_is_said(tmp_path: Path, capsys: Captured) -> None:
    file = tmp_path / "answer.json"
    file.write_text(saved(0), "utf-8")
    code, out = run(capsys, "verify", file, "--base", GOOD)
    assert code == 1
    assert f"made with data version {kb().data_version} and guiju" in out
    assert "are not here" in out


@pytest.mark.parametrize(
    ("claim", "says"),
    [("0.1.7", "none of the releases"), ("9.9.9", "which is later than this one"), ("x", "none of the releases")],
)
def test_an_answer_that_claims_another_version_is_never_valid(
    claim: str, says: str, tmp_path: Path, capsys: Captured
) -> None:
    file = tmp_path / "answer.json"
    file.write_text(rehashed(json.dumps({**json.loads(saved(0)), "guiju": claim})), "utf-8")
    code, out = run(capsys, "verify", file, "--base", ROOT)
    assert (code, says in out, "is valid" in out) == (3, True, False), out


def test_of_an_answer_in_the_format_before_the_words_of_the_law_are_compared(tmp_path: Path, capsys: Captured) -> None:
    sample = (ROOT / "tests/samples/answer_of_format_1.json").read_text("utf-8")
    file = tmp_path / "answer.json"
    file.write_text(sample, "utf-8")
    code, out = run(capsys, "verify", file, "--base", ROOT)
    assert code == 3 and "the rest is of an older format and not made again" in out
    other = json.loads(sample)
    other["claims"][0] |= {"quote": "他人的话", "sha256": sha256("他人的话")}
    file.write_text(rehashed(json.dumps(other)), "utf-8")
    code, out = run(capsys, "verify", file, "--base", ROOT)
    assert code == 1 and "differ here" in out
    for claims in (None, 1, [1], [{"rule": []}]):
        file.write_text(rehashed(json.dumps({**other, "claims": claims})), "utf-8")
        code, out = run(capsys, "verify", file, "--base", ROOT)
        assert code == 1 and "is not an answer of get_article in format 1" in out


def test_the_whole_reply_of_a_tool_is_refused_with_what_to_save(tmp_path: Path, capsys: Captured) -> None:
    file = tmp_path / "answer.json"
    file.write_text(json.dumps({"content": [], "structuredContent": json.loads(saved(0))}), "utf-8")
    code, out = run(capsys, "verify", file, "--base", ROOT)
    assert (code, "save what is under structuredContent" in out) == (2, True)


def test_options_of_reports_are_refused_for_an_answer(tmp_path: Path, capsys: Captured) -> None:
    file = tmp_path / "answer.json"
    file.write_text(saved(0), "utf-8")
    assert run(capsys, "verify", file, "--against", file)[0] == 2
