"""The index of a knowledge base: what it has, by name, place and words, in an SQLite file that costs only what changed.

What it answers; how it is written: `renewal`. Why FTS5 over pairs of characters: docs/decisions/0042-one-search.md.
"""

from __future__ import annotations

import contextlib
import json
import re
import sqlite3
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from guiju.files.cache import FAILURES, file_for, opened
from guiju.files.finding import Misuse
from guiju.law import contents
from guiju.search.entries import Entry, row_sum
from guiju.search.renewal import TABLES, checksum, cited_rules, renew, renew_part

if TYPE_CHECKING:
    from guiju.model import Corpus, Lang
    from guiju.search.kept_parts import KeptParts

Answer = TypeVar("Answer")

_ID = re.compile(rb"[a-z0-9]+(?:-[a-z0-9]+)*")
_MOST_ANSWERS, _LONGEST_ANSWER = 200, 1_000_000


class LookupIndex(NamedTuple):
    """The index, up to date, and the knowledge base in `root` that it is of; `whole` where that was read to make it.
    `is_part`: it has only the laws that are cited, since the index of all of them is not made yet. `kept` are parts
    of this version that were read before, where somebody asks again and again."""

    database: sqlite3.Connection
    root: Path
    data_version: str
    whole: Corpus | None
    is_part: bool = False
    kept: KeptParts | None = None

    def corpus(self, rules: Collection[str], kinds: Collection[str]) -> Corpus:
        """The knowledge base with these rules and kinds at least."""
        from guiju.law.load import load

        def read(rules: Collection[str], kinds: Collection[str]) -> Corpus:
            return load(self.root, kinds, rules, self.data_version)

        return self.whole or (self.kept.part(rules, kinds, read) if self.kept else read(rules, kinds))


def consult(root: Path, question: Callable[[LookupIndex], Answer], words: str = "", cited: str = "") -> Answer:
    """The answer of the index of the knowledge base in `root`, as that is now: of one in memory, where none can be kept
    or the one that is kept is damaged. The answer to `words`, which is JSON, is kept until anything changes. Where
    `cited` is a citation, it does not wait until thousands of laws are indexed. UnsoundBase where one has defects."""
    try:
        with opened(file_for(root, "index"), TABLES) as database:
            if rules := cited_rules(database, root, cited) if cited else ():
                with contextlib.suppress(Misuse), contextlib.closing(sqlite3.connect(":memory:")) as part:
                    part.executescript(TABLES)
                    return question(LookupIndex(part, root, renew_part(part, root, rules), None, is_part=True))
            return _answer(database, root, question, words)
    except FAILURES:
        with contextlib.closing(sqlite3.connect(":memory:")) as database:
            database.executescript(TABLES)
            return _answer(database, root, question, "")


def _answer(database: sqlite3.Connection, root: Path, question: Callable[[LookupIndex], Answer], words: str) -> Answer:
    with database:
        whole = renew(database, root)
    database.execute("BEGIN")  # all of it is one state, whatever another process does
    kept = database.execute("SELECT answer, checksum FROM answer WHERE words = ?", (words,)).fetchone()
    if kept and kept[1] == checksum(words, kept[0]):
        known: Answer = json.loads(kept[0])
        return known
    *state, kept_sum = database.execute("SELECT tool, data_version, checksum FROM state").fetchone()
    if kept_sum != checksum(*state):
        raise sqlite3.DatabaseError("a damaged state")
    version = state[1]
    answer = question(LookupIndex(database, root, version, whole if whole and whole.data_version == version else None))
    database.rollback()
    text = json.dumps(answer, ensure_ascii=False) if words else ""
    if 0 < len(text) <= _LONGEST_ANSWER:
        with contextlib.suppress(sqlite3.OperationalError), database:  # which is: locked, read-only, disk full
            same = "SELECT ?, ?, ? FROM state WHERE tool = ? AND data_version = ?"
            values = (words, text, checksum(words, text), *state)
            database.execute(f"INSERT OR REPLACE INTO answer (words, answer, checksum) {same}", values)
            database.execute("DELETE FROM answer WHERE id <= (SELECT max(id) FROM answer) - ?", (_MOST_ANSWERS,))
    return answer


def rules_mentioned(index: LookupIndex, rules: Collection[str]) -> list[str]:
    """These rules and those whose ids are in their files."""
    return index.kept.mentioned(rules, partial(_mentioned, index)) if index.kept else _mentioned(index, rules)


def _mentioned(index: LookupIndex, rules: Collection[str]) -> list[str]:
    files = [Path(file) for rule in rules for _, file in contents.files_of(index.root, rule)]
    ids = {match.decode() for file in files for match in _ID.findall(file.read_bytes())}
    question = "SELECT id FROM rule WHERE id IN (SELECT value FROM json_each(?)) ORDER BY id"
    return column(index, question, json.dumps([*ids, *rules]))


def names(index: LookupIndex) -> list[str]:
    """Everything that can be looked up by name: of a term its names, not what else is said for it."""
    terms = "SELECT form FROM needle WHERE form IN (zh, en)"
    return column(index, f"SELECT name FROM name UNION SELECT slug FROM slug UNION {terms}")


def titles(index: LookupIndex, rules: Collection[str] | None = None) -> dict[str, Mapping[Lang, str]]:
    """The title of each rule, or of each of these."""
    question = "SELECT id FROM entry WHERE rule = ? AND kind = 'page' AND place = ''"
    wanted = column(index, "SELECT id FROM rule ORDER BY id") if rules is None else rules
    rows = [row for rule in wanted for (row,) in index.database.execute(question, (rule,))]
    found = sorted((e.rule, e.title_zh, e.title_en) for _, e in entries(index.database, rows, "1", ""))
    return {rule: {"zh": zh, "en": en} for rule, zh, en in found}


def column(index: LookupIndex, question: str, *values: str) -> list[str]:
    """What the one column of a question to the index has."""
    return [str(value) for (value,) in index.database.execute(question, values)]


def entries(database: sqlite3.Connection, rows: Iterable[int], condition: str, day: str) -> Iterator[tuple[int, Entry]]:
    """The entries in these rows that fulfil the condition, in order. DatabaseError where one is not as it was
    written."""
    question = f"SELECT * FROM entry WHERE id IN (SELECT value FROM json_each(:rows)) AND {condition} ORDER BY id"
    for row, *values, kept_sum in database.execute(question, {"rows": json.dumps([*rows]), "day": day}):
        if row_sum(values) != kept_sum:
            raise sqlite3.DatabaseError("a damaged entry")
        yield row, Entry(*values)
