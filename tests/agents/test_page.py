"""The page that shows how to connect an agent: what it shows works, in both languages."""

import json
import re
import sys
from pathlib import Path
from typing import Any

import pytest
from mcp import ClientSession, StdioServerParameters
from mcp.client.stdio import stdio_client

from answers import ask, finished
from guiju import cli
from guiju.agents import tools_by_name
from guiju.files.json_text import json_bytes
from guiju.model import Lang
from kept_cache import kept_index
from places import ROOT

pytestmark = pytest.mark.server

__all__ = ["kept_index"]


def page(lang: Lang) -> str:
    return (ROOT / "docs" / lang / "agents.md").read_text("utf-8")


def blocks(lang: Lang, kind: str) -> list[str]:
    return re.findall(rf"^```{kind}\n(.*?)^```", page(lang), re.M | re.S)


@pytest.mark.parametrize("kind", ["json", "console", "sh", "python"])
def test_both_languages_show_the_same(kind: str) -> None:
    assert blocks("zh", kind) == blocks("en", kind) != []


def test_each_tool_is_named(lang: Lang) -> None:
    assert re.findall(r"^\| `(\w+)` \|", page(lang), re.M) == sorted(tools_by_name(), key=page(lang).index)


def servers() -> list[dict[str, Any]]:
    """What the configurations tell a client to do."""
    configurations = [json.loads(block) for block in blocks("en", "json")]
    return [entry for one in configurations for named in one.values() for entry in named.values()]


CALLS = {(entry["command"], *entry["args"]) for entry in servers() if "command" in entry}


@pytest.mark.cost(2.5, "starts the installed command and asks it")
@pytest.mark.parametrize("call", sorted(CALLS), ids=" ".join)
def test_a_client_that_is_configured_so_gets_an_answer(call: tuple[str, ...], tmp_path: Path) -> None:
    name, *arguments = call
    assert name == "guiju"
    parameters = StdioServerParameters(command=str(Path(sys.prefix) / "bin" / name), args=arguments, cwd=str(tmp_path))

    async def run() -> Any:
        async with stdio_client(parameters) as streams, ClientSession(*streams) as session:
            await session.initialize()
            return await session.call_tool("coverage", {"limit": 1})

    assert not finished(run()).is_error


def test_the_program_starts_the_command_as_clients_do() -> None:
    (program,) = blocks("en", "python")
    compile(program, "agents.md", "exec")
    assert '{"command": "guiju", "args": ["mcp"]}' in program


def test_the_address_over_http_is_the_one_that_the_command_names() -> None:
    (address,) = [entry["url"] for entry in servers() if "url" in entry]
    command = next(block for block in blocks("en", "console") if "--http" in block)
    assert command == f"$ guiju mcp --http 8321\nguiju: {address}\n"  # test_transports.py runs it, on a free port


def test_an_answer_that_was_kept_is_verified_as_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    shown = next(block for block in blocks("en", "console") if "verify" in block)
    name = re.findall(r"verify (\S+)", shown)[0]
    (tmp_path / name).parent.mkdir()
    (tmp_path / name).write_bytes(json_bytes(ask("search", query="日志").value))
    assert cli.main(["verify", name]) == 0
    assert capsys.readouterr().out.splitlines() == shown.splitlines()[1:]
