"""What the report does not say, and how little stands behind some of what it says."""

from __future__ import annotations

from collections.abc import Iterator

from guiju.assessment import Assessment
from guiju.exports.fields import displacement, joined, later_rule, shown
from guiju.exports.report.plans import elsewhere
from guiju.labels import UNOFFICIAL
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
    Bilingual(
        "“未发现直接罚则”只说明本数据没有找到，不说明没有。违反的后果未尽列。",
        "“No direct penalty found” says that this data found none, not that there is none. Consequences are not exhaustive.",
    ),
)
_INFORMATIVE = Bilingual(
    "职权、许可和鼓励类条目（{count} 条）不作评估，只列出供参考。",
    "Powers, permissions and recommendations ({count}) are not assessed; they are listed for information.",
)
_FORCE = Bilingual(
    "以下法规的现行效力未与官方清单核对：{rules}。",
    "The present force of these rules was not verified against an official list: {rules}.",
)
_LATER = Bilingual(
    "{rule}自{day}起，与{later}不一致之处以后者为准（所据见“评估依据”）；{count} 项按其原来的文字评估。{later}本身：{covered}",
    "{rule} yields to the {later} where inconsistent since {day} (on what that rests: see Law and data); {count} duties were assessed on its own words. The {later} itself: {covered}",
)
_NOT_COVERED = Bilingual(
    "未涵盖，本数据不含其各项义务，未作评估；各项义务下注明其变化。",
    "not covered; this data holds none of its duties and did not assess it. What became of each duty is said there.",
)
_COVERED = Bilingual("另行逐项评估。", "assessed in lines of its own.")
_ELSEWHERE = Bilingual(
    "资料中另有 {count} 项计划所指的义务不在本次评估之内：{names}。",
    "The profile plans {count} duties that are not in this assessment: {names}.",
)


def limits(assessment: Assessment) -> tuple[str, ...]:
    """The limitations, in sentences."""
    lang = assessment.checklist.lang
    return (*(text[lang] for text in _ALWAYS), *map(shown, _particular(assessment)))


def _particular(assessment: Assessment) -> Iterator[str]:
    checked, lang = assessment.checklist, assessment.checklist.lang
    if assessment.informative:
        yield _INFORMATIVE[lang].format(count=len(assessment.informative))
    rules = {line.regulation.id: line for line in checked.lines}
    unverified = [line.regulation.title[lang] for line in rules.values() if line.standing.verified_on is None]
    if unverified:
        yield _FORCE[lang].format(rules=joined(unverified, lang))
    yield from _displaced(assessment)
    if names := elsewhere(assessment):
        yield _ELSEWHERE[lang].format(count=len(names), names=joined(names, lang))
    if lang == "en":
        yield UNOFFICIAL.en


def _displaced(assessment: Assessment) -> Iterator[str]:
    """One sentence for each rule that a later one displaces on that day."""
    checked, lang = assessment.checklist, assessment.checklist.lang
    lines = [line.line for line in assessment.lines if later_rule(checked, line.line) is not None]
    for rule in dict.fromkeys(line.regulation.id for line in lines):
        mine = [line for line in lines if line.regulation.id == rule]
        displaced, since = displacement(mine[0]), mine[0].standing.displaced_from
        later = checked.corpus.regulations.get(displaced.regulation) if displaced else None
        if later is None or since is None:
            continue
        covered = any(line.regulation is later for line in checked.lines)
        yield _LATER[lang].format(
            rule=mine[0].regulation.title[lang],
            day=since.isoformat(),
            later=later.title[lang],
            count=len(mine),
            covered=(_COVERED if covered else _NOT_COVERED)[lang],
        )
