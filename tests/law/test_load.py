"""What a command does not read changes nothing of what it says; the data version covers everything."""

import hashlib
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from guiju.assessment import Assessment, assess
from guiju.assessment.profile import profile
from guiju.files.finding import Unsound
from guiju.files.source import Document
from guiju.knowledge import corpus, load_for_verdicts
from guiju.law.load import VERDICT_KINDS, load
from guiju.model import Corpus
from guiju.reasoning.checklist import checklist
from guiju.writers import formats
from places import ROOT
from real_corpus import real
from unsound import defects_of

FACTS = {"facts": {"network_log_retention_policy": {"value": "P90D", "basis": "declared"}}}


def assessed(base: Corpus) -> Assessment:
    return assess(checklist(base, base.vocabulary.roles, date(2026, 11, 25)), profile(Document("p", FACTS)))


@cache
def both() -> tuple[Assessment, Assessment]:
    """One made without the files that no verdict rests on, and one made with them."""
    return assessed(load(ROOT, VERDICT_KINDS)), assessed(real())


@pytest.mark.parametrize("form", formats("assessment"))
def test_an_assessment_is_the_same_without_the_files_that_no_verdict_rests_on(form: str) -> None:
    without, whole = map(formats("assessment")[form], both())
    assert without == whole


def test_the_data_version_is_what_sha256sum_says_of_all_files(base: Path) -> None:
    files = sorted(f.relative_to(base).as_posix() for f in base.rglob("*.yaml"))
    lines = "".join(f"{hashlib.sha256((base / f).read_bytes()).hexdigest()}  {f}\n" for f in files)
    version = hashlib.sha256(lines.encode()).hexdigest()[:12]
    assert load(base).data_version == load(base, VERDICT_KINDS).data_version == version  # whatever is parsed


def test_a_defect_stops_the_commands_that_read_its_file(base: Path) -> None:
    (base / "regulations" / "glossary.yaml").write_text("terms: 1\n", "utf-8")
    assert load_for_verdicts(str(base)).glossary == ()
    for broken in (lambda: load_for_verdicts(str(base), cases=True), lambda: corpus(str(base))):
        with pytest.raises(Unsound) as unsound:
            broken()
        assert "glossary.yaml:1:8: schema" in str(unsound.value.findings[0])


def test_a_file_that_is_missing_or_misnamed_is_found_even_where_it_would_not_be_parsed(base: Path) -> None:
    (base / "regulations" / "glossary.yaml").rename(base / "regulations" / "glosary.yaml")
    assert [f.code for f in defects_of(load, base, VERDICT_KINDS)] == ["unknown-file"]
    (base / "regulations" / "vocabulary.yaml").unlink()
    assert [f.code for f in defects_of(load, base, VERDICT_KINDS)] == ["unknown-file", "missing-file"]


def test_articles_are_read_in_the_order_of_the_law(base: Path) -> None:
    folder = base / "regulations" / "rule-old" / "obligations"
    names = ("art_1000.yaml", "art_121.yaml", "art_120-10.yaml", "art_120-2.yaml", "art_120.yaml")
    for name in names:
        record = f"spans: [{{kind: scope, eId: art_1__para_1, quote: [{name}]}}]\n"
        (folder / name).write_text(record, "utf-8")
    spans = load(base).regulations["rule-old"].spans
    assert [span.quote[0] for span in spans[1:]] == [
        "art_120.yaml", "art_120-2.yaml", "art_120-10.yaml", "art_121.yaml", "art_1000.yaml",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "name", ["art_9.yaml", "art_0120.yaml", "art_000.yaml", "art_009-0.yaml", "art_009.yml", "../obligations.yaml"]
)
def test_a_file_that_is_not_named_after_its_article_is_told_the_name(name: str, base: Path) -> None:
    (base / "regulations" / "rule-old" / "obligations" / name).write_text("spans: []\n", "utf-8")
    (finding,) = defects_of(load, base)
    assert (finding.code, Path(finding.at.path).name) == ("unknown-file", Path(name).name)
    assert "name it obligations/art_009.yaml, or art_120-1.yaml for 第120条之一" in finding.message
