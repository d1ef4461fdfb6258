"""The tools, one in each file: a question in, a result with claims and gaps out."""
