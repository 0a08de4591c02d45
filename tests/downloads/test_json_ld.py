"""What pages say to machines: sound JSON-LD that expands without a network, one id a thing, and true types."""

from __future__ import annotations

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyld import jsonld

from tests import world as worlds
from tests.world import both, build, event
from timeline.downloads import json_ld

SCRIPT = re.compile(r'<script type="application/ld\+json">(.*?)</script>')
NASTY = "</script><script>alert(1)</script> <!-- & ]]>"
STATEMENT = {"text": both(NASTY, "قول"), "said_by": "a", "standing": "claimed", "sources": [{"id": "s"}]}


def graph(site, path: str) -> list[dict]:
    (found,) = SCRIPT.findall((site / path).read_text("utf-8"))
    return json.loads(found)["@graph"]


@pytest.fixture
def made(world):
    root = world(
        **{
            "content/events/e.yaml": event(
                statements=[STATEMENT], places=["p"], actors=["b"], updated="2020-01-02", date="2014-12~"
            ),
            "content/events/m.yaml": event(kind="meeting", places=["p"]),
            "content/events/p.yaml": event(kind="publication", date="2015-03"),
        }
    )
    assert not build(root).failed
    return root / "site"


def test_a_thing_is_known_by_its_former_ids_and_a_page_names_its_makers(world):
    """What others noted before a rename still leads to it; the author of a page is never the web site itself."""
    outside = {"x": {"measure": "m", "value": "3", "said_by": "a", "standing": "stated", "sources": [{"id": "t"}]}}
    files = {
        "content/events/e.yaml": event(aliases=["was-e"], figures=outside),
        "content/sources/t.yaml": worlds.SOURCE,
    }
    build(root := world(**files))
    article, thing = graph(root / "site", "en/events/e.html")[:2]
    assert thing["sameAs"] == ["https://record.example/en/events/was-e.html#event"]
    assert (article["author"]["@type"], article["author"]["name"]) == ("Organization", "A record")
    assert [source["@id"].split("/")[-1] for source in article["citation"]] == ["s.html#source", "t.html#source"]


def test_other_names_stand_beside_the_name(world):
    """On the page those of its language, in the file those of all, each tagged; a language may have none."""
    topics = {"t": {**worlds.TERM, "other_names": {"ar": ["آخر"]}}}
    actors = {"a": {**worlds.TERM, "kind": "group", "other_names": {"en": ["Daesh", "IS"], "ar": ["داعش"]}}}
    actors["b"] = {**worlds.TERM, "kind": "person"}
    root = world(**{"content/topics.yaml": topics, "content/actors.yaml": actors})
    assert not build(root).failed
    page = lambda path: next(node for node in graph(root / "site", path) if node["@id"].endswith(("#actor", "#topic")))
    assert page("en/actors/a.html")["alternateName"] == ["Daesh", "IS"]
    assert page("ar/actors/a.html")["alternateName"] == ["داعش"] == page("ar/actors/a.html")["alternateName"]
    assert "alternateName" not in page("en/topics/t.html") and "alternateName" not in page("en/actors/b.html")
    nodes = {
        node["@id"]: node for node in json.loads((root / "site/data/timeline.jsonld").read_text("utf-8"))["@graph"]
    }
    tagged = [("Daesh", "en"), ("IS", "en"), ("داعش", "ar")]
    names = nodes["https://record.example/en/actors/a.html#actor"]["alternateName"]
    assert [(name["@value"], name["@language"]) for name in names] == tagged
    names = nodes["https://record.example/en/topics/t.html#topic"]["alternateName"]
    assert names == [{"@value": "آخر", "@language": "ar"}]


def test_types_say_no_more_than_is_true(made):
    """A meeting is an Event, a publication a PublicationEvent, anything else a Thing that occurred; a page is about it."""
    types = {}
    for id in "emp":
        article, thing = graph(made, f"en/events/{id}.html")[:2]
        assert (
            article["@type"] == "Article"
            and article["about"]["@id"] == thing["@id"] == f"https://record.example/en/events/{id}.html#event"
        )
        types[id] = thing
    assert (types["e"]["@type"], types["e"]["additionalType"]) == ("Thing", "http://www.wikidata.org/entity/Q1190554")
    assert (types["m"]["@type"], types["m"]["startDate"]) == ("Event", "2016-02-05")
    assert types["m"]["location"]["@id"] == "https://record.example/en/places/p.html#place"
    assert (types["p"]["@type"], types["p"]["startDate"]) == (
        "PublicationEvent",
        "2015-03",
    ) and "startDate" not in types["e"]
    assert graph(made, "en/events/e.html")[0]["temporalCoverage"] == "2014-12~"


