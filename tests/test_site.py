"""The real site, looked at as its readers and their browsers do: markup, links, languages, sources."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from copy import deepcopy
from itertools import pairwise
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

import html5lib
import pytest
import yaml

from tests import world as worlds
from tests.conftest import PROJECT
from tests.world import both, build, event

XHTML = "{http://www.w3.org/1999/xhtml}"


@pytest.fixture(scope="session")
def documents(site):
    """Every page of the real site, parsed in strict mode: a parse error is a failure."""
    parser = html5lib.HTMLParser(strict=True)
    found = {}
    for path in sorted(site.rglob("*.html")):
        found[path.relative_to(site).as_posix()] = parser.parse(path.read_text("utf-8"))
    assert len(found) > 150
    return found


def elements(document, tag):
    return document.iter(f"{XHTML}{tag}")


def attributes(document):
    for element in document.iter():
        for name, value in element.attrib.items():
            yield element, name, value


def is_linked_data(script) -> bool:
    """Whether it is data, which a browser does not run."""
    return script.get("type") == "application/ld+json" and bool(json.loads(script.text))


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
    """On every event page each statement and figure shows who says it, how it stands and where it is written."""
    seen = 0
    for path, document in documents.items():
        if not re.match("(ar|en)/events/", path):
            continue
        for block in document.iter(f"{XHTML}div"):
            classes = (block.get("class") or "").split()
            if "statement" in classes or "figure" in classes:
                inner = [(e.get("class") or "").split() for e in block.iter()]
                assert any("standing" in c for c in inner), path
                assert any("sigla" in c for c in inner), path
                speaker = next(e for e in block.iter() if (e.get("class") or "") in ("speaker", "said"))
                assert "".join(speaker.itertext()).strip(), path
                seen += 1
    assert seen >= 2 * 40


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


SVG = "{http://www.w3.org/2000/svg}"


def having(tree, name):
    """The elements within a tree that have a class."""
    return [e for e in tree.iter() if name in (e.get("class") or "").split()]


def unnumbered(element):
    """Its words without the numbers of notes, which stand on paper."""
    copy = deepcopy(element)
    for number in having(copy, "ref"):
        number.text = ""
    return words_of(copy)


def words_of(element):
    return " ".join("".join(element.itertext()).split())


@pytest.fixture(scope="module")
def figures_by_measure():
    """The figures of the real content by the id of their measure."""
    events = [yaml.load(p.read_text("utf-8"), yaml.BaseLoader) for p in (PROJECT / "content/events").glob("*.yaml")]
    found = defaultdict(list)
    for figure in (figure for e in events for figure in e.get("figures", {}).values()):
        found[figure["measure"]].append(figure)
    return found


@pytest.mark.parametrize("code", ["en", "ar"])
def test_each_measure_with_several_figures_has_a_chart_of_its_own(documents, figures_by_measure, code):
    """One table with bars for each such measure, holding its figures and no other's; a single figure has no scale."""
    document = documents[f"{code}/figures/index.html"]
    sections = {e.get("id"): e for e in elements(document, "section") if e.get("id")}
    assert sections.keys() == figures_by_measure.keys()
    for measure, figures in figures_by_measure.items():
        section = sections[measure]
        values = sorted(e.get("value") for e in elements(section, "data"))
        assert values == sorted(figure["value"] for figure in figures), measure
        several = len(figures) > 1
        assert len(list(elements(section, "table"))) == several, measure
        assert len(having(section, "ticks")) == several and bool(list(section.iter(f"{SVG}svg"))) == several
        rows = having(section, "row")
        assert len(rows) == (len(figures) if several else 0)
        drawn = sorted((next(elements(r, "data")).get("value"), r.find(f".//{SVG}g").get("class")) for r in rows)
        assert not several or drawn == sorted((f["value"], f.get("bound", "given")) for f in figures), measure


@pytest.mark.parametrize(("code", "zero"), [("en", "0.0%"), ("ar", "100.0%")])
def test_bars_begin_where_reading_begins_and_show_their_bounds(documents, code, zero):
    """Zero is at the start of the line; “more than” goes on past its number, which no line closes."""
    document = documents[f"{code}/figures/index.html"]
    for chart in having(document, "chart"):
        assert [e.get("x1") for e in having(chart, "zero")] == [zero] * len(having(chart, "row"))
        grids = [[e.get("x1") for e in having(row, "grid")] for row in having(chart, "row")]
        assert all(grid == grids[0] for grid in grids)  # the lines of all rows meet
        for drawing in having(chart, "more-than"):
            assert having(drawing, "arrow") and not having(drawing, "closed")
        for drawing in having(chart, "about"):
            assert len(list(drawing.iter(f"{SVG}rect"))) > 3 and not having(drawing, "closed")
    bounds = {e.get("class") for chart in having(document, "chart") for e in chart.iter(f"{SVG}g")}
    [legend] = having(document, "bars")
    assert {e.get("class") for e in legend.iter(f"{SVG}g")} == bounds  # what is used is explained, and nothing else
    assert all(words_of(item) for item in elements(legend, "li"))
    assert not [e for e in document.iter(f"{SVG}svg") if e.get("aria-hidden") != "true" and e.get("class") != "arrow"]


