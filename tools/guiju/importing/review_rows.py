"""Drafts as rows of the review sheet: what is proposed, and what the law and the vocabulary say beside it."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from math import log

from guiju.importing.bearers import WORDS, bearers, leading_actor
from guiju.importing.proposals import PHRASE
from guiju.importing.review_form import COLUMNS, NOT_FOUND, TEXT, both
from guiju.model import DraftObligation, DraftSpan, Fact, Regulation, Vocabulary
from guiju.places import citation
from guiju.places.citation import is_within
from guiju.places.references import KnownRules

_DEADLINE, _TOWARDS, _SANCTION = (re.compile(WORDS[key]) for key in ("deadline", "towards", "sanction"))
_CASE = re.compile("[的时后](?=，)")
_NEAR, _MOST_FACTS = 0.3, 3

Row = Mapping[str, str]
"""A row by the keys of its columns."""


def rows(
    rule: Regulation, drafts: Iterable[DraftObligation | DraftSpan], vocabulary: Vocabulary, rules: Iterable[Regulation]
) -> list[Row]:
    """A row a draft, in the order of the text; sanctions are looked for in this rule and in `rules`."""
    order = {unit.eId: at for at, unit in enumerate(rule.units())}
    known = KnownRules({**{other.id: other for other in rules}, rule.id: rule})
    sanctions, facts = list(_sanctions(rule, known)), FactPairs(vocabulary.facts)
    made: list[Row] = []
    for number, draft in enumerate(sorted(drafts, key=lambda draft: order[draft.eId]), 1):
        places = [name for cited, name in sanctions if is_within(draft.eId, cited) or is_within(cited, draft.eId)]
        row = {
            "rule": rule.id, "number": str(number), "eId": draft.eId, "place": citation.label(rule, draft.eId, "zh"),
            "quote": "\n".join(draft.quote), "drafted": "\n".join(draft.quote),
        }  # fmt: skip
        if isinstance(draft, DraftSpan):
            made.append({**row, "kind": COLUMNS["kind"].choices[draft.kind]})
            continue
        made.append({
            **row, **_duty(rule, draft, vocabulary), "sanctions": "\n".join(dict.fromkeys(places)) or NOT_FOUND,
            "facts": "\n".join(facts.near("".join(draft.quote).replace(draft.subject or "\n", ""))) or NOT_FOUND,
        })  # fmt: skip
    return made


def _duty(rule: Regulation, draft: DraftObligation, vocabulary: Vocabulary) -> Row:
    words, subject = "".join(draft.quote), draft.subject or ""
    towards = next(_counterparties(words, subject), "")
    named, other = (bearers(name, rule.id, vocabulary.parties) if name else [] for name in (subject, towards))
    carried = f"（{both(TEXT['carried'])}）" * draft.carried
    return {
        "kind": COLUMNS["kind"].choices["duty"],
        "modality": COLUMNS["modality"].choices[draft.modality],
        "named": f"{subject}{carried}" or NOT_FOUND,
        "bearers": ", ".join(named) or NOT_FOUND,
        "condition.zh": _condition(draft) or NOT_FOUND,
        "deadline": "、".join(dict.fromkeys(match[0] for match in _DEADLINE.finditer(words))) or NOT_FOUND,
        "towards": towards or NOT_FOUND,
        "counterparty": other[0] if len(other) == 1 else NOT_FOUND,
    }


def _condition(draft: DraftObligation) -> str:
    """The words before the duty phrase, or before 由, that say when: 用户不提供真实身份信息的."""
    for words in draft.quote:
        phrase = PHRASE.search(words)
        before = words[: words.find("，由") + 1 if "，由" in words else phrase.start() if phrase else None]
        for part in re.split("[。；]", before):
            if ends := [case.end() for case in _CASE.finditer(part)]:
                return part[: ends[-1]].removeprefix(draft.subject or "").lstrip("，")
    return ""


def _counterparties(words: str, subject: str) -> Iterator[str]:
    for match in _TOWARDS.finditer(words):
        actor = leading_actor(re.split("[，；。]", words[match.end() :])[0])
        if actor and actor != subject:
            yield actor


def _sanctions(rule: Regulation, known: KnownRules) -> Iterator[tuple[str, str]]:
    """The places of the rule that sentences with a sanction cite, each with the place that cites it."""
    for other in known.rules.values():
        for eId, references in known.links(other).items():
            unit = other.unit(eId)
            if unit is None or not _SANCTION.search(unit.zh):
                continue
            title = f"《{other.title.zh}》" if other.id != rule.id else ""
            for reference in references:
                if reference.rule == rule.id and reference.eId and not is_within(eId, reference.eId):
                    yield reference.eId, f"{title}{citation.label(other, eId, 'zh')}"


class FactPairs:
    """Facts by the pairs of characters of their words: a rare pair says more."""

    def __init__(self, facts: Iterable[Fact]) -> None:
        self.pairs = {fact.id: _pairs(fact.question.zh) for fact in facts}
        self.count = Counter(pair for pairs in self.pairs.values() for pair in pairs)

    def near(self, words: str) -> list[str]:
        """The ids of the facts whose question shares most with these words, if it shares enough."""
        here, weight = _pairs(words), {pair: log(1 + len(self.pairs) / n) for pair, n in self.count.items()}
        shares = {
            id: sum(weight[pair] for pair in pairs & here) / sum(weight[pair] for pair in pairs)
            for id, pairs in self.pairs.items()
            if pairs
        }
        near = sorted((id for id in shares if shares[id] >= _NEAR), key=lambda id: (-shares[id], id))
        return near[:_MOST_FACTS]


def _pairs(words: str) -> frozenset[str]:
    return frozenset(match[1] for match in re.finditer(r"(?=([\u4e00-\u9fff]{2}))", words))
