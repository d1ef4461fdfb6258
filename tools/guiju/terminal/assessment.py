"""An assessment on the terminal: page one, then each duty in the order of the law, with the proof of a gap."""

from collections.abc import Collection, Iterable
from itertools import groupby

from guiju.assessment import AssessedDuty, Assessment
from guiju.assessment.gaps import gap_lines
from guiju.assessment.proof import entity_label, left_to_a_person, own_rule_sentence, proof
from guiju.assessment.reasons import tested_facts
from guiju.assessment.table_sentences import BREACHES_OF_OTHERS, breaches_of_others, scan_sentences
from guiju.documents.content.cover import notices
from guiju.documents.content.fields import FIELDS, field, later_rule
from guiju.documents.penalties.lines import penalties
from guiju.documents.report.counts import HISTORY
from guiju.documents.report.layout import COLUMNS, SECTIONS
from guiju.documents.report.page_one import page_one
from guiju.documents.report.remaining import CELLS, NOT_LOOKED_AT
from guiju.documents.report.unused import unused
from guiju.model import VERDICTS, Bilingual, Reason
from guiju.model.profile import StaleRow
from guiju.reasoning.successors import successors
from guiju.terminal import Say
from guiju.terminal.page_one import print_page_one
from guiju.wording.labels import COLON, NOT_LEGAL_ADVICE, REASON_LABELS, VERDICT_LABELS
from guiju.wording.words import Words

_WORDS = Words(__file__)
NO_FACTS = _WORDS["no_facts"]
COLOURS = {"met": "green", "breached": "red", "undetermined": "yellow", "not_applicable": "dim"}
_MISSING_SHOWN = 4


def print_assessment(say: Say, assessment: Assessment, keys: bool, why: Collection[Reason] = ()) -> None:
    """Print an assessment: page one, the duties in the order of the text, history, limits; `keys`: with the keys of
    rows; `why`: no page one, and of the duties only those undetermined for one of these reasons."""
    lang, checked = assessment.lang, assessment.checklist
    if not why:
        print_page_one(say, assessment, page_one(assessment, "internal" if keys else "regulator"))
        say(SECTIONS["detail"][lang], style="bold")
    for duty in assessment.duties:
        if not why or duty.why in why:
            _line(say, assessment, duty, keys)
    historical = [duty for duty in assessment.historical if not why or duty.why in why]
    if historical:
        say(f"{SECTIONS['historical'][lang]}{COLON[lang]}", style="dim")
    for line in historical:
        _history(say, assessment, line)
    say(summary(assessment), style="bold")
    for row in (row for book in assessment.profile.workbooks for row in book.stale):
        say(f"! {row.id}{COLON[lang]}{why_stale(row)[lang]}", style="yellow")
    for sentence in scan_sentences(assessment):
        say(sentence)
    if foreign := list(breaches_of_others(assessment)):
        say(BREACHES_OF_OTHERS[lang])
    for name, sentence in foreign:
        say(sentence, (f"  {name}", "dim"), by=4)
    if assessment.without_facts:
        say(NO_FACTS[lang], style="yellow")
    _unused(say, assessment, keys)
    for notice in notices(checked):
        say(notice[lang], style="yellow")
    say(f"{NOT_LEGAL_ADVICE[lang]} · {checked.as_of} · {checked.corpus.data_version}", style="dim")


def summary(assessment: Assessment) -> str:
    """Counts of verdicts, of why duties are open, and of all: met 1 · … · to be verified 5 (facts missing 4) / 62."""
    lang = assessment.lang
    reasons = " · ".join(f"{REASON_LABELS[why][lang]} {count}" for why, count in assessment.reasons.items() if count)
    parts = [f"{VERDICT_LABELS[verdict][lang]} {count}" for verdict, count in assessment.counts.items()]
    if reasons:
        parts[VERDICTS.index("undetermined")] += _WORDS["in_brackets"][lang].format(reasons)
    counts = [f"{' · '.join(parts)} / {len(assessment.duties)}"]
    if assessment.historical:
        counts.append(HISTORY[lang].format(count=len(assessment.historical)))
    return " · ".join([*counts, *(successor.brief[lang] for successor in successors(assessment.checklist))])


def why_stale(row: StaleRow) -> Bilingual:
    """Why a row of a workbook does not count."""
    return _WORDS["retired" if row.retired else "stale"]


