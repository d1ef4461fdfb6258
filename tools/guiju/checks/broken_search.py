"""The list of laws searched for penalties names laws that are here, and leaves out none to which a breach leads.

`none_found` says that no penalty was found in these laws. They are listed in regulations/searched.yaml, where there is
one.
"""

from collections.abc import Iterator

from guiju.files.finding import Fault
from guiju.model import Corpus


def check(corpus: Corpus) -> Iterator[Fault]:
    search = corpus.penalty_search
    if search is None:
        return
    searched: set[str] = set()
    for law in search.searched:
        place = law.where.at("regulation")
        if law.regulation not in corpus.regulations:
            remedy = f"add regulations/{law.regulation}/regulation.yaml or correct the name"
            yield Fault(f"there is no rule {law.regulation}; {remedy}", place)
        elif law.regulation in searched:
            yield Fault(f"{law.regulation} is given twice; name it once", place)
        searched.add(law.regulation)
    for _, obligation in corpus.obligations():
        for law_id in (name.partition("#")[0] for name in obligation.leads_to):
            if law_id in corpus.regulations and law_id not in searched:
                searched.add(law_id)
                message = f"a breach leads to {law_id}, which was not searched; add it to regulations/searched.yaml"
                leading = (("leads there", obligation.where.at("consequence")),)
                yield Fault(message, search.where.at("searched"), leading)
