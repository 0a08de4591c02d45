"""A picture's file, walked and not decoded: what it is, how large, and the same without anything but the picture."""

from __future__ import annotations

import time
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageCms
from PIL.PngImagePlugin import PngInfo

from tests.pictures import chunk, image, png, saved
from timeline.text import picture_file
from timeline.text.picture_file import PictureError

SECRET = b"SecretCam 52.5200 13.4050"
PROFILE = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


def told() -> Image.Exif:
    """What a camera writes into a picture."""
    exif = Image.Exif()
    exif[0x010F], exif[0x013B] = "SecretCam", "A Name"
    exif.get_ifd(0x8825)[1] = "N"
    return exif


def text() -> PngInfo:
    info = PngInfo()
    info.add_text("Comment", SECRET.decode())
    info.add_itxt("XML:com.adobe.xmp", SECRET.decode())
    return info


MORE = {"exif": told(), "icc_profile": PROFILE}
PICTURES = {
    "JPEG": saved(image(), "JPEG"),
    "JPEG in steps": saved(image(), "JPEG", progressive=True),
    "JPEG with all": saved(image(), "JPEG", comment=SECRET, xmp=SECRET, dpi=(72, 72), **MORE),
    "JPEG for print": saved(image().convert("CMYK"), "JPEG"),
    "PNG": saved(image(), "PNG"),
    "PNG with all": saved(image(), "PNG", pnginfo=text(), **MORE),
    "PNG of few colours": saved(image().convert("P"), "PNG", transparency=0),
    "WebP": saved(image(), "WEBP"),
    "WebP, each point": saved(image(), "WEBP", lossless=True),
    "WebP with all": saved(image().convert("RGBA"), "WEBP", xmp=SECRET, **MORE),
}


@pytest.mark.parametrize("name", PICTURES)
def test_it_is_told_by_its_bytes(name):
    """Its kind, and its size as it is shown."""
    found = picture_file.read(PICTURES[name])
    assert (found.kind, found.width, found.height, found.turned) == (name.split()[0].strip(",").lower(), 40, 20, 1)


@pytest.mark.parametrize("name", PICTURES)
def test_nothing_is_left_but_the_picture(name):
    """No camera, no place, no name, no comment, no profile, nothing behind its end; and the same points."""
    raw = PICTURES[name] + b"PK\x03\x04 an archive <script>alert(1)</script>"
    bare = picture_file.read(raw).bare
    for told_of in (b"Secret", b"A Name", b"Exif", b"EXIF", b"xmp", b"XMP", b"ICC", b"iCCP", b"tEXt", b"archive"):
        assert told_of not in bare, told_of
    with Image.open(BytesIO(bare)) as one, Image.open(BytesIO(PICTURES[name])) as other:
        assert one.mode == other.mode and one.tobytes() == other.tobytes()
        assert not one.getexif() and not {"icc_profile", "comment", "xmp"} & set(one.info)
    assert picture_file.read(bare).bare == bare


@pytest.mark.parametrize("turned", range(1, 9))
def test_a_turned_jpeg_says_so_and_nothing_else(turned):
    """Its size is that of the picture upright, whichever way its numbers are written."""
    for mark in (b"II*\0", b"MM\0*"):
        exif = Image.Exif()
        exif.endian = "<" if mark[:1] == b"I" else ">"
        exif[0x0112], exif[0x010F] = turned, "SecretCam"
        raw = saved(image(), "JPEG", exif=exif)
        assert mark in raw
        found = picture_file.read(raw)
        assert (found.width, found.height) == ((20, 40) if turned > 4 else (40, 20)) and found.turned == turned
        with Image.open(BytesIO(found.bare)) as bare:
            assert dict(bare.getexif()) == ({0x0112: turned} if turned > 1 else {}) and b"Secret" not in found.bare
            bare.load()


def test_a_turned_png_says_so_and_nothing_else():
    """Browsers turn it by what it says, as they do a JPEG; they believe no WebP."""
    exif = Image.Exif()
    exif[0x0112], exif[0x010F] = 6, "SecretCam"
    found = picture_file.read(saved(image(), "PNG", exif=exif))
    assert (found.width, found.height, found.turned) == (20, 40, 6) and b"Secret" not in found.bare
    assert dict(Image.open(BytesIO(found.bare)).getexif()) == {0x0112: 6}
    assert picture_file.read(found.bare).bare == found.bare
    assert picture_file.read(saved(image(), "WEBP", exif=exif)).turned == 1


def of_colours(depth: int, colours: int, *more: bytes) -> bytes:
    """A PNG whose head says how its colours are."""
    head = chunk(b"IHDR", b"\0\0\0\2\0\0\0\1" + bytes([depth, colours, 0, 0, 0]))
    return png()[:8] + head + b"".join(more) + png()[33:]


@pytest.mark.parametrize("length", [0, 1, 2, 5, 6, 257])
@pytest.mark.parametrize("colours", [0, 2, 4, 6])
def test_what_is_clear_is_kept_where_it_can_be_so(colours, length):
    """Of a length that fits the colours; of what says nothing each program would make something else."""
    bare = picture_file.read(of_colours(8, colours, chunk(b"tRNS", b"\0" * length))).bare
    assert (b"tRNS" in bare) == (length == {0: 2, 2: 6}.get(colours))


