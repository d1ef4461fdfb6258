"""The places, obligations and terms that contain words, with the words marked."""

from pathlib import Path

from guiju.law.load import LOOKUP_KINDS, load
from guiju.law.search import Hit, fold, search
from guiju.lookup.reply import Reply, recorder
from guiju.model import Lang
from guiju.terminal import Say
from guiju.wording.labels import NOT_LEGAL_ADVICE


def find(root: Path, query: str, lang: Lang) -> Reply:
    """The hits in the knowledge base in `root`."""
    base = load(root, LOOKUP_KINDS)
    hits = search(base, query, lang)
    entries = [{"kind": h.kind, "id": h.id, "title": h.title, "text": h.text} for h in hits]
    answer: Reply = {
        "json": {"data_version": base.data_version, "query": query, "total": len(hits), "hits": entries},
        "lines": [],
    }
    say = recorder(answer["lines"])
    for hit in hits:
        _show(say, hit)
    say(f"{len(hits)} · {base.data_version} · {NOT_LEGAL_ADVICE[lang]}", style="dim")
    return answer


def _show(say: Say, hit: Hit) -> None:
    say(hit.title, style="bold")
    say(hit.id, by=2, style="dim")
    start = fold(hit.text).find(hit.match) if len(fold(hit.text)) == len(hit.text) else -1
    if start >= 0:
        end = start + len(hit.match)
        say(hit.text[:start], (hit.text[start:end], "yellow"), hit.text[end:], by=2)
    else:
        say(hit.text, by=2)
    say()
