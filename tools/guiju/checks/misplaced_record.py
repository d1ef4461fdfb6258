"""A record is in the file of the article that it reads.

obligations/art_009.yaml has the obligations and spans whose eId begins with art_9, and no others. Move the record, or
correct its eId.
"""

from collections.abc import Iterator

from guiju.files.finding import Fault
from guiju.law.load import article_file
from guiju.model import Regulation, SharedWords


def of_rule(regulation: Regulation, shared: SharedWords) -> Iterator[Fault]:
    for record in regulation.quoting():
        file = article_file(record.eId)
        # An article that does not exist has no file to move to: broken-citation.
        if regulation.article(record.eId) and not record.where.document.path.endswith(f"{regulation.id}/{file}"):
            remedy = f"move the record to {file}, or correct its eId"
            yield Fault(f"{record.eId} is not in the article of this file; {remedy}", record.where.at("eId"))
