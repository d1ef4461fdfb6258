"""The files of the cases and of the commentary on liability, names that tests share, and sanctions by id or bent."""

from dataclasses import replace
from typing import Any

from guiju.model import Corpus, Sanction
from guiju.reasoning import sanctions
from places import ROOT

CASES = sorted(file.stem for file in (ROOT / "cases").glob("*.yaml"))
COMMENTARY = [ROOT / "docs" / lang / "liability.md" for lang in ("zh", "en")]
PSP, CRIMINAL = "public-security-penalties", "criminal-law"
GROUP_RULE = "cac-group-services-2017"
QUARRELS = f"{PSP}#picking-quarrels-base-2012"
INSULTS, PLATFORMS = "insults-in-own-group-2017", "three-platforms-investigated-2017"


def sanction(corpus: Corpus, name: str) -> Sanction:
    entry = sanctions.sanction(corpus, name)
    assert entry is not None, name
    return entry[2]


def bent(corpus: Corpus, name: str, **changes: Any) -> Corpus:
    """The knowledge base with one sanction changed."""
    rule, _, slug = name.partition("#")
    provisions = tuple(
        replace(p, sanctions=tuple(replace(s, **changes) if s.id == slug else s for s in p.sanctions))
        for p in corpus.regulations[rule].provisions
    )
    regulation = replace(corpus.regulations[rule], provisions=provisions)
    return replace(corpus, regulations={**corpus.regulations, rule: regulation})
