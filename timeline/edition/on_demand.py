"""Values that are worked out when somebody asks for them, and then kept: a page alone does not cost the whole site."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping


class OnDemand(Mapping):
    """A mapping whose values are worked out when they are first asked for."""

    def __init__(self, keys: Iterable, make: Callable):
        self._keys, self._make, self._made = dict.fromkeys(keys), make, {}

    def __getitem__(self, key):
        if key not in self._made:
            if key not in self._keys:
                raise KeyError(key)
            self._made[key] = self._make(key)
        return self._made[key]

    def __contains__(self, key) -> bool:  # without working it out
        return key in self._keys

    def __iter__(self):
        return iter(self._keys)

    def __len__(self) -> int:
        return len(self._keys)


class Answers(dict):
    """What a function made of each value that was asked for."""

    def __init__(self, make: Callable):
        self._make = make

    def __missing__(self, key):
        self[key] = made = self._make(key)
        return made
