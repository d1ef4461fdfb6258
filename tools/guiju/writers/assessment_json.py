"""An assessment as JSON: every duty with its verdict and proof, counts, findings, plans, the facts to supply next, limits, and the receipt.

Codes beside words; schemas/assessment-export.schema.json describes every key. The regulator edition holds neither keys nor facts of
single rows, and of the receipt only its hashes: guiju verify needs the internal edition beside it, guiju compare needs that alone.
"""

from guiju.documents.report.data import render

__all__ = ["render"]