@pytest.mark.parametrize("code", ["en", "ar"])
def test_every_row_of_a_chart_has_its_speaker_standing_source_and_event(documents, code):
    """The table has headers for its columns and its rows, and the whole provenance of each figure."""
    for chart in having(documents[f"{code}/figures/index.html"], "chart"):
        head, *rows = elements(chart, "tr")
        columns = list(elements(head, "th"))
        assert [e.get("scope") for e in columns] == ["col"] * 6 and all(words_of(e) for e in columns)
        for row in rows:
            cells = [e for e in row if e.tag in (f"{XHTML}th", f"{XHTML}td")]
            assert len(cells) == 6 and cells[0].get("scope") == "row" and words_of(cells[0])
            [said], [sigla], [event] = having(row, "said"), having(row, "sigla"), having(row, "in")
            standing = words_of(having(said, "standing")[0])
            assert standing and words_of(said).removeprefix(standing).strip()
            assert words_of(sigla) and "/events/" in next(elements(event, "a")).get("href")


@pytest.mark.parametrize(
    ("code", "shown", "spoken"),
    [
        ("en", "about 14.5 → 5.5", "from about 14.5 tweets a day to 5.5 tweets a day"),
        ("ar", "نحو 14.5 ← 5.5", "من نحو 14.5 تغريدة في اليوم إلى 5.5 تغريدة في اليوم"),
    ],
)
def test_two_figures_of_one_event_are_a_pair(documents, code, shown, spoken):
    """They are set large with an arrow in the direction of reading, and said in words to who cannot see it."""
    document = documents[f"{code}/figures/index.html"]
    [pair] = having(document, "pair")
    assert [words_of(e) for e in pair] == [spoken, shown] and pair[1].get("aria-hidden") == "true"
    assert len(list(elements(pair, "bdi"))) == 2
    [section] = [e for e in having(document, "measure") if having(e, "pair")]
    assert section.get("id") == "tweets-per-day" and len(having(section, "row")) == 2


@pytest.mark.parametrize("code", ["en", "ar"])
def test_disagreements_name_the_witness_first(documents, code):
    """Each side says whose it is, then what it says, then where; event pages and the page of all show the same."""
    document = documents[f"{code}/disagreements/index.html"]
    collected = having(document, "disagreement")
    assert len(collected) >= 6
    links = [a.get("href") for a in elements(having(document, "contents")[0], "a")]
    assert links == [f"#{e.get('id')}" for e in collected]
    own = [d for path, page in documents.items() if f"{code}/events/" in path for d in having(page, "disagreement")]
    sides = lambda these: sorted(unnumbered(side) for d in these for side in having(d, "sides"))
    assert sides(collected) == sides(own)
    for disagreement in collected:
        assert len(having(disagreement, "side")) >= 2
        for n, side in enumerate(having(disagreement, "side")):
            kinds = [e.get("class").split()[0] for e in side]
            assert kinds[: 2 + bool(n)] == (["versus"] if n else []) + ["witness", "account"]
            assert all(words_of(e) for e in side if e.get("class") != "versus")
            assert any("/sources/" in a.get("href") for a in elements(side, "a"))


def test_outside_dates_are_marked(site):
    """A date that only an outside source gives stands among the other dates, marked as from outside."""
    page = (site / "en/events/2016-08-twitter-235000.html").read_text("utf-8")
    assert '<time datetime="2016-08">August 2016</time>' in page
    other = page[page.index('id="other-dates"') :]
    assert "18 August 2016" in other and "outside source" in other


def test_missing_translation_is_shown_in_the_other_language(world):
    """A body that lacks a language appears in the other one, marked with its language and direction, and the page says so."""
    root = world(**{"content/events/e.yaml": event(body={"en": "Only in *English*."})})
    assert not build(root).failed
    page = (root / "site/ar/events/e.html").read_text("utf-8")
    assert (
        '<div class="prose" lang="en" dir="ltr">' in page
        and "لم يُكتب هذا النص بالعربية بعد" in page
        and "<em>English</em>" in page
    )


