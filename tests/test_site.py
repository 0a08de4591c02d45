"""The real site, looked at as its readers and their browsers do: markup, links, languages, sources."""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import pairwise
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

import yaml

from tests.conftest import PROJECT
from tests.markup import XHTML, attributes, elements, is_linked_data


def test_pages_are_valid_and_whole(documents):
    """Each page parses without an error and has one h1, a title, a description, a language and a main part."""
    for path, document in documents.items():
        assert document.get("lang") and document.get("dir") in ("ltr", "rtl"), path
        if path in ("index.html", "404.html"):
            continue
        assert len(list(elements(document, "h1"))) == 1, path
        assert "".join(next(elements(document, "title")).itertext()).strip(), path
        assert [m for m in elements(document, "meta") if m.get("name") == "description" and m.get("content")], path
        assert len(list(elements(document, "main"))) == 1, path


def test_headings_do_not_skip_a_level(documents):
    """The outline of a page goes down one level at a time."""
    for path, document in documents.items():
        levels = [
            int(e.tag[-1])
            for e in document.iter()
            if isinstance(e.tag, str) and re.fullmatch(f"{re.escape(XHTML)}h[1-6]", e.tag)
        ]
        assert levels and levels[0] == 1 and all(b - a <= 1 for a, b in pairwise(levels)), (
            path,
            levels,
        )


def test_every_internal_link_and_fragment_resolves(documents, site):
    """Links are relative, name their file, and end at something that exists; so do stylesheets and fonts."""
    anchors = {path: {e.get("id") for e in document.iter() if e.get("id")} for path, document in documents.items()}
    checked = 0
    for path, document in documents.items():
        for element, name, value in attributes(document):
            if name not in ("href", "src") or urlsplit(value).scheme or element.tag == f"{XHTML}base":
                continue
            assert not value.startswith("/"), (path, value)
            target, fragment = urldefrag(
                urljoin(f"http://x/some/folder/{path}", value)
            )  # deep, so that a step too far up shows
            assert target.startswith("http://x/some/folder/"), (path, value)
            target = unquote(target.removeprefix("http://x/some/folder/"))
            assert (site / target).is_file(), (path, value)
            assert not fragment or fragment in anchors[target], (path, value)
            checked += 1
    for style in site.glob("assets/*.css"):
        for address in re.findall(r'url\("?([^")]+)', style.read_text("utf-8")):
            assert (style.parent / address).is_file()
            checked += 1
    assert checked > 3500


def test_nothing_is_asked_of_another_host(documents, site):
    """No page loads anything from elsewhere: other hosts appear in links that a reader follows, never in what a browser fetches."""
    for path, document in documents.items():
        for element, name, value in attributes(document):
            tag = element.tag.removeprefix(XHTML)
            assert tag not in ("iframe", "object", "embed", "style"), (path, tag)
            assert not name.startswith("on") and name != "style", (path, tag, name)
            assert tag != "script" or is_linked_data(element) or element.get("src") and not element.text, path
            if urlsplit(value).scheme in ("http", "https") and name in ("href", "src"):
                assert tag in ("a", "base") or element.get("rel") in (
                    "canonical",
                    "alternate",
                    "license",
                    "schema.DC",
                ), (
                    path,
                    tag,
                    value,
                )
    for style in site.glob("assets/*.css"):
        assert not re.search(r"@import|url\([\"']?(?:[a-z]+:|//)", style.read_text("utf-8"))


def test_ids_are_unique(documents):
    """No page uses an id twice."""
    for path, document in documents.items():
        ids = [e.get("id") for e in document.iter() if e.get("id")]
        assert len(ids) == len(set(ids)), path


def moved(document):
    """Where a page under a former id leads at once; nothing of any other page."""
    ways = [m.get("content") for m in elements(document, "meta") if m.get("http-equiv") == "refresh"]
    return ways[0].partition("url=")[2] if ways else ""


