"""Calls that send much, answered in a process of their own, one after the other.

They take seconds of processor: in the process that answers everybody, everybody would wait for them. The other process
is made for the first of them, serves the next, and is ended with the server, or where nobody waits for what it does.
"""

import json
import os
import signal
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from anyio import BrokenWorkerProcess, CancelScope, fail_after, to_process
from mcp.server.mcpserver.exceptions import ToolError

from guiju.agents.answer import AgentAnswer
from guiju.agents.answering import LONGEST, answer_to
from guiju.agents.served_base import ServedBase

LONG = 4_000
"""Characters of arguments, as JSON, that are checked in about a tenth of a second; a request of no more bytes has no
more of them."""


def is_long(arguments: Mapping[str, Any]) -> bool:
    """Whether a call may take long; one that is refused for its length does not."""
    return LONG < len(json.dumps(arguments, ensure_ascii=False)) <= LONGEST


@dataclass
class AnsweringProcess:
    """The other process, of which a call takes at most so many seconds."""

    seconds: float = 45
    _has_begun: bool = False

    async def answer(self, name: str, arguments: Mapping[str, Any], today: date, kb: ServedBase) -> AgentAnswer:
        """The answer, by the same version of the knowledge base. ToolError where it comes to nothing; what the call
        itself is refused for is raised as it is here."""
        await self._begin()
        self._has_begun = False  # until it has answered
        try:
            with fail_after(self.seconds):
                answer = await to_process.run_sync(
                    _answer, name, arguments, today, kb.root, kb.data_version, cancellable=True
                )
        except BrokenWorkerProcess:
            raise ToolError("the process that answers long calls has ended; ask again") from None
        except TimeoutError:
            words = f"the answer took more than {self.seconds:g} seconds; send less, in several calls"
            raise ToolError(words) from None
        except Exception:
            self._has_begun = True
            raise
        self._has_begun = True
        return answer

    async def _begin(self) -> None:
        """Start it, whoever leaves meanwhile: one that nobody waits for while it starts would be left behind."""
        if self._has_begun:
            return
        # In whichever folder the server was started: nothing there is a module of ours, whatever it is called.
        os.environ["PYTHONSAFEPATH"] = "1"
        try:
            with CancelScope(shield=True):
                await to_process.run_sync(_ready)
        except (BrokenWorkerProcess, OSError):
            raise ToolError("no process can be started for a long call; ask again, or who runs the server") from None


def _ready() -> None:
    """That it comes back says that the process is there. Whoever interrupts it means the server, which ends it: sent
    back to the server, an interruption would be one of its own."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _answer(name: str, arguments: Mapping[str, Any], today: date, root: Path, data_version: str) -> AgentAnswer:
    return answer_to(name, arguments, today, _base(root, data_version))


@lru_cache(maxsize=1)
def _base(root: Path, data_version: str) -> ServedBase:
    """What was read for earlier calls is kept until the knowledge base changes."""
    return ServedBase(root, data_version)
