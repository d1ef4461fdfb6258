"""How right proposed obligations are: against our own rules, rules marked by hand, and on a folder of laws.

    .venv/bin/python bench/proposals.py [FOLDER [--sample N] [--seed S]]

A draft counts where an obligation of the same 款 or 项 has the same words: where half of the characters that either
quotes are quoted by both, of the whole quotation, or of what nothing else of the rule quotes. Each counts once. Of the
laws in FOLDER it is counted what is proposed, and how many duty phrases are in no draft; N drafts are printed to be
judged by a person. bench/laws has two more rules; their duties, in duties_by_hand.yaml, were marked before anything
was proposed for them; a bearer is right there where its words are. bench/proposals.md has the figures.
"""

import argparse
import collections
import random
import re
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from guiju.files.finding import Unsound
from guiju.files.source import Document, read
from guiju.importing import batch, formats
from guiju.importing.bearers import bearers
from guiju.importing.proposals import proposals
from guiju.importing.rule import rules
from guiju.law.load import load
from guiju.law.records import build
from guiju.law.text.quotation import cited_units
from guiju.model import DraftObligation, DraftSpan, Obligation, Regulation, Vocabulary, Where

HERE, ROOT = Path(__file__).parent, Path(__file__).parents[1]
OURS = ("cac-account-names-2015", "cac-group-services-2017")
LATER = (
    "cac-account-information-2022",
    "cac-algorithm-recommendation-2021",
    "cac-content-labelling-2025",
    "cac-deep-synthesis-2022",
    "cac-generative-ai-2023",
)
PHRASE = re.compile("应当|不得|必须|禁止|鼓励|可以")

Characters = frozenset[tuple[str, int]]


@dataclass(frozen=True)
class MarkedDuty:
    """A duty marked by hand; `bearer` are the words that name whom it binds."""

    eId: str
    quote: tuple[str, ...]
    modality: str
    bearer: str


def marked(rule: Regulation, by_place: dict[str, list[Any]]) -> Iterator[MarkedDuty]:
    """The duties of a rule in duties_by_hand.yaml."""
    for eId, entries in by_place.items():
        for entry in entries:
            if isinstance(entry, list):
                modality, bearer, words = entry
                yield MarkedDuty(eId, tuple(words.split(" … ")), modality, bearer)
                continue
            lead, *points = (unit for unit in rule.units() if unit.eId.startswith(eId))
            for point in points:
                quote = entry.get("lead", lead.zh), point.zh
                yield MarkedDuty(point.eId, quote, *entry["each"])


def characters(rule: Regulation, record: DraftObligation | DraftSpan | Obligation | MarkedDuty) -> Characters:
    """The letters that a record quotes, by their place."""
    found = set()
    for words in record.quote:
        for unit in cited_units(rule, record.eId):
            if words in unit.zh:
                start = unit.zh.index(words)
                found |= {(unit.eId, at) for at in range(start, start + len(words)) if unit.zh[at].isalnum()}
                break
    return frozenset(found)


def own(quoted: Sequence[Characters]) -> list[Characters]:
    """Of each record what no other quotes; all of it where that is nothing."""
    count = collections.Counter(character for characters in quoted for character in characters)
    return [frozenset(c for c in characters if count[c] == 1) or characters for characters in quoted]


def likeness(one: Characters, other: Characters) -> float:
    return len(one & other) / len(one | other)


def names_bearers(rule: Regulation, vocabulary: Vocabulary) -> Callable[[DraftObligation, Any], bool]:
    """Whether a draft names the parties that the obligation has, all of them and no other."""
    parties = vocabulary.parties
    return lambda draft, record: set(bearers(draft.subject or "", rule.id, parties)) == set(record.bearers)


def names_words(draft: DraftObligation, record: MarkedDuty) -> bool:
    """Whether a draft names the bearer with the words that were marked."""
    return bare(draft.subject or "") == bare(record.bearer)


def bare(words: str) -> str:
    return re.sub(r"[(（][^()（）]*[)）]|\W", "", words)


