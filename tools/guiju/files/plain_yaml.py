"""YAML that a stranger wrote, every scalar as it is written: an id of digits alone is no number."""

import json

import yaml

_DEPTH, _LONGEST = 16, 65_536
_LONGEST_ALIASES = 4_096
"""Characters of all that aliases stand for, so that those of aliases cost little and are nested little."""
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_MERGE = "<<"
_NULLS = ("~", "null", "Null", "NULL")


def plain_yaml(text: str) -> object:
    """The value of a text: mappings, lists and texts; what is null is empty. None for damage, and for what readers take
    differently: a key that occurs twice or merges another mapping, and a second document. None too where aliases stand
    for much."""
    stack: list[list[object]] = [[]]
    anchors, anchored, left = list[str | None](), dict[str, object](), _LONGEST_ALIASES
    if len(text) > _LONGEST:
        return None
    try:
        for event in yaml.parse(text, Loader=_LOADER):
            if len(stack) > _DEPTH:
                return None
            if isinstance(event, yaml.CollectionStartEvent):
                stack.append([])
                anchors.append(event.anchor)
                continue
            if isinstance(event, yaml.AliasEvent):
                if event.anchor not in anchored:  # or inside what it names
                    return None
                value, anchor = anchored[event.anchor], None
                left -= len(json.dumps(value))
            elif isinstance(event, yaml.ScalarEvent):
                value, anchor = "" if event.implicit[0] and event.value in _NULLS else event.value, event.anchor
            elif isinstance(event, yaml.SequenceEndEvent):
                value, anchor = stack.pop(), anchors.pop()
            elif isinstance(event, yaml.MappingEndEvent):
                items, anchor = stack.pop(), anchors.pop()
                value = {str(key): inner for key, inner in zip(items[::2], items[1::2], strict=True)}
                if 2 * len(value) < len(items) or _MERGE in value:
                    return None
            else:
                continue
            if left < 0:
                return None
            if anchor:
                anchored[anchor] = value
            stack[-1].append(value)
    except (yaml.YAMLError, ValueError):
        return None
    return "" if not stack[0] else stack[0][0] if len(stack[0]) == 1 else None
