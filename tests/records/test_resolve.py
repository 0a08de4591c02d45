"""From records to the timeline: ids, languages, order, relations, and the addresses that are promised."""

from __future__ import annotations

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests import world as worlds
from timeline.build import pipeline
from timeline.build.inputs import Options
from timeline.faults.diagnostic import near
from timeline.records import content, resolve, validate

E = "content/events/e.yaml"
F = "content/events/f.yaml"
PERMALINKS = "content/permalinks.txt"
STATEMENT = {
    "text": {"en": "It was so.", "ar": "كان كذلك."},
    "said_by": "a",
    "standing": "stated",
    "sources": [{"id": "s"}],
}


def found(root) -> list[tuple[str, str, int]]:
    """Code, file and line of each fault."""
    return [(f.code, f.span.path.removeprefix("content/"), f.span.line) for f in pipeline.check(Options(root))]


def page(root, path: str) -> str:
    return (root / "site" / path).read_text("utf-8")


def order(root) -> list[str]:
    """The ids of a project's events as the timeline orders them."""
    faults = []
    timeline = pipeline.survey(Options(root), faults).timeline
    assert faults == []
    return list(timeline.events)


# What ids lead to


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"actors": ["aa"]}, "unknown-actor"),
        ({"places": ["pp"]}, "unknown-place"),
        ({"topics": ["tt"]}, "unknown-topic"),
        ({"sources": [{"id": "ss"}]}, "unknown-source"),
        ({"related": [{"event": "ff", "as": "part-of"}]}, "unknown-event"),
        ({"statements": [{**STATEMENT, "said_by": "aa"}]}, "unknown-actor"),
        ({"statements": [{**STATEMENT, "via": "aa"}]}, "unknown-actor"),
        ({"statements": [{**STATEMENT, "sources": [{"id": "ss"}]}]}, "unknown-source"),
        (
            {"figures": {"n": {"measure": "mm", "value": "1", "said_by": "a", "sources": [{"id": "s"}]}}},
            "unknown-measure",
        ),
        (
            {"figures": {"n": {"measure": "m", "value": "1", "said_by": "a", "via": "aa", "sources": [{"id": "s"}]}}},
            "unknown-actor",
        ),
        (
            {"figures": {"n": {"measure": "m", "value": "1", "said_by": "a", "sources": [{"id": "ss"}]}}},
            "unknown-source",
        ),
        ({"other_dates": [{"date": "2015", "sources": [{"id": "ss"}]}]}, "unknown-source"),
        (
            {
                "disagreements": [
                    {"about": worlds.both("a"), "accounts": [{"text": worlds.both("a"), "sources": [{"id": "ss"}]}] * 2}
                ]
            },
            "unknown-source",
        ),
    ],
)
def test_every_id_leads_somewhere(world, changes, code):
    """Wherever an event names a record, one that is not there is a fault at that very word."""
    faults = pipeline.check(Options(world(**{E: worlds.event(**changes)})))
    assert {f.code for f in faults} == {code}
    for fault in faults:
        assert fault.span.excerpt[fault.span.column - 1 :][: fault.span.length] in (
            '"aa"',
            '"pp"',
            '"tt"',
            '"ss"',
            '"ff"',
            '"mm"',
        )


def test_a_misspelt_id_is_told_the_nearest(world):
    """Help offers what was probably meant."""
    (fault,) = pipeline.check(
        Options(
            world(
                **{
                    "content/topics.yaml": {"t": worlds.TERM, "suspensions": worlds.TERM},
                    E: worlds.event(topics=["suspension"]),
                }
            )
        )
    )
    assert fault.help == "did you mean `suspensions`?"


@given(st.text(max_size=30), st.sets(st.text(min_size=1, max_size=8), max_size=20))
def test_a_help_never_fails(name, known):
    """Whatever was written, and whatever there is."""
    assert isinstance(near(name, known), str)


def test_one_fault_is_reported_once(world):
    """What leads to a faulty record is not reported too."""
    root = world(
        **{
            F: worlds.event(date="x"),
            E: worlds.event(related=[{"event": "f", "as": "part-of"}]),
            "content/sources/s.yaml": "a: [",
        }
    )
    assert [code for code, _, _ in found(root)] == ["bad-date", "yaml-syntax"]


@pytest.mark.parametrize(
    ("path", "record"),
    [
        (E, worlds.event(topics=["t", "t"])),
        (E, worlds.event(statements=[{**STATEMENT, "id": "x"}] * 2)),
        ("content/site.yaml", {**worlds.SITE, "languages": ["en", "ar", "en"]}),
        (E, worlds.event(aliases=["e"])),
    ],
)
def test_nothing_is_named_twice(world, path, record):
    """The second of two is the fault."""
    assert [code for code, _, _ in found(world(**{path: record}))] == ["duplicate-id"]


