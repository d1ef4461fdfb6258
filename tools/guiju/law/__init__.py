"""The knowledge base: YAML files of a folder in, a corpus of records out, with citations, statutes."""
