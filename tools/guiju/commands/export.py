"""Export the knowledge base for other people's software. Without a format it lists them.

Example: guiju export ciso-assistant -o libraries

FOLDER is written whole or not at all. A folder that an earlier export in this format wrote is replaced; one that holds
anything else is refused.
"""

import argparse
from datetime import date
from pathlib import Path

from guiju import exports, knowledge, options
from guiju.files.finding import Misuse, close_to, one_line
from guiju.files.folder import FolderWriter
from guiju.terminal import note, track


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("format", metavar="FORMAT", nargs="?", help=f"one of {', '.join(exports.names())}")
    parser.add_argument("-o", "--output", metavar="FOLDER", help="the folder to write")
    options.add(parser, "--as-of", "--base")


def run(arguments: argparse.Namespace, today: date) -> int:
    name = arguments.format
    if name is None:
        for known in exports.names():
            print(f"{known:<16}{exports.manual(known).splitlines()[0]}")
        return 0
    if name not in exports.names():
        remedy = close_to(name, exports.names(), f"known: {', '.join(exports.names())}")
        raise Misuse(f"there is no format '{one_line(name)}'; {remedy}")
    if arguments.output is None:
        raise Misuse(f"name the folder to write: guiju export {name} -o FOLDER")
    as_of = options.day(arguments, today)
    corpus = knowledge.corpus(arguments.base)
    writer = FolderWriter(f"guiju export {name}", "-o")
    number = writer.write(Path(arguments.output), track(exports.files(name, corpus, as_of), "files"))
    note(f"{number} files as of {as_of}, data version {corpus.data_version}", arguments.output)
    return 0
