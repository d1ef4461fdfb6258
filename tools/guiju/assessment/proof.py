"""The proof of a verdict in sentences: facts → verdict; the predicates that they were held against are not among them.

Rows of groups, accounts and so on: how many decided, and of the first few which they are and on what facts. Their keys
and facts may be personal data: with `keys` false only the numbers are given.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby

from guiju.assessment import AssessedDuty, Assessment, declared_after
from guiju.assessment.reasons import tested_part
from guiju.assessment.table_sentences import ROWS_SHOWN, count_sentences, letter
from guiju.model import Lang
from guiju.reasoning.verdicts import RowVerdict
from guiju.wording.labels import BASIS_LABELS, COLON, SEMICOLON, STATUS_LABELS, VERDICT_LABELS, answer, number_set
from guiju.wording.words import Words

WORDS = Words(__file__)
DETAILS = WORDS.table("detail")
"""The details of a declaration, by its key in a profile."""


def proof(assessment: Assessment, duty: AssessedDuty, keys: bool = True) -> Iterator[str]:
    """Lines from the facts to the verdict of each check, then what a person declared."""
    lang, rows = assessment.checklist.lang, duty.judgement.rows
    if not duty.line.obligation.checks and duty.judgement.verdict == "undetermined":
        yield WORDS["no_check"][lang]
    for table in duty.judgement.tables:
        yield from count_sentences(assessment, table, keys)
    if duty.judgement.own_rule_not_kept:
        yield own_rule_sentence(duty, lang)
    deciding = [row for row in rows if row.verdict == duty.judgement.verdict]
    deciding = deciding or ([] if duty.judgement.tables else list(rows))
    for _, several in groupby(deciding, key=lambda row: id(row.check)):
        yield from _check(assessment, duty, list(several), keys)
    if (sentence := declaration_sentence(assessment, duty)) is not None:
        yield sentence


def declaration_sentence(assessment: Assessment, duty: AssessedDuty) -> str | None:
    """What a person declared of the duty: status, by whom, when, on what; None where nobody has."""
    lang, declaration = assessment.checklist.lang, duty.declaration
    if declaration is None:
        return None
    parts = [WORDS["declared"][lang].format(status=STATUS_LABELS[declaration.status][lang], by=declaration.by)]
    for name, wording in DETAILS.items():
        if (value := getattr(declaration, name)) is not None:
            parts.append(wording[lang].format(value))
    too_late = WORDS["too_late"][lang] if declared_after(declaration, assessment.checklist.as_of) else ""
    return WORDS["clause_comma"][lang].join(parts) + too_late


def own_rule_sentence(duty: AssessedDuty, lang: Lang) -> str:
    """In how many rows a rule that the platform set itself was not kept."""
    return WORDS["own_rule_not_kept"][lang].format(count=f"{duty.judgement.own_rule_not_kept:,}")


def left_to_a_person(duty: AssessedDuty, lang: Lang) -> Iterator[str]:
    """What a person judges of an undetermined duty, check by check: of those that came out as met, else of all."""
    checks = tested_part(duty.judgement) if duty.why == "tested_part_holds" else duty.line.obligation.checks
    yield from dict.fromkeys(check.remaining[lang] for check in checks if check.remaining is not None)


def _check(assessment: Assessment, duty: AssessedDuty, rows: Sequence[RowVerdict], keys: bool) -> Iterator[str]:
    """One check on the rows that decided: facts of the service; of other rows the questions and first answers."""
    lang, check = assessment.checklist.lang, rows[0].check
    for entity, name in rows[0].used:
        if entity == "service":
            yield fact_sentence(assessment, duty, rows[0], entity, name)
    of_rows = [name for name in rows[0].used if name[0] != "service"]
    for place, (entity, name) in enumerate(of_rows):
        yield f"{letter(place)} {assessment.checklist.corpus.fact(entity, name).question[lang]}"
    for name, param in duty.line.obligation.params.items():
        if f"${name}" in f"{check.applies_when} {check.requires}":
            yield WORDS["number_set"][lang].format(number_set(param, lang))
    verdict = f"→ {VERDICT_LABELS[rows[0].verdict][lang]}"
    if check.entity == "service":
        yield verdict
    else:
        yield f"{verdict}{COLON[lang]}{_count(assessment, duty, rows)}"
        yield from _answers(assessment, duty, [row for row in rows if row.key]) if keys else ()
    if check.remaining is not None and rows[0].verdict == "undetermined":
        yield check.remaining[lang]


def _answers(assessment: Assessment, duty: AssessedDuty, rows: Sequence[RowVerdict]) -> Iterator[str]:
    lang = assessment.checklist.lang
    for row in rows[:ROWS_SHOWN]:
        names = [name for name in row.used if name[0] != "service"]
        answers = (f"{letter(at)} {_answer(assessment, duty, row, *name)}" for at, name in enumerate(names))
        yield f"[{entity_label(assessment, row.entity)} {row.key}] {SEMICOLON[lang].join(answers)}"
    if len(rows) > ROWS_SHOWN:
        yield WORDS["more_alike"][lang].format(count=len(rows) - ROWS_SHOWN)


def _count(assessment: Assessment, duty: AssessedDuty, rows: Sequence[RowVerdict]) -> str:
    lang, check = assessment.checklist.lang, rows[0].check
    entity = entity_label(assessment, check.entity)
    total = sum(row.check is check and row.key != "" for row in duty.judgement.rows)
    if not total:
        return WORDS["no_rows"][lang].format(entity=entity)
    count = sum(row.key != "" for row in rows)
    parts = [WORDS["of_rows"][lang].format(entity=entity, total=total, count=count)] if count else []
    if count < len(rows):
        parts.append(sample_sentence(check.entity, lang))
    return SEMICOLON[lang].join(parts)


def sample_sentence(entity: str, lang: Lang) -> str:
    """That the rows supplied are not all, and how to say that they are."""
    return WORDS["sample"][lang].format(entity=entity)


def entity_label(assessment: Assessment, entity: str) -> str:
    """The name of a kind of thing, in the reader's language."""
    return assessment.checklist.corpus.label("entities", entity)[assessment.checklist.lang]


def fact_sentence(assessment: Assessment, duty: AssessedDuty, row: RowVerdict, entity: str, name: str) -> str:
    """A fact that a row was judged by, as question and answer: "For what period …? 180 days (measured)"."""
    question = assessment.checklist.corpus.fact(entity, name).question[assessment.checklist.lang]
    return f"{question} {_answer(assessment, duty, row, entity, name)}"


def _answer(assessment: Assessment, duty: AssessedDuty, row: RowVerdict, entity: str, name: str) -> str:
    lang, key = assessment.checklist.lang, "service" if entity == "service" else row.key
    fact = assessment.profile.rows.get(entity, {}).get(key, {}).get(name)
    if fact is None:
        derived = assessment.facts.rows.get(entity, {}).get(key, {}).get(name)
        if derived is not None:
            return f"{derived}{WORDS['in_brackets'][lang].format(WORDS['follows'][lang])}"
        could = any((missing.entity, missing.fact) == (entity, name) for missing in duty.missing.facts)
        return WORDS["not_supplied" if could else "idle"][lang]
    if (entity, key, name) in duty.set_aside:
        return WORDS["set_aside"][lang]
    basis = BASIS_LABELS[fact.basis][lang] + (f"{WORDS['clause_comma'][lang]}{fact.evidence}" if fact.evidence else "")
    value = answer(assessment.checklist.corpus.fact(entity, name), fact.value, lang)
    return value + WORDS["in_brackets"][lang].format(basis)
