"""Writing the index: the rules whose files changed, or everything where a file changed that all share.

A file with the size and times that it had is taken to be as it was; `guiju check` compares hashes. FTS5 finds words by
their pairs of characters, since Chinese has no spaces.
"""

from __future__ import annotations

import json
import os
import re
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from guiju.files.bundled import packaged
from guiju.files.cache import digest, tool
from guiju.files.content import read_bounded
from guiju.files.finding import Finding, UnsoundBase
from guiju.files.folding import folded
from guiju.files.processes import streamed
from guiju.files.progress import tracked
from guiju.law import contents
from guiju.search.entries import CARD, Entry, KnownQuestion, questions, shared_entries

if TYPE_CHECKING:
    from guiju.model import Corpus
    from guiju.search.rows import Rows

TABLES = """
CREATE TABLE IF NOT EXISTS state (tool TEXT, data_version TEXT, checksum BLOB);
CREATE TABLE IF NOT EXISTS answer (id INTEGER PRIMARY KEY, words TEXT UNIQUE, answer TEXT, checksum BLOB);
CREATE TABLE IF NOT EXISTS file (path TEXT PRIMARY KEY, stamp TEXT);
CREATE TABLE IF NOT EXISTS rule (id TEXT PRIMARY KEY, zh TEXT, en TEXT, is_first INTEGER);
CREATE TABLE IF NOT EXISTS name (name TEXT, rule TEXT);
CREATE INDEX IF NOT EXISTS of_name ON name (name);
CREATE TABLE IF NOT EXISTS called (key TEXT, rule TEXT, derived INTEGER);
CREATE INDEX IF NOT EXISTS of_key ON called (key);
CREATE TABLE IF NOT EXISTS common (token TEXT PRIMARY KEY, entries INTEGER) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS repeal (title TEXT, rule TEXT);
CREATE TABLE IF NOT EXISTS slug (slug TEXT, rule TEXT, PRIMARY KEY (slug, rule)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS needle (form TEXT, zh TEXT, en TEXT);
CREATE INDEX IF NOT EXISTS of_form ON needle (form);
CREATE TABLE IF NOT EXISTS alike (form TEXT, list TEXT);
CREATE INDEX IF NOT EXISTS of_alike ON alike (form);
CREATE INDEX IF NOT EXISTS of_list ON alike (list);
CREATE TABLE IF NOT EXISTS entry (
    id INTEGER PRIMARY KEY, kind TEXT, rule TEXT, place TEXT, parts TEXT, title_zh TEXT, title_en TEXT, zh TEXT,
    en TEXT, heading TEXT, more TEXT, version TEXT, begins TEXT, ends TEXT, state TEXT, ours TEXT, prior TEXT,
    paragraphs TEXT, displaced TEXT, checksum INTEGER
);
CREATE INDEX IF NOT EXISTS of_rule ON entry (rule);
CREATE TABLE IF NOT EXISTS asked (
    id INTEGER PRIMARY KEY, entry INTEGER, part TEXT, text TEXT, features TEXT, card INTEGER
);
CREATE TABLE IF NOT EXISTS feature (feature TEXT, asked INTEGER, PRIMARY KEY (feature, asked)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS size (entries INTEGER, length REAL);
CREATE VIRTUAL TABLE IF NOT EXISTS word USING fts5 (
    words, content='', detail='none', columnsize=0, tokenize='ascii'
);
INSERT INTO word (word, rank) VALUES ('hashsize', 16000000);
CREATE VIRTUAL TABLE IF NOT EXISTS spread USING fts5vocab ('word', 'row');
"""
_OWN = re.findall(r"CREATE TABLE IF NOT EXISTS (\w+)", TABLES)
_NEW = "new"
_CITATION = re.compile(r"《?([^《》第#]{1,59}[^《》第# ])》?[# ]*(?:第[^，。？?]{1,24}[条條款項项目]|art_[0-9a-z_-]+)")
_HEAD = 2000
"""Bytes in which a file has the titles of its law."""
_SHARED = re.compile(rf"regulations/[a-z-]+\.yaml|cases/.*|regulations/{contents.ANSWERS}/.*")
"""What the entries of every rule are made with, or are of no rule."""
_COMMON = 2000
"""Entries of a token from which on their number is kept, since counting takes long."""
_FEW = 500
"""Rules that are in memory at once; of more, each copy of this process reads _AT_ONCE, and _KEPT are written at once:
where the work is interrupted, the next lookup goes on behind these."""
_AT_ONCE, _KEPT = 5, 200
_UNSURE = 100_000_000
"""Nanoseconds within which a file could change a second time and keep its stamp."""


