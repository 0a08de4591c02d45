"""The axes of pages: with `axis` in site.yaml they show a stretch of time, and say how many events lie outside it."""

from __future__ import annotations

import re

import pytest

from tests.world import SITE, build, event

OLD = {"old": "0762-07-30", "older": "-0500", "war": "1300/1500", "one": "1500-02-03", "two": "1800", "late": "1951"}


def laid(world, axis: str | None, given: dict[str, str]):
    """A built project with events at these dates."""
    site = {"content/site.yaml": {**SITE, **({"axis": axis} if axis else {})}}
    root = world(**site, **{f"content/events/{id}.yaml": event(date=date) for id, date in given.items()})
    assert not build(root).failed
    return root / "site"


def marks(page: str) -> set[str]:
    """The events that stand on a page's axis."""
    drawing = "".join(re.findall(r'<svg class="axis.*?</svg>', page, re.S))
    return set(re.findall(r"events/([a-z0-9]+)\.html", drawing))


def ticks(page: str) -> str:
    return " ".join(re.findall(r"<text[^>]*>([^<]*)", "".join(re.findall(r'<svg class="axis.*?</svg>', page, re.S))))


def test_an_axis_shows_the_stretch_that_the_site_names(world):
    """What lies outside is counted in words, in each language, and stands in the list; the rest has the axis to itself."""
    site = laid(world, "1450/1950", OLD | {"e": "1900"})
    for name in ("index", "topics/t"):
        english = (site / f"en/{name}.html").read_text("utf-8")
        assert marks(english) == {"war", "one", "two", "e"}
        assert "Not on the axis: 2 earlier events and 1 later event" in english
        assert "BCE" not in ticks(english)
        assert all(f"events/{id}.html" in english for id in OLD)
    arabic = (site / "ar/index.html").read_text("utf-8")
    assert "خارج المحور: حدثان قبله وحدث واحد بعده" in arabic and marks(arabic) == {"war", "one", "two", "e"}


def test_without_a_stretch_all_are_there(world):
    english = (laid(world, None, OLD) / "en/index.html").read_text("utf-8")
    assert marks(english) == {*OLD, "e"} and "Not on the axis" not in english


def test_a_page_of_another_time_shows_its_own(world):
    """A page with fewer than two events within the stretch draws what it has; so does an event that lies outside."""
    site = laid(world, "2000/2020", {"a": "0762-07-30", "b": "0763", "c": "0762-08"})
    page = (site / "en/years/0762.html").read_text("utf-8")
    assert marks(page) == {"a", "c"} and "Not on the axis" not in page
    outside, within = ((site / f"en/events/{id}.html").read_text("utf-8") for id in ("a", "e"))
    assert "1000" in outside and "1000" not in re.sub("<script.*?</script>", "", within, flags=re.S)


@pytest.mark.parametrize(
    ("axis", "told"),
    [
        ("1450/1950", "1 earlier event and 2 later events"),
        ("../1950", "2 later events"),
        ("1450/..", "1 earlier event"),
    ],
)
def test_of_many_events_those_are_counted_that_begin_in_it(world, axis, told):
    """A crowded axis leads to years that there are, and counts what began earlier as outside."""
    many = {f"e{n}": f"{1500 + n}" for n in range(70)}
    site = laid(world, axis, many | {"war": "1300/1500", "late": "2001"})
    english = (site / "en/index.html").read_text("utf-8")
    assert f"Not on the axis: {told}</p>" in english
    ways = re.findall(r'href="([^"]*years[^"]*)"', english)
    assert ways and all((site / "en" / way.partition("#")[0]).is_file() for way in ways)


def told(page: str, kind: str = "line") -> list[str]:
    """The words on the first line of a page."""
    drawing = re.search(
        rf'<(?:svg|div) class="{kind}".*?(?:</nav>|</div>|<p>)', re.sub("<p><span>", "<span>", page), re.S
    )
    return re.findall(r"<(?:text|span)[^>]*>([^<]*)", drawing[0]) if drawing else []


STRETCH = ["1450", "1500", "1600", "1700", "1800", "1900"]


def test_every_line_of_the_whole_runs_from_end_to_end_of_the_stretch(world):
    """An event's own, that of the list on a phone, and the story's, though nothing happens at either end."""
    site = laid(world, "1450/1950", OLD | {"e": "1900", "now": "2001"})
    for code in ("en", "ar"):
        event, home, story = (
            (site / code / f"{name}.html").read_text("utf-8") for name in ("events/one", "index", "story/index")
        )
        assert told(event) == told(story) == STRETCH
        assert told(home, "ruler") == ["1450", "1950", *STRETCH[1:]]
    assert "خارج المحور: حدثان قبله وحدثان بعده" in story
    marked = re.findall(r'<g data-event="([a-z]+)"', story)
    assert marked == ["war", "one", "two", "e"]
    assert all(f'<section class="scene" id="{id}"' in story for id in OLD)


def test_a_crowded_axis_names_no_year_outside(world):
    """Round stretches of years are cut where the site's own ends."""
    many = {f"e{n}": f"{1455 + 6 * n}" for n in range(80)}
    english = (laid(world, "1455/1935", many) / "en/index.html").read_text("utf-8")
    drawing = "".join(re.findall(r'<svg class="axis.*?</svg>', english, re.S))
    years = {int(year) for year in re.findall(r"\b1[0-9]{3}\b", re.sub("<[^>]*>", " ", drawing))}
    named = re.findall(r'aria-label="([0-9]{4})(?:–([0-9]{4}))?: ', drawing)
    assert named[0][0] == "1455" and "1935" in named[-1] and min(years) == 1455 and max(years) <= 1935


def test_a_century_stands_under_no_year(world):
    """Over the events of a year stands also of what century others are known to be; alone it is all that stands there."""
    site = laid(world, None, {"tenth": "09XX", "exact": "1200", "some": "12XX", "e": "1900"})
    for code, words in (
        ("en", ("The 10th century CE", "1200 and the 13th century")),
        ("ar", ("القرن العاشر الميلادي",)),
    ):
        home, story = ((site / code / f"{name}.html").read_text("utf-8") for name in ("index", "story/index"))
        heads = [re.sub("<[^>]*>", "", head) for head in re.findall(r"<h3 class=.rule.*?</h3>", home)]
        assert heads[: len(words)] == list(words) and "900" not in " ".join(heads).replace("1900", "")
        assert f"{words[0]}</h2>" in story and f"<h1>{words[0]}</h1>" in (site / code / "years/0900.html").read_text(
            "utf-8"
        )
