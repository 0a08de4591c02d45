"""What pages show of records: of the real ones, and of small projects that have what those lack."""

from __future__ import annotations

import re
from collections import defaultdict

import html5lib
import yaml

from tests import world as worlds
from tests.conftest import PROJECT
from tests.markup import attributes, elements, is_linked_data
from tests.world import both, build, event


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


def test_facets_are_what_the_pages_list(ours):
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
    names = {"topic": "topics", "actor": "actors", "place": "places", "kind": "source_kinds", "standing": "standings"}
    for facet, kind in names.items():
        assert {(id, value) for id, all in timeline.facets.items() for value in all[facet]} == listed[kind] != set()
    assert edition.standing_terms.keys() == {id for _, id in listed["standings"]}
    assert edition.kind_terms.keys() == {id for _, id in listed["source_kinds"]}


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
