"""Each step, piece of evidence, remedy and open word is for a bearer of its duty; no bearer lacks step and evidence.

Where bearers differ in what they can do, a step names those it is for (`bearers`): a group owner is not asked to
interview a platform's staff.
"""

from collections.abc import Iterator

from guiju.files.finding import Fault
from guiju.model import Obligation, OpenWord, Regulation, SharedWords, Step


def of_rule(regulation: Regulation, shared: SharedWords) -> Iterator[Fault]:
    for obligation in regulation.obligations:
        yield from _others(obligation)
        if obligation.binds:
            yield from _forgotten(obligation)


def _others(obligation: Obligation) -> Iterator[Fault]:
    bearers = ", ".join(obligation.bearers)
    steps: tuple[Step | OpenWord, ...] = (*obligation.review, *obligation.evidence, *obligation.remedy)
    for step in (*steps, *obligation.open_words):
        for index, party in enumerate(step.bearers):
            if party not in obligation.bearers:
                message = f"{party} is not a bearer of {obligation.id} ({bearers}); correct or remove it"
                yield Fault(message, step.where.at("bearers", index))


def _forgotten(obligation: Obligation) -> Iterator[Fault]:
    for key, steps in (("review", obligation.review), ("evidence", obligation.evidence)):
        for party in obligation.bearers:
            if steps and all(step.bearers and party not in step.bearers for step in steps):
                message = f"no entry of {key} is for {party}, who bears {obligation.id}; add one"
                yield Fault(message, obligation.where.at(key))
