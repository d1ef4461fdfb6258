"""guiju: the command line. Arguments → one command → exit code: 0 clean, 1 findings, 2 misuse."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from datetime import date
from importlib import import_module
from typing import NoReturn

from guiju import __version__, commands
from guiju.finding import Misuse
from guiju.formats import text
from guiju.knowledge import Unsound

_SHOWN = 10
"""How many defects a command shows of what it cannot work on."""


class _Parser(argparse.ArgumentParser):
    """argparse, whose errors are one line."""

    def error(self, message: str) -> NoReturn:
        raise Misuse(f"{message}; see {self.prog} --help")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns its exit code."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        parsed = parser().parse_args(_given() if arguments is None else arguments)
        code: int = parsed.run(parsed, date.today())
        sys.stdout.flush()
    except Misuse as misuse:
        print(f"guiju: {misuse}", file=sys.stderr)
        return 2
    except Unsound as unsound:
        print(text.render(unsound.findings[:_SHOWN], sys.stderr.isatty()), end="", file=sys.stderr)
        more = len(unsound.findings) - _SHOWN
        if more > 0:
            print(f"… and {more} more", file=sys.stderr)
        print(f"guiju: {unsound.remedy}", file=sys.stderr)
        return 1
    except BrokenPipeError:
        # The reader went away (guiju find … | head): nothing left to say, and no error of ours.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        print("guiju: interrupted", file=sys.stderr)
        return 130
    return code


def _given() -> list[str]:
    """The arguments as UTF-8, whatever the locale made of them."""
    return [os.fsencode(argument).decode("utf-8", "replace") for argument in sys.argv[1:]]


class _Help(argparse.RawDescriptionHelpFormatter):
    def __init__(self, prog: str) -> None:
        super().__init__(prog, max_help_position=18)


def parser() -> argparse.ArgumentParser:
    """The parser with all commands."""
    top = _Parser(
        prog="guiju",
        description=__doc__.splitlines()[0],
        formatter_class=_Help,
    )
    top.add_argument("--version", action="version", version=f"guiju {__version__}")
    sub = top.add_subparsers(title="commands", metavar="COMMAND", dest="command", required=True)
    for name in commands.names():
        module = import_module(f"guiju.commands.{name}")
        manual = (module.__doc__ or "").strip()
        summary = manual.splitlines()[0].rstrip(".")
        command = sub.add_parser(name, help=summary, description=manual, formatter_class=_Help)
        module.arguments(command)
        command.set_defaults(run=module.run)
    return top


if __name__ == "__main__":
    sys.exit(main())
