"""What events contributed, kept from one build to the next: values of JSON by the key of their event and by name.

They lie in the output folder in packs, each named by its digest, and the manifest says which packs are ours. A build
adds a pack of what it made anew; when more than half of what lies there is of no use any more, one pack is made of the
rest. Without them, or where one is damaged, a build takes longer and gives the same bytes.

Nobody holds them in memory: what is made is laid in a file as soon as a job is done, and is read from there when it is
asked for.
"""

from __future__ import annotations

import json
import os
import struct
import zlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from hashlib import blake2b
from typing import Any, NamedTuple

from timeline.files import Staging

_HEAD = struct.Struct("<12sI")  # of an event in a pack: its key, and how many bytes follow of it
_PART = struct.Struct("<4sI")  # of each value, before them all: its name, and how many bytes it has, packed
_COUNT = struct.Struct("<H")
_MOST = 8  # packs
_LONGEST = 50_000_000  # bytes of a value


class Lying(NamedTuple):
    """Where all lies that an event contributed."""

    file: str
    start: int
    length: int


class Kept:
    """Contributions by event's key and name (`edition.contributions.Store`)."""

    def __init__(self, packs: Mapping[str, str] | None = None):
        """`packs` are files by the names of the packs; what is none of ours was sorted out by whoever found them."""
        self.packs = dict(packs or {})
        self._open: dict[str, int] = {}
        self._made: dict[str, dict[bytes, bytes]] = {}  # not laid yet, by key and name
        self._lies: dict[str, Lying] = {}
        self._fresh: set[str] = set()  # keys that are in no pack
        for file in self.packs.values():
            self._lies.update((key, place) for key, place in self._held(file))

    @property
    def count(self) -> int:
        """How many values are in memory."""
        return sum(map(len, self._made.values()))

    def has(self, key: str, name: str) -> bool:
        return key in self._lies or _tag(name) in self._made.get(key, ())

    def get(self, key: str, name: str) -> Any:
        """The value, None where there is none that can be read."""
        tag = _tag(name)
        packed: bytes | memoryview | None = self._made.get(key, {}).get(tag)
        try:
            if packed is None and key in self._lies:
                packed = _parts(self._read(self._lies[key])).get(tag)
            return None if packed is None else json.loads(_unpacked(packed).decode("utf-8", "surrogatepass"))
        except (OSError, ValueError, RecursionError, struct.error, zlib.error):  # the disk has lost it since
            return None

    def put(self, key: str, name: str, value: Any) -> None:
        text = json.dumps(value, ensure_ascii=False)
        self._made.setdefault(key, {})[_tag(name)] = zlib.compress(text.encode("utf-8", "surrogatepass"), 1)

    def lay(self, staged: Staging) -> list[tuple[str, Lying]]:
        """Lays what was put here in a file, and says where; `take` takes it for another process."""
        if not self._made:
            return []
        blocks: dict[str, bytes] = {}
        for key, made in self._made.items():
            before: dict[bytes, memoryview] = {}
            if key in self._lies:
                with suppress(OSError, struct.error):
                    before = _parts(self._read(self._lies[key]))
            blocks[key] = _block({**before, **made})
        file, start = staged.append("kept", blocks.values())
        laid = []
        for key, block in blocks.items():
            laid.append((key, Lying(file, start, len(block))))
            start += len(block)
        self._made = {}
        for key, place in laid:
            self.take(key, place)
        return laid

    def take(self, key: str, place: Lying) -> None:
        """What another process has laid."""
        self._lies[key] = place
        self._fresh.add(key)

    def settle(self, keys: Iterable[str]) -> tuple[list[str], Iterator[bytes] | None]:
        """For events with these keys: the packs that are to stay, by name, and what is to be a new one, in pieces."""
        live = {key: self._lies[key] for key in sorted(set(keys)) if key in self._lies}
        fresh = [key for key in live if key in self._fresh]
        used = sum(place.length for place in live.values())
        stored = sum(map(os.path.getsize, self.packs.values())) + sum(live[key].length for key in fresh)
        if stored > 2 * used or len(self.packs) >= _MOST:
            return [], self._pack(live)
        return list(self.packs), self._pack({key: live[key] for key in fresh}) if fresh else None

    def forget_all_but(self, keys: Iterable[str]) -> None:
        """Lets go of what no event has any more: for whoever builds again and again."""
        self._made = {key: self._made[key] for key in keys if key in self._made}

    def close(self) -> None:
        """Lets go of the files."""
        while self._open:
            os.close(self._open.popitem()[1])

    def _pack(self, places: Mapping[str, Lying]) -> Iterator[bytes]:
        for key, place in places.items():
            yield _HEAD.pack(bytes.fromhex(key), place.length)
            yield self._read(place)

    def _held(self, file: str) -> Iterator[tuple[str, Lying]]:
        """What a pack holds."""
        at, size = 0, os.path.getsize(file)
        while at + _HEAD.size <= size:
            key, length = _HEAD.unpack(self._read(Lying(file, at, _HEAD.size)))
            at += _HEAD.size
            yield key.hex(), Lying(file, at, length)
            at += length

    def _read(self, place: Lying) -> bytes:
        if place.file not in self._open:
            self._open[place.file] = os.open(place.file, os.O_RDONLY | getattr(os, "O_BINARY", 0))
        file = self._open[place.file]
        if hasattr(os, "pread"):  # copies of a process share how far a file was read
            return os.pread(file, place.length, place.start)
        os.lseek(file, place.start, os.SEEK_SET)
        return os.read(file, place.length)


def _unpacked(packed: bytes | memoryview) -> bytes:
    """What was packed. Raises `ValueError` where it is far more than an event can contribute."""
    reader = zlib.decompressobj()
    whole = reader.decompress(packed, _LONGEST)
    if reader.unconsumed_tail or not reader.eof:
        raise ValueError
    return whole


def _tag(name: str) -> bytes:
    return blake2b(name.encode(), digest_size=4).digest()


def _block(parts: Mapping[bytes, bytes | memoryview]) -> bytes:
    """All that an event contributed, as it lies in a file."""
    heads = (_PART.pack(tag, len(packed)) for tag, packed in parts.items())
    return b"".join((_COUNT.pack(len(parts)), *heads, *parts.values()))


def _parts(block: bytes) -> dict[bytes, memoryview]:
    """The other way round."""
    (count,) = _COUNT.unpack_from(block)
    found, at, view = {}, _COUNT.size + count * _PART.size, memoryview(block)
    for n in range(count):
        tag, length = _PART.unpack_from(block, _COUNT.size + n * _PART.size)
        found[tag] = view[at : at + length]
        at += length
    return found
