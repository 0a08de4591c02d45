"""A code says its text to whoever reads it with a real decoder, and nothing but its text."""

from __future__ import annotations

import re
import xml.etree.ElementTree as xml

import pytest
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st

from timeline.drawing import qr


def strokes(svg: str) -> list[tuple[int, int, int]]:
    """Where the pen draws: column, row, length; it is a module wide and goes along the middle of its row."""
    assert 'stroke="#000"' in svg and "stroke-width" not in svg  # the width is one unless it is said
    found, x, y = [], 0, 0
    for sign, first, second in re.findall(r"([Mmh])(\d+)(?: (\d+(?:\.5)?))?", re.search(r' d="([^"]+)"', svg)[1]):
        if sign == "M":
            x, y = int(first), int(second.removesuffix(".5"))
        elif sign == "m":
            assert second == "0"
            x += int(first)
        else:
            found.append((x, y, int(first)))
            x += int(first)
    return found


def drawn(svg: str, scale: int = 4) -> memoryview:
    """The picture that an SVG of ours says, as grey pixels."""
    size = int(re.search(r'viewBox="0 0 (\d+)', svg)[1])
    grid = [bytearray(b"\xff" * size) for _ in range(size)]
    for x, y, length in strokes(svg):
        grid[y][x : x + length] = bytes(length)
    rows = b"".join(bytes(p for p in row for _ in range(scale)) * scale for row in grid)
    return memoryview(rows).cast("B", shape=[size * scale, size * scale])


def read(svg: str) -> list[str]:
    return [found.text for found in zxingcpp.read_barcodes(drawn(svg))]


@pytest.mark.parametrize(
    "text",
    [
        "https://timeline.example/en/paths/how-a-number-becomes-a-headline.html",
        "https://xn--mgbh0fb.example/ar/",
        "https://مثال.example/ar/",
        "https://t.example/" + "x" * 1500,
    ],
)
def test_a_decoder_reads_it(text):
    """What is put in comes out, of any length an address may have, and in Arabic letters."""
    assert read(qr.Code(text, "code").__html__()) == [text]


@settings(max_examples=25)
@given(st.text(st.characters(min_codepoint=33, max_codepoint=126), min_size=1, max_size=120))
def test_any_address_survives(text):
    """Whatever an address is made of, a decoder gives back."""
    assert read(qr.Code(text, "code").__html__()) == [text]


def test_it_has_quiet_round_it_and_is_dark_on_light():
    """Four modules of light on each side, black on white by attributes: no scheme of colours changes that."""
    markup = qr.Code("https://t.example/", "code").__html__()
    svg = xml.fromstring(markup)
    size = int(svg.get("viewBox").split()[-1])
    light, dark = svg
    assert (light.get("width"), light.get("height"), light.get("fill"), dark.get("stroke")) == (
        str(size),
        str(size),
        "#fff",
        "#000",
    )
    places = strokes(markup)
    assert min(x for x, _, _ in places) == min(y for _, y, _ in places) == 4
    assert max(x + n for x, _, n in places) == max(y + 1 for _, y, _ in places) == size - 4


def test_its_name_is_text():
    """A name with markup in it stays a name, and the same text is the same bytes."""
    name = '"><script>alert(1)</script>&'
    svg = qr.Code("https://t.example/", name).__html__()
    assert xml.fromstring(svg).get("aria-label") == name
    assert svg == qr.Code("https://t.example/", name).__html__() and len(svg) < 9_000


def test_what_is_too_long_for_a_code_has_none():
    """A code holds 2,331 bytes at this level: more gives none, and no error."""
    assert qr.Code("https://t.example/" + "ع" * 2000, "code").__html__() == ""