def renew(database: sqlite3.Connection, root: Path) -> Corpus | None:
    """Bring the index up to date: the rules whose files changed, or everything where a file changed that all share.
    The knowledge base, where that was read whole. What is written so far stays where this is interrupted."""
    known: dict[str, str] = dict(database.execute("SELECT path, stamp FROM file"))
    program = tool().hex()
    made_by, made_of = database.execute("SELECT tool, data_version FROM state").fetchone() or ("", "")
    if made_of and made_by == program and all(_stamp(f"{root}/{path}") == stamp for path, stamp in known.items()):
        return None
    from guiju.law.load import SEARCH_KINDS, load  # slow to import: without a change none of it is needed
    from guiju.search.rows import read_rows, rows_of

    now = _now(database)
    stamps = {path: _stamp(f"{root}/{path}", now) for path in _paths(root)}
    # One that was too new to be trusted may have changed since, however new it still is.
    same = {path for path, stamp in known.items() if stamp == stamps.get(path) != _NEW}
    changed = (known.keys() | stamps.keys()) - same
    files_of = defaultdict[str, set[str]](set)
    for path in known.keys() | stamps.keys():
        files_of[contents.rule_of(path)].add(path)
    shared = files_of.pop("")
    everything = made_by != program or any(map(_SHARED.fullmatch, changed))
    rules = sorted(rule for rule, files in files_of.items() if everything or files & changed)
    few = len(rules) <= _FEW
    base = load(root, SEARCH_KINDS, () if not few else None if everything else rules)
    if everything:
        for table in _OWN:
            database.execute(f"DELETE FROM {table}")
        database.execute("INSERT INTO word (word) VALUES ('delete-all')")
        _add_shared(database, base)
        database.executemany(
            "INSERT INTO file VALUES (?, ?)", ((path, stamps[path]) for path in shared & stamps.keys())
        )
        _write_state(database, program, "")
    findings: list[Finding] = []
    pieces = [rules] if few else [rules[at : at + _AT_ONCE] for at in range(0, len(rules), _AT_ONCE)]
    work = partial(read_rows, root, base.data_version)
    parts = [(rows_of(base, rules), [])] if few else streamed(work, pieces)
    for done, (part, (rows, wrong)) in enumerate(zip(pieces, tracked(parts, "indexing", len(pieces)), strict=False), 1):
        findings += wrong
        for id in part:
            _remove(database, id)
            kept = ((path, "" if wrong else stamps.get(path, "")) for path in files_of[id])
            database.executemany("INSERT OR REPLACE INTO file VALUES (?, ?)", kept)
        _write(database, rows)
        if done * _AT_ONCE % _KEPT == 0 and not few:
            database.commit()
    if findings:
        database.commit()
        raise UnsoundBase(sorted(findings, key=lambda finding: finding.at))
    expected = {path.split("/")[1] for path in stamps if path.endswith("/regulation.yaml")}
    if expected != {rule for (rule,) in database.execute("SELECT id FROM rule")}:
        database.commit()
        return renew(database, root)  # another process has begun anew meanwhile
    for table in ("file", "answer", "asked", "feature", "size"):
        database.execute(f"DELETE FROM {table}")
    _add_questions(database, questions(base))
    if everything or not made_of:  # otherwise how common these are changes little
        database.execute("DELETE FROM common")
        database.execute("INSERT INTO common SELECT term, doc FROM spread WHERE doc > ?", (_COMMON,))
    database.execute("INSERT INTO size SELECT count(*), avg(length(zh)) FROM entry WHERE kind != ?", (CARD,))
    database.executemany("INSERT INTO file VALUES (?, ?)", stamps.items())
    _write_state(database, program, base.data_version)
    return base if everything and few else None


def cited_rules(database: sqlite3.Connection, root: Path, words: str) -> list[str]:
    """The rules by whose title the words begin, which go on with a place, where the index lacks so many rules that it
    would take long to make; else none."""
    match = _CITATION.fullmatch(words.strip())
    (there,) = database.execute("SELECT count(*) FROM rule").fetchone()
    if not match or not (root / "regulations").is_dir():
        return []
    files = [Path(folder, "regulation.yaml") for folder in _rule_folders(root)]
    if len(files) - there <= _FEW:
        return []
    named = re.compile(rf"zh: ['\"]?{re.escape(match[1])}['\"]?[,}}\n]".encode())
    heads = ((file.parent.name, read_bounded(str(file), _HEAD)) for file in files if file.is_file())
    return sorted(rule for rule, head in heads if named.search(head.partition(b"\nforce:")[0]))


def renew_part(database: sqlite3.Connection, root: Path, rules: Sequence[str]) -> str:
    """Write an empty index of these rules alone. The data version of the whole."""
    from guiju.law.load import SEARCH_KINDS, load
    from guiju.search.rows import rows_of

    base = load(root, SEARCH_KINDS, rules)
    _add_shared(database, base)
    _write(database, rows_of(base, rules))
    others = ((folder.name,) for folder in _rule_folders(root))
    database.executemany("INSERT OR IGNORE INTO rule VALUES (?, '', '', 0)", others)  # which they may mention
    database.execute("INSERT INTO size SELECT count(*), avg(length(zh)) FROM entry WHERE kind != ?", (CARD,))
    return base.data_version


def _rule_folders(root: Path) -> list[os.DirEntry[str]]:
    return [one for one in os.scandir(root / "regulations") if one.is_dir() and one.name != contents.ANSWERS]


