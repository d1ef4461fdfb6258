"""Writing the index: the rules whose files changed, or everything where a file changed that all share.

A file with the size and times that it had is taken to be as it was; `guiju check` compares hashes. FTS5 finds words by
their pairs of characters, since Chinese has no spaces.
"""

from __future__ import annotations

import json
import os
import re
import sqlite3
import zlib
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from guiju.files.bundled import packaged
from guiju.files.cache import digest, tool
from guiju.files.finding import Finding, UnsoundBase
from guiju.files.folding import folded
from guiju.files.progress import tracked
from guiju.law import contents
from guiju.search.entries import Entry, KnownQuestion, entries_of_rule, questions, shared_entries

if TYPE_CHECKING:
    from guiju.model import Corpus, Regulation

TABLES = """
CREATE TABLE IF NOT EXISTS state (tool TEXT, data_version TEXT, checksum BLOB);
CREATE TABLE IF NOT EXISTS answer (id INTEGER PRIMARY KEY, words TEXT UNIQUE, answer TEXT, checksum BLOB);
CREATE TABLE IF NOT EXISTS file (path TEXT PRIMARY KEY, stamp TEXT);
CREATE TABLE IF NOT EXISTS rule (id TEXT PRIMARY KEY, zh TEXT, en TEXT);
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
CREATE TABLE IF NOT EXISTS asked (id INTEGER PRIMARY KEY, entry INTEGER, part TEXT, text TEXT, features TEXT);
CREATE TABLE IF NOT EXISTS feature (feature TEXT, asked INTEGER, PRIMARY KEY (feature, asked)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS size (entries INTEGER, length REAL);
CREATE VIRTUAL TABLE IF NOT EXISTS word USING fts5 (
    words, content='', detail='none', columnsize=0, tokenize='ascii'
);
CREATE VIRTUAL TABLE IF NOT EXISTS spread USING fts5vocab ('word', 'row');
"""
_OWN = re.findall(r"CREATE TABLE IF NOT EXISTS (\w+)", TABLES)
_NEW = "new"
_SHARED = re.compile(r"regulations/[a-z-]+\.yaml|cases/.*")
"""What the entries of every rule are made with, or are of no rule."""
_COMMON = 2000
"""Entries of a token from which on their number is kept, since counting takes long."""
_AT_ONCE = 500
"""Rules that are in memory at once where more are indexed."""
_UNSURE = 100_000_000
"""Nanoseconds within which a file could change a second time and keep its stamp."""


def renew(database: sqlite3.Connection, root: Path) -> Corpus | None:
    """Bring the index up to date: the rules whose files changed, or everything where a file changed that all share.
    The knowledge base, where that was read whole."""
    known: dict[str, str] = dict(database.execute("SELECT path, stamp FROM file"))
    program = tool().hex()
    same_tool = database.execute("SELECT tool FROM state").fetchone() == (program,)
    if known and same_tool and all(_stamp(f"{root}/{path}") == stamp for path, stamp in known.items()):
        return None
    from guiju.law.load import SEARCH_KINDS, load  # slow to import: without a change none of it is needed

    now = _now(database)
    stamps = {path: _stamp(f"{root}/{path}", now) for path in _paths(root)}
    # One that was too new to be trusted may have changed since, however new it still is.
    same = {path for path, stamp in known.items() if stamp == stamps.get(path) != _NEW}
    changed = (known.keys() | stamps.keys()) - same
    everything = not known or not same_tool or any(map(_SHARED.fullmatch, changed))
    of_rules = (path for path in (stamps if everything else changed) if path.count("/") > 1 and not path.endswith("/"))
    rules = {path.split("/")[1] for path in of_rules if path.startswith("regulations/")}
    few = len(rules) <= _AT_ONCE
    base = load(root, SEARCH_KINDS, () if not few else None if everything else rules)
    if everything:
        for table in _OWN:
            database.execute(f"DELETE FROM {table}")
        database.execute("INSERT INTO word (word) VALUES ('delete-all')")
        _add_shared(database, base)
    for id in () if everything else rules:
        _remove(database, id)
    parts = (base,) if few else _parts(root, sorted(rules), base.data_version)
    added = ((part, part.regulations[id]) for part in parts for id in sorted(rules & part.regulations.keys()))
    for part, rule in tracked(added, "indexing", len(rules)):
        _add(database, part, rule)
    for table in ("file", "state", "answer", "asked", "feature", "size"):
        database.execute(f"DELETE FROM {table}")
    _add_questions(database, questions(base))
    if everything:  # otherwise how common these are changes little
        database.execute("INSERT INTO common SELECT term, doc FROM spread WHERE doc > ?", (_COMMON,))
    database.execute("INSERT INTO size SELECT count(*), avg(length(zh)) FROM entry")
    database.executemany("INSERT INTO file VALUES (?, ?)", stamps.items())
    state = program, base.data_version
    database.execute("INSERT INTO state VALUES (?, ?, ?)", (*state, checksum(*state)))
    return base if everything and few else None


