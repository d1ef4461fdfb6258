"""A table of SQLite or PostgreSQL, read in Arrow batches into the scan's own engine: only the columns asked for, once, read-only.

PostgreSQL is read through ADBC. SQLite, where each cell has a type of its own, is read as text, which the mapping then converts or refuses.
"""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Generator, Iterator, Sequence
from typing import Any
from urllib.parse import parse_qsl, quote, unquote, urlsplit

from guiju.finding import Misuse, one_line
from guiju.tables.sources import Source

_WAIT_SECONDS = 10
_BATCH_ROWS = 50_000


def types(connection: Any, source: Source) -> dict[str, str]:
    """The columns of the table with the types that their batches have in the engine."""
    with _batches(source, "*", " LIMIT 0") as batches:
        connection.register("no_rows", batches)
        found = connection.execute("DESCRIBE SELECT * FROM no_rows").fetchall()
        connection.unregister("no_rows")
    return {name: kind for name, kind, *_ in found}


def fetch(connection: Any, source: Source, columns: Sequence[str], into: str) -> None:
    """Copy these columns into a temporary table of the engine; what does not fit in memory is written aside."""
    listed = ", ".join(_quoted(column) for column in columns)
    with _batches(source, listed) as batches:
        connection.register("batches", batches)
        try:
            connection.execute(f"CREATE TEMP TABLE {_quoted(into)} AS SELECT * FROM batches")
        except Exception as error:
            raise _unreadable(source, error) from None
        finally:
            connection.unregister("batches")


@contextlib.contextmanager
def _batches(source: Source, columns: str, ending: str = "") -> Iterator[Any]:
    """Columns of the table, quoted, as a stream of Arrow batches."""
    table = ".".join(_quoted(part) for part in (source.table or "").split("."))
    asked = f"SELECT {columns} FROM {table}{ending}"
    read = _from_postgres if source.format == "postgres" else _from_sqlite
    try:
        import pyarrow  # noqa: F401  # asked for here, so that what is missing is said before anything is opened

        opened = read(source, asked)
        batches = next(opened)
    except ImportError:
        raise Misuse(f"{source.shown}: databases need more packages: pip install 'guiju[tables]'") from None
    except Exception as error:
        raise _unreadable(source, error) from None
    try:
        yield batches
    finally:
        opened.close()


def _from_postgres(source: Source, asked: str) -> Generator[Any, None, None]:
    from adbc_driver_postgresql import dbapi

    address = source.address or ""
    if "connect_timeout" not in address:
        address += ("&" if urlsplit(address).query else "?") + f"connect_timeout={_WAIT_SECONDS}"
    with dbapi.connect(address) as connection, connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION READ ONLY")
        cursor.execute(asked)
        yield cursor.fetch_record_batch()


def _from_sqlite(source: Source, asked: str) -> Generator[Any, None, None]:
    import pyarrow

    with contextlib.closing(
        sqlite3.connect(f"file:{quote(str(source.files[0]))}?mode=ro", uri=True, check_same_thread=False)
    ) as connection:
        connection.text_factory = lambda data: data.decode("utf-8", "replace")
        cursor = connection.execute(asked)
        schema = pyarrow.schema([(name, pyarrow.string()) for name, *_ in cursor.description])

        def batches() -> Iterator[Any]:
            while rows := cursor.fetchmany(_BATCH_ROWS):
                texts = [[None if cell is None else str(cell) for cell in column] for column in zip(*rows, strict=True)]
                yield pyarrow.record_batch([pyarrow.array(t, pyarrow.string()) for t in texts], schema=schema)

        yield pyarrow.RecordBatchReader.from_batches(schema, batches())


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _unreadable(source: Source, error: Exception) -> Misuse:
    """What the database said, in one line and without the password."""
    said = str(error)
    parts = urlsplit(source.address or "")
    asked = [value for name, value in parse_qsl(parts.query) if "pass" in name.lower()]
    for secret in filter(None, (source.address, parts.password, unquote(parts.password or ""), *asked)):
        said = said.replace(secret, "***")
    return Misuse(f"{source.shown}: cannot be read ({one_line(said.strip(), 160)}); check address, table and rights")
