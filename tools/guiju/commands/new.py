"""Begin a new rule with a scaffold that passes the check.

Example: guiju new regulation cac-live-streaming-2016

ID becomes the folder: lower-case ASCII words joined by hyphens, such as cac-live-streaming-2016.
"""

from __future__ import annotations

import argparse
import re
from datetime import date
from pathlib import Path

from guiju import output
from guiju.bundled import knowledge_base
from guiju.finding import Misuse
from guiju.scaffold import regulation_files
from guiju.schema import schema


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("kind", choices=["regulation"], help="what to begin")
    parser.add_argument("id", metavar="ID", help="the id of the new rule")
    parser.add_argument(
        "--base",
        metavar="PATH",
        help="the knowledge base: a folder that holds regulations/ (default: the current folder)",
    )


def run(arguments: argparse.Namespace, today: date) -> int:
    root = knowledge_base(arguments.base or ".", Path.cwd())
    if not re.fullmatch(schema("common")["$defs"]["slug"]["pattern"], arguments.id):
        raise Misuse(
            f"'{arguments.id}' is no id; write lower-case ASCII words joined by hyphens, such as cac-live-streaming-2016"
        )
    folder = root / "regulations" / arguments.id
    if folder.exists() or folder.is_symlink():
        raise Misuse(f"{folder} exists already; choose another id")
    try:
        folder.mkdir()
    except OSError as error:
        raise Misuse(
            f"{folder}: cannot be made ({(error.strerror or str(error)).lower()}); choose another base with --base"
        ) from None
    for name, text in regulation_files().items():
        output.write(folder / name, text.encode())
        print(folder / name)
    return 0
