"""The pages of programs whose databases are mapped: made from descriptions and mappings, and their commands run."""

import json
import shlex
import sqlite3
from pathlib import Path
from xml.etree.ElementTree import Element

import pytest

import full_corpus
from guiju.cli import main
from guiju.model import Lang
from guiju.reasoning.facts import by_entity
from guiju.site import pages
from guiju.site.kinds import to
from guiju.tables.programs import Program, ProgramDuty, duties, programs
from markdown_pages import made_from, pages_of, read, words_of
from places import TESTS
from real_corpus import real
from table_samples import FACTS

PROGRAMS = pytest.mark.parametrize("program", programs(), ids=lambda program: program.id)


def page(lang: Lang, program: Program) -> Element:
    return read(lang, to.software(program.id))


def targets(element: Element) -> set[str]:
    return {link.get("href", "") for link in element.iter("a")}


def section(element: Element, name: str) -> list[Element]:
    """What follows a heading up to the next one of its rank."""
    (body,) = element.iter("body")
    start = next(place for place, child in enumerate(body) if child.get("id") == name)
    end = next((p for p, child in enumerate(body[start + 1 :], start + 1) if child.tag == "h2"), len(body))
    return body[start:end]


@PROGRAMS
def test_a_page_shows_each_fact_of_the_mappings_with_its_columns(program: Program, lang: Lang) -> None:
    known = by_entity(real().vocabulary.facts)
    said = "".join(map(words_of, section(page(lang, program), "records")))
    for entity, mapping in program.mappings.items():
        for fact in mapping.facts:
            assert known[entity][fact].question[lang] in said
            for column in program.description.tables[entity].facts[fact].columns:
                assert column in said


@PROGRAMS
def test_the_duties_under_what_it_decides_are_those_that_are_worked_out_and_all_others_wait_below(
    program: Program, lang: Lang
) -> None:
    read_by_rows = list(duties(real(), program))
    shown = {name: set().union(*map(targets, section(page(lang, program), name))) for name in ("decides", "cannot")}

    def address(duty: ProgramDuty) -> str:
        return "../" + to.obligations(duty.rule, duty.obligation)

    decided = {address(duty) for duty in read_by_rows if duty.is_decided}
    assert {target for target in shown["decides"] if not target.startswith("#")} == decided and decided
    assert {address(duty) for duty in read_by_rows} - decided <= shown["cannot"]


@PROGRAMS
def test_a_page_says_on_which_version_it_rests_and_why_facts_are_missing(program: Program, lang: Lang) -> None:
    said = words_of(page(lang, program))
    assert program.description.version[lang] in said and program.description.reading[lang] in said
    reasons = [why[lang] for table in program.description.tables.values() for why in table.missing.values()]
    reasons += [why[lang] for why in program.description.without.values()]
    assert [why for why in reasons if why not in said] == []


def test_the_files_to_download_are_those_of_the_programs() -> None:
    offered = dict(pages.each_file(made_from()))
    for program in programs():
        for file in program.files():
            assert offered[to.software(program.id, file.name)] == file.read_bytes()


def test_the_commands_of_the_page_of_synapse_run_as_they_are_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (synapse,) = (program for program in programs() if program.id == "synapse")
    blocks = [words_of(block) for block in page("en", synapse).iter("pre")]
    for file in synapse.files():
        (tmp_path / file.name).write_bytes(file.read_bytes())
    monkeypatch.chdir(tmp_path)
    questions = next(block for block in blocks if block.startswith("guiju questions"))
    assert main(shlex.split(questions)[1:]) == 0
    Path("profile.yaml").write_text(FACTS, "utf-8")
    tables = "".join((TESTS / "tables" / "programs" / f"synapse{end}.sql").read_text("utf-8") for end in ("", "_rows"))
    at_once, with_views = (shlex.split(b.replace("\\\n", " "))[1:] for b in blocks if b.startswith("guiju assess"))
    with sqlite3.connect("homeserver.db") as connection:
        connection.executescript(tables)
        assert main(at_once) == 0
        shown = capsys.readouterr().out
        assert "homeserver.db#guiju_groups" in shown
        assert ["sqlite3", "homeserver.db", "<views.sql"] in [block.split() for block in blocks]
        connection.executescript(Path("views.sql").read_text("utf-8"))
        assert main(with_views) == 0
        capsys.readouterr()
        reports = []
        for command in (at_once, with_views):
            main([*command, "--format", "json"])
            reports.append(json.loads(capsys.readouterr().out)["receipt"]["verdicts"])
        assert reports[0] == reports[1] != []
        connection.executescript(shlex.split(blocks[-1])[-1])
        assert connection.execute("SELECT count(*) FROM sqlite_master WHERE type = 'view'").fetchone() == (0,)
    connection.close()


def test_a_base_whose_duties_read_no_row_of_a_program_has_no_page_of_it(lang: Lang) -> None:
    made = pages_of(full_corpus.corpus("x"), lang)
    assert to.software() in made
    assert [program.id for program in programs() if to.software(program.id) in made] == []
