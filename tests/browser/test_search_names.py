"""What a search page finds besides events, and besides what was typed: names of all kinds, and words of one letter's
difference."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests import world as worlds
from tests.browser.test_search import asked, titles
from tests.world import both, event
from timeline.pages import search_index


def names(page):
    return [name.split("\n")[0] for name in page.locator(".names li a").all_inner_texts()]


@pytest.mark.parametrize(
    ("code", "query", "name", "shown"),
    (
        ("en", "brookings", "Brookings Institution", "Institution · 2 events"),
        ("en", "x", "Twitter", "X · Company · 13 events"),
        ("en", "is", "Islamic State (ISIS)", "Group · 12 events"),
        ("en", "داعش", "Islamic State (ISIS)", "تنظيم الدولة الإسلامية (داعش) · داعش · Group · 12 events"),
        ("ar", "Daesh", "تنظيم الدولة الإسلامية (داعش)", "Daesh · جماعة · 12 حدثًا"),
        ("ar", "جوجل", "غوغل", "جوجل · شركة · حدثان"),
        ("ar", "إكس", "تويتر", "إكس · شركة · 13 حدثًا"),
        ("ar", "GWU", "برنامج دراسة التطرف بجامعة جورج واشنطن", "GWU Program on Extremism · مؤسسة · 4 أحداث"),
        ("en", "lawsuits", "Courts", "Lawsuits · Topic · 1 event"),
    ),
)
def test_names_lead_to_their_pages(look, site, code, query, name, shown):
    """By whatever name, in either edition, short ones too: the page of whoever bears it comes first, then the events."""
    page = look(code, query)
    assert names(page)[0] == name and page.locator(".names li .quiet").first.inner_text() == shown
    assert (site / code / "search" / page.locator(".names a").first.get_attribute("href")).resolve().is_file()
    assert titles(page) and page.failed == []
    foreign = page.locator(".names li .quiet bdi[lang]").first
    if re.search("[a-z]", query) != (code == "en") and foreign.count():
        assert foreign.get_attribute("lang") == ("ar" if code == "en" else "en")


def test_whoever_bears_the_name_comes_before_what_only_begins_so(look, world):
    """Typing `is` finds the event of the actor IS before the titles that begin so, and behind one that has the word."""
    actor = {
        **worlds.TERM,
        "name": both("The group", "الجماعة"),
        "kind": "group",
        "other_names": {"en": ["IS", "Big One"]},
    }
    root = world(
        **{
            "content/actors.yaml": {"a": actor, "b": {**worlds.TERM, "kind": "person"}},
            "content/events/e.yaml": event(date="2001", title=both("An island")),
            "content/events/f.yaml": event(date="2002", title=both("Theirs"), actors=["a"]),
            "content/events/g.yaml": event(date="2003", title=both("What is said")),
            "content/events/h.yaml": event(date="2004", title=both("A big thing"), summary=both("Only one.")),
        }
    )
    assert not worlds.build(root).failed
    assert titles(look("en", "is", folder=root / "site")) == ["What is said", "Theirs", "An island"]
    page = look("en", "big one", folder=root / "site")
    assert titles(page) == ["Theirs", "A big thing"] and names(page) == ["The group"]


def test_words_that_are_written_apart_are_found_and_marked_whole(look, world):
    """A Persian verb with its «می», a name with «عبد»: whichever way they are asked for; their parts are found too."""
    root = world(
        **{
            "content/events/e.yaml": event(title=both("One", "او می‌کند"), summary=both("It.", "حضر عبد الله.")),
            "content/events/f.yaml": event(title=both("Two", "او می کند"), summary=both("It.", "حضر عبدالله.")),
            "content/events/g.yaml": event(title=both("Other", "كند"), summary=both("It.", "العبد الصالح.")),
        }
    )
    assert not worlds.build(root).failed
    for query, marks in (
        ("می کند", {"می‌کند", "می کند"}),
        ("میکند", {"می‌کند", "می کند"}),
        ("می‌کند", {"می‌کند", "می کند"}),
        ("عبد الله", {"عبد الله", "عبدالله"}),
        ("عبدالله", {"عبد الله", "عبدالله"}),
    ):
        page = look("ar", query, folder=root / "site")
        assert titles(page) == ["او می‌کند", "او می کند"], query
        assert set(page.locator("mark").all_inner_texts()) == marks
    assert titles(look("ar", "الله", folder=root / "site")) == ["او می‌کند"]
    assert len(titles(look("ar", "کند", folder=root / "site"))) == 2


def test_a_handful_of_names_at_first(look, world):
    """Five; the button brings more and leads to the first of them. Nothing of a name is markup."""
    evil = "Thing <img src=x onerror=alert(1)>"
    actors = {
        f"n{n:02}": {**worlds.TERM, "kind": "person", "name": both(f"Person {n:02}", f"شخص {n}")} for n in range(30)
    }
    actors["n00"] = {**actors["n00"], "other_names": {"en": [evil]}}
    root = world(**{"content/actors.yaml": actors, "content/events/e.yaml": event(actors=["n07"])})
    assert not worlds.build(root).failed
    page = look("en", "person", folder=root / "site")
    assert len(names(page)) == 5 and names(page)[0] == "Person 07"
    assert page.get_by_role("status").inner_text() == "1 event found · 30 results among names and sources"
    page.get_by_role("button", name="More names").click()
    expect(page.locator(".names li")).to_have_count(25)
    assert page.evaluate("document.activeElement.closest('.names') !== null")
    page.get_by_role("button", name="More names").click()
    expect(page.locator(".names li")).to_have_count(30)
    assert not page.get_by_role("button", name="More names").is_visible()
    page = look("en", "onerror", folder=root / "site")
    assert names(page) == ["Person 00"] and evil in page.locator(".names").inner_text() and page.failed == []
    assert page.get_by_role("status").inner_text() == "1 result among names and sources"
    page.get_by_role("searchbox").fill("")
    expect(page.locator(".names")).to_be_hidden()


@pytest.mark.parametrize(
    ("code", "query", "instead"),
    (
        ("en", "suspenson", "suspension"),
        ("en", "suspesnion", "suspension"),
        ("en", "Twiter", "Twitter"),
        ("en", "rwitter", "Twitter"),
        ("en", "twitter accoumts", "accounts"),
        ("ar", "تويتتر", "تويتر"),
        ("ar", "الحسابت", "الحسابات"),
        ("ar", "بروكينفز", "بروكينغز"),
    ),
)
def test_one_letter_is_forgiven_and_the_page_says_so(look, code, query, instead):
    """One more, fewer or other, or two that changed places, the first among them."""
    page = look(code, query)
    said, wrong = page.get_by_role("status").inner_text(), query.split()[-1]
    opened = (
        f"No results for “{wrong}”; showing results for “{instead}”. "
        if code == "en"
        else f"لا نتائج لـ«{wrong}»، وهذه نتائج «{instead}». "
    )
    assert said.startswith(opened) and page.failed == []
    right = look(code, " ".join([*query.split()[:-1], instead]))
    assert titles(page) == titles(right) and said.removeprefix(opened) == right.get_by_role("status").inner_text()


@pytest.mark.parametrize(
    "query", ("twi", "qqq", "xwi", "2019", "125001", "twitterrr", "account suspensions", "sespinsian", "witter qqqqq")
)
def test_nothing_is_forgiven_where_it_should_not_be(look, query):
    """What is found as it stands, short words, numbers, two letters, and a word beside which another is like nothing."""
    page = look("en", query)
    assert "showing" not in page.get_by_role("status").inner_text()
    assert bool(titles(page)) == (query in ("twi", "account suspensions"))


def test_a_parted_index_forgives_too(look, site, monkeypatch, tmp_path):
    """What is looked through is bounded: where files are too many, the letters by which they are told apart are right."""
    monkeypatch.setattr(search_index, "LIMIT", 2000)
    assert not worlds.build(site.parent, out=tmp_path / "parted").failed
    for code, query in (("en", "suspenson"), ("en", "twittre"), ("ar", "تويتتر")):
        page = look(code, query, folder=tmp_path / "parted")
        assert titles(page) == titles(look(code, query)), query
    assert titles(look("en", "rwitter", folder=tmp_path / "parted"))
    for name in (tmp_path / "parted/search/en").glob("index-*.js"):  # as if each file of words had 200 kilobytes
        name.write_text(re.sub(r",[01],\d+\]", lambda found: f"{found[0][:2]},200]", name.read_text("utf-8")), "utf-8")
    assert titles(look("en", "twittre", folder=tmp_path / "parted")) == titles(look("en", "twitter"))
    page = look("en", "rwitter", folder=tmp_path / "parted")
    assert titles(page) == [] and len([name for name in asked(page) if "/words-" in name]) <= 2
