"""Compare two texts of a law, or two knowledge bases: down to the words, and what the change means.

A and B are ids (cybersecurity-law, 网络安全法), versions (cybersecurity-law@2016-11-07), files that guiju import
reads, or both folders of knowledge bases, such as yesterday's and today's checkout. Punctuation, width and white space
do not count; what only moved is kept apart from what changed.

Two knowledge bases, or two versions of a law in one, are compared by our reading too: duties that appear, vanish or
change, penalties, broken quotations, cases that come out otherwise, and with --profile the verdicts on a service that
flip. Of other texts only what the words show is listed, and which records of ours rest on words that changed.

Exit code 0 without a difference, 1 with differences, 2 where something cannot be compared, as of diff.
"""

import argparse
from dataclasses import replace
from datetime import date
from pathlib import Path

from guiju import knowledge, options
from guiju.amendment.comparison import Amendments, law_change
from guiju.amendment.reading_effects import Side
from guiju.api import KnowledgeBase, load
from guiju.assessment import Assessment
from guiju.assessment.comparison import Comparison, compare
from guiju.assessment.receipt import receipt
from guiju.files import output
from guiju.files.finding import Misuse, UnsoundBase
from guiju.terminal import note, printer, write_bytes
from guiju.terminal.amendment import print_amendments
from guiju.writers import formats

PURPOSE = "Find where an article went, and what a change means"


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("old", metavar="A", help="the old side: an id, id@DATE, a file, or a knowledge base")
    parser.add_argument("new", metavar="B", help="the new side")
    known = ", ".join(["text", *formats("amendment")])
    parser.add_argument("--format", metavar="FORMAT", help=f"one of {known} (default: the ending of FILE, else text)")
    options.add(parser, "--as-of", "--lang", "-o --output", "--base")
    group = parser.add_argument_group("verdicts on a service that flip, as guiju assess takes it")
    group.add_argument("--profile", metavar="FILE", action="append", default=[], help="its facts; repeat for several")
    options.add(
        group, "--role", "--regulation", "--topic", "--table", "--mapping", "--engine", "--master", "--hash-keys"
    )


def run(arguments: argparse.Namespace, today: date) -> int:
    day = options.day(arguments, today)
    name = options.format_name(arguments.format, arguments.output, ["text", *formats("amendment")], "text")
    if arguments.output and name == "text":
        raise Misuse("text is for the terminal; choose another --format for a file")
    try:
        amendments = compared(arguments, day)
    except UnsoundBase as unsound:
        unsound.exit_code = 2  # 1 says that there are differences
        raise
    if name == "text":
        print_amendments(printer(), amendments, arguments.lang)
    else:
        data = formats("amendment")[name](amendments, arguments.lang, day)
        if arguments.output:
            output.write(Path(arguments.output), data)
            note(f"{amendments.old} → {amendments.new}", arguments.output)
        else:
            write_bytes(data)
    return 1 if amendments.differs else 0


def compared(arguments: argparse.Namespace, day: date) -> Amendments:
    """Both sides, compared. Misuse where they cannot be."""
    names = arguments.old, arguments.new
    folders = [Path(name).is_dir() for name in names]
    if all(folders):
        before, after = map(load, names)
        return _with_verdicts(arguments, before.compare(after, day), before)
    if any(folders):
        raise Misuse(f"{names[folders.index(True)]}: a knowledge base is compared with another one; name two folders")
    files = [Path(name) for name in names if Path(name).is_file()]
    if len(files) == len(names):  # no knowledge base is asked
        before_text, after_text = map(knowledge.law_in, files)
        amendments, base = Amendments(*names, (law_change(before_text, after_text),)), None
    else:
        base = options.base(arguments)
        amendments = base.diff(*(Path(name) if Path(name).is_file() else name for name in names))
    if base and amendments.readings:
        rule = base.rule(amendments.readings.sides[0].rule or "")
        if arguments.profile and not rule.obligations:
            remedy = "verdicts rest on duties: compare two knowledge bases"
            raise Misuse(f"--profile: no duty of {rule.id} is read; {remedy}")
        return _with_verdicts(arguments, amendments, base)
    if arguments.profile:
        remedy = "compare two knowledge bases, or two versions in one"
        raise Misuse(f"--profile: verdicts rest on duties that we read; {remedy}")
    return amendments


def _with_verdicts(arguments: argparse.Namespace, amendments: Amendments, base: KnowledgeBase) -> Amendments:
    """The same with the verdicts on a service, by each side; as it is without a profile."""
    if amendments.readings is None:
        return amendments
    verdicts = _verdicts(arguments, base, *amendments.readings.sides)
    return replace(amendments, readings=replace(amendments.readings, verdicts=verdicts))


def _verdicts(arguments: argparse.Namespace, base: KnowledgeBase, old: Side, new: Side) -> Comparison | None:
    """The verdicts on a service, by each side; None without a profile."""
    if not arguments.profile:
        if arguments.table:
            raise Misuse("--table: needs facts of the service too; add --profile FILE")
        options.tables(arguments)  # Misuse for an option that needs one
        return None
    return compare(*(receipt(_assessed(arguments, base, side)) for side in (old, new)))


def _assessed(arguments: argparse.Namespace, base: KnowledgeBase, side: Side) -> Assessment:
    rules = arguments.regulation or ([side.rule] if side.rule else [])
    selection = argparse.Namespace(**{**vars(arguments), "regulation": rules})
    tables = options.tables(arguments, first=0)
    return options.assess(replace(base, corpus=side.corpus), selection, arguments.profile, side.day, tables)
