"""What goes wrong between an agent and the server: wrong calls, lines that are not messages, signals, bad options, and
knowledge bases that have defects or change."""

import json
import os
import re
import signal
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from mcp import ClientSession
from mcp.server.mcpserver.exceptions import ToolError
from mcp_types.version import HANDSHAKE_PROTOCOL_VERSIONS

from conftest import PATIENCE
from guiju import cli
from guiju.agents.first_message import VERSIONS
from guiju.agents.knowledge_server import KnowledgeServer
from kept_cache import kept_index
from places import ROOT
from stdio_clients import GUIJU, HELLO, with_stdio

pytestmark = pytest.mark.server

Captured = pytest.CaptureFixture[str]
__all__ = ["kept_index"]
PING = b'{"jsonrpc":"2.0","id":1,"method":"ping"}\n'


async def wrong(session: ClientSession) -> list[Any]:
    calls: list[tuple[str, dict[str, Any]]] = [
        ("serch", {}),
        ("search", {"query": 5}),
        ("cite_check", {"text": "x" * 10_000_000}),
        ("search", {"query": "日志", "limit": 1}),
    ]
    return [await session.call_tool(name, arguments) for name, arguments in calls]


def test_what_an_agent_does_wrong_is_an_error_of_its_call_and_the_server_goes_on() -> None:
    *errors, last = with_stdio(wrong)
    assert [error.content[0].text for error in errors] == [
        "there is no tool 'serch'; did you mean search?",
        'search: query: 5 is not of type "string"',
        "cite_check: the arguments are longer than 1,000,000 characters; send less, in several calls",
    ]
    assert all(error.is_error for error in errors)
    assert not last.is_error


@contextmanager
def started(*arguments: str) -> Iterator[subprocess.Popen[bytes]]:
    pipe = subprocess.PIPE
    with subprocess.Popen([*GUIJU, "mcp", *arguments], stdin=pipe, stdout=pipe, stderr=pipe, cwd=ROOT) as process:
        try:
            yield process
        finally:
            process.kill()  # a test that failed is not waited for


def ready(process: subprocess.Popen[bytes]) -> None:
    process.stdin.write(json.dumps(HELLO).encode() + b"\n")
    process.stdin.flush()
    assert json.loads(process.stdout.readline())["result"]["serverInfo"]["name"] == "guiju"


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_it_in_one_line_though_the_client_is_silent(number: signal.Signals) -> None:
    with started() as process:
        ready(process)
        process.send_signal(number)
        assert process.stderr.read() == b"guiju: interrupted\n"
        assert process.wait(PATIENCE) == 128 + number


@pytest.mark.parametrize("line", [PING, b"no message\n"])
def test_a_client_that_reads_no_more_ends_it_without_a_traceback(line: bytes) -> None:
    with started() as process:
        ready(process)
        process.stdout.close()
        with suppress(BrokenPipeError):  # it may have ended by now
            process.stdin.write(line * 3)
            process.stdin.close()
        assert process.stderr.read() == b""
        assert process.wait(PATIENCE) == 0


def test_a_message_without_an_end_is_not_read_to_it() -> None:
    with started() as process:
        ready(process)
        with suppress(BrokenPipeError):
            os.write(process.stdin.fileno(), b"x" * (33 * 1024 * 1024))
        assert process.stderr.read() == b"guiju: a message is longer than 33,554,432 bytes; the connection is closed\n"
        assert process.wait(PATIENCE) == 0


def test_a_line_that_is_no_message_is_said_to_be_none_and_the_server_goes_on() -> None:
    with started() as process:
        for line in (b"{\n", b"[" * 5000 + b"\n", PING.replace(b"ping", b"\\ud800"), b"null\n"):
            process.stdin.write(line)
            process.stdin.flush()
            reply = json.loads(process.stdout.readline())
            assert (reply["id"], reply["error"]["code"]) == (None, -32700), line
        ready(process)
        assert process.communicate(timeout=PATIENCE) == (b"", b""), "the end of the input ends it, and it says no more"
        assert process.returncode == 0


def edit(base: Path, file: str, old: str, new: str) -> None:
    path = base / "regulations" / file
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


TWICE = ("rule-old/obligations/art_002.yaml", "- id: report\n", "- id: keep-logs\n")
MISQUOTED = ("rule-old/obligations/art_002.yaml", "留存日志不少于六个月]", "留存日志不少于九个月]")
MISSPELT = ("vocabulary.yaml", "parties:", "party:")


@pytest.mark.parametrize(
    ("defect", "message"),
    [
        (MISSPELT, "schema: unknown key 'party'"),
        (TWICE, "duplicate-id: 'keep-logs' is already on line 3; choose another id"),
        (MISQUOTED, "broken-quotation: “留存日志不少于九个月” is not in art_2__para_1; quote its words verbatim"),
    ],
)
def test_a_base_with_defects_answers_no_call_and_says_at_once_what_is_wrong(
    defect: tuple[str, str, str], message: str, base: Path
) -> None:
    edit(base, *defect)
    with started("--base", str(base)) as process:
        ready(process)
        call = {"jsonrpc": "2.0", "id": 2, "method": "tools/call", "params": {"name": "coverage", "arguments": {}}}
        process.stdin.write(json.dumps(call).encode() + b"\n")
        process.stdin.flush()
        assert message.split(": ", 1)[0] in json.loads(process.stdout.readline())["result"]["content"][0]["text"]
        out, err = process.communicate()
    assert (out, process.returncode) == (b"", 3)
    assert message in err.decode()
    assert "the knowledge base has defects; fix them (guiju check lists them all)" in err.decode()


