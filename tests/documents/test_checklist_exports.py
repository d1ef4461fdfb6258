"""Every export of a checklist is found by its name, holds every line, says what it is, and gives the same bytes."""

import io
import json
import re
import zipfile
from dataclasses import replace
from datetime import date
from functools import cache

import pytest

from checklist_files import EXPORT, RENDERS, as_text, render
from checklist_samples import AS_OF, ROOT, corpus, everyone, sample
from guiju import writers
from guiju.model import Lang
from guiju.reasoning.checklist import checklist
from guiju.reasoning.standing import standing
from guiju.wording.labels import NO_PENALTY, NOT_LEGAL_ADVICE, UNOFFICIAL


@cache
def seen(name: str, lang: Lang = "zh", as_of: date = AS_OF) -> str:
    """What a reader of the sample sees."""
    return as_text(name, render(name, sample(lang, as_of=as_of)))


@pytest.mark.parametrize("name", RENDERS)
def test_a_format_has_a_manual_page(name: str) -> None:
    first, blank, *rest = writers.manual(name).strip().splitlines()
    assert first.endswith(".") and blank == "" and rest


@pytest.mark.parametrize("name", RENDERS)
def test_every_format_says_its_day_its_data_and_that_it_is_no_legal_advice(name: str, lang: Lang) -> None:
    for told in (AS_OF.isoformat(), sample().corpus.data_version, NOT_LEGAL_ADVICE[lang]):
        assert told in seen(name, lang)
    assert (UNOFFICIAL.en in seen(name, lang)) == (lang == "en" and name != "csv")


@pytest.mark.parametrize("name", RENDERS)
def test_every_format_holds_every_line_with_all_it_says(name: str, lang: Lang) -> None:
    subject = sample(lang)
    assert {line.obligation.modality for line in subject.lines} == {"obligation", "prohibition", "power"}
    for line in subject.lines:
        obligation = line.obligation
        told = [line.id, obligation.title[lang], obligation.summary[lang], *obligation.quote]
        told += [text[lang] for text in (*obligation.review, *obligation.evidence)]
        told += [word.weigh[lang] for word in obligation.open_words]
        if line.standing.displaced and obligation.displaced_by is not None:
            told.append(obligation.displaced_by.note[lang])
        for text in told:
            assert text in seen(name, lang), f"{line.id}: {text}"
    assert NO_PENALTY[lang].lower() in seen(name, lang).lower()


@pytest.mark.parametrize("name", [name for name in RENDERS if name != "csv"])  # rows of lines have no cover
def test_the_state_of_a_rule_is_said_once_and_not_on_every_line(name: str, lang: Lang) -> None:
    subject = sample(lang)
    words = [standing(rule, AS_OF).words[lang] for rule in subject.regulations]
    for rule in {line.regulation.id: line.regulation for line in subject.lines}.values():
        told = standing(rule, AS_OF).words[lang]
        assert seen(name, lang).count(told) == words.count(told)


@pytest.mark.parametrize("name", RENDERS)
def test_a_rule_that_does_not_apply_is_named_with_its_standing_and_has_no_line(name: str) -> None:
    before_any, before_some = (date(year, 1, 1) for year in (2000, 2016))
    assert sample(as_of=before_any).lines == () and seen(name, as_of=before_any)
    assert [rule.id for rule, _ in sample(as_of=before_some).skipped] == ["rule-new", "rule-part"]
    told = seen(name, as_of=before_some)
    assert "rule-old#keep-logs" in told and "rule-new#keep-records" not in told
    if name != "csv":  # rows of lines have no room for what is not there
        assert "尚未施行" in told and "新规定" in told


@pytest.mark.parametrize("name", RENDERS)
def test_displacement_is_silent_before_the_later_rule_comes_into_force(name: str) -> None:
    before, after = (seen(name, as_of=day) for day in (date(2025, 7, 31), date(2025, 8, 1)))
    notes = [o.displaced_by.note.zh for o in corpus().regulations["rule-old"].obligations if o.displaced_by]
    assert notes and all(note in after and note not in before for note in notes)


@pytest.mark.parametrize("name", [name for name in RENDERS if name != "json"])
def test_a_penalty_is_cited_with_its_number_and_how_sure_it_is(name: str) -> None:
    assert "其他法律有直接罚则：某法第五十九条 日志罚则（仅凭记忆，未核实）" in seen(name)
    assert "A Law art. 59 log penalty (from memory only, unverified)" in seen(name, "en")


@pytest.mark.parametrize(("falls_on", "named"), [((), True), (("provider",), True), (("user",), False)])
@pytest.mark.parametrize("name", RENDERS)
def test_a_penalty_that_falls_on_others_is_not_named(name: str, falls_on: tuple[str, ...], named: bool) -> None:
    base, rules = corpus(), dict(corpus().regulations)
    law = rules["rule-law"]
    rules["rule-law"] = replace(law, provisions=tuple(replace(p, falls_on=falls_on) for p in law.provisions))
    fell = replace(base, regulations=rules)
    providers = [role for role in fell.vocabulary.roles if role.parties == ("provider",)]
    made = as_text(name, render(name, checklist(fell, providers, AS_OF, "zh")))
    assert ("rule-law#log-penalty" in made if name == "json" else "日志罚则" in made) is named


@pytest.mark.parametrize("name", ["docx", "xlsx"])
def test_an_archive_holds_no_clock_but_the_day_of_the_checklist(name: str) -> None:
    archive = zipfile.ZipFile(io.BytesIO(render(name, sample())))
    assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    core = archive.read("docProps/core.xml").decode()
    assert set(re.findall(r"\d{4}-\d\d-\d\d", core)) == {AS_OF.isoformat()}


@pytest.mark.parametrize("role", [role.id for role in corpus(ROOT).vocabulary.roles])
def test_the_real_data_comes_out_in_every_format_for_every_role(role: str, lang: Lang) -> None:
    base = corpus(ROOT)
    roles = [entry for entry in base.vocabulary.roles if entry.id == role]
    subject = checklist(base, roles, date(2026, 11, 25), lang)
    wanted = {text for line in subject.lines for text in (line.id, line.obligation.title[lang])}
    assert wanted
    for name in RENDERS:
        told = as_text(name, render(name, subject))
        assert [text for text in wanted if text not in told] == [], name
    answer = json.loads(render("json", subject))
    assert [e.message for e in EXPORT.iter_errors(answer)] == []


def test_every_obligation_of_the_real_data_is_in_a_checklist_of_everyone() -> None:
    base = corpus(ROOT)
    subject = checklist(base, [everyone(base)], date(2026, 11, 25))
    assert {line.id for line in subject.lines} == {r.global_id(o) for r in base.with_articles() for o in r.obligations}
