"""The Python API: calls in, frozen records out.

What is in `guiju.__all__` is public, with the attributes that its docstrings name; all else is private. Nothing that is
returned can change, and nothing here prints or exits. Modules that only some methods need are imported inside them, so
that a checklist does not load what compares texts.
"""

from guiju.api.cited_law import ProvisionText
from guiju.api.documents import report, write
from guiju.api.knowledge_base import KnowledgeBase, load

__all__ = ["KnowledgeBase", "ProvisionText", "load", "report", "write"]
