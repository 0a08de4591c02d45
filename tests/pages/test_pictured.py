"""An event's picture away from its page: in lists, in the story and lessons, in frames, and where a page is shared."""

from __future__ import annotations

import json
import re
from io import BytesIO

import pytest
from PIL import Image

from tests import pictures
from tests import world as worlds
from tests.pictures import picture
from tests.world import both, build, event
from timeline.pages import embed

YEAR = {"year": {**worlds.TERM, "date": "2016", "sources": [{"id": "s"}]}}


def pictured(**changes: object) -> dict[str, object]:
    """A project of two events, the first of which shows a picture."""
    shown = picture(caption=both("The dial", "المزولة"), **changes)
    return worlds.files(
        **{
            "content/media/sundial.png": pictures.saved(pictures.image(900, 600), "PNG"),
            "content/media/other.png": pictures.saved(pictures.image(900, 600).rotate(180), "PNG"),
            "content/periods.yaml": YEAR,
            "content/events/e.yaml": event(media=[shown], places=["p"]),
            "content/events/f.yaml": event(date="2016-03", title=both("Else"), places=["p"]),
        }
    )


def text(root, path: str) -> str:
    return (root / "site" / path).read_text("utf-8")


@pytest.fixture
def built(tmp_path):
    root = worlds.write(tmp_path, pictured())
    assert not build(root).failed
    return root


LISTS = (
    *("en/index.html", "en/events/index.html", "en/years/2016.html", "en/topics/t.html", "en/places/p.html"),
    "en/periods/year.html",
)


def test_a_list_shows_it_in_small(built):
    """Beside its event alone, of the smallest size, silent, loaded when it is near, in a box of its size."""
    for path in LISTS:
        (image,) = re.findall("<img[^>]*>", text(built, path))
        assert 'class="thumb"' in image and re.search(r'src="[./]*media/sundial-\w+-320\.webp"', image), path
        assert 'width="320" height="213"' in image and 'loading="lazy"' in image and 'alt=""' in image
        assert re.search('<ol class="[a-z]+ pictured"', text(built, path))
        assert re.search('<link rel="stylesheet" href="[^"]*/thumb[.]', text(built, path)), path


def test_whatever_shows_pictures_has_their_styles(built):
    """On every page, of whatever kind: without them a small picture is as large as its file."""
    pages = [page.read_text("utf-8") for page in (built / "site").rglob("*.html")]
    for mark, sheet in (
        ('class="thumb"', "thumb"),
        ('class="picture"', "picture"),
        ('class="still"', "(?:story|lesson)"),
    ):
        shown = [page for page in pages if mark in page]
        assert shown and all(re.search(rf"assets/{sheet}\.\w+\.css", page) for page in shown), mark


def test_a_list_without_pictures_has_no_room_for_them(world):
    files = {path: data for path, data in pictured().items() if not path.startswith("content/media/")}
    root = world(**{**files, "content/events/e.yaml": event(places=["p"])})
    assert not build(root).failed
    for path in LISTS:
        assert "thumb" not in text(root, path) and "pictured" not in text(root, path)


def test_without_pillow_a_list_shows_only_what_is_small(world, monkeypatch):
    """A picture as it is may have four million points: too much to load for a thumbnail."""
    from timeline.drawing import picture_sizes

    monkeypatch.setattr(picture_sizes, "recipe", lambda: "")
    files = pictured()
    root = world(**files)
    assert not build(root).failed and "thumb" not in text(root, LISTS[0])
    small = {"content/media/sundial.png": pictures.png(300, 200)}
    assert not build(world(**{**files, **small})).failed and "thumb" in text(root, LISTS[0])


def test_a_page_is_shared_with_its_picture_where_no_card_is_drawn(built):
    """Its address, size and alternative text; a page without one has none, as no edition's card was brought."""
    page = text(built, "en/events/e.html")
    address = re.search('property="og:image" content="https://record.example/(media/sundial-[^"]*-900.webp)"', page)[1]
    assert (built / "site" / address).is_file()
    assert '<meta property="og:image:width" content="900">' in page
    assert '<meta property="og:image:height" content="600">' in page
    assert '<meta property="og:image:alt" content="A sundial">' in page
    assert "og:image" not in text(built, "en/events/f.html")
    answer = json.loads(text(built, "embed/en/events/e.json"))
    assert answer["thumbnail_url"].startswith("https://record.example/media/sundial-")
    assert (answer["thumbnail_width"], answer["thumbnail_height"]) == (900, 600)
    assert "thumbnail_url" not in json.loads(text(built, "embed/en/events/f.json"))


