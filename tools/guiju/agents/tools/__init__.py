"""The tools, one a file: a question in, a result with claims and gaps out."""
