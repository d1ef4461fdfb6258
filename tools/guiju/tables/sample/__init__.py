"""Tables to try a scan with: a platform's groups, accounts, reviews and records, most of them in order, some with a breach planted.

`draws` makes numbers that are the same on every machine, one module an entity says what its rows look like and what is planted in them, `plan` says
where, `writing` writes Parquet, the answer key and the profile of the service. The key is written from the planting: no predicate is evaluated here.
"""