def test_a_thing_has_the_same_id_in_every_language_and_in_the_file(made):
    """What is not a page is called alike everywhere; the pages are each their own; the file has every node once."""
    whole = {}
    for node in json.loads((made / "data/timeline.jsonld").read_bytes())["@graph"]:
        assert whole.setdefault(node["@id"], node) is node
    for path in ("events/e", "events/m", "topics/t", "sources/s", "actors/a", "places/p"):
        ours, theirs = ({n.get("@id") for n in graph(made, f"{code}/{path}.html")} for code in ("en", "ar"))
        pages = {f"https://record.example/{code}/{path}.html" for code in ("en", "ar")}
        assert ours - pages == theirs - pages and len(ours & theirs) >= 1
        things = {id for id in ours | theirs if id and "#" in id}
        assert things <= set(whole)
    claim = whole["https://record.example/en/events/e.html#statement-1"]
    assert {text["@language"]: text["@value"] for text in claim["text"]} == {"en": NASTY, "ar": "قول"}
    assert claim["author"]["@id"].endswith("actors/a.html#actor") and claim["keywords"] == "claimed"


def test_the_file_expands_without_a_network(made):
    """Its context stands in it; every property becomes one of schema.org's, and every reference leads to a node."""

    def nothing(url, options):
        raise AssertionError(f"asked for {url}")

    raw = json.loads((made / "data/timeline.jsonld").read_bytes())
    expanded = jsonld.expand(raw, {"documentLoader": nothing})
    assert len(expanded) == len(raw["@graph"]) > 10
    ids = {node["@id"] for node in expanded}
    for node in expanded:
        assert all(key.startswith(("@", "http://schema.org/")) for key in node)
        for key in ("about", "mentions", "citation", "appearance", "spatialCoverage", "isPartOf"):
            assert {ref["@id"] for ref in node.get(f"http://schema.org/{key}", ())} <= ids, (node["@id"], key)


def test_a_page_and_the_file_mean_the_same(made):
    """schema.org's context, as it is published (release 27), makes `http://schema.org/…` of a word; so does the file's,
    so that one thing, met in both, has each property once."""
    published = lambda url, options: {
        "document": {"@context": {"@vocab": "http://schema.org/", "type": "@type", "id": "@id"}},
        "documentUrl": url,
        "contextUrl": None,
        "contentType": "application/ld+json",
    }
    (block,) = SCRIPT.findall((made / "en/events/m.html").read_text("utf-8"))
    assert json.loads(block)["@context"] == "https://schema.org"
    of_page = {n["@id"]: n for n in jsonld.expand(json.loads(block), {"documentLoader": published}) if "@id" in n}
    of_file = {n["@id"]: n for n in jsonld.expand(json.loads((made / "data/timeline.jsonld").read_bytes()))}
    shared = of_page.keys() & of_file.keys()
    assert len(shared) > 3
    for id in shared:
        assert of_page[id]["@type"] == of_file[id]["@type"] and of_page[id].keys() <= of_file[id].keys(), id


@pytest.mark.parametrize(
    ("edtf", "known"),
    [
        ("2016-08-05", "2016-08-05"),
        ("2016-08", "2016-08"),
        ("2016-08~", None),
        ("2016-08-05?", None),
        ("2016-08-XX", None),
        ("201X", None),
        ("2016-01/2016-03", None),
    ],
)
def test_a_source_is_dated_no_better_than_it_is_known(world, edtf, known):
    """What is about, uncertain or in part unknown is no date to a machine that knows no such thing: the EDTF stays."""
    root = world(**{"content/sources/s.yaml": {**worlds.SOURCE, "published": edtf}})
    build(root)
    (source,) = [n for n in graph(root / "site", "en/sources/s.html") if n.get("@id", "").endswith("#source")]
    assert (source.get("datePublished"), source["temporal"]) == (known, edtf)


