"""Tables of groups, accounts, reviews and complaints: the predicates of `guiju assess` over millions of rows.

`mapping` says which column says which fact (`proposal` proposes one), `columns` writes that as SQL, `derived` what is counted over rows, `query` the
counts and the breaches of all checks in one pass. `sources` and `databases` open what is to be read, `agreement` holds its files against each other,
`scan` runs the pass, in DuckDB or on `spark`; `walls` keep DuckDB from anything it was not given. `request`, `tally` and `findings` stand at both ends;
`warehouse` prints the queries instead.
"""
