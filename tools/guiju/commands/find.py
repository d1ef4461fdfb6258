"""Search the texts, obligations and terms, or find out whose words a sentence is.

Examples: guiju find 日志, guiju find 群组服务者应当留存网络日志不少于六个月

Finds words in either language, synonyms of the glossary, and citations such as 第九条第二款 or art. 9(2). Of a sentence
that no law contains, it shows the nearest, and what differs: [-only in the law-], {+only in the sentence+}.
Exit code 1 where nothing is found.
"""

import argparse
from datetime import date

from guiju import options
from guiju.files.finding import Misuse, one_line
from guiju.lookup.index import LookupIndex
from guiju.lookup.reply import Reply, print_reply, reply
from guiju.terminal import note


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("query", metavar="WORDS", nargs="+", help="the words to look for")
    options.add(parser, "--lang", "--json", "--base")


def run(arguments: argparse.Namespace, today: date) -> int:
    query = " ".join(arguments.query).strip()
    if not query:
        raise Misuse("nothing to look for; name some words, such as guiju find 日志")

    def work(index: LookupIndex) -> Reply:
        from guiju.lookup.find import find  # a reply that is kept needs none of it

        return find(index, query, arguments.lang)

    answer = reply(arguments.base, {"find": query, "lang": arguments.lang}, work)
    if arguments.json or answer["json"]["total"]:
        print_reply(answer, arguments.json)
    else:
        note(f"nothing contains '{one_line(query)}'; try fewer words, or a term of the glossary", "guiju")
    return 0 if answer["json"]["total"] else 1
