"""What is at a place: an article, an obligation, a term, a rule, or a provision of another law."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from guiju.amendment.same_number import same_number
from guiju.documents.content.fields import HISTORY, exceptions, in_later_rule
from guiju.documents.penalties import tiers
from guiju.documents.penalties.ranges import penalty
from guiju.documents.penalties.search import legend
from guiju.files.finding import one_line
from guiju.law import excerpt, provision_text
from guiju.law.text import quotation
from guiju.law.versions import Version
from guiju.lookup import version_query
from guiju.lookup.laws import Laws
from guiju.lookup.reply import Reply, recorder
from guiju.lookup.resolution import Meant, resolved
from guiju.model import (
    Annex,
    Article,
    BearerConsequence,
    Corpus,
    Lang,
    MissingArticle,
    Obligation,
    Provision,
    Regulation,
    Sanction,
    Term,
    Unit,
)
from guiju.places import citation
from guiju.places.citation import is_within
from guiju.reasoning.standing import standing, standing_of
from guiju.search.index import LookupIndex
from guiju.terminal import Say
from guiju.wording.labels import COLON, COMMA, NO_PENALTY, NOT_LEGAL_ADVICE, SEMICOLON, UNOFFICIAL, document_type, label
from guiju.wording.words import Words

_WORDS = Words(__file__)


def show(index: LookupIndex, what: str, rules: Sequence[str], lang: Lang, as_of: date) -> Reply:
    """The entries of every place that `what` means. Misuse where there is none."""
    resolution = resolved(what, laws := Laws(index), as_of, [id for word in rules for id in laws.ids(word)])
    base = resolution.base
    entries = [entry_of(base, place, resolution.versions, lang, as_of) for place in resolution.places]
    unpunished = any(record["unpunished"] for entry in entries for record in entry.get("obligations", ()))
    searched = legend(_with_searched_laws(index, base), lang) if unpunished else ()
    answer: Reply = {
        "json": {
            "data_version": base.data_version,
            "as_of": as_of.isoformat(),
            "disclaimer": NOT_LEGAL_ADVICE[lang],
            "searched": list(searched),
            "total": len(entries),
            "result": entries,
        },
        "lines": [],
    }
    say = recorder(answer["lines"])
    for entry in entries:
        _print(say, entry, lang)
    for sentence in searched:
        say(sentence, style="dim")
    note = f"{UNOFFICIAL.en} " if lang != "zh" else ""
    say(f"{note}{NOT_LEGAL_ADVICE[lang]} · {as_of.isoformat()} · {base.data_version}", style="dim")
    return answer


def _with_searched_laws(index: LookupIndex, base: Corpus) -> Corpus:
    """The laws in which penalties were looked for, for their titles."""
    laws = [law.regulation for law in base.penalty_search.searched] if base.penalty_search else []
    return index.corpus(laws, ("regulation", "searched"))


def entry_of(base: Corpus, place: Meant, versions: Mapping[str, Version], lang: Lang, as_of: date) -> dict[str, Any]:
    if isinstance(place, Term):
        title = f"{place.zh} · {place.en}"
        return {"kind": "term", "id": place.id, "title": title, "text": [place.definition[lang]], "obligations": []}
    regulation, part = place
    records: list[Obligation] = []
    more: dict[str, Any] = {}
    rule, version = base.regulations[regulation.id], versions.get(regulation.id)
    stands = standing(regulation, as_of).words[lang]
    if version is not None and isinstance(part, (Regulation, Article, Annex)):
        stands = version_query.statement(rule, version, as_of, lang)
        more = {"version": version_query.value(rule, version, as_of)}
    elif isinstance(part, (Regulation, Article, Annex)):
        stands = version_query.earlier(rule, as_of, lang) or stands
    match part:
        case Regulation():
            kind, id_ = "regulation", regulation.id
            title = f"{regulation.title[lang]} ({document_type(base, regulation.document_type)[lang]})"
            in_part = [excerpt.notice(regulation)[lang]] if regulation.missing else []
            text = [regulation.force.note[lang], *in_part, *version_query.listed(rule, as_of, lang)]
            text += _contents(version.text if version else regulation, lang)
        case Article():
            kind, id_ = "article", f"{version_query.name(rule, version) if version else rule.id}#{part.eId}"
            cited = citation.label(regulation, part.eId, lang)
            title = f"{regulation.short_title[lang]} {cited} {part.heading[lang]}".rstrip()
            text = [_unit(regulation, unit, lang) for unit in part.units()]
            if version is not None:
                other = list(version_query.elsewhere(rule, version, part.eId, lang))
                text += [
                    *(line for line, _ in other),
                    *(said[lang] for said in same_number(rule, version, part.eId)),
                ]
                more["other_versions"] = [value for _, value in other]
            records = [o for o in regulation.obligations if is_within(o.eId, part.eId)]
        case Annex():
            kind, id_ = "annex", f"{version_query.name(rule, version) if version else rule.id}#{part.eId}"
            title = f"{regulation.short_title[lang]} {part.heading[lang]}".rstrip()
            text = [*part.text, *(u[lang] for each in part.articles for u in each.units()), *part.closing]
        case MissingArticle():
            kind, id_ = "missing", f"{regulation.id}#{part.number}"
            title = f"{regulation.short_title[lang]} {excerpt.cited(regulation, part, lang)}"
            text = [sentence[lang] for sentence in excerpt.what_is_known(regulation, part)]
        case Obligation():
            kind, id_ = "obligation", regulation.global_id(part)
            title = f"{regulation.short_title[lang]} {citation.label(regulation, part.eId, lang)}"
            text, records = [quotation.text(regulation, part)], [part]
        case Provision():
            kind, id_ = "provision", f"{regulation.id}#{part.id}"
            title = f"{regulation.short_title[lang]} {part.title[lang]}"
            text = list(_summary(base, part, lang))
            more = {
                "words": [_passage(passage, lang) for passage in provision_text.passages(regulation, part, as_of)],
                "penalised_by": list(part.penalised_by),
                "sanctions": [_sanction(base, regulation, sanction, lang) for sanction in part.sanctions],
            }
    return {
        "kind": kind,
        "id": id_,
        "title": title,
        "standing": stands,
        "text": text,
        "obligations": [_obligation(base, regulation, record, lang, as_of) for record in records],
        **more,
    }


def _contents(regulation: Regulation, lang: Lang) -> Iterator[str]:
    """The headings and articles of a rule, else its provisions; an article without a heading is named by its first
    words."""
    for provision in () if regulation.articles else regulation.provisions:
        numbers = dict.fromkeys(citation.numbered(number, lang) for number in provision.numbers)
        yield f"{COMMA[lang].join(numbers)} {provision.title[lang]} ({regulation.id}#{provision.id})"
    for article in regulation.articles:
        for division in article.divisions:
            yield " ".join(filter(None, (division.number, division.heading[lang])))
        words = article.heading[lang] or one_line(next((u.zh for u in article.units() if u.zh), ""), 30)
        yield f"{citation.label(regulation, article.eId, lang)} {words}".rstrip()


def _unit(regulation: Regulation, unit: Unit, lang: Lang) -> str:
    seen = (sentence[lang] for sentence in excerpt.how_seen(unit))
    return "\n  ".join((f"{citation.label(regulation, unit.eId, lang)}  {unit[lang]}".rstrip(), *unit.table, *seen))


def _summary(base: Corpus, provision: Provision, lang: Lang) -> Iterator[str]:
    """A provision of another law in our words: its numbers, what it says, and where a breach of it is penalised."""
    numbers = (f"{citation.numbered(n, lang)} ({tiers.when(n.from_, n.until, lang)})" for n in provision.numbers)
    yield f"{SEMICOLON[lang].join(numbers)} · {label(provision.verification, lang)}"
    yield provision.summary[lang]
    if provision.note:
        yield provision.note[lang]
    if penalised := [_cited(base, global_id, lang) for global_id in provision.penalised_by]:
        yield f"{_WORDS['penalised_by'][lang]}{COLON[lang]}{COMMA[lang].join(penalised)}"


def _sanction(base: Corpus, regulation: Regulation, sanction: Sanction, lang: Lang) -> dict[str, Any]:
    return {
        "id": f"{regulation.id}#{sanction.id}",
        "in_time": tiers.when(sanction.from_, sanction.until, lang),
        "tier": tiers.name(sanction, lang),
        "condition": tiers.condition_of(sanction, base, lang),
        "penalty": penalty(sanction, base, lang),
        "verification": label(sanction.verification, lang),
        "note": sanction.note[lang] if sanction.note else None,
    }


def _passage(passage: provision_text.Passage, lang: Lang) -> dict[str, Any]:
    words = passage.number.words
    return {
        "place": provision_text.heading(passage, lang),
        "quotation": list(passage.lines),
        "remark": provision_text.remark(passage, lang),
        "earlier_version": passage.earlier,
        "sha256": words.sha256 if words else None,
    }


def _cited(base: Corpus, global_id: str, lang: Lang) -> str:
    """网络安全法留存日志的处罚 (cybersecurity-law#log-duty-penalty): a provision by law, title and id."""
    regulation, provision = base.regulations.get(global_id.partition("#")[0]), base.provision(global_id)
    if regulation is None or provision is None:
        return global_id
    return f"{regulation.short_title[lang]} {provision.title[lang]} ({global_id})"


def _obligation(base: Corpus, regulation: Regulation, record: Obligation, lang: Lang, as_of: date) -> dict[str, Any]:
    groups, state, later = record.consequences(), standing_of(regulation, record, as_of), record.displaced_by
    history = [HISTORY[lang], *([in_later_rule(base, later, lang)] if later else [])] if state.displaced else []
    return {
        "id": regulation.global_id(record),
        "modality": label(record.modality, lang),
        "state": state.state,
        "history": SEMICOLON[lang].join(history) or None,
        "bearers": [base.label("parties", b)[lang] for b in record.bearers],
        "title": record.title[lang],
        "summary": record.summary[lang],
        "exceptions": list(exceptions(base, regulation.global_id(record), record, lang)),
        "consequence": "\n".join(_consequence(base, group, len(groups) > 1, lang) for group in groups) or None,
        "unpunished": any(group.route == "none_found" for group in groups),
    }


def _consequence(base: Corpus, group: BearerConsequence, apart: bool, lang: Lang) -> str:
    """The consequence of a breach; `apart`: with whose it is, since other bearers face another."""
    provisions = COMMA[lang].join(group.provisions)
    consequence = f"{label(group.route, lang)}{COLON[lang]}{provisions}" if provisions else NO_PENALTY[lang]
    bearers = COMMA[lang].join(base.label("parties", b)[lang] for b in group.bearers)
    return f"{bearers}{COLON[lang]}{consequence}" if apart else consequence


def _print(say: Say, entry: dict[str, Any], lang: Lang) -> None:
    say(entry["title"], style="bold")
    say(entry["id"], style="dim")
    if "standing" in entry:
        say(entry["standing"], style="yellow")
    for first in entry["text"][:1]:  # an article may be a number without words
        say(first, by=2)
    for passage in entry.get("words", ()):
        say(f"{provision_text.WORDS_OF_THE_LAW[lang]}{COLON[lang]}{passage['place']}", by=2, style="bold")
        for line in passage["quotation"]:
            say(f"│ {line}", by=4)
        say(passage["remark"], by=4, style="dim")
    for line in entry["text"][1:]:
        say(line, by=2)
    for record in entry["obligations"]:
        say("▪ ", (f"{record['modality']} ", "green"), (record["title"], "bold"), by=2)
        if record["history"]:
            say(record["history"], by=4, style="yellow")
        say(COMMA[lang].join(record["bearers"]), by=4, style="italic")
        say(record["summary"], by=4)
        for exception in record["exceptions"]:
            say(exception, by=4)
        for consequence in (record["consequence"] or "").splitlines():
            say(f"→ {consequence}", by=4, style="dim")
    for sanction in entry.get("sanctions", ()):
        say("▪ ", (sanction["tier"], "bold"), f"{COLON[lang]}{sanction['penalty']}", by=2)
        details = (sanction[key] for key in ("condition", "in_time", "verification", "note"))
        say(" · ".join(filter(None, details)), by=4, style="dim")
    say()
