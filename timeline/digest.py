"""A short name for some bytes: by it a build, a cache and a file's own name know whether a thing has changed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import BinaryIO


def digest(*parts: str | bytes) -> str:
    """A short digest of some texts, the same on any machine. It stands in content files (an import knows its rows by
    it) and in the names of files, so it stays as it is."""
    total = hashlib.blake2b(digest_size=12)
    for part in parts:
        data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        total.update(len(data).to_bytes(8, "little"))
        total.update(data)
    return total.hexdigest()


class Running:
    """The digest of a file's bytes, which come in pieces and may be more than memory holds; and how many they are."""

    def __init__(self) -> None:
        self.size, self._total = 0, hashlib.blake2b(digest_size=12)

    def passing(self, pieces: Iterable[bytes]) -> Iterator[bytes]:
        """The pieces, as they pass."""
        for piece in pieces:
            self._total.update(piece)
            self.size += len(piece)
            yield piece

    def digest(self) -> str:
        """That of what has passed."""
        return self._total.hexdigest()


_PIECE = 1 << 20


def pieces_of(file: BinaryIO) -> Iterator[bytes]:
    """What a file holds, piece by piece."""
    return iter(lambda: file.read(_PIECE), b"")


def digest_of_file(file: BinaryIO, most: int | None = None) -> str:
    """That of what a file holds, or of little more than `most` bytes of it, where nobody reads more."""
    running = Running()
    pieces = pieces_of(file)
    for _ in running.passing(pieces if most is None else islice(pieces, most // _PIECE + 1)):
        pass
    return running.digest()


def digest_of(named: Mapping[str, str]) -> str:
    """The same of texts with names, in whatever order they come."""
    return digest(*(part for pair in sorted(named.items()) for part in pair))
