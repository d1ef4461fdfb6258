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
from guiju.amendment.comparison import Amendments, between_versions, law_change, law_changes, only_in, readings
from guiju.amendment.reading_effects import Side
from guiju.assessment import Assessment, assess
from guiju.assessment.comparison import Comparison, compare
from guiju.assessment.receipt import receipt
from guiju.assessment.scanned import ScanResults
from guiju.assessment.sources import read_all, workbooks
from guiju.files import output
from guiju.files.finding import Misuse, UnsoundBase
from guiju.law.versions import Version
from guiju.model import Corpus, Regulation
from guiju.terminal import note, printer, watched, write_bytes
from guiju.terminal.amendment import print_amendments
from guiju.writers import formats


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
        return _bases(arguments, day)
    if any(folders):
        raise Misuse(f"{names[folders.index(True)]}: a knowledge base is compared with another one; name two folders")
    files = [Path(name).is_file() for name in names]
    base = None if all(files) else knowledge.evaluable(arguments.base, cases=True)
    found = [
        knowledge.text(base, name) if base and not is_file else None for name, is_file in zip(names, files, strict=True)
    ]
    if base and found[0] and found[1] and found[0][0] is found[1][0]:
        return _versions(arguments, base, found[0][0], found[0][1], found[1][1])
    if arguments.profile:
        remedy = "compare two knowledge bases, or two versions in one"
        raise Misuse(f"--profile: verdicts rest on duties that we read; {remedy}")
    texts = [place[1].text if place else knowledge.law_in(Path(name)) for name, place in zip(names, found, strict=True)]
    first = found[0][1].from_ if found[0] else None
    ours = (found[0][0], base, first if isinstance(first, date) else None) if base and found[0] else None
    named = [f"{place[0].id}@{place[1].day}" if place else name for name, place in zip(names, found, strict=True)]
    return Amendments(named[0], named[1], (law_change(texts[0], texts[1], ours),))


def _versions(arguments: argparse.Namespace, base: Corpus, rule: Regulation, old: Version, new: Version) -> Amendments:
    """Two texts of one rule: by our reading too."""
    if arguments.profile and not rule.obligations:
        raise Misuse(f"--profile: no duty of {rule.id} is read; verdicts rest on duties: compare two knowledge bases")
    whole = between_versions(base, rule, old, new)
    verdicts = _verdicts(arguments, *whole.readings.sides) if whole.readings else None
    return replace(whole, readings=whole.readings and replace(whole.readings, verdicts=verdicts))


def _bases(arguments: argparse.Namespace, day: date) -> Amendments:
    before, after = (knowledge.evaluable(name, cases=True) for name in (arguments.old, arguments.new))
    sides = Side(before, day), Side(after, day)
    return Amendments(
        arguments.old,
        arguments.new,
        tuple(law_changes(before, after)),
        only_in(after, before),
        only_in(before, after),
        readings(*sides, _verdicts(arguments, *sides)),
    )


def _verdicts(arguments: argparse.Namespace, old: Side, new: Side) -> Comparison | None:
    """The verdicts on a service, by each side; None without a profile."""
    if not arguments.profile:
        if arguments.table:
            raise Misuse("--table: needs facts of the service too; add --profile FILE")
        options.tables(arguments)  # Misuse for an option that needs one
        return None
    return compare(*(receipt(_assessed(arguments, side)) for side in (old, new)))


def _assessed(arguments: argparse.Namespace, side: Side) -> Assessment:
    chosen = {"as_of": None, "regulation": arguments.regulation or ([side.rule] if side.rule else [])}
    checklist = options.choose_checklist(side.corpus, argparse.Namespace(**{**vars(arguments), **chosen}), side.day)
    files = [Path(name) for name in arguments.profile]
    profile = read_all(files, workbooks(files, arguments.role), checklist)
    tables, request = ScanResults(), options.tables(arguments, first=0, show_keys=False)
    if request is not None:
        from guiju.tables.request import scan_all

        tables, _ = scan_all(request, checklist, profile, watched)
    return assess(checklist, profile, tables)
