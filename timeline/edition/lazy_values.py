"""Values that are worked out when somebody asks for them, and then kept: a page alone does not cost the whole site."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import TypeVar, overload

K = TypeVar("K")
V = TypeVar("V")


class OnDemand(Mapping[K, V]):
    """A mapping whose values are worked out when they are first asked for; it keeps `most` of them."""

    def __init__(self, keys: Iterable[K], make: Callable[[K], V], most: int = sys.maxsize):
        self._keys, self._make, self._most = dict.fromkeys(keys), make, most
        self._made: dict[K, V] = {}

    def __getitem__(self, key: K) -> V:
        if key not in self._made:
            if key not in self._keys:
                raise KeyError(key)
            made = self._make(key)
            if len(self._made) >= self._most:
                self._made.clear()
            self._made[key] = made
        return self._made[key]

    def __contains__(self, key: object) -> bool:  # without working it out
        return key in self._keys

    def __iter__(self) -> Iterator[K]:
        return iter(self._keys)

    def __len__(self) -> int:
        return len(self._keys)


class Answers(dict[K, V]):
    """What a function made of each value that was asked for; it keeps `most` of them."""

    def __init__(self, make: Callable[[K], V], most: int):
        self._make, self._most = make, most

    def __missing__(self, key: K) -> V:
        made = self._make(key)
        if len(self) >= self._most:
            self.clear()
        self[key] = made
        return made


class Only(Mapping[K, V]):
    """A mapping of which some keys alone may be asked for; any other is not there."""

    def __init__(self, values: Mapping[K, V], may: Callable[[K], bool]):
        self._values, self._may = values, may

    def __getitem__(self, key: K) -> V:
        if not self._may(key):
            raise KeyError(key)
        return self._values[key]

    def __iter__(self) -> Iterator[K]:
        return filter(self._may, self._values)

    def __len__(self) -> int:
        return sum(1 for _ in self)


class Keyed(Sequence[V]):
    """A row of values that is worked out when a page that shows it is made. Its `repr` is its key, the digest of what
    it comes from: whether the page has changed is known without it."""

    def __init__(self, key: str, make: Callable[[], Iterable[V]]):
        self._key, self._make = key, make

    def __repr__(self) -> str:
        return f"Keyed({self._key!r})"

    @cached_property
    def _values(self) -> tuple[V, ...]:
        return tuple(self._make())

    @overload
    def __getitem__(self, at: int) -> V: ...

    @overload
    def __getitem__(self, at: slice) -> tuple[V, ...]: ...

    def __getitem__(self, at: int | slice) -> V | tuple[V, ...]:
        return self._values[at]

    def __len__(self) -> int:
        return len(self._values)
