"""A proposed mapping fits its own schema, whatever the columns; or says which column cannot be mapped and why."""

from pathlib import Path

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from guiju.files import source as yaml
from guiju.files.finding import Misuse
from guiju.model import LANGUAGES, Corpus
from guiju.tables.duckdb_engine import proposed
from guiju.tables.mapping import load_mapping
from guiju.tables.sources import parse
from kept_cache import main
from table_samples import Captured, stored

FACTS = ("group_id", "member_count", "founded_at", "group_code", "posting_enabled", "join_verification", "category")
HOSTILE = (
    *("\n", "\t", "\x1b[31m", "\x85", "\u2028", "\u202e", "\u200b", "\ufeff", "\x7f"),
    *("'", '"', "\\", ": ", " #", "{", "*", "名", "😀", "é"),
)
names = st.one_of(
    st.sampled_from(FACTS),
    st.builds(
        "{}{}{}".format, st.sampled_from(FACTS), st.sampled_from(HOSTILE), st.sampled_from(("", "id", "x" * 250))
    ),
    st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0"), min_size=1, max_size=300),
)
cells = st.one_of(
    st.none(),
    st.text(st.characters(exclude_categories=("Cs",)), max_size=40),
    st.sampled_from(("1", "yes", "x" * 2000, "<<", "- a", *HOSTILE)),
)


def proposal_of(file: Path, corpus: Corpus, columns: dict[str, list[str | None]], lang: str = "en") -> str:
    stored(file, {name: pa.array(held, pa.string()) for name, held in columns.items()})
    return proposed(parse(f"group={file}", ["group"]), corpus, lang)


@given(
    columns=st.dictionaries(names, st.lists(cells, min_size=3, max_size=3), min_size=1, max_size=8),
    lang=st.sampled_from(LANGUAGES),
)
def test_what_is_proposed_is_accepted(
    columns: dict[str, list[str | None]], lang: str, corpus: Corpus, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("proposal")
    try:
        text = proposal_of(folder / "t.parquet", corpus, columns, lang)
    except Misuse as misuse:
        assert "\n" not in str(misuse) and ("cannot be mapped" in str(misuse) or "have the same name" in str(misuse))
        return
    (folder / "mapping.yaml").write_text(text, "utf-8")
    mapping = load_mapping(folder / "mapping.yaml", corpus)
    assert {mapping.key, *(said.column for said in mapping.facts.values())} <= columns.keys()


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("member\ncount", "# member\\ncount: has a control character such as a line break or a tab in its name"),
        ("member\tcount", "# member\\tcount: has a control character"),
        ("member\x1bcount", "# member\\x1bcount: has a control character"),
        ("m" * 256, f"# {'m' * 59}…: has a name of over 255 characters and cannot be mapped; shorten it"),
    ],
)
def test_a_column_that_cannot_be_mapped_is_named_with_why(tmp_path: Path, corpus: Corpus, name: str, why: str) -> None:
    text = proposal_of(tmp_path / "t.parquet", corpus, {"group_id": ["g1"], name: ["2"]})
    assert why in text
    yaml.parse(text.encode(), "m.yaml")


def test_a_table_of_which_nothing_can_be_mapped_is_one_line(tmp_path: Path, capsys: Captured) -> None:
    table = stored(tmp_path / "t.parquet", {"a\nb": ["1"], "c\td": ["2"]})
    assert main(["mapping", "--entity", "group", "--from", str(table)]) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert "no column can be mapped; 'a\\\\nb' has a control character" in line


def test_no_mapping_is_proposed_for_a_csv_without_a_header(tmp_path: Path, capsys: Captured) -> None:
    table = tmp_path / "groups.csv"
    table.write_text("Groups of 2026\n\ngroup_id,group_code\ng1,x\n", "utf-8")
    assert main(["mapping", "--entity", "group", "--from", str(table)]) == 2
    printed = capsys.readouterr()
    assert printed.out == "" and f"{table}: its first row is a single cell" in printed.err
