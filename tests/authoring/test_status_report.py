"""What could be done next, found in small projects: each list names its records, fields and places, and no other."""

from __future__ import annotations

import json

import pytest

from tests import world as worlds
from tests.authoring.test_lagging_texts import commits
from tests.pictures import picture, png
from tests.world import EVENT, SITE, SOURCE, TERM, both, event, files, in_growth
from timeline.authoring import status_report
from timeline.build import survey
from timeline.build.render import Templates
from timeline.faults.diagnostic import Diagnostic, Span
from timeline.records import content
from timeline.records.git_history import History

E, F, S = "content/events/e.yaml", "content/events/f.yaml", "content/sources/s.yaml"


@pytest.fixture
def surveyed(world):
    """The report of a project with some files changed: `surveyed({path: content}, history)`."""

    def report(changes=(), history: History | None = None, faults=()) -> status_report.Report:
        root = world(**dict(changes))
        return status_report.report(
            survey.load(Templates(root), content.read(root)[0], []), history or History(), faults
        )

    return report


def rows(report: status_report.Report, name: str) -> list[tuple[str, str, str]]:
    return [(found.kind, found.id, found.field) for found in report.findings[name]]


def test_texts_that_lack_a_language(surveyed):
    """Every field of every record, with the language and the place; a text that is not there lacks none."""
    written = """\
date: 2016-02-05
title: {en: A, ar: ا}
summary: {en: B, ar: ""}
body:
  en: Only here.
topics: [t]
statements:
  - id: said
    text: {ar: قول}
    said_by: {en: Someone}
    standing: stated
    sources: [{id: s, at: {en: p. 9}}]
sources: [{id: s, at: "¶2"}]
"""
    table = {"a": {**TERM, "kind": "company", "summary": {"en": "x"}}}
    units = {"m": {"name": both("M", "م"), "unit": {"en": "{n}"}}}
    report = surveyed(
        {E: written, "content/actors.yaml": table, "content/measures.yaml": units, "content/pages/en/about.md": "# A"}
    )
    found = {(f.kind, f.id, f.field): f for f in report.findings["untranslated"]}
    assert set(found) == {
        ("events", "e", "summary"),
        ("events", "e", "body"),
        ("events", "e", "statements.said.text"),
        ("events", "e", "statements.said.said_by"),
        ("events", "e", "statements.said.sources.s.at"),
        ("actors", "a", "summary"),
        ("measures", "m", "unit"),
        ("pages", "about", ""),
    }
    assert found["events", "e", "statements.said.text"].lacks == ("en",)
    assert found["pages", "about", ""].lacks == ("ar",)
    body = found["events", "e", "body"]
    assert (body.lacks, body.place.path, body.place.line, body.place.column) == (("ar",), E, 4, 1)
    assert body.name == {"en": "A", "ar": "ا"}


def test_the_smallest_project_is_whole_but_for_what_it_has_not(surveyed):
    """No false alarm: what is there in both languages, cited and placed is in no list."""
    report = surveyed()
    assert rows(report, "untranslated") == rows(report, "out_of_step") == rows(report, "without_locator") == []
    assert rows(report, "without_address") == rows(report, "without_archive") == [("sources", "s", "")]
    assert rows(report, "without_wikidata") == [("actors", "a", ""), ("actors", "b", "")]
    assert rows(report, "without_coordinates") == [("places", "p", "")]
    assert report.records == {"events": 1, "sources": 1, "topics": 1, "actors": 2, "places": 1}


