"""What each party is expected to be bound by, compared with the records."""

from collections.abc import Iterator

from guiju.files.finding import Fault
from guiju.model import MODALITIES, Regulation


def mismatches(regulation: Regulation) -> Iterator[Fault]:
    """Where records and expectations differ, at the record or else the expectation; nothing without expectations."""
    if not regulation.expected:
        return
    entries = {entry.party: entry for entry in regulation.expected}
    expected = {
        (entry.party, modality, slug)
        for entry in regulation.expected
        for modality in MODALITIES
        for slug in getattr(entry, modality)
    }
    recorded = {(party, o.modality, o.id) for o in regulation.obligations for party in o.bearers}
    places = {o.id: o.where.at("bearers") for o in regulation.obligations}
    for party, modality, slug in sorted(recorded - expected):
        message = f"{modality} of {party} is not in expectations.yaml; add it there, or correct bearer and modality"
        yield Fault(f"'{slug}': {message}", places[slug])
    for party, modality, slug in sorted(expected - recorded):
        message = f"expectations.yaml lists it as {modality} of {party}, but no record says so; correct one of them"
        yield Fault(f"'{slug}': {message}", places.get(slug) or entries[party].where.at())
