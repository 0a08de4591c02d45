"""Feeds, as a feed reader has them: what changed, newest first, whole addresses, and nothing that a text could break."""

from __future__ import annotations

import json
import xml.etree.ElementTree as etree

import feedparser
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests import world as worlds
from tests.world import both, build, event
from timeline.faults.diagnostic import Fault

NASTY = "A \"quote\", a <b>tag</b>, ]]> & {x}; \\n \U0001f600 'one'"
MEMBERS = {"version", "title", "home_page_url", "feed_url", "description", "language", "authors", "items"}


@pytest.fixture
def changed(world):
    """Three events, changed on known days, one on none."""
    root = world(
        **{
            "content/events/e.yaml": event(updated="2020-01-02", title=both(NASTY, f"عنوان {NASTY}")),
            "content/events/f.yaml": event(updated="2021-01-02", body=both("See [[e]].\n\n- x", "انظر [[e]].")),
            "content/events/g.yaml": event(),
            "content/events/h.yaml": event(updated="2021-01-02", topics=["u"], aliases=["was-h"]),
            "content/topics.yaml": {"t": worlds.TERM, "u": {**worlds.TERM, "aliases": ["was-u"]}, "v": worlds.TERM},
        }
    )
    assert not build(root).failed
    assert build(root).written == 0  # no clock: the same content gives the same feeds
    return root / "site"


@pytest.mark.parametrize("code", ("en", "ar"))
def test_a_reader_finds_what_changed_newest_first(changed, code):
    """Both forms say the same: the events whose change is known, by its day and then by id, with whole addresses."""
    feed = feedparser.parse((changed / code / "feed.atom").read_bytes())
    assert not feed.bozo and feed.version == "atom10" and feed.feed.language == code
    base = f"https://record.example/{code}/events"
    assert [e.link for e in feed.entries] == [f"{base}/f.html", f"{base}/h.html", f"{base}/e.html"]
    assert [e.id for e in feed.entries] == [f"{base}/f.html", f"{base}/was-h.html", f"{base}/e.html"]
    assert [e.updated for e in feed.entries] == ["2021-01-02T00:00:00Z"] * 2 + ["2020-01-02T00:00:00Z"]
    assert feed.feed.updated == "2021-01-02T00:00:00Z" and feed.feed.links[0].href == feed.feed.id
    assert f'href="{base}/e.html"' in feed.entries[0].content[0].value
    whole = json.loads((changed / code / "feed.json").read_bytes())
    assert MEMBERS <= set(whole) and whole["version"] == "https://jsonfeed.org/version/1.1"
    assert [item["url"] for item in whole["items"]] == [e.link for e in feed.entries]
    assert whole["items"][2]["title"].endswith(NASTY)


def test_titles_survive_whatever_they_hold(changed):
    """A title is text: no tag, no entity and no end of a section in it is taken for one."""
    root = etree.fromstring((changed / "en/feed.atom").read_bytes())
    atom = "{http://www.w3.org/2005/Atom}"
    titles = [entry.findtext(f"{atom}title") for entry in root.iter(f"{atom}entry")]
    assert titles[-1] == NASTY


def test_a_topic_has_a_feed_of_its_own_also_under_its_former_name(changed):
    """A topic's events alone; who follows it by an old address still does; a topic without a known change has none."""
    ids = lambda name: [e.link for e in feedparser.parse((changed / f"en/topics/{name}.atom").read_bytes()).entries]
    assert ids("u") == ids("was-u") == ["https://record.example/en/events/h.html"]
    assert len(ids("t")) == 2 and not (changed / "en/topics/v.atom").exists()
    page = (changed / "en/topics/u.html").read_text("utf-8")
    assert 'type="application/atom+xml"' in page and 'href="../../en/topics/u.atom"' in page
    assert "topics/v.atom" not in (changed / "en/topics/v.html").read_text("utf-8")


def test_without_an_address_or_a_known_change_there_is_no_feed(world):
    """Nothing is made up: no feed, and nothing that leads to one."""
    root = world(**{"content/events/e.yaml": event()})
    build(root)
    assert not list((root / "site").rglob("feed.*"))
    site = {key: value for key, value in worlds.SITE.items() if key != "address"}
    worlds.write(root, {"content/site.yaml": site, "content/events/e.yaml": event(updated="2020-01-02")})
    build(root)
    assert not list((root / "site").rglob("feed.*")) and not list((root / "site").rglob("*.ics"))
    assert "feed" not in (root / "site/en/events/index.html").read_text("utf-8")


@settings(max_examples=25)
@given(
    st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp", "Cn")), min_size=1).filter(
        str.strip
    )
)
def test_any_title_gives_a_sound_feed(tmp_path_factory, title):
    """Whatever letters a title has, the feed is sound and says just that title."""
    root = worlds.write(
        tmp_path_factory.mktemp("feed"),
        worlds.files(**{"content/events/e.yaml": event(updated="2020-01-02", title=both(f"x {title} x", "نص"))}),
    )
    try:
        feed = etree.fromstring(worlds.page(root, "en/feed.atom"))
    except Fault:  # what a content file may not hold is no matter of feeds
        return
    found = [e.text for e in feed.iter("{http://www.w3.org/2005/Atom}title")][-1]
    assert "".join(found.split()) == "".join(f"x{title}x".split())
