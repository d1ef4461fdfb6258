"""The terminal: findings and assessments in, lines out, wrapped and coloured where a person reads them."""

import os
import re
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any, Protocol, TypeVar

from guiju.files.characters import escaped, escaped_lines
from guiju.files.json_text import json_text
from guiju.files.secret import without_secrets

Part = str | tuple[str, str]
"""A piece of a line: text, or text and its style (bold, dim, a colour)."""

_T = TypeVar("_T")
_LOOKS_A_SECOND = 10


class Say(Protocol):
    """Prints one line made of parts, in `style` unless they have their own, indented by `by` columns."""

    def __call__(self, *parts: Part, by: int = 0, style: str = "") -> None: ...


def printer() -> Say:
    """What prints to standard output."""
    # rich is slow to import, and a pipe has no use for it.
    return _for_a_person() if sys.stdout.isatty() or os.environ.get("FORCE_COLOR") else _plain


def print_json(**answer: Any) -> None:
    """The answer of a command as JSON."""
    print(json_text({"schema_version": 1, **answer}))


def write_bytes(data: bytes) -> None:
    """Write a document to standard output."""
    sys.stdout.flush()
    sys.stdout.buffer.write(data)


def deliver(data: bytes, file: str | None, done: str = "") -> None:
    """Write a document to a file, and say what was done; without one to standard output."""
    if file:
        from guiju.files import output  # what only prints needs nothing of it

        output.write(Path(file), data)
        note(done, file) if done else None
    else:
        write_bytes(data)


def note(message: str, location: str = "") -> None:
    """One line on standard error about what was done; a `location` to begin with is shown without its secrets."""
    print(escaped(f"{without_secrets(location)}: {message}" if location else message), file=sys.stderr)


def _plain(*parts: Part, by: int = 0, style: str = "") -> None:
    """A quotation is one line, however long, so that it can be searched for."""
    line = escaped_lines("".join(part if isinstance(part, str) else part[0] for part in parts))
    print("\n".join(" " * by + one if one else "" for one in line.split("\n")))


def _for_a_person() -> Say:
    """A COLUMNS that is not a width (COLUMNS=0) would show nothing, or stop the program."""
    from rich.console import Console
    from rich.padding import Padding
    from rich.text import Text

    class Screen(Console):
        def on_broken_pipe(self) -> None:
            """A reader who goes away is not an error, as the command line knows; rich would end with 1."""
            raise BrokenPipeError

    if not re.fullmatch("[1-9][0-9]{0,5}", os.environ.get("COLUMNS", "80")):
        del os.environ["COLUMNS"]
    screen = Screen(highlight=False)

    def say(*parts: Part, by: int = 0, style: str = "") -> None:
        screen.print(Padding(Text.assemble(*map(_visible, parts), style=style), (0, 0, 0, by), expand=False))

    return say


def _visible(part: Part) -> Part:
    return escaped_lines(part) if isinstance(part, str) else (escaped_lines(part[0]), part[1])


def watch(work: Callable[[], _T], percent: Callable[[], float], stop: Callable[[], object], label: str) -> _T:
    """Do work that takes long, with a bar on standard error where a person watches. Ctrl-C stops it by `stop`.
    `percent` is its progress, 0 to 100, below 0 where unknown."""
    outcome: dict[str, Any] = {}
    # An event, since a join that Ctrl-C interrupts may take a running thread for one that has ended (Python 3.11).
    done = threading.Event()
    # The work begins where Ctrl-C is heard, not while the thread that is to do it starts.
    heard = threading.Event()

    def worker() -> None:
        heard.wait()
        try:
            outcome["answer"] = work()
        except BaseException as error:
            outcome["error"] = error
        finally:
            done.set()

    threading.Thread(target=worker, daemon=True).start()
    try:
        heard.set()
        # What is done within a second needs no bar.
        if not done.wait(1) and sys.stderr.isatty():
            _bar(done, percent, label)
        while not done.wait(1 / _LOOKS_A_SECOND):
            pass
    except KeyboardInterrupt:
        heard.set()
        stop()
        # Between two queries nobody hears it: it is said until it is heard.
        while not done.wait(1 / _LOOKS_A_SECOND):
            stop()
        raise
    if "error" in outcome:
        raise outcome["error"]
    answer: _T = outcome["answer"]
    return answer


def watched(connection: Any, query: str, label: str) -> Any:
    """Run a query of DuckDB or Spark, watched."""
    return watch(lambda: connection.execute(query), connection.query_progress, connection.interrupt, label)


def _bar(done: threading.Event, percent: Callable[[], float], label: str) -> None:
    from rich import progress
    from rich.console import Console

    label_column = progress.TextColumn("{task.description}", markup=False)
    times = (progress.TimeElapsedColumn(), progress.TimeRemainingColumn())
    columns = (label_column, progress.BarColumn(), progress.TaskProgressColumn(), *times)
    with progress.Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(label, total=None)
        while not done.wait(1 / _LOOKS_A_SECOND):
            reached = percent()
            if reached >= 0:
                bar.update(task, total=100, completed=reached)
