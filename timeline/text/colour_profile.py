"""The description of its colours (ICC) that a picture's file carries: found and put together, and never believed.

It is the one thing beside the picture that whoever decodes it makes use of. It lies in pieces in a JPEG and pressed in
a PNG, and is let go where it is incomplete, or swells beyond what any program writes.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence

MOST_BYTES = 1_000_000
_JPEG = b"ICC_PROFILE\0"


def of_jpeg(pieces: Sequence[bytes]) -> bytes:
    """The insides of a JPEG's segments APP2, in their order -> the profile; empty where there is none that is whole."""
    own = [piece for piece in pieces if piece.startswith(_JPEG) and len(piece) > len(_JPEG) + 2]
    numbered = {piece[len(_JPEG)]: piece for piece in own}
    if not own or sorted(numbered) != list(range(1, own[0][len(_JPEG) + 1] + 1)):
        return b""
    return _small(b"".join(numbered[number][len(_JPEG) + 2 :] for number in sorted(numbered)))


def of_png(inside: bytes) -> bytes:
    """The inside of a PNG's chunk iCCP -> the profile; empty where it cannot be unpressed."""
    _, _, pressed = inside[:82].partition(b"\0")  # a name of at most 79 letters, and a number for the way
    if not pressed or pressed[:1] != b"\0":
        return b""
    try:
        return _small(zlib.decompressobj().decompress(inside[inside.index(b"\0") + 2 :], MOST_BYTES + 1))
    except zlib.error:
        return b""


def of_webp(inside: bytes) -> bytes:
    """The inside of a WebP's chunk ICCP -> the profile."""
    return _small(inside)


def _small(profile: bytes) -> bytes:
    return profile if len(profile) <= MOST_BYTES else b""
