"""Programs with a mapping, each on tables as its source describes them: what their rows decide, and what stays open."""

from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any

import pytest
from adbc_driver_postgresql import dbapi

from case_tables import cases, each
from guiju.files.finding import Unsound
from guiju.model import Corpus
from guiju.reasoning.facts import by_entity
from guiju.tables.mapping import load_mapping
from guiju.tables.programs import Program, duties, load, programs
from kept_cache import main
from places import TESTS
from table_cases import in_sqlite
from table_samples import Captured, assess, assessed, line_of, refusal

pytest_plugins = ["table_servers"]

CASES = cases(__file__)
TABLES = TESTS / "tables" / "programs"
PROGRAMS = {program.id: program for program in programs()}
DISCOURSE, SYNAPSE = PROGRAMS["discourse"], PROGRAMS["synapse"]
STRICT = "max_members_per_group: {value: 2"
FACTS = """facts:
  offers_user_groups: {value: true, basis: declared}
  max_members_per_group: {value: 4, basis: declared}
  max_groups_joined_per_user: {value: 2, basis: declared}
  info_page_member_threshold: {value: 4, basis: declared}
  committed_complaint_days: {value: 15, basis: declared}
"""


def script(program: Program, rows: bool = True, views: bool = True) -> str:
    """The SQL that makes the tables of a program, its rows, and the views."""
    files = [TABLES / f"{program.id}.sql", *([TABLES / f"{program.id}_rows.sql"] if rows else [])]
    files += [program.folder / "views.sql"] if views else []
    return "".join(file.read_text("utf-8") for file in files)


def execute(address: str, sql: str) -> None:
    """Run a script as a whole, or not at all."""
    with dbapi.connect(address) as connection, connection.cursor() as cursor:
        cursor.executescript(sql)
        connection.commit()


def column_of(address: str, query: str) -> set[str]:
    with dbapi.connect(address) as connection, connection.cursor() as cursor:
        cursor.execute(query)
        return {value for (value,) in cursor.fetchall()}


@pytest.fixture
def empty_database(postgres_address: str) -> Iterator[str]:
    """The address of a database without a table."""
    with dbapi.connect(postgres_address, autocommit=True) as connection, connection.cursor() as cursor:
        cursor.execute("CREATE DATABASE program")
        yield postgres_address.rpartition("/")[0] + "/program"
        cursor.execute("DROP DATABASE program WITH (FORCE)")


@pytest.fixture
def discourse(empty_database: str) -> str:
    execute(empty_database, script(DISCOURSE))
    return f"{empty_database}#guiju."


@pytest.fixture
def synapse(tmp_path: Path) -> str:
    return f"{in_sqlite(tmp_path, script(SYNAPSE))}#"


@pytest.fixture
def synapse_in_postgres(empty_database: str) -> str:
    execute(empty_database, script(SYNAPSE))
    return f"{empty_database}#"


def options(program: Program, place: str, entities: Collection[str] = ()) -> list[str]:
    """Its views, or those of these entities, each with its mapping."""
    listed = []
    for entity, table in program.description.tables.items():
        if entities and entity not in entities:
            continue
        listed += ["--table", f"{entity}={place}{table.view}", "--mapping", str(program.folder / f"{entity}.yaml")]
    return listed


def report_on(
    program: Program, place: str, folder: Path, facts: str = FACTS, entities: Collection[str] = ()
) -> dict[str, Any]:
    given = [*options(program, place, entities), "--show-keys", "--role", "account-provider"]
    return assessed(folder, *given, facts=facts)


def table_of(report: dict[str, Any], duty: str, entity: str) -> Any:
    return next(table for table in line_of(report, duty)["tables"] if table["entity"] == entity)


def counts(report: dict[str, Any], duty: str, entity: str) -> dict[str, int]:
    told = table_of(report, duty, entity)["counts"].items()
    return {verdict: count for verdict, count in told if count and verdict != "total"}


def breached(report: dict[str, Any], duty: str, entity: str) -> list[str]:
    return [breach["key"] for breach in table_of(report, duty, entity)["breaches"]]


def test_the_rows_of_discourse_decide_what_they_record(discourse: str, tmp_path: Path) -> None:
    report = report_on(DISCOURSE, discourse, tmp_path)
    for case in CASES["discourse"]:
        seen = counts(report, case["duty"], case["entity"]), sorted(breached(report, case["duty"], case["entity"]))
        assert seen == (case["counts"], case["breached"]), case


@each(CASES["mended"])
def test_a_breach_that_is_mended_in_discourse_is_gone(
    mended: str, duty: str, entity: str, left: list[str], discourse: str, tmp_path: Path
) -> None:
    execute(discourse.partition("#")[0], mended)
    report = report_on(DISCOURSE, discourse, tmp_path, entities=[entity])
    assert sorted(breached(report, duty, entity)) == left


