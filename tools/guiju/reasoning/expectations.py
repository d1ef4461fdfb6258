"""What each party is expected to be bound to, against what the records say."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from guiju.model import MODALITIES, PartyExpectation, Regulation


@dataclass(frozen=True)
class ExpectationMismatch:
    """One id about which expectation and record differ; `expected` is the entry of the party, where it has one."""

    id: str
    message: str
    expected: PartyExpectation | None


def disagreements(regulation: Regulation) -> Iterator[ExpectationMismatch]:
    """Where records and expectations differ; nothing where the rule has no expectations."""
    if not regulation.expected:
        return
    entries = {entry.party: entry for entry in regulation.expected}
    expected = {
        (entry.party, modality, slug)
        for entry in regulation.expected
        for modality in MODALITIES
        for slug in getattr(entry, modality)
    }
    found = {(party, o.modality, o.id) for o in regulation.obligations for party in o.bearers}
    for party, modality, slug in sorted(found - expected):
        message = f"{modality} of {party} is not in expectations.yaml; add it there, or correct bearer and modality"
        yield ExpectationMismatch(slug, f"'{slug}': {message}", entries.get(party))
    for party, modality, slug in sorted(expected - found):
        message = f"expectations.yaml has a {modality} of {party} that no record is; correct one of them"
        yield ExpectationMismatch(slug, f"'{slug}': {message}", entries.get(party))
