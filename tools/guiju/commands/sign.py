"""Record that you reviewed these readings against the current text.

guiju sign --by NAME 'cac-group-services-2017#manage-group' signs an obligation and its examples; a place
('cac-group-services-2017#art_9__para_1') all that rests on it: translation, obligations, examples, cases, cards;
the id of a case or a card that one; the id of a rule all of it, and --all everything. What was signed, and rests on the
same words still, stays as it is. Written to regulations/<id>/signed.yaml; from then on guiju check reports what rests
on words that have changed since, or that nobody has signed. A knowledge base with other findings is not signed. NAME is
published.
"""

import argparse
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from guiju import checks, knowledge, options
from guiju.files import output
from guiju.files.bundled import knowledge_base
from guiju.files.finding import Misuse, UnsoundBase, one_line
from guiju.law.signatures import KINDS, Dependent, dependents
from guiju.lookup.laws import LoadedLaws
from guiju.lookup.resolution import resolve
from guiju.maintenance.exceptions import unexcused
from guiju.model import Article, Corpus, Obligation, Provision, Regulation, Signature, Term
from guiju.places.citation import is_within

PURPOSE = "Keep a knowledge base"
_HEADER = """# yaml-language-server: $schema=../../schemas/signed.schema.json
# Who has read what against which words of the rule; written by guiju sign.
"""
_LONGEST_NAME = 80
Part = Regulation | Article | Obligation | Provision


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("what", metavar="ID", nargs="*", help="an obligation, a place, a case, a card or a rule")
    parser.add_argument("--all", action="store_true", help="everything that is not signed, or no longer")
    parser.add_argument("--by", metavar="NAME", required=True, help="who has read it: you")
    parser.add_argument("--dry-run", action="store_true", help="print the lines that would be written")
    options.add(parser, "--base")


def run(arguments: argparse.Namespace, today: date) -> int:
    by = arguments.by.strip()
    if not by or not by.isprintable() or len(by) > _LONGEST_NAME:
        raise Misuse(f"--by '{one_line(by)}': write a name of one line, of at most {_LONGEST_NAME} characters")
    root = knowledge_base(arguments.base or ".", Path.cwd())
    base = knowledge.corpus(str(root))
    chosen = [d for d in _chosen(base, arguments.what, arguments.all, today) if d.is_suspect]
    findings = unexcused(checks.findings(base), base.exceptions, today)
    if unsound := [finding for finding in findings if finding.code != "suspect-reading"]:
        raise UnsoundBase(unsound)
    new = {(d.rule.id, d.kind, d.id): Signature(by, today, d.words) for d in chosen}
    with output.write_all_or_none() as outbox:
        for rule in {d.rule.id: d.rule for d in chosen}.values():
            file = root / "regulations" / rule.id / "signed.yaml"
            text = _HEADER
            for kind in KINDS:
                lines = ""
                for dependent in (d for d in dependents(base, rule) if d.kind == kind):
                    fresh = new.get((rule.id, kind, dependent.id))
                    if signature := fresh or dependent.signature:
                        lines += (line := _line(dependent.id, signature))
                        if fresh:
                            print(f"{file}: {kind}: {line.strip()}")
                text += f"{kind}:\n{lines}" if lines else ""
            if not arguments.dry_run:
                outbox.write(file, text.encode())
    print(f"{len(new)} {'would be' if arguments.dry_run else 'are'} signed by {by} on {today}")
    return 0


def _chosen(base: Corpus, words: Sequence[str], everything: bool, today: date) -> Iterator[Dependent]:
    """What is to be signed. Misuse where nothing is named, or a word means nothing that can be signed."""
    if bool(words) == everything:
        raise Misuse("name what you have read, as guiju check does; or write --all for everything")
    every = [dependent for rule in base.regulations.values() for dependent in dependents(base, rule)]
    if everything:
        yield from every
    for word in words:
        meant = [_place(rule, part) for rule, part in _parts(base, word, today)]
        if len(meant) > 1:
            raise Misuse(f"'{one_line(word)}' may mean {one_line(', '.join(meant), 200)}; name one of these")
        named = [d for d in every if word in (d.name, d.rule.id) or any(_is_of(d, place) for place in meant)]
        if not named:
            remedy = "name an obligation, a place with a translation, a case, a card or a rule, as guiju check does"
            raise Misuse(f"there is nothing to sign that is called '{one_line(word)}'; {remedy}")
        yield from named


def _parts(base: Corpus, word: str, today: date) -> Iterator[tuple[Regulation, Part]]:
    for place in resolve(word, LoadedLaws(base), today).places:
        if not isinstance(place, Term) and isinstance(place[1], Part):
            yield place[0], place[1]


def _place(rule: Regulation, part: Part) -> str:
    match part:
        case Regulation():
            return rule.id
        case Article():
            return f"{rule.id}#{part.eId}"
    return rule.global_id(part)


def _is_of(dependent: Dependent, place: str) -> bool:
    """Whether it is what this place names, or rests on the words there."""
    words = (f"{dependent.rule.id}#{anchor.id}" for anchor in dependent.anchors)
    return place in (dependent.name, dependent.rule.id) or any(is_within(name, place) for name in words)


def _line(id: str, signature: Signature) -> str:
    words = ", ".join(f"{id}: '{digest}'" for id, digest in signature.words.items())
    by = signature.by.replace("'", "''")
    return f"  {id}: {{by: '{by}', day: '{signature.day}', words: {{{words}}}}}\n"
