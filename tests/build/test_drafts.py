"""Drafts: events that are checked and previewed, and that no build publishes, whatever is wrong with them."""

from __future__ import annotations

import pytest

from tests import world as worlds
from tests.world import both, event, tree
from timeline.authoring import renaming
from timeline.authoring.preview import Preview
from timeline.build import check
from timeline.build.inputs import Options
from timeline.faults.diagnostic import ERROR, WARNING

SAID, LIES = "content/events/f.yaml", "content/drafts/f.yaml"
DRAFT = event(title=both("A secret", "سر"), related=[{"event": "e", "as": "follows-up"}], date="2017")


@pytest.mark.parametrize("path, draft", [(SAID, {**DRAFT, "draft": "true"}), (LIES, DRAFT)])
def test_a_draft_leaves_no_trace_in_the_site(world, path, draft):
    """Byte for byte the site is the one without it; no address of it is promised; the build says that there is one."""
    root = world()
    assert not worlds.build(root).failed
    without = tree(root / "site")
    worlds.write(root, {path: draft})
    result = worlds.build(root)
    assert (result.diagnostics, result.drafts, tree(root / "site")) == ([], 1, without)
    assert "f" not in (root / "content/permalinks.txt").read_text().split("/")


def test_one_that_says_false_is_published(world):
    """The word is there to be turned round."""
    root = world(**{SAID: {**DRAFT, "draft": "false"}})
    assert not worlds.build(root).failed
    assert (root / "site/en/events/f.html").exists()


@pytest.mark.parametrize(
    "broken, code",
    [
        ("date: 2017\ntitle: {en: Half [writ\n", "yaml-syntax"),
        ("", "empty"),
        (b"\xff\xfe\x00", "not-utf8"),
        ({**DRAFT, "topics": ["nothing"]}, "unknown-topic"),
        ({**DRAFT, "summary": both("", "")}, "missing-translation"),
        ({**DRAFT, "date": "some day"}, "bad-date"),
        ({**DRAFT, "related": [{"event": "nothing", "as": "follows-up"}]}, "unknown-event"),
    ],
)
def test_a_draft_that_is_wrong_is_told_of_and_stops_nothing(world, broken, code):
    """`check` warns, of the folder and of the file alone; a build has nothing to say; the preview shows the rest."""
    root = world(**{LIES: broken})
    for only in ((), ("content/drafts",), (LIES,)):
        found = check.check(Options(root), only)
        assert {(fault.code, fault.severity, fault.span.path) for fault in found} == {(code, WARNING, LIES)}
    assert (worlds.build(root).diagnostics, (root / "site/en/events/e.html").exists()) == ([], True)
    preview = Preview(Options(root))
    assert {fault.code for fault in preview.refresh()} == {code}
    assert (preview.answer("en/events/e.html").status, preview.answer("en/events/f.html").status) == (200, 404)


def test_a_broken_file_that_says_so_is_a_draft(world):
    """Its text says so in a line, be the rest unreadable."""
    root = world(**{SAID: "draft: true\ndate: 2017\ntitle: {en: Half [writ\n"})
    assert (worlds.build(root).failed, [f.severity for f in check.check(Options(root))]) == (False, [WARNING])


def test_the_preview_shows_drafts_and_says_so(world):
    """With all that they are to others: a list, a relation; on the draft's own page stands that a build leaves it out."""
    root = world(**{LIES: DRAFT, "content/drafts/g.yaml": event(related=[{"event": "f", "as": "explains"}])})
    preview = Preview(Options(root))
    assert preview.refresh() == []
    draft, other = (preview.answer(f"{path}.html").body.decode() for path in ("en/events/f", "en/events/e"))
    assert "a build leaves it out" in draft and "a build leaves it out" not in other
    assert "events/g.html" in draft and "events/f.html" in other
    assert "A secret" in preview.answer("status/en.html").body.decode()
    assert "هذه مسودة" in preview.answer("ar/events/f.html").body.decode()


def test_a_preview_leaves_out_a_draft_that_names_a_broken_one(world):
    """Else its link would lead nowhere; however long the chain is, the last good page stays."""
    chain = {
        f"content/drafts/d{n}.yaml": event(related=[{"event": f"d{n + 1}", "as": "explains"}], date="2017")
        for n in range(12)
    }
    root = world(**{**chain, "content/drafts/d12.yaml": "date: 2017\n"})
    preview = Preview(Options(root))
    assert ERROR not in {fault.severity for fault in preview.refresh()}
    assert [preview.answer(f"en/events/d{n}.html").status for n in (0, 11, 12)] == [404, 404, 404]
    assert preview.answer("en/events/e.html").status == 200


def test_what_is_published_names_no_draft(world):
    """A link that leads nowhere is an error, in a text and in a field; only the preview, which has the page, warns."""
    root = world(**{LIES: DRAFT, "content/events/e.yaml": event(related=[{"event": "f", "as": "part-of"}])})
    assert [(f.code, f.severity) for f in worlds.build(root).diagnostics] == [("names-draft", ERROR)]
    assert [f.severity for f in check.check(Options(root), ("content/events/e.yaml",))] == [ERROR]
    assert [f.severity for f in Preview(Options(root)).refresh()] == [WARNING]


def test_an_id_is_one_event_s(world):
    """A draft beside an event with its id is an error, since publishing it would overwrite the other."""
    root = world(**{"content/drafts/e.yaml": DRAFT})
    assert worlds.codes(root) == ["duplicate-id"]


def test_an_address_that_was_given_out_cannot_become_a_draft(world):
    """The way back is named."""
    root = world(**{SAID: DRAFT})
    assert not worlds.build(root).failed
    worlds.write(root, {SAID: {**DRAFT, "draft": "true"}})
    (fault,) = worlds.build(root).diagnostics
    assert fault.code == "vanished-id" and fault.help.startswith("it is a draft now")


def test_renaming_reaches_drafts(world):
    """What a sound draft says of a record is changed with the rest, and a draft keeps no former id: it was no address."""
    text = "date: 2017\ntitle: {en: A, ar: أ}\nsummary: {en: B., ar: ب.}\ntopics: [t]\nsources: [{id: s}]\n"
    root = world(**{LIES: text + 'body: {en: "See [[e]].", ar: "نص [[e]]"}\n'})
    assert renaming.rename(root, "e", "e-2")[1] == []
    assert "[[e-2]]" in (root / LIES).read_text("utf-8")
    assert renaming.rename(root, "f", "f-2")[1] == []
    assert "aliases" not in (root / "content/drafts/f-2.yaml").read_text("utf-8")
