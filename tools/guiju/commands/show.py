"""Read an article, an obligation, a term, a rule, or a provision of another law.

Examples: guiju show art_13, guiju show 第九条第二款, guiju show retain-network-logs, guiju show log-duty-penalty, guiju show 网络安全法第六十一条

A citation may begin with a rule's short title (群组规定第九条); without one it is shown for every rule that has it. Of another law are shown its words
on the day of --as-of, where a source has them, beside our summary.
"""

from __future__ import annotations

import argparse
import difflib
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from guiju import knowledge, options
from guiju.documents.content.fields import HISTORY, in_later_rule
from guiju.documents.penalties import tiers
from guiju.documents.penalties.conditions import condition
from guiju.documents.penalties.ranges import penalty
from guiju.documents.penalties.search import legend
from guiju.documents.penalties.words import words
from guiju.files.finding import Misuse, one_line
from guiju.files.json_text import json_text
from guiju.law import excerpt, statute
from guiju.law.labels import COLON, COMMA, NO_PENALTY, NOT_LEGAL_ADVICE, UNOFFICIAL, label
from guiju.law.load import LOOKUP_KINDS
from guiju.law.text import citation
from guiju.model import (
    Article,
    BearerConsequence,
    Bilingual,
    Corpus,
    Lang,
    MissingArticle,
    Obligation,
    Provision,
    Regulation,
    Term,
)
from guiju.reasoning.sanctions import in_time
from guiju.reasoning.standing import standing, standing_of
from guiju.terminal import Say, printer

_DAY_UNKNOWN = Bilingual("不详", "unknown")

Shown = tuple[Regulation, Article | Obligation | Provision | MissingArticle] | Regulation | Term


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("what", metavar="WHAT", nargs="+", help="a citation, an eId, or an id")
    options.add(parser, "--regulation", "--lang", "--as-of", "--json", "--base")


def run(arguments: argparse.Namespace, today: date) -> int:
    as_of = options.day(arguments, today)
    base = knowledge.corpus(arguments.base, LOOKUP_KINDS)
    what = " ".join(arguments.what).strip()
    shown = list(_find(base, what, knowledge.regulations(base, arguments.regulation), as_of))
    if not shown:
        raise Misuse(f"there is no '{one_line(what)}'{_suggestion(base, what)}")
    lang: Lang = arguments.lang
    entries = [_entry(base, thing, lang, as_of) for thing in shown]
    unpunished = any(record["unpunished"] for entry in entries for record in entry.get("obligations", ()))
    searched = legend(base, lang) if unpunished else ()
    if arguments.json:
        envelope = {
            "schema_version": 1,
            "data_version": base.data_version,
            "as_of": as_of.isoformat(),
            "disclaimer": NOT_LEGAL_ADVICE[lang],
            "searched": list(searched),
        }
        print(json_text({**envelope, "total": len(entries), "result": entries}))
        return 0
    say = printer()
    for entry in entries:
        _print(say, entry, lang)
    for sentence in searched:
        say(sentence, style="dim")
    note = f"{UNOFFICIAL.en} " if lang == "en" else ""
    say(f"{note}{NOT_LEGAL_ADVICE[lang]} · {as_of.isoformat()} · {base.data_version}", style="dim")
    return 0


def _find(base: Corpus, what: str, among: tuple[Regulation, ...], as_of: date) -> Iterator[Shown]:
    for regulation in base.regulations.values():
        if what in _names(regulation):
            yield regulation
    for regulation in among:
        rest = _without_name(what, regulation)
        eId = citation.parse(rest if rest is not None else what)
        article = _part(regulation, eId) if eId else None
        if article is not None and (rest is not None or not _names_another(what, regulation, among)):
            yield regulation, article
        if eId and rest is not None:
            yield from ((regulation, entry) for entry in excerpt.missing_at(regulation, eId))
        slug = what.removeprefix(f"{regulation.id}#")
        if (record := regulation.obligation(slug)) is not None:
            yield regulation, record
    for regulation in base.regulations.values():
        slug = what.removeprefix(f"{regulation.id}#")
        yield from ((regulation, provision) for provision in regulation.provisions if provision.id == slug)
        if place := _without_name(what, regulation):
            yield from ((regulation, provision) for provision in _numbered(regulation, place, as_of))
    for term in base.glossary:
        if what in (term.id, f"glossary#{term.id}", term.zh) or what.lower() == term.en.lower():
            yield term


def _numbered(regulation: Regulation, place: str, as_of: date) -> list[Provision]:
    """The provisions at this place on the day; where there are none, those that had it, or will have it, on another."""
    found = [(p, n) for p in regulation.provisions for n in p.numbers if citation.names(place, n)]
    timely = [p for p, n in found if in_time(n.from_, n.until, as_of) is not False]
    return list({p.id: p for p in timely or [p for p, _ in found]}.values())


