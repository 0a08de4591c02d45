"""The pictures of a file from elsewhere: carried over where they lie in a folder, and harmless whatever they are."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.pictures import png
from tests.world import build, tree
from timeline.authoring import edits
from timeline.faults.diagnostic import ERROR
from timeline.importing import pictures, plan_import, taking_back
from timeline.importing.plan_import import Wanted
from timeline.records import yaml_file

HEAD = "Year,Headline,Text,Media,Media Credit,Media Caption,Media Thumbnail,Alt Text,Media Licence\n"
SAID = "A museum,A caption,,What is seen,CC-BY-4.0"
OPTIONS = {"source": "s", "topic": "t", "language": "en"}


@pytest.fixture
def project(world):
    return world()


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "pictures").mkdir()
    return tmp_path / "pictures"


def bring(root: Path, text: str, name: str = "list.csv", write: bool = True, undo: bool = False, **wanted: Any):
    file = root.parent / name
    file.write_text(text, "utf-8")
    made = (taking_back if undo else plan_import).plan(root, file, Wanted(**{**OPTIONS, **wanted}))
    assert not write or edits.apply(root, made.changes) == []
    return made


def data(root: Path, path: str) -> dict:
    return yaml_file.read(path, (root / path).read_bytes())[0].data


def messages(made: plan_import.Import) -> list[str]:
    return [fault.message for fault in made.diagnostics]


def test_a_picture_is_carried_with_what_is_said_of_it(project, folder):
    """Its file under a name of the house, its texts, its licence; and no link in the text besides."""
    (folder / "The Sun Dial (2).PNG").write_bytes(png())
    made = bring(project, f"{HEAD}2016,One,,https://x.example/a/The%20Sun%20Dial%20(2).PNG?w=9,{SAID}\n", media=folder)
    assert made.diagnostics == () and made.counts.endswith(", pictures: 1")
    assert data(project, "content/events/2016-one.yaml")["media"] == [
        {
            "file": "the-sun-dial-2.png",
            "alt": {"en": "What is seen", "ar": None},
            "caption": {"en": "A caption"},
            "credit": {"en": "A museum", "ar": None},
            "licence": "CC-BY-4.0",
            "sources": [{"id": "s"}],
        }
    ]
    assert "body" not in data(project, "content/events/2016-one.yaml")
    assert (project / "content/media/the-sun-dial-2.png").read_bytes() == png()


def test_without_a_folder_it_stays_a_link(project, folder):
    """As it does where the folder does not have it."""
    for options in ({}, {"media": folder}):
        made = bring(project, f"{HEAD}2016,One,,https://x.example/a.png,{SAID}\n", write=False, **options)
        text = made.changes["content/events/2016-one.yaml"].decode()
        assert "media:" not in text and "[A caption](https://x.example/a.png) (A museum)" in text


def test_two_of_one_name_are_told_apart(project, folder):
    """By their bytes: what is the same picture is one file, whatever it is called; what lies there already stays."""
    (project / "content/media").mkdir()
    (project / "content/media/a.png").write_bytes(png(90))
    for name, colour in (("A.png", 1), ("a.png", 2), ("ä.png", 1), ("old.png", 9)):
        (folder / name).write_bytes(png(10 * colour))
    rows = "".join(
        f"201{n},E{n},,{name},{SAID}\n" for n, name in enumerate(("A.png", "a.png", "%C3%A4.png", "old.png"))
    )
    bring(project, HEAD + rows, media=folder)
    shown = [data(project, f"content/events/201{n}-e{n}.yaml")["media"][0]["file"] for n in range(4)]
    assert shown == ["a-2.png", "a-3.png", "a-2.png", "a.png"]
    assert {path.name: path.read_bytes() for path in (project / "content/media").iterdir()} == {
        "a.png": png(90),
        "a-2.png": png(10),
        "a-3.png": png(20),
    }


def test_a_picture_of_ones_own_is_told_where_it_comes_in(project, folder):
    """Without `--media` the row says so; with it, what its words lack, and not that it cannot be carried."""
    (folder / "a.png").write_bytes(png())
    text = f"{HEAD}2016,One,,pictures/a.png,A museum,,,,CC-BY-4.0\n"
    (lost,) = (fault for fault in bring(project, text, write=False).diagnostics if "`Media: " in fault.message)
    assert "`--media DIR`" in lost.help and lost.span.line == 2
    made = bring(project, text, media=folder, write=False)
    assert not [fault for fault in made.diagnostics if "`Media: " in fault.message]
    (told,) = (fault for fault in made.diagnostics if "`Alt Text`" in fault.message)
    assert "--licence" not in told.help


@pytest.mark.parametrize(
    ("rest", "lacks"),
    [
        ("A museum,,,,CC-BY-4.0", "`Alt Text`"),
        (",,,Seen,CC-BY-4.0", "`Media Credit`"),
        ("A museum,,,Seen,", "`--licence`"),
        (",,,,", "`Alt Text`, `Media Credit`, `--licence`"),
    ],
)
def test_what_nobody_says_is_not_made_up(project, folder, rest, lacks):
    """The picture stays what it was, and all such rows are told once; a draft has it with places to fill."""
    (folder / "a.png").write_bytes(png())
    text = f"{HEAD}2016,One,,https://x.example/a.png,{rest}\n2017,Two,,https://x.example/a.png,{rest}\n"
    made = bring(project, text, media=folder, write=False)
    assert f"pictures that are not carried over: 2 (lines: 2, 3); what is not said of them: {lacks}" in messages(made)
    assert {path for path in made.changes if "media" in path} == set()
    assert b"https://x.example/a.png" in made.changes["content/events/2016-one.yaml"]
    made = bring(project, text, media=folder, draft=True)
    assert not [fault for fault in made.diagnostics if "pictures that are not carried over" in fault.message]
    (one,) = data(project, "content/drafts/2016-one.yaml")["media"]
    empty = {"`Alt Text`": "alt", "`Media Credit`": "credit", "`--licence`": "licence"}
    for column, field in empty.items():
        value = one[field]
        said = value["en"] if isinstance(value, dict) else value
        assert bool(said) == (column not in lacks)


def test_what_does_not_lie_in_the_folder_is_told_once(project, folder):
    """Whoever misnamed three files of a hundred learns which: one in a folder within it, two that only differ in the
    case of letters, and a link are not there. What never was a picture is not missed."""
    (folder / "in").mkdir()
    for name in ("in/a.png", "B.png", "b.PNG"):
        (folder / name).write_bytes(png())
    (folder / "c.png").symlink_to(folder / "B.png")
    names = ["in/a.png", "b.png", "c.png?w=9", "d.GIF", "page", "talk.mp3", ""]
    rows = [f"201{n},E{n},,{name and 'https://x.example/' + name},,,,,\n" for n, name in enumerate(names)]
    made = bring(project, HEAD + "".join(rows), media=folder, write=False)
    assert messages(made) == ["pictures of whose name no file lies in the folder: 4 (lines: 2, 3, 4, 5)"]
    assert bring(project, HEAD + "".join(rows), write=False).diagnostics == ()


@pytest.mark.parametrize("address", ["images\\a.png", "C:\\Users\\me\\a.png", "..\\a.png", "images/a.png"])
def test_a_path_of_any_system_ends_in_a_name(project, folder, address):
    """As a sheet that was made on Windows has it."""
    (folder / "a.png").write_bytes(png())
    bring(project, f"{HEAD}2016,One,,{address},{SAID}\n", media=folder)
    assert (project / "content/media/a.png").read_bytes() == png()


def test_one_licence_is_said_for_all(project, folder):
    """By whoever brings them in; a row's own stays."""
    (folder / "a.png").write_bytes(png())
    rows = f"2016,One,,a.png,{SAID}\n2017,Two,,a.png,A museum,,,Seen,\n"
    bring(project, HEAD + rows, media=folder, licence="CC0-1.0")
    licences = [data(project, f"content/events/{id}.yaml")["media"][0]["licence"] for id in ("2016-one", "2017-two")]
    assert licences == ["CC-BY-4.0", "CC0-1.0"]
    made = bring(project, HEAD + rows, media=folder, licence="CC-BY-4", write=False)
    (fault,) = made.diagnostics
    assert (fault.severity, fault.span.path, "CC-BY-4.0" in fault.help) == (ERROR, "--licence", True)


