"""Kinds of documents: the words with which titles end and by which texts point to laws, as data beside this module."""

from collections.abc import Mapping, Sequence

from guiju.files.bundled import packaged

_DATA: Mapping[str, Sequence[str]] = packaged(__file__)


def kinds(*names: str) -> tuple[str, ...]:
    """The words under these names of the data, the longest first, as a pattern has to try them."""
    return tuple(sorted({kind for name in names for kind in _DATA[name]}, key=lambda kind: (-len(kind), kind)))


def pattern(*names: str) -> str:
    """A group of a regular expression: any of the words under these names."""
    return f"(?:{'|'.join(kinds(*names))})"
