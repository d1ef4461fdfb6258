"""The dialects of SQL that predicates are written in, and where they differ: names, texts, days, instants, counting.

What they are known to disagree on in silence (regular expressions, escapes in LIKE, months between two days, implicit
casts, `/`) is outside the grammar of a predicate; what is left and differs stands here, and each dialect is executed
against the others in the tests.
"""

from dataclasses import dataclass

_BLANKS = ("1-20", "7f-a0", "1680", "2000-200a", "2028", "2029", "202f", "205f", "3000")
"""Characters that make no text by themselves, by number: white space and controls. Profiles refuse them."""


def _blanks(numbered: str) -> str:
    """A pattern of nothing but them; `numbered` is how the dialect writes a character by its number."""
    spans = ("-".join(numbered.format(int(end, 16)) for end in span.split("-")) for span in _BLANKS)
    return f"[{''.join(spans)}]*"


@dataclass(frozen=True)
class Dialect:
    """One dialect. The templates take SQL expressions: `days` `start` and `end` (dates); the others one expression.

    `count_if` counts the rows for which a condition is true; `from_epoch` makes a time of China, without an offset, of
    microseconds since 1970-01-01T00:00:00Z; `from_instant` makes one of a time that carries its offset. `try_cast` is
    None where a text that is no number or day would end the whole scan. `sha256` gives the hash of a text in
    hexadecimal; `bytewise` makes a text one that is compared by its bytes; `blank` tells of a text that it is nothing
    but white space and controls; `before` gives an expression as it is in the row before, None where rows stand in no
    order; `keep` keeps the answer to a query under a name for the session.
    """

    name: str
    quote: str
    backslash_escapes: bool
    days: str
    count_if: str
    from_epoch: str
    from_instant: str
    try_cast: str | None
    text: str
    not_a_number: str | None
    sha256: str
    bytewise: str
    blank: str
    before: str | None
    keep: str

    def identifier(self, name: str) -> str:
        """A name, quoted."""
        return self.quote + name.replace(self.quote, self.quote * 2) + self.quote

    def string(self, text: str) -> str:
        """A text as a literal."""
        if self.backslash_escapes:
            # Spark reads '' inside a text as the end of one and the begin of another, unless set otherwise.
            return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"
        return "'" + text.replace("'", "''") + "'"


DUCKDB = Dialect(
    name="duckdb",
    quote='"',
    backslash_escapes=False,
    days="({end} - {start})",  # a difference of dates is counted faster than date_diff does
    count_if="coalesce(count_if({}), 0)",  # it is NULL where the condition is never known
    from_epoch="make_timestamp(CAST({} AS BIGINT) + 28800000000)",
    from_instant="make_timestamp(epoch_us({}) + 28800000000)",
    try_cast="TRY_CAST({} AS {})",
    text="VARCHAR",
    not_a_number="isnan({})",
    sha256="sha256({})",
    bytewise="{}",
    blank="regexp_full_match({}, '" + _blanks(r"\x{{{{{:x}}}}}") + "')",
    before="lag({}) OVER ()",
    keep="CREATE TEMP TABLE {} AS {}",
)
POSTGRES = Dialect(
    name="postgres",
    quote='"',
    backslash_escapes=False,
    days="({end} - {start})",
    count_if="count(*) FILTER (WHERE {})",
    from_epoch="(timestamp '1970-01-01 08:00:00' + CAST({} AS BIGINT) * interval '1 microsecond')",
    from_instant="({} AT TIME ZONE 'Asia/Shanghai')",
    try_cast=None,
    text="TEXT",
    not_a_number="({} = 'NaN')",
    sha256="encode(sha256(convert_to({}, 'UTF8')), 'hex')",
    bytewise='{} COLLATE "C"',
    blank="({} ~ '^" + _blanks(r"\u{:04x}") + "$')",
    before=None,
    keep="CREATE TEMP TABLE {} AS {}",
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
    try_cast="TRY_CAST({} AS {})",
    text="STRING",
    not_a_number="isnan({})",
    sha256="sha2({}, 256)",
    bytewise="{}",
    blank="({} RLIKE '^" + _blanks(r"\\u{:04x}") + "$')",
    before=None,
    keep="CREATE OR REPLACE TEMPORARY VIEW {} AS {}",
)
DIALECTS = {dialect.name: dialect for dialect in (DUCKDB, POSTGRES, SPARK)}