def test_in_discourse_the_groups_that_somebody_founded_are_counted_only_where_no_channel_hides_its_founder(
    discourse: str, tmp_path: Path
) -> None:
    facts = FACTS.replace("max_groups_joined_per_user: {value: 2", "max_groups_founded_per_user: {value: 0")
    report = report_on(DISCOURSE, discourse, tmp_path, facts)
    assert counts(report, "set-upper-limits", "account") == {"undetermined": 10}
    execute(discourse.partition("#")[0], "UPDATE chat_channels SET deleted_at = now()")
    report = report_on(DISCOURSE, discourse, tmp_path, facts)
    assert counts(report, "set-upper-limits", "account") == {"undetermined": 10}  # an own limit is no gap


@pytest.mark.parametrize("name", ["synapse", "synapse_in_postgres"])
def test_the_rows_of_synapse_decide_what_they_record(name: str, request: pytest.FixtureRequest, tmp_path: Path) -> None:
    """Every room has an id of its own."""
    place = request.getfixturevalue(name)
    report = report_on(SYNAPSE, place, tmp_path)
    assert counts(report, "set-group-code", "group") == {"met": 2}
    assert counts(report, "set-upper-limits", "group") == {"undetermined": 2}


@pytest.mark.parametrize("name", PROGRAMS)
def test_the_duties_of_which_rows_are_met_or_breached_are_those_that_a_program_is_said_to_decide(
    name: str, request: pytest.FixtureRequest, tmp_path: Path, corpus: Corpus
) -> None:
    program, place = PROGRAMS[name], request.getfixturevalue(name)
    decided = {duty.rule.global_id(duty.obligation) for duty in duties(corpus, program) if duty.is_decided}
    report = report_on(program, place, tmp_path, FACTS.replace("max_members_per_group: {value: 4", STRICT))
    shown = {
        line["obligation"]
        for line in report["lines"]
        for table in line.get("tables", ())
        if table["counts"]["met"] + table["counts"]["breached"]
    }
    assert shown == decided


def test_a_view_without_rows_is_refused_since_it_would_decide_nothing(
    empty_database: str, tmp_path: Path, capsys: Captured
) -> None:
    execute(empty_database, script(DISCOURSE, rows=False))
    line = refusal(capsys, tmp_path, *options(DISCOURSE, f"{empty_database}#guiju."), facts=FACTS)
    assert line.endswith("#guiju.groups: has no rows; leave the table out, and its duties are undetermined")


@each(PROGRAMS)
def test_a_description_says_of_each_fact_of_the_mappings_where_it_comes_from(program: Program, corpus: Corpus) -> None:
    known, description = by_entity(corpus.vocabulary.facts), program.description
    for entity, table in description.tables.items():
        mapping = load_mapping(program.folder / f"{entity}.yaml", corpus)
        assert (mapping.entity, list(table.facts)) == (entity, list(mapping.facts))
        assert table.missing.keys() <= known[entity].keys() - mapping.facts.keys()
    assert description.supply.keys() <= known["service"].keys()
    assert {*description.tables, *description.without, "service", "conduct"} == {
        entity.id for entity in corpus.vocabulary.entities
    }


@each(PROGRAMS)
def test_the_columns_that_a_description_names_are_read_by_the_views_and_the_tables_have_no_others(
    program: Program, empty_database: str
) -> None:
    execute(empty_database, script(program, rows=False))
    used = "SELECT DISTINCT table_name || '.' || column_name FROM information_schema.view_column_usage"
    views = "SELECT table_name FROM information_schema.views"
    read = column_of(empty_database, f"{used} WHERE table_schema = 'public' AND table_name NOT IN ({views})")
    named = {
        column
        for table in program.description.tables.values()
        for fact in table.facts.values()
        for column in fact.columns
    }
    assert named <= read
    there = "SELECT DISTINCT table_name FROM information_schema.tables WHERE table_type = 'BASE TABLE'"
    tables = column_of(empty_database, f"{there} AND table_schema = 'public'")
    bounds = {bound.table for bound in program.description.schema}
    assert tables == {column.partition(".")[0] for column in read} | bounds


def test_whoever_may_read_the_views_alone_may_assess_and_others_are_told_so(
    discourse: str, tmp_path: Path, capsys: Captured
) -> None:
    address = discourse.partition("#")[0]
    reader = address.replace("guiju:kept-to-itself@", "reader:secret-of-reader@")
    execute(address, "CREATE ROLE reader LOGIN PASSWORD 'secret-of-reader'")
    try:
        place = f"{reader}#guiju."
        line = refusal(capsys, tmp_path, *options(DISCOURSE, place), facts=FACTS)
        assert "permission denied for schema guiju" in line and "check address, table and rights" in line
        assert "secret-of-reader" not in line
        execute(address, "GRANT USAGE ON SCHEMA guiju TO reader")
        execute(address, "GRANT SELECT ON ALL TABLES IN SCHEMA guiju TO reader")
        assert assess(tmp_path, *options(DISCOURSE, place), facts=FACTS) == 1
    finally:
        execute(address, "DROP OWNED BY reader CASCADE; DROP ROLE reader")