def score(rule: Regulation, records: Sequence[Any], is_right: Callable[[DraftObligation, Any], bool]) -> None:
    drafts = [draft for draft in proposals(rule) if isinstance(draft, DraftObligation)]
    ours, theirs = ([characters(rule, r) for r in some] for some in (drafts, records))
    own_ours, own_theirs = own(ours), own(theirs)
    pairs = sorted(
        (
            (max(likeness(ours[n], theirs[m]), likeness(own_ours[n], own_theirs[m])), n, m)
            for n, draft in enumerate(drafts)
            for m, record in enumerate(records)
            if draft.eId == record.eId
        ),
        reverse=True,
    )
    match: dict[int, int] = {}
    for alike, n, m in pairs:
        if alike >= 0.5 and n not in match and m not in match.values():
            match[n] = m
    right = sum(is_right(drafts[n], records[m]) for n, m in match.items())
    figures = {
        "drafts": len(drafts),
        "obligations": len(records),
        "precision": f"{len(match)}/{len(drafts)} = {len(match) / len(drafts):.3f}",
        "recall": f"{len(match)}/{len(records)} = {len(match) / len(records):.3f}",
        "modality": f"{sum(drafts[n].modality == records[m].modality for n, m in match.items())}/{len(match)}",
        "bearers": f"{right}/{len(match)} = {right / len(match):.3f}",
        "quotation alike": f"{sum(likeness(ours[n], theirs[m]) for n, m in match.items()) / len(match):.3f}",
    }
    print(rule.id, *(f"{name}: {figure}" for name, figure in figures.items()), sep="\n  ")
    for n, draft in enumerate(drafts):
        if n in match and not is_right(draft, records[match[n]]):
            print(f"  other bearer: {draft.eId} <{draft.subject or ''}>: {' … '.join(draft.quote)}")
        if n not in match:
            print(f"  not ours: {draft.eId} {draft.modality}: {' … '.join(draft.quote)}")
    for m, record in enumerate(records):
        if m not in match.values():
            print(f"  not proposed: {record.eId} {record.modality}: {' … '.join(record.quote)}")


def unquoted(rule: Regulation, drafts: Sequence[DraftObligation | DraftSpan]) -> tuple[int, int]:
    """How many duty phrases the articles have, and how many of them are in no draft."""
    quoted = collections.defaultdict(set)
    for draft in drafts:
        for unit, at in characters(rule, draft):
            quoted[unit].add(at)
    phrases = [(unit.eId, m.start()) for a in rule.articles for unit in a.units() for m in PHRASE.finditer(unit.zh)]
    return len(phrases), sum(at not in quoted[unit] for unit, at in phrases)


def laws(folder: Path, sample: int, seed: int) -> None:
    count: collections.Counter[str] = collections.Counter()
    drafts: list[tuple[str, DraftObligation]] = []
    seconds = 0.0
    for file in sorted(path for path in folder.rglob("*") if path.suffix in (".md", ".txt")):
        try:
            made = rules(formats.read(file.read_bytes(), file.name), file.name)
        except Unsound as unsound:
            print(unsound.findings[0])
            continue
        for imported in made:
            rule = build(Regulation, Where(Document("", imported.value)), id=imported.id)
            begun = time.perf_counter()
            proposed = list(proposals(rule))
            seconds += time.perf_counter() - begun
            phrases, left = unquoted(rule, proposed)
            count.update({"laws": 1, "articles": len(rule.articles), "duty phrases": phrases, "in no draft": left})
            count.update(draft.kind if isinstance(draft, DraftSpan) else draft.modality for draft in proposed)
            drafts += [(rule.title.zh, draft) for draft in proposed if isinstance(draft, DraftObligation)]
    count["drafts"], count["drafts with a subject"] = len(drafts), sum(d.subject is not None for _, d in drafts)
    print(f"{seconds:.1f} s for proposals")
    for name, number in count.items():
        print(f"{name:24} {number:>8,}")
    for title, draft in random.Random(seed).sample(drafts, sample):
        print(f"{title} {draft.eId} {draft.modality} <{draft.subject or ''}> {' … '.join(draft.quote)}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path, nargs="?", help="laws, one file each")
    parser.add_argument("--sample", type=int, default=0, metavar="N", help="print so many drafts of them")
    parser.add_argument("--seed", type=int, default=1, metavar="S", help="which drafts")
    arguments = parser.parse_args()
    base = load(ROOT)
    for id in (*OURS, *LATER):
        rule = base.regulations[id]
        score(rule, rule.obligations, names_bearers(rule, base.vocabulary))
    for name, by_place in read(HERE / "duties_by_hand.yaml", "duties_by_hand.yaml").value.items():
        (rule,) = batch.laws(HERE / "laws" / f"{name}.txt")
        score(rule, list(marked(rule, by_place)), names_words)
    if arguments.folder:
        laws(arguments.folder, arguments.sample, arguments.seed)


if __name__ == "__main__":
    main()
