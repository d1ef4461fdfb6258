"""The knowledge base read from its folder: YAML files in, a corpus of records out, with its citations, statutes and words."""
