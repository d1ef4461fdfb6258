"""The lookup: a question in, its answer as plain data out; an answer is kept until what it depends on changes."""
