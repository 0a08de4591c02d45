"""examples/museum: another subject, another kind of date, pictures, periods and places, built as anybody would build it."""

from __future__ import annotations

import gzip
import io
import os
import re
import runpy
import shutil
from xml.etree import ElementTree

import html5lib
import pytest

from tests.conftest import PROJECT
from timeline import cli

MUSEUM = PROJECT / "examples/museum"
OBJECTS = sorted(path.stem for path in (MUSEUM / "content/events").iterdir())
LANGUAGES = ("ar", "en")
NAMES = {"h": "http://www.w3.org/1999/xhtml", "s": "http://www.w3.org/2000/svg"}


@pytest.fixture(scope="module")
def museum(tmp_path_factory):
    """The site of the museum, built once from a copy."""
    from tests.once import once
    from timeline.build import pipeline
    from timeline.build.inputs import Options

    def make(root):
        shutil.copytree(MUSEUM / "content", root / "content")
        result = pipeline.build(Options(root))
        assert [*map(str, result.diagnostics)] == []

    base = tmp_path_factory.getbasetemp()
    return once((base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "museum", make) / "site"


def page(site, path):
    return html5lib.HTMLParser(strict=True).parse((site / path).read_text("utf-8"))


def words(element):
    return " ".join("".join(element.itertext()).split())


def test_nothing_is_wrong_with_it(capsys):
    """No fault and no warning, as CI looks: each address that it gives out is noted, too."""
    assert cli.main(["check", "--committed", "--root", str(MUSEUM)]) == 0
    said = capsys.readouterr()
    assert "no faults" in said.out and "warning" not in said.out + said.err


def test_its_pages_weigh_no_more_than_is_promised(museum):
    """A page of each edition with its styles, its scripts, the font and the icon: at most 40 KB compressed, of the whole
    record 60, without its pictures. What a page says that it loads is counted, as the browser's tests count it."""
    fonts = (museum / "assets/noto-naskh-arabic.woff2").stat().st_size
    packed = {path: len(gzip.compress(path.read_bytes(), 9)) for path in (museum / "assets").iterdir()}
    heavy, looked_at = {}, 0
    for path in (path for code in LANGUAGES for path in (museum / code).rglob("*.html")):
        text = path.read_text("utf-8")
        loads = re.findall(r'<(?:link rel="(?:stylesheet|icon)"|script) (?:href|src)="([^"]+\.(?:css|js|svg))"', text)
        weight = sum(packed[(path.parent / name).resolve()] for name in loads)
        weight += len(gzip.compress(text.encode(), 9)) + fonts
        if weight > (60_000 if "record" in path.parts else 40_000):
            heavy[path.relative_to(museum).as_posix()] = weight
        looked_at += len(loads) > 3
    assert heavy == {} and looked_at > 100


@pytest.mark.parametrize("code", LANGUAGES)
def test_each_instrument_shows_its_drawing(museum, code):
    """Fifteen pages in each edition, each with the picture of its name, what is seen in it, and who drew it."""
    assert len(OBJECTS) == 15
    seen = set()
    for name in OBJECTS:
        figures = page(museum, f"{code}/events/{name}.html").findall(".//h:figure[@id='picture-1']", NAMES)
        assert len(figures) == 1, name
        image = figures[0].find(".//h:img", NAMES)
        file = (museum / f"{code}/events" / image.get("src")).resolve()
        assert file.is_file() and file.name.startswith(f"{name}-") and file.parent.name == "media"
        assert image.get("width") and image.get("height")
        assert (
            re.search("[\u0621-\u064a]", image.get("alt"))
            if code == "ar"
            else image.get("alt").isascii() or "’" in image.get("alt")
        )
        assert {"ar": "رسم المشروع", "en": "Drawing: the project"}[code] in words(figures[0])
        assert "CC" in words(figures[0])
        seen.add(image.get("alt"))
    assert len(seen) == 15


@pytest.mark.parametrize(
    "code, name, period",
    [
        ("en", "great-sundial", "Mamluk sultanate"),
        ("ar", "great-sundial", "دولة المماليك"),
        ("en", "shadow-clock", "New Kingdom of Egypt"),
        ("ar", "sea-watch", "مجلس خط الطول"),
    ],
)
def test_an_instrument_belongs_to_its_period(museum, code, name, period):
    """Also where one of the two is dated in the hijri calendar, or before the common era."""
    assert period in words(page(museum, f"{code}/events/{name}.html"))
    listed = words(page(museum, f"{code}/periods/index.html"))
    assert period in listed


def test_dates_are_shown_as_they_are_known(museum):
    sundial = words(page(museum, "en/events/great-sundial.html"))
    assert "773 AH" in sundial and "1371" in sundial
    assert "the 15th century BCE" in words(page(museum, "en/events/shadow-clock.html"))
    assert "القرن الخامس عشر قبل الميلاد" in words(page(museum, "ar/events/shadow-clock.html"))


def test_places_are_no_better_known_than_they_are(museum):
    """A point, a stretch of land, and nowhere that anybody knows; and one of which the timeline only speaks."""
    told = {id: words(page(museum, f"en/places/{id}.html")) for id in ("damascus", "egypt", "alfreds-court", "jamaica")}
    assert "33.51" in told["damascus"] and "km" not in told["damascus"]
    assert "450 km" in told["egypt"] and "is not known" in told["egypt"]
    assert "Asser names no place" in told["alfreds-court"]
    assert "Nothing of them happened here" in told["jamaica"]


@pytest.mark.parametrize(
    "code, known, unknown", [("en", "Damascus", "King Alfred’s court"), ("ar", "دمشق", "بلاط الملك ألفريد")]
)
def test_the_map_has_what_is_known(museum, code, known, unknown):
    """A link for each place on the map, and every place in the list beside it."""
    map = page(museum, f"{code}/map/index.html")
    drawn = {
        link.get("href", "").rpartition("/")[2]
        for svg in map.findall(".//s:svg", NAMES)
        for link in svg.iter()
        if link.get("href")
    }
    listed = words(map.find(".//h:main", NAMES))
    assert known in listed and unknown in listed
    assert "damascus.html" in drawn and "alfreds-court.html" not in drawn


def test_the_lesson_shows_a_picture_in_a_step(museum):
    for code in LANGUAGES:
        lesson = page(museum, f"{code}/paths/what-beats-time.html")
        assert len(lesson.findall(".//h:figure//h:img", NAMES)) == 1


def test_drawings_are_of_one_hand():
    """Paper, ink and one red; no letters, for a drawing serves both editions; each has its picture, none too heavy."""
    drawings = sorted((MUSEUM / "drawings").glob("*.svg"))
    assert [drawing.stem for drawing in drawings] == OBJECTS
    for drawing in drawings:
        text = drawing.read_text("utf-8")
        assert set(re.findall("#[0-9a-f]{3,8}\\b", text)) == {"#22313c", "#b5482a", "#faf6ec"}, drawing.name
        assert not ElementTree.fromstring(text).findall(".//s:text", NAMES), drawing.name
        assert (MUSEUM / f"content/media/{drawing.stem}.png").stat().st_size <= 60_000, drawing.name


def test_pictures_are_the_drawings():
    """What is committed is what make.py makes; along edges another version may choose another shade."""
    from PIL import Image, ImageChops

    png = runpy.run_path(str(MUSEUM / "drawings/make.py"))["png"]
    for drawing in sorted((MUSEUM / "drawings").glob("*.svg")):
        made = Image.open(io.BytesIO(png(drawing.read_text("utf-8")))).convert("L")
        kept = Image.open(MUSEUM / f"content/media/{drawing.stem}.png").convert("L")
        assert made.size == kept.size == (1200, 900)
        far = sum(ImageChops.difference(made, kept).histogram()[48:])
        assert far <= 100, f"{drawing.name}: run examples/museum/drawings/make.py"
