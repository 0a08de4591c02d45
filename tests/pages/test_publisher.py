"""Who publishes the site: said wherever a reader or a program looks for it, and nowhere made up."""

from __future__ import annotations

import json
import re
import sqlite3
from urllib.parse import parse_qs, urlsplit

import html5lib
import pytest

from tests import world as worlds
from tests.markup import elements
from tests.world import both, build, codes, event, in_one, write

NAME = both("Ash & Elm < Co.", "أرشيف BBC & شركاؤه")
PUBLISHER = {"name": NAME, "address": "https://archive.org/who", "corrections": "mailto:put.right@archive.org"}
ABOUT = {
    "content/pages/en/about.md": "# About\n\nOur words.\n",
    "content/pages/ar/about.md": "# عن السجل\n\nكلامنا.\n",
}
PARSER = html5lib.HTMLParser(strict=True)


def project(**changes) -> dict[str, object]:
    """A project that names its publisher, with an event that was changed and an About page."""
    site = {**worlds.SITE, **changes}
    return worlds.files(**{"content/site.yaml": site, "content/events/e.yaml": event(updated="2020-01-02"), **ABOUT})


@pytest.fixture(scope="module")
def named(tmp_path_factory):
    root = write(tmp_path_factory.mktemp("named"), project(publisher=PUBLISHER))
    assert build(root).diagnostics == []
    return root / "site"


@pytest.fixture(scope="module")
def unnamed(tmp_path_factory):
    root = write(tmp_path_factory.mktemp("unnamed"), project())
    assert build(root).diagnostics == []
    return root / "site"


def page(site, path: str):
    return PARSER.parse((site / path).read_text("utf-8"))


def words(element) -> str:
    return " ".join("".join(element.itertext()).split())


def foot(document) -> list:
    return [p for p in elements(document, "p") if p.get("class") == "publisher"]


def test_it_stands_at_the_foot_of_every_page(named):
    """In the page's language, on pages of both in both: the name leads to About, and a way to write leads out."""
    for path in sorted(named.rglob("*.html")):
        name, document = path.relative_to(named).as_posix(), PARSER.parse(path.read_text("utf-8"))
        if not list(elements(document, "footer")) or name.startswith("embed/"):
            assert name in ("index.html", "404.html") or name.startswith("embed/"), name
            continue
        lines = foot(document)
        assert len(lines) == (2 if name.startswith("parallel/") else 1), name
        for line in lines:
            who, write = elements(line, "a")
            assert words(who) in NAME.values() and who.get("href").endswith("/about/index.html#site_publisher")
            assert write.get("href").startswith("mailto:put.right@archive.org?subject=")
    line = words(foot(page(named, "en/index.html"))[0])
    assert line == "Published by Ash & Elm < Co.·Send a correction"
    assert words(foot(page(named, "ar/index.html"))[0]) == "الناشر: أرشيف BBC & شركاؤه·إرسال تصويب"


def test_a_mail_names_the_page_that_it_is_about(named):
    """As its subject, whole, and nothing else."""
    (line,) = foot(page(named, "en/events/e.html"))
    address = urlsplit(list(elements(line, "a"))[1].get("href"))
    assert parse_qs(address.query) == {"subject": ["https://record.example/en/events/e.html"]}


def test_about_says_who_and_how(named):
    """Behind what the author wrote, under a heading of its own."""
    for code, words_ in ("en", ("Our words.", "Publisher", "Corrections")), ("ar", ("كلامنا.", "الناشر", "التصويبات")):
        text = re.search("<main.*</main>", (named / code / "about/index.html").read_text("utf-8"), re.DOTALL)[0]
        assert all(word in text for word in words_)
        assert text.index(words_[0]) < text.index('id="site_publisher"')
        (section,) = (s for s in elements(page(named, f"{code}/about/index.html"), "section") if s.get("id"))
        links = {a.get("href"): words(a) for a in elements(section, "a")}
        assert links == {
            "https://archive.org/who": NAME[code],
            "mailto:put.right@archive.org": "put.right@archive.org",
        }


def test_machines_are_told(named):
    """Linked data, the data package, JSON, the database, feeds: the name in each language, and where one writes to."""
    graph = json.loads((named / "data/timeline.jsonld").read_text("utf-8"))["@graph"]
    said = next(node for node in graph if node["@type"] == "WebSite")["publisher"]
    assert {name["@language"]: name["@value"] for name in said["name"]} == NAME
    way = {"@type": "ContactPoint", "contactType": "corrections", "email": "put.right@archive.org"}
    assert (said["url"], said["contactPoint"]) == ("https://archive.org/who", way)
    (script,) = (s for s in elements(page(named, "en/events/e.html"), "script") if s.get("type"))
    article = json.loads(script.text)["@graph"][0]
    assert (article["publisher"]["name"], article["publisher"]["@id"]) == (NAME["en"], said["@id"])
    package = json.loads((named / "data/datapackage.json").read_text("utf-8"))
    assert package["contributors"] == [
        {
            "title": f"{NAME['en']} · {NAME['ar']}",
            "role": "publisher",
            "path": "https://archive.org/who",
            "email": "put.right@archive.org",
        }
    ]
    assert json.loads((named / "data/timeline.json").read_text("utf-8"))["publisher"] == PUBLISHER
    about = dict(sqlite3.connect(named / "data/timeline.sqlite").execute("SELECT key, value FROM about"))
    assert (about["publisher_ar"], about["corrections"]) == (NAME["ar"], PUBLISHER["corrections"])
    feed = json.loads((named / "ar/feed.json").read_text("utf-8"))
    assert feed["authors"] == [{"name": NAME["ar"], "url": "https://archive.org/who"}]
    atom = (named / "en/feed.atom").read_text("utf-8")
    assert "<name>Ash &amp; Elm &lt; Co.</name><uri>https://archive.org/who</uri><email>put.right@" in atom


