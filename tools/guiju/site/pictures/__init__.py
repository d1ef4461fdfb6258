"""The pages on which the whole is seen (`overview` first), each a picture and the same as a table, and what the pictures are made from.

`heatmap`, `relations`, `timeline`, `matrix` are pages, `rulegraph` a picture on the page of a rule; `drawing`, `layering`, `axis` draw,
`events` and `changes` say what happened when.
"""
