"""The dialects of SQL that predicates are written in, and where they differ: names, texts, days, instants, counting.

What they are known to disagree on in silence (regular expressions, escapes in LIKE, months between two days, implicit
casts, `/`) is outside the grammar of a predicate; what is left and differs stands here, and each dialect is executed
against the others in the tests. Nobody else asks which dialect it is: a new one says all in which it differs.
"""

from collections.abc import Sequence
from dataclasses import dataclass

_BLANKS = ("1-20", "7f-a0", "1680", "2000-200a", "2028", "2029", "202f", "205f", "3000")
"""Characters that make no text by themselves, by number: white space and controls. Profiles refuse them."""
_WRITTEN = r"\d{4}-\d{1,2}-\d{1,2}%s"
_USUAL = r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d"
_CLOCK = r"[T ]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?"
_OFFSET = r" ?(Z|[+-]\d\d(:?\d\d)?)"
_PARTS = (
    "^([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})([T ]([0-9]{1,2}):([0-9]{2})(:([0-9]{2})(\\.([0-9]+))?)?"
    "(Z|([+-][0-9]{2})(:?([0-9]{2}))?)?)?$"
)
_PLACES = {"year": 1, "month": 2, "day": 3, "hour": 5, "minute": 6, "second": 8, "ahead": 12, "beyond": 14}
_FRACTION, _WHOLE_OFFSET = "(m)[10]", "(m)[11]"
"""The parts of a time in PostgreSQL, and their places; its `\\d` would match digits of other scripts too."""


def _blanks(numbered: str) -> str:
    """A pattern of nothing but them; `numbered` is how the dialect writes a character by its number."""
    spans = ("-".join(numbered.format(int(end, 16)) for end in span.split("-")) for span in _BLANKS)
    return f"[{''.join(spans)}]*"


@dataclass(frozen=True, kw_only=True)
class Dialect:
    """One dialect; what has a default is as most have it. The templates take SQL expressions: `days` `start` and `end`
    (dates); the others one expression.

    `count_if` counts the rows for which a condition is true; `from_epoch` makes a time of China, without an offset, of
    microseconds since 1970-01-01T00:00:00Z; `from_instant` makes one of a time that carries its offset. `try_cast` is
    None where a text that is no number or day would end the whole scan. `sha256` gives the hash of a text in
    hexadecimal; `bytewise` makes a text one that is compared by its bytes; `blank` tells of a text that it is nothing
    but white space and controls; `before` gives an expression as it is in the row before, None where rows stand in no
    order; `keep` keeps the answer to a query under a name for the session.

    `moment` is the type of a time without an offset, `instant` that of one with it, and `instants` are types of columns
    that carry one though their names do not say so; `real` is the type of a number with a fraction; `numeral` makes a
    text one that is read as a whole number. Of regular expressions, `classes` are those of ASCII that it writes
    otherwise, `group` stands before the number of a group, `matches` tells of a text and a pattern whether all of it
    matches, and `completed` are the patterns of times that lack parts which the dialect needs, with what to write.
    """

    name: str
    quote: str = '"'
    backslash_escapes: bool = False
    days: str = "({end} - {start})"
    count_if: str
    from_epoch: str
    from_instant: str
    try_cast: str | None = "TRY_CAST({} AS {})"
    text: str
    not_a_number: str = "isnan({})"
    sha256: str
    bytewise: str = "{}"
    blank: str
    before: str | None = None
    keep: str = "CREATE TEMP TABLE {} AS {}"
    moment: str = "TIMESTAMP"
    instant: str = "TIMESTAMPTZ"
    instants: Sequence[str] = ()
    real: str = "DOUBLE PRECISION"
    numeral: str = "{}"
    classes: Sequence[tuple[str, str]] = ()
    group: str = "\\"
    matches: str
    completed: Sequence[tuple[str, str]] = ()

    def identifier(self, name: str) -> str:
        """A name, quoted."""
        return self.quote + name.replace(self.quote, self.quote * 2) + self.quote

    def string(self, text: str) -> str:
        """A text as a literal."""
        if self.backslash_escapes:
            # Spark reads '' inside a text as the end of one and the begin of another, unless set otherwise.
            return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"
        return "'" + text.replace("'", "''") + "'"

    def rewritten(self, text: str, pattern: str, groups: Sequence[int]) -> str:
        r"""A text in which the first match of a pattern, with `\s` and `\d`, becomes these groups, as in 2026-1-31."""
        for written, here in self.classes:
            pattern = pattern.replace(written, here)
        by = "-".join(f"{self.group}{number}" for number in groups)
        return f"regexp_replace({text}, {self.string(pattern)}, {self.string(by)})"

    def time(self, text: str, unit: str | None) -> str:
        """A time in ISO 8601, moved to China by its offset; without one, taken as the unit says; NULL for other texts.

        DuckDB ignores an offset where no instant is asked for, and also reads `epoch`, `infinity` and blanks inside a
        time.
        """
        whole = trimmed = f"trim({text})"
        for pattern, by in self.completed:
            whole = f"regexp_replace({whole}, {self.string(pattern)}, '{by}')"
        instant = self.from_instant.format(f"TRY_CAST({whole} AS {self.instant})")

        def without_offset(text: str) -> str:
            moment = f"TRY_CAST({text} AS {self.moment})"
            return f"({moment} + INTERVAL '8' HOUR)" if unit == "utc" else moment

        def like(pattern: str, of: str = trimmed) -> str:
            return self.matches.format(of, self.string(pattern)[1:-1])

        return (
            # Most are written like this, which is found sooner.
            f"CASE WHEN {like(_USUAL, text)} THEN {without_offset(text)} "
            f"WHEN {like(_WRITTEN % f'({_CLOCK})?')} THEN {without_offset(trimmed)} "
            f"WHEN {like(_WRITTEN % (_CLOCK + _OFFSET))} THEN {instant} END"
        )


