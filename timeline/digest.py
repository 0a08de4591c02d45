"""A short name for some bytes: by it a build, a cache and a file's own name know whether a thing has changed."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import BinaryIO


def digest(*parts: str | bytes) -> str:
    """A short digest of some texts, the same on any machine."""
    total = hashlib.blake2b(digest_size=12)
    for part in parts:
        data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        total.update(len(data).to_bytes(8, "little"))
        total.update(data)
    return total.hexdigest()


def digest_of_file(file: BinaryIO, size: int) -> str:
    """The same as `digest` gives of what a file holds, which may be more than fits into memory."""
    total = hashlib.blake2b(size.to_bytes(8, "little"), digest_size=12)
    while piece := file.read(1 << 20):
        total.update(piece)
    return total.hexdigest()


def digest_of(named: Mapping[str, str]) -> str:
    """The same of texts with names, in whatever order they come."""
    return digest(*(part for pair in sorted(named.items()) for part in pair))