@pytest.mark.parametrize(
    ("written", "known", "said"),
    [
        ("hijri:1437-05-26", "2016-03-06", "2016-03-06"),
        ("hijri:1437-05", None, "[2016-02-10..2016-03-09]"),
        ("hijri:0583-07-27", None, "1187-10-09~"),
        ("julian:1187-10-02/..", None, "1187-10-09/.."),
    ],
)
def test_a_date_in_another_calendar_is_converted(world, written, known, said):
    """Machines are given the Gregorian days, as EDTF; the whole timeline has what was written besides."""
    given = {"content/sources/s.yaml": {**worlds.SOURCE, "published": written}}
    root = world(**given, **{"content/events/e.yaml": worlds.event(date=written)})
    assert not build(root).failed
    (source,) = [n for n in graph(root / "site", "en/sources/s.html") if n.get("@id", "").endswith("#source")]
    assert (source.get("datePublished"), source["temporal"]) == (known, said)
    for record in (json.loads(line)["date"] for line in (root / "site/data/events.jsonl").read_text().splitlines()):
        assert (record["edtf"], record["written"]) == (said, written)
    assert said in (root / "site/en/events/e.html").read_text("utf-8") and written in (
        root / "site/data/events.csv"
    ).read_text("utf-8")


def bound(name: str) -> dict:
    return {"additionalProperty": {"@type": "PropertyValue", "name": "bound", "value": name}}


FIGURE = {"measure": "m", "value": "125000", "said_by": "a", "sources": [{"id": "s"}]}


@pytest.mark.parametrize(
    ("bound", "value", "known"),
    [
        ("given", "125000", {"value": 125000}),
        ("exactly", "125000", {"value": 125000, **bound("exactly")}),
        ("about", "14.5", {"value": 14.5, **bound("about")}),
        ("at-least", "10", {"minValue": 10, **bound("at-least")}),
        ("more-than", "10", {"minValue": 10, **bound("more-than")}),
        ("at-most", "10", {"maxValue": 10, **bound("at-most")}),
    ],
)
def test_a_figure_is_a_number_of_something_over_a_time(world, bound, value, known):
    """A claim about an observation: of its measure, as it is bounded, for its period as it is written."""
    root = world(
        **{
            "content/events/e.yaml": event(
                figures={"f": {**FIGURE, "bound": bound, "value": value, "period": "2015-06/2016-02"}}
            )
        }
    )
    assert not build(root).failed
    nodes = {node["@id"]: node for node in graph(root / "site", "en/events/e.html") if "@id" in node}
    figure = nodes["https://record.example/en/events/e.html#figure-f"]
    happened, observed = figure["about"]
    assert (figure["@type"], figure["temporalCoverage"]) == ("Claim", "2015-06/2016-02")
    assert happened["@id"] == "https://record.example/en/events/e.html#event"
    measure = observed.pop("variableMeasured")["@id"]
    assert observed == {"@type": "Observation", **known}
    assert (nodes[measure]["@type"], nodes[measure]["name"]) == ("StatisticalVariable", "Things")
    anchor = measure.removeprefix("https://record.example/")
    path, fragment = anchor.split("#")
    assert f'id="{fragment}"' in (root / "site" / path).read_text("utf-8")


def test_a_place_is_where_it_happened_or_what_is_told_of(world):
    """Only the first is an event's location; where a report was written is no place of any event."""
    places = {
        "p": {**worlds.TERM, "at": "31.95, 35.93"},
        "q": {**worlds.TERM, "at": "35.9, 39 ± 100 km"},
        "r": {**worlds.TERM, "at": "unknown"},
    }
    root = world(
        **{
            "content/places.yaml": places,
            "content/sources/s.yaml": {**worlds.SOURCE, "datelines": ["r"]},
            "content/events/e.yaml": event(kind="meeting", places=["p", "r"], about_places=["q"]),
        }
    )
    assert not build(root).failed
    site, base = root / "site", "https://record.example/en"
    place = lambda id: {"@id": f"{base}/places/{id}.html#place"}
    article, thing = graph(site, "en/events/e.html")[:2]
    assert thing["location"] == article["contentLocation"] == [place("p"), place("r")]
    assert article["about"] == [{"@id": f"{base}/events/e.html#event"}, place("q")]
    nodes = lambda path: {node["@id"]: node for node in graph(site, path) if "@id" in node}
    point = nodes("en/places/p.html")[place("p")["@id"]]["geo"]
    assert point == {"@type": "GeoCoordinates", "latitude": 31.95, "longitude": 35.93}
    circle = nodes("en/places/q.html")[place("q")["@id"]]["geo"]
    assert (circle["@type"], circle["geoRadius"], circle["geoMidpoint"]["latitude"]) == ("GeoCircle", 100_000, 35.9)
    assert "geo" not in nodes("en/places/r.html")[place("r")["@id"]]
    assert nodes("en/sources/s.html")[f"{base}/sources/s.html#source"]["locationCreated"] == place("r")


