"""What failed of a gap, in a few words: the facts that fail the test, or how many rows and those of the first."""

from collections.abc import Iterator

from guiju.assessment import AssessedDuty, Assessment
from guiju.assessment.gaps import FailedPart
from guiju.assessment.proof import declaration_sentence, entity_label, fact_sentence
from guiju.documents.content.text import bracketed, listing
from guiju.model import DECLARED
from guiju.predicates import EntityFact, Expression, Junction, facts_named
from guiju.predicates.kleene import evaluate
from guiju.reasoning.verdicts import RowVerdict
from guiju.wording.labels import COLON, SEMICOLON
from guiju.wording.words import Words

WORDS = Words(__file__, "page_one.yaml")
_WHEN_WHO = ("date", "datetime", "string")
"""The types of facts that say when and by whom: what was done, or not, is named first."""
SHOWN = 2
"""Facts of a gap, and keys of its rows, that are named; its proof names more."""


def what_failed(assessment: Assessment, duty: AssessedDuty, part: FailedPart, *, keys: bool) -> str:
    """What failed: the facts that fail the test; of rows how many, which first, and the facts of the first."""
    lang = assessment.lang
    if part.part == DECLARED:
        return declaration_sentence(assessment, duty) or ""
    rows = [row for row in duty.judgement.rows if row.verdict == "breached" and row.check.part_id == part.part]
    texts = list(_facts(assessment, duty, rows[0])) if rows and (keys or part.entity == "service") else []
    if part.entity != "service":
        named = [row.key for row in rows[:SHOWN]] + (["…"] if rows[SHOWN:] else [])
        text = WORDS["of_rows"][lang].format(entity=entity_label(assessment, part.entity), count=f"{part.rows:,}")
        texts.insert(0, bracketed(text, listing(named, lang), lang) if keys and rows else text)
    what = next((row.check.part for row in rows if row.check.part), None)
    text = SEMICOLON[lang].join(texts)
    return f"{what[lang]}{COLON[lang]}{text}" if what else text


def _facts(assessment: Assessment, duty: AssessedDuty, row: RowVerdict) -> Iterator[str]:
    """The first facts that fail, then the days of the row by which it was judged, and how many more."""
    corpus, lang = assessment.checklist.corpus, assessment.lang
    names = sorted(dict.fromkeys(_failing(row.compiled.requires, row)), key=lambda n: corpus.fact(*n).type in _WHEN_WHO)
    days = [name for name in row.used if name[0] == row.entity != "service" and corpus.fact(*name).type == "date"]
    shown = dict.fromkeys([*names[:SHOWN], *days])
    for entity, name in shown:
        yield fact_sentence(assessment, duty, row, entity, name)
    if more := sum(name not in shown for name in names):
        yield WORDS["more"][lang].format(count=more)


def _failing(node: Expression, row: RowVerdict) -> Iterator[EntityFact]:
    """The facts of the parts by which a predicate does not hold."""
    if isinstance(node, Junction):
        for part in node.operands:
            if evaluate(part, row.row) is False:
                yield from _failing(part, row)
    else:
        yield from facts_named(node, row.entity)