def _write_state(database: sqlite3.Connection, *state: str) -> None:
    """By which program the index was made, and of which data: "" until all of it is there."""
    database.execute("DELETE FROM state")
    database.execute("INSERT INTO state VALUES (?, ?, ?)", (*state, checksum(*state)))


def _paths(root: Path) -> Iterator[str]:
    """The files, and the folders that they are in, with a stroke at the end: those change with what is in them."""
    yield from (name for name, _ in contents.files(root))
    yield from ("regulations/", "cases/")
    for folder, inner, _ in os.walk(root / "regulations"):
        yield from (f"{Path(folder, name).relative_to(root).as_posix()}/" for name in inner)


def _stamp(path: str, now: int = 0) -> str:
    """Size and times of a file or folder; of one that is so new that it may change and keep them, "new"."""
    try:
        status = os.stat(path)  # noqa: PTH116  # making a Path takes longer than the look
    except OSError:
        return "gone"
    if now and max(status.st_mtime_ns, status.st_ctime_ns) > now - _UNSURE:
        return _NEW
    return f"{status.st_size} {status.st_mtime_ns} {status.st_ctime_ns} {status.st_ino}"


def _now(database: sqlite3.Connection) -> int:
    """The time by the clock that stamps files; 0 in memory, where nothing is compared later."""
    (_, _, file) = database.execute("PRAGMA database_list").fetchone()
    if not file:
        return 0
    os.utime(file)
    return Path(file).stat().st_mtime_ns


def _add_shared(database: sqlite3.Connection, base: Corpus) -> None:
    """What is of no rule, and the lists of words that mean the same: of questions, and the names of terms."""
    from guiju.search.rows import entry_rows

    for number, names in enumerate(base.alike):
        rows = ((folded(name), f"={number}") for name in names)
        database.executemany("INSERT INTO alike VALUES (?, ?)", rows)
    for number, names in enumerate(packaged(__file__, "lay_words.yaml")):
        database.executemany("INSERT INTO alike VALUES (?, ?)", ((name, f"^{number}") for name in names))
    for term in base.glossary:
        forms = dict.fromkeys(map(folded, (term.zh, term.en, *term.variants, *term.synonyms)))
        database.executemany(
            "INSERT INTO needle VALUES (?, ?, ?)", ((form, folded(term.zh), folded(term.en)) for form in forms)
        )
        database.executemany("INSERT INTO alike VALUES (?, ?)", ((form, f"~{term.id}") for form in forms))
    _write(database, entry_rows(shared_entries(base)))


def _add_questions(database: sqlite3.Connection, asked: Iterable[KnownQuestion]) -> None:
    """The questions, each with the entry that answers it, of the newest text where there are several; what a duty
    answers its article answers too."""
    from guiju.search.terms import Names, features

    names, number = Names(database), 0
    where = "SELECT id, kind, parts FROM entry WHERE rule = ? AND place = ? ORDER BY ours DESC, begins DESC LIMIT 1"
    for one in asked:
        rows = database.execute(where, (one.rule, one.place)).fetchall()  # none: `guiju check` tells of it
        kind = rows[0][1] if rows else ""
        answering = [(row, one.part) for row, _, _ in rows]
        for _, _, at in (row for row in rows if row[1] == "obligation"):
            article = database.execute(where, (one.rule, at.partition("__")[0])).fetchall()
            answering += [(row, at) for row, _, _ in article]
        own = json.dumps(features(one.text, names), ensure_ascii=False) if answering else ""
        for row, part in answering:
            number += 1
            database.execute(
                "INSERT INTO asked VALUES (?, ?, ?, ?, ?, ?)", (number, row, part, one.text, own, kind == CARD)
            )
            database.executemany(
                "INSERT INTO feature VALUES (?, ?)", ((feature, number) for feature in json.loads(own))
            )


def _write(database: sqlite3.Connection, rows: Rows) -> None:
    (last,) = database.execute("SELECT ifnull(max(id), 0) FROM entry").fetchone()
    for table, values in ((table, values) for table, values in rows.items() if values):
        if table in ("entry", "word"):
            values = [(last + at, *row) for at, row in enumerate(values, 1)]
        columns = "(rowid, words)" if table == "word" else ""
        database.executemany(f"INSERT INTO {table} {columns} VALUES ({', '.join('?' * len(values[0]))})", values)


def _remove(database: sqlite3.Connection, rule: str) -> None:
    from guiju.search.terms import tokens

    rows = database.execute("SELECT * FROM entry WHERE rule = ?", (rule,)).fetchall()
    if not rows:  # looking through all names takes long
        return
    gone = ((row, tokens(Entry(*values))) for row, *values, _ in rows)
    database.executemany("INSERT INTO word (word, rowid, words) VALUES ('delete', ?, ?)", gone)
    for table, column in (("rule", "id"), *((name, "rule") for name in ("entry", "name", "called", "repeal", "slug"))):
        database.execute(f"DELETE FROM {table} WHERE {column} = ?", (rule,))


def checksum(*texts: str) -> bytes:
    return digest(*(text.encode() for text in texts))
