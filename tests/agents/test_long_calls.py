"""Calls that send much: another process answers them, as this one would, and harms nobody where it hangs, dies, or is
not needed any more.

A process that is stopped stands for one that works on for ever: it does nothing, and no test waits for it.
"""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path

import pytest
from anyio import to_process
from mcp.server.mcpserver.exceptions import ToolError

from answers import DAY, ask, finished, kb
from conftest import PATIENCE
from guiju.agents.long_calls import AnsweringProcess, is_long
from guiju.agents.served_base import CHANGED, ServedBase
from guiju.files.finding import Finding, Location, Misuse, UnsoundBase
from http_servers import Server, call, serving
from kept_cache import kept_index
from places import ROOT
from stdio_clients import GUIJU, HELLO

pytestmark = pytest.mark.server

__all__ = ["kept_index"]
SENTENCE = "依照《网络安全法》第二十一条留存日志；见《电信条例》第三条。\n"
LONG = {"text": SENTENCE * 200, "as_of": DAY.isoformat()}


@pytest.fixture(scope="module")
def server(kept_index: None) -> Iterator[Server]:
    with serving() as started:
        yield started


def running() -> dict[int, int]:
    """The processes of this machine, each with the one that started it; those that have ended and were not waited for
    left out."""
    listed = subprocess.run(["ps", "-A", "-o", "pid=,ppid=,stat="], capture_output=True, text=True, check=True).stdout
    rows = [line.split() for line in listed.splitlines()]
    return {int(id): int(parent) for id, parent, state in rows if state[0] != "Z"}


def helpers(process: int) -> set[int]:
    """The processes that a process has started."""
    return {id for id, parent in running().items() if parent == process}


def has_ended(process: int) -> bool:
    return process not in running()


def await_end(process: int) -> None:
    end = time.monotonic() + PATIENCE
    while not has_ended(process):
        assert time.monotonic() < end, "it is still there"
        time.sleep(0.05)


@contextmanager
def stopped_helper(server: Server) -> Iterator[int]:
    """The other process of the server, which does nothing until it is ended."""
    server.asked("cite_check", **LONG)
    (helper,) = helpers(server.process.pid)
    os.kill(helper, signal.SIGSTOP)
    try:
        yield helper
    finally:
        if not has_ended(helper):
            os.kill(helper, signal.SIGKILL)


def test_what_is_long_and_not_too_long_is_answered_apart() -> None:
    assert not is_long({"text": SENTENCE})
    assert is_long(LONG)
    assert not is_long({"text": "x" * 1_000_001}), "it is refused, which takes no time"


@pytest.mark.cost(6, "starts the server and its other process, which both read the base")
def test_a_long_text_is_answered_as_here_and_the_same_process_answers_the_next(server: Server) -> None:
    first = server.asked("cite_check", **LONG)
    helper = helpers(server.process.pid)
    assert len(helper) == 1
    assert server.asked("cite_check", **LONG) == first
    assert helpers(server.process.pid) == helper
    expected = ask("cite_check", **LONG)
    assert first["structuredContent"] == json.loads(json.dumps(expected.value))
    assert first["content"][0]["text"] == expected.text("zh")


def test_what_is_wrong_with_a_long_call_is_said_as_of_a_short_one(server: Server) -> None:
    for wrong in ({"text": SENTENCE * 2000}, {**LONG, "as_of": "yesterday"}, {**LONG, "lnag": "en"}):
        with pytest.raises(Misuse) as refused:
            ask("cite_check", **wrong)
        result = server.asked("cite_check", **wrong)
        assert (result["isError"], result["content"][0]["text"]) == (True, str(refused.value))


@pytest.mark.cost(4, "starts the server twice, over standard input and output")
def test_over_standard_output_nothing_is_written_but_answers() -> None:
    with subprocess.Popen([*GUIJU, "mcp"], stdin=-1, stdout=-1, stderr=-1, cwd=ROOT) as process:
        assert process.stdin is not None and process.stdout is not None
        process.stdin.write(json.dumps(HELLO).encode() + b"\n" + call("cite_check", **LONG) + b"\n")
        process.stdin.flush()
        hello, answer = (json.loads(process.stdout.readline()) for _ in range(2))
        (helper,) = helpers(process.pid)
        assert process.communicate(timeout=PATIENCE) == (b"", b"")
    assert (hello["id"], answer["id"]) == (1, 2)
    assert answer["result"]["structuredContent"]["hash"] == ask("cite_check", **LONG).value["hash"]
    await_end(helper)


