"""Tables to try a scan with: most rows are in order; in some a breach is planted that an example of a duty describes.

`draws` makes numbers that are the same on every machine, `rows` draws rows that break nothing, `planting` lays examples
over some of them, `writing` writes Parquet, the answer key and the profile of the service.
"""
