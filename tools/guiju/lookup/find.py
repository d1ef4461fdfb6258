"""What words find, for every door: what they cite, what contains them, what answers them; and why each hit is there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from guiju.files.finding import Misuse
from guiju.files.folding import folded
from guiju.files.language import REQUIRED_LANGUAGES, Lang
from guiju.lookup.reply import Reply, recorder
from guiju.model import Bilingual
from guiju.search import entries
from guiju.search.answer_cards import NO_CARD, CardChoice, ChosenCard, cards_for
from guiju.search.index import LookupIndex, titles
from guiju.search.search import Hit, SearchedTexts, SearchResults, search
from guiju.search.sounds import sounding
from guiju.search.terms import simplified
from guiju.terminal import Part, Say
from guiju.wording.labels import COLON, COMMA, NOT_LEGAL_ADVICE, label
from guiju.wording.words import Words

if TYPE_CHECKING:  # only a citation needs the records
    from guiju.lookup.resolution import Resolution

_WORDS = Words(__file__)
_STANDING = Words(entries.__file__).table("standing")
_MARKS = {"both": ("", "", ""), "law": ("[-", "-]", "red"), "query": ("{+", "+}", "green")}
"""As in `git diff --word-diff`: what only the law has, what only the sentence has."""
_CITES = re.compile(r"[条條款項项§0-9]|附[件录錄表]|^之|\bart", re.IGNORECASE)
_NAMED = re.compile("《([^《》\n]{2,60})》")
_SHORT = 8
"""Characters below which a name may be a short one, which only all names together tell."""
_LONG = 40
"""Characters from which words are no citation, unless they have 第…条."""
_CITES_SURELY = re.compile(r"第.{1,12}[条條款項项]|§|\bart", re.IGNORECASE)
_ENDS_AS_CITATION = re.compile(r".第[^，。？?]{1,12}[条條款項项①-⑳]$")
"""A name without 《》, perhaps of a law that is not here, and its number."""
_READ = 10
"""Hits in which cited laws are looked for."""


@dataclass(frozen=True)
class Answer:
    """What is found, what is said of it, and the laws that are not here: those that the words ask about or cite, and
    that the first hits cite. `taken_for` are the words that were looked for, where the query only sounds like them;
    `cards` are the answer card for the words, or those that may be meant."""

    results: SearchResults
    remarks: tuple[str, ...]
    absent: tuple[str, ...]
    taken_for: str = ""
    cards: CardChoice = NO_CARD


def answer(index: LookupIndex, query: str, lang: Lang, within: SearchedTexts) -> Answer:
    """What words find in these texts."""
    meant = _cited(index, query, within)
    places = [*_places(meant)] if meant else []
    found = search(index, query, lang, within, places)
    taken_for = ""
    if not meant and len(query) < _LONG and (found.is_unanswered or not found.hits):
        words = simplified(folded(query))
        taken_for = sounding(index.database, words)
        other = search(index, taken_for, lang, within) if taken_for != words else found
        found, taken_for = (other, taken_for) if other.hits and not other.is_unanswered else (found, "")
    told = [remark[lang] for remark in (*meant.remarks, *_not_here(meant))] if meant else []
    remarks = tuple(told) or ((meant.why,) if meant and meant.why else ())
    remarks += (_WORDS["part_only"][lang],) if index.is_part else ()
    others = [hit for hit in found.hits if hit.kind != "absent"]
    about = [hit.title for hit in found.hits if hit.kind == "absent" and not hit.is_weak]
    is_elsewhere = bool(about) and found.hits[0].kind == "absent"
    found = SearchResults(found.total - len(found.hits) + len(others), others)
    first = (hit.text for hit in found.hits[:_READ] if hit.kind == "text" and not hit.is_weak)
    named = dict.fromkeys(name for text in (query, *first) for name in _NAMED.findall(text))
    absent = tuple(dict.fromkeys((*about, *(_absent(index, [*named]) if named else ()))))
    if is_elsewhere or (meant and (meant.why or any(_not_here(meant)))) or {*_NAMED.findall(query)} & {*absent}:
        # The law that is cited or asked about is not here: whatever has some of the words is no answer.
        found = found._replace(hits=[hit if hit.is_literal else replace(hit, share=0) for hit in found.hits])
    if meant and meant.why and meant.is_citation and _ENDS_AS_CITATION.search(query):
        literal = [hit for hit in found.hits if hit.is_literal]  # 前款, which the texts have
        found = SearchResults(len(literal), literal)
    # Where another law answers, a card that has this very question says so.
    cards = NO_CARD if meant else cards_for(index, query, lang, within, None if is_elsewhere else found)
    return Answer(found, remarks, absent, taken_for, cards)


def _absent(index: LookupIndex, named: Sequence[str]) -> Iterator[str]:
    from guiju.lookup.laws import Laws

    laws = Laws(index)
    yield from (name for name in named if not (laws.is_called(name) or (len(name) < _SHORT and laws.names.ids(name))))


def _cited(index: LookupIndex, query: str, within: SearchedTexts) -> Resolution | None:
    """What a query means that is a citation; None where it is none."""
    if not (_CITES if len(query) < _LONG else _CITES_SURELY).search(query):
        return None
    from guiju.lookup.laws import Laws
    from guiju.lookup.resolution import resolve

    try:
        resolution = resolve(query, Laws(index), date.fromisoformat(within.day) if within.day else date.max)
    except Misuse:  # a place of too many rules
        return None
    return resolution if resolution.is_citation or (resolution.why and _ENDS_AS_CITATION.search(query)) else None


def _places(resolution: Resolution) -> Iterator[tuple[str, str, str]]:
    from guiju.model import Article, Provision, Term

    for place in resolution.places:
        if isinstance(place, Term):
            continue
        rule, part = place
        if isinstance(part, Article):
            version = resolution.versions.get(rule.id)
            yield rule.id, str(version.day or "undated") if version else "", part.eId
        elif isinstance(part, Provision):
            yield rule.id, "", part.id


def find(index: LookupIndex, query: str, lang: Lang, within: SearchedTexts) -> Reply:
    """The answer to words, as JSON and in lines."""
    answered = answer(index, query, lang, within)
    found = answered.results
    best, near = answered.cards
    card = _card(index, best, lang, within.day) if best else None
    laws = titles(index, {hit.law for hit in found.hits})
    heard = answered.taken_for and _WORDS["taken_for"][lang].format(words=answered.taken_for)
    value = {
        "data_version": index.data_version,
        "as_of": within.day,
        "texts": within.texts,
        "query": query,
        "answer": card["json"] if card else None,
        "near_answers": [one._asdict() for one in near],
        "answered": bool(card) or (not found.is_unanswered and bool(found.hits)),
        "total": found.total,
        "hits": [{**as_json(hit), "law_title": laws[hit.law][lang] if hit.law in laws else ""} for hit in found.hits],
        "remarks": [*filter(None, (heard, *answered.remarks))],
        "laws_not_here": [*answered.absent],
    }
    reply: Reply = {"json": value, "lines": []}
    say = recorder(reply["lines"])
    if card:
        reply["lines"] += card["lines"]
    elif heard or found.is_unanswered or not found.hits:
        say(heard or _WORDS["unanswered" if found.hits else "none_here"][lang], style="yellow")
        say()
    if near:
        say(_WORDS["near_answers"][lang], style="bold")
        for one in near:
            say(f'guiju find "{one.title}"', by=2)
        say()
    for hit in found.hits:
        _print(say, hit, lang)
    for remark in answered.remarks:
        say(remark, style="yellow")
    if answered.absent:
        say(f"{_WORDS['absent'][lang]}{COLON[lang]}{COMMA[lang].join(answered.absent)}", style="dim")
    number = f"{len(found.hits)} / {found.total}" if len(found.hits) < found.total else f"{found.total}"
    say(f"{number} · {within.day} · {index.data_version} · {NOT_LEGAL_ADVICE[lang]}", style="dim")
    return reply


def _card(index: LookupIndex, chosen: ChosenCard, lang: Lang, day: str) -> Reply | None:
    from guiju.lookup import answer_card  # most words have no card, and need none of the records

    if (found := answer_card.content_of(index, chosen, lang, day)) is None:
        return None
    lines = [(parts, by, "") for parts, by in answer_card.lines(found[0], lang)]
    return {"json": answer_card.as_json(found[0]), "lines": [*lines, ((), 0, "")]}


def _not_here(meant: Resolution) -> Iterator[Bilingual]:
    """Of the places that are meant, those whose words are not here."""
    from guiju.law import excerpt
    from guiju.model import MissingArticle

    for place in meant.places:
        match place:
            case (rule, MissingArticle() as entry):
                names = (f"{rule.short_title[lang]}{excerpt.cited(rule, entry, lang)}" for lang in REQUIRED_LANGUAGES)
                yield COLON.join((Bilingual(*names), next(excerpt.what_is_known(rule, entry))))


def as_json(hit: Hit) -> dict[str, Any]:
    """A hit as JSON."""
    value: dict[str, Any] = {
        "kind": hit.kind,
        "id": hit.id,
        "title": hit.title,
        "text": hit.text,
        "law": hit.law,
        "version": hit.version,
        "standing": hit.standing,
        "literal": hit.is_literal,
        "weak": hit.is_weak,
        "share": round(hit.share, 3),
        "why": {"cited": hit.is_cited, "match": hit.match, "words": [*hit.words], "question": hit.question},
    }
    if hit.difference:
        pieces = [{"in": side, "text": text} for side, text in hit.difference.pieces]
        value |= {"likeness": round(hit.difference.likeness, 3), "difference": pieces}
    return value


def _print(say: Say, hit: Hit, lang: Lang) -> None:
    say(hit.title, style="bold")
    known = _STANDING.get(hit.standing)
    standing = known[lang] if known else label(hit.standing, lang) if hit.standing else ""
    say(" · ".join(filter(None, (hit.id, standing))), by=2, style="dim")
    start = folded(hit.text).find(hit.match) if hit.match and len(folded(hit.text)) == len(hit.text) else -1
    if start >= 0:
        end = start + len(hit.match)
        say(hit.text[:start], (hit.text[start:end], "yellow"), hit.text[end:], by=2)
    else:
        say(hit.text, by=2)
    if hit.difference:
        say(_WORDS["near"][lang].format(share=f"{hit.difference.likeness:.0%}"), by=2, style="yellow")
        say(*(_piece(side, text) for side, text in hit.difference.pieces), by=2)
    elif hit.question:
        say(f"{_WORDS['question'][lang]}{COLON[lang]}{hit.question}", by=2, style="dim")
    elif hit.words and not hit.is_literal:
        said = _WORDS["weak" if hit.is_weak else "words"][lang]
        say(f"{said}{COLON[lang]}{COMMA[lang].join(hit.words)}", by=2, style="yellow" if hit.is_weak else "dim")
    say()


def _piece(side: str, text: str) -> Part:
    before, after, colour = _MARKS[side]
    return (f"{before}{text}{after}", colour) if colour else text
