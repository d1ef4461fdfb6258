"""A session of Apache Spark, here or on a cluster, that takes queries as a connection of DuckDB does."""

import contextlib
import os
import re
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from guiju.files.finding import Misuse, one_line
from guiju.files.secret import censored, without_secrets

_JAVA = "Java 17 or later, which Spark runs on"
_MASTER = r"local(\[(\d+|\*)\])?|(spark|k8s|mesos)://\S+|yarn"
_CELLS = (
    (r"(Malformed CSV record|record parsing): .*", r"\1"),
    (r"The value '.*' of the type", "A value of the type"),
    (r"Unrecognized token '.*?'", "Unrecognized token"),
)
"""How Spark shows what a row holds, and what is shown instead."""
_QUOTED = 4_000
"""Characters of an error that are looked at: it may quote a row of any length."""
_QUIET = Path(__file__).with_name("log4j2.properties")


@dataclass(frozen=True)
class QueryResult:
    """The answer to a query, as a connection of DuckDB gives one."""

    rows: Sequence[Sequence[Any]]

    def fetchall(self) -> Sequence[Sequence[Any]]:
        return self.rows

    def fetchone(self) -> Sequence[Any]:
        """The first row, of which there must be one."""
        return self.rows[0]


class SparkConnection:
    """A session of Spark that takes queries as a connection of DuckDB does, has a progress, and can be interrupted."""

    def __init__(self, session: Any) -> None:
        self.session = session

    def execute(self, query: str) -> QueryResult:
        return QueryResult(self.session.sql(query).collect())

    def stream(self, query: str) -> Iterator[Sequence[Any]]:
        """The answer row by row, so that it need not fit into memory."""
        yield from self.session.sql(query).toLocalIterator()

    def query_progress(self) -> float:
        """How much of the tasks that are known is done, 0 to 100; below 0 before any is."""
        tracker = self.session.sparkContext.statusTracker()
        stages = [tracker.getStageInfo(stage) for stage in tracker.getActiveStageIds()]
        tasks = sum(stage.numTasks for stage in stages if stage)
        return 100 * sum(stage.numCompletedTasks for stage in stages if stage) / tasks if tasks else -1

    def interrupt(self) -> None:
        self.session.sparkContext.cancelAllJobs()


@contextlib.contextmanager
def session(master: str | None) -> Iterator[SparkConnection]:
    """A session at the master (None: all processors of this machine), closed at the end.

    Misuse where Spark or Java is not there, or the master does not answer.
    """
    master = master or "local[*]"
    if not re.fullmatch(_MASTER, master):
        named, remedy = one_line(without_secrets(master), 80), "write local[2], spark://HOST:PORT, k8s://… or yarn"
        raise Misuse(f"--master {named}: invalid Spark master; {remedy}")
    try:
        from pyspark.sql import SparkSession
    except ImportError:
        raise Misuse("--engine spark needs PySpark: pip install 'guiju[spark]'") from None
    java = Path(os.environ["JAVA_HOME"], "bin", "java") if os.environ.get("JAVA_HOME") else Path("java")
    if shutil.which(java) is None:
        raise Misuse(f"--engine spark: {java} not found; install {_JAVA}, or set JAVA_HOME to it")
    with TemporaryDirectory(prefix="guiju-") as folder:
        builder = SparkSession.builder.master(master).appName("guiju")
        for name, value in _configuration(master, folder).items():
            builder = builder.config(name, value)
        try:
            with _no_streams():
                opened = builder.getOrCreate()
        except Exception as error:  # what the gateway to Java throws has no class of its own in PySpark
            why = censored(reason(error), [master])
            remedy = f"check address, network and {_JAVA}"
            raise Misuse(f"--master {without_secrets(master)}: cannot be reached ({why}); {remedy}") from None
        try:
            yield SparkConnection(opened)
        finally:
            opened.stop()


def _configuration(master: str, folder: str) -> dict[str, str]:
    settings = {
        "spark.sql.session.timeZone": "Asia/Shanghai",
        # A time without an offset is one, and what does not fit ends the scan instead of becoming NULL.
        "spark.sql.timestampType": "TIMESTAMP_NTZ",
        "spark.sql.ansi.enabled": "true",
        "spark.sql.sources.partitionColumnTypeInference.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
        "spark.driver.extraJavaOptions": f"-Dlog4j2.configurationFile={_QUIET.as_uri()}",
    }
    if master.startswith("local"):
        settings |= {
            "spark.ui.enabled": "false",
            "spark.driver.bindAddress": "127.0.0.1",
            "spark.driver.host": "127.0.0.1",
            "spark.local.dir": folder,
            "spark.sql.warehouse.dir": f"{folder}/warehouse",
            "spark.sql.shuffle.partitions": str(2 * (os.cpu_count() or 1)),
        }
    return settings


@contextlib.contextmanager
def _no_streams() -> Iterator[None]:
    """Messages of Java while it starts go nowhere."""
    kept, nowhere = os.dup(2), os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, 2)
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)
        os.close(nowhere)


def reason(error: Exception) -> str:
    """The error in one line, without the trace of Java and the row that it went wrong at, which may name a person."""
    lines = [
        line.strip(" :\t") for line in str(error).splitlines() if line.strip() and not line.strip().startswith("at ")
    ]
    causes = [line.removeprefix("Caused by: ") for line in lines if line.startswith("Caused by: ")]
    others = [line for line in lines if not line.startswith("An error occurred while calling")]
    line = [*causes[-1:], *others, type(error).__name__][0][:_QUOTED]
    for cell, instead in _CELLS:
        line = re.sub(cell, instead, line)
    return one_line(line, 200)
