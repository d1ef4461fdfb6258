"""Tables of groups, accounts, reviews and complaints: the predicates of `guiju assess` over millions of rows.

Comes in: a request or question, sources and mappings. Goes out: counts and breaches as verdicts, findings, or a query.
`sources` and `databases` open tables, `agreement` compares their files, `mapping` says which column gives which fact,
`cells` and `columns` write that as SQL, `derived` counts over rows, `query` and `scan` count outcomes in one pass, in
DuckDB (inside a `sandbox`) or on Spark.
"""
