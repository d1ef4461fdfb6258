"""Upkeep of the knowledge base: a corpus in, accepted findings, new records and the result of mutation tests out."""