def test_what_plays_is_a_picture_with_a_link(project, folder):
    """Where its thumbnail lies in the folder; else it stays a link."""
    (folder / "still.png").write_bytes(png())
    said = "A museum,A caption,https://x.example/still.png,Seen,CC-BY-4.0"
    for n, (address, field) in enumerate(
        (
            ("https://www.youtube.com/watch?v=x", "video"),
            ("https://vimeo.com/1", "video"),
            ("https://x.example/talk.mp3", "sound"),
            ("https://soundcloud.com/x/y", "sound"),
        )
    ):
        bring(project, f"{HEAD}201{n},E,,{address},{said}\n", media=folder)
        (one,) = data(project, f"content/events/201{n}-e.yaml")["media"]
        assert (one["file"], one[field]) == ("still.png", address)
    made = bring(project, f"{HEAD}2019,E,,https://x.example/page,{said}\n", media=folder, write=False)
    assert b"media:" not in made.changes["content/events/2019-e.yaml"]


def test_an_import_taken_back_takes_its_pictures(project, folder):
    """Those that nobody changed and nothing else shows; what the project had before stays as it was."""
    (folder / "a.png").write_bytes(png())
    (folder / "b.png").write_bytes(png(70))
    text = f"{HEAD}2016,One,,a.png,{SAID}\n2017,Two,,b.png,{SAID}\n"
    before = tree(project)
    bring(project, text, media=folder)
    assert tree(project) != before
    made = bring(project, text, media=folder, undo=True)
    assert tree(project) == before and made.diagnostics == ()
    assert made.counts.endswith("pictures: 2")