def test_a_former_id_leads_to_the_record(documents):
    """A source that got another id is still found under the one that links were given out with, in both editions."""
    for code in ("ar", "en"):
        assert moved(documents[f"{code}/sources/cnbc-reuters-2016-08-18.html"]) == (
            f"../../{code}/sources/cnbc-2016-08-18.html"
        )


def test_both_editions_have_the_same_pages(documents):
    """Arabic and English are equal: the same paths, and each page offers the other edition's."""
    by_language = defaultdict(set)
    for path in documents:
        language, _, rest = path.removeprefix("embed/").partition("/")
        if rest and language != "parallel":  # which is of all editions
            by_language[path.removesuffix(rest)].add(rest)
    assert by_language.keys() == {"ar/", "en/", "embed/ar/", "embed/en/"}
    assert by_language["ar/"] == by_language["en/"] and by_language["embed/ar/"] == by_language["embed/en/"]
    for path, document in documents.items():
        language, _, rest = path.partition("/")
        if rest and language in ("ar", "en") and not moved(document):
            other = {"ar": "en", "en": "ar"}[language]
            switch = [a for a in elements(document, "a") if a.get("hreflang") == other]
            assert [urljoin(f"http://x/{path}", a.get("href")) for a in switch] == [f"http://x/{other}/{rest}"], path


def test_canonical_and_alternate_addresses(documents):
    """Each page names its own address and those of all editions, and each of these names it as it names them; only the
    page for lost addresses has none."""
    offered = {}
    for path, document in documents.items():
        links = defaultdict(dict)
        for link in elements(document, "link"):
            if not link.get("type"):  # an alternate with a type is the same in another form
                links[link.get("rel")][link.get("hreflang")] = link.get("href")
        if path == "404.html":
            assert not links["canonical"]
            continue
        if moved(document):
            assert links["canonical"] == {None: urljoin(f"https://timeline.example/{path}", moved(document))}
            continue
        assert links["canonical"] == {None: f"https://timeline.example/{path.removeprefix('embed/')}"}
        if path.startswith(("embed/", "parallel/")):  # no edition of anything
            assert not links["alternate"]
            continue
        rest = path.partition("/")[2]
        front = rest in ("", "index.html")  # the door and the homes name each other
        want = {code: f"https://timeline.example/{code}/{rest or 'index.html'}" for code in ("ar", "en")}
        want |= {"x-default": "https://timeline.example/index.html"} if front else {}
        assert links["alternate"] == want, path
        offered[links["canonical"][None]] = links["alternate"]
    for address, others in offered.items():
        for other in others.values():
            assert offered[other] == others and address in others.values(), (address, other)


def test_every_page_can_be_shared(documents, site):
    """With its title, its whole address and a picture that the site has; events as articles, all others as pages."""
    for path, document in documents.items():
        said = {m.get("property"): m.get("content") for m in elements(document, "meta") if m.get("property")}
        if path == "404.html" or path.startswith("embed/") or moved(document):
            assert "og:url" not in said, path
            continue
        assert said["og:title"] and said["og:description"] and said["og:site_name"] and said["og:image:alt"], path
        assert said["og:url"] == f"https://timeline.example/{path}"
        assert (site / said["og:image"].removeprefix("https://timeline.example/")).is_file()
        is_event = re.fullmatch("(?:..|parallel)/(?:events|paths)/[^/]+.html", path) and not path.endswith("index.html")
        assert said["og:type"] == ("article" if is_event else "website"), path


