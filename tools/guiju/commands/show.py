"""Read an article, an obligation, a term, a rule, or a provision of another law.

Examples: guiju show art_13, guiju show 第九条第二款, guiju show retain-network-logs, guiju show log-duty-penalty,
guiju show 网络安全法第六十一条

A citation may begin with the short title of a rule (群组规定第九条); without one it is looked up in all rules. Of
another law you get the words on the day of --as-of, where a source has them, and our summary. Of a law with several
versions --as-of chooses one, and so does a day after @: guiju show cybersecurity-law@2016-11-07#art_21.
"""

import argparse
from datetime import date

from guiju import options
from guiju.lookup.reply import Reply, print_reply, reply
from guiju.search.index import LookupIndex

PURPOSE = "Read"


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("what", metavar="WHAT", nargs="+", help="a citation, an eId, or an id")
    options.add(parser, "--regulation", "--lang", "--as-of", "--json", "--base")


def run(arguments: argparse.Namespace, today: date) -> int:
    as_of = options.day(arguments, today)
    what, rules, lang = " ".join(arguments.what).strip(), arguments.regulation, arguments.lang

    def work(index: LookupIndex) -> Reply:
        from guiju.lookup.show import show  # a reply that is kept needs none of it

        return show(index, what, rules, lang, as_of)

    question = {"show": what, "regulation": rules, "lang": lang, "as_of": as_of.isoformat()}
    print_reply(reply(arguments.base, question, work, "" if rules else what), arguments.json)
    return 0