def test_what_was_exchanged_or_is_used_stays(project, folder):
    """A picture with other bytes, and one that another event shows, with a word; their events go all the same."""
    (folder / "a.png").write_bytes(png())
    (folder / "b.png").write_bytes(png(70))
    text = f"{HEAD}2016,One,,a.png,{SAID}\n2017,Two,,b.png,{SAID}\n"
    bring(project, text, media=folder)
    (project / "content/media/a.png").write_bytes(png(80))
    event = (project / "content/events/2017-two.yaml").read_text("utf-8")
    (project / "content/events/mine.yaml").write_text(event[event.index("date:") :].replace("Two", "Mine"), "utf-8")
    made = bring(project, text, media=folder, undo=True)
    assert [(fault.code, fault.span.path) for fault in made.diagnostics] == [
        ("changed-since", "content/media/a.png"),
        ("changed-since", "content/media/b.png"),
    ]
    there = {path.name for path in (project / "content").rglob("*") if path.is_file()}
    assert {"a.png", "b.png", "mine.yaml"} <= there and not {"2016-one.yaml", "2017-two.yaml"} & there


@pytest.mark.parametrize(
    "address",
    [
        "../secret.png",
        "..%2Fsecret.png",
        "https://x.example/..%2f..%2fsecret.png",
        "file:///etc/passwd",
        "/etc/passwd",
        "https://x.example/%00.png",
        "https://x.example/%ff%fe.png",
        "https://[x/secret.png",
        "C:\\secret.png",
        "link.png",
        "pipe.png",
        "folder.png",
        "https://x.example/",
        "https://x.example/..",
    ],
)
def test_no_address_leads_out_of_the_folder(project, folder, address):
    """Nor through a link, nor to what is no ordinary file: an address is only looked up among names."""
    (folder.parent / "secret.png").write_bytes(png())
    os.symlink(folder.parent / "secret.png", folder / "link.png")
    (folder / "folder.png").mkdir()
    if hasattr(os, "mkfifo"):
        os.mkfifo(folder / "pipe.png")
    made = bring(project, f'{HEAD}2016,One,Text,"{address}",{SAID}\n', media=folder)
    assert "media" not in data(project, "content/events/2016-one.yaml") and not (project / "content/media").exists()
    assert "content/events/2016-one.yaml" in made.changes


@pytest.mark.parametrize(
    "bytes_",
    [
        b"",
        b"GIF89a",
        b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
        b"<html>",
        png()[:30],
        png(60_000, 1)[:40] + b"\0" * 50,
        b"\0" * 20_000_001,
    ],
    ids=["empty", "gif", "svg", "html", "cut off", "bomb", "huge"],
)
def test_a_file_that_is_no_picture_stays_a_link(project, folder, bytes_):
    """However its name ends: it is said what it is, and the event comes without it."""
    (folder / "a.png").write_bytes(bytes_)
    made = bring(project, f"{HEAD}2016,One,,https://x.example/a.png,{SAID}\n", media=folder)
    assert [fault.code for fault in made.diagnostics] == ["not-carried"]
    assert "picture `a.png` is not carried over" in made.diagnostics[0].message
    assert "media" not in data(project, "content/events/2016-one.yaml") and not (project / "content/media").exists()


@pytest.mark.parametrize("name", ["con.png", "aux.jpg", "=cmd.png", "ملف.png", "-.png", "a" * 240 + ".png"])
def test_a_name_is_one_that_content_may_have(project, folder, name):
    """Whatever a file was called: small Latin letters, digits and hyphens, and no device of Windows; the site is built
    with it."""
    (folder / name).write_bytes(png())
    bring(project, f"{HEAD}2016,One,,{name},{SAID}\n", media=folder)
    (path,) = (project / "content/media").iterdir()
    assert all(c in "abcdefghijklmnopqrstuvwxyz0123456789-." for c in path.name) and path.suffix == ".png"
    event = project / "content/events/2016-one.yaml"
    event.write_text(event.read_text("utf-8").replace(" # to be written", " نص"), "utf-8")
    result = build(project)
    assert not result.failed, result.diagnostics


def test_a_link_in_what_is_said_of_a_picture_is_told_where_it_is_lost(project, folder):
    """A picture's texts are plain; one that stays a link keeps it."""
    (folder / "a.png").write_bytes(png())
    said = '"<a href=""https://m.example/"">Museum</a>",,,Seen,'
    text = f"{HEAD}2016,One,,https://x.example/a.png,{said}\n"
    made = bring(project, text, media=folder, licence="CC0-1.0", write=False)
    assert messages(made) == ["`<a>` in `Media Credit`: not carried over"]
    made = bring(project, text, media=folder)
    assert len(messages(made)) == 1 and "--licence" in messages(made)[0]
    assert "[Museum](https://m.example/)" in data(project, "content/events/2016-one.yaml")["body"]["en"]


@given(st.text(max_size=30))
def test_any_text_names_a_file_or_none(address):
    """Whatever stands where an address should."""
    assert pictures.Shelf().find(address) is None


def test_a_folder_that_is_none_is_told_once(project, folder):
    """Before anything is read."""
    made = bring(project, f"{HEAD}2016,One,,a.png,{SAID}\n", media=folder / "no", write=False)
    assert [(fault.severity, fault.span.path) for fault in made.diagnostics] == [(ERROR, "--media")]
    assert not made.changes
