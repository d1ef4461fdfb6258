"""Every party that a duty binds has a gate: the fact of the service, true or false, without which nothing binds it.

So whatever binds a provider of groups does not apply to a service without groups, and so with every duty that will ever
be added. Powers, permissions and recommendations need none. A check names only bearers of its obligation, or it would
judge nobody.
"""

from collections.abc import Iterator

from guiju.files.finding import Fault
from guiju.model import Corpus


def check(corpus: Corpus) -> Iterator[Fault]:
    bound = {bearer for _, record in corpus.obligations() if record.binds for bearer in record.bearers}
    flags = [fact.id for fact in corpus.vocabulary.facts if fact.entity == "service" and fact.type == "boolean"]
    for party in corpus.vocabulary.parties:
        if party.gate is not None and party.gate not in flags:
            message = f"the service has no fact {party.gate} that is true or false; name one of vocabulary.yaml"
            yield Fault(message, party.where.at("gate"))
        elif party.gate is None and party.id in bound:
            remedy = "name the fact of the service without which nothing binds it"
            yield Fault(f"'{party.id}' is bound by duties and has no gate; {remedy}", party.where.at())
    for _, record in corpus.obligations():
        for entry in record.checks:
            for index, bearer in enumerate(entry.bearers):
                if bearer not in record.bearers:
                    message = f"'{bearer}' does not bear '{record.id}'; bearers: {', '.join(record.bearers)}"
                    yield Fault(message, entry.where.at("bearers", index))
