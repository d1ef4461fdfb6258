"""Serve agents: the law, its duties, assessments and citations as tools of the Model Context Protocol.

Examples: guiju mcp, guiju mcp --http 8321, guiju mcp --base base --keep answers

Without --http it talks to the program that starts it (Claude Desktop, VS Code …) over standard input and output; see
Agents in the docs. Needs the SDK: pip install 'guiju[mcp]'. Each answer quotes the law with hashes and says what it
does not cover; guiju verify checks a saved answer, offline. A knowledge base in which guiju check finds defects is not
served. Only --keep writes files, and no file that an agent names is read. Stop with Ctrl-C, or by closing the input.
"""

import argparse
import sys
from datetime import date
from importlib.util import find_spec
from pathlib import Path

from guiju import knowledge, options
from guiju.api import checking
from guiju.files.bundled import knowledge_base
from guiju.files.finding import Finding, Misuse
from guiju.terminal import note

PURPOSE = "Open it in other software, answer agents"


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--http", metavar="PORT", help="serve over HTTP on this port (0: any that is free), at /mcp")
    parser.add_argument("--host", default="127.0.0.1", help="the address to serve on (default: this machine only)")
    parser.add_argument(
        "--allow-host", metavar="NAME", action="append", default=[], help="a name by which clients call this machine"
    )
    parser.add_argument("--keep", metavar="FOLDER", help="keep a copy of each answer here, for guiju verify")
    options.add(parser, "--base")


def run(arguments: argparse.Namespace, today: date) -> int:
    if missing := [name for name in ("mcp", "uvicorn") if find_spec(name) is None]:
        raise Misuse(f"agents are served with a library that is not installed ({missing[0]}); pip install 'guiju[mcp]'")
    port = None if arguments.http is None else options.whole("--http", arguments.http, 0, 65_535)
    if port is None and (arguments.host != "127.0.0.1" or arguments.allow_host):
        raise Misuse("--host and --allow-host are for HTTP; add --http PORT")
    keep = Path(arguments.keep) if arguments.keep else None
    if keep is not None and not keep.is_dir():
        raise Misuse(f"--keep {keep}: is not a folder; make it first")
    from guiju.agents import over_http, over_stdio  # the SDK takes a second
    from guiju.agents.knowledge_server import KnowledgeServer

    root, clock = knowledge_base(arguments.base, Path.cwd()), type(today).today  # it may run for days
    desk = KnowledgeServer(root, clock, lambda: _defects(root, clock()), keep)
    desk.current()
    if port is None:
        note(f"guiju mcp: {root}, over standard input and output", "guiju") if sys.stdin.isatty() else None
        over_stdio.serve(desk)
    else:
        over_http.serve(desk, arguments.host, port, arguments.allow_host, lambda at: note(at, "guiju"))
    return 0


def _defects(root: Path, today: date) -> list[Finding]:
    """What is wrong with the files that an agent would pass on as right."""
    return [finding for finding in checking.without_drafts(root, today)[0] if finding.code in knowledge.BLOCKING_CHECKS]
