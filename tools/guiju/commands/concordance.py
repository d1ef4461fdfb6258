"""Align two versions of a law: which article became which.

Example: guiju concordance cybersecurity-law@2016-11-07 cybersecurity-law@2025-10-28

OLD and NEW are each a file that guiju import reads, an id (cybersecurity-law, 网络安全法), or an id with the day of a
version. Each pair of articles is a row, with its kind (unchanged, renumbered, amended, split, merged, removed, added),
how sure it is, and the words that carry it; a split or a merger is several rows. Articles are aligned by their words,
their neighbours and their order together. Punctuation, width and spacing are no amendment.

Exit code 0, whatever changed; 2 where a text cannot be read.
"""

import argparse
from datetime import date
from functools import cache
from pathlib import Path

from rich.cells import cell_len, set_cell_size

from guiju import options
from guiju.api import comparing
from guiju.documents import concordance as document
from guiju.documents.concordance import AlignedTexts
from guiju.files.finding import Misuse
from guiju.model import Lang
from guiju.terminal import Say, deliver, note, printer
from guiju.writers import formats

PURPOSE = "Find where an article went, and what a change means"
_COLOURS = {"amended": "yellow", "split": "magenta", "merged": "magenta", "removed": "red", "added": "green"}
_SHOWN = 36
"""Characters of words that a line quotes."""


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("old", metavar="OLD", help="the old text: a file, an id, or id@DATE")
    parser.add_argument("new", metavar="NEW", help="the new text")
    options.add_format(parser, ["text", *formats("concordance")], "text")
    options.add(parser, "--lang", "-o --output", "--base")


def run(arguments: argparse.Namespace, today: date) -> int:
    name = options.format_name(arguments.format, arguments.output, ["text", *formats("concordance")], "text")
    lang = arguments.lang
    texts = _aligned(arguments)
    if not texts.is_one_work():
        note(document.two_works(texts, lang))
    if name == "text":
        _print(printer(), texts, lang)
        return 0
    data = formats("concordance")[name](texts, lang, today)
    deliver(data, arguments.output, document.counts(texts.pairs, lang))
    return 0


def _aligned(arguments: argparse.Namespace) -> AlignedTexts:
    """Both texts, each of a file or of the base, which is read only where it is asked."""
    sides = arguments.old, arguments.new
    try:
        return comparing.alignment(cache(lambda: options.base(arguments).corpus), *map(options.path_or_name, sides))
    except Misuse:
        if folder := next((words for words in sides if Path(words).is_dir()), None):
            remedy = "name a file in it, or an id with --base; guiju diff compares two knowledge bases"
            raise Misuse(f"{folder}: is a folder, not a text of a law; {remedy}") from None
        raise


def _print(say: Say, texts: AlignedTexts, lang: Lang) -> None:
    cells = [
        (document.place(texts.old, pair.old, lang), document.place(texts.new, pair.new, lang),
         document.KINDS[pair.kind][lang])
        for pair in texts.pairs
    ]  # fmt: skip
    old, new, kind = (max(map(cell_len, column)) for column in zip(*cells, strict=True))
    for pair, (before, after, change) in zip(texts.pairs, cells, strict=True):
        words = "".join(pair.words)
        say(
            f"{set_cell_size(before, old)} → {set_cell_size(after, new)}  ",
            (set_cell_size(change, kind), _COLOURS.get(pair.kind, "dim")),
            f"  {pair.confidence:.2f}  ",
            (f"{words[:_SHOWN]}…" if len(words) > _SHOWN else words, "dim"),
        )
    say(document.counts(texts.pairs, lang), style="bold")
