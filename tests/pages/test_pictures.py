"""Pictures on pages and as files of the site: what a reader sees, what is published, and what is made again."""

from __future__ import annotations

import re
from importlib.util import find_spec
from io import BytesIO

import pytest
from PIL import Image

from tests import pictures as samples
from tests import world as worlds
from tests.pictures import image, picture, saved
from tests.world import both
from timeline.authoring import preview
from timeline.build import inputs
from timeline.build.inputs import Options
from timeline.drawing import picture_sizes

E, PHOTO = "content/events/e.yaml", "content/media/sundial.jpg"
EXIF = Image.Exif()
EXIF[0x010F] = "SecretCam"
RAW = saved(image(1200, 800), "JPEG", exif=EXIF, comment=b"a name")


def shown(**changes: object) -> dict[str, object]:
    """An event with one picture."""
    return worlds.event(media=[picture(**{"file": "sundial.jpg", **changes})])


def files(root) -> dict[str, bytes]:
    return {path: data for path, data in worlds.tree(root / "site").items() if path.startswith("media/")}


def figure(root, path: str = "en/events/e.html") -> str:
    text = (root / "site" / path).read_text("utf-8")
    return re.search(r"<figure.*</figure>", text, re.DOTALL)[0]


@pytest.fixture
def without(monkeypatch):
    """A machine without Pillow."""
    monkeypatch.setattr(picture_sizes, "find_spec", lambda name: None if name == "PIL" else find_spec(name))


def test_a_page_shows_a_picture_with_all_that_is_said_of_it(world):
    """What is seen, who made it, when, under which licence and where it is from; and its size, so that nothing moves."""
    root = world(**{PHOTO: RAW, E: shown(caption=both("At noon", "ظهرًا"), date="1206", id="front")})
    assert worlds.build(root).diagnostics == []
    text = figure(root)
    for part in (
        'id="picture-front"',
        'width="1200" height="800" loading="lazy"',
        'alt="A sundial"',
        "At noon",
        "Somebody",
        '<time datetime="1206">1206</time>',
        '<a href="https://creativecommons.org/licenses/by/4.0/" rel="license">CC BY 4.0</a>',
        'href="../../en/sources/s.html"',
    ):
        assert part in text, part
    arabic = figure(root, "ar/events/e.html")
    assert 'alt="مزولة"' in arabic and "ظهرًا" in arabic and "أحدهم" in arabic
    assert re.findall(r"(media/\S+) (\d+)w", text) == re.findall(r"(media/\S+) (\d+)w", arabic) != []


def test_a_file_is_published_once_in_a_few_sizes_and_holds_no_more_than_the_picture(world):
    """For all languages; smaller ones are smaller; each name tells its width and what is in it."""
    root = world(**{PHOTO: RAW, E: shown()})
    worlds.build(root)
    made = files(root)
    widths = [re.fullmatch(r"media/sundial-[0-9a-f]{10}-(\d+)\.webp", path)[1] for path in made]
    assert widths == ["1200", "320", "480", "720"]
    for path, data in made.items():
        assert b"Secret" not in data and b"a name" not in data
        assert Image.open(BytesIO(data)).size[0] == int(path.split("-")[-1].removesuffix(".webp"))
    worlds.write(root, {PHOTO: saved(image(1200, 801), "JPEG")})
    worlds.build(root)
    assert len(files(root)) == 4 and not files(root).keys() & made.keys()


def test_without_pillow_a_picture_is_given_on_without_all_else(world, without):
    """As it is, in one size, with nothing in it but the picture."""
    root = world(**{PHOTO: RAW, E: shown()})
    assert worlds.build(root).diagnostics == []
    ((path, data),) = files(root).items()
    assert path.endswith("-1200.jpg") and b"Secret" not in data and b"a name" not in data
    assert Image.open(BytesIO(data)).size == (1200, 800) and "srcset" not in figure(root)


