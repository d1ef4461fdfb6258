"""The addresses of the API: each kind of them, what its files hold, and the files."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from guiju.documents.answer_card import whole_cards
from guiju.exports.api.records import SCHEMA, Base, day_of, recorded_versions
from guiju.files.json_text import json_text

RECORDS: Mapping[str, Mapping[str, Any]] = SCHEMA["records"]
"""The kinds of records, by the names of their schemas."""

Records = dict[str, dict[str, str]]
"""Records by kind and id, as JSON: each is made once, for all the files that hold it."""


@dataclass(frozen=True)
class Address:
    """A kind of address, its parameters in braces; the schema of its records, and whether a file has a list of them.
    `files`: the parameters and the records of each."""

    template: str
    holds: str
    many: bool
    files: tuple[tuple[Mapping[str, str], list[str]], ...]


def line(value: Any) -> str:
    """A value as JSON in one line."""
    return json_text(value, indent=None)


def records(base: Base) -> Records:
    """All that the files are made of."""
    corpus = base.corpus
    rules, read = corpus.regulations.values(), tuple(corpus.with_reading())
    made: dict[str, dict[str, Any]] = {
        "regulation": {rule.id: base.regulation(rule) for rule in rules},
        "version": {f"{rule.id}#{day_of(text)}": base.version(rule, text) for rule, text in recorded_versions(corpus)},
        "article": {
            f"{rule.id}#{article.eId}": base.article(rule, article) for rule in read for article in rule.articles
        },
        "obligation": {rule.global_id(duty): base.obligation(rule, duty) for rule, duty in corpus.obligations()},
        "provision": {rule.global_id(each): base.provision(rule, each) for rule, each in corpus.provisions()},
        "case": {case.id: base.case(case) for case in corpus.cases.values()},
        "answer": {card.id: base.answer(card) for card in whole_cards(corpus)},
        "term": {term.id: term.where.value for term in corpus.glossary},
        "leaflet": {leaflet.role: leaflet.where.value for leaflet in corpus.leaflets},
    }
    words = (kind for kind, schema in RECORDS.items() if schema["from"][0] == "vocabulary")
    for kind in words:
        entries = getattr(corpus.vocabulary, RECORDS[kind]["from"][2])
        made[kind] = {entry.id: entry.where.value for entry in entries}
    made["fact"] = {fact.id: base.fact(fact) for fact in corpus.vocabulary.facts}
    return {kind: {id: line(record) for id, record in entries.items()} for kind, entries in made.items()}


def addresses(base: Base, made: Records) -> Iterator[Address]:
    """The kinds of addresses: lists, records one by one, and what leads to a record from another side."""
    for kind, schema in RECORDS.items():
        texts, parameters = made[kind], schema.get("parameters", ())
        folder = schema["list"]
        if kind == "regulation":
            summaries = [line(base.summary(rule)) for rule in base.corpus.regulations.values()]
            yield Address(f"{folder}.json", "summary", True, (({}, summaries),))
        elif kind != "version":
            yield Address(f"{folder}.json", kind, True, (({}, list(texts.values())),))
        if parameters:
            template = "/".join((folder, *(f"{{{name}}}" for name in parameters))) + ".json"
            about = ((dict(zip(parameters, id.split("#"), strict=True)), [text]) for id, text in texts.items())
            yield Address(template, kind, False, tuple(about))
    for parameter, groups in _groups(base).items():
        chosen = (({parameter: id}, [made["obligation"][duty] for duty in duties]) for id, duties in groups.items())
        yield Address(f"{parameter}s/{{{parameter}}}/obligations.json", "obligation", True, tuple(chosen))
    cited = (({"regulation": rule}, [line(one) for one in led]) for rule, led in base.citations.items())
    read = {rule.id for rule in base.corpus.regulations.values() if rule.coverage != "text"}
    kept = tuple((about, texts) for about, texts in cited if texts or about["regulation"] in read)
    yield Address("regulations/{regulation}/cited-by.json", "citation", True, kept)
    all_of = (f'"{schema["list"]}": [\n' + ",\n".join(made[kind].values()) + "\n]" for kind, schema in RECORDS.items())
    yield Address("bulk/everything.json", "everything", False, (({}, [f"{{{', '.join(all_of)}}}"]),))


def _groups(base: Base) -> dict[str, dict[str, list[str]]]:
    """The global ids of the duties of each rule that has some, each role and each topic."""
    words, duties = base.corpus.vocabulary, list(base.corpus.obligations())
    groups: dict[str, dict[str, list[str]]] = {
        "regulation": {rule.id: [] for rule, _ in duties},
        "role": {role.id: [] for role in words.roles},
        "topic": {topic.id: [] for topic in words.topics},
    }
    for rule, duty in duties:
        roles = (role.id for role in words.roles if not set(role.parties).isdisjoint(duty.bearers))
        for parameter, ids in {"regulation": [rule.id], "role": roles, "topic": duty.topics}.items():
            for id in ids:
                groups[parameter][id].append(rule.global_id(duty))
    return groups
