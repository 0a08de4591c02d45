"""What events contributed, kept from one build to the next: values of JSON by the key of their event and by name.

They lie in the output folder in packs, each named by its digest, and the manifest says which packs are ours. A build
adds a pack of what it made anew; when more than half of what lies there is of no use any more, one pack is made of the
rest. Without them, or where one is damaged, a build takes longer and gives the same bytes.
"""

from __future__ import annotations

import json
import struct
import zlib
from collections.abc import Iterable, Mapping
from hashlib import blake2b
from typing import Any

from timeline.digest import digest

_HEAD = struct.Struct("<16sI")  # of a value in a pack: what it is, and how many bytes it has, packed
_MOST = 8  # packs


class Kept:
    """Contributions by event's key and name (`edition.contributions.Store`)."""

    def __init__(self, packs: Mapping[str, bytes] | None = None):
        """`packs` by name; what is not one of ours was sorted out by whoever read them."""
        self.packs = dict(packs or {})
        self._values: dict[bytes, bytes | memoryview] = {}
        self._fresh: list[bytes] = []
        for pack in self.packs.values():
            self._values.update(_values(memoryview(pack)))

    def get(self, key: str, name: str) -> Any:
        packed = self._values.get(_id(key, name))
        return None if packed is None else json.loads(zlib.decompress(packed).decode("utf-8", "surrogatepass"))

    @property
    def count(self) -> int:
        """How many values there are."""
        return len(self._values)

    def has(self, key: str, name: str) -> bool:
        return _id(key, name) in self._values

    def put(self, key: str, name: str, value: Any) -> None:
        text = json.dumps(value, ensure_ascii=False)
        self.take(_id(key, name), zlib.compress(text.encode("utf-8", "surrogatepass"), 1))

    def take(self, id: bytes, packed: bytes | memoryview) -> None:
        """A value as another process has packed it."""
        self._values[id] = packed
        self._fresh.append(id)

    def sent(self) -> list[tuple[bytes, bytes | memoryview]]:
        """What was put here since this was last asked, as `take` takes it."""
        fresh, self._fresh = self._fresh, []
        return [(id, self._values[id]) for id in fresh]

    def settle(self, keys: Iterable[str], names: Iterable[str]) -> dict[str, bytes]:
        """The packs that are to lie there from now on, by name, for events with these keys."""
        names = tuple(names)
        live = {_id(key, name) for key in keys for name in names} & self._values.keys()
        used = sum(len(self._values[id]) for id in live)
        old = {id for pack in self.packs.values() for id in _values(memoryview(pack))}
        stored = sum(map(len, self.packs.values())) + sum(len(self._values[id]) for id in live - old)
        if stored > 2 * used or len(self.packs) >= _MOST:
            self.packs, new = {}, live
        else:
            new = live - old
        if new:
            pack = b"".join(_HEAD.pack(id, len(self._values[id])) + bytes(self._values[id]) for id in sorted(new))
            self.packs[digest(pack)] = pack
        return self.packs

    def forget_all_but(self, keys: Iterable[str], names: Iterable[str]) -> None:
        """Lets go of what no event has any more: for whoever builds again and again."""
        names = tuple(names)
        live = {_id(key, name) for key in keys for name in names}
        self._values = {id: packed for id, packed in self._values.items() if id in live}
        self._fresh = []


def _id(key: str, name: str) -> bytes:
    return blake2b(f"{key} {name}".encode(), digest_size=16).digest()


def _values(pack: memoryview) -> dict[bytes, memoryview]:
    found, at = {}, 0
    while at < len(pack):
        id, length = _HEAD.unpack_from(pack, at)
        at += _HEAD.size
        found[id] = pack[at : at + length]
        at += length
    return found
