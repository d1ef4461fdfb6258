"""What is to be said of a citation by the law that it names: unknown, not in force, declared to be old."""

from dataclasses import replace
from datetime import date

from guiju.citations import notes
from guiju.citations.judged_citation import JudgedCitation
from guiju.law.provision_text import first
from guiju.law.versions import made, not_begun, versions
from guiju.lookup.laws import Laws, ended
from guiju.model import Bilingual, Regulation
from guiju.places.derived_names import is_generic
from guiju.places.law_names import is_division
from guiju.places.mention import Citation
from guiju.wording.words import Words

_WORDS = Words(__file__, "judgement.yaml")


def without_law(citation: Citation, laws: Laws, day: date) -> JudgedCitation:
    title, version = citation.law.title.strip("《》"), citation.version
    later = laws.repealing(title, day)
    if version.which == "old" or (later and version.year and version.year < first(later[0].force.from_).year):
        return JudgedCitation(citation, "old_law_declared", None, None, notes.note(_WORDS["old_law_declared"]))
    if later:
        return JudgedCitation(citation, "not_in_force", None, None, _repealed(title, later[0]))
    if laws.names.repealing(title):
        return JudgedCitation(citation, "not_checked", None, None, notes.note(_WORDS["no_text"]))
    if is_generic(title):
        return JudgedCitation(citation, "unattributed", None, None, notes.note(_WORDS["unattributed"]))
    note, closest = notes.note(_WORDS["unknown_law"], title=title), laws.names.closest(title)
    if closest:
        note = notes.note(_WORDS["closest"], note=note, name=closest)
    return JudgedCitation(citation, "unknown_law", None, None, note)


def of_law(citation: Citation, rule: Regulation, laws: Laws, day: date) -> JudgedCitation | None:
    """Whether the law is in force on the day; None where it is, or where the citation names a version."""
    if citation.version.year or citation.version.which == "old":
        return None
    title = rule.title.zh
    later = [r for r in laws.repealing(title, day) if r.id != rule.id and made(r) > made(rule)]
    if later:
        note = _repealed(title, later[0])
    elif ended(rule, day):
        known = versions(rule)
        note = notes.note(_WORDS["ended"], title=title, day=known[-1].until if known else rule.force.until)
    elif not_begun(rule, day):
        begins = first(versions(rule)[0].from_ if versions(rule) else rule.force.from_)
        note = notes.note(_WORDS["not_begun"], title=title, day=begins, as_of=day)
    elif rule.force.state == "not_in_force":
        note = notes.note(_WORDS["not_in_force"], title=title)
    else:
        return None
    return JudgedCitation(citation, "not_in_force", rule.id, None, note)


def declared(judgement: JudgedCitation, rule: Regulation, laws: Laws, day: date) -> JudgedCitation:
    """The same, where the citation says that it speaks of law that is no more, and nothing is wrong with it in that."""
    version = judgement.citation.version
    if judgement.status not in ("ok", "not_checked") or not (version.year or version.which == "old"):
        return judgement
    is_gone = ended(rule, day) or any(r.id != rule.id for r in laws.repealing(rule.title.zh, day))
    is_earlier = version.which == "old" or any(v.earliest.year > (version.year or 0) for v in versions(rule)[-1:])
    if not (is_gone or (is_earlier and judgement.status == "not_checked")):
        return judgement
    note = _WORDS["old_text" if judgement.status == "ok" else "old_law_declared"]
    return replace(judgement, status="old_law_declared", checked="", note=note)


def _repealed(title: str, later: Regulation) -> Bilingual:
    words = _WORDS["repealed_in_part" if is_division(later.title.zh) else "repealed"]
    return notes.note(words, id=later.id, title=title, day=first(later.force.from_), later=later.title.zh)
