"""Search the texts, obligations and terms.

Example: guiju find 日志

Finds words in either language, synonyms of the glossary, and citations such as 第九条第二款 or art. 9(2).
Exit code 1 where nothing is found.
"""

import argparse
import sys
from datetime import date

from guiju import knowledge, options
from guiju.files.finding import Misuse, one_line
from guiju.law.load import LOOKUP_KINDS
from guiju.law.search import Hit, fold, search
from guiju.terminal import Say, print_json, printer
from guiju.wording.labels import NOT_LEGAL_ADVICE


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("query", metavar="WORDS", nargs="+", help="the words to look for")
    options.add(parser, "--lang", "--json", "--base")


def run(arguments: argparse.Namespace, today: date) -> int:
    query = " ".join(arguments.query).strip()
    if not query:
        raise Misuse("nothing to look for; name some words, such as guiju find 日志")
    base = knowledge.corpus(arguments.base, LOOKUP_KINDS)
    hits = search(base, query, arguments.lang)
    if arguments.json:
        entries = [{"kind": h.kind, "id": h.id, "title": h.title, "text": h.text} for h in hits]
        print_json(data_version=base.data_version, query=query, total=len(hits), hits=entries)
    elif hits:
        say = printer()
        for hit in hits:
            _show(say, hit)
        say(f"{len(hits)} · {base.data_version} · {NOT_LEGAL_ADVICE[arguments.lang]}", style="dim")
    else:
        print(
            f"guiju: nothing contains '{one_line(query)}'; try fewer words, or a term of the glossary", file=sys.stderr
        )
    return 0 if hits else 1


def _show(say: Say, hit: Hit) -> None:
    say(hit.title, style="bold")
    say(hit.id, by=2, style="dim")
    start = fold(hit.text).find(hit.match) if len(fold(hit.text)) == len(hit.text) else -1
    if start >= 0:
        end = start + len(hit.match)
        say(hit.text[:start], (hit.text[start:end], "yellow"), hit.text[end:], by=2)
    else:
        say(hit.text, by=2)
    say()
