"""A profile file → a Profile, or its defects: schema, unknown facts and obligations, values of a wrong type.

Contradictions are sought in a whole profile, which may come from several files, so not here.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from itertools import chain, islice
from pathlib import Path
from typing import Any

from guiju.assessment.assignees import unknown_assignments
from guiju.assessment.planned import with_plans
from guiju.assessment.rows import reviewed
from guiju.files import schema
from guiju.files.finding import MAX_FINDINGS, Finding, Unsound, close_to, one_line
from guiju.files.from_python import from_python
from guiju.files.source import Document, read
from guiju.law.records import build
from guiju.model import DECLARED, Corpus, Lang, Obligation, Where
from guiju.model.profile import Declaration, Particulars, Plan, Profile, ProfileFact
from guiju.predicates.kleene import Value
from guiju.predicates.types import FactsByEntity
from guiju.reasoning import facts
from guiju.reasoning.breach import ENTITY as CONDUCT
from guiju.reasoning.contradictions import ContradictoryFacts, contradictory_facts, reads_service
from guiju.reasoning.facts import Unfit
from guiju.wording.words import Words

MAX_ENTRIES = 2_000
"""Of one entity or section: each row is weighed for each duty, several times."""
_LEVELS = 3
_WORDS = Words(__file__)
_NO_FILE = "names a file, which only a profile in a file beside it may do; give the plans themselves"
_EMPTY = "is empty; guiju questions writes a profile to fill in"
_WRITTEN_BY_US = {
    "receipt": "is an assessment, not a profile; "
    "name the profile that it was made from, or verify it with guiju verify",
    "content_hash": "is a checklist that cannot be filled in; "
    "use a workbook (guiju checklist -o checklist.xlsx), or export one from the site",
}
"""What is JSON of ours and no profile, by a key that it has."""


def load_profile(file: Path, corpus: Corpus, filled: Callable[[Path], Document] | None = None) -> Profile:
    """Read a profile; `filled` reads a filled checklist that has its plans. Unsound where it does not fit its schema
    and the vocabulary of the knowledge base."""
    try:
        document = read(file, file.as_posix(), pipes=True)
    except Unsound as unsound:
        raise Unsound(replace(f, message=_EMPTY) if f.code == "empty-file" else f for f in unsound.findings) from None
    if isinstance(document.value, dict) and "facts" not in document.value:
        for key, message in _WRITTEN_BY_US.items():
            if key in document.value:
                raise Unsound([Finding("profile", message, document.at())])
    return _sound(with_plans(document, filled), corpus)


def given_profile(value: object, corpus: Corpus) -> Profile:
    """The profile that a program gives: a mapping as in a file, or the facts of the service alone. Unsound as there."""
    is_profile = isinstance(value, Mapping) and "facts" in value
    return _sound(from_python(value if is_profile else {"facts": value}, "profile"), corpus)


def _sound(document: Document, corpus: Corpus) -> Profile:
    if findings := defects(document, corpus):
        raise Unsound(findings)
    return profile(document)


def defects(document: Document, corpus: Corpus) -> list[Finding]:
    """What is wrong with a profile: its shape first, for only then can its facts be looked up."""
    known = facts.by_entity(corpus.vocabulary.facts)
    deeper = chain(_names(document, known, corpus), _facts(document, known), unknown_assignments(document, corpus))
    shape = list(_too_many(document)) or list(schema.defects(document, "profile"))
    if not shape and isinstance(document.value.get("plans"), str):
        shape = [Finding("profile", _NO_FILE, document.at("plans"))]
    return shape or [*islice(deeper, MAX_FINDINGS)]


def _too_many(document: Document, *path: str) -> Iterator[Finding]:
    """The sections of a profile that have too many entries; of rows there may be any number in a table."""
    value = Where(document).inner(*path).value
    if not isinstance(value, dict):
        return
    if len(value) > MAX_ENTRIES:
        remedy = "remove the entries that do not belong here"
        if path[:1] == ("rows",) and len(path) == 2:
            remedy = f"save them as CSV or Parquet and name the file with --table {one_line(path[1], 40)}=FILE"
        message = f"{len(value):,} entries, but a profile can have at most {MAX_ENTRIES:,}; {remedy}"
        yield Finding("profile", message, document.key_at(*path))
    elif len(path) < _LEVELS:
        for key in value:
            yield from _too_many(document, *path, key)


def contradictions(profile: Profile, corpus: Corpus, lang: Lang) -> Iterator[Finding]:
    """Facts of one row that contradict each other, each at the first of them; without the findings that no named
    reviewer made. Of several rows that contradict the service only the first is reported."""
    known = facts.by_entity(corpus.vocabulary.facts)

    def values(entity: str, row: Mapping[str, ProfileFact]) -> Mapping[str, Value]:
        return reviewed(row, facts.values(known[entity], {n: f.value for n, f in row.items()}), known[entity])

    service = profile.rows.get("service", {}).get("service", {})
    of_service = values("service", service)
    for entity, keyed in profile.rows.items():
        entries = list(corpus.vocabulary.contradictions)
        for key, own in keyed.items():
            row = {**_supplied(profile, corpus, key), **own} if entity == CONDUCT else own
            for contradictory in tuple(contradictory_facts(entries, entity, values(entity, row), of_service)):
                yield _contradiction(contradictory, {"service": service, entity: row}, lang)
                if reads_service(contradictory.contradiction):
                    entries.remove(contradictory.contradiction)


def _supplied(profile: Profile, corpus: Corpus, key: str) -> dict[str, ProfileFact]:
    """The facts of conduct that rows of this key tell as they are: the day of an act, where it is dated."""
    supplies = [(fact.id, one) for fact in corpus.vocabulary.facts for one in fact.supplied_by if not one.values]
    rows = ((name, profile.rows.get(one.entity, {}).get(key, {}).get(one.fact)) for name, one in supplies)
    return {name: fact for name, fact in rows if fact is not None}


def _contradiction(
    contradictory: ContradictoryFacts, rows: Mapping[str, Mapping[str, ProfileFact]], lang: Lang
) -> Finding:
    recorded = [rows[entity][name] for entity, name in contradictory.facts]
    values = {str(fact.where.path[-1]): fact.value for fact in recorded}
    stated = (f"{n}: {one_line(str(v).lower() if isinstance(v, bool) else v)}" for n, v in values.items())
    message = _WORDS["contradiction"][lang].format(
        message=contradictory.contradiction.message[lang], facts=_WORDS["clause_comma"][lang].join(stated)
    )
    places = [(name, fact.where.document.key_at(*fact.where.path)) for name, fact in zip(values, recorded, strict=True)]
    return Finding("contradiction", message, places[0][1], tuple(places[1:]))


def profile(document: Document) -> Profile:
    """The records of a profile whose document is sound."""
    value, where = document.value, Where(document)
    rows = {"service": {"service": _row(value["facts"] or {}, where.inner("facts"))}}
    for entity, keyed in (value.get("rows") or {}).items():
        rows[entity] = {key: _row(row, where.inner("rows", entity, key)) for key, row in keyed.items()}
    return Profile(
        build(Particulars, where.inner("report"), value.get("report") or {}),
        rows,
        _records(Declaration, where, "declarations"),
        _records(Plan, where, "plans"),
        value.get("coverage") or {},
        {name: tuple(given) for name, given in (value.get("assignees") or {}).items()},
        where=where,
    )


def whole_fact(entry: Any) -> dict[str, Any]:
    """A recorded fact with its basis; a bare value is declared, without evidence."""
    return entry if isinstance(entry, dict) else {"value": entry, "basis": "declared"}


def _row(row: Mapping[str, Any], where: Where) -> dict[str, ProfileFact]:
    whole = {name: whole_fact(entry) for name, entry in row.items()}
    plain = {name: entry | {"value": facts.canonical_value(entry["value"])} for name, entry in whole.items()}
    return {name: build(ProfileFact, where.inner(name), entry) for name, entry in plain.items()}


def _records(kind: type[Any], where: Where, section: str) -> dict[str, Any]:
    return {name: build(kind, where.inner(section, name)) for name in where.document.value.get(section) or {}}


def _names(document: Document, known: FactsByEntity, corpus: Corpus) -> Iterator[Finding]:
    """The entities and obligations that do not exist."""
    entities = sorted(set(known) - {"service"})
    duties = {rule.global_id(duty): duty for rule, duty in corpus.obligations()}
    for section in ("coverage", "rows", "declarations", "plans"):
        for name in document.value.get(section) or {}:
            if section in ("coverage", "rows") and name not in entities:
                message = f"there is no entity {one_line(name, 40)} with rows; entities: {', '.join(entities)}"
                yield Finding("profile", message, document.key_at(section, name))
            elif section in ("declarations", "plans"):
                duty, part, *_ = (*name.split("/", 2), "") if section == "plans" else (name, "")
                if duty not in duties:
                    message = f"there is no obligation {one_line(duty)}; "
                    message += close_to(duty, duties, "guiju find looks them up")
                elif part and part not in (known_parts := _parts(duties[duty])):
                    message = f"there is no part {one_line(part, 40)} of {duty}; parts: {', '.join(known_parts)}"
                else:
                    continue
                yield Finding("profile", message, document.key_at(section, name))


def _parts(duty: Obligation) -> list[str]:
    """The names of the parts of a duty in the ids of its gaps."""
    return [*dict.fromkeys(name for check in duty.checks for name in (check.part_id, check.entity)), DECLARED]


def _facts(document: Document, known: FactsByEntity) -> Iterator[Finding]:
    rows: list[tuple[str, tuple[str, ...], Any]] = [("service", ("facts",), document.value["facts"] or {})]
    for entity, keyed in (document.value.get("rows") or {}).items():
        if entity in known and entity != "service":
            rows += [(entity, ("rows", entity, key), row) for key, row in keyed.items()]
    for entity, path, row in rows:
        for name, entry in row.items():
            if (fact := known.get(entity, {}).get(name)) is None:
                others = [other for other, own in known.items() if name in own]
                otherwise = close_to(name, known.get(entity, ()), "guiju questions lists them")
                remedy = f"it is a fact of {others[0]}" if others else otherwise
                message = f"there is no fact {one_line(name)} here; {remedy}"
                yield Finding("profile", message, document.key_at(*path, name))
                continue
            whole = isinstance(entry, dict)
            try:
                facts.value(fact, entry["value"] if whole else entry)
            except Unfit as unfit:
                yield Finding("profile", str(unfit), document.at(*path, name, *(("value",) if whole else ())))