def _part(regulation: Regulation, eId: str) -> Article | None:
    """The article, cut down to the 款 or 项 where one is named; None where the rule has no such place."""
    article = regulation.article(eId)
    if article is None or eId == article.eId:
        return article
    paragraphs = tuple(
        p if p.eId == eId else replace(p, points=tuple(point for point in p.points if point.eId == eId))
        for p in article.paragraphs
        if p.eId == eId or any(point.eId == eId for point in p.points)
    )
    return replace(article, eId=eId, paragraphs=paragraphs) if paragraphs else None


def _names(regulation: Regulation) -> tuple[str, ...]:
    """What a rule is called: the long names first, since a short one may begin them."""
    title, short = regulation.title, regulation.short_title
    return (regulation.id, title.zh, short.zh, title.en, short.en, *regulation.aliases)


def _without_name(what: str, regulation: Regulation) -> str | None:
    """The citation after a rule's name, or None where the rule is not named."""
    for name in _names(regulation):
        bare = what.replace("《", "").replace("》", "")
        if bare.startswith(name) and bare != name:
            return bare.removeprefix(name).lstrip("#, ")
    return None


def _names_another(what: str, regulation: Regulation, among: tuple[Regulation, ...]) -> bool:
    return any(_without_name(what, other) is not None for other in among if other is not regulation)


def _suggestion(base: Corpus, what: str) -> str:
    names = (
        [o.id for r in base.regulations.values() for o in r.obligations]
        + list(base.regulations)
        + [t.id for t in base.glossary]
    )
    names += [a.eId for r in base.with_articles() for a in r.articles]
    names += [name for r in base.regulations.values() for p in r.provisions for name in (p.id, f"{r.id}#{p.id}")]
    close = difflib.get_close_matches(what, names, n=1)
    return f"; did you mean {close[0]}?" if close else f"; try: guiju find {one_line(what, 30)}"


def _entry(base: Corpus, thing: Shown, lang: Lang, as_of: date) -> dict[str, Any]:
    if isinstance(thing, Regulation):
        return _rule(base, thing, lang, as_of)
    if isinstance(thing, Term):
        return {
            "kind": "term",
            "id": thing.id,
            "title": f"{thing.zh} · {thing.en}",
            "text": [thing.definition[lang]],
            "obligations": [],
        }
    regulation, part = thing
    banner = standing(regulation, as_of).words[lang]
    if isinstance(part, Article):
        title = f"{regulation.short_title[lang]} {citation.label(regulation, part.eId, lang)} {part.heading[lang]}"
        records = [o for o in regulation.obligations if f"{o.eId}__".startswith(f"{part.eId}__")]
        return {
            "kind": "article", "id": f"{regulation.id}#{part.eId}", "title": title, "standing": banner,
            "text": ["\n  ".join((f"{citation.label(regulation, u.eId, lang)}  {u[lang]}", *(told[lang] for told in excerpt.how_seen(u)))) for u in part.units()],
            "obligations": [_obligation(base, regulation, o, lang, as_of) for o in records],
        }  # fmt: skip
    if isinstance(part, MissingArticle):
        title = f"{regulation.short_title[lang]} {excerpt.cited(regulation, part, lang)}"
        known = [told[lang] for told in excerpt.what_is_known(regulation, part)]
        return {"kind": "missing", "id": f"{regulation.id}#{part.number}", "title": title, "standing": banner, "text": known, "obligations": []}  # fmt: skip
    if isinstance(part, Provision):
        return _provision(base, regulation, part, lang, as_of)
    title = f"{regulation.short_title[lang]} {citation.label(regulation, part.eId, lang)}"
    return {"kind": "obligation", "id": regulation.global_id(part), "title": title, "standing": banner,
            "text": ["…".join(part.quote)], "obligations": [_obligation(base, regulation, part, lang, as_of)]}  # fmt: skip


def _rule(base: Corpus, regulation: Regulation, lang: Lang, as_of: date) -> dict[str, Any]:
    kind = base.label("document_types", regulation.document_type)[lang]
    return {
        "kind": "regulation", "id": regulation.id, "title": f"{regulation.title[lang]} ({kind})",
        "standing": standing(regulation, as_of).words[lang],
        "text": [regulation.force.note[lang], *([excerpt.notice(regulation)[lang]] if regulation.missing else []), *(f"{citation.label(regulation, a.eId, lang)} {a.heading[lang]}" for a in regulation.articles)],
        "obligations": [],
    }  # fmt: skip