def _line(say: Say, assessment: Assessment, duty: AssessedDuty, keys: bool) -> None:
    lang, record = assessment.lang, duty.line.obligation
    say((duty.words[lang], COLOURS[duty.verdict]), f" {record.title[lang]}  ", (duty.id, "dim"))
    if duty.verdict == "breached":
        for sentence in proof(assessment, duty, keys):
            say(sentence, by=4)
        for text in gap_lines(duty, lang, keys):
            say(f"{COLUMNS['gaps'][lang]}{COLON[lang]}{text}", by=4, style="dim")
    elif duty.verdict == "undetermined":
        say(why_open(assessment, duty), by=4)
    if duty.disagreement:
        say(_WORDS["disagrees"][lang], by=4, style="yellow")
    if duty.set_aside:
        names = _some(dict.fromkeys(name for _, _, name in duty.set_aside))
        say(_WORDS["set_aside"][lang].format(names), by=4, style="yellow")
    if duty.verdict == "breached":
        for text in field(assessment.checklist, duty.line, "consequence"):
            say(f"{FIELDS['consequence'][lang]}{COLON[lang]}{text}", by=4)
        for text in penalties(assessment.checklist, duty.line, brief=True):
            say(f"→ {text}", by=4, style="dim")


def _history(say: Say, assessment: Assessment, duty: AssessedDuty) -> None:
    """A displaced duty in two lines: what its own words would have given, and what the later rule made of it."""
    say(f"{duty.words[assessment.lang]} {duty.line.obligation.title[assessment.lang]}  {duty.id}", style="dim")
    if (later := later_rule(assessment.checklist, duty.line)) is not None:
        say(later, by=4, style="dim")


def _unused(say: Say, assessment: Assessment, keys: bool) -> None:
    """What was supplied and does not affect the result, by reason."""
    entries = sorted(unused(assessment, "internal" if keys else "regulator"), key=lambda entry: entry.reason)
    if entries:
        say(f"{SECTIONS['unused'][assessment.lang]}{COLON[assessment.lang]}", style="dim")
    for reason, several in groupby(entries, key=lambda entry: entry.reason):
        names = (e.fact if e.entity == "service" else f"{e.entity}.{e.fact} × {e.count}" for e in several)
        say(f"{reason}{COLON[assessment.lang]}{', '.join(names)}", by=4, style="dim")


def why_open(assessment: Assessment, duty: AssessedDuty) -> str:
    """Why a duty is still to be verified: what is missing, or what only a person can judge."""
    lang = assessment.lang
    match duty.why:
        case "tested_part_holds":
            tested = dict.fromkeys(name for _, name in tested_facts(duty.judgement))
            met = _WORDS.table("why")["tested_part_holds"][lang].format(_some(tested))
            return met + _WORDS["remains"][lang].format(" ".join(left_to_a_person(duty, lang)))
        case "own_rule_not_kept":
            kept, left = own_rule_sentence(duty, lang), " ".join(left_to_a_person(duty, lang))
            return _WORDS.table("why")["own_rule_not_kept"][lang].format(kept, left)
        case "needs_person" | None:
            left = " ".join(left_to_a_person(duty, lang))
            return _WORDS.table("why")["needs_person"][lang].format(f"{COLON[lang]}{left}" if left else "")
        case why:
            rows = [_rows(assessment, entity) for entity in duty.missing.rows]
            rows += [CELLS[lang].format(entity=entity_label(assessment, entity)) for entity in duty.missing.cells]
            return _WORDS.table("why")[why][lang].format(_some([*(fact.fact for fact in duty.missing.facts), *rows]))


def _rows(assessment: Assessment, entity: str) -> str:
    """The rows of an entity that are not there."""
    if any(table.entity == entity for table in assessment.tables.scanned):
        return NOT_LOOKED_AT[assessment.lang].format(entity=entity_label(assessment, entity))
    wording = _WORDS["other_rows" if assessment.facts.rows.get(entity) else "rows"]
    return wording[assessment.lang].format(entity_label(assessment, entity))


def _some(names: Iterable[str]) -> str:
    """The first few names."""
    names = list(names)
    return ", ".join(names[:_MISSING_SHOWN]) + (" …" if len(names) > _MISSING_SHOWN else "")
