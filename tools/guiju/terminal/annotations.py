"""An assessment as findings, for CI: what fails the run, each at the line of the profile that decides it."""

from collections.abc import Collection, Iterator

from guiju.assessment import AssessedDuty, Assessment
from guiju.assessment.proof import declaration_sentence, fact_sentence
from guiju.assessment.unsupported import unsupported_facts
from guiju.documents.content.text import numbered
from guiju.documents.report.unsupported import LABEL, unsupported
from guiju.files.finding import Finding, Location
from guiju.model import Where
from guiju.predicates import facts_named, parse
from guiju.reasoning.successors import not_covered
from guiju.terminal.assessment import why_open
from guiju.wording.labels import COLON

Place = tuple[str, Location]


def failures(assessment: Assessment, fail_on: Collection[str]) -> Iterator[Finding]:
    """The current duties whose verdict is among `fail_on`, in the order of the text, with `undetermined` or
    `unsupported` the answers that switch off many duties on somebody's word alone, and with `not_covered` the law in
    place of displaced ones that is not covered in full. What no line of a profile decides, such as what is missing or
    was seen in a table, is at its first line."""
    lang = assessment.lang
    first = Location(assessment.profile.where.document.path)
    for duty in assessment.duties:
        if duty.verdict in fail_on:
            places = list(_declared(assessment, duty) or _facts(assessment, duty))
            line, title = duty.line, duty.line.obligation.title[lang]
            outcome = (
                (title, why_open(assessment, duty)) if duty.verdict == "undetermined" else (duty.words[lang], title)
            )
            law = f"{line.regulation.short_title[lang]} {line.cited(lang)}", line.quotation
            remedy = numbered([step[lang] for step in line.remedy])
            message = " ".join((COLON[lang].join(outcome), f"[{COLON[lang].join(law)}]", *remedy))
            yield Finding(duty.id, message, places[0][1] if places else first, tuple(places))
    if {"undetermined", "unsupported"} & {*fail_on}:  # what nobody supports leaves those duties open too
        for claim, words in zip(unsupported_facts(assessment), unsupported(assessment), strict=True):
            yield Finding("unsupported", f"{LABEL[lang]}{COLON[lang]}{words['words']}", _key(claim.stated.where))
    if "not_covered" in fail_on:
        # What displaces a duty that does not concern the service does not concern it either.
        concerned = {duty.id for duty in assessment.historical if duty.verdict != "not_applicable"}
        for successor in not_covered(assessment.checklist):
            if any(line.id in concerned for line in successor.displaced):
                yield Finding("not_covered", successor.brief[lang], first)


def _declared(assessment: Assessment, duty: AssessedDuty) -> list[Place]:
    """The declaration, where it decides."""
    if duty.declaration is None or duty.decided_by != "declaration":
        return []
    return [(declaration_sentence(assessment, duty) or "", _key(duty.declaration.where))]


def _facts(assessment: Assessment, duty: AssessedDuty) -> Iterator[Place]:
    """The facts by which a breach came out, what is required before what makes it apply, with their answers."""
    seen = set()
    for row in (row for row in duty.judgement.rows if row.verdict == duty.verdict == "breached"):
        required = list(facts_named(parse(row.check.requires), row.entity))
        for entity, name in sorted(row.used, key=lambda fact: fact not in required):
            key = "service" if entity == "service" else row.key
            fact = assessment.profile.rows.get(entity, {}).get(key, {}).get(name)
            if fact is not None and (entity, key, name) not in seen:
                seen.add((entity, key, name))
                yield fact_sentence(assessment, duty, row, entity, name), _key(fact.where)


def _key(where: Where) -> Location:
    return where.document.key_at(*where.path)
