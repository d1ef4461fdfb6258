"""Check, read and cite Chinese internet regulations. Exit codes: 0 clean, 1 findings, 2 misuse, 3 not established."""

import argparse
import contextlib
import gc
import os
import shutil
import signal
import sys
from collections.abc import Sequence
from datetime import date
from importlib import import_module
from pathlib import Path
from textwrap import fill
from typing import NoReturn, TextIO

from guiju import __version__, commands, options
from guiju.files.finding import LONGEST_MESSAGE, Misuse, Unsound, one_line
from guiju.files.secret import censored
from guiju.terminal.finding_formats import formats, text

_LONGEST_NAME = 200
"""Characters of an argument that a message quotes, so that its remedy is still in sight."""


class _Parser(argparse.ArgumentParser):
    """argparse, whose errors are one line."""

    def error(self, message: str) -> NoReturn:
        raise Misuse(f"{message}; see {self.prog} --help")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns its exit code."""
    _prepare_streams()
    argv: Sequence[str] = ()
    ended: list[int] = []
    parsed = argparse.Namespace()
    # Modules and a knowledge base all live to the end: looking for garbage among them costs a tenth of the time.
    gc.set_threshold(200_000)
    try:
        if arguments is None:
            _end_on_signals(ended)
        # As UTF-8, whatever the locale made of it.
        typed = (os.fsencode(argument).decode("utf-8", "replace") for argument in sys.argv[1:])
        argv = list(typed) if arguments is None else arguments
        _refuse_empty(argv)
        parsed = parser(argv).parse_args(argv)
        options.refuse_inputs(parsed)
        code: int = parsed.run(parsed, date.today())
        sys.stdout.flush()
        if arguments is None:
            gc.freeze()  # the process ends here: nor is it to look for garbage among them on its way out
    except Misuse as misuse:
        _say(str(misuse), argv)
        return misuse.exit_code
    except Unsound as unsound:
        _show(unsound, getattr(parsed, "format", None), argv)
        return unsound.exit_code
    except BrokenPipeError:
        # The reader went away (guiju find … | head): nothing left to say, and no error of ours.
        _silence(sys.stdout)
        return 0
    except UnicodeEncodeError as error:
        _say(f"{error.object}: cannot be named in this locale; set LC_ALL=C.UTF-8", argv)
        return 2
    except OSError as error:
        _say(_refused(error), argv)
        return 2
    except KeyboardInterrupt:
        _say("interrupted")
        return 128 + (ended[0] if ended else signal.SIGINT)
    return code


def _end_on_signals(ended: list[int]) -> None:
    """Treat a request to end like Ctrl-C, so that nothing half-written is left; `ended` gets its number. A signal that
    is ignored (nohup) stays so."""

    def end(number: int, _: object) -> NoReturn:
        signal.signal(number, signal.SIG_IGN)  # to be asked again would interrupt the tidying up
        ended.append(number)
        raise KeyboardInterrupt

    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) is signal.SIG_DFL:
            signal.signal(number, end)


def _prepare_streams() -> None:
    """UTF-8 on both streams; one that the caller closed swallows what it gets."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, Path(os.devnull).open("w", encoding="utf-8"))  # noqa: SIM115  # lives as long as we do
        elif hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")


def _refuse_empty(arguments: Sequence[str]) -> None:
    """Refuse an empty argument, a shell variable that is unset: never guess that today, or the terminal, was meant."""
    for place, argument in enumerate(arguments, 1):
        if "\0" in argument:
            raise Misuse(f"argument {place} contains a null character, which names cannot; remove it")
        if not argument or (argument.startswith("--") and argument.endswith("=")):
            raise Misuse(f"argument {place} is empty{f' ({argument})' * bool(argument)}; write a value or leave it out")


def _say(message: str, argv: Sequence[str] = ()) -> None:
    """Print a message as one line on standard error, without the secrets in the arguments `argv`, where it can be
    written."""
    names = _as_named(argv)
    message = censored(message, names)
    for name in names:
        if len(name) > _LONGEST_NAME:
            message = message.replace(name, one_line(name, _LONGEST_NAME))
    try:
        print(f"guiju: {one_line(message, LONGEST_MESSAGE)}", file=sys.stderr, flush=True)
    except OSError:
        _silence(sys.stderr)


def _as_named(argv: Sequence[str]) -> list[str]:
    """The arguments, also as a path prints them."""
    return list(dict.fromkeys(name for argument in argv for name in (argument, str(Path(argument)))))


def _show(unsound: Unsound, form: str | None, argv: Sequence[str]) -> None:
    """Say what is unsound, on standard error; in a report for CI, where the command writes one. Without the secrets in
    the arguments `argv`, of which one may be named as a file."""
    names = _as_named(argv)
    with contextlib.suppress(OSError):
        if form not in ("text", "json") and (render := formats().get(form or "")):
            print(censored(render(unsound.findings, False), names), end="", flush=True)
            return
        shown = text.render(unsound.findings[: unsound.most_shown], sys.stderr.isatty())
        print(censored(shown, names), end="", file=sys.stderr)
        more = len(unsound.findings) - unsound.most_shown
        if more > 0:
            print(f"… and {more} more", file=sys.stderr)
    if unsound.remedy:
        _say(unsound.remedy)


def _silence(stream: TextIO) -> None:
    """Send what is still to come nowhere: a stream that failed once would fail again when Python ends."""
    with contextlib.suppress(OSError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def _refused(error: OSError) -> str:
    """What the machine refused: a name it cannot hold, a current folder that is gone, an output that is full."""
    reason = (error.strerror or str(error)).lower()
    if error.filename is not None:
        return f"{error.filename}: {reason}; name another place"
    try:
        Path.cwd()
    except OSError:
        return "the current folder is gone; change to one that exists"
    _silence(sys.stdout)
    return f"the output cannot be written ({reason}); make room, or write elsewhere with -o"


class _Help(argparse.RawDescriptionHelpFormatter):
    def __init__(self, prog: str) -> None:
        super().__init__(prog, max_help_position=18)


def parser(argv: Sequence[str] = ()) -> argparse.ArgumentParser:
    """The parser of the command that `argv` begins with; without one, of all commands, none of them imported."""
    top = _Parser(prog="guiju", description=__doc__.splitlines()[0], formatter_class=_Help)
    top.add_argument("--version", action="version", version=f"guiju {__version__}")
    sub = top.add_subparsers(prog="guiju", metavar="COMMAND", dest="command", required=True, help=argparse.SUPPRESS)
    known = commands.names()
    if argv and argv[0] in known:
        module = import_module(f"guiju.commands.{argv[0].replace('-', '_')}")
        command = sub.add_parser(argv[0], description=(module.__doc__ or "").strip(), formatter_class=_Help)
        module.arguments(command)
        command.set_defaults(run=module.run)
    else:
        for name in known:
            sub.add_parser(name)
        top.usage = "guiju [-h] [--version] COMMAND ..."
        top.epilog = "\n\n".join(map(_listed, *zip(*commands.by_purpose().items(), strict=True)))
    return top


def _listed(purpose: str, names: Sequence[str]) -> str:
    """Commands of one purpose under its name, each with its summary."""
    columns = max(shutil.get_terminal_size().columns - 2, 40)
    listed = (f"  {name:<12} {commands.summary(name)}" for name in names)
    return "\n".join([f"{purpose}:", *(fill(line, columns, subsequent_indent=" " * 15) for line in listed)])