def test_the_first_answer_is_that_of_the_sdk(base: Path) -> None:
    hello, again = json.dumps(HELLO), json.dumps({**HELLO, "id": 2})
    with started("--base", str(base)) as process:
        out, _ = process.communicate(f"{hello}\n{again}\n".encode())
    first, second = map(json.loads, out.splitlines())
    assert (first["id"], second["id"]) == (1, 2)
    assert first["result"] == second["result"]


@pytest.mark.parametrize(
    ("message", "key"),
    [
        ({**HELLO, "params": {**HELLO["params"], "protocolVersion": "1999-01-01"}}, "result"),
        ({**HELLO, "params": {"protocolVersion": "2025-06-18"}}, "error"),
        ({"id": 1}, "error"),
        ([], "error"),
    ],
)
def test_what_is_no_plain_beginning_is_left_to_the_sdk(message: Any, key: str, base: Path) -> None:
    with started("--base", str(base)) as process:
        out, _ = process.communicate(json.dumps(message).encode() + b"\n")
    (line,) = out.splitlines()
    assert key in json.loads(line)


def test_the_versions_that_begin_so_are_those_of_the_sdk() -> None:
    assert VERSIONS == HANDSHAKE_PROTOCOL_VERSIONS


def test_a_base_that_changes_is_read_again_and_not_served_while_it_has_defects(base: Path) -> None:
    async def work(session: ClientSession) -> tuple[Any, ...]:
        before = await session.call_tool("coverage", {})
        edit(base, "vocabulary.yaml", "parties:", "# edited\nparties:")
        after, refused = await session.call_tool("coverage", {}), []
        for name, old, new in (TWICE, MISQUOTED, MISSPELT):
            sound = (base / "regulations" / name).read_text("utf-8")
            edit(base, name, old, new)
            refused.append(await session.call_tool("coverage", {}))
            (base / "regulations" / name).write_text(sound, "utf-8")
        return before, after, refused, await session.call_tool("coverage", {})

    before, after, refused, mended = with_stdio(work, "--base", str(base))
    assert before.structured_content["data_version"] != after.structured_content["data_version"]
    for answer, (name, *_) in zip(refused, (TWICE, MISQUOTED, MISSPELT), strict=True):
        defect = rf"the knowledge base has defects: .*{name}.*; ask its owner to run guiju check$"
        assert answer.is_error and re.match(defect, answer.content[0].text)
    assert mended.structured_content == after.structured_content


def test_what_an_agent_would_not_pass_on_as_right_and_drafts_do_not_keep_a_base_from_being_served(base: Path) -> None:
    edit(base, "rule-old/obligations/art_002.yaml", "{zh: 留存日志六个月以上。,", '{zh: "留存日志,六个月以上。",')
    assert cli.main(["check", str(base)]) == 1
    (base / "drafts" / "rule-old").mkdir(parents=True)
    (base / "drafts" / "rule-old" / "art_002.yaml").write_text("obligations: 5\n", "utf-8")
    assert not with_stdio(lambda session: session.call_tool("coverage", {"limit": 1}), "--base", str(base)).is_error


def test_a_base_with_imported_rules_only_is_served(here: Path, capsys: Captured) -> None:
    law = here / "示例.txt"
    law.write_text("示例规定\n2026年1月1日示例机关发布\n第一条　网络服务提供者应当留存日志不少于三个月。\n", "utf-8")
    assert cli.main(["import", str(law), "-o", str(here), "--id", "example-rule"]) == 0
    capsys.readouterr()

    served = desk(here, date.today)
    article = served.answer("get_article", {"what": "示例规定第一条"})
    assert article.claims[0].quote == "网络服务提供者应当留存日志不少于三个月。"
    assert "text" in {gap.kind for gap in article.not_covered}
    with pytest.raises(ToolError):
        served.answer("obligations", {})
    assert served.answer("coverage", {}).result["rules"][0]["duties"] == 0


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--http", "x"], "--http x: write a whole number from 0 to 65535"),
        (["--host", "0.0.0.0"], "--host, --allow-host and --token are for HTTP; add --http PORT"),
        (["--keep", "nowhere"], "--keep nowhere: is not a folder; make it first"),
        (["--base", "nowhere"], "nowhere: no such folder"),
        (["--http", "0", "--host", "203.0.113.7"], "203.0.113.7:0: cannot assign requested address; choose another"),
    ],
)
def test_options_that_do_not_fit_are_refused(arguments: list[str], message: str, here: Path, capsys: Captured) -> None:
    assert cli.main(["mcp", *arguments]) == 2
    assert message in capsys.readouterr().err


def desk(base: Path, clock: Callable[[], date], keep: Path | None = None) -> KnowledgeServer:
    return KnowledgeServer(base, clock, lambda version: (), keep)


def test_where_no_copy_can_be_kept_the_agent_is_told_so_and_no_path(base: Path, tmp_path: Path) -> None:
    keep = tmp_path / "answers"
    keep.write_text("no folder", "utf-8")
    with pytest.raises(ToolError, match=r"^the answer cannot be written \(not a directory\); ask who runs the server$"):
        desk(base, date.today, keep).answer("coverage", {})
    assert keep.read_text("utf-8") == "no folder"


def test_a_server_that_runs_for_days_answers_by_the_law_of_each(base: Path) -> None:
    days = [date(2026, 11, 24), date(2026, 11, 25)]
    served = desk(base, lambda: days.pop(0))
    assert [served.answer("coverage", {}).as_of for _ in range(2)] == ["2026-11-24", "2026-11-25"]


def test_without_the_sdk_one_line_says_what_to_install(monkeypatch: pytest.MonkeyPatch, capsys: Captured) -> None:
    monkeypatch.setattr("guiju.commands.mcp.find_spec", lambda name: None)
    assert cli.main(["mcp"]) == 2
    assert "pip install 'guiju[mcp]'" in capsys.readouterr().err
