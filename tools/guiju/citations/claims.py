"""What a document says at a number, without quotation marks, that the law says there: is it what the article says?"""

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from math import log

from guiju.citations import amounts, evidence
from guiju.files.bundled import packaged
from guiju.files.folding import Plain, words
from guiju.law.versions import SameText
from guiju.model import Regulation
from guiju.places.citation import Place
from guiju.places.document_names import KEY
from guiju.places.mention import PLAIN_TEXT, Citation, Setting
from guiju.places.numerals import NUMERAL, whole

_DATA = packaged(__file__, "quotations.yaml")
_LEAD = re.compile(
    rf"[(（)）】\]]?(?:[的之]?(?:{'|'.join(_DATA['leads'])}){{1,3}}了?)?(?:如下|[,:=→—-])*(?![的之和与及或、)）至到])"
)
_KEY = re.compile(rf'[-{{" ]*{KEY}(?:"$|"?: ?"?)')
_ABOUT = re.compile("|".join(_DATA["about"]))
"""What says something of an article, not what it says: 第九条自2017年10月8日起施行."""
_OF_THE_LAW = re.compile("|".join(_DATA["of_the_law"]))
_BEHIND = re.compile(rf"[(](?:{'|'.join(_DATA['rests_on'])})?$")
"""Between what is claimed and the citation in brackets on which it rests."""
_BASIS = re.compile(rf"(?:^|。)[>*• -]*(?:{'|'.join(_DATA['bases'])})[*: ]+$")
"""Before a citation that is a line of its own, under what rests on it, or ends the paragraph."""
_STOP = re.compile(r"[。!?！？“”「」\"|(（)）]|[A-Za-z_]{4,}")
_BEGINS = re.compile(_STOP.pattern + "|[:;]")
_OTHERS = re.compile("|".join(_DATA["no_law_says"]))
_NO_CLAIM = re.compile("|".join(_DATA["told"] + _DATA["leaves_out"]))
_SHORTEST, _LONGEST = 8, 200
_LAWLIKE = 0.45
"""Which share of what it says a law must know, that one can say of which article it is."""
_ONE, _OTHER = 0.6, 0.3
"""From which share of that one article has, and up to which share the cited one, a claim is another's."""
_RUN, _VERBATIM = 8, 0.9
"""How many characters in a row that only the other article has; its share where the cited one has more than that."""
_MODALS = {word: group for group, words_ in _DATA["modals"].items() for word in words_}
_MODAL = re.compile("|".join(sorted(_MODALS, key=len, reverse=True)))
_LIMIT = re.compile(rf"{_MODAL.pattern}|[{_DATA['denies']}]")
_CLAUSE = 40
_PREDICATE = 3
"""How many characters behind 不得 or 应当 say what must not or must be done."""
_REFERENCE = re.compile(rf"第({NUMERAL})条(?:至第({NUMERAL})条)?")


@dataclass(frozen=True)
class ComparedClaim:
    """`agrees`: its words are those of the place. Else they are those of `elsewhere`, or an amount or duty word differs
    from `instead`, which the law has."""

    agrees: bool
    elsewhere: str | None = None
    instead: str = ""


def attached(
    entries: Sequence[Citation], texts: Sequence[Plain], passages: Sequence[str], settings: Sequence[Setting]
) -> list[Citation]:
    """The citations of one passage, in their order, with what is claimed of them."""
    found = []
    for index, entry in enumerate(entries):
        following = entries[index + 1] if index + 1 < len(entries) else None
        if entry.english or (following and following.start <= entry.end + 3 and following.others == entry.others):
            found.append(entry)
            continue
        limit = following.start if following else len(texts[entry.passage].text)
        since = entries[index - 1].end if index and entries[index - 1].passage == entry.passage else 0
        claim = _claim(entry, limit, texts, passages, settings) or _before(entry, since, texts, passages, settings)
        found.append(replace(entry, claim=claim))
    return _shared(found)


def _shared(entries: Sequence[Citation]) -> list[Citation]:
    """The same, where what is claimed of a list is claimed of each in it."""
    claims = {(e.place, *e.others): e.claim for e in entries if e.others and e.claim}
    return [
        replace(e, claim=next((c for places, c in claims.items() if {*places} == {e.place, *e.others}), e.claim))
        if e.others
        else e
        for e in entries
    ]