@pytest.mark.cost(6, "starts another process for the one that was ended, which reads the base")
def test_a_long_call_that_is_not_answered_delays_nobody_and_ends_with_who_asked(server: Server) -> None:
    with stopped_helper(server) as helper:
        leaving = HTTPConnection("127.0.0.1", server.port, timeout=PATIENCE)
        accepted = {"Content-Type": "application/json", "Accept": "application/json, text/event-stream"}
        leaving.request("POST", "/mcp", call("cite_check", **LONG), accepted)
        assert not server.asked("search", query="日志")["isError"]
        leaving.close()
        await_end(helper)
    assert not server.asked("cite_check", **LONG)["isError"]
    assert helpers(server.process.pid).isdisjoint({helper})


@pytest.mark.cost(6, "starts another process for the one that was ended, which reads the base")
def test_where_the_other_process_dies_one_line_says_so_and_the_next_call_has_another(server: Server) -> None:
    with stopped_helper(server) as helper, ThreadPoolExecutor(1) as thread:
        answer = thread.submit(server.asked, "cite_check", **LONG)
        assert not server.asked("search", query="日志")["isError"]
        os.kill(helper, signal.SIGKILL)
        assert (
            answer.result(PATIENCE)["content"][0]["text"] == "the process that answers long calls has ended; ask again"
        )
    assert not server.asked("cite_check", **LONG)["isError"]


def test_an_interruption_of_the_other_process_alone_ends_nothing(server: Server) -> None:
    server.asked("cite_check", **LONG)
    (helper,) = helpers(server.process.pid)
    os.kill(helper, signal.SIGINT)
    assert not server.asked("cite_check", **LONG)["isError"]
    assert helpers(server.process.pid) == {helper}


@pytest.mark.cost(4, "starts a server of its own, to end it")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_server_that_is_ended_leaves_no_process_behind(number: signal.Signals, base: Path) -> None:
    with serving("--base", str(base)) as started, stopped_helper(started) as helper, ThreadPoolExecutor(1) as thread:
        thread.submit(started.request, call("cite_check", **LONG))
        started.process.send_signal(number)
        started.process.wait(PATIENCE)
        await_end(helper)


def test_a_server_that_is_killed_leaves_no_process_behind(base: Path) -> None:
    with serving("--base", str(base)) as started:
        started.asked("cite_check", **LONG)
        (helper,) = helpers(started.process.pid)
        started.process.kill()
        await_end(helper)


def test_both_processes_answer_by_the_same_version_of_a_base_that_changes(base: Path) -> None:
    with serving("--base", str(base)) as started:

        def versions() -> set[str]:
            answers = [started.asked("coverage"), started.asked("cite_check", **LONG)]
            return {answer["structuredContent"]["data_version"] for answer in answers}

        before = versions()
        vocabulary = base / "regulations" / "vocabulary.yaml"
        vocabulary.write_text(f"# edited\n{vocabulary.read_text('utf-8')}", "utf-8")
        after = versions()
    assert len(before) == len(after) == 1
    assert before != after


def test_a_base_that_changed_since_the_call_was_taken_is_not_answered_by_another_version() -> None:
    with pytest.raises(Misuse, match=f"^{CHANGED}$"):
        finished(AnsweringProcess().answer("cite_check", LONG, DAY, ServedBase(ROOT, "another")))


def test_defects_come_from_the_other_process_as_they_are_found_there() -> None:
    import pickle

    found = UnsoundBase([Finding("schema", "unknown key", Location("a.yaml", 3, 2))])
    sent = pickle.loads(pickle.dumps(found))
    assert (type(sent), sent.findings, str(sent)) == (UnsoundBase, found.findings, str(found))


def test_what_takes_too_long_is_ended() -> None:
    base = ServedBase(ROOT, kb().data_version)

    async def run() -> None:
        process = AnsweringProcess()
        await process.answer("cite_check", LONG, DAY, base)
        helper = await to_process.run_sync(os.getpid)
        os.kill(helper, signal.SIGSTOP)
        process.seconds = 0.1
        with pytest.raises(ToolError, match=r"^the answer took more than 0\.1 seconds; send less, in several calls$"):
            await process.answer("cite_check", LONG, DAY, base)
        assert has_ended(helper)

    finished(run())


def test_no_module_of_the_folder_in_which_it_is_started_is_run(tmp_path: Path) -> None:
    (tmp_path / "anyio").mkdir()
    for name in ("anyio/__init__.py", "anyio/to_process.py", "guiju.py", "json.py"):
        (tmp_path / name).write_text("raise SystemExit('run')\n", "utf-8")
    program = (sys.executable, "-P", "-m", "guiju")
    with serving("--base", str(ROOT), program=program, here=tmp_path) as started:
        assert not started.asked("cite_check", **LONG)["isError"]
