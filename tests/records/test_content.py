"""The content folder: what is read of it, what is passed over, and what is named as out of place."""

from __future__ import annotations

import os

import pytest

from tests import world as worlds
from timeline.build import check
from timeline.build.inputs import Options
from timeline.records import content


def read(root):
    """What is read, and the faults as (code, path, help)."""
    folder, faults = content.read(root)
    return folder, [(f.code, f.span.path, f.help) for f in faults]


def test_the_smallest_project_is_read_without_fault(world):
    """Each file is filed under its kind and its name."""
    folder, faults = read(world())
    assert faults == []
    assert set(folder.records["events"]) == {"e"}
    assert set(folder.records["sources"]) == {"s"}
    assert set(folder.tables) == {"topics", "actors", "places", "measures"}
    assert folder.site.path == "content/site.yaml"
    assert folder.permalinks is None


@pytest.mark.parametrize(
    "name",
    [
        ".e.yaml.swp",
        "e.yaml~",
        "#e.yaml#",
        ".DS_Store",
        "Thumbs.db",
        "desktop.ini",
        ".hidden.yaml",
        "e.yaml.tmp",
        "e.yaml.bak",
        "e.yaml.orig",
        ".#e.yaml",
    ],
)
@pytest.mark.parametrize("place", ["content", "content/events", "content/pages/en", "content/media"])
def test_leftovers_of_editors_are_passed_over(world, place, name):
    """A swap file, a back-up or a hidden file is neither read nor complained of."""
    root = world(**{f"{place}/{name}": "not: [yaml"})
    folder, faults = read(root)
    assert faults == []
    assert set(folder.records["events"]) == {"e"}


@pytest.mark.parametrize(
    ("name", "help"),
    [
        ("f.yml", "rename it to `f.yaml`"),
        ("f.YAML", "rename it to `f.yaml`"),
        ("f.YML", "rename it to `f.yaml`"),
        ("f.md", "rename it to `f.yaml`"),
        ("f.json", "files here end in `.yaml`"),
        ("f", "rename it to `f.yaml`"),
        ("f.yaml.txt", "rename it to `f.yaml`"),
    ],
)
def test_an_event_under_another_ending_is_named(world, name, help):
    """It does not silently stay away: the help says what to call it."""
    folder, faults = read(world(**{f"content/events/{name}": worlds.EVENT}))
    assert faults == [("unexpected-file", f"content/events/{name}", help)]
    assert set(folder.records["events"]) == {"e"}


def test_a_table_under_another_ending_is_named(world):
    """`topics.yml` is not read, and the right name is offered."""
    _, faults = read(world(**{"content/topics.yml": {}}))
    assert faults == [("unexpected-file", "content/topics.yml", "did you mean `topics.yaml`?")]


def test_a_page_under_another_ending_is_named(world):
    """Pages end in `.md`."""
    _, faults = read(world(**{"content/pages/en/about.markdown": "# A\n"}))
    assert faults == [("unexpected-file", "content/pages/en/about.markdown", "rename it to `about.md`")]


@pytest.mark.parametrize(
    "name",
    [
        "two words.yaml",
        "حدث.yaml",
        "Upper.yaml",
        "a--b.yaml",
        "-a.yaml",
        "a_b.yaml",
        ".".join(["a", "b", "yaml"]),
        "a" * 101 + ".yaml",
        "é.yaml",
    ],
)
def test_a_name_that_cannot_be_an_address_is_refused(world, name):
    """A file's name becomes an address, so it has few letters to be made of."""
    _, faults = read(world(**{f"content/events/{name}": worlds.EVENT}))
    assert [(code, path) for code, path, _ in faults] == [("bad-id", f"content/events/{name}")]


def test_a_name_of_a_hundred_letters_is_an_address(world):
    """The longest id there is."""
    assert read(world(**{f"content/events/{'a' * 100}.yaml": worlds.EVENT}))[1] == []


def test_a_name_in_no_encoding_is_refused(world):
    """A file name whose bytes are no UTF-8 is reported like any other that cannot be an id."""
    root = world()
    with open(os.fsencode(root) + b"/content/events/\xff.yaml", "wb"):
        pass
    assert [code for code, _, _ in read(root)[1]] == ["bad-id"]


