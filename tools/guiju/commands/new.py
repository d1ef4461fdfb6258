"""Begin a new rule with a scaffold that passes the check.

Example: guiju new regulation cac-live-streaming-2016

ID becomes the folder: lower-case ASCII words joined by hyphens, such as cac-live-streaming-2016.
"""

from __future__ import annotations

import argparse
import shutil
from datetime import date
from pathlib import Path

from guiju.files import output
from guiju.files.bundled import knowledge_base
from guiju.files.finding import Misuse
from guiju.law.load import NAME
from guiju.maintenance.scaffold import regulation_files


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
    if not NAME.fullmatch(arguments.id):
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
    try:
        for name, text in regulation_files().items():
            output.write(folder / name, text.encode())
    except Misuse:
        shutil.rmtree(folder, ignore_errors=True)  # a rule without its text would be a finding
        raise
    for name in regulation_files():
        print(folder / name)
    return 0
