"""A reader's own selection in a real browser: marked on two pages, put in order, named, sent, opened in the other language."""

from __future__ import annotations

import csv
import io
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.pages.test_selection import PLACES
from tests.paper import sheets

FIRST, SECOND, THIRD = "2014-09-02-thousand-accounts-claim", "2016-02-05-twitter-125000", "2016-02-18-gwu-study"
NASTY = [
    "#events=<img src=x onerror=alert(1)>",
    "#title=<script>alert(1)</script>&events=x",
    "#title=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E&events=2016-02-18-gwu-study",
    "#events=../../../etc/passwd,javascript:alert(1),__proto__,constructor",
    "#events=" + ",".join(f"a{n}" for n in range(500)),
    "#title=" + "x" * 50_000,
    "#title=%E0%A4%A&events=%",
    "#title=%E2%80%AEabc&events=,,,,",
    "#events=2016-02-18-gwu-study,2016-02-18-gwu-study&events=x&events=y",
]


def titles(page) -> list[str]:
    return page.locator("[data-part=events] h2").all_inner_texts()


def test_from_marks_to_a_link_in_the_other_language(reader, site):
    """With the keyboard alone: three events marked on two pages, shown, moved, named; the link opens in Arabic too."""
    page = reader(scripts=True, viewport={"width": 1280, "height": 900})
    page.goto((site / f"en/events/{SECOND}.html").as_uri())
    assert page.evaluate("localStorage.length") == 0
    mark = page.locator(".pick").first
    named = lambda: (mark.inner_text(), mark.get_attribute("aria-label"))
    title = page.locator("h1").inner_text()
    assert named() == ("Add", f"Add to my selection: {title}")
    mark.focus()
    page.keyboard.press("Enter")
    assert named() == ("Added", f"Added to my selection: {title}")
    page.goto((site / "en/events/index.html").as_uri())
    for id in (THIRD, FIRST):
        page.locator(f".pick[value='{id}']").focus()
        page.keyboard.press("Space")
    page.locator(".selected a").focus()
    page.keyboard.press("Enter")
    page.wait_for_selector("[data-part=events] li")
    assert f"events={SECOND},{THIRD},{FIRST}" in page.url
    before = titles(page)
    page.locator("[data-part=events] .down").first.focus()
    page.keyboard.press("Enter")
    assert titles(page) == [before[1], before[0], before[2]]
    page.locator("#title").fill("My lesson: دروس")
    page.keyboard.press("Tab")
    page.wait_for_function("document.querySelector('h1').textContent.includes('My lesson')")
    link = page.locator("#link").input_value()
    assert link.startswith("https://timeline.example/en/selection/index.html#title=My%20lesson")

    other = reader(scripts=True, viewport={"width": 360, "height": 800}, locale="ar")
    other.goto((site / "ar/selection/index.html").as_uri() + "#" + link.partition("#")[2])
    other.wait_for_selector("[data-part=events] li")
    hrefs = other.locator("[data-part=events] h2 a").evaluate_all("all => all.map(a => a.href.split('/').pop())")
    assert hrefs == [f"{THIRD}.html", f"{SECOND}.html", f"{FIRST}.html"]
    assert "My lesson" in other.locator("h1").inner_text() and "تويتر" in " ".join(titles(other))
    assert other.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert other.evaluate("localStorage.length") == 0 and other.locator("[data-part=shared]").is_visible()
    other.emulate_media(media="print")
    assert not other.locator("button, .masthead nav").evaluate_all("all => all.some(e => e.offsetParent)")
    printed = sheets(other.pdf(format="A6"))
    # Under the reader's title on every page.
    assert len(printed) > 1 and all({"My", "lesson"} <= set(re.findall("[A-Za-z]+", sheet)) for sheet in printed)


@pytest.mark.parametrize("code", ("en", "ar"))
def test_on_paper_its_sources_are_numbered_notes(reader, site, code):
    """Each event has the number of the note that names its sources, in the reader's order; on screen they stand below it."""
    page = reader(scripts=True)
    page.goto((site / f"{code}/selection/index.html").as_uri() + f"#events={THIRD},{FIRST}")
    page.wait_for_selector("[data-part=events] li")
    seen = lambda what: page.locator(what).evaluate_all("all => all.filter(e => e.offsetParent).map(e => e.innerText)")
    lists = page.locator("[data-part=events] .sigla").evaluate_all(
        "all => all.map(e => [...e.querySelectorAll('li')].map(li => li.innerText))"
    )
    assert [len(beside) for beside in lists] == [2, 2] and not seen(".ref, .notes li")
    page.emulate_media(media="print")
    assert seen(".ref") == ["1", "2"] and not seen(".sigla li")
    notes = seen(".notes li")
    assert len(notes) == 2 and ("خالد الغالي" if code == "ar" else "Khalid al-Ghali") in notes[0]
    for beside, note in zip(lists, notes, strict=True):
        assert all(name.split()[-1] in note for name in beside), (beside, note)
    page.goto((site / f"{code}/selection/index.html").as_uri())
    assert not seen(".notes h2")