def test_texts_of_which_one_side_is_behind(surveyed):
    """By record and field, at the side that is behind; tables, the site, and pages of two files too."""
    old = 'title:\n  en: Before\n  ar: "يحدث أمر"\n'
    new = EVENT | {"title": both("After", "يحدث أمر")}
    site = SITE | {"tagline": both("Of some things", "أمور")}
    past = {
        E: commits(old, json.dumps(new)),
        "content/site.yaml": commits(json.dumps(SITE), json.dumps(site)),
        "content/topics.yaml": commits(json.dumps({"t": {**TERM, "name": both("A name", "عنوان")}})),
        "content/pages/en/about.md": commits("# A", "# B"),
        "content/pages/ar/about.md": commits("# ا"),
    }
    report = surveyed(
        {E: new, "content/site.yaml": site, "content/pages/en/about.md": "# B", "content/pages/ar/about.md": "# ا"},
        History(past),
    )
    found = {(f.kind, f.id, f.field): f for f in report.findings["out_of_step"]}
    assert set(found) == {
        ("site", "site", "tagline"),
        ("events", "e", "title"),
        ("topics", "t", "name"),
        ("pages", "about", ""),
    }
    title = found["events", "e", "title"]
    assert title.behind == ("ar",) and title.changes["en"].hash == "2" and title.changes["ar"].hash == "1"
    assert title.place.path == E and '"ar"' in title.place.excerpt
    assert found["topics", "t", "name"].behind == ("en",) and found["topics", "t", "name"].changes["ar"].hash == ""
    assert found["pages", "about", ""].place.path == "content/pages/ar/about.md"
    assert S in report.uncommitted and E not in report.uncommitted


@pytest.mark.parametrize("note, told", [("", True), ("shallow", True), ("absent", False), ("outside", False)])
def test_without_git_nothing_is_called_uncommitted(surveyed, note, told):
    """Which files git lacks is told only where there is a git to lack them."""
    report = surveyed(history=History(note=note))
    assert report.note == note and bool(report.uncommitted) == told and report.findings["out_of_step"] == ()


def test_citations_without_a_place(surveyed):
    """Of statements, figures, other dates and accounts; the event's own sources are spared."""
    bare, placed = [{"id": "s"}], [{"id": "s", "at": "¶1"}]
    parts = {
        "sources": bare,
        "figures": {"n": {"measure": "m", "value": "5", "said_by": "a", "sources": bare}},
        "statements": [
            {"text": both("x"), "said_by": "a", "standing": "stated", "sources": placed},
            {"text": both("y"), "said_by": "a", "standing": "stated", "sources": [*placed, *bare]},
        ],
        "other_dates": [{"date": "2015", "sources": bare}],
        "disagreements": [
            {
                "id": "d",
                "about": both("z"),
                "accounts": [{"text": both("v"), "sources": placed}, {"text": both("w"), "sources": bare}],
            }
        ],
    }
    report = surveyed({E: event(**parts)})
    assert [row[2] for row in rows(report, "without_locator")] == [
        "figures.n",
        "statements.2",
        "other_dates.1",
        "disagreements.d.accounts.2",
    ]
    assert all(f.source == "s" and f.place.line for f in report.findings["without_locator"])


def test_pictures_that_could_be_more(surveyed):
    """Of each the record and its place: one that is silent, one without a licence, one without a date; where a site has
    none, nothing is said of them. A source that a picture alone is from is in use."""
    assert "without_alt" not in surveyed().findings
    pictures = [
        picture(date="1206"),
        picture(alt="", decorates="a line", date="1206", id="line"),
        picture(licence=None, reason=both("By leave", "بإذن"), date="1206"),
        picture(sources=[{"id": "z"}]),
    ]
    media = {"content/media/sundial.png": png(), "content/sources/z.yaml": SOURCE}
    report = surveyed({E: event(media=pictures[:3]), S: {**SOURCE, "media": pictures[3:]}, **media})
    assert [row[2] for row in rows(report, "without_alt")] == ["media.line"]
    assert [row[2] for row in rows(report, "without_licence")] == ["media.3"]
    assert [row[1:3] for row in rows(report, "without_date")] == [("s", "media.1")]
    assert ("sources", "z") not in [row[:2] for row in rows(report, "unused")]


