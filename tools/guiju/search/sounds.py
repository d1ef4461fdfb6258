"""What a query sounds like where its own words find nothing: pinyin, and characters that stand for others by a slip."""

import re
import sqlite3

from guiju.search.terms import characters, is_seam

_LONGEST = 6
"""Characters of a name at most."""
_HAN = re.compile(f"[\u3400-\u9fff]{{2,{_LONGEST}}}")


def sounding(database: sqlite3.Connection, query: str) -> str:
    """A folded query in simplified characters with the names that its letters spell, and those that sound like words
    that no text has and share a character with them; as it is where there are none."""
    from pypinyin import lazy_pinyin  # takes half a second, which only such a query waits for

    names = [name for (name,) in database.execute("SELECT DISTINCT form FROM alike") if _HAN.fullmatch(name)]
    spelled = {"".join(lazy_pinyin(name)): name for name in reversed(names)}
    if query.isascii():
        letters = "".join(query.split())
        return spelled.get(letters) or " ".join(spelled.get(word, word) for word in query.split())
    for length in range(min(_LONGEST, len(query)), 1, -1):
        for start in range(len(query) - length + 1):
            words = query[start : start + length]
            if is_seam(words):
                continue  # of two words that are right, as they stand
            name = spelled.get("".join(lazy_pinyin(words)), "") if _HAN.fullmatch(words) else ""
            if len(name) == length and name != words and {*name} & {*words} and not _is_known(database, words):
                query = query.replace(words, name)
    return query


def _is_known(database: sqlite3.Connection, words: str) -> bool:
    question = "SELECT 1 FROM word WHERE word MATCH ? LIMIT 1"
    return database.execute(question, (characters(words),)).fetchone() is not None