def test_what_an_untranslated_body_refers_to_keeps_its_language(world):
    """Figures and events named in a text are worded in the text's language, also where the page shows it for want of its own."""
    figure = {"n": {"measure": "m", "value": "3", "said_by": "a", "sources": [{"id": "s"}]}}
    root = world(
        **{
            "content/events/e.yaml": event(body={"en": "See [[#n]] and [[f]]."}, figures=figure),
            "content/events/f.yaml": event(title=both("The other", "الآخر")),
        }
    )
    build(root)
    page = (root / "site/ar/events/e.html").read_text("utf-8")
    assert "See" in page and "<bdi>3 things</bdi>" in page and "<bdi>The other</bdi>" in page


def test_sections_with_nothing_to_show_are_left_out(world):
    """Without figures and disagreements there is neither a page of them nor a way to it."""
    root = world()
    build(root)
    assert not (root / "site/en/figures").exists() and "disagreements" not in (root / "site/en/index.html").read_text(
        "utf-8"
    )


def test_names_are_in_each_languages_order(world):
    """Actors stand in the order of their names in the page's language, forms of alef as one letter."""
    actors = {
        id: {**worlds.TERM, "kind": "person", "name": both(en, ar)}
        for id, en, ar in (("a", "Zoe", "أحمد"), ("b", "Adam", "احسان"), ("c", "Bob", "باسل"))
    }
    root = world(**{"content/actors.yaml": actors})
    build(root)
    for code, order in (("en", ["b", "c", "a"]), ("ar", ["b", "a", "c"])):
        page = (root / f"site/{code}/actors/index.html").read_text("utf-8")
        assert re.findall(rf'href="../../{code}/actors/(\w)\.html"', page) == order


def test_source_title_may_stand_in_a_language_of_its_own(world):
    """A source in a language that the site does not speak keeps its title, marked, beside a translation."""
    root = world(
        **{
            "content/sources/s.yaml": {
                **worlds.SOURCE,
                "language": "el",
                "title": {"el": "Εφημερίδα", **worlds.SOURCE["title"]},
            }
        }
    )
    assert build(root).diagnostics == []
    page = (root / "site/en/sources/s.html").read_text("utf-8")
    assert '<h1><span lang="el" dir="auto">Εφημερίδα</span></h1>' in page and "A paper" in page


def test_without_an_address_links_stay_relative(world):
    """A site that is not published yet has relative canonical links and no sitemap."""
    root = world(**{"content/site.yaml": {k: v for k, v in worlds.SITE.items() if k != "address"}})
    build(root)
    assert '<link rel="canonical" href="../../en/events/e.html">' in (root / "site/en/events/e.html").read_text("utf-8")
    assert not (root / "site/sitemap.xml").exists() and "Sitemap" not in (root / "site/robots.txt").read_text()


def test_address_of_the_command_line_wins(world):
    """`--url` stands in for the address of site.yaml, with or without a final slash; the page for lost addresses is anchored there."""
    root = world()
    build(root, address="https://host.example/sub")
    assert '<link rel="canonical" href="https://host.example/sub/ar/index.html">' in (
        root / "site/ar/index.html"
    ).read_text("utf-8")
    assert '<base href="/sub/">' in (root / "site/404.html").read_text("utf-8")


def test_spans_are_listed_in_the_years_they_last_into(world):
    """An event that runs on is found under the later year too, apart from those that begin there."""
    root = world(
        **{"content/events/long.yaml": event(date="2014-06~/2016-02"), "content/events/bce.yaml": event(date="-0043")}
    )
    build(root)
    page = (root / "site/en/years/2016.html").read_text("utf-8")
    assert page.index("In this year") < page.index("Began earlier and continued") < page.rindex("events/long.html")
    assert "44 BCE" in (root / "site/en/years/-0043.html").read_text("utf-8")


def test_hostile_text_is_text(world):
    """Script in any plain field is shown as text and never runs."""
    evil = '<script>alert(1)</script>"><img src=x onerror=alert(1)>'
    nasty = both(evil, evil)
    root = world(
        **{
            "content/events/e.yaml": event(
                title=nasty,
                summary=nasty,
                statements=[
                    {"text": nasty, "said_by": nasty, "standing": "claimed", "sources": [{"id": "s", "at": evil}]}
                ],
            ),
            "content/topics.yaml": {"t": {"name": nasty, "summary": nasty}},
        }
    )
    assert not build(root).failed
    parser = html5lib.HTMLParser(strict=True)
    for path in (root / "site").rglob("*.html"):
        document = parser.parse(path.read_text("utf-8"))
        assert all(is_linked_data(s) or s.get("src") and not s.text for s in elements(document, "script")), path
        assert not list(elements(document, "img")), path
        assert not [n for _, n, _ in attributes(document) if n.startswith("on")], path


