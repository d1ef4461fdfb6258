"""What rests on the words of the law was read against these words, and somebody signed that it was.

Looks at rules that have a signed.yaml, which `guiju sign` makes: at translations, obligations, their examples, what a
later rule made of them, summaries of provisions, sanctions, cases and answer cards. A changed word makes what rests on
it suspect until it is signed again; width and spacing do not count. Read it against the words as they are now, correct
it where it must be, then sign it.
"""

from collections.abc import Iterator

from guiju.files.finding import Fault, one_line
from guiju.files.folding import common_start
from guiju.law.signatures import Anchor, Dependent, anchor, dependents, digest
from guiju.model import Corpus

_AROUND = 2
"""Characters before and after a change that are quoted with it."""


def check(corpus: Corpus) -> Iterator[Fault]:
    for rule in corpus.regulations.values():
        if rule.signatures is None:
            continue
        units = (anchor(unit) for text in (rule, *rule.versions) for unit in text.units())
        known = {digest(unit.text): unit.text for unit in units}
        for dependent in dependents(corpus, rule):
            if dependent.is_suspect:
                yield _fault(dependent, known)


def _fault(dependent: Dependent, known: dict[str, str]) -> Fault:
    signature, now = dependent.signature, dependent.words
    remedy = f"then run guiju sign '{dependent.name}' --by NAME"
    what = "these examples" if dependent.kind == "examples" else f"this {dependent.kind[:-1]}"
    if signature is None:
        message = f"nobody has signed {what}; read it against {one_line(', '.join(now))}, {remedy}"
        return Fault(message, dependent.where.at())
    changed = [anchor for anchor in dependent.anchors if signature.words.get(anchor.id) != now[anchor.id]]
    gone = [id for id in signature.words if id not in now]
    news = [_change(anchor, known.get(signature.words.get(anchor.id, ""))) for anchor in changed]
    news += [f"it has ceased to rest on {one_line(id)}" for id in gone]
    signed = f"{one_line(signature.by)} signed {what} on {signature.day}"
    places = tuple((f"{anchor.id} as it is now", anchor.where.at()) for anchor in changed)
    return Fault(f"{' and '.join(news)} since {signed}; read it again, {remedy}", dependent.where.at(), places)


def _change(anchor: Anchor, signed: str | None) -> str:
    """What became of words; with those that were signed, where another version still has them."""
    if signed is None:
        return f"{anchor.id} has changed"
    start = common_start(signed, anchor.text)
    end = common_start(signed[start:][::-1], anchor.text[start:][::-1])
    first, left = max(start - _AROUND, 0), max(end - _AROUND, 0)
    old, new = (one_line(text[first : len(text) - left], 30) for text in (signed, anchor.text))
    return f"{anchor.id} has changed from “{old}” to “{new}”"
