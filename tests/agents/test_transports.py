"""The server as clients meet it: the SDK's own client over stdio and over HTTP, and the conformance suite."""

import asyncio
import json
import re
import socket
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

import pytest
from mcp import ClientSession
from mcp.client.streamable_http import streamable_http_client

from answers import QUESTIONS, finished
from conftest import PATIENCE
from guiju import cli
from guiju.agents import tools_by_name
from guiju.agents.answer import hash_of
from http_servers import Server, serving
from judges import NPM
from kept_cache import kept_index
from places import ROOT
from stdio_clients import HELLO, with_stdio

pytestmark = pytest.mark.server

__all__ = ["kept_index"]


@asynccontextmanager
async def over_http(address: str) -> AsyncIterator[ClientSession]:
    async with streamable_http_client(address) as streams, ClientSession(*streams[:2]) as session:
        await session.initialize()
        yield session


@pytest.fixture(scope="module")
def server(kept_index: None) -> Iterator[Server]:
    with serving() as running:
        yield running


async def each_tool(session: ClientSession) -> list[Any]:
    listed = await session.list_tools()
    assert [tool.name for tool in listed.tools] == list(tools_by_name())
    assert all(tool.description and not tool.output_schema for tool in listed.tools)
    return [await session.call_tool(tool, arguments) for tool, arguments in QUESTIONS]


@pytest.mark.cost(3, "starts the server, asks each tool and verifies the answers")
def test_a_client_over_stdio_gets_an_answer_of_each_tool(tmp_path: Path) -> None:
    keep = tmp_path / "answers"
    keep.mkdir()
    answers = with_stdio(each_tool, "--keep", str(keep))
    assert not any(answer.is_error for answer in answers)
    kept = [json.loads(file.read_text("utf-8")) for file in keep.iterdir()]
    assert {value["hash"] for value in kept} == {answer.structured_content["hash"] for answer in answers}
    for answer in answers:
        assert hash_of(answer.structured_content) == answer.structured_content["hash"]
        assert all(claim["quote"] in answer.content[0].text for claim in answer.structured_content["claims"])
    assert [cli.main(["verify", str(file), "--base", str(ROOT)]) for file in keep.iterdir()] == [0] * len(answers)


def test_a_client_over_loopback_http_gets_the_same(server: Server) -> None:
    async def run() -> list[Any]:
        async with over_http(server.address) as session:
            return await each_tool(session)

    answers = finished(run())
    assert not any(answer.is_error for answer in answers)


def test_several_clients_at_once_get_their_own_answers(server: Server) -> None:
    words = ["日志", "群组", "实名", "黑名单", "投诉", "账号"]

    async def one(word: str) -> Any:
        async with over_http(server.address) as session:
            return await session.call_tool("search", {"query": word, "limit": 1})

    async def run() -> list[Any]:
        return await asyncio.gather(*map(one, words))

    answers = finished(run())
    assert [answer.structured_content["arguments"]["query"] for answer in answers] == words


def test_ten_megabytes_over_http_are_refused_before_they_are_read(server: Server) -> None:
    status, text = server.request(b"x" * 10_000_000)
    assert (status, text) == (413, "Request body too large")
    assert server.request(json.dumps(HELLO).encode())[0] == 200


def test_a_client_that_hangs_up_in_the_middle_harms_nobody(server: Server) -> None:
    connection = HTTPConnection("127.0.0.1", server.port, timeout=PATIENCE)
    connection.putrequest("POST", "/mcp")
    connection.putheader("Content-Type", "application/json")
    connection.putheader("Content-Length", "1000")
    connection.endheaders(b'{"jsonrpc":')
    connection.close()
    assert server.request(json.dumps(HELLO).encode())[0] == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "evil.example"},
        {"Host": "localhost:evil.example"},
        {"Origin": "https://evil.example"},
        {"Origin": "http://localhost:evil.example"},
    ],
)
def test_a_page_that_calls_itself_otherwise_reaches_nothing(server: Server, headers: dict[str, str]) -> None:
    assert server.request(json.dumps(HELLO).encode(), **headers)[0] in (403, 421)


def test_a_name_that_was_allowed_is_answered() -> None:
    with serving("--allow-host", "guiju.example") as running:
        assert running.request(json.dumps(HELLO).encode(), Host="guiju.example")[0] == 200
        assert running.request(json.dumps(HELLO).encode(), Host="evil.example")[0] == 421


def test_only_who_has_the_token_is_answered(tmp_path: Path) -> None:
    file = tmp_path / "token"
    file.write_text("0123456789abcdef\n", "utf-8")
    with serving("--token", str(file)) as running:
        body = json.dumps(HELLO).encode()
        assert running.request(body)[0] == 401
        assert running.request(body, Authorization="Bearer 0123456789abcdef")[0] == 200


def test_two_hundred_connections_that_say_nothing_harm_nobody(server: Server) -> None:
    silent = [socket.create_connection(("127.0.0.1", server.port)) for _ in range(200)]
    try:
        for place, connection in enumerate(silent):
            connection.sendall(b"POST /mcp HTTP/1.1\r\nHost: loc"[: place % 30])
        assert server.request(json.dumps(HELLO).encode())[0] == 200
    finally:
        for connection in silent:
            connection.close()


def test_http_is_served_to_this_machine_only_unless_asked(server: Server) -> None:
    assert server.address.startswith("http://127.0.0.1:")


SCENARIOS = ("server-initialize", "ping", "tools-list", "dns-rebinding-protection")
"""Those of @modelcontextprotocol/conformance that ask for no tool, resource or prompt of a test server."""


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_the_conformance_suite_passes_its_generic_scenarios(server: Server, scenario: str, tmp_path: Path) -> None:
    suite = NPM / "@modelcontextprotocol" / "conformance" / "dist" / "index.js"
    node = Path(sys.prefix) / "bin" / "node"
    command = [node, suite, "server", "--url", server.address, "--scenario", scenario]
    done = subprocess.run(command, capture_output=True, text=True, cwd=tmp_path, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert re.search(r"Passed: ([1-9])/\1, 0 failed, 0 warnings", done.stdout), done.stdout