def test_marks_are_explained_where_they_stand(site):
    """On its event's page a mark opens its meaning, without a script; in a list it leads to its explanation."""
    page = (site / "en/events/2016-08-twitter-235000.html").read_text("utf-8")
    assert (
        '<details class="standing-note"><summary class="standing reported">reported</summary><p>The speaker is not named'
        in page
    )
    assert 'href="../../en/standings/index.html#reported"' in page and '<a class="standing' not in page
    assert '<a class="standing reported"' in (site / "en/figures/index.html").read_text("utf-8")


def test_standings_and_kinds_of_source_have_pages(world):
    """Each standing and each kind of source that occurs lists its events; one that does not has no page, nor a way to it."""
    said = {"said_by": "a", "sources": [{"id": "study"}], "text": both("It was so.", "كان كذلك.")}
    root = world(
        **{
            "content/sources/study.yaml": {**worlds.SOURCE, "kind": "study"},
            "content/sources/idle.yaml": {**worlds.SOURCE, "kind": "book"},
            "content/events/e.yaml": event(statements=[{**said, "standing": "claimed"}]),
            "content/events/f.yaml": event(title=both("Another", "آخر")),
        }
    )
    assert not build(root).failed
    for code in ("en", "ar"):
        pages = {p.relative_to(root / "site" / code).as_posix() for p in (root / "site" / code).rglob("*.html")}
        assert {p for p in pages if p.startswith("standings/")} == {"standings/index.html", "standings/claimed.html"}
        assert {p for p in pages if "source-kinds/" in p} == {"source-kinds/article.html", "source-kinds/study.html"}
    page = (root / "site/en/standings/claimed.html").read_text("utf-8")
    assert 'href="../../en/events/e.html#statement-1"' in page and "It was so." in page and "Another" not in page
    assert "1 event<" in page and "What they say" not in page
    assert "2 events<" in (root / "site/en/source-kinds/article.html").read_text("utf-8")
    assert "Another" not in (root / "site/en/source-kinds/study.html").read_text("utf-8")
    assert 'href="../../en/source-kinds/study.html"' in (root / "site/en/sources/study.html").read_text("utf-8")
    assert "source-kinds" not in (root / "site/en/sources/idle.html").read_text("utf-8")
    listed = (root / "site/en/standings/index.html").read_text("utf-8")
    assert "standings/claimed.html" in listed and "standings/stated.html" not in listed


def test_facets_are_what_the_pages_list():
    """What an event is found by is what lists it: the two ways of narrowing the timeline cannot differ."""
    from timeline.build import survey
    from timeline.build.inputs import Options
    from timeline.edition.edition import Edition
    from timeline.pages.page_maker import Maker
    from timeline.pages.passage_lists import carrying, said
    from timeline.records import mentions

    timeline = survey.survey(Options(PROJECT), []).timeline
    edition = Edition(timeline, timeline.languages["ar"])
    assert timeline.facets.keys() == edition.events.keys()
    listed = defaultdict(set)
    for (kind, id), cards in edition.cards_of.items():
        listed[kind] |= {(card.id, id) for card in cards}
    m = Maker(edition, None, {}, {}, mentions.Keys(timeline))
    for id in edition.standing_terms:
        listed["standings"] |= {(row.card.id, id) for row in said(m, "standings", id, carrying(m, "standings", id))}
    names = {"topic": "topics", "actor": "actors", "place": "places", "kind": "source-kinds", "standing": "standings"}
    for facet, kind in names.items():
        assert {(id, value) for id, all in timeline.facets.items() for value in all[facet]} == listed[kind] != set()
    assert edition.standing_terms.keys() == {id for _, id in listed["standings"]}
    assert edition.kind_terms.keys() == {id for _, id in listed["source-kinds"]}


