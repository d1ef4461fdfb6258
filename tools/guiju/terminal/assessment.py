"""An assessment on the terminal: each duty with its verdict, the proof of a gap, and the facts to supply next."""

from collections.abc import Collection, Iterable
from itertools import groupby

from guiju.assessment import AssessedDuty, Assessment
from guiju.assessment.gaps import gap_lines
from guiju.assessment.proof import entity_label, left_to_a_person, own_rule_sentence, proof
from guiju.assessment.reasons import tested_facts
from guiju.assessment.table_sentences import BREACHES_OF_OTHERS, breaches_of_others, scan_sentences
from guiju.documents.content.cover import notices
from guiju.documents.content.fields import FIELDS, field, later_rule
from guiju.documents.content.text import numbered
from guiju.documents.penalties.lines import penalties
from guiju.documents.report.counts import HISTORY
from guiju.documents.report.layout import COLUMNS, SECTIONS
from guiju.documents.report.remaining import CELLS
from guiju.documents.report.unsupported import unsupported
from guiju.documents.report.unused import unused
from guiju.model import REASONS, VERDICTS, WORST_FIRST, Bilingual, Reason
from guiju.model.profile import StaleRow
from guiju.reasoning.successors import successors
from guiju.terminal import Say
from guiju.wording.labels import COLON, NOT_LEGAL_ADVICE, REASON_LABELS, VERDICT_LABELS
from guiju.wording.words import Words

_WORDS = Words(__file__)
NO_FACTS = _WORDS["no_facts"]
COLOURS = {"met": "green", "breached": "red", "undetermined": "yellow", "not_applicable": "dim"}
_NEXT_SHOWN = 5
_MISSING_SHOWN = 4


def print_assessment(say: Say, assessment: Assessment, keys: bool, why: Collection[Reason] = ()) -> None:
    """Print an assessment: law in place of displaced duties, gaps first, history last; `keys`: with the keys of rows;
    `why`: of the duties only those undetermined for one of these reasons."""
    lang, checked = assessment.lang, assessment.checklist
    for notice in notices(checked):
        say(notice[lang], style="yellow")
    for duty in sorted(assessment.duties, key=_order):
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
    for entry in unsupported(assessment):
        say(entry["words"], style="yellow")
    for sentence in scan_sentences(assessment):
        say(sentence)
    if foreign := list(breaches_of_others(assessment)):
        say(BREACHES_OF_OTHERS[lang])
    for name, sentence in foreign:
        say(sentence, (f"  {name}", "dim"), by=4)
    if assessment.without_facts:
        say(NO_FACTS[lang], style="yellow")
    for missing in assessment.next_facts()[:_NEXT_SHOWN]:
        fact = checked.corpus.fact(missing.entity, missing.fact)
        waits = _WORDS["next"][lang].format(decides=missing.decides, waiting=missing.waiting)
        say(f"→ {missing.fact} ({missing.entity}){COLON[lang]}{fact.question[lang]} {waits}")
    _unused(say, assessment, keys)
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
        place = f"{duty.line.regulation.short_title[lang]} {duty.line.cited(lang)}"
        say(f"{place}{COLON[lang]}{duty.line.quotation}", by=4)
        for text in field(assessment.checklist, duty.line, "consequence"):
            say(f"{FIELDS['consequence'][lang]}{COLON[lang]}{text}", by=4)
        for text in penalties(assessment.checklist, duty.line, brief=True):
            say(f"→ {text}", by=4, style="dim")
        remedy = " ".join(numbered([step[lang] for step in duty.line.remedy]))
        say(f"{COLUMNS['remedy'][lang]}{COLON[lang]}{remedy}", by=4)


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


def _order(duty: AssessedDuty) -> tuple[int, int]:
    return WORST_FIRST.index(duty.verdict), REASONS.index(duty.why) if duty.why else 0


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
    wording = _WORDS["other_rows" if assessment.facts.rows.get(entity) else "rows"]
    return wording[assessment.lang].format(entity_label(assessment, entity))


def _some(names: Iterable[str]) -> str:
    """The first few names."""
    names = list(names)
    return ", ".join(names[:_MISSING_SHOWN]) + (" …" if len(names) > _MISSING_SHOWN else "")
