"""Values that are worked out when somebody asks for them, and then kept: a page alone does not cost the whole site."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TypeVar

K = TypeVar("K")
V = TypeVar("V")


class OnDemand(Mapping[K, V]):
    """A mapping whose values are worked out when they are first asked for."""

    def __init__(self, keys: Iterable[K], make: Callable[[K], V]):
        self._keys, self._make = dict.fromkeys(keys), make
        self._made: dict[K, V] = {}

    def __getitem__(self, key: K) -> V:
        if key not in self._made:
            if key not in self._keys:
                raise KeyError(key)
            self._made[key] = self._make(key)
        return self._made[key]

    def __contains__(self, key: object) -> bool:  # without working it out
        return key in self._keys

    def __iter__(self) -> Iterator[K]:
        return iter(self._keys)

    def __len__(self) -> int:
        return len(self._keys)


class Answers(dict[K, V]):
    """What a function made of each value that was asked for."""

    def __init__(self, make: Callable[[K], V]):
        self._make = make

    def __missing__(self, key: K) -> V:
        self[key] = made = self._make(key)
        return made
