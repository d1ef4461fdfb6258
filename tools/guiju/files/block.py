"""Values → YAML in the layout of the knowledge base, which the reader of `source.py` takes as it was meant."""

from typing import Any

import yaml

from guiju.files.source import is_no_text

_LONGEST_WORD = 64


def block(value: Any, literal: bool = False) -> str:
    """A value as lines of YAML in the layout of the knowledge base: block style, lists flush with their key. `literal`:
    texts of several lines as they are, for others to read."""
    dumper = _LiteralDumper if literal else _Dumper
    return str(yaml.dump(value, Dumper=dumper, allow_unicode=True, sort_keys=False, width=10**6))


class _Dumper(getattr(yaml, "CSafeDumper", yaml.SafeDumper)):  # type: ignore[misc]  # whichever is there
    """Quotes what this reader would refuse without quotes, too."""


_Dumper.add_representer(
    str,
    lambda dumper, text: dumper.represent_scalar(
        "tag:yaml.org,2002:str", text, style="'" if len(text) <= _LONGEST_WORD and is_no_text(text) else None
    ),
)


class _LiteralDumper(_Dumper):
    """Writes texts of several lines line by line."""


_LiteralDumper.add_representer(
    str,
    lambda dumper, text: (
        dumper.represent_scalar("tag:yaml.org,2002:str", text, style="|")
        if "\n" in text
        else _Dumper.yaml_representers[str](dumper, text)
    ),
)
