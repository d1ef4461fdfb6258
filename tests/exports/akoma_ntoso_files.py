"""Files of Akoma Ntoso: those of the real export, and those of one rule in a small base."""

from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from conftest import DAY
from guiju import exports
from guiju.law.versions import versions
from guiju.model import Corpus, Lang, Regulation
from real_corpus import real


@cache
def real_files() -> dict[str, bytes]:
    return dict(exports.files("akoma-ntoso", real(), DAY))


def recorded(corpus: Corpus) -> Iterator[tuple[str, Regulation, Lang]]:
    """The name of the file of each text that is recorded, the text, and its language."""
    for rule in corpus.regulations.values():
        for version in versions(rule):
            yield f"{rule.id}_{version.day}.zho.xml", version.text, "zh"
            if rule.coverage != "text" and version.text is rule:
                yield f"{rule.id}_{version.day}.eng.xml", version.text, "en"


RECORDED = {name: (text, lang) for name, text, lang in recorded(real())}


@cache
def beside() -> Corpus:
    """A base of two rules of this repository, to which others are added."""
    few = ("cac-group-services-2017", "cybersecurity-law")
    return replace(real(), regulations={id: real().regulations[id] for id in few})


def files_of(rule: Regulation) -> dict[str, bytes]:
    """The files of a rule, beside which there are others."""
    base = replace(beside(), regulations={**beside().regulations, rule.id: rule})
    return {name: data for name, data in exports.files("akoma-ntoso", base, DAY) if name.startswith(f"{rule.id}_")}
