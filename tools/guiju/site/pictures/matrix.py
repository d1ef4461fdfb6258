"""Who is bound in what: the parties against the topics, counted by modality."""

from collections import Counter
from dataclasses import dataclass

from guiju.model import MODALITIES, Obligation, Party, Regulation, Role, Topic
from guiju.site.site import Site


@dataclass(frozen=True)
class MatrixCell:
    """The records of one party on one topic; `counts` by modality, without those displaced on the day."""

    party: Party
    records: tuple[tuple[Regulation, Obligation], ...]
    counts: tuple[tuple[str, int], ...]

    @property
    def total(self) -> int:
        """How many of the records are law of the day."""
        return sum(number for _, number in self.counts)


@dataclass(frozen=True)
class MatrixRow:
    """A topic: a cell for each party; how many records are law of the day (`total`), how many there are with those of
    before (`number`), each counted once."""

    topic: Topic
    cells: tuple[MatrixCell, ...]
    total: int
    number: int


def matrix(site: Site) -> list[MatrixRow]:
    """The topics that have any record, each with a cell for every party that is bound by any."""
    by_topic: dict[str, list[tuple[Regulation, Obligation]]] = {}
    for rule, record in site.corpus.obligations():
        for name in record.topics:
            by_topic.setdefault(name, []).append((rule, record))
    parties, rows = bound(site), []
    for topic in site.corpus.vocabulary.topics:
        if records := by_topic.get(topic.id):
            current = sum(not site.displaced(*entry) for entry in records)
            cells = tuple(_cell(site, party, records) for party in parties)
            rows.append(MatrixRow(topic, cells, current, len(records)))
    return rows


def bound(site: Site) -> list[Party]:
    """The parties that are the bearer of anything."""
    bearers = {party for _, record in site.corpus.obligations() for party in record.bearers}
    return [party for party in site.corpus.vocabulary.parties if party.id in bearers]


def _cell(site: Site, party: Party, records: list[tuple[Regulation, Obligation]]) -> MatrixCell:
    own = tuple(entry for entry in records if party.id in entry[1].bearers)
    counted: Counter[str] = Counter(entry[1].modality for entry in own if not site.displaced(*entry))
    return MatrixCell(party, own, tuple((m, counted[m]) for m in MODALITIES if counted[m]))


def role_of(site: Site, party: Party) -> Role | None:
    """The reader role whose checklist holds what this party is bound to."""
    return next((role for role in site.corpus.vocabulary.roles if party.id in role.parties), None)


def level(number: int) -> int:
    """The shade of a cell, 0 to 4."""
    return sum(number >= least for least in (1, 2, 4, 7))
