"""Pictures in a real browser: they fit their column and the screen, nothing moves as they come, and they weigh little."""

from __future__ import annotations

import io

import pytest
from PIL import Image
from pypdf import PdfReader

from tests import world as worlds
from tests.browser.axe import axe_finds_nothing
from tests.pictures import picture, saved
from tests.world import both, event

LONG = both("It went on until the evening came. " * 30, "استمر ذلك حتى جاء المساء. " * 30)


def photo(width: int, height: int) -> bytes:
    """With grain, as photographs have it."""
    grain = Image.effect_noise((width // 4, height // 4), 40).resize((width, height), Image.Resampling.BICUBIC)
    return saved(Image.merge("RGB", (grain, Image.linear_gradient("L").resize((width, height)), grain)), "JPEG")


@pytest.fixture(scope="module")
def shown(tmp_path_factory):
    """A site with events that show one wide picture, one tall, and four."""
    said = {"caption": both("At noon", "ظهرًا"), "date": "1206"}
    names = ("wide", "tall", "broad", "narrow")
    files = {
        f"content/media/{name}.jpg": photo(*(2400, 1600)[:: 1 if n % 2 == 0 else -1]) for n, name in enumerate(names)
    }
    line = Image.new("RGBA", (900, 60), (0, 0, 0, 0))
    files["content/media/line.png"] = saved(line, "PNG")
    events = {
        "e": [picture("wide.jpg", **said)],
        "tall": [picture("tall.jpg", **said, video="https://archive.org/details/x")],
        "many": [picture(f"{name}.jpg", **said) for name in names],
        "line": [picture("line.png", **said)],
    }
    files |= {f"content/events/{id}.yaml": event(media=media, body=LONG) for id, media in events.items()}
    root = worlds.write(tmp_path_factory.mktemp("pictures"), {**worlds.files(), **files})
    assert worlds.build(root).diagnostics == []
    return root / "site"


def boxes(page) -> list[dict[str, float]]:
    return page.locator(".picture img").evaluate_all(
        "all => all.map(e => { const b = e.getBoundingClientRect(); return {left: b.left, right: b.right, top: b.top + scrollY, width: b.width, height: b.height, there: e.complete && e.naturalWidth > 0} })"
    )


@pytest.mark.parametrize("width", (320, 360, 720, 1280))
@pytest.mark.parametrize(
    "path", ("en/events/e.html", "ar/events/tall.html", "ar/events/many.html", "en/events/line.html")
)
def test_a_picture_fits(reader, shown, path, width):
    """No wider than its column, which is that of the text, no taller than most of the screen, and above the text than
    leaves room for its beginning; nothing scrolls sideways."""
    page = reader(viewport={"width": width, "height": 800})
    page.goto((shown / path).as_uri())
    columns = page.locator(".pictures, .prose").evaluate_all(
        "all => all.map(e => [e.getBoundingClientRect().left, e.clientWidth])"
    )
    assert len({*map(tuple, columns)}) == 1
    for n, box in enumerate(boxes(page)):
        assert box["width"] <= columns[0][1] + 1 and box["height"] <= (0.81 if n else 0.61) * 800


@pytest.mark.parametrize("width", (360, 1280))
@pytest.mark.parametrize("code", ("en", "ar"))
def test_the_first_stands_before_the_text(reader, shown, code, width):
    """To the eye as in the reading order: the summary, a picture, the text, and then whatever else there is to see."""
    page = reader(viewport={"width": width, "height": 800})
    page.goto((shown / code / "events/many.html").as_uri())
    tops = page.locator(".summary, .picture, .prose").evaluate_all(
        "all => all.map(e => [e.className.split(' ')[0], e.getBoundingClientRect().top])"
    )
    assert [name for name, _ in tops] == ["summary", "picture", "prose", *["picture"] * 3]
    assert [top for _, top in tops] == sorted(top for _, top in tops)


def test_it_leaves_room_on_a_telephone_that_lies(reader, shown):
    page = reader(viewport={"width": 740, "height": 360})
    for path in ("en/events/e.html", "ar/events/tall.html"):
        page.goto((shown / path).as_uri())
        assert boxes(page)[0]["height"] <= 0.61 * 360
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_several_stand_side_by_side_where_there_is_room(reader, shown):
    """Two in a row, from the right in Arabic; below each other on a telephone."""
    for code, width in (("en", 720), ("ar", 720), ("en", 360)):
        page = reader(viewport={"width": width, "height": 800})
        page.goto((shown / code / "events/many.html").as_uri())
        _, first, second, _ = boxes(page)  # the one before the text stands alone
        if width == 360:
            assert second["top"] >= first["top"] + first["height"]
        else:
            assert first["top"] == second["top"]
            assert first["right"] <= second["left"] if code == "en" else second["right"] <= first["left"]


def test_nothing_moves_as_pictures_come(reader, shown):
    """Their boxes are what they will be before anything of them is there."""
    page = reader(viewport={"width": 1280, "height": 800})
    page.route("**/media/*", lambda route: route.abort())
    page.goto((shown / "en/events/many.html").as_uri())
    before = boxes(page)
    page.unroute("**/media/*")
    page.failed.clear()
    page.goto((shown / "en/events/many.html").as_uri())
    page.locator(".picture img").last.scroll_into_view_if_needed()
    page.wait_for_function("[...document.images].every(e => e.complete && e.naturalWidth)")
    for box, then in zip(before, boxes(page), strict=True):
        assert box == pytest.approx({**then, "there": box["there"]}, abs=0.5)  # sizes are whole numbers of points


@pytest.mark.parametrize(("width", "most"), ((360, 60_000), (1280, 120_000)))
def test_a_picture_that_is_near_weighs_little(reader, shown, width, most):
    """A browser takes the smallest size that fits; a photograph full of grain has then at most so many bytes."""
    page = reader(viewport={"width": width, "height": 800})
    page.goto((shown / "en/events/e.html").as_uri())
    page.locator(".picture img").scroll_into_view_if_needed()
    page.wait_for_function("[...document.images].every(e => e.complete && e.naturalWidth)")
    (asked,) = (address for address in page.asked if "/media/" in address)
    assert (shown / "media" / asked.rpartition("/")[2]).stat().st_size <= most


def test_forced_colours_dark_and_paper(reader, shown):
    """Where a reader forces colours a picture has a border; what is clear has a white ground; on paper none is split."""
    page = reader(viewport={"width": 1280, "height": 800}, forced_colors="active")
    page.goto((shown / "en/events/line.html").as_uri())
    look = lambda name: page.locator(".picture img").evaluate(f"e => getComputedStyle(e).{name}")
    assert look("borderTopWidth") == "1px"
    page = reader(viewport={"width": 1280, "height": 800}, color_scheme="dark")
    page.goto((shown / "en/events/line.html").as_uri())
    assert look("backgroundColor") == "rgb(255, 255, 255)"
    page.goto((shown / "en/events/many.html").as_uri())
    text = [sheet.extract_text() for sheet in PdfReader(io.BytesIO(page.pdf(format="A4"))).pages]
    assert sum(sheet.count("At noon") for sheet in text) == sum(sheet.count("CC BY 4.0") for sheet in text) == 4


@pytest.mark.parametrize("scheme", ("light", "dark"))
@pytest.mark.parametrize("path", ("en/events/many.html", "ar/events/tall.html"))
def test_axe_finds_nothing(reader, shown, path, scheme):
    """No fault by axe's rules (WCAG 2.2 AA among them), on a telephone and on a desk."""
    for width in (360, 1280):
        page = reader(viewport={"width": width, "height": 800}, scripts=True, color_scheme=scheme)
        page.goto((shown / path).as_uri())
        axe_finds_nothing(page, set())
