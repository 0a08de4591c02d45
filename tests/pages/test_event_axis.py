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
