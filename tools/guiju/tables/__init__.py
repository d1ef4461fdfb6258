"""Tables of groups, accounts, reviews and complaints: a request and mappings in, verdicts, breaches or SQL out.

`sources` and `databases` open tables, `agreement` compares their files, `mapping` says which column gives which fact,
`cells` and `columns` write that as SQL, `conditions` the outcomes of a duty, `derived` counts over rows; `scan` asks a
`bound` table in one pass, in DuckDB (inside a `sandbox`) or on Spark.
"""
