"""One search for every door: an index of what a knowledge base has, and the entries that answer words or a question."""
