"""The door for programs: questions in Python in, frozen records out.

What is in `guiju.__all__` is public, with the attributes that its docstrings name; all else is private. Nothing that is
returned changes, and nothing here prints or exits. What only some methods use is imported in them: a checklist needs
nothing of what compares texts.
"""

from guiju.api.cited_law import ProvisionText
from guiju.api.documents import report, write
from guiju.api.knowledge_base import KnowledgeBase, load

__all__ = ["KnowledgeBase", "ProvisionText", "load", "report", "write"]
