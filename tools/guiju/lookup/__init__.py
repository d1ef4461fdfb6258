"""The lookup: words in, what the knowledge base has of them out, from an index that is kept up to date."""
