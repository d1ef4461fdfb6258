"""A sample of tables for the tests of scans and queries, made once, with what is planted in it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path

import pyarrow.parquet as pq
import pytest
import yaml
from adbc_driver_postgresql import dbapi

from guiju.assessment.scanned import ScanResults
from guiju.model import Corpus
from guiju.reasoning.standing import standing_of
from guiju.tables.duckdb_engine import scan_in_duckdb
from guiju.tables.question import Keys, Question
from guiju.tables.sample import rows
from guiju.tables.sources import TableSource, parse
from kept_cache import main
from real_corpus import real
from table_samples import run

AS_OF = date(2026, 11, 25)
ROWS = 4_000
SAMPLED, _ = rows.sampled(real())
ENTITIES = list(SAMPLED)


def current(name: str) -> bool:
    """Whether no later rule displaces the duty on the day: only then it is in a query or among findings."""
    found = real().obligation(name)
    assert found is not None
    return not standing_of(*found, AS_OF).displaced


@dataclass(frozen=True)
class Sample:
    folder: Path

    @cached_property
    def breached(self) -> Mapping[str, list[str]]:
        """The keys that break each duty, as the answer key has them."""
        key: Mapping[str, list[str]] = json.loads((self.folder / "answers.json").read_text("utf-8"))["breached"]
        return key

    def sources(self) -> list[TableSource]:
        return [parse(f"{file.stem}={file}", ENTITIES) for file in self.folder.glob("*.parquet")]

    def question(self, corpus: Corpus) -> Question:
        service = yaml.safe_load((self.folder / "profile.yaml").read_text("utf-8"))["facts"]
        return Question(corpus, service, AS_OF, None, 10_000, Keys(plain=True))

    def scanned(self, corpus: Corpus, *findings: Path) -> ScanResults:
        return scan_in_duckdb(self.sources(), {}, self.question(corpus), run, *findings)[0]


def made(folder: Path, *arguments: str) -> Sample:
    assert main(["sample-data", "-o", str(folder), *arguments]) == 0
    return Sample(folder)


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Sample:
    return made(tmp_path_factory.mktemp("made") / "sample", "--rows", str(ROWS), "--seed", "20171008")


@pytest.fixture(scope="module")
def loaded_address(postgres_address: str, sample: Sample) -> str:
    """The database with the tables of the sample in it."""
    with dbapi.connect(postgres_address) as connection, connection.cursor() as cursor:
        for entity in ENTITIES:
            cursor.adbc_ingest(entity, pq.read_table(sample.folder / f"{entity}.parquet"), mode="replace")
        connection.commit()
    return postgres_address


@pytest.fixture(scope="module")
def duckdb_results(sample: Sample, corpus: Corpus) -> ScanResults:
    return sample.scanned(corpus)
