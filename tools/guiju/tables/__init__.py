"""Tables of groups, accounts, reviews and complaints: the predicates of `guiju assess` over millions of rows.

`mapping` says which column says which fact, `columns` writes that as SQL, `query` writes the counts and the breaches of all checks in one pass,
`sources` opens files and databases, `scan` runs the pass in DuckDB, `walls` keep it from anything it was not given.
"""