def test_sitemap_lists_every_page_with_its_alternates(documents, site):
    """The sitemap has each page a reader may want, and both editions of it; robots.txt names the sitemap."""
    import xml.etree.ElementTree as etree

    names = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}
    urls = etree.fromstring((site / "sitemap.xml").read_bytes()).findall("s:url", names)
    offered = lambda url: {a.get("hreflang"): a.get("href") for a in url.findall("x:link", names)}
    listed = {u.find("s:loc", names).text: offered(u) for u in urls}
    assert listed.keys() == {
        f"https://timeline.example/{path}"
        for path, document in documents.items()
        if path != "404.html" and not path.startswith("embed/") and not moved(document)
    }
    for address, others in listed.items():
        front = address in [f"https://timeline.example/{path}index.html" for path in ("", "ar/", "en/")]
        in_edition = front or address.count("/") > 3 and "/parallel/" not in address
        assert others.keys() == ({"ar", "en"} if in_edition else set()) | ({"x-default"} if front else set()), address
        assert all(listed[other] == others for other in others.values()), address
    assert "Sitemap: https://timeline.example/sitemap.xml" in (site / "robots.txt").read_text()


def test_no_markup_in_attributes_or_titles(documents):
    """A text that carries its language as markup is plain where markup cannot stand."""
    for path, document in documents.items():
        assert not [v for _, _, v in attributes(document) if "<span" in v or "<bdi" in v], path
        assert "<" not in "".join(next(elements(document, "title")).itertext()), path


def test_every_statement_and_figure_has_speaker_standing_and_source(documents):
    """On every event page each statement and figure shows where it is written; who says it and how it stands is said of
    it, or once of all that a speaker says."""
    seen = 0
    for path, document in documents.items():
        if not re.match("(ar|en)/events/", path):
            continue
        for block in document.iter(f"{XHTML}div"):
            classes = (block.get("class") or "").split()
            if "statement" in classes:
                assert any("sigla" in (e.get("class") or "").split() for e in block.iter()), path
            if "voice" in classes or "figure" in classes:
                inner = [(e.get("class") or "").split() for e in block.iter()]
                assert any("standing" in c for c in inner), path
                assert any("sigla" in c for c in inner), path
                speaker = next(e for e in block.iter() if {"speaker", "said"} & {*(e.get("class") or "").split()})
                assert "".join(speaker.itertext()).strip(), path
                seen += 1
    assert seen >= 2 * 30


def test_the_record_is_complete(site):
    """All sixteen events, all ten figures and all six disagreements are there, with five documents."""
    events = {
        p.stem: yaml.load(p.read_text("utf-8"), yaml.BaseLoader) for p in (PROJECT / "content/events").glob("*.yaml")
    }
    figures = [f for e in events.values() for f in e.get("figures", {}).values()]
    assert len(events) >= 16 and sum(len(e.get("disagreements", [])) for e in events.values()) >= 6
    assert {
        ("1000", "more-than"),
        ("46000", "more-than"),
        ("1000", "at-most"),
        ("14.5", "about"),
        ("5.5", "given"),
        ("125000", "more-than"),
        ("235000", "more-than"),
        ("100000", "more-than"),
        ("350000", "more-than"),
        ("300000000", "given"),
        ("235000", "given"),
        ("360000", "given"),
        ("300000000", "more-than"),
        ("80", "more-than"),
    } <= {(f["value"], f["bound"]) for f in figures}
    sources = [yaml.load(p.read_text("utf-8"), yaml.BaseLoader) for p in (PROJECT / "content/sources").glob("*.yaml")]
    assert sum(s["scope"] == "document" for s in sources) == 5


def test_numbers_by_each_languages_rules(site):
    """A figure is written once and printed by each language's rules."""
    english, arabic = ((site / code / "figures/index.html").read_text("utf-8") for code in ("en", "ar"))
    for words in (
        "More than 125,000 accounts",
        "About 14.5 tweets",
        "More than 80%",
        "At most 1,000 accounts",
        "300 million users",
    ):
        assert words in english
    for words in (
        "أكثر من 125 ألف حساب",
        "نحو 14.5 تغريدة",
        "أكثر من <bdi>80%</bdi>",
        "ما لا يزيد على ألف حساب",
        "300 مليون مستخدم",
    ):
        assert words in arabic
