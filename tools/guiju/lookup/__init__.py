"""The lookup: a question in, its answer as plain data out, from a cache where it was asked before."""
