"""A table of SQLite or PostgreSQL, read in Arrow batches into DuckDB: only the columns asked for, once, read-only.

PostgreSQL is read through ADBC. SQLite, whose cells each have a type, is read as text, for the mapping to convert.
"""

import contextlib
import sqlite3
from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote, urlsplit

from guiju.files.finding import Misuse, one_line
from guiju.files.secret import censored, secrets_of
from guiju.predicates.dialects import DUCKDB
from guiju.tables import headers
from guiju.tables.sources import TableSource, quoted_name

_WAIT_SECONDS = 10
_BATCH_ROWS, _FEW_ROWS = 50_000, 50
_BATCH_BYTES = 32_000_000
"""Of texts that SQLite gives at once, which are held as rows and as columns."""
_REFUSED = {
    bytes: "a BLOB in row {:,}; store it as text or number, or map another column",
    float: "a real number in row {:,}, which cannot be every whole number; store keys as whole numbers or text",
}


@dataclass(frozen=True)
class _Stream:
    """Arrow batches, and the errors that ended them, which whoever reads the batches replaces by one of its own."""

    batches: Any
    errors: list[Misuse] = field(default_factory=list)


def types(connection: Any, source: TableSource) -> dict[str, str]:
    """The columns of the table with the types that their batches have in the engine."""
    with _opened(source, "*", " LIMIT 0") as stream:
        connection.register("no_rows", stream.batches)
        described = connection.execute("DESCRIBE SELECT * FROM no_rows").fetchall()
        connection.unregister("no_rows")
    headers.refuse_many(source.location, described)
    return {name: kind for name, kind, *_ in described}


def fetch(connection: Any, source: TableSource, columns: Sequence[str], into: str, key: str | None = None) -> None:
    """Copy these columns into a temporary table of the engine; what does not fit in memory is written aside.

    With the `key`, to be judged: a BLOB is Misuse, and a key that is a real number. Without it such a cell is empty.
    """
    listed = ", ".join(map(DUCKDB.identifier, columns))
    with _opened(source, listed, key=key) as stream:
        connection.register("batches", stream.batches)
        try:
            connection.execute(f"CREATE TEMP TABLE {DUCKDB.identifier(into)} AS SELECT * FROM batches")
        except Exception as error:
            if not stream.errors and type(error).__name__ == "OutOfMemoryException":
                raise  # it may be tried again with more
            raise (stream.errors or [_unreadable(source, error)])[0] from None
        finally:
            connection.unregister("batches")


def cell(source: TableSource, column: str) -> str | None:
    """The first cell of a column, as text; None for an empty one and for a table without rows."""
    with _opened(source, DUCKDB.identifier(column), " LIMIT 1") as stream:
        (cells,) = stream.batches.read_all().to_pydict().values()
    return str(cells[0]) if cells and cells[0] is not None else None


@contextlib.contextmanager
def _opened(source: TableSource, columns: str, ending: str = "", key: str | None = None) -> Iterator[_Stream]:
    """Columns of the table, quoted, as a stream of Arrow batches."""
    try:
        import pyarrow  # noqa: F401  # asked for here, so that a missing library is reported before anything is opened

        is_server = source.format == "postgres"
        opened = _postgres(source, columns, ending) if is_server else _sqlite(source, columns, ending, key)
        stream = next(opened)
    except ImportError:
        raise Misuse(f"{source.location}: databases need more packages: pip install 'guiju[tables]'") from None
    except Exception as error:
        raise _unreadable(source, error) from None
    try:
        yield stream
    finally:
        opened.close()


def _postgres(source: TableSource, columns: str, ending: str) -> Generator[_Stream, None, None]:
    from adbc_driver_postgresql import dbapi

    address = source.address or ""
    if "connect_timeout" not in address:
        address += ("&" if urlsplit(address).query else "?") + f"connect_timeout={_WAIT_SECONDS}"
    with dbapi.connect(address) as connection, connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION READ ONLY")
        cursor.execute(f"{source.views}SELECT {columns} FROM {quoted_name(source.table or '', DUCKDB)}{ending}")
        yield _Stream(cursor.fetch_record_batch())


