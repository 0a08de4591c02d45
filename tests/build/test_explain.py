"""Which content files a page comes from: those of every record that it names."""

from __future__ import annotations

from tests.world import both, event
from timeline.build import explain, survey
from timeline.build.inputs import Options

FIGURE = {"n": {"measure": "m", "value": "3", "said_by": "a", "via": "b", "sources": [{"id": "s"}]}}


def of(root, path: str) -> set[str]:
    site = survey.survey(Options(root), [])
    target = next(target for target in site.targets if target.path == path)
    return {file.removeprefix("content/") for file in explain.comes_from(site.timeline, target)}


def test_an_event_names_all_that_stands_on_its_page(world):
    """Its own file, its sources, its terms, its neighbours, what its text links to, and the measures of its figures."""
    root = world(
        **{
            "content/events/e.yaml": event(actors=["a"], figures=FIGURE, body=both("See [[linked]].")),
            "content/events/before.yaml": event(date="2015"),
            "content/events/linked.yaml": event(date="2020"),
            "content/events/far.yaml": event(date="2019"),
            "content/events/stranger.yaml": event(date="2001"),
        }
    )
    assert of(root, "en/events/e.html") == {
        "site.yaml", "topics.yaml", "actors.yaml", "measures.yaml", "sources/s.yaml",
        "events/e.yaml", "events/before.yaml", "events/far.yaml", "events/linked.yaml",
    }  # fmt: skip


def test_lists_come_from_all_that_they_list_or_count(world):
    """A year from its events, a list with counts from all events, a page from its text, a redirect from where it leads."""
    root = world(
        **{
            "content/events/f.yaml": event(date="2001", aliases=["old"]),
            "content/pages/en/about.md": "# About\n\nText.\n",
            "content/pages/ar/about.md": "# عن\n\nنص.\n",
        }
    )
    assert of(root, "en/years/2001.html") == {"site.yaml", "events/f.yaml"}
    assert of(root, "en/topics/index.html") == {"site.yaml", "topics.yaml", "events/e.yaml", "events/f.yaml"}
    assert of(root, "ar/about/index.html") == {"site.yaml", "pages/ar/about.md"}
    assert of(root, "en/events/old.html") == {"site.yaml", "events/f.yaml"}
    assert of(root, "index.html") == {"site.yaml"}