def test_taken_away_as_a_table_and_for_a_citation_manager(reader, site):
    """CSV and BibTeX are downloads that hold the events in the reader's order."""
    page = reader(scripts=True, accept_downloads=True)
    page.goto((site / "en/selection/index.html").as_uri() + f"#events={THIRD},{FIRST}")
    page.wait_for_selector("[data-part=events] li")
    with page.expect_download() as got:
        page.locator("[data-part=csv]").click()
    text = got.value.path().read_text("utf-8-sig")
    assert [row["id"] for row in csv.DictReader(io.StringIO(text))] == [THIRD, FIRST]
    with page.expect_download() as got:
        page.locator("[data-part=bib]").click()
    text = got.value.path().read_text("utf-8")
    assert text.count("@") >= 2 and text.index(THIRD) < text.index(FIRST)


def test_unknown_ids_are_named_and_nothing_hostile_happens(reader, site):
    """What is no id is left out, an unknown one is named as text; no element but ours, no request but for our files."""
    page = reader(fresh=True, scripts=True)
    page.on("dialog", lambda dialog: pytest.fail("a script ran"))
    address = (site / "en/selection/index.html").as_uri()
    page.goto(address)
    kinds = page.evaluate("new Set([...document.querySelectorAll('*')].map(e => e.tagName)).size")
    for fragment in NASTY:
        page.goto("about:blank")
        page.goto(address + fragment)
        page.wait_for_timeout(150)
        assert page.locator("main img, main script").count() == 0
        assert page.evaluate("new Set([...document.querySelectorAll('*')].map(e => e.tagName)).size") <= kinds + 5
    assert all(url.startswith(site.as_uri()) or url == "about:blank" for url in page.asked)
    page.goto(address + "#events=no-such-event,2016-02-18-gwu-study")
    page.wait_for_selector("[data-part=unknown]:not([hidden])")
    assert "no-such-event" in page.locator("[data-part=unknown]").inner_text() and len(titles(page)) == 1


def test_any_fragment_is_only_text(reader, site):
    """Whatever stands behind the number sign, nothing runs and no element appears that is not ours."""
    page = reader(fresh=True, scripts=True)
    page.on("dialog", lambda dialog: pytest.fail("a script ran"))
    page.goto((site / "ar/selection/index.html").as_uri())

    @settings(max_examples=60)
    @given(st.text(max_size=60), st.text(max_size=60))
    def whatever(title, events):
        found = page.evaluate(
            """async ([title, events]) => {
                location.hash = `title=${title}&events=${events}`;
                await new Promise(done => setTimeout(done, 5));
                return document.querySelectorAll("main img, main script, main iframe, main style").length;
            }""",
            [title, events],
        )
        assert found == 0

    whatever()
    assert all(url.startswith(site.as_uri()) for url in page.asked)


def test_the_script_counts_files_as_the_build_does(reader, site):
    """Both find an event in the same file: the page shows each event of the timeline."""
    page = reader(scripts=True)
    ids = sorted(path.stem for path in (site / "en/events").glob("*.html") if path.stem != "index")
    page.goto((site / "en/selection/index.html").as_uri() + "#events=" + ",".join(ids))
    page.wait_for_selector("[data-part=events] li")
    assert page.locator("[data-part=events] > li").count() == len(ids)
    count = "([id, n]) => [...id].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 1000003, 0) % n"
    assert all(page.evaluate(count, [id, files]) == number for id, files, number in PLACES)


@pytest.mark.parametrize("scripts", (True, False))
def test_a_passage_can_be_copied_and_a_former_address_keeps_it(reader, site, scripts):
    """The sign behind a passage leads to it without script too; with one, its published address is on the clipboard."""
    page = reader(scripts=scripts, permissions=["clipboard-read", "clipboard-write"])
    page.goto((site / f"en/events/{SECOND}.html").as_uri())
    anchor = page.locator("#p2 .anchor")
    anchor.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**#p2")
    if scripts:
        page.wait_for_function("document.querySelector('#p2 .anchor').textContent !== '#'")
        copied = page.evaluate("navigator.clipboard.readText()")
        assert copied == f"https://timeline.example/en/events/{SECOND}.html#p2"
    else:
        assert page.locator(".copy, .pick").count() == 0


def test_a_former_address_hands_its_passage_on(reader, tmp_path):
    """With a script the new page opens at the passage; without one it opens all the same."""
    from tests import world as worlds
    from tests.world import build, event

    root = worlds.write(
        tmp_path,
        worlds.files(
            **{"content/events/e.yaml": event(aliases=["was"], body=worlds.both("One.\n\nTwo.", "نص.\n\nنص."))}
        ),
    )
    assert not build(root).failed
    for scripts in (True, False):
        page = reader(scripts=scripts)
        page.goto((root / "site/en/events/was.html").as_uri() + "#p2")
        page.wait_for_url("**/events/e.html*")
        assert page.url.endswith("e.html#p2" if scripts else "e.html")
