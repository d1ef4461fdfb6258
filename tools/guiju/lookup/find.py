"""The places, obligations and terms that contain words, with the words marked; or how a sentence differs from law."""

from collections.abc import Iterator
from typing import Any

from guiju.files.folding import folded
from guiju.files.language import LANGUAGES, Lang
from guiju.law import excerpt
from guiju.lookup.index import LookupIndex
from guiju.lookup.reply import Reply, recorder
from guiju.lookup.resolution import Resolution
from guiju.lookup.search import Hit, SearchedTexts, cited, search
from guiju.model import Bilingual, MissingArticle
from guiju.terminal import Part, Say
from guiju.wording.labels import COLON, NOT_LEGAL_ADVICE
from guiju.wording.words import Words

_WORDS = Words(__file__)
_MARKS = {"both": ("", "", ""), "law": ("[-", "-]", "red"), "query": ("{+", "+}", "green")}
"""As in `git diff --word-diff`: what only the law has, what only the sentence has."""


def find(index: LookupIndex, query: str, lang: Lang, within: SearchedTexts) -> Reply:
    """The places that contain the words, or almost contain them."""
    meant = cited(index, query, within)
    total, hits = search(index, query, lang, within, meant)
    remarks = [*meant.remarks, *_not_here(meant)] if meant else []
    value = {
        "data_version": index.data_version,
        "as_of": within.day,
        "texts": within.texts,
        "query": query,
        "total": total,
        "hits": [*map(as_json, hits)],
        "remarks": [remark[lang] for remark in remarks] or ([meant.why] if meant and meant.why else []),
    }
    answer: Reply = {"json": value, "lines": []}
    say = recorder(answer["lines"])
    for hit in hits:
        _print(say, hit, lang)
    for remark in remarks:
        say(remark[lang], style="yellow")
    number = f"{len(hits)} / {total}" if len(hits) < total else f"{total}"
    say(f"{number} · {within.day} · {index.data_version} · {NOT_LEGAL_ADVICE[lang]}", style="dim")
    return answer


def _not_here(meant: Resolution) -> Iterator[Bilingual]:
    """Of the places that are meant, those whose words are not here."""
    for place in meant.places:
        match place:
            case (rule, MissingArticle() as entry):
                names = (f"{rule.short_title[lang]}{excerpt.cited(rule, entry, lang)}" for lang in LANGUAGES)
                yield COLON.join((Bilingual(*names), next(excerpt.what_is_known(rule, entry))))


def as_json(hit: Hit) -> dict[str, Any]:
    """A hit as JSON."""
    value: dict[str, Any] = {"kind": hit.kind, "id": hit.id, "title": hit.title, "text": hit.text}
    if hit.difference:
        pieces = [{"in": side, "text": text} for side, text in hit.difference.pieces]
        value |= {"likeness": round(hit.difference.likeness, 3), "difference": pieces}
    return value


def _print(say: Say, hit: Hit, lang: Lang) -> None:
    say(hit.title, style="bold")
    say(hit.id, by=2, style="dim")
    start = folded(hit.text).find(hit.match) if hit.match and len(folded(hit.text)) == len(hit.text) else -1
    if start >= 0:
        end = start + len(hit.match)
        say(hit.text[:start], (hit.text[start:end], "yellow"), hit.text[end:], by=2)
    else:
        say(hit.text, by=2)
    if hit.difference:
        say(_WORDS["near"][lang].format(share=f"{hit.difference.likeness:.0%}"), by=2, style="yellow")
        say(*(_piece(side, text) for side, text in hit.difference.pieces), by=2)
    say()


def _piece(side: str, text: str) -> Part:
    before, after, colour = _MARKS[side]
    return (f"{before}{text}{after}", colour) if colour else text