@pytest.mark.parametrize(
    "address",
    ["ftp://e.example", "www.e.example", "https://e example", "javascript:x", "//e.example", 'https://e"x', ""],
)
def test_an_address_of_a_source_is_one_of_the_web(world, address):
    """It is linked to as it is, so it must be whole."""
    assert found(world(**{"content/sources/s.yaml": {**worlds.SOURCE, "archived": address}})) == [
        ("unsafe-link", "sources/s.yaml", 14)
    ]


# Languages


def test_a_missing_summary_is_an_error(world):
    """No edition can do without it."""
    result = worlds.build(world(**{E: worlds.event(summary={"en": "It does."})}))
    assert result.failed
    assert [(d.code, d.message) for d in result.diagnostics] == [("missing-translation", "`summary` lacks `ar`")]


@pytest.mark.parametrize("text", [{"en": "It was so."}, {"en": "It was so.", "ar": " "}])
def test_a_missing_text_is_a_warning_and_the_page_shows_the_other_language(world, text):
    """A statement that is not translated yet stands there in its own language, marked with its direction."""
    root = world(**{E: worlds.event(statements=[{**STATEMENT, "text": text}])})
    result = worlds.build(root)
    assert [(d.code, d.severity) for d in result.diagnostics] == [("missing-translation", "warning")]
    assert '<span lang="en" dir="ltr">It was so.</span>' in page(root, "ar/events/e.html")
    assert "<span lang=" not in page(root, "en/events/e.html").split("It was so.")[0][-60:]


def test_a_missing_body_is_shown_in_the_other_language(world):
    """Marked with its language and direction, right-to-left ones too."""
    root = world(**{E: worlds.event(body={"ar": "نص طويل"})})
    assert not worlds.build(root).failed
    before = page(root, "en/events/e.html").split("نص طويل")[0]
    assert 'lang="ar"' in before and 'dir="rtl"' in before


def test_a_text_in_no_language_is_an_error(world):
    """There is nothing to show in its place."""
    assert (
        found(world(**{E: worlds.event(statements=[{**STATEMENT, "text": {"en": "", "ar": ""}}])}))[0][0]
        == "missing-translation"
    )
    assert worlds.build(world(**{E: worlds.event(statements=[{**STATEMENT, "text": {}}])})).failed


def test_a_page_is_written_in_each_language(world):
    """The file that is missing is named where it should be."""
    assert found(world(**{"content/pages/en/about.md": "# About\n"})) == [
        ("missing-translation", "pages/ar/about.md", 0)
    ]


def test_a_language_that_the_site_does_not_have_is_refused(world):
    """Its words would be on no page."""
    assert [code for code, _, _ in found(world(**{E: worlds.event(title={**worlds.both("A"), "fr": "A"})}))] == [
        "unknown-language"
    ]


# Order and relations


def test_events_are_in_order_of_time_then_of_id(world):
    """A month stands among its days and a year among its months; what has one date is ordered by id."""
    dates = {
        "b": "2016-02-05",
        "a": "2016-02-05",
        "c": "2016-02",
        "k": "2016-02-25",
        "d": "2016",
        "l": "2016-12",
        "z": "2014-12~",
        "e": "0762",
    }
    root = world(**{f"content/events/{id}.yaml": worlds.event(date=date) for id, date in dates.items()})
    assert order(root) == ["e", "z", "a", "b", "c", "k", "d", "l"]


@given(st.permutations(["a", "b", "c", "d"]))
def test_the_order_does_not_depend_on_the_disk(names):
    """Records in any order give one timeline."""
    entries = {
        name: validate.Entry(name, validate.Event.model_validate(worlds.event()), content.File("f", ""))
        for name in names
    }
    kinds = {kind: {} for kind in validate.MODELS} | {"events": entries}
    site = validate.Entry("site", validate.Site.model_validate(worlds.SITE), content.File("s", ""))
    timeline, _ = resolve.resolve(validate.Records(site, kinds), content.Folder(), {})
    assert list(timeline.events) == ["a", "b", "c", "d"]


def test_a_relation_is_shown_from_both_ends(world):
    """The other event shows it in the words of its own end."""
    root = world(
        **{
            E: worlds.event(related=[{"event": "f", "as": "follows-up"}]),
            F: worlds.event(date="2015", title=worlds.both("The first", "الأول")),
        }
    )
    assert not worlds.build(root).failed
    for edition in ("en", "ar"):
        one, other = page(root, f"{edition}/events/e.html"), page(root, f"{edition}/events/f.html")
        assert "events/f.html" in one and "events/e.html" in other
    timeline = pipeline.survey(Options(root), []).timeline
    assert timeline.related == {"e": (("follows-up", True, "f"),), "f": (("follows-up", False, "e"),)}


