"""What stands before the editions: a choice where there is one to make, and the way in where there is none."""

from __future__ import annotations

import re

import html5lib
import pytest

from tests.markup import elements
from tests.world import build, event, files, in_one, tree, write

PARSER = html5lib.HTMLParser(strict=True)


@pytest.fixture(scope="module")
def alone(tmp_path_factory):
    """A site in Arabic alone, with an event that was changed and one in whose page frames are offered."""
    contents = files(**{"content/events/e.yaml": event(updated="2020-01-02")})
    root = write(tmp_path_factory.mktemp("alone"), in_one("ar", contents))
    result = build(root)
    assert not result.diagnostics
    return root / "site"


def test_of_two_editions_the_reader_chooses(site):
    """Both stand at the door, which leads nowhere by itself."""
    text = (site / "index.html").read_text("utf-8")
    assert 'http-equiv="refresh"' not in text and text.count('class="enter"') == 2


def test_of_one_edition_the_door_opens_by_itself(alone):
    """Without a script, at once, by an address that is right on a host and on a disk; whoever keeps it from that, or
    shows it where it is shared, finds the title and a link. To search machines it is the front page."""
    document = PARSER.parse((alone / "index.html").read_text("utf-8"))
    refresh = [m.get("content") for m in elements(document, "meta") if m.get("http-equiv") == "refresh"]
    assert refresh == ["0; url=ar/index.html"] and not list(elements(document, "script"))
    assert [a.get("href") for a in elements(document, "a")] == ["ar/index.html"]
    links = {link.get("rel"): link.get("href") for link in elements(document, "link")}
    assert links["canonical"] == "https://record.example/ar/index.html" and "alternate" not in links
    shared = {m.get("property"): m.get("content") for m in elements(document, "meta")}
    assert (shared["og:title"], shared["og:url"]) == ("سجل", links["canonical"])
    assert not [m for m in elements(document, "meta") if m.get("name") == "robots"]


def test_nothing_speaks_of_another_language_where_there_is_none(alone):
    """No page has a switch, an empty list or a note on other editions; nor do the sitemap and the files."""
    pages = sorted(alone.rglob("*.html"))
    assert len(pages) > 15 and not (alone / "parallel").exists()
    for path in pages:
        text = path.read_text("utf-8")
        document = PARSER.parse(text)
        assert all(len(list) for list in elements(document, "ul")), path
        assert "hreflang" not in re.sub("<body.*", "", text, flags=re.DOTALL) and 'class="languages"' not in text, path
        shown = re.sub("<[^>]+>", " ", text)
        assert not re.search("اللغات|بكل لغة|باللغتين|لغات أخرى|بأي لغة|اللغة الأخرى", shown), path
    event_page = PARSER.parse((alone / "ar/events/e.html").read_text("utf-8"))
    (code,) = (e for e in elements(event_page, "textarea") if e.get("id") == "embed-ar")
    assert code.get("aria-label") and not [e for e in elements(event_page, "label") if e.get("for") == "embed-ar"]
    sitemap = (alone / "sitemap.xml").read_text("utf-8")
    assert "/ar/index.html</loc>" in sitemap and ">https://record.example/index.html<" not in sitemap
    assert "hreflang" not in sitemap
    described = (alone / "data/datapackage.json").read_text("utf-8")
    assert not re.search("باللغتين|بكل لغة", described)


def test_every_address_stays_when_a_second_language_comes(tmp_path):
    """The door asks from then on; nothing that was given out is gone, and the front page is the same one."""
    contents = files()
    root = write(tmp_path, in_one("ar", contents))
    assert not build(root).failed
    before = {path for path in tree(root / "site") if not re.match("(assets|search|selection)/", path)}
    canonical = re.search('rel="canonical" href="([^"]+)"', (root / "site/ar/index.html").read_text("utf-8"))[1]
    write(root, contents)
    assert not build(root).failed
    assert before <= tree(root / "site").keys()
    assert f'rel="canonical" href="{canonical}"' in (root / "site/ar/index.html").read_text("utf-8")
    assert 'http-equiv="refresh"' not in (root / "site/index.html").read_text("utf-8")
