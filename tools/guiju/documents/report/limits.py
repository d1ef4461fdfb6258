"""What the report does not say, and how little stands behind some of what it says."""

from __future__ import annotations

from collections.abc import Iterator

from guiju.assessment import Assessment
from guiju.assessment.table_sentences import scan_sentences
from guiju.documents.content.cover import cover
from guiju.documents.content.fields import joined, shown
from guiju.documents.penalties.search import legend
from guiju.documents.report.plans import elsewhere
from guiju.law.labels import UNOFFICIAL
from guiju.model import Bilingual

_ALWAYS = (
    Bilingual(
        "结论只就所提供的事实和自述作出；软件没有核验事实本身，也没有查看任何系统。",
        "Verdicts rest on the facts and declarations supplied; the software verified none of them and looked at no system.",
    ),
    Bilingual(
        "只评估了所提供的记录（群组、账号等）；没有提供的记录，本报告不作任何表示。",
        "Only the rows supplied (groups, accounts and so on) were assessed; of others the report says nothing.",
    ),
    Bilingual(
        "开放用语（合理、及时、必要等）由人审查；软件不代为判断。",
        "Open words (reasonable, promptly, necessary and the like) are for a person; the software does not judge them.",
    ),
    Bilingual(
        "疑似不符合不是违法认定；认定由有权机关依法作出。",
        "An apparent gap is no finding that the law was broken; that is for the authority in charge.",
    ),
    Bilingual("整改计划和风险接受不改变结论。", "A remediation plan or a risk acceptance changes no verdict."),
    Bilingual("违反的后果未尽列。", "Consequences are not exhaustive."),
    Bilingual(
        "没有写明日期的事实，按评估所依据的那一天的情况对待；评估过去某一天的，请给每项事实写明日期。",
        "A fact without a day is taken to be so on the day of the assessment; to assess a day in the past, give each fact its day.",
    ),
    Bilingual(
        "处罚按评估所依据的那一天的法律列出。行为发生在法律修改以前的，适用行为时的法律；后法较轻的，适用后法（行政处罚法第三十七条、刑法第十二条）。",
        "Penalties are those of the law on the day of the assessment. To an act before a change of the law, the law of its day applies, or the later one where that is milder (Administrative Penalty Law art. 37, Criminal Law art. 12).",
    ),
)
_INFORMATIVE = Bilingual(
    "职权、许可和鼓励类条目（{count} 条）不作评估，只列出供参考。",
    "Powers, permissions and recommendations ({count}) are not assessed; they are listed for information.",
)
_ELSEWHERE = Bilingual(
    "资料中另有 {count} 项计划所指的义务不在本次评估之内：{names}。",
    "The profile plans {count} duties that are not in this assessment: {names}.",
)
_ALL_THERE = Bilingual(
    "以下对象，资料声明已全部列入（括号内为条数）：{entities}。是否全部，软件没有核验。",
    "Of these the profile says that it holds all (their number in brackets): {entities}. The software did not verify that.",
)
_SAMPLE = Bilingual(
    "以下对象，资料只列入一部分（括号内为条数）：{entities}。部分样本看得出不符合，看不出全部符合；样本怎样选取，本报告不知道。",
    "Of these the profile holds a sample (its size in brackets): {entities}. A sample can show a gap and cannot show that all is met; how it was drawn this report does not know.",
)
_IN_BRACKETS = Bilingual("（{}）", " ({})")
_NO_ROWS = Bilingual(
    "以下对象，资料没有列入任何一条，也没有说明一条也没有：{entities}。",
    "Of these the profile holds none, and does not say that there is none: {entities}.",
)
_VERSIONS = Bilingual(
    "检查表工作簿按数据版本 {versions} 制作，评估用的是 {here}：各行逐一与现行条文核对，条文有变化的不计。",
    "The checklist workbook was made from data version {versions} and assessed with {here}: each row was held against the text as it is now, and does not count where that changed.",
)
_STALE = Bilingual(
    "工作簿中有 {count} 行在填写之后条文有变化或义务已撤销，不计：{names}。",
    "{count} rows of the workbook do not count, since the text of their law changed, or their duty was retired, after they were filled in: {names}.",
)


def limits(assessment: Assessment) -> tuple[str, ...]:
    """The limitations, in sentences."""
    lang = assessment.checklist.lang
    return (*(text[lang] for text in _ALWAYS), *map(shown, _particular(assessment)))


def _particular(assessment: Assessment) -> Iterator[str]:
    checked, lang = assessment.checklist, assessment.checklist.lang
    if assessment.informative:
        yield _INFORMATIVE[lang].format(count=len(assessment.informative))
    yield from cover(checked).in_place
    yield from _sampled(assessment)
    yield from _workbooks(assessment)
    yield from scan_sentences(assessment)
    if names := elsewhere(assessment):
        yield _ELSEWHERE[lang].format(count=len(names), names=joined(names, lang))
    if checked.unpunished:
        yield from legend(checked.corpus, lang)
    if lang == "en":
        yield UNOFFICIAL.en


def _sampled(assessment: Assessment) -> Iterator[str]:
    """Of which kinds of things the profile holds all, and of which only some."""
    checked, lang = assessment.checklist, assessment.checklist.lang
    named = {check.entity for line in assessment.lines for check in line.line.obligation.checks}
    named -= {"service", *(table.entity for table in assessment.tables.scanned)}  # a table is held to be all there are
    entities = [e for e in checked.corpus.vocabulary.entities if e.id in named]
    rows, complete = assessment.profile.rows, assessment.facts.complete
    numbers = {e.id: f"{e.label[lang]}{_IN_BRACKETS[lang].format(len(rows.get(e.id, {})))}" for e in entities}
    for words, told in (
        (_ALL_THERE, [numbers[e.id] for e in entities if e.id in complete]),
        (_SAMPLE, [numbers[e.id] for e in entities if e.id not in complete and rows.get(e.id)]),
        (_NO_ROWS, [e.label[lang] for e in entities if e.id not in complete and not rows.get(e.id)]),
    ):
        if told:
            yield words[lang].format(entities=joined(told, lang))


def _workbooks(assessment: Assessment) -> Iterator[str]:
    """That answers were given on another version of the data, and which of them do not count."""
    lang, here = assessment.checklist.lang, assessment.checklist.corpus.data_version
    books = assessment.profile.workbooks
    if versions := list(dict.fromkeys(book.data_version for book in books if book.data_version != here)):
        yield _VERSIONS[lang].format(versions=joined(versions, lang), here=here)
    if stale := sorted({name for book in books for name in book.stale}):
        yield _STALE[lang].format(count=len(stale), names=joined(stale, lang))
