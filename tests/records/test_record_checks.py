"""What is wrong with one record: ids that lead nowhere, texts that are missing, links that are none."""

from __future__ import annotations

import pytest

from tests import world as worlds
from tests.pictures import picture, png
from tests.records import found, page
from timeline.build import check
from timeline.build.inputs import Options
from timeline.records import schema_faults, validate
from timeline.records.schema import Site

E = "content/events/e.yaml"
F = "content/events/f.yaml"
STATEMENT = {
    "text": {"en": "It was so.", "ar": "كان كذلك."},
    "said_by": "a",
    "standing": "stated",
    "sources": [{"id": "s"}],
}


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
    faults = check.check(Options(world(**{E: worlds.event(**changes)})))
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
    (fault,) = check.check(
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


OWN = {"name": worlds.both("A licence", "رخصة"), "address": "…"}
PICTURE = picture(licence=None, reason=worlds.both("It may be.", "يجوز."))
STEPS = [{"event": "e", "text": worlds.both("C", "ج"), "media": [{**PICTURE, "video": "…"}]}]
# Each field of a record to which a page leads, and a file that has it.
LEADING = {
    "Source.address": ("sources/s.yaml", {**worlds.SOURCE, "address": "…"}),
    "Source.archived": ("sources/s.yaml", {**worlds.SOURCE, "archived": "…"}),
    "Picture.video": ("paths/w.yaml", {"title": worlds.both("A"), "summary": worlds.both("B"), "steps": STEPS}),
    "Picture.sound": ("events/e.yaml", worlds.event(media=[{**PICTURE, "sound": "…"}])),
    "Licence.address": ("events/e.yaml", worlds.event(media=[picture(licence=OWN)])),
    "Publisher.address": (
        "site.yaml",
        {**worlds.SITE, "publisher": {"name": worlds.both("A"), "address": "…", "corrections": "mailto:a@b.org"}},
    ),
    "Site.address": ("site.yaml", {**worlds.SITE, "address": "…"}),
    "Site.repository": ("site.yaml", {**worlds.SITE, "repository": "…"}),
}


def put(value: object, address: str) -> object:
    """Data with an address in the place that is kept for it."""
    if isinstance(value, dict):
        return {key: put(item, address) for key, item in value.items()}
    return [put(item, address) for item in value] if isinstance(value, list) else address if value == "…" else value


@pytest.mark.parametrize("address", ["javascript:alert(1)", "data:text/html,x", "//e.example", 'https://e.example/"x'])
@pytest.mark.parametrize("field", LEADING)
def test_no_record_leads_a_reader_to_a_script(world, field, address):
    """Wherever a record has an address, at the top or within a part of a part, it is one of the web: no other is linked
    to, and the fault is at its place."""
    path, data = LEADING[field]
    root = world(**{"content/media/sundial.png": png(), f"content/{path}": put(data, address)})
    ((code, where, line),) = (one for one in found(root) if one[0] != "unused-picture")
    assert (code, where) == ("unsafe-link", path)
    assert "javascript:" not in address or address in (root / "content" / path).read_text("utf-8").split("\n")[line - 1]


def test_all_fields_that_lead_somewhere_were_tried():
    """As the schema marks them, so that a new one is not forgotten above."""
    models = {Site, *validate.MODELS.values()}
    while more := {inner for model in models for inner in of_models(model)} - models:
        models |= more
    marked = {f"{m.__name__}.{name}" for m in models for name, _, is_address in validate._leading(m) if is_address}
    assert marked == LEADING.keys()


def of_models(model: type) -> set[type]:
    return {inner for field in model.model_fields.values() for inner in schema_faults.models(field.annotation)}


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


def test_a_language_that_the_site_does_not_have_is_refused(world):
    """Its words would be on no page."""
    assert [code for code, _, _ in found(world(**{E: worlds.event(title={**worlds.both("A"), "fr": "A"})}))] == [
        "unknown-language"
    ]


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        ({"en": ["Daesh", "IS", "Group of 7"], "ar": ["داعش"]}, []),
        ({"en": ["Daesh"]}, []),  # not every language has other names
        ({}, []),
        ({"en": []}, []),
        ({"en": ["n"] * 21}, ["too-many"]),
        ({"en": ["n" * 101]}, ["too-long"]),
        ({"en": ["…"]}, ["bad-value"]),
        ({"en": ["\u200b\u2060"]}, ["bad-value"]),
        ({"en": ["One\nTwo"]}, ["bad-value"]),
        ({"en": ["A\u2028B"]}, ["bad-character"]),
        ({"en": ["\u202eA"]}, ["unbalanced-bidi"]),
        ({"en": ["<b>Daesh</b>"]}, ["markup-in-text"]),
        ({"en": ["A NAME"]}, ["duplicate-id"]),
        ({"en": ["Daesh", "daesh"]}, ["duplicate-id"]),
        ({"fr": ["Daech"]}, ["unknown-language"]),
        ({"en": [None]}, ["empty"]),
        ({"en": [["Daesh"]]}, ["wrong-type"]),
        ({"en": "Daesh"}, ["wrong-type"]),
        (["Daesh"], ["wrong-type"]),
    ],
)
@pytest.mark.parametrize("kind", ["topics", "places"])
def test_other_names_are_names(world, kind, names, expected):
    """Short lines in languages of the site, each one that a search does not know already."""
    id = kind[0]
    root = world(**{f"content/{kind}.yaml": {id: {**worlds.TERM, "other_names": names}}})
    assert worlds.codes(root) == expected


@pytest.mark.parametrize(
    ("changes", "number"),
    [
        ({"title": {"en": "قتل القيصر", "ar": "Caesar killed"}}, 2),
        ({"title": {"en": "Caesar is killed", "ar": "Caesar is killed"}}, 1),
        ({"title": {"en": "قتل القيصر اليوم", "ar": "قتل القيصر اليوم"}}, 1),
        ({"title": {"en": "Operation Desert Storm", "ar": "Operation Desert Storm"}}, 0),
        ({"title": {"en": "Twitter", "ar": "Twitter"}, "summary": {"en": "It does.", "ar": "Twitter"}}, 0),
    ],
)
def test_short_texts_that_changed_places_are_told_and_names_are_not(world, changes, number):
    """Two that are each in the other's letters, or a title of three words that is no name."""
    faults = check.check(Options(world(**{E: worlds.event(**changes)})))
    assert [fault.code for fault in faults] == ["wrong-script"] * number
