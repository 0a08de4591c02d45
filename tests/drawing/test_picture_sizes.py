"""Pictures in the sizes that pages ask for: upright, in a browser's colours, with nothing but the picture in them."""

from __future__ import annotations

import zlib
from io import BytesIO

import pytest
from PIL import Image, ImageCms

from tests.pictures import chunk, image, png, saved
from timeline.drawing import picture_sizes
from timeline.text import picture_file


def opened(raw: bytes) -> Image.Image:
    made = Image.open(BytesIO(raw))
    made.load()
    return made


def test_a_picture_has_the_sizes_that_are_smaller_than_it_is():
    """Never one that is larger, or one that hardly differs from the next; and never one of no height."""
    widths = lambda width, height: [wide for wide, _ in picture_sizes.sizes(width, height)]
    assert widths(4000, 3000) == [320, 480, 720, 1080, 1600] and picture_sizes.sizes(4000, 3000)[1] == (480, 360)
    assert widths(1000, 10) == [320, 480, 720, 1000] and widths(180, 5000) == [180] and widths(500, 1) == [320, 500]
    assert picture_sizes.sizes(16_000, 1)[0] == (320, 1)


@pytest.mark.parametrize("turned", range(1, 9))
def test_a_picture_is_upright(turned):
    """However its file has it turned, it comes out as a viewer of pictures shows it."""
    exif = Image.Exif()
    exif[0x0112] = turned
    raw = saved(image(200, 100), "JPEG", exif=exif, quality=95)
    known = picture_file.read(raw)
    made = opened(picture_sizes.webp(raw, known.width // 2, known.height // 2))
    assert made.size == ((50, 100) if turned > 4 else (100, 50)) and not made.getexif()
    red = {1: "left", 2: "right", 3: "right", 4: "left", 5: "top", 6: "top", 7: "bottom", 8: "bottom"}[turned]
    wide, high = made.size
    at = {
        "left": (5, high // 2),
        "right": (wide - 5, high // 2),
        "top": (wide // 2, 5),
        "bottom": (wide // 2, high - 5),
    }
    assert made.getpixel(at[red])[0] > 150 > 60 > made.getpixel(at[red])[2]


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA"])
def test_each_way_of_having_colours_comes_out(mode):
    """What is clear stays clear."""
    clear = image().convert("RGBA")
    clear.paste((0, 0, 0, 0), (30, 0, 40, 20))
    plain = clear.convert(mode)
    made = opened(picture_sizes.webp(saved(plain, "PNG"), 40, 20))
    assert made.mode == ("RGBA" if mode in ("LA", "P", "RGBA") else "RGB") and made.size == (40, 20)
    assert made.mode == "RGB" or (made.getpixel((35, 5))[3], made.getpixel((5, 5))[3]) == (0, 255)
    grey, was = made.convert("L").getpixel((5, 5)), image().convert("L").getpixel((5, 5))
    assert mode in ("1", "P") or abs(grey - was) < 12


def test_sixteen_bits_of_grey_become_eight():
    """As a scanner of old papers writes them."""
    made = opened(picture_sizes.webp(saved(Image.new("I;16", (40, 20), 128 * 257), "PNG"), 40, 20))
    assert abs(made.convert("L").getpixel((5, 5)) - 128) < 3


def test_colours_are_those_that_its_profile_means():
    """A picture in other colours is brought into a browser's own, and its profile goes."""
    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    made = opened(picture_sizes.webp(saved(image(), "JPEG", icc_profile=lab), 40, 20))
    assert "icc_profile" not in made.info and made.getpixel((5, 5))[0] > 150
    plain = picture_sizes.webp(saved(image(), "JPEG"), 40, 20)
    assert picture_sizes.webp(saved(image(), "JPEG", icc_profile=b"\0" * 200), 40, 20) == plain  # one that is none


def pressed(kind: bytes, head: bytes) -> bytes:
    """A chunk of a PNG that swells to a hundred times its size."""
    return chunk(kind, head + zlib.compress(b"A" * 30_000_000, 9))


def beside(marker: int, inside: bytes) -> bytes:
    """A JPEG with a segment beside its picture."""
    raw = saved(image(), "JPEG")
    return raw[:2] + b"\xff" + bytes([marker]) + (len(inside) + 2).to_bytes(2, "big") + inside + raw[2:]


BESIDE = {
    "a second picture, as telephones write it": saved(image(), "MPO", save_all=True, append_images=[image(20, 10)]),
    "a list of pictures that is broken": beside(0xE2, b"MPF\0II*\0broken, as it is"),
    "where it was taken, cut off": beside(0xE1, b"Exif\0\0II*\0\x08\0\0\0\xff\xff\x1a\x01\5\0\1\0\0\0\xff\xff\xff\xff"),
    "a density of nothing": beside(0xE1, b"Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x1a\0\5\0\0\0\1\xff\xff\xff\xff\0\0\0\0"),
    "a head that is too short": beside(0xE0, b"JFIF\0"),
    "colours that are not said": beside(0xEE, b"Adobe"),
    "a long text": png(40, 20, chunk(b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + b"A" * 3_000_000)),
    "a bomb of a text": png(40, 20, pressed(b"zTXt", b"Comment\0\0")),
    "a bomb in a language": png(40, 20, pressed(b"iTXt", b"Comment\0\1\0\0\0")),
    "a bomb of colours": png(40, 20, pressed(b"iCCP", b"p\0\0")),
    "colours pressed in no known way": png(40, 20, chunk(b"iCCP", b"p\0\7")),
    "chunks that end early": png(
        40, 20, chunk(b"pHYs", b"x"), chunk(b"gAMA", b""), chunk(b"cHRM", b"x"), chunk(b"sRGB", b"")
    ),
    "frames of nothing that moves": png(40, 20, chunk(b"fcTL", b"\0" * 26), chunk(b"fdAT", b"\0" * 4)),
}


@pytest.mark.parametrize("name", BESIDE)
def test_what_lies_beside_a_picture_neither_harms_nor_hides_it(name):
    """What nobody sees of a file, be it broken or a bomb, is not even read: the picture is as without it."""
    raw = BESIDE[name]
    plain = saved(image(), "JPEG") if raw[:1] == b"\xff" else png(40, 20)
    assert picture_sizes.webp(raw, 20, 10) == picture_sizes.webp(plain, 20, 10)


def test_a_turned_png_is_upright_too():
    exif = Image.Exif()
    exif[0x0112] = 6
    made = opened(picture_sizes.webp(saved(image(), "PNG", exif=exif), 20, 40)).convert("RGB")
    assert made.size == (20, 40) and made.getpixel((10, 3))[0] > 150 and made.getpixel((10, 36))[2] > 150


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_each_kind_has_its_colours_told(kind):
    """A profile that exchanges red and blue is heard, wherever a file of a kind has it."""
    linear = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    other = bytearray(linear)
    tags = {linear[at : at + 4]: at for at in range(132, 132 + 12 * int.from_bytes(linear[128:132], "big"), 12)}
    red, blue = tags[b"rXYZ"], tags[b"bXYZ"]
    other[red + 4 : red + 12], other[blue + 4 : blue + 12] = linear[blue + 4 : blue + 12], linear[red + 4 : red + 12]
    made = opened(picture_sizes.webp(saved(image(), kind, icc_profile=bytes(other)), 40, 20)).convert("RGB")
    assert made.getpixel((5, 5))[2] > 150 > 60 > made.getpixel((5, 5))[0]


def test_the_same_bytes_each_time():
    raw = saved(image(300, 200), "JPEG")
    assert picture_sizes.webp(raw, 150, 100) == picture_sizes.webp(raw, 150, 100)


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize(
    "raw",
    [
        png(2, 2, data=b"no pixels"),
        saved(image(), "WEBP")[:30] + b"\0" * 40,
        b"",
        b"<svg/>",
        saved(image(), "JPEG").replace(b"\x28\x03\x01", b"\x28\x04\x01", 1),
    ],
)
def test_what_cannot_be_decoded_is_one_kind_of_error(raw):
    """Whatever a file does to a decoder, whoever asks hears of a `ValueError` and of nothing else."""
    with pytest.raises(ValueError, match=r"\w") as told:
        picture_sizes.webp(raw, 2, 2)
    assert " at 0x" not in str(told.value)  # a place in memory, which is another each time


def test_a_drawing_stays_sharp():
    """Of lines and flat colours each point is kept, since that is smaller too."""
    drawing = image(400, 200)
    made = opened(picture_sizes.webp(saved(drawing, "PNG"), 400, 200)).convert("RGB")
    assert made.tobytes() == drawing.tobytes()


def test_a_photograph_is_small():
    """What a telephone loads of a picture as photographs are, with grain: the smallest size within 60 KB."""
    grain = Image.effect_noise((600, 400), 40).resize((2400, 1600), Image.Resampling.BICUBIC)
    photo = Image.merge("RGB", (grain, Image.linear_gradient("L").resize((2400, 1600)), grain))
    raw = saved(photo, "JPEG", quality=92)
    weights = [len(picture_sizes.webp(raw, *size)) for size in picture_sizes.sizes(2400, 1600)]
    assert weights == sorted(weights) and weights[0] < 60_000 and weights[-1] < len(raw)
