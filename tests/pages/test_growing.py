"""A growing edition as a reader finds it: the pages of what is written, marked; every way to what is not leads to a whole one."""

from __future__ import annotations

import json
import re
from pathlib import Path

import html5lib
import pytest

from tests import world as worlds
from tests.world import both, build, event, tree

ARABIC = re.compile("[\u0600-\u06ff]")
SAID = {"said_by": "a", "standing": "stated", "sources": [{"id": "s", "at": "¶2"}]}
FRENCH = {"title": {**both("One", "أول"), "fr": "Un"}, "summary": {**both("It is.", "هو."), "fr": "Il est."}}
RICH = event(
    **FRENCH,
    body=both("See [[f]], [[g]], [[#n]].", "انظر [[f]] و[[g]] و[[#n]]."),
    actors=["a"],
    places=["p"],
    figures={"n": {"measure": "m", "value": "5", "label": both("Of them", "منها"), **SAID}},
    statements=[{"text": both("So they say.", "هكذا يقولون."), **{**SAID, "said_by": both("Somebody", "أحدهم")}}],
    other_dates=[{"date": "2015", "note": both("Elsewhere", "في غيره"), "sources": [{"id": "s"}]}],
    disagreements=[
        {
            "about": both("Whether", "هل"),
            "note": both("Mind", "انتبه"),
            "accounts": [{"text": both(side), "sources": [{"id": "s"}]} for side in "xy"],
        }
    ],
    related=[{"event": "f", "as": "follows-up"}, {"event": "g", "as": "part-of"}],
)

ASKED = {
    "text": both("Where is it?", "أين هو؟"),
    "look_at": ["e#figure-n", "e#statement-1", "e#disagreement-1", "e#p1"],
}
LESSON = {
    **FRENCH,
    "body": both("For the class.", "للصف."),
    "steps": [{"event": "g", "text": both("See", "انظر"), "questions": [{**ASKED, "answer": both("Here", "هنا")}]}],
    "questions": [ASKED],
}


def files(**changes) -> dict[str, object]:
    """An event of everything in French but for its lesser texts, one that is not in French, and one that is whole."""
    more = {
        "content/events/e.yaml": RICH,
        "content/events/f.yaml": event(date="2016-03", title=both("Two", "ثان"), aliases=["was-f"], places=["q"]),
        "content/events/g.yaml": event(date="2016-04", **FRENCH, aliases=["was-g"]),
        "content/paths/l.yaml": LESSON,
        "content/places.yaml": {id: {"name": both(id, "مكان"), "summary": both("A place.", "مكان ما.")} for id in "pq"},
        "content/sources/s.yaml": {**worlds.SOURCE, "outlet": both("Paper", "صحيفة"), "language": "en"},
        **{f"content/pages/{code}/about.md": f"# {title}\n\n{title}.\n" for code, title in both("About", "عن").items()},
    }
    contents = worlds.in_growth(worlds.files(**more))
    site = {**contents["content/site.yaml"], "languages": ["ar", "en"], "key_figures": ["e#n"]}
    return {**contents, "content/site.yaml": site, **changes}


@pytest.fixture(scope="module")
def grown(tmp_path_factory) -> Path:
    root = worlds.write(tmp_path_factory.mktemp("grown"), files())
    assert not build(root).diagnostics
    return root / "site"


def page(site: Path, path: str) -> str:
    return (site / path).read_text("utf-8")


def notice(text: str) -> str:
    return " ".join(re.sub("<[^>]*>", "", re.search(r'<p class="growing">(.*?)</p>', text)[1]).split())


def alternates(text: str) -> dict[str, str]:
    return dict(re.findall(r'<link rel="alternate" hreflang="([\w-]+)" href="https://record.example/([^"]*)"', text))


def switch(text: str) -> dict[str, str]:
    (found,) = re.findall(r'<ul class="languages".*?</ul>', text, re.S)
    return {lang: path for path, lang in re.findall(r'<a href="([^"]*)" lang="(\w+)"', found)}


def test_the_edition_has_what_is_written(grown):
    """No page, list, feed or search of it has an event that is not; the whole editions have them all."""
    written = {"events/e.html", "events/g.html", "places/p.html", "sources/s.html", "topics/t.html", "actors/a.html"}
    found = {p.relative_to(grown / "fr").as_posix() for p in (grown / "fr").rglob("*.html")}
    assert written <= found
    for path in (*(p for p in sorted(grown.glob("fr/**/*")) if p.is_file()), *grown.glob("search/fr/*")):
        text, moved = path.read_text("utf-8"), 'http-equiv="refresh"'
        if moved not in text and path.relative_to(grown).as_posix() not in ("fr/events/e.html", "fr/record/2016.html"):
            assert "events/f.html" not in text or path.name == "index.html" and path.parent.name == "record", path
    assert {p.name for p in (grown / "parallel/events").glob("*.html")} == {
        "e.html",
        "f.html",
        "g.html",
        "was-f.html",
        "was-g.html",
    }
    assert page(grown, "parallel/events/e.html").count('<p class="wordmark"') == 3
    assert page(grown, "parallel/events/f.html").count('<p class="wordmark"') == 2