def test_what_is_the_same_is_not_made_again(world, monkeypatch):
    """Neither the file nor the page, until the picture changes or what sizes it comes or goes."""
    root = world(**{PHOTO: RAW, E: shown()})
    worlds.build(root)
    made, before = [], picture_sizes.webp
    monkeypatch.setattr(picture_sizes, "webp", lambda *given: made.append(given[1:]) or before(*given))
    assert worlds.build(root).written == 0 and inputs.nothing_to_do(Options(root))
    worlds.write(root, {E: shown(caption=both("Another", "آخر"))})
    assert worlds.build(root).written > 0 and made == []
    (path,) = (root / "site/media").glob("*-480.webp")
    path.unlink()
    assert (worlds.build(root).written, made) == (1, [(480, 320)])
    monkeypatch.setattr(picture_sizes, "find_spec", lambda name: None)
    assert inputs.nothing_to_do(Options(root)) is None
    worlds.build(root)
    assert [path.rpartition(".")[2] for path in files(root)] == ["jpg"] and ".jpg" in figure(root)


def test_what_nobody_shows_is_not_published(world):
    """Neither what no record names, which is told of, nor what a draft alone does, which is not."""
    draft = {**shown(), "draft": "true", "date": "2017"}
    root = world(**{PHOTO: RAW, "content/media/other.png": samples.png(), "content/events/d.yaml": draft})
    assert [d.code for d in worlds.build(root).diagnostics] == ["unused-picture"] and files(root) == {}


def test_a_file_may_serve_several_records(world):
    """An event, its source and a path's step show the same file, each with words of its own, and it is there once."""
    path = {"title": both("A", "أ"), "summary": both("B", "ب"), "steps": [{"event": "e", "text": both("C", "ج")}]}
    path["steps"][0]["media"] = [picture("sundial.jpg", alt=both("Look here", "انظر"), id="b")]
    source = {**worlds.SOURCE, "media": [picture("sundial.jpg", alt=both("Its title page", "صفحة عنوانه"))]}
    root = world(**{PHOTO: RAW, E: shown(), "content/sources/s.yaml": source, "content/paths/w.yaml": path})
    assert worlds.build(root).diagnostics == [] and len(files(root)) == 4
    assert 'alt="Its title page"' in figure(root, "en/sources/s.html")
    step = figure(root, "en/paths/w.html")
    assert 'alt="Look here"' in step and 'id="e/picture-b"' in step


def test_a_picture_that_plays_is_a_link_that_says_so(world):
    """A frame of another host is on no page; where the link leads and what is there is said before one follows it."""
    for name, word in (("video", "Video"), ("sound", "Audio")):
        root = world(**{PHOTO: RAW, E: shown(**{name: "https://www.archive.org/details/x"})})
        worlds.build(root)
        text = figure(root)
        assert '<a class="plays" href="https://www.archive.org/details/x">' in text and "<iframe" not in text
        assert word in text and '<bdi dir="ltr">archive.org</bdi>' in text


def test_a_picture_that_decorates_is_silent(world):
    """It has an empty text, and the reason for that is on no page."""
    root = world(**{PHOTO: RAW, E: shown(alt="", decorates="a mere ornament")})
    assert worlds.build(root).diagnostics == [] and 'alt=""' in figure(root)
    assert not any(b"ornament" in data for path, data in worlds.tree(root / "site").items() if path.endswith(".html"))


def test_a_reason_stands_where_a_licence_lacks(world):
    """And a licence of one's own is named and led to."""
    root = world(**{PHOTO: RAW, E: shown(licence=None, reason=both("The heirs allow it.", "بإذن الورثة."))})
    worlds.build(root)
    assert "Why it is shown: The heirs allow it." in figure(root) and "license" not in figure(root)
    own = {"name": both("Open Government Licence", "رخصة"), "address": "https://gov.example.org/ogl"}
    for licence, said in (
        (own, "https://gov.example.org/ogl"),
        ("public-domain", "Public domain"),
        ("CC0-1.0", "zero"),
    ):
        worlds.write(root, {E: shown(licence=licence)})
        worlds.build(root)
        assert said in figure(root)


def test_a_picture_has_a_note_and_an_address_that_is_promised(world):
    """Its sources are among the notes, by its number; the id that it was given cannot vanish unnoticed."""
    root = world(**{PHOTO: RAW, E: shown(id="front")})
    worlds.build(root)
    assert re.search(r'<a class="ref" href="#n2">2</a>', figure(root))
    assert "events/e#picture-front" in (root / "content/permalinks.txt").read_text("utf-8")
    worlds.write(root, {E: shown(id="back")})
    assert [d.code for d in worlds.build(root).diagnostics] == ["vanished-passage"]