def test_a_link_is_refused_wherever_it_stands_and_leads(world, tmp_path):
    """Neither a file nor a folder is read through one, be it out of content or within, broken, round about or hidden."""
    root = world()
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "x.yaml").write_text("date: 2016\n")
    (root / "content" / "events" / "x.yaml").symlink_to(outside / "x.yaml")
    (root / "content" / "events" / "y.yaml").symlink_to("../../outside/x.yaml")
    (root / "content" / "pages").mkdir()
    (root / "content" / "pages" / "en").symlink_to(outside)
    for name, target in (("f.yaml", "e.yaml"), ("g.yaml", "nowhere"), ("h.yaml", "h.yaml"), (".e.yaml.tmp", "e.yaml")):
        (root / "content" / "events" / name).symlink_to(target)
    deep = root.joinpath("content", ".hidden", *"abcdefgh")
    deep.mkdir(parents=True)
    (deep / "x").symlink_to("nowhere")
    folder, faults = read(root)
    assert sorted((code, path) for code, path, _ in faults) == [
        ("link", f"content/{name}")
        for name in (
            ".hidden/a/b/c/d/e/f/g/h/x",
            "events/.e.yaml.tmp",
            *(f"events/{id}.yaml" for id in "fghxy"),
            "pages/en",
        )
    ]
    assert set(folder.records["events"]) == {"e"}


@pytest.mark.parametrize("name", ["content", "content/events"])
@pytest.mark.parametrize("broken", [False, True])
def test_a_folder_that_is_a_link_is_refused(world, tmp_path, name, broken):
    """The whole of `events` cannot be elsewhere, nor the whole of `content`; that is the one fault told of it."""
    root = world()
    (root / name).rename(tmp_path / "elsewhere")
    (root / name).symlink_to(tmp_path / ("nowhere" if broken else "elsewhere"))
    folder, faults = read(root)
    assert [(code, path) for code, path, _ in faults] == [("link", name)]
    assert folder.records["events"] == {}


@pytest.mark.parametrize(
    "path", ["content/events/f.yaml", "content/site.yaml", "content/permalinks.txt", "content/pages/en/about.md"]
)
def test_a_pipe_is_not_waited_for(world, path):
    """Something that is no ordinary file is refused without being opened."""
    root = world(**{path: "x"})
    (root / path).unlink()
    os.mkfifo(root / path)
    assert [(code, place) for code, place, _ in read(root)[1]] == [("not-a-file", path)]


def test_a_folder_with_the_name_of_a_file_is_named(world):
    """Folders within folders are not looked into, and not passed over in silence."""
    _, faults = read(
        world(
            **{
                "content/events/f.yaml/g.yaml": worlds.EVENT,
                "content/events/2016/h.yaml": worlds.EVENT,
                "content/extra/x.txt": "",
            }
        )
    )
    assert {(code, path) for code, path, _ in faults} == {
        ("not-a-file", "content/events/f.yaml"),
        ("unexpected-file", "content/events/2016"),
        ("unexpected-file", "content/extra"),
    }


def test_a_file_with_the_name_of_a_folder_is_named(world):
    """`pages` and its languages are folders."""
    assert read(world(**{"content/pages": "x"}))[1][0][:2] == ("unexpected-file", "content/pages")


def test_a_stray_file_beside_the_languages_is_named(world):
    """A page belongs to a language's folder."""
    assert [f[:2] for f in read(world(**{"content/pages/about.md": "# A\n"}))[1]] == [
        ("unexpected-file", "content/pages/about.md")
    ]


def test_a_missing_folder_is_named(tmp_path):
    """Without content there is one fault, and nothing else is said."""
    assert [(code, path) for code, path, _ in read(tmp_path)[1]] == [("no-content", "content")]


def test_a_missing_site_is_named(world):
    """Everything else may be missing at first; the site's own file may not."""
    assert read(world(**{"content/site.yaml": ""}))[1] == []
    root = world()
    (root / "content" / "site.yaml").unlink()
    assert [(code, path) for code, path, _ in read(root)[1]] == [("missing-file", "content/site.yaml")]


def test_everything_but_the_site_may_be_missing(world):
    """A project begins with one file."""
    root = world()
    for name in ("events", "sources"):
        for path in (root / "content" / name).iterdir():
            path.unlink()
        (root / "content" / name).rmdir()
    for name in content.TABLES:
        (root / "content" / f"{name}.yaml").unlink(missing_ok=True)  # of kinds of source it has none
    assert worlds.codes(root) == []


def test_a_record_with_faults_is_there_all_the_same(world):
    """What leads to it is not reported as leading nowhere."""
    folder, _ = content.read(world(**{"content/actors.yaml": "a: [", "content/events/f.yaml": "a: ["}))
    assert folder.holds("events", "f")
    assert folder.holds("actors", "anything")
    assert not folder.holds("topics", "x")
    assert folder.holds("topics", "t")


