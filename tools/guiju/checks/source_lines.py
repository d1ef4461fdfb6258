"""Each line of the source document is accounted for: used in a rule or a case, or left out with the reason.

regulations/source-lines.yaml lists stretches of lines in their order, without a gap and none twice, up to the last
line.
"""

from collections.abc import Iterator

from guiju.files.finding import Fault
from guiju.model import Corpus, SourceStretch


def check(corpus: Corpus) -> Iterator[Fault]:
    source = corpus.source_lines
    if source is None:
        return
    due = 1
    for stretch in source.lines:
        if stretch.first != due or stretch.last < stretch.first:
            lines = f"lines {stretch.first} to {stretch.last}"
            message = f"{lines} where line {due} comes next; list every line once, in order"
            yield Fault(message, stretch.where.at("first"))
        due = stretch.last + 1
        yield from _unknown(corpus, stretch)
    if due != source.total + 1:
        message = f"the last stretch ends with line {due - 1}; the document has {source.total}"
        yield Fault(message, source.where.at("total"))


def _unknown(corpus: Corpus, stretch: SourceStretch) -> Iterator[Fault]:
    for key, names, known in (("rules", stretch.rules, corpus.regulations), ("cases", stretch.cases, corpus.cases)):
        for index, name in enumerate(names):
            if name not in known:
                message = f"{name} is not among the {key} of the knowledge base; correct the id"
                yield Fault(message, stretch.where.at(key, index))
