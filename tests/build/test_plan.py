"""What a build would make, keep and remove: a pure function of pages, manifest and what lies on the disk."""

from __future__ import annotations

from timeline.build import plan
from timeline.build.manifest import Made, Manifest
from timeline.digest import digest
from timeline.edition import page_views
from timeline.target import Target

NONE = page_views.Frame(**dict.fromkeys(page_views.Frame._fields, ""))
FRAME = NONE._replace(lang="en", dir="ltr", title="T", words=page_views.Vocabulary({"a": "b"}))
ENGINE = "engine"


def page(path: str, title: str = "A title") -> page_views.Page:
    return page_views.Page(path, "../", title, "", (), "", None)


def target(path: str = "en/a.html", **changes) -> Target:
    return Target(path, "a.html", changes.get("page", page(path)), changes.get("frame", FRAME))


def planned(targets, manifest=None, engine=ENGINE, recipes="recipe", disk=None):
    disk = {} if disk is None else disk
    judge = plan.Judge(manifest or Manifest(), engine, lambda name: recipes, lambda path: disk.get(path, ""))
    return judge.plan(judge.steps(targets))


def settled(targets, **changes) -> tuple[Manifest, dict[str, str]]:
    """The manifest and the disk after a build of some pages."""
    files = {
        s.target.path: s.made._replace(output="out")
        if hasattr(s.made, "_replace")
        else Made(s.made.recipe, s.made.page, s.made.frame, "out")
        for s in planned(targets, **changes).steps
    }
    return Manifest(ENGINE, "", files), dict.fromkeys(files, "out")


def reasons(step_plan) -> list[tuple[str, ...]]:
    return [step.reasons for step in step_plan.steps]


def test_everything_is_new_at_first():
    """Without a manifest every page is new, and nothing is removed."""
    found = planned([target(), target("en/b.html")])
    assert reasons(found) == [("it is new",), ("it is new",)] and found.remove == ()


def test_what_has_not_changed_is_kept():
    """The same pages, templates and bytes: no reason to make any."""
    manifest, disk = settled([target()])
    assert reasons(planned([target()], manifest, disk=disk)) == [()]


def test_each_change_is_its_own_reason():
    """Page, frame, template, engine and output are told apart."""
    manifest, disk = settled([target()])
    assert reasons(planned([target(page=page("en/a.html", "Other"))], manifest, disk=disk)) == [
        ("what it shows changed",)
    ]
    other = FRAME._replace(rights="changed")
    assert reasons(planned([target(frame=other)], manifest, disk=disk)) == [
        ("what all pages of its edition share changed",)
    ]
    assert reasons(planned([target()], manifest, recipes="new", disk=disk)) == [("its template changed",)]
    assert reasons(planned([target()], manifest, engine="new", disk=disk)) == [("the engine changed",)]
    assert reasons(planned([target()], manifest)) == [("it is missing from the output folder",)]
    assert reasons(planned([target()], manifest, disk={"en/a.html": "x"})) == [("it was changed by hand",)]


def test_what_nothing_makes_any_more_is_removed():
    """Pages of the manifest that are not in the table go, in order."""
    manifest, disk = settled([target(), target("en/z.html"), target("en/b.html")])
    assert planned([target()], manifest, disk=disk).remove == ("en/b.html", "en/z.html")


def test_an_asset_is_its_bytes():
    """A file that no template makes depends on its bytes alone, whatever the engine."""
    manifest, disk = settled([Target("assets/a.css", data=b"a")])
    assert reasons(planned([Target("assets/a.css", data=b"a")], manifest, engine="new", disk=disk)) == [()]
    assert reasons(planned([Target("assets/a.css", data=b"b")], manifest, disk=disk)) == [("what it shows changed",)]


def test_digests_do_not_run_together():
    """Two texts and their concatenation differ, and so do text that is cut elsewhere."""
    assert len({digest("ab", "c"), digest("a", "bc"), digest("abc"), digest("abc", "")}) == 4


def test_a_digest_stays_as_it_is():
    """It stands in content files, where an import knows by it the rows that it has brought in before."""
    assert digest("a", "b") == "37a6c24dff3292b242236318"


def test_a_manifest_survives_its_file():
    """What is written is what is read; damaged or foreign text gives an empty manifest, never an exception."""
    manifest, _ = settled([target(), target("en/b.html")])
    assert Manifest.from_json(manifest.to_json()) == manifest
    for text in (
        "",
        "[]",
        "null",
        "{",
        '{"version": 2}',
        '{"files": 3}',
        '{"version": 2, "files": {"a": 1}}',
        '{"version": 2, "files": {"a": ["x"]}}',
    ):
        assert Manifest.from_json(text).files in ({}, {"a": Made("", "", "", "")})
