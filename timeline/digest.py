"""A short name for some bytes: by it a build, a cache and a file's own name know whether a thing has changed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from typing import BinaryIO


def digest(*parts: str | bytes) -> str:
    """A short digest of some texts, the same on any machine."""
    total = hashlib.blake2b(digest_size=12)
    for part in parts:
        data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        total.update(data)
        total.update(len(data).to_bytes(8, "little"))  # behind it, for whoever does not know it before
    return total.hexdigest()


def digest_of_pieces(pieces: Iterable[bytes]) -> tuple[str, int]:
    """The same as `digest` gives of one text, which may be more than fits into memory; and how many bytes it has."""
    total, size = hashlib.blake2b(digest_size=12), 0
    for piece in pieces:
        total.update(piece)
        size += len(piece)
    total.update(size.to_bytes(8, "little"))
    return total.hexdigest(), size


def digest_of_file(file: BinaryIO) -> str:
    """The same of what a file holds."""
    return digest_of_pieces(iter(lambda: file.read(1 << 20), b""))[0]


def digest_of(named: Mapping[str, str]) -> str:
    """The same of texts with names, in whatever order they come."""
    return digest(*(part for pair in sorted(named.items()) for part in pair))