def test_sources_and_actors_that_lack_what_leads_out(surveyed):
    """An address, an archived copy, a Wikidata id: each takes its record off its own list only."""
    more = {"address": "https://a.example/"}
    report = surveyed(
        {S: {**SOURCE, **more}, "content/actors.yaml": {"a": {**TERM, "kind": "person", "wikidata": "Q1"}}}
    )
    assert rows(report, "without_address") == rows(report, "without_wikidata") == []
    assert rows(report, "without_archive") == [("sources", "s", "")]


def test_records_that_nothing_refers_to(surveyed):
    """An actor is used by being listed, by speaking or by passing on; a source wherever it is cited."""
    terms = {id: {**TERM, "kind": "person"} for id in ("listed", "says", "passes", "counts", "differs", "idle")}
    sources = {f"content/sources/{id}.yaml": SOURCE for id in ("cited", "deep", "lost")}
    said = {"text": both("x"), "said_by": "says", "via": "passes", "standing": "stated", "sources": [{"id": "cited"}]}
    figure = {"measure": "m", "value": "5", "said_by": "counts", "sources": [{"id": "s"}]}
    account = {"text": both("v"), "said_by": "differs", "sources": [{"id": "deep"}]}
    parts = {
        "actors": ["listed"],
        "statements": [said],
        "figures": {"n": figure},
        "disagreements": [{"about": both("z"), "accounts": [account, account]}],
    }
    report = surveyed({E: event(**parts), "content/actors.yaml": terms, **sources})
    assert sorted(rows(report, "unused")) == [("actors", "idle", ""), ("places", "p", ""), ("sources", "lost", "")]
    found = {f.id: f.place for f in report.findings["unused"]}
    assert found["lost"] == Span("content/sources/lost.yaml") and found["idle"].line > 1
    assert ("measures", "m", "") in rows(surveyed(), "unused")


def balance(report: status_report.Report, name: str) -> dict[str, int]:
    return {row.key: row.events for row in report.balance[name]}


def test_balance(surveyed):
    """Events by what they are, each counted once for each thing, in the order of their number; years in theirs."""
    statement = {"text": both("x"), "said_by": "a", "standing": "claimed", "sources": [{"id": "fr"}, {"id": "s"}]}
    changes = {
        E: event(date="-0043", places=["p"], statements=[statement, statement]),
        F: event(date="2014-12/2016"),
        "content/events/g.yaml": event(date="2014", topics=["t", "u"]),
        "content/topics.yaml": {"u": {**TERM, "name": both("U", "و")}, "t": TERM, "v": TERM},
        "content/sources/fr.yaml": {**SOURCE, "language": "fr", "kind": "book"},
    }
    report = surveyed(changes)
    assert list(balance(report, "by_year").items()) == [("-43", 1), ("2014", 2)]
    assert list(balance(report, "by_topic").items()) == [("t", 3), ("u", 1)]
    assert list(balance(report, "by_place").items()) == [("p", 1), ("", 2)]
    assert balance(report, "by_language") == {"ar": 3, "fr": 1}
    assert balance(report, "by_source_kind") == {"article": 3, "book": 1}
    assert list(balance(report, "by_standing").items()) == [("claimed", 1), ("", 2)]
    assert report.balance["by_topic"][1].name == both("U", "و")


def test_a_project_in_the_middle_of_an_edit(surveyed):
    """What can be read is reported on; faults are counted."""
    broken = {
        F: "date: 2016-99\n",
        "content/events/g.yaml": "title: {en: [",
        "content/events/h.yaml": event(topics=["nowhere"], sources=[{"id": "gone"}], actors=["nobody"]),
        "content/places.yaml": "- x",
    }
    found = [Diagnostic("c", "m", Span("f")), Diagnostic("d", "m", Span("f"), severity="warning")]
    report = surveyed(broken, faults=found)
    assert (report.errors, report.warnings) == (1, 1)
    assert report.records["events"] == 2 and balance(report, "by_topic") == {"nowhere": 1, "t": 1}
    assert balance(report, "by_language") == {"ar": 1, "": 1}


