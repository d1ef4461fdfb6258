"""What applies to a service, answered in the browser from the plain questions; without JavaScript, as a list of them.

The script of the page has decision tables: what guiju.reasoning.applicability says of every combination of answers.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from guiju.documents import applies
from guiju.law import excerpt
from guiju.model import Corpus, Fact, Lang, Obligation, Party, Regulation
from guiju.places import citation
from guiju.reasoning.applicability import DutyAnswer, OpenPoint, RuleAnswer, applicability
from guiju.reasoning.decision_tables import DecisionTable, RuleTables, decision_tables, values
from guiju.site.addresses import served
from guiju.site.kinds import to, words
from guiju.site.page import WIDE, Page
from guiju.site.site import Site
from guiju.wording.words import Words

PLACE = ("roles", 2)
GROUP = "roles"
WORDS = Words(__file__)


def address(file: str = "") -> str:
    """The page; or its script."""
    return "applies/service.js" if file else "applies.md"


def entries(corpus: Corpus, lang: Lang) -> list[tuple[str, str]]:
    """The page, where the vocabulary has plain questions."""
    return [(words("applies", lang)["title"], address())] if corpus.vocabulary.service_questions else []


def pages(site: Site) -> Iterator[Page]:
    """The one page."""
    if not site.corpus.vocabulary.service_questions:
        return
    t, limits = site.words_of("applies"), [text[site.lang] for text in applies.WORDS.list("limits")]
    in_part = (excerpt.notice(rule)[site.lang] for rule in excerpt.in_part(site.corpus.with_reading()))
    page_values = {
        "questions": questions(site.corpus),
        "choices": partial(choices, t=t, lang=site.lang),
        "limits": [*limits, *in_part],
        "caution": applies.WORDS["caution"][site.lang],
        "start": _start(site),
        "sections": {key: text[site.lang] for key, text in applies.SECTIONS.items()},
    }
    sheets = ("assets/self_assessment/self-assessment.css", "assets/applies/applies.css")
    yield Page(page_values, hide=WIDE, sheets=sheets, script=address("js"))


def files(site: Site) -> Iterator[tuple[str, bytes]]:
    """The script, with the tables."""
    if site.corpus.vocabulary.service_questions:
        given = json.dumps(_given(site), ensure_ascii=False, separators=(",", ":"))
        start = 'import { start } from "../assets/applies/applies.js";'
        yield address("js"), f"{start}\n\nexport const given = {given};\nstart(given);\n".encode()


def questions(corpus: Corpus) -> list[Fact]:
    """The plain questions, in their order."""
    known = {fact.id: fact for fact in corpus.vocabulary.facts if fact.entity == "service"}
    return [known[name] for name in corpus.vocabulary.service_questions]


def _start(site: Site) -> str:
    """What the bar says before anything is answered: it has its room from the first."""
    progress = WORDS.table("script")["progress"][site.lang].format(count=0, total=len(questions(site.corpus)))
    nothing = applicability(site.corpus, {}, {}, site.as_of)
    return f"{progress} · {applies.sentence(nothing, site.lang)}"


def choices(fact: Fact, t: dict[str, Any], lang: Lang) -> list[str]:
    """The words of the answers to a question, first that it is left open."""
    return [t["left_open"], *([v.label[lang] for v in fact.values] or [t["yes"], t["no"]])]


def _given(site: Site) -> dict[str, Any]:
    """Numbers stand for answers (0: left open) and for points, which are listed once."""
    lang, asked = site.lang, questions(site.corpus)
    points = _Points(site, {fact.id: number for number, fact in enumerate(asked)}, {})
    rules = [_rule(points, one) for one in decision_tables(site.corpus, site.as_of)]
    return {
        "questions": [{"fact": fact.id, "values": values(fact)[1:]} for fact in asked],
        "rules": rules,
        "points": list(points.listed.values()),
        "registrations": [
            {"duties": one.duties, **{key: getattr(one, key)[lang] for key in ("label", "authority", "limit")}}
            for one in site.corpus.vocabulary.registrations
        ],
        "words": {key: text[lang] for key, text in WORDS.table("script").items()}
        | {f"answer.{key}": text[lang] for key, text in applies.ANSWERS.items()}
        | {f"state.{key}": text[lang] for key, text in applies.STATES.items()}
        | {f"counted.{key}": text[lang] for key, text in applies.COUNTED.items()},
        "said": {
            "sentence": applies.WORDS["sentence"][lang],
            "nothing": applies.NOTHING_KNOWN[lang],
            "colon": site.words["colon"],
        },
    }


@dataclass(frozen=True)
class _Points:
    """What may be open, each listed once, by what it says: question, who decides, and the plain question that it is."""

    site: Site
    asked: dict[str, int]
    listed: dict[tuple[str, str], dict[str, Any]]

    def numbers(self, points: Iterable[OpenPoint]) -> list[int]:
        return [self._number(point) for point in points]

    def _number(self, point: OpenPoint) -> int:
        key = (point.question[self.site.lang], point.decided_by[self.site.lang])
        if key not in self.listed:
            asked = self.asked.get(point.fact or "")
            self.listed[key] = {"number": len(self.listed), "text": key[0], "by": key[1], "asked": asked}
        return int(self.listed[key]["number"])


def _rule(points: _Points, one: RuleTables) -> dict[str, Any]:
    site, lang = points.site, points.site.lang
    return {
        "title": one.rule.short_title[lang],
        "href": served(to.regulations(one.rule), address()),
        **_table(points, one.answer, partial(_answer, points, one.rule)),
        "duties": [
            {
                **_table(points, table, partial(_state, points)),
                "records": [_duty(site, one.rule, record) for record in records],
            }
            for records, table in one.duties
        ],
    }


def _table(points: _Points, table: DecisionTable[Any], told: Any) -> dict[str, Any]:
    """The questions of a table, its different outcomes, and which of these each combination of answers has."""
    outcomes = [told(outcome) for outcome in table.outcomes]
    different = {json.dumps(outcome, ensure_ascii=False): outcome for outcome in outcomes}
    order = {key: number for number, key in enumerate(different)}
    return {
        "asks": [points.asked[fact.id] for fact in table.facts],
        "outcomes": list(different.values()),
        "at": [order[json.dumps(outcome, ensure_ascii=False)] for outcome in outcomes],
    }


def _answer(points: _Points, rule: Regulation, one: RuleAnswer) -> dict[str, Any]:
    site, lang = points.site, points.site.lang
    standing = one.standing
    return {
        "answer": one.answer,
        "parties": [_party(site, one, party) for party in one.parties],
        "since": one.since.isoformat() if one.since else None,
        "because": [_place(site, place) for place in dict.fromkeys(ground.place for ground in one.because)],
        # Of a rule that is displaced these words are its open point.
        "notes": [
            *([] if standing.applies or standing.displaced else [standing.words[lang]]),
            *applies.not_asked(one, lang),
        ],
        "open": points.numbers(one.open),
    }


def _state(points: _Points, one: DutyAnswer) -> dict[str, Any]:
    reason = one.reason[points.site.lang] if one.reason else None
    state = "event" if one.on_occasion else one.state
    return {"state": state, "reason": reason, "open": points.numbers(one.open)}


def _duty(site: Site, rule: Regulation, record: Obligation) -> dict[str, Any]:
    return {
        "id": rule.global_id(record),
        "title": record.title[site.lang],
        "cited": citation.label(rule, record.eId, site.lang),
        "href": served(to.obligations(rule, record), address()),
    }


def _party(site: Site, one: RuleAnswer, party: Party) -> dict[str, str]:
    role = next((role for role in one.roles if party.id in role.parties), None)
    return {"label": party.label[site.lang], **({"href": served(to.roles(role.id), address())} if role else {})}


def _place(site: Site, named: str) -> dict[str, str]:
    rule_id, _, eId = named.partition("#")
    rule = site.corpus.regulations[rule_id]
    return {"label": citation.label(rule, eId, site.lang), "href": served(to.articles(rule, eId), address())}
