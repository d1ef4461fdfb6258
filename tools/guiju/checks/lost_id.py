"""An obligation id that an earlier release published is still there, or retired.yaml explains where it went.

Releases are recorded in regulations/released.yaml; others may have built on their ids.
"""

from __future__ import annotations

from collections.abc import Iterator

from guiju.files.finding import Fault
from guiju.model import Corpus, Regulation


def check(corpus: Corpus) -> Iterator[Fault]:
    for release in corpus.releases:
        for index, global_id in enumerate(release.ids):
            rule, _, slug = global_id.partition("#")
            regulation = corpus.regulations.get(rule)
            known = _known(regulation) if regulation else set()
            if slug not in known:
                message = f"{global_id} of release {release.version} is gone; add it to regulations/{rule}/retired.yaml with its reason"
                yield Fault(message, release.where.at("ids", index))
    for regulation in corpus.regulations.values():
        known = _known(regulation)
        for retired in regulation.retired:
            for index, successor in enumerate(retired.replaced_by):
                if successor not in known:
                    yield Fault(
                        f"replaced by '{successor}', which does not exist; correct the id",
                        retired.where.at("replaced_by", index),
                    )


def _known(regulation: Regulation) -> set[str]:
    return {o.id for o in regulation.obligations} | {r.id for r in regulation.retired}