def test_a_card_shows_the_picture_and_follows_it(tmp_path):
    """It is drawn anew when the picture or what is said of it changes, the same on each run, and no other card is."""
    root = worlds.write(tmp_path, pictured())
    assert not build(root, cards=True).failed
    card, other = (root / f"site/cards/en/{id}.png" for id in "ef")
    first, beside = card.read_bytes(), other.read_bytes()
    pixels = Image.open(BytesIO(first))
    assert pixels.size == (1200, 630) and {(200, 0, 0), (0, 0, 200)} <= {near(pixels, x) for x in (720, 1100)}
    assert "cards/en/e.png" in text(root, "en/events/e.html")
    worlds.write(root, {"content/events/e.yaml": pictured(file="other.png")["content/events/e.yaml"]})
    assert not build(root, cards=True).failed
    assert card.read_bytes() != first and other.read_bytes() == beside
    worlds.write(root, pictured())
    assert not build(root, cards=True).failed and card.read_bytes() == first
    worlds.write(root, {"content/events/e.yaml": pictured(credit=both("Another"))["content/events/e.yaml"]})
    assert not build(root, cards=True).failed and card.read_bytes() != first


def near(image, x: int) -> tuple[int, ...]:
    """The colour at a place, as far as a picture that was pressed keeps it."""
    return tuple(200 if value > 150 else 0 for value in image.getpixel((x, 200))[:3])


def test_a_frame_has_room_for_it(built):
    """As high as the picture may stand, and for what is said of it; that of the other event is lower."""
    page = text(built, "embed/en/events/e.html")
    assert 'alt="A sundial"' in page and "The dial" in page and ">CC BY 4.0</a>" in page
    heights = [json.loads(text(built, f"embed/en/events/{id}.json"))["height"] for id in "ef"]
    assert heights[0] >= heights[1] + embed.TALL
    css = next((built / "site/assets").glob("embed.*.css")).read_text("utf-8")
    assert f"max-block-size: {embed.TALL}px" in css or f"max-block-size:{embed.TALL}px" in css


def test_the_story_and_a_lesson_show_it(tmp_path):
    """A scene its event's, a slide the step's own before that; a sheet what its questions look at; no answers' way."""
    step = {"event": "e", "text": both("Look"), "media": [picture("other.png", credit=both("A teacher"))]}
    asked = {"text": both("What is it?"), "look_at": ["#picture-1"]}
    lesson = {"title": both("A path"), "summary": both("It leads."), "steps": [{**step, "questions": [asked]}]}
    root = worlds.write(tmp_path, {**pictured(), "content/paths/way.yaml": lesson})
    assert not build(root).failed
    shown = lambda path: re.findall('<img src="[^"]*media/(\\w+)-', text(root, path))
    assert shown("en/story/index.html") == ["sundial"]
    assert shown("en/paths/way/slides.html") == ["other"]
    assert shown("en/paths/way/sheet.html") == ["other", "sundial"]
    assert shown("en/paths/way/short.html") == []
    assert shown("parallel/paths/way.html") == ["other", "sundial"]
    assert shown("parallel/events/e.html") == ["sundial"]
    assert shown("en/record/index.html") == ["sundial"]
    for path in ("en/paths/way/sheet.html", "parallel/events/e.html", "en/story/index.html"):
        assert ">CC BY 4.0</a>" in text(root, path)


def test_nothing_said_of_it_becomes_markup(tmp_path):
    """Anywhere that it is shown."""
    bad = both('"><script>alert(1)</script><img src=x onerror=y>', "<b>")
    root = worlds.write(tmp_path, pictured(alt=bad, credit=bad))
    assert not build(root).failed
    for path in (*LISTS, "embed/en/events/e.html", "parallel/events/e.html", "en/story/index.html", "en/feed.json"):
        if (root / "site" / path).is_file():
            assert "<script>alert" not in text(root, path) and "<img src=x" not in text(root, path), path
