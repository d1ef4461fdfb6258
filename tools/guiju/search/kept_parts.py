"""Parts of a knowledge base that were read for earlier questions, for who answers many: reading takes most of the time.

They are of one version: who keeps them drops them with it.
"""

import threading
from collections import OrderedDict
from collections.abc import Callable, Collection
from dataclasses import dataclass, field

from guiju.model import Corpus

_MOST, _MOST_MENTIONS = 32, 1_000
"""Parts, of a few laws each; and sets of rules of which it is known which rules they mention."""
_Read = Callable[[Collection[str], Collection[str]], Corpus]


@dataclass
class KeptParts:
    """The parts, by rules and kinds; the one that was used last comes last."""

    _parts: OrderedDict[tuple[frozenset[str], frozenset[str]], Corpus] = field(default_factory=OrderedDict)
    _mentioned: dict[frozenset[str], list[str]] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def part(self, rules: Collection[str], kinds: Collection[str], read: _Read) -> Corpus:
        """A part with these rules and kinds at least: one that is kept, else what `read` gives. Two who ask at once may
        both read."""
        wanted = frozenset(rules), frozenset(kinds)
        with self._lock:
            for key in reversed(self._parts):
                if wanted[0] <= key[0] and wanted[1] <= key[1]:
                    self._parts.move_to_end(key)
                    return self._parts[key]
        part = read(rules, kinds)
        with self._lock:
            self._parts[wanted] = part
            if len(self._parts) > _MOST:
                self._parts.popitem(last=False)
        return part

    def mentioned(self, rules: Collection[str], read: Callable[[Collection[str]], list[str]]) -> list[str]:
        """The rules that the files of these mention: as was found before, else what `read` gives."""
        wanted = frozenset(rules)
        if (found := self._mentioned.get(wanted)) is None:
            found = read(rules)
            with self._lock:
                if len(self._mentioned) >= _MOST_MENTIONS:
                    self._mentioned.clear()
                self._mentioned[wanted] = found
        return found
