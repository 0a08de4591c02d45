"""The preview: each page as the build would make it, from memory; a change costs what it touches, a fault costs nothing."""

from __future__ import annotations

import io
import re
import zipfile

import pytest

from tests import world as worlds
from tests.conftest import PROJECT
from tests.world import both, event, tree
from timeline import addresses
from timeline.authoring.preview import Preview
from timeline.build.inputs import Options
from timeline.downloads import zip_archive
from timeline.pages import search_index
from timeline.records import yaml_file

E = "content/events/e.yaml"


def begun(root) -> Preview:
    shown = Preview(Options(root))
    assert shown.refresh() == []
    return shown


def without_preview(body: bytes) -> bytes:
    """A page without what the preview adds: its head's two lines."""
    return re.sub(
        rb'<link rel="stylesheet" href="/_preview[^>]*><script src="/livereload.js" defer></script>', b"", body
    )


def test_every_page_is_the_one_that_a_build_makes(world):
    """Byte for byte, but for the preview's own script and style; there is no archive, so the pages of data are those
    within it; and nothing is written anywhere."""
    root = world(**{E: event(body=both("Text. [[f]]")), "content/events/f.yaml": event(date="2015")})
    assert not worlds.build(root).failed
    before, shown = tree(root), begun(root)
    built = tree(root / "site")
    assert len(built) > 40
    with zipfile.ZipFile(io.BytesIO(built.pop(addresses.ARCHIVE))) as packed:
        built |= {
            path: packed.read(f"{zip_archive.FOLDER}/{path}") for path in built if path.endswith("/data/index.html")
        }
    for path, body in built.items():
        answer = shown.answer(path)
        assert (answer.status, without_preview(answer.body)) == (200, body), path
        if path.endswith(".html"):
            assert b"/livereload.js" in answer.body, path
    assert tree(root) == before


@pytest.mark.parametrize(
    ("path", "status", "kind"),
    [
        ("", 200, "text/html; charset=utf-8"),
        ("ar/", 200, "text/html; charset=utf-8"),
        ("en/events/e.html", 200, "text/html; charset=utf-8"),
        ("robots.txt", 200, "text/plain; charset=utf-8"),
        ("_preview/overlay.css", 200, "text/css; charset=utf-8"),
        ("status/ar.html", 200, "text/html; charset=utf-8"),
        ("status/xx.html", 200, "text/html; charset=utf-8"),
        ("en/events/none.html", 404, "text/html; charset=utf-8"),
        ("../content/site.yaml", 404, "text/html; charset=utf-8"),
        ("content/site.yaml", 404, "text/html; charset=utf-8"),
        ("/etc/passwd", 404, "text/html; charset=utf-8"),
        (".manifest.json", 404, "text/html; charset=utf-8"),
    ],
)
def test_only_what_the_site_has_is_answered(world, path, status, kind):
    """With its type; anything else with the page for addresses that lead nowhere."""
    answer = begun(world()).answer(path)
    assert (answer.status, answer.kind) == (status, kind) and answer.body


def test_a_change_is_seen_and_only_its_file_is_read_again(world, monkeypatch):
    """The others are known by their bytes."""
    root = world(**{f"content/events/e{n}.yaml": event() for n in range(5)})
    shown, read = begun(root), []
    whole = yaml_file.read
    monkeypatch.setattr(yaml_file, "read", lambda path, raw: read.append(path) or whole(path, raw))
    worlds.write(root, {E: event(title=both("Anew", "من جديد"))})
    assert shown.refresh() == [] and read == [E]
    assert b"Anew" in shown.answer("en/events/e.html").body and b"Anew" in shown.answer("en/index.html").body
    assert "من جديد".encode() in shown.answer("ar/events/e.html").body


def test_a_fault_leaves_the_last_good_page_and_stands_over_it(world):
    """In the page's language; mended, it is gone. What was never good has the overlay alone."""
    root = world()
    shown = begun(root)
    worlds.write(root, {E: event(title=both("Anew"), topics=["none"])})
    assert [fault.code for fault in shown.refresh()] == ["unknown-topic"]
    english, arabic = (shown.answer(f"{code}/events/e.html").body.decode() for code in ("en", "ar"))
    assert "Something happens" in english and "Anew" not in english
    assert "no topic has the id" in english and "لا يوجد موضوع معرّفه" in arabic
    worlds.write(root, {E: event(title=both("Anew"))})
    assert shown.refresh() == []
    assert "preview-faults" not in shown.answer("en/events/e.html").body.decode()
    worlds.write(root, {"content/site.yaml": "title: ["})
    never = Preview(Options(root))
    assert never.refresh()
    answer = never.answer("en/index.html")
    assert answer.status == 404 and b"yaml-syntax" in answer.body and b"/livereload.js" in answer.body


def test_a_template_that_fails_leaves_the_last_good_page(world):
    """Whether it shows when it is read or only when a page is made."""
    root = world()
    layout = (PROJECT / "templates/layouts/event.html").read_text("utf-8")
    worlds.write(root, {"templates/layouts/event.html": layout})
    shown = begun(root)
    good = shown.answer("en/events/e.html").body.decode()
    for broken in (
        layout + "{% if %}",
        layout.replace("{% block main %}", "{% block main %}{{ page.nothing }}"),
    ):
        worlds.write(root, {"templates/layouts/event.html": broken})
        shown.refresh()
        answer = shown.answer("en/events/e.html").body.decode()
        assert "template-error" in answer and "Something happens" in answer
        assert len(answer) > len(good)
        assert shown.answer("en/sources/s.html").status == 200


def test_an_open_page_gets_the_style_as_it_is_now(world):
    """It asks by the name of the content that the style had when the page was made."""
    root = world(**{"templates/css/99-own.css": "b { color: red }"})
    shown = begun(root)
    (old,) = re.findall(r'"\.\./(assets/site\.[0-9a-f]+\.css)"', shown.answer("en/index.html").body.decode())
    worlds.write(root, {"templates/css/99-own.css": "b { color: blue }"})
    assert shown.refresh() == []
    assert b"color:blue" in shown.answer(old).body
    assert shown.answer("assets/other.0123456789.css").status == 404


def test_the_index_of_the_search_is_made_when_it_is_asked_for(world, monkeypatch):
    """Every event is read for it, so a preview of another page does without."""
    shown = begun(world())
    made, shards = [], search_index._shards
    monkeypatch.setattr(search_index, "_shards", lambda *words: made.append(1) or shards(*words))
    shown.answer("en/events/e.html")
    assert made == []
    shown.answer("search/en/index-0123456789.js")
    assert made


def test_schemas_follow_the_content_where_a_project_keeps_them(world):
    """So that a new actor is completed in the editor while the preview runs."""
    root = world()
    shown = begun(root)
    shown.keep_schemas()
    assert not (root / "content/schema").exists()
    (root / "content/schema").mkdir()
    worlds.write(root, {"content/topics.yaml": {"t": worlds.TERM, "brand-new": worlds.TERM}})
    shown.refresh()
    shown.keep_schemas()
    assert '"brand-new"' in (root / "content/schema/event.json").read_text("utf-8")