HOSTILE = '"><script>alert(1)</script><img src=x onerror=alert(1)>'


def test_no_text_of_a_picture_can_leave_its_place(world):
    """What is said of it is text, in an attribute and beside the picture; a file's name can hold nothing else."""
    words = {name: both(HOSTILE, HOSTILE) for name in ("alt", "caption", "credit")}
    root = world(**{PHOTO: RAW, E: shown(**words)})
    worlds.build(root)
    assert "<script>alert" not in figure(root) and "onerror=alert" not in re.sub(
        '"[^"]*"', "", figure(root).split("<figcaption>")[0]
    )
    for name in ("../secret.png", "/etc/passwd", "a/b.png", "sundial.jpg\\n", "https://evil.org/x.png"):
        worlds.write(root, {E: shown(file=name)})
        assert "unknown-picture" in worlds.codes(root)
    for address in ("javascript:alert(1)", "data:text/html,x", "https://a@evil.org/"):
        worlds.write(root, {E: shown(video=address)})
        assert worlds.codes(root) == ["unsafe-link"]


def test_no_picture_is_read_through_a_link(world, tmp_path):
    """Neither a file nor the whole folder."""
    secret = tmp_path / "secret.jpg"
    secret.write_bytes(RAW)
    root = world(**{E: shown()})
    (root / "content/media").mkdir()
    (root / PHOTO).symlink_to(secret)
    assert "link" in worlds.codes(root) and worlds.build(root).failed
    (root / PHOTO).unlink()
    (root / "content/media").rmdir()
    (root / "content/media").symlink_to(tmp_path)
    assert "link" in worlds.codes(root) and worlds.build(root).failed


def test_a_question_may_look_at_a_picture(world):
    """By its id or its number; on paper it has a number of its own beside the event's other passages."""
    path = {"title": both("A", "أ"), "summary": both("B", "ب"), "steps": [{"event": "e", "text": both("C", "ج")}]}
    path["steps"][0]["questions"] = [{"text": both("What is seen?", "ماذا يُرى؟"), "look_at": ["#picture-front"]}]
    caption = both("At noon", "ظهرًا")
    root = world(**{PHOTO: RAW, E: shown(id="front", caption=caption), "content/paths/w.yaml": path})
    assert worlds.build(root).diagnostics == []
    assert 'events/e.html#picture-front"' in (root / "site/en/paths/w.html").read_text("utf-8")
    assert "At noon" in (root / "site/en/paths/w/sheet.html").read_text("utf-8")
    path["steps"][0]["questions"][0]["look_at"] = ["#picture-2"]
    worlds.write(root, {"content/paths/w.yaml": path})
    assert worlds.codes(root) == ["unknown-passage"]


def test_an_edition_that_grows_borrows_what_is_said(world):
    """And marks it so; where a picture is from has a page there, though no event rests on it."""
    source = {**worlds.SOURCE, "media": [picture("sundial.jpg", sources=[{"id": "z"}])]}
    grown = worlds.in_growth(worlds.files())
    event = {**grown[E], "title": {**grown[E]["title"], "fr": "Un"}, "summary": {**grown[E]["summary"], "fr": "Deux"}}
    files = {PHOTO: RAW, E: {**event, "media": [picture("sundial.jpg", caption=both("At noon", "ظهرًا"))]}}
    more = {"content/sources/s.yaml": source, "content/sources/z.yaml": worlds.SOURCE}
    root = world(**{**grown, **files, **more})
    result = worlds.build(root)
    assert not result.failed, result.diagnostics
    text = figure(root, "fr/events/e.html")
    assert 'alt="A sundial" lang="en"' in text and '<span lang="en" dir="ltr">At noon</span>' in text
    assert (root / "site/fr/sources/z.html").is_file()


def test_the_preview_shows_pictures_of_drafts_too(world):
    """They are made when they are asked for, and let nobody wait before."""
    root = world(**{PHOTO: RAW, "content/events/d.yaml": {**shown(), "draft": "true", "date": "2017"}})
    shows = preview.Preview(Options(root))
    assert shows.refresh() == []
    page = shows.answer("en/events/d.html").body.decode()
    path = re.search(r"media/[^ ]*-480[.]webp", page)[0]
    answer = shows.answer(path)
    assert answer.status == 200 and Image.open(BytesIO(answer.body)).size == (480, 320)
