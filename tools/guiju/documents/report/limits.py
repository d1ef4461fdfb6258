"""How verdicts come about, and what the report does not say: how little supports some of what it says."""

from collections.abc import Iterator

from guiju.assessment import Assessment
from guiju.assessment.table_sentences import scan_sentences
from guiju.documents.content.cover import notices
from guiju.documents.content.text import bracketed, listing
from guiju.documents.penalties.search import legend
from guiju.documents.report.plans import elsewhere
from guiju.wording.labels import UNOFFICIAL
from guiju.wording.words import Words

WORDS = Words(__file__)
METHODS = WORDS.list("methods")


def methods(assessment: Assessment) -> tuple[str, ...]:
    """How verdicts come about, in sentences; with those of tables where some were scanned."""
    of_tables = WORDS.list("methods_of_tables") if assessment.tables.scanned else ()
    return tuple(text[assessment.lang] for text in (*METHODS, *of_tables))


def limits(assessment: Assessment) -> tuple[str, ...]:
    """The limitations, in sentences."""
    return (*(text[assessment.lang] for text in WORDS.list("limits")), *_particular(assessment))


def _particular(assessment: Assessment) -> Iterator[str]:
    checked, lang = assessment.checklist, assessment.lang
    if assessment.informative:
        yield WORDS["informative"][lang].format(count=len(assessment.informative))
    yield from (notice[lang] for notice in notices(checked))
    yield from _sampled(assessment)
    yield from _workbooks(assessment)
    yield from scan_sentences(assessment)
    if names := elsewhere(assessment):
        yield WORDS["elsewhere"][lang].format(count=len(names), names=listing(names, lang))
    if checked.unpunished:
        yield from legend(checked.corpus, lang)
    if lang != "zh":
        yield UNOFFICIAL.en


def _sampled(assessment: Assessment) -> Iterator[str]:
    """Of which kinds of things the profile holds all, and of which only some, or none."""
    checked, lang = assessment.checklist, assessment.lang
    read = {check.entity for duty in assessment.duties for check in duty.line.obligation.checks}
    read -= {"service", *(table.entity for table in assessment.tables.scanned)}  # a table is taken to be all there are
    named: dict[str, list[str]] = {"all": [], "sample": [], "none": []}
    for entity in checked.corpus.vocabulary.entities:
        if entity.id in read:
            name, number = entity.label[lang], len(assessment.profile.rows.get(entity.id, {}))
            extent = "all" if entity.id in assessment.facts.complete else "sample" if number else "none"
            named[extent].append(name if extent == "none" else bracketed(name, str(number), lang))
    words = WORDS.table("extent")
    yield from (words[extent][lang].format(entities=listing(names, lang)) for extent, names in named.items() if names)


def _workbooks(assessment: Assessment) -> Iterator[str]:
    """That answers were given on another version of the data, and which of them do not count."""
    lang, here = assessment.lang, assessment.checklist.corpus.data_version
    books = assessment.profile.workbooks
    if versions := list(dict.fromkeys(book.data_version for book in books if book.data_version != here)):
        yield WORDS["versions"][lang].format(versions=listing(versions, lang), here=here)
    if stale := sorted({row.id for book in books for row in book.stale}):
        yield WORDS["stale"][lang].format(count=len(stale), names=listing(stale, lang))
