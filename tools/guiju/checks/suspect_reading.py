"""What rests on the words of the law was read against these words, and somebody signed that it was.

Looks at rules that have a signed.yaml, which `guiju sign` makes: at translations, obligations, their examples, what a
later rule made of them, and cases. A changed word makes what rests on it suspect until it is signed again; width and
spacing do not count. Read it against the words as they are now, correct it where it must be, then sign it.
"""

from collections.abc import Iterator

from guiju.files.finding import Fault, one_line
from guiju.law.signatures import Dependent, dependents, digest
from guiju.model import Corpus, Unit

_AROUND = 2
"""Characters before and after a change that are quoted with it."""


def check(corpus: Corpus) -> Iterator[Fault]:
    for rule in corpus.regulations.values():
        if rule.signatures is None:
            continue
        known = {digest(unit): unit for text in (rule, *rule.versions) for unit in text.units()}
        for dependent in dependents(corpus, rule):
            if dependent.is_suspect and dependent.units:  # without, it cites what is not there: broken-citation
                yield _fault(dependent, known)


def _fault(dependent: Dependent, known: dict[str, Unit]) -> Fault:
    signature, now = dependent.signature, dependent.words
    remedy = f"then run guiju sign '{dependent.name}' --by NAME"
    what = "these examples" if dependent.kind == "examples" else f"this {dependent.kind[:-1]}"
    if signature is None:
        message = f"nobody has signed {what}; read it against {one_line(', '.join(now))}, {remedy}"
        return Fault(message, dependent.where.at())
    changed = [unit for unit in dependent.units if signature.words.get(unit.eId) != now[unit.eId]]
    gone = [eId for eId in signature.words if eId not in now]
    news = [_change(unit, known.get(signature.words.get(unit.eId, ""))) for unit in changed]
    news += [f"it has ceased to rest on {one_line(eId)}" for eId in gone]
    signed = f"{one_line(signature.by)} signed {what} on {signature.day}"
    places = tuple((f"{unit.eId} as it is now", unit.where.at()) for unit in changed)
    return Fault(f"{' and '.join(news)} since {signed}; read it again, {remedy}", dependent.where.at(), places)


def _change(unit: Unit, signed: Unit | None) -> str:
    """What became of a unit; with the words, where another version has those that were signed."""
    if signed is None:
        return f"{unit.eId} has changed"
    start = _alike(signed.zh, unit.zh)
    end = _alike(signed.zh[start:][::-1], unit.zh[start:][::-1])
    first, left = max(start - _AROUND, 0), max(end - _AROUND, 0)
    old, new = (one_line(text[first : len(text) - left], 30) for text in (signed.zh, unit.zh))
    return f"{unit.eId} has changed from “{old}” to “{new}”"


def _alike(one: str, other: str) -> int:
    """How many characters of both are the same, from the first on."""
    return next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
