"""Each review step, piece of evidence and remedy is for a bearer of its duty, and each bearer has a review step and evidence.

Where bearers differ in what they can do, a step names those it is for (`bearers`): a group owner is not asked to interview a platform's staff.
"""

from __future__ import annotations

from collections.abc import Iterator

from guiju.files.finding import Fault
from guiju.model import Corpus, Obligation


def check(corpus: Corpus) -> Iterator[Fault]:
    for regulation in corpus.regulations.values():
        for obligation in regulation.obligations:
            yield from _strangers(obligation)
            if obligation.binds:
                yield from _forgotten(obligation)


def _strangers(obligation: Obligation) -> Iterator[Fault]:
    for steps in (obligation.review, obligation.evidence, obligation.remedy):
        for step in steps:
            for index, party in enumerate(step.bearers):
                if party not in obligation.bearers:
                    message = f"{party} is not a bearer of {obligation.id} ({', '.join(obligation.bearers)}); correct or remove it"
                    yield Fault(message, step.where.at("bearers", index))


def _forgotten(obligation: Obligation) -> Iterator[Fault]:
    for key, steps in (("review", obligation.review), ("evidence", obligation.evidence)):
        for party in obligation.bearers:
            if steps and all(step.bearers and party not in step.bearers for step in steps):
                message = f"no entry of {key} is for {party}, who bears {obligation.id}; add one"
                yield Fault(message, obligation.where.at(key))