def _sqlite(source: TableSource, columns: str, ending: str, key: str | None) -> Generator[_Stream, None, None]:
    import pyarrow

    address = f"file:{quote(str(source.files[0]))}?mode=ro"
    with contextlib.closing(sqlite3.connect(address, uri=True, check_same_thread=False)) as connection:
        connection.execute("PRAGMA trusted_schema = OFF")  # a view of a stranger calls nothing that has effects
        connection.text_factory = lambda data: data.decode("utf-8", "replace")
        table = _in_sqlite(connection, source.table or "")
        cursor = connection.execute(f"{source.views}SELECT {columns} FROM {table}{ending}")
        names = [name for name, *_ in cursor.description]
        schema = pyarrow.schema([(name, pyarrow.string()) for name in names])
        errors: list[Misuse] = []

        def batches() -> Iterator[Any]:
            done = 0
            try:
                while rows := _next_rows(cursor):
                    columns = list(zip(*rows, strict=True))
                    if key is not None and (why := _unfit(names, columns, key, done)):
                        raise Misuse(f"{source.location}: {why}")
                    texts = [[None if type(c) in (type(None), bytes) else str(c) for c in cells] for cells in columns]
                    yield pyarrow.record_batch([pyarrow.array(t, pyarrow.string()) for t in texts], schema=schema)
                    done += len(rows)
            except (sqlite3.Error, Misuse) as error:
                errors.append(error if isinstance(error, Misuse) else _unreadable(source, error))
                raise

        yield _Stream(pyarrow.RecordBatchReader.from_batches(schema, batches()), errors)


def _next_rows(cursor: sqlite3.Cursor) -> list[tuple[Any, ...]]:
    """The next rows, as many as may be held at once."""
    rows: list[tuple[Any, ...]] = []
    size = 0
    while len(rows) < _BATCH_ROWS and size < _BATCH_BYTES and (more := cursor.fetchmany(_FEW_ROWS)):
        rows += more
        size += sum(len(cell) for row in more for cell in row if type(cell) is str)
    return rows


def _in_sqlite(connection: sqlite3.Connection, table: str) -> str:
    """The table, quoted: a name with a dot is first looked up as that of a table, then as one with its database."""
    named = "SELECT count(*) FROM sqlite_master WHERE type IN ('table', 'view') AND name = ? COLLATE NOCASE"
    (count,) = connection.execute(named, (table,)).fetchone()
    return DUCKDB.identifier(table) if count else quoted_name(table, DUCKDB)


def _unfit(names: Sequence[str], columns: Sequence[Sequence[Any]], key: str, done: int) -> str | None:
    """Why a cell of these rows cannot be read as text; `done` rows were read before them."""
    for name, cells in zip(names, columns, strict=True):
        kinds = set(map(type, cells))
        for kind, why in _REFUSED.items():
            if kind in kinds and (kind is bytes or name == key):
                row = next(place for place, cell in enumerate(cells, done + 1) if type(cell) is kind)
                return f"column {name} holds {why.format(row)}"
    return None


def _unreadable(source: TableSource, error: Exception) -> Misuse:
    """The error of the database, in one line and without the password."""
    address = source.address or ""
    why = censored(str(error).partition(" Detail: Python exception")[0], [address])
    if any(secret in why for secret in secrets_of(address)):  # too short to be told from any other text
        why = "the message of the database may hold the password"
    remedy = "check address, table and rights"
    if source.format == "postgres" and "." in (source.table or ""):
        remedy += '; write a name with a dot in it in double quotes: #"NAME"'
    return Misuse(f"{source.location}: cannot be read ({one_line(why.strip(), 160)}); {remedy}")