def test_where_sources_differ_each_side_is_told(world):
    """A disagreement holds a claim a side with its speaker and source; another date is a claim of its own."""
    sides = [
        {"text": both("Forty-six", "ست"), "said_by": "a", "sources": [{"id": "s"}]},
        {"text": both("Fewer", "أقل"), "sources": [{"id": "s"}]},
    ]
    root = world(
        **{
            "content/events/e.yaml": event(
                disagreements=[{"id": "many", "about": both("How many?", "كم؟"), "accounts": sides}],
                other_dates=[{"date": "2014-12~", "sources": [{"id": "s"}]}],
            )
        }
    )
    assert not build(root).failed
    home = "https://record.example/en/events/e.html#"
    source = [{"@id": "https://record.example/en/sources/s.html#source"}]
    for path in ("en/events/e.html", "data/timeline.jsonld"):
        on_page = path.endswith("html")
        nodes = graph(root / "site", path) if on_page else json.loads((root / "site" / path).read_bytes())["@graph"]
        by_id = {node["@id"]: node for node in nodes if "@id" in node}
        differing, other = by_id[f"{home}disagreement-many"], by_id[f"{home}other-date-1"]
        first, second = differing["hasPart"]
        assert [c["@type"] for c in (differing, first, second, other)] == ["Collection", "Claim", "Claim", "Claim"]
        assert first["author"]["@id"] in by_id
        assert "author" not in second and first["appearance"] == second["appearance"] == source
        assert other["temporalCoverage"] == "2014-12~" and other["about"] == {"@id": f"{home}event"}
    assert differing["name"] == [
        {"@value": "How many?", "@language": "en"},
        {"@value": "كم؟", "@language": "ar"},
    ]


def test_whoever_is_no_known_person_or_body_is_credited_in_words(world):
    """An author is a person or a body: a name in one part, a speaker whom the source leaves unnamed and a network that
    speaks are credited; who published something is a body."""
    said = lambda who: {"text": both("x", "س"), "said_by": who, "standing": "stated", "sources": [{"id": "s"}]}
    authors = [{"name": both("Abu Ali", "أبو علي")}, {"family": both("B", "ب"), "given": both("A", "أ")}]
    root = world(
        **{
            "content/sources/s.yaml": {**worlds.SOURCE, "authors": authors, "outlet": both("A paper", "صحيفة")},
            "content/actors.yaml": {"a": {**worlds.TERM, "kind": "network"}, "b": {**worlds.TERM, "kind": "company"}},
            "content/events/e.yaml": event(statements=[said("a"), said("b"), said(both("officials", "مسؤولون"))]),
        }
    )
    assert not build(root).failed
    claims = [n for n in graph(root / "site", "en/events/e.html") if n["@type"] == "Claim"]
    network, company, unnamed = claims
    assert "author" not in network and network["creditText"] and "author" not in unnamed
    assert company["author"]["@id"].endswith("actors/b.html#actor") and "creditText" not in company
    assert unnamed["creditText"] == "officials"
    (source,) = [n for n in graph(root / "site", "en/sources/s.html") if n.get("@id", "").endswith("#source")]
    assert source["author"] == [{"@type": "Person", "name": "A B"}] and source["creditText"] == "Abu Ali and A B"
    assert source["publisher"] == {"@type": "Organization", "name": "A paper"}


LIBRARY = {
    "editors": [{"family": both("Roe", "رو"), "given": both("Anne", "آن")}],
    "translators": [{"name": both("An office", "مكتب")}],
    "container": both("Journal of Things", "مجلة الأشياء"),
    "volume": "12",
    "issue": "3",
    "pages": "12-15",
    "edition": both("2nd ed.", "ط 2"),
    "published_in": both("Beirut", "بيروت"),
    "repository": both("A library", "مكتبة"),
    "shelfmark": "MS 1",
    "isbn": "978-0-306-40615-7",
    "doi": "10.1000/182",
}


