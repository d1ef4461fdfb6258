"""What a record says about words, it quotes: its bearers, its numbers and its open words are in its own quotation.

A bearer is named by one of the words that vocabulary.yaml lists for it under `named_as`; a rule for which a party lists
none is passed over.
"""

from collections.abc import Iterator

from guiju.files.finding import Fault, Location, one_line
from guiju.model import Obligation, Regulation, SharedWords


def of_rule(regulation: Regulation, shared: SharedWords) -> Iterator[Fault]:
    for record in regulation.obligations:
        yield from _bearers(shared, regulation, record)
        for name, param in record.params.items():
            yield from _word(record, param.quote, record.where.at("params", name, "quote"), "number")
        for index, entry in enumerate(record.open_words):
            yield from _word(record, entry.word, record.where.at("open_words", index, "word"), "open word")


def _bearers(shared: SharedWords, regulation: Regulation, record: Obligation) -> Iterator[Fault]:
    names = {p.id: p.named_as.get(regulation.id, ()) for p in shared.vocabulary.parties}
    quoted = "".join(record.quote)
    for index, bearer in enumerate(record.bearers):
        words = names.get(bearer, ())
        if words and not any(word in quoted for word in words):
            remedy = "quote the subject, or correct the bearer"
            message = f"the quotation does not name {bearer} ({'、'.join(words)}); {remedy}"
            yield Fault(message, record.where.at("bearers", index))


def _word(record: Obligation, word: str, place: Location, kind: str) -> Iterator[Fault]:
    if not any(word in segment for segment in record.quote):
        message = f"{kind} “{one_line(word, 20)}” is not in the quotation of '{record.id}'; quote it or correct it"
        yield Fault(message, place)
