"""The Python API: calls in, frozen records out.

What is in `guiju.__all__` is public, with the attributes that its docstrings name; all else is private. Nothing that is
returned can change, and nothing here prints or exits. `KnowledgeBase` says what its methods take and give; a module
each composes it, for Python, for commands and for agents. These import what they need when they are called, so that a
checklist does not load what compares texts.
"""
