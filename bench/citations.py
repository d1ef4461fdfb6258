"""How many wrong citations `guiju cite-check` finds in documents with planted errors, and what it flags besides.

    .venv/bin/guiju import just-laws/docs -o laws
    .venv/bin/python bench/citations.py laws --by-hand bench/citations_by_hand.yaml
    .venv/bin/python bench/citations.py laws [--documents N] [--seed S] [--laws N] [--show]

From laws of the knowledge base another is made, in which some have an earlier version (articles that a revision added
are missing, others are there, several are worded otherwise, all have the numbers of then), some have ended, some have
not begun. Memos, policies, judgments, contracts, essays, comments in code and answers of chatbots cite them in many
forms, right and wrong; between them stands what only looks like a citation. bench/citations.md has the figures.
"""

import argparse
import random
import re
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import yaml
from citing_documents import Document, Planted, Writer
from revised_laws import TODAY, plant

from guiju.citations.judged_citation import JudgedCitation
from guiju.citations.judgement import judged
from guiju.lookup.laws import Laws
from guiju.search.index import consult


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("base", type=Path)
    parser.add_argument("--documents", type=int, default=100)
    parser.add_argument("--laws", type=int, default=120)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--show", action="store_true", help="print what went wrong")
    parser.add_argument("--by-hand", type=Path, metavar="FILE", help="score the marked documents of this file instead")
    arguments = parser.parse_args()
    if arguments.by_hand:
        documents = marked(arguments.by_hand)
        score(documents, consult(arguments.base, lambda index: check(documents, Laws(index))), arguments.show)
        return
    chance = random.Random(arguments.seed)
    with tempfile.TemporaryDirectory() as folder:
        laws = plant(arguments.base, Path(folder), arguments.laws, chance)
        documents = [Writer(laws, chance).document() for _ in range(arguments.documents)]
        consult(Path(folder), lambda index: None)
        begun = time.perf_counter()
        results = consult(Path(folder), lambda index: check(documents, Laws(index)))
        took = time.perf_counter() - begun
    score(documents, results, arguments.show)
    characters = sum(len(p) for d in documents for p in d.passages)
    print(f"{len(documents)} documents, {characters} characters, {took:.1f} s")


MARK = re.compile(r"\{\{(.+?)\|([a-z_]+)(?: ([^\s{}]+))?\}\}")


def marked(file: Path) -> list[Document]:
    """Documents whose citations are marked with what is expected of them."""
    documents = []
    for entry in yaml.safe_load(file.read_text("utf-8")):
        document = Document(style=entry["name"])
        for number, line in enumerate(entry["text"].splitlines()):
            text, done = "", 0
            for mark in MARK.finditer(line):
                text += line[done : mark.start()] + mark[1]
                document.planted.append(Planted(number, len(text) - 1, mark[2], mark[3]))
                done = mark.end()
            document.passages.append(text + line[done:])
        documents.append(document)
    return documents


def check(documents: Sequence[Document], laws: Laws) -> list[list[JudgedCitation]]:
    return [list(judged(document.passages, laws, TODAY)) for document in documents]


def score(documents: Sequence[Document], results: Sequence[Sequence[JudgedCitation]], show: bool) -> None:
    planted, right, flagged, true = Counter[str](), Counter[str](), Counter[str](), Counter[str]()
    for document, judgements in zip(documents, results, strict=True):
        expected = {(p.passage, p.at): p for p in document.planted}
        seen = set()
        for judgement in judgements:
            cited = judgement.citation
            match = next(
                (
                    e
                    for (passage, at), e in expected.items()
                    if passage == cited.passage and cited.start <= at < cited.end
                ),
                None,
            )
            flagged[judgement.status] += 1
            good = match is not None and match.status == judgement.status
            if match is not None and match.now and judgement.now != match.now:
                good = False
            true[judgement.status] += good
            if match is not None and id(match) not in seen:
                seen.add(id(match))
                right[match.status] += good
            if show and not good:
                note = judgement.note.zh if judgement.note else ""
                print(f"- {judgement.status} {judgement.now} for {match and (match.status, match.now, match.why)}: "
                      f"{cited.text} | {document.passages[cited.passage][:160]!r} | {note[:100]}")  # fmt: skip
        for entry in document.planted:
            planted[entry.status] += 1
            if show and id(entry) not in seen:
                print(f"- not found: {entry.status} {entry.why}: {document.passages[entry.passage][:160]!r}")
    print("| status | planted | recall | flagged | precision |\n|---|---|---|---|---|")
    for status in planted:
        recall, share = right[status] / planted[status], true[status] / max(flagged[status], 1)
        print(f"| {status} | {planted[status]} | {recall:.1%} | {flagged[status]} | {share:.1%} |")


if __name__ == "__main__":
    main()