def test_in_a_version_of_discourse_without_a_column_the_server_names_it(empty_database: str) -> None:
    older = (TABLES / "discourse.sql").read_text("utf-8").replace("silenced_till timestamp", "blocked boolean")
    execute(empty_database, older)
    with pytest.raises(dbapi.Error, match=r"column account\.silenced_till does not exist"):
        execute(empty_database, (DISCOURSE.folder / "views.sql").read_text("utf-8"))


def test_a_program_is_a_folder_and_a_defect_in_it_has_a_place(tmp_path: Path) -> None:
    for file in SYNAPSE.folder.iterdir():
        (tmp_path / file.name).write_bytes(file.read_bytes())
    assert load(tmp_path).description == SYNAPSE.description
    text = (tmp_path / "program.yaml").read_text("utf-8")
    (tmp_path / "program.yaml").write_text(text.replace("summary:", "sumary:"), "utf-8")
    with pytest.raises(Unsound) as refused:
        load(tmp_path)
    assert "program.yaml:3:1" in "\n".join(map(str, refused.value.findings))


def test_a_proposal_finds_the_columns_that_a_mapping_has(tmp_path: Path, capsys: Captured) -> None:
    place = f"{in_sqlite(tmp_path, script(SYNAPSE))}#guiju_groups"
    assert main(["mapping", "--entity", "group", "--from", place, "--lang", "en"]) == 0
    proposed = capsys.readouterr().out
    assert 'founder_account_id: {column: "creator"}' in proposed
    assert 'member_count: {column: "joined_members"}' in proposed


def of_one_command(program: Program, database: str, folder: Path) -> dict[str, Any]:
    given = ["--program", f"{program.id}={database}", "--show-keys", "--role", "account-provider"]
    return assessed(folder, *given, facts=FACTS)


@pytest.mark.parametrize("name", PROGRAMS)
def test_one_command_reads_a_database_without_views_as_it_reads_the_views(
    name: str, empty_database: str, tmp_path: Path
) -> None:
    program = PROGRAMS[name]
    execute(empty_database, script(program, views=False))
    one = of_one_command(program, empty_database, tmp_path)
    listed = "SELECT table_schema || '.' || table_name FROM information_schema.views WHERE table_schema = 'public'"
    assert column_of(empty_database, listed) == set()
    execute(empty_database, (program.folder / "views.sql").read_text("utf-8"))
    place = f"{empty_database}#{program.description.place.rpartition('#')[2]}"
    assert one["lines"] == report_on(program, place, tmp_path)["lines"]
    assert {table["entity"] for table in one["tables"]} == {*program.description.tables}


def test_one_command_reads_a_file_of_synapse_and_writes_nothing_into_it(tmp_path: Path, synapse: str) -> None:
    (tmp_path / "bare").mkdir()
    database = in_sqlite(tmp_path / "bare", script(SYNAPSE, views=False))
    before = database.read_bytes()
    assert of_one_command(SYNAPSE, str(database), tmp_path)["lines"] == report_on(SYNAPSE, synapse, tmp_path)["lines"]
    assert database.read_bytes() == before


def test_a_table_of_a_program_that_nobody_has_used_is_left_out_and_said_to_be(tmp_path: Path, capsys: Captured) -> None:
    database = in_sqlite(
        tmp_path, script(SYNAPSE, views=False) + "DELETE FROM event_reports; DELETE FROM user_reports;"
    )
    report = of_one_command(SYNAPSE, str(database), tmp_path)
    assert {table["entity"] for table in report["tables"]} == {"group", "account"}
    assert "#guiju_complaints: has no rows, so it was left out" in capsys.readouterr().err


@each(CASES["refused programs"])
def test_a_program_that_cannot_be_read_is_refused_in_one_line(
    given: str, says: str, tmp_path: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    in_sqlite(tmp_path, script(SYNAPSE, rows=False, views=False))
    assert says in refusal(capsys, tmp_path, "--program", given)


@each(CASES["other versions"])
def test_a_database_of_a_version_that_the_views_do_not_fit_is_refused(
    change: str, says: str, tmp_path: Path, capsys: Captured
) -> None:
    database = in_sqlite(tmp_path, script(SYNAPSE, views=False) + change)
    assert says in refusal(capsys, tmp_path, "--program", f"synapse={database}")
