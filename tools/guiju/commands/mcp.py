"""Serve agents: the law, its duties, assessments and citations as tools of the Model Context Protocol.

Examples: guiju mcp, guiju mcp --http 8321, guiju mcp --base base --keep answers

Without --http it talks to the program that starts it (Claude Desktop, VS Code …) over standard input and output; see
Agents in the docs. Needs the SDK: pip install 'guiju[mcp]'. Each answer quotes the law with hashes and says what it
does not cover; guiju verify checks a saved answer, offline. A knowledge base with defects is not served: calls say what
is wrong, and the exit code is 3. Only --keep writes files, and no file that an agent names is read. Stop with Ctrl-C,
or by closing the input.
"""

from __future__ import annotations

import argparse
import re
import sys
import threading
from contextlib import suppress
from datetime import date
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from guiju import options
from guiju.files.bundled import knowledge_base
from guiju.files.content import read_bounded
from guiju.files.finding import Misuse, UnsoundBase
from guiju.terminal import note

if TYPE_CHECKING:
    from guiju.agents.knowledge_server import KnowledgeServer

_SHORTEST_TOKEN, _LONGEST_TOKEN = 16, 1024
_SECRET = re.compile(rf"[A-Za-z0-9._~+/=-]{{{_SHORTEST_TOKEN},{_LONGEST_TOKEN}}}")
PURPOSE = "Open it in other software, answer agents"


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--http", metavar="PORT", help="serve over HTTP on this port (0: any that is free), at /mcp")
    parser.add_argument("--host", default="127.0.0.1", help="the address to serve on (default: this machine only)")
    parser.add_argument(
        "--allow-host", metavar="NAME", action="append", default=[], help="a name by which clients call this machine"
    )
    parser.add_argument("--token", metavar="FILE", help="answer over HTTP only who sends the secret in this file")
    parser.add_argument("--keep", metavar="FOLDER", help="keep a copy of each answer here, for guiju verify")
    options.add(parser, "--base")


def run(arguments: argparse.Namespace, today: date) -> int:
    if missing := [name for name in ("mcp", "uvicorn") if find_spec(name) is None]:
        raise Misuse(f"agents are served with a library that is not installed ({missing[0]}); pip install 'guiju[mcp]'")
    port = None if arguments.http is None else options.whole("--http", arguments.http, 0, 65_535)
    if port is None and (arguments.host != "127.0.0.1" or arguments.allow_host or arguments.token):
        raise Misuse("--host, --allow-host and --token are for HTTP; add --http PORT")
    token = _token(Path(arguments.token)) if arguments.token else ""
    keep = Path(arguments.keep) if arguments.keep else None
    if keep is not None and not keep.is_dir():
        raise Misuse(f"--keep {keep}: is not a folder; make it first")
    root, clock = knowledge_base(arguments.base, Path.cwd()), type(today).today  # it may run for days
    if port is None:
        note(f"guiju mcp: {root}, over standard input and output", "guiju") if sys.stdin.isatty() else None
        from guiju.agents import first_message  # in front of all that is slow

        first = first_message.greet(sys.stdin.fileno())
    # What speaks the protocol takes seconds to import; by now the client has its first answer.
    from guiju.agents.knowledge_server import KnowledgeServer
    from guiju.api import checking

    desk = KnowledgeServer(root, clock, lambda version: checking.blocking(root, clock(), version), keep)
    unsound = list[UnsoundBase]()
    check = threading.Thread(target=_check, args=(desk, unsound), daemon=True)
    check.start()
    if port is None:
        from guiju.agents import over_stdio

        over_stdio.serve(desk, first)
    else:
        from guiju.agents import over_http

        over_http.serve(desk, arguments.host, port, arguments.allow_host, token, lambda at: note(at, "guiju"))
    check.join()
    return unsound[0].exit_code if unsound else 0


def _token(file: Path) -> str:
    """The secret in a file, which no list of processes shows. Misuse where it is none that a header can have."""
    try:
        secret = read_bounded(file, _LONGEST_TOKEN).decode("ascii", "replace").strip()
    except OSError as error:
        raise Misuse(f"{file}: {(error.strerror or 'cannot be read').lower()}; name a file with a secret") from None
    if not _SECRET.fullmatch(secret):
        rule = f"{_SHORTEST_TOKEN} to {_LONGEST_TOKEN} letters, digits and -._~+/="
        raise Misuse(f"{file}: is no token: it needs {rule}; for instance: openssl rand -hex 32")
    return secret


def _check(desk: KnowledgeServer, unsound: list[UnsoundBase]) -> None:
    """Check the knowledge base before anybody asks. Who asks is told of defects too, and of what else goes wrong."""
    with suppress(Misuse, OSError):
        try:
            desk.current()
        except UnsoundBase as found:
            unsound.append(found)
            for finding in found.findings[: found.most_shown]:
                note(str(finding))
            note(found.remedy, "guiju")