# Permanent addresses


def kept(root) -> list[str]:
    return (root / PERMALINKS).read_text("utf-8").splitlines()


def test_new_addresses_are_noted_in_order_and_comments_stay(world):
    """The build adds what it publishes, sorted, below the lines that begin with `#`."""
    root = world(**{PERMALINKS: "# ours\nsources/s\n\n# and this\nevents/e\n"})
    assert not worlds.build(root).failed
    assert kept(root) == [
        "# ours",
        "# and this",
        "actors/a",
        "actors/b",
        "events/e",
        "places/p",
        "sources/s",
        "topics/t",
    ]
    before = (root / PERMALINKS).read_bytes()
    worlds.build(root)
    assert (root / PERMALINKS).read_bytes() == before


def test_the_first_build_begins_the_list(world):
    """With a line that says what it is."""
    root = world()
    worlds.build(root)
    assert kept(root)[0].startswith("# ")
    assert "events/e" in kept(root)


def test_a_failed_build_promises_nothing(world):
    """Addresses that were not published are not noted."""
    root = world(**{E: worlds.event(body=worlds.both("<b>"))})
    assert worlds.build(root).failed
    assert not (root / PERMALINKS).exists()


def test_an_id_that_vanishes_fails_until_an_alias_takes_its_place(world):
    """A published address is kept, or leads on, or the build fails."""
    root = world()
    worlds.build(root)
    (root / E).rename(root / F)
    assert [code for code, _, _ in found(root)] == ["vanished-id"]
    worlds.write(root, {F: worlds.event(aliases=["e"])})
    assert not worlds.build(root).failed
    assert {"events/e", "events/f"} <= set(kept(root))


@pytest.mark.parametrize(
    ("path", "record", "old", "new"),
    [
        (F, worlds.event(aliases=["old"]), "events/old", "events/f"),
        ("content/sources/s.yaml", {**worlds.SOURCE, "aliases": ["old"]}, "sources/old", "sources/s"),
        ("content/topics.yaml", {"t": {**worlds.TERM, "aliases": ["old"]}}, "topics/old", "topics/t"),
        ("content/places.yaml", {"p": {**worlds.TERM, "aliases": ["old"]}}, "places/old", "places/p"),
    ],
)
def test_a_former_id_is_a_page_that_leads_on_in_both_editions(world, path, record, old, new):
    """Whoever has the old address gets to the record."""
    root = world(**{path: record})
    assert not worlds.build(root).failed
    for edition in ("en", "ar"):
        text = page(root, f"{edition}/{old}.html")
        assert f"{edition}/{new}.html" in text
        assert 'http-equiv="refresh"' in text


@pytest.mark.parametrize("other", [worlds.event(aliases=["old"]), worlds.event(aliases=["e"])])
def test_an_address_leads_to_one_place(world, other):
    """Two records cannot have one former id, nor one the id of the other."""
    assert [code for code, _, _ in found(world(**{E: worlds.event(aliases=["old"]), F: other}))] == ["duplicate-id"]


def test_a_former_id_may_be_noted_twice_in_one_record(world):
    """It leads to the same place."""
    assert found(world(**{E: worlds.event(aliases=["old", "old"])})) == []


@pytest.mark.parametrize(
    "line", ["nonsense", "events/", "measures/m", "https://e.example/", "/events/e", "sources/s#x"]
)
def test_a_line_that_is_no_address_is_named(world, line):
    """The list is the build's own; a slip of the hand in it is a fault."""
    assert found(world(**{PERMALINKS: f"# ours\r\nevents/e\r\n{line}\r\n"})) == [("bad-permalink", "permalinks.txt", 3)]


def test_the_last_change_is_said_or_known_from_git(world):
    """`updated:` counts before what git knows; where neither says anything there is no day."""
    root = world(**{E: worlds.event(updated="2020-02-03"), F: worlds.event(date="2017")})
    timeline = pipeline.survey(Options(root), []).timeline
    e, f = timeline.events["e"], timeline.events["f"]
    assert (timeline.version(e), timeline.version(f), timeline.latest) == (
        "2020-02-03T00:00:00Z",
        "",
        "2020-02-03T00:00:00Z",
    )
    known = dataclasses.replace(timeline, changed={E: "2021-01-01T00:00:00Z", F: "2022-01-01T10:00:00Z"})
    assert (known.version(e), known.version(f)) == ("2020-02-03T00:00:00Z", "2022-01-01T10:00:00Z")
    assert known.latest == "2022-01-01T10:00:00Z"
