"""The front of a checklist says first what matters, and nothing twice."""

from datetime import date
from pathlib import Path

import pytest

from guiju.documents.content.cover import notices, rules
from guiju.model import Lang
from guiju.reasoning.checklist import Checklist, checklist
from kept_cache import main
from real_corpus import real

Captured = pytest.CaptureFixture[str]
CORPUS = real()
DAY = date(2026, 1, 1)


def made(role: str, day: date = DAY, lang: Lang = "en") -> Checklist:
    return checklist(CORPUS, [entry for entry in CORPUS.vocabulary.roles if entry.id == role], day, lang)


def test_an_empty_checklist_says_so_first(lang: Lang) -> None:
    first, *others = notices(made("group-owner", date(2016, 6, 1), lang))
    assert {"zh": "2016年6月1日", "en": "On 1 June 2016"}[lang] in first[lang] and not others


def test_an_assessment_without_duties_says_so_in_the_terminal(tmp_path: Path, capsys: Captured) -> None:
    file = tmp_path / "p.yaml"
    file.write_text("facts: {}\n", encoding="utf-8")
    main(["assess", str(file), "--role", "group-owner", "--as-of", "2016-06-01", "--lang", "en"])
    assert capsys.readouterr().out.startswith("On 1 June 2016 the chosen rules have nothing")


def test_the_cover_names_the_status_of_rules_with_entries_only() -> None:
    titles = {rule.id: rule.title.en for rule in CORPUS.regulations.values()}
    assert [title for title, _ in rules(made("group-owner"))[0]] == [titles["cac-group-services-2017"]]


def test_an_index_that_lists_several_rules_is_explained_once(lang: Lang) -> None:
    listing = CORPUS.regulations["cac-account-names-2015"].force.listing
    assert listing is not None
    notes = [text for _, text in rules(made("account-provider", lang=lang))[0]]
    assert len(notes) == 2 and [listing.source[lang] in note for note in notes] == [True, False]


def test_show_says_of_a_displaced_duty_that_it_is_history(capsys: Captured) -> None:
    main(["show", "cac-account-names-2015#report-impersonation", "--lang", "en", "--as-of", "2026-01-01"])
    assert "historical: displaced by a later rule, not counted; changed in the 2022 rule" in capsys.readouterr().out
    main(["show", "cac-account-names-2015#report-impersonation", "--lang", "en", "--as-of", "2021-06-01"])
    assert "historical" not in capsys.readouterr().out
