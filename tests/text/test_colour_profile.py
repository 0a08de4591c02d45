"""The description of a picture's colours: put together where it is whole, and let go where it is not."""

from __future__ import annotations

import time
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.text import colour_profile

HEAD = b"ICC_PROFILE\0"


def test_the_pieces_of_a_jpeg_are_put_in_their_order():
    """By their numbers, whatever else lies between them; one that lacks a piece is none."""
    first, second = HEAD + b"\1\2" + b"abc", HEAD + b"\2\2" + b"def"
    for pieces in ([first, second], [second, b"MPF\0", first], [second, first, first]):
        assert colour_profile.of_jpeg(pieces) == b"abcdef"
    for pieces in ([], [first], [second], [b"MPF\0"], [HEAD], [HEAD + b"\0\0x"], [first, HEAD + b"\3\2x"]):
        assert colour_profile.of_jpeg(pieces) == b""


def test_that_of_a_png_is_unpressed():
    """And of one that is pressed in another way, or broken, nothing is left."""
    assert colour_profile.of_png(b"a name\0\0" + zlib.compress(b"abc")) == b"abc"
    for inside in (b"", b"a name", b"a name\0", b"a name\0\7" + zlib.compress(b"abc"), b"a name\0\0abc", b"n" * 99):
        assert colour_profile.of_png(inside) == b""


def test_none_swells():
    """One that is larger than any program writes is let go before it is unpressed."""
    start, large = time.process_time(), b"A" * (colour_profile.MOST_BYTES + 1)
    assert colour_profile.of_png(b"p\0\0" + zlib.compress(b"A" * 50_000_000, 9)) == b""
    assert time.process_time() - start < 2
    assert colour_profile.of_webp(large) == b"" and colour_profile.of_webp(large[1:]) == large[1:]
    pieces = [HEAD + bytes([n, 200]) + b"A" * 60_000 for n in range(1, 201)]
    assert colour_profile.of_jpeg(pieces) == b""


@pytest.mark.parametrize("read", [colour_profile.of_png, colour_profile.of_webp])
@given(st.binary(max_size=300))
def test_no_bytes_do_harm(read, inside):
    assert isinstance(read(inside), bytes)