def test_the_report_is_a_value(surveyed):
    """The same content gives the same report."""
    assert surveyed() == surveyed() != surveyed({E: event(places=["p"])})


def test_what_could_be_written_next_in_a_growing_language(surveyed):
    """First what its pages borrow, the site's own texts before all, then the events that it lacks, last the words of the
    interface; and how far it is."""
    words = {"title": {**both("A", "ا"), "fr": "Un"}, "summary": {**both("B", "ب"), "fr": "Deux"}}
    changes = {
        E: event(**words, body=both("Text", "نص")),
        F: event(date="2017", title={**both("C", "ج"), "fr": "Trois"}),
        "content/pages/en/about.md": "# A",
        "content/pages/ar/about.md": "# ا",
    }
    report = surveyed(in_growth(files(**changes)))
    found = rows(report, "unwritten")
    assert [row[:2] for row in found][:4] == [("site", "site")] * 4
    rest = [row for row in found if row[0] != "site"]
    interface = [row for row in rest if row[0] == "languages"]
    assert ("languages", "fr", "change") in interface and rest[-len(interface) :] == interface
    assert rest[: -len(interface)] == [
        ("events", "e", "body"),
        ("sources", "s", "summary"),
        ("topics", "t", "name"),
        ("topics", "t", "summary"),
        ("pages", "about", ""),
        ("events", "f", "summary"),
    ]
    assert {finding.lacks for finding in report.findings["unwritten"]} == {("fr",)}
    assert not report.findings["untranslated"]
    counts = report.growing["fr"]
    assert (counts["events"], counts["topics"], counts["pages"]) == ((1, 2), (0, 1), (0, 1))
    assert counts["texts"].there == 3 and counts["texts"].all > 20
    assert counts["words"].all - counts["words"].there == len(interface)
    whole = surveyed({})
    assert whole.growing == {} and "unwritten" not in whole.findings


def test_a_source_with_a_fault_hides_nothing_of_a_growing_language(surveyed):
    """An event that rests on it is told of all the same."""
    words = {"title": {**both("A", "ا"), "fr": "Un"}, "summary": {**both("B", "ب"), "fr": "Deux"}}
    report = surveyed(in_growth(files(**{E: event(**words), "content/sources/s.yaml": "kind: book\nkind: book\n"})))
    assert report.growing["fr"]["events"] == (1, 1)
    assert ("events", "e", "title") not in rows(report, "unwritten")


def test_a_growing_language_may_be_behind_and_the_others_never_for_its_sake(surveyed):
    """What was written anew in the whole languages is to be written anew in it; its own corrections ask for nothing."""

    def title(en: str, fr: str) -> dict[str, str]:
        return {"en": en, "ar": "ا", "fr": fr}

    now = event(title=title("New", "Vieux"))
    past = {"Old": event(title=title("Old", "Vieux")), "Fr": event(title=title("New", "Jeune"))}
    behind = {}
    for name, before in past.items():
        history = History({E: commits(json.dumps(before), json.dumps(now, ensure_ascii=False, indent=1))})
        report = surveyed(in_growth(files(**{E: now})), history)
        behind[name] = [code for found in report.findings["out_of_step"] for code in found.behind]
    assert behind == {"Old": ["ar", "fr"], "Fr": []}


def test_a_place_that_nobody_knows_lacks_no_coordinates(surveyed):
    """And one that only a dateline names is used."""
    places = {"p": {**worlds.TERM, "at": "unknown"}, "q": {**worlds.TERM, "at": "1, 2"}, "r": worlds.TERM}
    source = {**worlds.SOURCE, "datelines": ["p"]}
    event = worlds.event(about_places=["q"])
    report = surveyed({"content/places.yaml": places, "content/sources/s.yaml": source, "content/events/e.yaml": event})
    assert rows(report, "without_coordinates") == [("places", "r", "")]
    assert [row for row in rows(report, "unused") if row[0] == "places"] == [("places", "r", "")]
