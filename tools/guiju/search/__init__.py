"""Search, one for every door: words or a question in, the entries that answer them out, with why each does."""
