"""Tables to try a scan with: most rows in order, some with a breach planted that an example of an obligation describes.

`draws` makes numbers that are the same on every machine, `rows` draws rows that break nothing, `planting` lays the
examples of the obligations over some of them, `writing` writes Parquet, the answer key and the profile of the service.
"""
