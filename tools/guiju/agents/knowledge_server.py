"""The desk where calls are answered: the knowledge base that is served, and copies of answers where they are kept.

A mistake of an agent is an error of its call, in one line with the remedy.
"""

import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from mcp.server.mcpserver.exceptions import ToolError

from guiju.agents.answer import AgentAnswer
from guiju.agents.answering import answer_to
from guiju.agents.served_base import ServedBase
from guiju.files.finding import LONGEST_MESSAGE, Finding, Misuse, Unsound, UnsoundBase, one_line
from guiju.files.json_text import json_bytes
from guiju.files.output import write
from guiju.search.index import consult


@dataclass
class KnowledgeServer:
    """The knowledge base that is served: checked again when its files change, and refused while it has defects.

    `clock` says which day it is, `defects` what is wrong with the files of a version, and `keep` where copies of
    answers go.
    """

    root: Path
    clock: Callable[[], date]
    defects: Callable[[str], Sequence[Finding]]
    keep: Path | None = None
    _kb: ServedBase | None = None
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def current(self) -> ServedBase:
        """The knowledge base as it is now, when it has been checked. UnsoundBase if it has defects."""
        with self._lock:
            version = consult(self.root, lambda index: index.data_version)
            if self._kb is None or version != self._kb.data_version:
                if findings := self.defects(version):
                    raise UnsoundBase(findings)
                self._kb = ServedBase(self.root, version)
            return self._kb

    def checked(self) -> ServedBase:
        """The knowledge base as it is now. ToolError, in one line, if it has defects."""
        with in_one_line():
            return self.current()

    def answer(self, name: str, arguments: dict[str, Any]) -> AgentAnswer:
        """The answer to a call. ToolError, in one line, if there is none."""
        with in_one_line():
            answer = answer_to(name, arguments, self.clock(), self.current())
        self.keep_copy(answer)
        return answer

    def keep_copy(self, answer: AgentAnswer) -> None:
        """Write a copy, where copies are kept. ToolError if that fails, without the path, which does not concern the
        agent."""
        if self.keep is None:
            return
        file = self.keep / f"{answer.value['hash'][:16]}.json"
        try:
            write(file, json_bytes(answer.value), "ask who runs the server")
        except Misuse as misuse:
            raise ToolError(f"the answer {str(misuse).removeprefix(f'{file}: ')}") from None


@contextmanager
def in_one_line() -> Iterator[None]:
    """ToolError, in one line, for what a call is refused for."""
    try:
        yield
    except Misuse as misuse:
        raise ToolError(one_line(str(misuse), LONGEST_MESSAGE)) from None
    except Unsound as unsound:
        first, more = unsound.findings[0], len(unsound.findings) - 1
        defects = f"{one_line(str(first), 300)}{f' (and {more} more)' * bool(more)}"
        raise ToolError(f"the knowledge base has defects: {defects}; ask its owner to run guiju check") from None
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise ToolError(f"the knowledge base cannot be read ({reason}); ask who runs the server") from None
