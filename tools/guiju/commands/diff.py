"""Compare two texts of a law, or two knowledge bases: down to the words, and what the change means.

A and B are ids (cybersecurity-law, 网络安全法), versions (cybersecurity-law@2016-11-07), files that guiju import
reads, or both folders of knowledge bases, such as yesterday's and today's checkout. Punctuation, width and white space
do not count; what only moved is kept apart from what changed.

Two knowledge bases, or two versions of a law in one, are compared by our reading too: duties that appear, vanish or
change, penalties, broken quotations, cases that come out otherwise, and with --profile the verdicts on a service that
flip. Of other texts only what the words show is listed, and which records of ours rest on words that changed.

Exit code 0 without a difference, 1 with differences, 2 where something cannot be compared, as of diff; 3 where
a knowledge base has defects.
"""

import argparse
from datetime import date
from functools import cache
from pathlib import Path

from guiju import knowledge, options
from guiju.amendment.comparison import Amendments
from guiju.amendment.reading_effects import Side
from guiju.api import comparing
from guiju.api.loading import load
from guiju.assessment import Assessment
from guiju.files.finding import Misuse
from guiju.terminal import deliver, printer
from guiju.terminal.amendment import print_amendments
from guiju.writers import formats

PURPOSE = "Find where an article went, and what a change means"


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("old", metavar="A", help="the old side: an id, id@DATE, a file, or a knowledge base")
    parser.add_argument("new", metavar="B", help="the new side")
    options.add_format(parser, ["text", *formats("amendment")], "text")
    options.add(parser, "--as-of", "--lang", "-o --output", "--base")
    group = parser.add_argument_group("verdicts on a service that flip, as guiju assess takes it")
    group.add_argument("--profile", metavar="FILE", action="append", default=[], help="its facts; repeat for several")
    options.add(
        group, "--role", "--regulation", "--topic", "--table", "--mapping", "--engine", "--master", "--hash-keys"
    )


def run(arguments: argparse.Namespace, today: date) -> int:
    day = options.day(arguments, today)
    name = options.format_name(arguments.format, arguments.output, ["text", *formats("amendment")], "text")
    amendments = compared(arguments, day)
    if name == "text":
        print_amendments(printer(), amendments, arguments.lang)
    else:
        data = formats("amendment")[name](amendments, arguments.lang, day)
        deliver(data, arguments.output, f"{amendments.old} → {amendments.new}")
    return 1 if amendments.differs else 0


def compared(arguments: argparse.Namespace, day: date) -> Amendments:
    """Both sides, compared. Misuse where they cannot be."""
    names = arguments.old, arguments.new
    folders = [Path(name).is_dir() for name in names]
    if all(folders):
        before, after = map(load, names)
        amendments = before.compare(after, day)
    elif any(folders):
        raise Misuse(f"{names[folders.index(True)]}: a knowledge base is compared with another one; name two folders")
    else:
        base = cache(lambda: knowledge.runnable(options.base(arguments).corpus))
        amendments = comparing.amendments(base, *map(options.path_or_name, names))
    if arguments.profile:
        return comparing.with_verdicts(amendments, lambda side: _assessed(arguments, side))
    if amendments.readings and arguments.table:
        raise Misuse("--table: needs facts of the service too; add --profile FILE")
    if amendments.readings:
        options.tables(arguments)  # Misuse for an option that needs one
    return amendments


def _assessed(arguments: argparse.Namespace, side: Side) -> Assessment:
    rules = arguments.regulation or ([side.rule] if side.rule else [])
    selection = argparse.Namespace(**{**vars(arguments), "regulation": rules})
    return options.assess(side.corpus, selection, arguments.profile, side.day, options.tables(arguments, first=0))
