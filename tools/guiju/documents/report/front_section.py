"""Page one as every format shows it: the gaps to act on, the questions to answer first, what is met, and the counts."""

from collections import Counter
from collections.abc import Iterator

from guiju.assessment import Assessment
from guiju.assessment.proof import entity_label
from guiju.documents.blocks import Block, Column, Grid, Pairs, Section, Sentences
from guiju.documents.content.text import bracketed, listing
from guiju.documents.report.audience import Audience
from guiju.documents.report.consequence_words import in_words
from guiju.documents.report.layout import nothing
from guiju.documents.report.listed_gaps import ListedGap
from guiju.documents.report.open_questions import OpenQuestion
from guiju.documents.report.page_one import Met, PageOne, page_one
from guiju.documents.report.unsupported import LABEL
from guiju.model import Lang, Verdict
from guiju.reasoning.successors import successors
from guiju.wording.labels import COLON, SEMICOLON, VERDICT_LABELS
from guiju.wording.words import Words

WORDS = Words(__file__, "page_one.yaml")
COLUMNS = WORDS.table("column")
GAPS_HEADING = WORDS["gaps_heading"]
QUESTIONS_HEADING = WORDS["questions_heading"]
LEGEND = WORDS["legend"]
MORE_QUESTIONS = WORDS["more_questions"]
QUESTIONS_SHOWN = 5
STEPS_SHOWN = 2
MET_SHOWN = 12


def front_section(assessment: Assessment, audience: Audience, page: PageOne | None = None) -> Section:
    """The section; its sentence is the headline of the paper."""
    lang, page = assessment.lang, page or page_one(assessment, audience)
    lines = WORDS["space"][lang].join(page.lines)  # one paragraph: ten gaps are two pages
    more = (*([lines] if lines else ()), *([LEGEND[lang]] if page.gaps else ()))
    blocks: list[Block] = [Sentences(more)] if more else []
    blocks.append(_gaps(page.gaps, lang) if page.gaps else nothing("findings", lang))
    if page.open:
        blocks.append(_questions(assessment, page.open))
    blocks.append(Pairs(tuple(pairs(assessment, page))))
    return Section("page_one", WORDS["heading"][lang], tuple(blocks))


def pairs(assessment: Assessment, page: PageOne) -> Iterator[tuple[str, str]]:
    """(heading, text) of what is met, how many duties facts decide, evidence that expired, and law that is missing."""
    lang, rows = assessment.lang, WORDS.table("row")
    for words in Counter(one.words for one in page.met):
        met = [_met(one, page.gaps, lang) for one in page.met if one.words == words]
        more = [WORDS["more"][lang].format(count=len(met) - MET_SHOWN)] if met[MET_SHOWN:] else []
        yield words[:1].upper() + words[1:], SEMICOLON[lang].join([*met[:MET_SHOWN], *more])
    if not page.met:
        yield rows["met"][lang], WORDS["nothing_met"][lang]
    yield rows["counts"][lang], counts_sentence(page, lang)
    if page.expired:
        yield rows["expired"][lang], "\n".join(expired(assessment, page))
    if page.unsupported:
        yield LABEL[lang], "\n".join(one["words"] for one in page.unsupported)
    if in_place := [successor.brief[lang] for successor in successors(assessment.checklist)]:
        yield rows["law"][lang], SEMICOLON[lang].join(in_place)


def _met(one: Met, several: tuple[ListedGap, ...], lang: Lang) -> str:
    """A duty that is met, with the gaps of others in the same words: they may speak against it."""
    beside = [gap.number for gap in several if WORDS["space"][lang].join((gap.law, gap.citation)) == one.citation]
    text = f"{one.citation} {one.title}"
    return bracketed(text, WORDS["gaps_beside"][lang].format(listing(beside, lang)), lang) if beside else text


def expired(assessment: Assessment, page: PageOne) -> Iterator[str]:
    """The evidence that no longer counts, a text each."""
    lang = assessment.lang
    for one in page.expired:
        about = "" if one.entity == "service" else f"{entity_label(assessment, one.entity)} {one.key}".strip()
        text = f"{about}{COLON[lang]}{one.question}" if about else one.question
        yield bracketed(text, WORDS["expired_on"][lang].format(day=one.expired_on.isoformat()), lang)


def counts_sentence(page: PageOne, lang: Lang) -> str:
    """All duties, as the sum of what came out how; of what is still open, what facts can decide."""
    counts, met = page.counts, Counter(one.words for one in page.met) or {VERDICT_LABELS["met"][lang]: 0}
    applicable, breached = counts.decidable + counts.person, len({gap.obligation for gap in page.gaps})
    undetermined = applicable - len(page.met) - breached
    verdicts = (WORDS["counted"][lang].format(words=words, count=count) for words, count in met.items())
    return WORDS["counts"][lang].format(
        total=applicable + counts.not_applicable,
        met=" + ".join(verdicts),
        breached=breached,
        gaps=len(page.gaps),
        undetermined=undetermined,
        open=counts.open,
        left=undetermined - counts.open,
        not_applicable=counts.not_applicable,
    )


