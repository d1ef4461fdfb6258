"""The records in the files: each as in the data, with what its reader would otherwise have to look up."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from functools import cached_property
from typing import Any

from guiju.assessment.reads import read_by
from guiju.documents.answer_card import card_content
from guiju.files.bundled import packaged
from guiju.law import versions
from guiju.law.versions import Version
from guiju.model import (
    REQUIRED_LANGUAGES,
    AnswerCard,
    Article,
    ArticleNumber,
    Bilingual,
    Case,
    Corpus,
    Fact,
    Obligation,
    Provision,
    Regulation,
)
from guiju.places import citation
from guiju.places.references import KnownRules
from guiju.reasoning.standing import Standing, standing, standing_of

Record = dict[str, Any]

SCHEMA: Mapping[str, Any] = packaged(__file__, "schema.yaml")
"""What the files have beside what the schemas of the data say, and where in them the rest is."""
SHAPES: Mapping[str, Any] = packaged(__file__, "shapes.yaml")
"""The schemas of that."""


def bilingual(zh: str, en: str) -> Record:
    """A text in both languages."""
    return {"zh": zh, "en": en}


def plain(value: Any) -> Any:
    """A value as JSON has it, in both languages; what is not recorded is left out."""
    if isinstance(value, Bilingual):
        return bilingual(value.zh, value.en)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [plain(item) for item in value]
    if is_dataclass(value):
        entries = ((f.name.rstrip("_"), getattr(value, f.name)) for f in fields(value) if f.name != "where")
        return {name: plain(entry) for name, entry in entries if entry not in (None, "", ())}
    return value


@dataclass(frozen=True)
class Base:
    """A knowledge base on a day, from which the records are made."""

    corpus: Corpus
    as_of: date

    def obligation(self, rule: Regulation, record: Obligation) -> Record:
        """A duty, power or permission with its state on the day, and the facts that decide it."""
        return {
            "global_id": rule.global_id(record),
            "href": f"obligations/{rule.id}/{record.id}.json",
            "regulation": rule.id,
            "cited": _cited(rule, record.eId),
            "article": f"{rule.id}#{record.eId.split('__')[0]}",
            "binds": record.binds,
            "standing": _standing(standing_of(rule, record, self.as_of)),
            "gate": list(record.gate),
            "reads": [fact for _, fact in self.reads[rule.global_id(record)]],
            **record.where.value,
        }

    @cached_property
    def reads(self) -> dict[str, tuple[tuple[str, str], ...]]:
        """The facts that each duty reads, by its global id."""
        return {rule.global_id(duty): read_by(duty, self.corpus) for rule, duty in self.corpus.obligations()}

    def article(self, rule: Regulation, article: Article) -> Record:
        """An article, its words, who reads what in them, and what was restored in them."""
        inside = [part.eId for part in article.units()]
        return {
            "global_id": f"{rule.id}#{article.eId}",
            "href": f"articles/{rule.id}/{article.eId}.json",
            "regulation": rule.id,
            "cited": _cited(rule, article.eId),
            "standing": _standing(standing(rule, self.as_of)),
            "obligations": [rule.global_id(duty) for duty in rule.obligations if duty.eId in inside],
            "spans": [span.where.value for span in rule.spans if span.eId in inside],
            "corrections": [entry.where.value for entry in rule.corrections if entry.place in inside],
            **article.where.value,
        }

    def summary(self, rule: Regulation) -> Record:
        """A rule without its text."""
        kept = SCHEMA["summary"]["only"]
        return {**self._rule(rule), **{key: entry for key, entry in rule.where.value.items() if key in kept}}

    def regulation(self, rule: Regulation) -> Record:
        """A rule with its text, and where its parts and versions are."""
        return {
            **self._rule(rule),
            "obligations": [rule.global_id(duty) for duty in rule.obligations],
            "versions": [
                {"day": day_of(version), **_interval(version), "href": _version_href(rule, version)}
                for version in versions.versions(rule)
            ],
            **rule.where.value,
        }

    def _rule(self, rule: Regulation) -> Record:
        return {
            "id": rule.id,
            "href": f"regulations/{rule.id}.json",
            "standing": _standing(standing(rule, self.as_of)),
        }

    def version(self, rule: Regulation, version: Version) -> Record:
        """Another text of a rule, and when it is law."""
        return {
            "regulation": rule.id,
            "href": _version_href(rule, version),
            "day": day_of(version),
            **_interval(version),
            **version.text.where.value,
        }

    def provision(self, rule: Regulation, provision: Provision) -> Record:
        """A provision of a cited law with its numbers and words in time, and what leads to it."""
        name, numbers = rule.global_id(provision), provision.numbers
        quoted = {words.source for n in numbers for words in (n.words, *n.later_words) if words and words.source}
        return {
            "global_id": name,
            "href": f"provisions/{rule.id}/{provision.id}.json",
            "regulation": rule.id,
            "standing": _standing(standing(rule, self.as_of)),
            "led_to_by": self.leading.get(name, []),
            "applied_in": [case.id for case in self.corpus.cases.values() if name in case.applied],
            "sources": [
                {"id": s.id, "title": plain(s.title), "from": plain(s.from_), "origin": plain(s.origin),
                 "caution": plain(s.caution)}
                for s in rule.sources if s.id in quoted
            ],
            **provision.where.value,
            "numbers": [_number(rule, number) for number in numbers],
        }  # fmt: skip

    @cached_property
    def leading(self) -> dict[str, list[str]]:
        """The duties whose breach leads to each provision, by its global id."""
        by_provision: dict[str, list[str]] = {}
        for rule, duty in self.corpus.obligations():
            for provision in duty.leads_to:
                by_provision.setdefault(provision, []).append(rule.global_id(duty))
        return by_provision

    def case(self, case: Case) -> Record:
        """A case and its outcome."""
        return {"id": case.id, "href": f"cases/{case.id}.json", **case.where.value}

    def answer(self, card: AnswerCard) -> Record:
        """An answer card, with the heaviest penalties of the day that the act of its question does not exclude."""
        zh, en = (card_content(self.corpus, card, lang, self.as_of) for lang in REQUIRED_LANGUAGES)
        penalties = [
            {
                "could_apply": one.penalty.reach == "could_apply",
                "penalty": bilingual(one.penalty.words, other.penalty.words),
                "provision": bilingual(one.penalty.provision, other.penalty.provision),
                "authority": bilingual(one.authority, other.authority),
                "condition": one.condition and bilingual(one.condition, other.condition or ""),
            }
            for one, other in zip(zh.consequences, en.consequences, strict=True)
        ]
        turns_on = [bilingual(*both) for both in zip(zh.turns_on, en.turns_on, strict=True)]
        computed = {"role": card.role, "penalties": penalties, "turns_on": turns_on}
        return {"href": f"answers/{card.id}.json", **computed, **card.where.value}

    def fact(self, fact: Fact) -> Record:
        """A fact and the duties that read it."""
        readers = [duty for duty, reads in self.reads.items() if (fact.entity, fact.id) in reads]
        return {"href": f"facts/{fact.id}.json", "read_by": readers, **fact.where.value}

    @cached_property
    def citations(self) -> dict[str, list[Record]]:
        """What leads to each rule from elsewhere: duties by their consequences, words and displacement; relations."""
        led: dict[str, list[Record]] = {rule: [] for rule in self.corpus.regulations}
        for rule, duty in self.corpus.obligations():
            by = {
                "by": rule.global_id(duty),
                "href": f"obligations/{rule.id}/{duty.id}.json",
                "title": plain(duty.title),
            }
            for how, law, places in self._ways(rule, duty):
                if law in led:
                    led[law].append({"how": how, **by, "places": places})
        for rule in self.corpus.regulations.values():
            about = {"by": rule.id, "href": f"regulations/{rule.id}.json", "title": rule.where.value["title"]}
            for entry in rule.relations:
                if entry.target in led:
                    seen = entry.verification
                    led[entry.target].append({"how": entry.kind, **about, "places": [], "verification": seen})
        return led

    def _ways(self, rule: Regulation, duty: Obligation) -> Iterator[tuple[str, str, list[str]]]:
        """How a duty leads to other rules, to which, and where."""
        by_law: dict[tuple[str, str], list[str]] = {}
        for provision in duty.leads_to:
            by_law.setdefault(("leads_to", provision.partition("#")[0]), []).append(provision)
        if (later := duty.displaced_by) is not None:
            by_law["displaced", later.regulation] = [f"{later.regulation}#{place}" for place in later.places]
        for named in self._known.links(rule).get(duty.eId, ()):
            if named.rule != rule.id:
                places = by_law.setdefault(("cites", named.rule), [])
                places += [f"{named.rule}#{named.eId}"] if named.eId else []
        for (how, law), places in by_law.items():
            yield how, law, list(dict.fromkeys(places))

    @cached_property
    def _known(self) -> KnownRules:
        return KnownRules(self.corpus.regulations)


def _standing(state: Standing) -> Record:
    return {
        "state": state.state,
        "current": state.current,
        "displaced_from": plain(state.displaced_from),
        "verified_on": plain(state.force.verified_on),
        "words": plain(state.words),
    }


def _cited(rule: Regulation, eId: str) -> Record:
    return bilingual(citation.label(rule, eId, "zh"), citation.label(rule, eId, "en"))


def _number(rule: Regulation, number: ArticleNumber) -> Record:
    """A number of a provision: of one that is a place in a version, all that follows from that text."""
    known = plain(number)
    known.setdefault("number", "")
    at = {"from": plain(number.from_), "until": plain(number.until)}
    return {**known, **at, **({"href": f"versions/{rule.id}/{number.version}.json"} if number.version else {})}


def _interval(version: Version) -> Record:
    return {"from": plain(version.from_), "until": plain(version.until)}


def day_of(version: Version) -> str:
    """The day that names a version."""
    return version.day.isoformat() if version.day else "undated"


def _version_href(rule: Regulation, version: Version) -> str:
    """The file of a version; the text that its rule itself has is in the file of the rule."""
    return f"regulations/{rule.id}.json" if version.text is rule else f"versions/{rule.id}/{day_of(version)}.json"


def recorded_versions(corpus: Corpus) -> Iterator[tuple[Regulation, Version]]:
    """The texts beside that of their rule."""
    for rule in corpus.regulations.values():
        yield from ((rule, version) for version in versions.versions(rule) if version.text is not rule)
