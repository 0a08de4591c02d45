"""Pictures in the sizes that pages ask for: upright, in a browser's colours, with nothing but the picture in them."""

from __future__ import annotations

from io import BytesIO

import pytest
from PIL import Image, ImageCms

from tests.pictures import image, png, saved
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
    ],
)
def test_what_cannot_be_decoded_is_one_kind_of_error(raw):
    """Whatever a file does to a decoder, whoever asks hears of a `ValueError` and of nothing else."""
    with pytest.raises(ValueError, match=r"\w"):
        picture_sizes.webp(raw, 2, 2)


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