def test_a_long_story_is_told_by_year(world):
    """Up to a hundred events stand on one page; more on a page for each year, and the last leads into the next."""
    from timeline.pages.story import LIMIT

    root = world(
        **{f"content/events/n{n:03}.yaml": event(date=f"{2014 + n % 2}") for n in range(LIMIT - 1)},
    )
    assert not build(root).failed
    assert [p.name for p in (root / "site/en/story").iterdir()] == ["index.html"]
    page = (root / "site/en/story/index.html").read_text("utf-8")
    assert page.count('class="scene"') == LIMIT and "100 of 100" in page and 'href="#n001"' in page

    worlds.write(root, {"content/events/last.yaml": event(date="-0043")})
    assert not build(root).failed
    names = ["-0043.html", "2014.html", "2015.html", "2016.html", "index.html"]
    assert sorted(p.name for p in (root / "site/ar/story").iterdir()) == names
    index = (root / "site/en/story/index.html").read_text("utf-8")
    assert 'href="../../en/story/2014.html">2014<' in index and 'class="scene"' not in index
    first, second = ((root / f"site/en/story/{year}.html").read_text("utf-8") for year in ("-0043", "2014"))
    assert 'rel="next" href="../../en/story/2014.html#n000"' in first and "1 of 101" in first
    assert 'rel="prev" href="../../en/story/-0043.html#last"' in second and "<h1>Story · 2014</h1>" in second


def test_passages_name_their_speaker(site):
    """Where a statement is listed away from its event, who says it stands before it; on the speaker's own page not again."""
    claimed = (site / "en/standings/claimed.html").read_text("utf-8")
    assert "<b>An account that bears the group’s name and that the article counts as the group’s:</b>" in claimed
    assert "<b>Twitter:</b>" in (site / "en/sources/unnamed-2016-08.html").read_text("utf-8")
    assert "<b>Twitter:</b>" not in (site / "en/actors/twitter.html").read_text("utf-8")


def test_a_side_may_have_a_speaker_of_its_own(world):
    """An account's `said_by` heads its side; the source then stands below it."""
    sides = [
        {"text": both("It was so.", "كان."), "said_by": "a", "sources": [{"id": "s"}]},
        {"text": both("It was not.", "لم يكن."), "said_by": both("Someone", "شخص"), "sources": [{"id": "s"}]},
    ]
    disagreement = {"about": both("Was it?", "هل كان؟"), "accounts": sides}
    root = world(**{"content/events/e.yaml": event(disagreements=[disagreement])})
    assert not build(root).failed
    page = (root / "site/en/events/e.html").read_text("utf-8")
    assert '<p class="witness"><a href="../../en/actors/a.html">A name</a></p>' in page
    assert '<p class="witness">Someone</p>' in page
    sides[0]["said_by"] = "nobody"
    assert worlds.codes(worlds.write(root, {"content/events/e.yaml": event(disagreements=[disagreement])})) == [
        "unknown-actor"
    ]


def test_a_description_in_brackets_is_in_the_readers_language(site):
    """A source without a headline is called by our description, in each edition's own words; a headline stays its own."""
    english, arabic = ((site / code / "sources/index.html").read_text("utf-8") for code in ("en", "ar"))
    assert "[Article without a headline on" in english and "[مقال بلا عنوان" not in english
    assert "[مقال بلا عنوان" in arabic and "[Article without" not in arabic
    assert 'lang="ar" dir="rtl">تويتر يوقف أكثر من 125 ألف حساب يروج' in english


def test_standings_of_the_record_follow_one_rule(site):
    """Whoever has a name states, whoever has none is reported, whether an agency stands between or not."""
    events = [yaml.load(p.read_text("utf-8"), yaml.BaseLoader) for p in (PROJECT / "content/events").glob("*.yaml")]
    said = [s for e in events for s in (*e.get("figures", {}).values(), *e.get("statements", []))]
    assert {s["standing"] for s in said if isinstance(s["said_by"], str)} == {"stated"}
    assert {s["standing"] for s in said if not isinstance(s["said_by"], str)} == {"reported", "claimed", "disputed"}
    assert any(s.get("via") for s in said if s["standing"] == "stated")


def test_a_source_says_how_its_address_is_known(site):
    """Where a source can be found, and how that is known; or why no address is given. In the tables and the whole, too."""
    for path in (PROJECT / "content/sources").glob("*.yaml"):
        source = yaml.load(path.read_text("utf-8"), yaml.BaseLoader)
        for code in ("en", "ar"):
            page = (site / code / "sources" / f"{path.stem}.html").read_text("utf-8")
            note = re.sub(r"<[^>]*>", "", page)
            assert source["address_note"][code] in note, path
            assert ("none recorded" in page or "غير مسجَّل" in page) is False, path
            assert f'href="{source.get("address", "")}"' in page or "address" not in source, path
        for file in ("data/sources.csv", "data/timeline.json"):
            assert source["address_note"]["en"] in (site / file).read_text("utf-8"), (path, file)