class _Postgres(Dialect):
    """PostgreSQL, where a cast of a text that is no time ends the query."""

    def time(self, text: str, unit: str | None) -> str:
        """The time is made of its parts, if they fit; its `\\d` would match digits of other scripts too.

        A day beyond its month falls into the next one, whose number then differs. 24:00 is the next day, as in DuckDB.
        """
        numbers = ", ".join(f"CAST(coalesce((m)[{at}], '0') AS INTEGER) AS {name}" for name, at in _PLACES.items())
        fraction = f"CAST(rpad(left(coalesce({_FRACTION}, ''), 6), 6, '0') AS INTEGER) AS fraction"
        offset = f"{_WHOLE_OFFSET} AS whole_offset, left((m)[{_PLACES['ahead']}], 1) AS sign"
        matched = f"SELECT regexp_match(trim({text}), '{_PARTS}') AS m"
        parts = f"SELECT {numbers}, {fraction}, {offset} FROM ({matched}) AS matched"
        clock = "(minute < 60 AND second < 60 AND (hour < 24 OR (hour = 24 AND minute + second + fraction = 0)))"
        # China is eight hours ahead.
        ahead = "28800 - (ahead * 3600 + CASE sign WHEN '-' THEN -beyond ELSE beyond END * 60)"
        away = f"CASE WHEN whole_offset IS NOT NULL THEN {ahead} ELSE {28800 if unit == 'utc' else 0} END"
        seconds = f"CAST((hour * 3600 + minute * 60 + second) + {away} AS BIGINT) * interval '1 second'"
        moment = f"(first + (day - 1) + {seconds} + fraction * interval '1 microsecond')"
        first = "CASE WHEN year > 0 AND month BETWEEN 1 AND 12 THEN make_date(year, month, 1) END AS first"
        fits = f"{clock} AND extract(month FROM first + (day - 1)) = month"
        return f"(SELECT CASE WHEN {fits} THEN {moment} END FROM (SELECT *, {first} FROM ({parts}) AS parts) AS begun)"


DUCKDB = Dialect(
    name="duckdb",  # in which a difference of dates is counted faster than by date_diff
    count_if="coalesce(count_if({}), 0)",  # it is NULL where the condition is never known
    from_epoch="make_timestamp(CAST({} AS BIGINT) + 28800000000)",
    from_instant="make_timestamp(epoch_us({}) + 28800000000)",
    text="VARCHAR",
    sha256="sha256({})",
    blank="regexp_full_match({}, '" + _blanks(r"\x{{{{{:x}}}}}") + "')",
    before="lag({}) OVER ()",
    matches="regexp_full_match({}, '{}')",
)
POSTGRES = _Postgres(
    name="postgres",
    count_if="count(*) FILTER (WHERE {})",
    from_epoch="(timestamp '1970-01-01 08:00:00' + CAST({} AS BIGINT) * interval '1 microsecond')",
    from_instant="({} AT TIME ZONE 'Asia/Shanghai')",
    try_cast=None,
    text="TEXT",
    not_a_number="({} = 'NaN')",
    sha256="encode(sha256(convert_to({}, 'UTF8')), 'hex')",
    bytewise='{} COLLATE "C"',
    blank="({} ~ '^" + _blanks(r"\u{:04x}") + "$')",
    classes=((r"\s", r"[\t\n\f\r ]"), (r"\d", "[0-9]")),  # its own match characters of other scripts too
    matches="({} ~ '^({})$')",
)
SPARK = Dialect(
    name="spark",
    quote="`",
    backslash_escapes=True,
    days="CAST(datediff({end}, {start}) AS BIGINT)",
    count_if="count_if({})",
    # Neither looks at the time zone of the session, which is that of whoever runs the query.
    from_epoch="timestampadd(MICROSECOND, CAST({} AS BIGINT), TIMESTAMP_NTZ '1970-01-01 08:00:00')",
    from_instant="timestampadd(MICROSECOND, unix_micros({}), TIMESTAMP_NTZ '1970-01-01 08:00:00')",
    text="STRING",
    sha256="sha2({}, 256)",
    blank="({} RLIKE '^" + _blanks(r"\\u{:04x}") + "$')",
    keep="CREATE OR REPLACE TEMPORARY VIEW {} AS {}",
    moment="TIMESTAMP_NTZ",
    instant="TIMESTAMP_LTZ",
    instants=("timestamp",),
    real="DOUBLE",
    numeral="TRY_CAST({} AS DECIMAL(38, 9))",  # it reads no whole number with a point
    group="$",
    matches=r"{} RLIKE '^({})\\z'",  # for Java, whose `$` also matches before a line break at the end
    # It needs seconds in a time with an offset, and minutes in the offset; ISO 8601 does not.
    completed=((r"([T ]\d{1,2}:\d{2}) ?([Z+-])", "$1:00$2"), (r"([+-]\d\d)$", "$1:00")),
)
DIALECTS = {dialect.name: dialect for dialect in (DUCKDB, POSTGRES, SPARK)}