def _parts(root: Path, rules: Sequence[str], data_version: str) -> Iterator[Corpus]:
    """The knowledge base with some of these rules at a time. UnsoundBase, at the end, with the defects of all."""
    from guiju.law.load import LOOKUP_KINDS, load

    findings: list[Finding] = []
    for start in range(0, len(rules), _AT_ONCE):
        try:
            yield load(root, LOOKUP_KINDS, rules[start : start + _AT_ONCE], data_version)
        except UnsoundBase as unsound:
            findings += unsound.findings
    if findings:
        raise UnsoundBase(findings)


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
    for number, names in enumerate(base.alike):
        rows = ((folded(name), f"={number}") for name in names)
        database.executemany("INSERT INTO alike VALUES (?, ?)", rows)
    for number, names in enumerate(packaged(Path(__file__).with_name("lay_words.yaml"))):
        database.executemany("INSERT INTO alike VALUES (?, ?)", ((name, f"^{number}") for name in names))
    for term in base.glossary:
        forms = dict.fromkeys(map(folded, (term.zh, term.en, *term.variants, *term.synonyms)))
        database.executemany(
            "INSERT INTO needle VALUES (?, ?, ?)", ((form, folded(term.zh), folded(term.en)) for form in forms)
        )
        database.executemany("INSERT INTO alike VALUES (?, ?)", ((form, f"~{term.id}") for form in forms))
    _insert(database, shared_entries(base))


def _add_questions(database: sqlite3.Connection, asked: Iterable[KnownQuestion]) -> None:
    """The questions, each with the entry that answers it, of the newest text where there are several; what a duty
    answers its article answers too."""
    from guiju.search.terms import Names, features

    names, number = Names(database), 0
    where = "SELECT id, kind, parts FROM entry WHERE rule = ? AND place = ? ORDER BY ours DESC, begins DESC LIMIT 1"
    for one in asked:
        rows = database.execute(where, (one.rule, one.place)).fetchall()  # none: `guiju check` tells of it
        answering = [(row, one.part) for row, _, _ in rows]
        for _, _, at in (row for row in rows if row[1] == "obligation"):
            article = database.execute(where, (one.rule, at.partition("__")[0])).fetchall()
            answering += [(row, at) for row, _, _ in article]
        own = json.dumps(features(one.text, names), ensure_ascii=False) if answering else ""
        for row, part in answering:
            number += 1
            database.execute("INSERT INTO asked VALUES (?, ?, ?, ?, ?)", (number, row, part, one.text, own))
            database.executemany(
                "INSERT INTO feature VALUES (?, ?)", ((feature, number) for feature in json.loads(own))
            )


def _add(database: sqlite3.Connection, base: Corpus, rule: Regulation) -> None:
    from guiju.places.law_names import (  # as above: without a change none of it is needed
        derived_keys,
        keys_of,
        repealed_by,
    )

    database.execute("INSERT INTO rule VALUES (?, ?, ?)", (rule.id, rule.title.zh, rule.title.en))
    database.executemany("INSERT INTO name VALUES (?, ?)", ((name, rule.id) for name in dict.fromkeys(rule.names())))
    for derived, keys in enumerate((keys_of(rule), derived_keys(rule))):
        database.executemany("INSERT INTO called VALUES (?, ?, ?)", ((key, rule.id, derived) for key in keys))
    database.executemany("INSERT INTO repeal VALUES (?, ?)", ((title, rule.id) for title in repealed_by(rule)))
    database.executemany("INSERT INTO slug VALUES (?, ?)", ((slug, rule.id) for slug in slugs(rule)))
    _insert(database, entries_of_rule(base, rule))


def slugs(rule: Regulation) -> dict[str, None]:
    """The ids of its obligations and provisions, and the eIds of its articles."""
    ids = (*(o.id for o in rule.obligations), *(p.id for p in rule.provisions), *(a.eId for a in rule.articles))
    return dict.fromkeys(ids)


def _insert(database: sqlite3.Connection, entries: Iterable[Entry]) -> None:
    from guiju.search.terms import tokens

    for entry in entries:
        values = (*entry, row_sum(entry))
        row = database.execute(f"INSERT INTO entry VALUES (NULL{', ?' * len(values)})", values).lastrowid
        database.execute("INSERT INTO word (rowid, words) VALUES (?, ?)", (row, tokens(entry)))


def _remove(database: sqlite3.Connection, rule: str) -> None:
    from guiju.search.terms import tokens

    rows = database.execute("SELECT * FROM entry WHERE rule = ?", (rule,)).fetchall()
    gone = ((row, tokens(Entry(*values))) for row, *values, _ in rows)
    database.executemany("INSERT INTO word (word, rowid, words) VALUES ('delete', ?, ?)", gone)
    for table, column in (("rule", "id"), *((name, "rule") for name in ("entry", "name", "called", "repeal", "slug"))):
        database.execute(f"DELETE FROM {table} WHERE {column} = ?", (rule,))


def row_sum(values: Sequence[str]) -> int:
    """A sum that shows damage, of many texts in little time."""
    return zlib.crc32("\0".join(values).encode())


def checksum(*texts: str) -> bytes:
    return digest(*(text.encode() for text in texts))