def _provision(base: Corpus, regulation: Regulation, provision: Provision, lang: Lang, as_of: date) -> dict[str, Any]:
    numbers = "; ".join(
        f"{citation.numbered(n, lang)} ({_DAY_UNKNOWN[lang] if n.from_ == 'unknown' else n.from_} – {n.until or ''})"
        for n in provision.numbers
    )
    note = [provision.note[lang]] if provision.note else []
    penalised = [_place(base, global_id, lang) for global_id in provision.penalised_by]
    led = [f"{words(lang)['penalised_by']}{COLON[lang]}{COMMA[lang].join(penalised)}"] if penalised else []
    return {
        "kind": "provision", "id": f"{regulation.id}#{provision.id}", "title": f"{regulation.short_title[lang]} {provision.title[lang]}",
        "standing": standing(regulation, as_of).words[lang],
        "text": [f"{numbers} · {label(provision.verification, lang)}", provision.summary[lang], *note, *led], "obligations": [],
        "words": [_passage(passage, lang) for passage in statute.passages(regulation, provision, as_of)],
        "penalised_by": list(provision.penalised_by),
        "sanctions": [
            {
                "id": f"{regulation.id}#{sanction.id}", "in_time": tiers.when(sanction.from_, sanction.until, lang),
                "tier": tiers.name(sanction, lang), "condition": condition(sanction.when, lang) if sanction.when else None,
                "penalty": penalty(sanction, lang), "verification": label(sanction.verification, lang),
                "note": sanction.note[lang] if sanction.note else None,
            }
            for sanction in provision.sanctions
        ],
    }  # fmt: skip


def _passage(passage: statute.Passage, lang: Lang) -> dict[str, Any]:
    words = passage.number.words
    return {
        "place": statute.heading(passage, lang), "quotation": list(passage.lines), "remark": statute.remark(passage, lang),
        "earlier_version": passage.earlier, "sha256": words.sha256 if words else None,
    }  # fmt: skip


def _place(base: Corpus, global_id: str, lang: Lang) -> str:
    """网络安全法留存日志的处罚 cybersecurity-law#log-duty-penalty: a provision by its law, its title and its id, to show it next."""
    rule, _, slug = global_id.partition("#")
    regulation = base.regulations.get(rule)
    found = next((p for p in regulation.provisions if p.id == slug), None) if regulation else None
    if regulation is None or found is None:
        return global_id
    return f"{regulation.short_title[lang]} {found.title[lang]} ({global_id})"


def _obligation(base: Corpus, regulation: Regulation, record: Obligation, lang: Lang, as_of: date) -> dict[str, Any]:
    groups, state, later = record.consequences(), standing_of(regulation, record, as_of), record.displaced_by
    told = [HISTORY[lang], *([in_later_rule(base, later, lang)] if later else [])] if state.displaced else []
    return {
        "id": regulation.global_id(record), "modality": label(record.modality, lang), "state": state.state,
        "history": ("；" if lang == "zh" else "; ").join(told) or None,
        "bearers": [base.label("parties", b)[lang] for b in record.bearers], "title": record.title[lang], "summary": record.summary[lang],
        "consequence": "\n".join(_consequence(base, group, len(groups) > 1, lang) for group in groups) or None,
        "unpunished": any(group.route == "none_found" for group in groups),
    }  # fmt: skip


def _consequence(base: Corpus, group: BearerConsequence, apart: bool, lang: Lang) -> str:
    """Where a breach leads; `apart`: for whom, since other bearers face something else."""
    found = COMMA[lang].join(group.provisions)
    led = f"{label(group.route, lang)}{COLON[lang]}{found}" if found else NO_PENALTY[lang]
    bearers = COMMA[lang].join(base.label("parties", b)[lang] for b in group.bearers)
    return f"{bearers}{COLON[lang]}{led}" if apart else led


def _print(say: Say, entry: dict[str, Any], lang: Lang) -> None:
    say(entry["title"], style="bold")
    say(entry["id"], style="dim")
    if "standing" in entry:
        say(entry["standing"], style="yellow")
    first, *rest = entry["text"]
    say(first, by=2)
    for passage in entry.get("words", ()):
        say(f"{statute.WORDS_OF_THE_LAW[lang]}{COLON[lang]}{passage['place']}", by=2, style="bold")
        for line in passage["quotation"]:
            say(f"│ {line}", by=4)
        say(passage["remark"], by=4, style="dim")
    for line in rest:
        say(line, by=2)
    for record in entry["obligations"]:
        say("▪ ", (f"{record['modality']} ", "green"), (record["title"], "bold"), by=2)
        if record["history"]:
            say(record["history"], by=4, style="yellow")
        say(COMMA[lang].join(record["bearers"]), by=4, style="italic")
        say(record["summary"], by=4)
        for consequence in (record["consequence"] or "").splitlines():
            say(f"→ {consequence}", by=4, style="dim")
    for sanction in entry.get("sanctions", ()):
        say("▪ ", (sanction["tier"], "bold"), f"{COLON[lang]}{sanction['penalty']}", by=2)
        told = (sanction["condition"], sanction["in_time"], sanction["verification"], sanction["note"])
        say(" · ".join(filter(None, told)), by=4, style="dim")
    say()