def test_each_page_says_how_far_it_is_and_where_the_whole_is(grown):
    """In the edition's own words; where it borrows, it says so once. The whole editions say nothing of it."""
    own = page(grown, "fr/events/e.html")
    assert notice(own).endswith("2 of 3·The whole edition: العربية·Parts of this page are still in another language")
    assert 'href="../../ar/events/e.html" lang="ar" dir="rtl" hreflang="ar"' in own
    assert own.count("still in another language") == 1 and "untranslated" not in own
    for path in sorted(grown.glob("fr/**/*.html")):
        text = path.read_text("utf-8")
        assert ('class="growing"' in text) != ('http-equiv="refresh"' in text), path
    assert not [
        p for code in ("en", "ar") for p in grown.glob(f"{code}/**/*.html") if 'class="growing"' in p.read_text()
    ]
    assert 'name="robots" content="noindex"' not in own
    door = page(grown, "index.html")
    assert door.count("This edition is still being written. Events so far: 2 of 3") == 1


def test_nothing_borrowed_is_mixed_in_unmarked(grown):
    """Whatever stands in Arabic on a French page stands in an element of that language and direction."""

    def walk(element, lang: str, found: list[str]) -> None:
        if element.tag in ("script", "style", "title", "textarea"):
            return
        lang = element.get("lang", lang)
        own = [element.text or ""] if isinstance(element.tag, str) else []
        for child in element:
            if isinstance(child.tag, str):
                walk(child, lang, found)
            own.append(child.tail or "")
        found += [text for text in own if lang != "ar" and ARABIC.search(text)]

    for path in sorted(grown.glob("fr/**/*.html")):
        found: list[str] = []
        walk(html5lib.parse(path.read_text("utf-8"), namespaceHTMLElements=False), "", found)
        letters = path.parent.name in ("search", "data")  # an index's letters, a language's own name
        assert not [text for text in found if len(text.strip()) > (7 if letters else 0)], path
    body = re.search(r'<div class="prose" lang="ar" dir="rtl">.*?</div>', page(grown, "fr/events/e.html"), re.S)
    assert body and "انظر" in body[0]
    assert '<div lang="ar" dir="rtl">' in page(grown, "fr/about/index.html")


def test_a_way_to_what_is_not_there_leads_to_a_whole_edition(grown):
    """From a text and from a relation, with the language of that page; to what is there, within the edition."""
    own = page(grown, "fr/events/e.html")
    assert ("../../ar/events/f.html", "ar") in re.findall(r'<a href="([^"]*)" hreflang="(\w+)"', own)
    assert re.search(r'<a class="event" href="../../ar/events/f.html" hreflang="ar"><bdi>ثان</bdi>', own)
    assert re.search(r'<a class="event" href="../../fr/events/g.html"><bdi>أول</bdi>', own)
    assert "fr/events/f.html" not in own
    assert "../../ar/events/f.html" not in page(grown, "en/events/e.html")
    book = page(grown, "fr/record/2016.html")
    assert '../../ar/events/f.html" hreflang="ar"' in book


def test_other_editions_lead_to_the_page_or_to_the_front(grown):
    """The switch always leads somewhere; `hreflang`, the sitemap and linked data name the pages that are there."""
    both_pages, whole = page(grown, "en/events/e.html"), page(grown, "en/events/f.html")
    assert switch(both_pages) == {"ar": "../../ar/events/e.html", "fr": "../../fr/events/e.html"}
    assert switch(whole) == {"ar": "../../ar/events/f.html", "fr": "../../fr/index.html"}
    assert alternates(both_pages) == {code: f"{code}/events/e.html" for code in ("ar", "en", "fr")}
    assert alternates(whole) == {code: f"{code}/events/f.html" for code in ("ar", "en")}
    assert alternates(page(grown, "fr/events/e.html")) == alternates(both_pages)
    assert re.search(r'fr/index.html" lang="fr" dir="ltr" hreflang="fr">', whole)  # the place is not kept
    listed = re.findall(r"<loc>https://record.example/([^<]*)</loc>(.*?)</url>", page(grown, "sitemap.xml"), re.S)
    named = {path: set(re.findall(r'hreflang="(\w+)"', more)) for path, more in listed}
    assert named["en/events/f.html"] == {"ar", "en"} and named["fr/events/e.html"] == {"ar", "en", "fr"}
    assert "fr/events/f.html" not in named
    for id, editions in (("e", {"ar", "en", "fr"}), ("f", {"ar", "en"})):
        text = re.search(
            r'<script type="application/ld\+json">(.*?)</script>', page(grown, f"ar/events/{id}.html"), re.S
        )[1]
        work = next(node for node in json.loads(text)["@graph"] if node["@type"] == "Article")["exampleOfWork"]
        assert {one["@id"].split("/")[3] for one in work["workExample"]} == editions


