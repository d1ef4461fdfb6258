"""The pictures of the whole, and what they are made from; pages show them beside the same as a table.

`heatmap`, `rule_graph`, `relations`, `timeline`, `matrix`, `status` and `bars` are pictures; `drawing` and
`layering` draw, `events` says what happened when. `poster` is the picture of one page, where its link is shared.
"""
