"""An assessment as OSCAL has it: a plan, which results must name, and results with what was observed and found.

OSCAL knows satisfied and not-satisfied. So what is met or breached has an observation and a finding, what is to be
verified or not applicable an observation alone. Both say what the regulator edition of a report says.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from guiju import __version__
from guiju.assessment import AssessedDuty, Assessment
from guiju.assessment.proof import proof
from guiju.assessment.receipt import digest, receipt
from guiju.documents.content.plain import plain
from guiju.documents.content.sign_off import SIGNERS
from guiju.documents.content.text import listing
from guiju.documents.report.scope import particulars
from guiju.exports.oscal.pieces import (
    control_id,
    document,
    file_name,
    markup,
    metadata,
    moment,
    non_empty,
    objective_id,
    prop,
    uuid,
)
from guiju.wording.labels import COLON
from guiju.wording.words import Words

_TERMS = Words(__file__, "terms.yaml")
_ROLES = _TERMS.table("role")
_METHODS = {"test": "TEST", "declaration": "INTERVIEW", "none": "UNKNOWN"}
_STATES = {"met": ("satisfied", "pass"), "breached": ("not-satisfied", "fail")}
_TOOL, _PLATFORM = uuid("component", "guiju"), uuid("platform", "guiju")


@dataclass(frozen=True)
class SealedAssessment:
    """An assessment with the hash of its receipt, and that of the heading of its report; ids are made from both."""

    assessment: Assessment
    seal: str
    heading: str

    def id(self, *names: str) -> str:
        """The id of what has these names. Another receipt, or another name on the report, gives another."""
        return uuid(self.seal, self.heading, *names)

    def person(self, name: str) -> str:
        """The id of somebody who is named."""
        return self.id("party", name)


def sealed(assessment: Assessment) -> SealedAssessment:
    """The assessment with its receipt, made once."""
    heading = digest([plain(assessment.profile.report, assessment.lang), assessment.lang])
    return SealedAssessment(assessment, receipt(assessment)["receipt"], heading)


def plan(made: SealedAssessment) -> dict[str, Any]:
    """The plan: which duties were assessed, and with what."""
    assessment, lang, service = made.assessment, made.assessment.lang, made.id("service")
    tool = {
        "uuid": _TOOL,
        "type": "software",
        "title": "guiju",
        "description": _TERMS["tool"][lang],
        "props": [prop("version", __version__, ours=False)],
        "status": {"state": "operational"},
    }
    content = {
        "import-ssp": {"href": f"#{service}", "remarks": _TERMS["no_ssp"][lang]},
        "reviewed-controls": _reviewed(assessment),
        "assessment-assets": {
            "components": [tool],
            "assessment-platforms": [
                {"uuid": _PLATFORM, "title": "guiju", "uses-components": [{"component-uuid": _TOOL}]}
            ],
        },
        "back-matter": {
            "resources": [
                {
                    "uuid": service,
                    "title": _TERMS["service"][lang],
                    "description": "\n\n".join(map(markup, (*_particulars(assessment), _TERMS["no_ssp"][lang]))),
                    "props": [prop("receipt-sha256", made.seal)],
                }
            ]
        },
    }
    head = _head(made, _TERMS["plan"][lang], {})
    return document("assessment-plan", made.id("plan"), head, content)


def results(made: SealedAssessment) -> dict[str, Any]:
    """The results, of all duties on the day that no later rule displaces."""
    assessment = made.assessment
    lang, day = assessment.lang, assessment.checklist.as_of
    counts = _TERMS["counts"][lang].format(
        day=day, total=len(assessment.duties), **{str(verdict): n for verdict, n in assessment.counts.items()}
    )
    notes = [note[lang] for note in _TERMS.list("notes")]
    result = {
        "uuid": made.id("result"),
        "title": _title(assessment, _TERMS["results"][lang]),
        "description": "\n\n".join(map(markup, (counts, *notes))),
        "start": moment(day),
        "props": [prop("receipt-sha256", made.seal)],
        "reviewed-controls": _reviewed(assessment),
        "observations": [_observation(made, duty) for duty in assessment.duties],
        **non_empty(findings=[_finding(made, duty) for duty in assessment.duties if duty.verdict in _STATES]),
    }
    head = _head(made, _TERMS["results"][lang], _people(made))
    content = {"import-ap": {"href": file_name("assessment-plan", lang)}, "results": [result]}
    return document("assessment-results", made.id("results"), head, content)


def _head(made: SealedAssessment, title: str, people: dict[str, dict[str, str]]) -> dict[str, Any]:
    """The metadata, with the assessed party and whoever else is named, and the catalog that the duties are in."""
    assessment = made.assessment
    checked, lang = assessment.checklist, assessment.lang
    head = metadata(checked.corpus, checked.as_of, lang, _title(assessment, title))
    head["links"] = [{"href": file_name("catalog", lang), "rel": "reference", "text": _TERMS["catalog_used"][lang]}]
    if entity := assessment.profile.report.entity:
        _add(head, "assessed", _ROLES["assessed"][lang], {made.id("entity"): entity}, "organization")
    for role, parties in people.items():
        title_of = SIGNERS[role] if role in SIGNERS else _ROLES[role]
        _add(head, role, title_of[lang], parties, "person")
    return head


def _add(head: dict[str, Any], role: str, title: str, parties: dict[str, str], kind: str) -> None:
    head.setdefault("roles", []).append({"id": role, "title": title})
    named = head.setdefault("parties", [])
    known = {party["uuid"] for party in named}
    named += [
        {"uuid": i, "type": kind, "name": " ".join(name.split())} for i, name in parties.items() if i not in known
    ]
    head.setdefault("responsible-parties", []).append({"role-id": role, "party-uuids": list(parties)})


def _people(made: SealedAssessment) -> dict[str, dict[str, str]]:
    """Who signs, declared and reviewed, by role: ids and names as the profile has them, a position or a person."""
    assessment = made.assessment
    named = {role: [getattr(assessment.profile.report, role)] for role in SIGNERS}
    declarations = [duty.declaration for duty in assessment.duties if duty.declaration]
    named |= {"declarant": [d.by for d in declarations], "reviewer": [d.reviewer for d in declarations]}
    people = {role: {made.person(name): name for name in names if name} for role, names in named.items()}
    return {role: parties for role, parties in people.items() if parties}


def _observation(made: SealedAssessment, duty: AssessedDuty) -> dict[str, Any]:
    assessment, lang, declaration = made.assessment, made.assessment.lang, duty.declaration
    evidence = declaration.evidence if declaration else None
    sentences = (duty.words[lang], *proof(assessment, duty, keys=False))
    return {
        "uuid": made.id("observation", duty.id),
        "title": markup(duty.line.obligation.title[lang]),
        "description": "\n\n".join(map(markup, sentences)),
        "props": [
            prop("id", duty.id),
            prop("control-id", control_id(duty.line)),
            prop("verdict", duty.verdict),
            *((prop("why", duty.why),) if duty.why else ()),
            prop("decided-by", duty.decided_by),
            *((prop("basis", duty.basis),) if duty.basis else ()),
            prop("reviewed", "true" if duty.reviewed else "false"),
            prop("text-sha256", duty.line.text_hash),
        ],
        "methods": [_METHODS[duty.decided_by]],
        "types": ["control-objective"],
        "origins": [_origin(made, duty)],
        **non_empty(relevant_evidence=[{"description": markup(evidence)}] if evidence else []),
        "collected": moment(assessment.checklist.as_of),
        **non_empty(remarks="\n\n".join(map(markup, _declared(assessment, duty)))),
    }


def _finding(made: SealedAssessment, duty: AssessedDuty) -> dict[str, Any]:
    lang, (state, reason) = made.assessment.lang, _STATES[duty.verdict]
    firm = duty.decided_by == "test" and (duty.verdict == "met" or duty.reviewed)
    return {
        "uuid": made.id("finding", duty.id),
        "title": markup(duty.line.obligation.title[lang]),
        "description": markup(duty.words[lang]),
        "props": [prop("id", duty.id)],
        "origins": [_origin(made, duty)],
        "target": {
            "type": "objective-id",
            "target-id": objective_id(duty.line),
            "status": {"state": state, "reason": reason if firm else "other", "remarks": markup(duty.words[lang])},
        },
        "related-observations": [{"observation-uuid": made.id("observation", duty.id)}],
    }


def _origin(made: SealedAssessment, duty: AssessedDuty) -> dict[str, Any]:
    """Who says so: the program, or the person who declared it."""
    if duty.decided_by == "declaration" and duty.declaration:
        person = made.person(duty.declaration.by)
        return {"actors": [{"type": "party", "actor-uuid": person, "role-id": "declarant"}]}
    return {"actors": [{"type": "tool", "actor-uuid": _TOOL}]}


def _declared(assessment: Assessment, duty: AssessedDuty) -> Iterator[str]:
    declaration, lang = duty.declaration, assessment.lang
    if declaration is None:
        return
    day = f" {declaration.date}" if declaration.date else ""
    yield _TERMS["declared"][lang].format(declaration.by) + day
    if declaration.reviewer:
        yield _TERMS["reviewed"][lang].format(declaration.reviewer)
    if duty.disagreement:
        yield _TERMS["disagreement"][lang]


def _reviewed(assessment: Assessment) -> dict[str, Any]:
    lines = [duty.line for duty in assessment.duties]
    return {
        "description": _TERMS["duties"][assessment.lang],
        "control-selections": [{"include-controls": [{"control-id": control_id(line)} for line in lines]}],
        "control-objective-selections": [
            {"include-objectives": [{"objective-id": objective_id(line)} for line in lines]}
        ],
    }


def _title(assessment: Assessment, words: str) -> str:
    lang = assessment.lang
    return markup(words.format(roles=listing((role.label[lang] for role in assessment.checklist.roles), lang)))


def _particulars(assessment: Assessment) -> Iterator[str]:
    """Whose service it is, which, and how far the assessment goes."""
    yield from (f"{heading}{COLON[assessment.lang]}{text}" for heading, text in particulars(assessment))