def law_words(gap: ListedGap, lang: Lang) -> str:
    """The citation of the duty, and its words; for readers of another language the translation after them."""
    translated = WORDS["translated"][lang].format(words=gap.translation)
    return f"{quoted(gap, lang)}\n{translated}" if gap.translation else quoted(gap, lang)


def quoted(gap: ListedGap, lang: Lang) -> str:
    """The citation of the duty, and its words. Paper has no more: ten gaps are two pages, the detail translates."""
    return WORDS["quoted"][lang].format(law=gap.law, place=gap.citation, words=gap.quotation)


def follows(gap: ListedGap, lang: Lang) -> tuple[str, ...]:
    """The consequences of a gap, a text each, and what turns on which act it is; else why there is none."""
    every = (gap.consequence, *gap.beside) if gap.consequence else ()
    return (*(in_words(one, lang) for one in every), *([gap.turns_on] if gap.turns_on else []), *gap.route)


def who_when(gap: ListedGap, lang: Lang) -> tuple[str, ...]:
    """Owner and day of the plan, whether it is overdue, when it says that the gap was closed; or that there is none."""
    if gap.due is None:
        return (WORDS["unplanned"][lang],)
    late = (WORDS["late"][lang],) if gap.overdue else ()
    closed = (WORDS["closed_but_found"][lang].format(day=gap.closed.date.isoformat()),) if gap.closed else ()
    return (gap.owner or "", gap.due.isoformat(), *late, *closed)


def steps(gap: ListedGap, lang: Lang) -> str:
    """The first steps that would close a gap."""
    more = len(gap.remedy) - STEPS_SHOWN
    text = WORDS["space"][lang].join(gap.remedy[:STEPS_SHOWN])
    return bracketed(text, WORDS["more"][lang].format(count=more), lang) if more > 0 else text


def _gaps(several: tuple[ListedGap, ...], lang: Lang) -> Grid:
    columns = (
        Column(COLUMNS["number"][lang], 8, "anchor"),
        Column(COLUMNS["gap"][lang], 56, "titled"),
        Column(COLUMNS["consequence"][lang], 54),
        Column(COLUMNS["remedy"][lang], 30),
        Column(COLUMNS["plan"][lang], 17),
    )
    rows = tuple(
        (
            gap.number,
            "\n".join((gap.title, gap.failed, quoted(gap, lang), *gap.lifted_by)),
            "\n".join(follows(gap, lang)),
            steps(gap, lang),
            "\n".join(who_when(gap, lang)),
        )
        for gap in several
    )
    tones: tuple[Verdict | None, ...] = tuple("breached" if gap.overdue else None for gap in several)
    return Grid(GAPS_HEADING[lang].format(count=len(several)), columns, rows, tones)


def _questions(assessment: Assessment, several: tuple[OpenQuestion, ...]) -> Grid:
    lang = assessment.lang
    columns = (
        Column(COLUMNS["position"][lang], 8, "short"),
        Column(COLUMNS["question"][lang], 66),
        Column(COLUMNS["could"][lang], 36),
        Column(COLUMNS["decides"][lang], 34),
    )
    asked = together(assessment, several)
    shown = enumerate(asked[:QUESTIONS_SHOWN], 1)
    rows = tuple((str(n), text, could(one, lang), decides(one, lang)) for n, (text, one, _) in shown)
    left = sum(count for _, _, count in asked[QUESTIONS_SHOWN:])
    note = MORE_QUESTIONS[lang].format(count=left) if left else None
    return Grid(QUESTIONS_HEADING[lang], columns, rows, (None,) * len(rows), note)


def together(assessment: Assessment, several: tuple[OpenQuestion, ...]) -> list[tuple[str, OpenQuestion, int]]:
    """(what to ask, the first question of it, how many questions it is): where nothing of a kind was supplied, all
    questions about it are one."""
    lang, groups = assessment.lang, dict[tuple[str, str], list[OpenQuestion]]()
    there = {"service", *(table.entity for table in assessment.tables.scanned)}
    for one in several:
        supplied = one.entity in there or assessment.facts.rows.get(one.entity)
        groups.setdefault((one.entity, one.fact if supplied else ""), []).append(one)
    asked = []
    for (entity, fact), group in groups.items():
        label = entity_label(assessment, entity)
        text = group[0].question if entity == "service" else f"{label}{COLON[lang]}{group[0].question}"
        if not fact:
            text = WORDS["nothing_supplied"][lang].format(entity=label, count=len(group), question=group[0].question)
        asked.append((text, group[0], len(group)))
    return asked


def decides(one: OpenQuestion, lang: Lang) -> str:
    """How many duties a question decides by itself, and how many more together with others."""
    return WORDS["decides"][lang].format(alone=one.decides, together=one.waiting - one.decides)


def could(one: OpenQuestion, lang: Lang) -> str:
    """The heaviest consequence of a duty that a question could decide."""
    return in_words(one.could, lang, brief=True) if one.could else WORDS["nothing_at_stake"][lang]