def test_what_a_library_notes_is_said_in_its_words(world):
    """The volume in its periodical, the issue in that, the archive that holds it, identifiers as such."""
    kinds = {"journal": {"name": both("Journal article", "مقالة"), "cited_as": "article-journal"}}
    root = world(
        **{
            "content/source_kinds.yaml": kinds,
            "content/sources/s.yaml": {**worlds.SOURCE, **LIBRARY, "kind": "journal"},
            "content/sources/b.yaml": {**worlds.SOURCE, **LIBRARY, "kind": "book"},
        }
    )
    assert not build(root).failed
    (journal,), (book,) = (
        [n for n in graph(root / "site", f"en/sources/{id}.html") if n.get("@id", "").endswith("#source")]
        for id in "sb"
    )
    assert journal["@type"] == ["ScholarlyArticle", "ArchiveComponent"] and book["@type"][0] == "Book"
    assert journal["genre"] == "Journal article" and journal["pagination"] == "12-15"
    issue = journal["isPartOf"]
    assert (issue["@type"], issue["issueNumber"]) == ("PublicationIssue", "3")
    assert (issue["isPartOf"]["@type"], issue["isPartOf"]["volumeNumber"]) == ("PublicationVolume", "12")
    assert issue["isPartOf"]["isPartOf"] == {"@type": "Periodical", "name": "Journal of Things"}
    assert journal["sameAs"] == "https://doi.org/10.1000/182" and journal["version"] == "2nd ed."
    named = {value["propertyID"]: value["value"] for value in journal["identifier"]}
    assert named == {"ISBN": "978-0-306-40615-7", "shelfmark": "MS 1"}
    assert book["isbn"] == "978-0-306-40615-7" and book["bookEdition"] == "2nd ed." and book["position"] == "12-15"
    assert journal["locationCreated"] == {"@type": "Place", "name": "Beirut"}
    assert journal["holdingArchive"] == {"@type": "ArchiveOrganization", "name": "A library"}
    assert journal["editor"] == [{"@type": "Person", "name": "Anne Roe"}] and journal["creditText"] == "An office"
    whole = jsonld.expand(json.loads((root / "site/data/timeline.jsonld").read_text("utf-8")))
    (found,) = (node for node in whole if node["@id"].endswith("sources/s.html#source"))
    assert found["http://schema.org/sameAs"] == [{"@id": "https://doi.org/10.1000/182"}]
    assert len(found["@type"]) == 2


def test_nothing_in_a_text_ends_the_script(made):
    """A page has one block of data, and what a text holds stays text in it."""
    page = (made / "en/events/e.html").read_text("utf-8")
    (block,) = SCRIPT.findall(page)
    assert not re.search("[<>&\u2028\u2029]", block)
    assert [n["text"] for n in json.loads(block)["@graph"] if n["@type"] == "Claim"] == [NASTY]


def test_every_page_says_where_it_stands(made):
    """Home is the site; a list is a collection, with its trail of pages; every list's and record's page says its own."""
    assert [n["@type"] for n in graph(made, "en/index.html")] == ["WebSite"]
    page, trail = graph(made, "en/topics/index.html")
    assert (page["@type"], page["inLanguage"]) == ("CollectionPage", "en")
    trail = graph(made, "en/events/e.html")[-1]
    assert [step["item"]["@id"] for step in trail["itemListElement"]] == [
        f"https://record.example/en/{path}" for path in ("index.html", "events/index.html", "events/e.html")
    ]
    for code in ("en", "ar"):
        for path in (made / code).rglob("*.html"):
            assert len(SCRIPT.findall(path.read_text("utf-8"))) == 1, path


def test_without_an_address_nothing_is_said(world):
    """Ids are whole addresses: a site that does not know its own has none to give."""
    root = world(**{"content/site.yaml": {k: v for k, v in worlds.SITE.items() if k != "address"}})
    build(root)
    assert not SCRIPT.search((root / "site/en/events/e.html").read_text("utf-8"))
    assert json.loads((root / "site/data/timeline.jsonld").read_bytes())["@graph"] == []


@given(st.text())
def test_escaped_json_reads_as_it_was(text):
    """What is escaped for a page is the same JSON."""
    escaped = json_ld._escaped(json.dumps([text], ensure_ascii=False))
    assert json.loads(escaped) == [text] and not re.search("[<>&\u2028\u2029]", escaped)
