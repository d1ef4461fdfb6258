"""Search by words or with a question, or find which law a sentence comes from.

Examples: guiju find 日志, guiju find 群主不管会怎样, guiju find 群组服务者应当留存网络日志不少于六个月

Looks in the texts of today: a version of a law that another took the place of is found with --all, or with --as-of,
which looks in what was law on that day only. The rules that are read here come first.

Finds words in either language, synonyms of the glossary, and citations such as 第九条第二款 or art. 9(2). Of a sentence
that no law contains, it shows the nearest, and what differs: [-only in the law-], {+only in the sentence+}. Other words
are a question: what answers it best comes first, with why it is there; where no law here does, that is said first.
Pinyin, and words that only sound like ours, are taken for what they mean where nothing else answers. Exit code 1 where
nothing of them is in any text.
"""

import argparse
from datetime import date
from typing import Literal

from guiju import options
from guiju.files.finding import Misuse, one_line
from guiju.lookup.reply import Reply, print_reply, reply
from guiju.search.index import LookupIndex
from guiju.terminal import note

PURPOSE = "Read"


Texts = Literal["all", "of_the_day", "not_superseded"]


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("query", metavar="WORDS", nargs="+", help="the words to look for")
    parser.add_argument("--all", action="store_true", help="look in every text, also in those that are not law")
    options.add(parser, "--as-of", "--lang", "--json", "--format", "--base")


def run(arguments: argparse.Namespace, today: date) -> int:
    query = " ".join(arguments.query).strip()
    if not query:
        raise Misuse("nothing to look for; name some words, such as guiju find 日志")

    if arguments.all and arguments.as_of:
        raise Misuse("--all looks in every text, --as-of in those of a day; choose one")
    day = options.day(arguments, today).isoformat()
    texts: Texts = "all" if arguments.all else "of_the_day" if arguments.as_of else "not_superseded"

    def work(index: LookupIndex) -> Reply:
        from guiju.lookup.find import find  # a reply that is kept needs none of it
        from guiju.search.search import SearchedTexts

        return find(index, query, arguments.lang, SearchedTexts(day, texts))

    answer = reply(arguments.base, {"find": query, "lang": arguments.lang, "day": day, "texts": texts}, work, query)
    as_json, value = arguments.json or arguments.format == "json", answer["json"]
    if as_json or any(value[key] for key in ("total", "answer", "near_answers", "laws_not_here")):
        print_reply(answer, as_json)
    else:
        remedy = "try fewer words, a term of the glossary, or --all"
        note(next(iter(value["remarks"]), f"no match for '{one_line(query)}'; {remedy}"), "guiju")
    return 0 if value["total"] or value["answer"] else 1