HOSTILE = {
    "a depth that no PNG has": of_colours(3, 0),
    "a way of colours that no PNG has": of_colours(8, 5),
    "a palette's numbers without a palette": of_colours(8, 3),
    "a palette that ends within a colour": of_colours(8, 3, chunk(b"PLTE", b"\0" * 4)),
    "points with a text between them": png()[:-12] + chunk(b"tEXt", b"a\0b") + chunk(b"IDAT", b"") + png()[-12:],
    "twelve bits": PICTURES["JPEG"].replace(b"\xff\xc0\0\x11\x08", b"\xff\xc0\0\x11\x0c", 1),
    "five colours": PICTURES["JPEG"].replace(b"\x28\x03\x01", b"\x28\x05\x01", 1),
    "a name for a web page": b"<!doctype html><script>alert(1)</script>",
    "a text": b"hello",
    "a bomb": png(15_999, 15_999, data=b""),
    "a thread": png(1, 16_001, data=b""),
    "no width": png(0, 5, data=b""),
    "no points": b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", b"\0\0\0\1" * 2 + b"\x08\0\0\0\0") + chunk(b"IEND", b""),
    "a piece that nobody knows": png(2, 1, chunk(b"CgBI", b"")),
    "two heads": png(2, 1, chunk(b"IHDR", b"\0\0\0\1" * 2 + b"\x08\0\0\0\0")),
    "a length beyond the end": png()[:8] + b"\xff\xff\xff\xffIDAT",
    "two sizes": PICTURES["JPEG"].replace(b"\xff\xda", b"\xff\xc0\0\x0b\x08\0\x01\0\x01\x01\x01\x11\0\xff\xda", 1),
    "an end without a picture": b"\xff\xd8\xff\xd9",
    "a segment of no length": b"\xff\xd8\xff\xe0\0\0",
    "thousands of scans": PICTURES["JPEG"].replace(b"\xff\xd9", b"\xff\xda\0\x02\x11" * 101 + b"\xff\xd9"),
    "a kind for scanners": PICTURES["JPEG"].replace(b"\xff\xc0", b"\xff\xc9", 1),
    "a canvas of another size": PICTURES["WebP with all"].replace(b"\x27\0\0\x13\0\0", b"\xff\0\0\xff\0\0", 1),
    "a WebP that moves": saved(image(), "WEBP", save_all=True, append_images=[image(), Image.new("RGB", (40, 20))]),
    "a PNG that moves": saved(image(), "PNG", save_all=True, append_images=[Image.new("RGB", (40, 20))]),
    "a JPEG XL": b"\xff\x0a" + b"x" * 50,
    "a film": b"\0\0\0\x18ftypmp42",
    "a page that says so late": b"\xef\xbb\xbf<head><title>Not found</title>",
    "a GIF": saved(image(), "GIF"),
    "a TIFF": saved(image(), "TIFF"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_what_is_none_is_refused_with_what_to_do(name):
    """Each with a message and a help, and no pixel was looked at."""
    with pytest.raises(PictureError) as refused:
        picture_file.read(HOSTILE[name])
    assert refused.value.message and refused.value.help


@pytest.mark.parametrize("name", PICTURES)
def test_a_file_that_ends_early_is_refused(name):
    """Wherever it is cut off."""
    raw = PICTURES[name]
    for end in range(0, len(raw) - 1, 7):
        with pytest.raises(PictureError):
            picture_file.read(raw[:end])


@given(st.sampled_from(sorted(PICTURES)), st.lists(st.tuples(st.integers(0, 3000), st.integers(0, 255)), max_size=8))
def test_no_damage_does_harm(name, changes):
    """Whatever stands in a file, it is a picture of a size that can be, or refused: what comes out of it is read alike."""
    raw = bytearray(PICTURES[name])
    for at, value in changes:
        raw[at % len(raw)] = value
    try:
        found = picture_file.read(bytes(raw))
    except PictureError:
        return
    assert 0 < found.width <= picture_file.MOST_SIDE and 0 < found.height <= picture_file.MOST_SIDE
    again = picture_file.read(found.bare)
    assert (again.kind, again.width, again.height) == (found.kind, found.width, found.height)


@pytest.mark.parametrize(
    "raw",
    [
        b"\xff\xd8" + b"\xff" * 5_000_000,
        b"\xff\xd8" + b"\xff\xfe\0\x02" * 1_000_000,
        b"\xff\xd8" + b"\xff\x01" * 2_000_000,
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", b"\0\0\0\1" * 2 + b"\x08\0\0\0\0") + chunk(b"tEXt", b"") * 400_000,
        b"RIFF" + (4_000_004).to_bytes(4, "little") + b"WEBP" + b"ABCD\0\0\0\0" * 500_000,
        PICTURES["JPEG"][:-2] + b"\xff\0" * 2_000_000,
        b" " * 5_000_000 + b"<svg",
    ],
    ids=["marks", "comments", "nothings", "chunks", "pieces", "a scan", "spaces"],
)
def test_no_file_keeps_anybody_waiting(raw):
    """A file of millions of small pieces is refused as soon as there are more than any program writes."""
    start = time.process_time()
    with pytest.raises(PictureError):
        picture_file.read(raw)
    assert time.process_time() - start < 2
