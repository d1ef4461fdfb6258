"""Tables of groups, accounts, reviews and complaints: a request and mappings in, verdicts, findings or SQL out.

`sources` and `databases` open tables, `agreement` compares their files, `mapping` says which column gives which fact,
`cells` and `columns` write that as SQL, `derived` counts over rows, `query` and `scan` count outcomes in one pass, in
DuckDB (inside a `sandbox`) or on Spark.
"""