def _claim(
    entry: Citation, limit: int, texts: Sequence[Plain], passages: Sequence[str], settings: Sequence[Setting]
) -> str:
    """The words behind a number, or in the next cell of its row."""
    whole_text, passage = texts[entry.passage], passages[entry.passage]
    text = whole_text.text
    lead = _LEAD.match(text, entry.end, limit)
    about = lead is not None and lead.end() == entry.end > len(entry.text) and _ABOUT.match(text, entry.end)
    if lead is not None and not about and (said := _until(whole_text, passage, lead.end(), limit)):
        return "" if _OTHERS.search(text, entry.end, lead.end()) or _NO_CLAIM.match(said) else said
    setting = settings[entry.passage] if settings else PLAIN_TEXT
    after = entry.passage + 1
    if limit < len(text) or after >= len(texts) or text[entry.end :].strip(':,-—"'):
        return ""
    keyed = _KEY.match(text) or _KEY.match(texts[entry.passage - 1].text)
    key = _KEY.match(texts[after].text) if keyed else None
    if key and key.end() == len(texts[after].text) and after + 1 < len(texts):
        return _until(texts[after + 1], passages[after + 1], 1, len(texts[after + 1].text))
    if key or (setting.row is not None and settings[after].row == setting.row):
        return _until(texts[after], passages[after], key.end() if key else 0, len(texts[after].text))
    return ""


def _before(
    entry: Citation, since: int, texts: Sequence[Plain], passages: Sequence[str], settings: Sequence[Setting]
) -> str:
    """The words before a number that stands in brackets behind them, in a line 依据：… below, or in the last cell."""
    whole_text, passage = texts[entry.passage], passages[entry.passage]
    text, start = whole_text.text, entry.start
    if (behind := _BEHIND.search(text, since, start)) and text[entry.end : entry.end + 1] == ")":
        stops = [stop.end() for stop in _BEGINS.finditer(text, since, behind.start())]
        return _until(whole_text, passage, stops[-1] if stops else since, behind.start())
    basis = _BASIS.search(text, since, start) if not text[entry.end : entry.end + 9].strip("。.* ") else None
    if basis and (basis.start() or entry.passage):
        at = entry.passage - (not basis.start())
        said = texts[at].text[: basis.start()] if basis.start() else texts[at].text.rstrip("。")
        stops = [stop.end() for stop in _STOP.finditer(said)]
        return "" if settings and settings[at].level else _until(texts[at], passages[at], [0, *stops][-1], len(said))
    if settings and not text[:start].strip() and not text[entry.end :].strip():
        at, row = entry.passage, settings[entry.passage].row
        in_row = row is not None and at > 0 and settings[at - 1].row == row
        is_last = at + 1 == len(settings) or settings[at + 1].row != row
        return _until(texts[at - 1], passages[at - 1], 0, 10**9) if in_row and is_last else ""
    cell = passage.rfind("|", 0, at := whole_text.places[start])
    before = passage.rfind("|", 0, max(cell, 0))
    is_last = (closing := passage.find("|", at)) > 0 and passage.find("|", closing + 1) < 0
    if before < 0 or not is_last or passage[cell + 1 : at].strip() or text[entry.end :].strip():
        return ""
    begins, ends = (bisect_left(whole_text.places, bar) for bar in (before, cell))
    return _until(whole_text, passage, begins, ends)


def _until(text: Plain, passage: str, start: int, limit: int) -> str:
    """The words from a character on to the end of the sentence or of the cell."""
    stop = _STOP.search(text.text, start, limit)
    end = min(stop.start() if stop else limit, start + _LONGEST, len(text.text))
    if start >= end:
        return ""
    first = text.places[start]
    bar = passage.find("|", first, text.places[end - 1])
    if bar >= 0:
        end = next(at for at in range(start, end + 1) if at == end or text.places[at] > bar)
    said = text.text[start:end]
    return said if len(words(said.partition(";")[0])) >= _SHORTEST else ""