def test_an_address_that_was_given_out_leads_on(grown, world):
    """What is not written, or is taken back, is a way to the whole edition, as are its former addresses; no search machine lists it."""
    for path, to in (
        ("fr/events/f.html", "ar/events/f.html"),
        ("fr/events/was-f.html", "ar/events/f.html"),
        ("fr/events/was-g.html", "fr/events/g.html"),
        ("fr/places/q.html", "ar/places/q.html"),
        ("fr/actors/b.html", "ar/actors/b.html"),
        ("embed/fr/events/was-f.html", "embed/ar/events/f.html"),
    ):
        text = page(grown, path)
        assert f"url=../../{'../' if path.startswith('embed') else ''}{to}" in text and "noindex" in text, path
    assert (
        'Not yet written in English: <a href="../../ar/events/f.html" lang="ar" dir="rtl" hreflang="ar">ثان</a>'
        in page(grown, "fr/events/f.html")
    )
    root = world(**files())
    assert not build(root).failed and "Un" in page(root / "site", "fr/events/e.html")
    worlds.write(root, {"content/events/e.yaml": {**RICH, "title": both("One", "أول")}})
    result = build(root)
    assert not result.diagnostics and "url=../../ar/events/e.html" in page(root / "site", "fr/events/e.html")


@pytest.mark.parametrize("code", ["fr", "zh-Hant"])
def test_an_edition_of_nothing_yet(world, code):
    """Builds, with a front page that says so, and leads to what there is."""
    contents = worlds.in_growth(worlds.files(), code)
    root = world(**contents)
    assert not build(root).diagnostics
    front = page(root / "site", f"{code}/index.html")
    assert "No event has been written in English yet." in front and "0 of 1" in notice(front)
    assert "url=../../en/events/e.html" in page(root / "site", f"{code}/events/e.html")
    assert "No event has been written" not in page(root / "site", "en/index.html")


def test_one_whole_language_and_one_that_grows(world):
    """Side by side stands what is written in both; nothing asks for a second whole one."""
    one = worlds.in_one("en", worlds.files(**{"content/events/f.yaml": event(date="2017")}))
    contents = worlds.in_growth(one)
    root = world(**contents)
    assert not build(root).diagnostics and not (root / "site/parallel").exists()
    told = contents["content/events/e.yaml"]
    texts = {name: {**told[name], "fr": "Mots"} for name in ("title", "summary")}
    worlds.write(root, {"content/events/e.yaml": {**told, **texts}})
    assert not build(root).diagnostics
    assert [p.name for p in (root / "site/parallel/events").iterdir()] == ["e.html"]
    assert "parallel/events/e.html" in page(root / "site", "en/events/e.html")
    assert "parallel" not in page(root / "site", "en/events/f.html")


def test_two_that_grow(world):
    """Each has its own events; one leads to the other's page where that is there."""
    contents = worlds.in_growth(worlds.files(), "fr")
    more = worlds.in_growth(worlds.files(), "de", "Deutsch")
    contents |= {"templates/languages/de.yaml": more["templates/languages/de.yaml"]}
    contents["content/site.yaml"] = {**worlds.SITE, "growing": ["fr", "de"]}
    german = {name: {**both("x"), "de": "Eins"} for name in ("title", "summary")}
    contents["content/events/e.yaml"] = event(**FRENCH)
    contents["content/events/f.yaml"] = event(**german, date="2017", related=[{"event": "e", "as": "answers"}])
    root = world(**contents)
    assert not build(root).diagnostics
    assert switch(page(root / "site", "fr/events/e.html"))["de"] == "../../de/index.html"
    assert "en/events/e.html" in page(root / "site", "de/events/f.html")


def test_what_was_whole_and_now_grows_has_the_same_pages(world):
    """A language in which nothing lacks has the pages of a whole one, whichever list it stands in."""
    root = world(**{"content/events/e.yaml": event(actors=["a", "b"], places=["p"])})
    assert not build(root).diagnostics
    before = {path for path in tree(root / "site") if path.startswith("ar/")}
    worlds.write(root, {"content/site.yaml": {**worlds.SITE, "languages": ["en"], "growing": ["ar"]}})
    assert not build(root).diagnostics
    assert {path for path in tree(root / "site") if path.startswith("ar/")} == before
    assert "الأحداث المكتوبة حتى الآن: 1 من 1" in page(root / "site", "ar/events/e.html")