def test_a_page_may_not_hide_the_direction_of_its_text(world):
    """Pages are no YAML, and are looked through all the same."""
    _, faults = content.read(world(**{"content/pages/en/about.md": "# A\r\n\r\nIt is \u202eso.\r\n"}))
    assert [(f.code, f.span.line, f.span.column) for f in faults] == [("unbalanced-bidi", 3, 7)]


def test_a_page_cannot_take_a_section_of_the_site(world):
    """Every section that the navigation has, and those that it leads to, keep their addresses."""
    from tests.world import codes
    from timeline.pages.table import NAVIGATION

    for name in (*(section.name for section in NAVIGATION), "events", "standings", "source-kinds"):
        root = world(**{f"content/pages/{code}/{name}.md": "# A title\n\nText.\n" for code in ("en", "ar")})
        assert codes(root) == ["bad-id", "bad-id"], name
        for code in ("en", "ar"):
            (root / f"content/pages/{code}/{name}.md").unlink()


@pytest.mark.parametrize(
    ("right", "wrong", "help"),
    [
        ("content/events/e.yaml", "content/e.yaml", "an event lies in `content/events/`"),
        ("content/events/e.yaml", "content/events/2016/e.yaml", "lie side by side"),
        ("content/events/e.yaml", "content/event/e.yaml", "did you mean `events`?"),
        ("content/events/e.yaml", "content/events/e", "rename it to `e.yaml`"),
        ("content/sources/s.yaml", "content/sources/s.yml", "rename it to `s.yaml`"),
        ("content/sources/s.yaml", "content/s.yaml", "a source in `content/sources/`"),
        ("content/sources/s.yaml", "content/sources/web/s.yaml", "lie side by side"),
        ("content/sources/s.yaml", "content/source/s.yaml", "did you mean `sources`?"),
        ("content/sources/s.yaml", "content/sources.yaml", "`content/sources/`"),
        ("content/topics.yaml", "content/topics.yml", "did you mean `topics.yaml`?"),
        ("content/topics.yaml", "content/topic.yaml", "did you mean `topics.yaml`?"),
        ("content/site.yaml", "content/site.yml", "did you mean `site.yaml`?"),
    ],
)
def test_what_lies_in_the_wrong_place_is_told_once(world, right, wrong, help):
    """It is an error with the place where it belongs, and who refers to it is not blamed as well."""
    files = worlds.files()
    root = world(**{wrong: files[right], "content/permalinks.txt": "events/e\nsources/s\n"})
    (root / right).unlink()
    found = check.check(Options(root))
    assert [(fault.code, fault.message) for fault in found][1:] == []
    (fault,) = found
    assert (fault.code, fault.severity) == ("unexpected-file", "error") and help in fault.help


@pytest.mark.parametrize(
    ("path", "text", "code"),
    [
        ("content/sources/s.yaml", "kind: [", "yaml-syntax"),
        ("content/sources/s.yaml", "\u200ekind: book\n", "bad-key"),
        ("content/topics.yaml", "t:\n\tname: x\n", "yaml-syntax"),
        ("content/topics.yaml", "- t\n", "wrong-type"),
        ("content/topics.yaml", "t\n", "wrong-type"),
    ],
)
def test_a_file_that_cannot_be_read_is_told_once(world, path, text, code):
    """What it would have held is not missed by all who refer to it."""
    root = world(**{path: text, "content/permalinks.txt": "events/e\nsources/s\ntopics/t\n"})
    assert [fault.code for fault in check.check(Options(root))] == [code]


@pytest.mark.parametrize("languages", [["en", "arr"], ["en", "ar", "fr"]])
def test_a_language_that_there_is_not_is_told_once(world, languages):
    """It is not missed in every text, nor is the one that was meant called strange in each."""
    root = world(**{"content/site.yaml": {**worlds.SITE, "languages": languages}})
    (fault,) = check.check(Options(root))
    assert (fault.code, fault.span.path) == ("unknown-language", "content/site.yaml")


def test_a_text_that_names_a_misplaced_event_is_not_blamed(world):
    """Nor is a relation to it."""
    event = worlds.event(body=worlds.both("See [[f]].", "انظر [[f]]."), related=[{"event": "f", "as": "part-of"}])
    root = world(**{"content/events/e.yaml": event, "content/events/f.yml": worlds.EVENT})
    assert [fault.code for fault in check.check(Options(root))] == ["unexpected-file"]