def compared(claim: str, text: Regulation, there: Sequence[str]) -> ComparedClaim | None:
    """A claim beside the places that are cited; None where its words do not decide."""
    if not claim or not text.articles:
        return None
    cited = [*dict.fromkeys(eId.split("__")[0] for eId in there)]
    counts, articles = evidence.frequency(SameText(text)), evidence.article_grams(SameText(text))
    head = claim.partition(";")[0]
    said = evidence.grams(head)
    known = {gram: log(1 + len(articles) / counts[gram]) for gram in said if counts[gram]}
    refers = _references(SameText(text))
    related = {e for e in articles if e in cited or any(e in refers.get(c, ()) or c in refers[e] for c in cited)}
    law = "\n".join(evidence.whole(text, eId) for eId in cited)
    near = "\n".join(evidence.whole(text, eId) for eId in related)
    if instead := amounts.wrong_fine(claim, law, near):
        return ComparedClaim(False, None, instead)
    if len(known) < _LAWLIKE * len(said) or len(known) < 4:
        return None
    total = sum(known.values())
    shares = {eId: sum(known.get(gram, 0.0) for gram in said & own) / total for eId, own in articles.items()}
    own = sum(known[gram] for gram in known if any(gram in articles[eId] for eId in related)) / total
    best = max(shares, key=lambda eId: shares[eId])
    if own >= _ONE or best in related:
        turned, surely = _turned(words(claim), words(law))
        if instead := amounts.wrong_amount(claim, law, near) or (turned if surely else ""):
            return ComparedClaim(False, None, instead)
        if (other := _other_unit(text, there, known)) and len(evidence.longest_run(words(head), other[1])) >= _RUN:
            return ComparedClaim(False, other[0])
        agrees = _share(known, "\n".join(evidence.whole(text, eId) for eId in there)) >= _ONE
        return ComparedClaim(True) if agrees and not turned and _has_all(claim, law) else None
    if _OF_THE_LAW.search(evidence.whole(text, best)) and not _OF_THE_LAW.search(head):
        return None  # a day or an authority, which the article on commencement or interpretation has too
    apart = own <= _OTHER and own <= shares[best] / 2.5
    if shares[best] < (_ONE if apart else _VERBATIM):
        return None
    run = evidence.longest_run(words(head), evidence.whole(text, best))
    rival = evidence.longest_run(words(head), law)
    least = max(_RUN, 1.5 * len(rival)) if apart else 2 * max(_RUN, len(rival))
    rare = sum(1 / counts[gram] for gram in known if gram in articles[best] and gram not in articles[cited[0]])
    return ComparedClaim(False, best) if len(run) >= least and rare >= 3 else None


def _share(known: Mapping[str, float], law: str) -> float:
    """How much of a claim, by the weight of its words, a provision has."""
    return sum(known[gram] for gram in known.keys() & evidence.grams(law)) / sum(known.values())


def _other_unit(text: Regulation, there: Sequence[str], known: Mapping[str, float]) -> tuple[str, str] | None:
    """The 款 or 项 that says what is claimed of another one of its article, with its words; None where that may too."""
    article = text.article(there[0].split("__")[0])
    if article is None or any("__" not in eId or _share(known, evidence.whole(text, eId)) > _OTHER for eId in there):
        return None
    beside = (unit.eId for unit in article.units() if unit.eId.count("__") == there[0].count("__"))
    found = ((eId, evidence.whole(text, eId)) for eId in beside)
    return next((other for other in found if _share(known, other[1]) >= _ONE), None)


@lru_cache(maxsize=64)
def _references(same: SameText) -> Mapping[str, set[str]]:
    """To which articles each refers, as a penalty to what it is for."""
    return {article.eId: _referred(same.text, article.eId) for article in same.text.articles}


def _referred(text: Regulation, eId: str) -> set[str]:
    found = set[str]()
    for match in _REFERENCE.finditer(evidence.whole(text, eId)):
        first = whole(match[1])
        found |= {Place(n).article_eId for n in range(first, (whole(match[2]) if match[2] else first) + 1)}
    return found


def _turned(said: str, law: str) -> tuple[str, bool]:
    """不得 of the law where the claim has 可以 or 应当 before the same words, and so on, empty where there is none; and
    whether that is sure, as nothing else is denied or asked: 是否可以, 不意味着可以, 经同意可以."""
    for match in _MODAL.finditer(said):
        does = said[match.end() : match.end() + _PREDICATE]
        kinds = {_MODALS[modal[0]]: modal for modal in _MODAL.finditer(law) if law.startswith(does, modal.end())}
        if len(does) == _PREDICATE and kinds and _MODALS[match[0]] not in kinds:
            modal = next(iter(kinds.values()))
            clause = law[max(0, modal.start() - _CLAUSE) : modal.end() + _CLAUSE]
            surely = _denials(said, law) and _denials(clause, said)
            return law[modal.start() : modal.end() + 2 * _PREDICATE], surely
    return "", False


def _denials(text: str, other: str) -> bool:
    """Whether what a text denies or excepts is in the other too."""
    return all(text[m.start() : m.end() + 1] in other for m in _LIMIT.finditer(text) if m[0] not in _MODALS)


def _has_all(claim: str, law: str) -> bool:
    """Whether the law has every amount of a claim, and all that it denies, forbids or allows: only then they agree."""
    claimed, enacted = amounts.measured(claim), amounts.measured(law)
    limits = (match for match in _LIMIT.finditer(claimed) if _MODALS.get(match[0]) != "duty")
    return amounts.uses(claimed) <= amounts.uses(enacted) and all(
        claimed[m.start() : m.end() + 2] in enacted for m in limits
    )
