"""An obligation id that an earlier release published is still there, or retired.yaml explains where it went.

So is the id of an answer card: none of these is ever retired. Releases are recorded in regulations/released.yaml;
others may have built on their ids.
"""

from collections.abc import Iterator

from guiju.files.finding import Fault
from guiju.law.contents import ANSWERS
from guiju.model import Corpus


def check(corpus: Corpus) -> Iterator[Fault]:
    rules = corpus.regulations.values()
    known = {r.id: {o.id for o in r.obligations} | {gone.id for gone in r.retired} for r in rules}
    known[ANSWERS] = {card.id for card in corpus.answers}
    for release in corpus.releases:
        for index, global_id in enumerate(release.ids):
            rule, _, slug = global_id.partition("#")
            if slug not in known.get(rule, ()):
                remedy = f"add it to regulations/{rule}/retired.yaml with its reason"
                remedy = "put the card back" if rule == ANSWERS else remedy
                message = f"{global_id} of release {release.version} is gone; {remedy}"
                yield Fault(message, release.where.at("ids", index))
    for regulation in rules:
        for retired in regulation.retired:
            for index, successor in enumerate(retired.replaced_by):
                if successor not in known[regulation.id]:
                    message = f"replaced by '{successor}', which does not exist; correct the id"
                    yield Fault(message, retired.where.at("replaced_by", index))
