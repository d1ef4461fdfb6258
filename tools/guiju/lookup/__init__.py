"""The lookup: a question in, its answer as plain data out, kept until what it depends on changes."""