def test_citations_name_it_where_their_style_does(named, tmp_path):
    """MLA and Chicago name who publishes a site of another name, APA the site; nobody names one twice."""
    cited = {words(e) for e in elements(page(named, "en/events/e.html"), "dd")}
    assert {
        "A record. (2020, January 2). Something happens. https://record.example/en/events/e.html",
        "“Something happens.” A record, Ash & Elm < Co., 2 Jan. 2020, https://record.example/en/events/e.html.",
        "“Something happens,” A record, Ash & Elm < Co., last modified January 2, 2020, "
        "https://record.example/en/events/e.html.",
    } <= cited
    ris = (named / "data/timeline-en.ris").read_text("utf-8")
    assert "T2  - A record\nPB  - Ash & Elm < Co.\n" in ris
    same = write(tmp_path, project(publisher={**PUBLISHER, "name": worlds.SITE["title"]}))
    assert build(same).diagnostics == []
    text = " ".join(words(e) for e in elements(page(same / "site", "en/events/e.html"), "dd"))
    assert "A record, A record" not in text
    assert "\nPB  - " not in (same / "site/data/timeline-en.ris").read_text("utf-8")


def test_where_nobody_is_named_nothing_is_made_up(unnamed, tmp_path):
    """About says so in each language, and what to do; no other page and no file speaks of a publisher."""
    for path in unnamed.rglob("*.html"):
        assert 'class="publisher"' not in path.read_text("utf-8")
    assert "does not yet say who publishes it" in (unnamed / "en/about/index.html").read_text("utf-8")
    assert "لا يذكر الموقع بعدُ اسم ناشره" in (unnamed / "ar/about/index.html").read_text("utf-8")
    assert '"publisher"' not in (unnamed / "data/timeline.json").read_text("utf-8")
    assert "contributors" not in json.loads((unnamed / "data/datapackage.json").read_text("utf-8"))
    root = write(tmp_path, project(repository="https://github.com/o/n"))
    assert build(root).diagnostics == []
    assert "The page of each event leads to a form" in (root / "site/en/about/index.html").read_text("utf-8")


def test_the_real_page_does_not_contradict_the_record(ours):
    """What is known of the publisher is the record's to say: the author's text does not say that nobody is named."""

    for code, word in ("en", "publisher"), ("ar", "الناشر"):
        text = (ours / f"pages/{code}/about.md").read_text("utf-8")
        assert word not in text.rpartition("\n## ")[2]


def test_a_form_and_no_web_address_and_no_about(tmp_path):
    """A form is linked as it is; without About the name leads to the publisher, or nowhere; in one language too."""
    form = {"name": NAME, "corrections": "https://archive.org/form?x=1"}
    contents = project(publisher=form)
    contents = in_one("en", {path: text for path, text in contents.items() if "pages" not in path})
    root = write(tmp_path, contents)
    assert build(root).diagnostics == []
    (line,) = foot(page(root / "site", "en/events/e.html"))
    assert [a.get("href") for a in elements(line, "a")] == ["https://archive.org/form?x=1"]
    said = json.loads((root / "site/data/timeline.jsonld").read_text("utf-8"))["@graph"][0]["publisher"]
    assert said["contactPoint"]["url"] == "https://archive.org/form?x=1" and "url" not in said


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("corrections", "javascript:alert(1)"),
        ("corrections", "data:text/html,x"),
        ("corrections", "mailto:a@b.org?cc=c@d.org"),
        ("corrections", "a@b.org"),
        ("corrections", "https://a.org@evil.example/"),
        ("address", "mailto:a@b.org"),
        ("address", "ftp://a.org/"),
    ],
)
def test_no_link_leads_where_it_should_not(tmp_path, field, value):
    """What is neither of the web nor a plain mail is refused before a page is made."""
    root = write(tmp_path, project(publisher={**PUBLISHER, field: value}))
    assert codes(root) == ["unsafe-link"]


def test_a_name_is_needed_in_each_language(tmp_path):
    """As of any text; and nobody is named without a way to write to them."""
    root = write(tmp_path, project(publisher={"name": {"en": "An archive"}}))
    assert sorted(codes(root)) == ["missing-key"]
    write(root, project(publisher={**PUBLISHER, "name": {"en": "An archive"}}))
    assert codes(root) == ["missing-translation"]
