"""The list of laws searched for penalties names laws that are here, and leaves out none to which a breach leads.

`none_found` says that no penalty was found in these laws. Read is regulations/searched.yaml, where there is one.
"""

from __future__ import annotations

from collections.abc import Iterator

from guiju.files.finding import Fault
from guiju.model import Corpus


def check(corpus: Corpus) -> Iterator[Fault]:
    search = corpus.penalty_search
    if search is None:
        return
    named: set[str] = set()
    for law in search.searched:
        if law.regulation not in corpus.regulations:
            message = f"there is no rule {law.regulation}; add regulations/{law.regulation}/regulation.yaml or correct the name"
            yield Fault(message, law.where.at("regulation"))
        elif law.regulation in named:
            yield Fault(f"{law.regulation} is named twice; name it once", law.where.at("regulation"))
        named.add(law.regulation)
    for regulation in corpus.regulations.values():
        for obligation in regulation.obligations:
            for name in obligation.leads_to:
                law_id = name.partition("#")[0]
                if law_id in corpus.regulations and law_id not in named:
                    named.add(law_id)
                    message = f"a breach leads to {law_id}, which is not among the laws searched; add it to regulations/searched.yaml"
                    yield Fault(
                        message,
                        search.where.at("searched"),
                        (("leads there", obligation.where.at("consequence")),),
                    )
