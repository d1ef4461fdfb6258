"""The pictures of the whole, and what they are made from; pages show them beside the same as a table.

`heatmap`, `rule_graph`, `relations`, `timeline` and `matrix` are pictures; `drawing`, `layering` and `axis` draw,
`events` says what happened when.
"""
