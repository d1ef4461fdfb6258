"""YAML that a stranger wrote, every scalar as it is written: an id of digits alone is no number."""

import yaml

_DEPTH, _LONGEST = 16, 65_536
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_NULLS = ("~", "null", "Null", "NULL")


def plain_yaml(text: str) -> object:
    """The value of a text: mappings, lists and texts; what is null is empty. None for damage: an alias, which may stand
    for much, is that too, and so are a key that occurs twice and a second document."""
    stack: list[list[object]] = [[]]
    if len(text) > _LONGEST:
        return None
    try:
        for event in yaml.parse(text, Loader=_LOADER):
            if isinstance(event, yaml.AliasEvent) or len(stack) > _DEPTH:
                return None
            if isinstance(event, yaml.ScalarEvent):
                stack[-1].append("" if event.implicit[0] and event.value in _NULLS else event.value)
            elif isinstance(event, yaml.CollectionStartEvent):
                stack.append([])
            elif isinstance(event, yaml.SequenceEndEvent):
                stack[-2].append(stack.pop())
            elif isinstance(event, yaml.MappingEndEvent):
                items = stack.pop()
                found = {str(key): value for key, value in zip(items[::2], items[1::2], strict=True)}
                if 2 * len(found) < len(items):
                    return None
                stack[-1].append(found)
    except (yaml.YAMLError, ValueError):
        return None
    return "" if not stack[0] else stack[0][0] if len(stack[0]) == 1 else None
