"""CONTRIBUTING in both languages: its commands exist, its paths are there, its smallest event is README's."""

from __future__ import annotations

import re
import shlex

import pytest

from tests.conftest import OURS, PROJECT
from timeline import arguments

README = (PROJECT / "README.md").read_text("utf-8")
GUIDES = {name: (PROJECT / name).read_text("utf-8") for name in ("CONTRIBUTING.md", "CONTRIBUTING.ar.md")}
COMMAND = re.compile(r"python3 build\.py([^`\n]*)")


def smallest_event(text: str) -> str:
    block = re.search(r"^( *)```yaml\n(.*?)^ *```", text, re.DOTALL | re.MULTILINE)
    return re.sub(rf"^{block[1]}", "", block[2], flags=re.MULTILINE)


@pytest.mark.parametrize("name", GUIDES)
def test_every_command_exists(name):
    """Each command that a contributor is told to run is one that the command line takes, options and all."""
    commands = COMMAND.findall(GUIDES[name])
    assert len(commands) >= 3
    for words in map(shlex.split, commands):
        assert not words or words[0] in arguments.COMMANDS, words
        arguments.parser().parse_args(words)  # ends the test where a word is unknown


@pytest.mark.parametrize("name", GUIDES)
def test_every_path_exists(name):
    """Each path in `code` is there; where its links lead, test_readme asks."""
    assert len(re.findall(r"\]\(([^)]+)\)", GUIDES[name])) >= 5
    for path in re.findall(r"`((?:content|tests|site)/[^`]*)`", GUIDES[name]):
        if OURS.is_file() or not path.startswith("content/"):
            assert (PROJECT / path).exists(), path


def beginnings(text: str) -> list[list[str]]:
    """What stands in `code` in each row of the table that says where to begin."""
    table = re.search(r"^\|---\|---\|---\|\n((?:\|.*\n)+)", text, re.MULTILINE)[1]
    return [re.findall("`([^`]+)`", row) for row in table.splitlines()]


def test_a_change_begins_where_both_guides_say():
    """Ten changes, each with its rooms and the files where one begins, which are there; the same in both languages."""
    english, arabic = map(beginnings, GUIDES.values())
    assert len(english) == 10 and english == arabic
    rooms = {path.parent.name for path in (PROJECT / "timeline").glob("*/__init__.py")}
    for row in english:
        paths = [word for word in row if "/" in word]
        named = [word for word in row if word in rooms]
        assert named and paths and all((PROJECT / path).exists() for path in paths), row
        assert all(any(path.startswith(f"timeline/{room}") for path in paths) for room in named), row
        for word in {*row} - {*paths} - rooms:  # what to search for there
            where = [PROJECT / path for path in paths if path.startswith("timeline/")]
            files = [file for path in where for file in (path.rglob("*.py") if path.is_dir() else [path])]
            assert any(word in file.read_text("utf-8") for file in files), word


def test_a_path_in_arabic_is_not_broken_by_its_line():
    """Two names in Latin letters have an Arabic word between them, and none ends with a sign: a line from the right
    would put the second before the first, and the sign on the other side."""
    for row in re.findall(r"^\|.*`.*\|$", GUIDES["CONTRIBUTING.ar.md"], re.MULTILINE):
        for cell in row.strip("| ").split(" | "):
            assert all(re.search("[\u0621-\u064a]", between) for between in re.findall("`[^`]+`([^`]+)(?=`)", cell)), (
                cell
            )
            assert not re.search("[^a-z]`", re.sub("`([^`]+)`", r"\1`", cell)), cell


@pytest.mark.parametrize("name", GUIDES)
def test_the_smallest_event_is_the_one_that_builds(name):
    """It is README's, which a test builds, and the address to add by hand is that of its file."""
    assert smallest_event(GUIDES[name]) == smallest_event(README)
    assert "`2016-03-an-example.yaml`" in GUIDES[name] and "`events/2016-03-an-example`" in GUIDES[name]
    assert "content/events/2016-03-an-example.yaml" in README


@pytest.mark.parametrize("name", GUIDES)
def test_every_field_named_is_one(name):
    """The fields that a contributor is told of are in the reference."""
    fields = (PROJECT / "docs/fields.md").read_text("utf-8")
    named = ("published_note", "via", "scope", "other_dates", "disagreements", "body")
    assert all(f"`{field}" in GUIDES[name] and f"| `{field}` |" in fields for field in named)


def test_both_guides_say_the_same():
    """The same commands and the same files; the Arabic one reads from the right, its code from the left, with no other HTML."""
    english, arabic = GUIDES.values()
    assert set(COMMAND.findall(english)) == set(COMMAND.findall(arabic))
    assert english.count("\n## ") == arabic.count("\n## ")
    assert set(re.findall(r"<[^>]+>", arabic)) == {'<div dir="rtl">', "</div>"} and not re.search("</?[a-z]", english)
    depth = 0
    for line in arabic.splitlines():
        depth += (line == '<div dir="rtl">') - (line == "</div>")
        assert depth == (0 if line.startswith(("```", "</div>")) else depth) and depth in (0, 1)
    assert depth == 0 and "CONTRIBUTING.md" in README and "CONTRIBUTING.ar.md" in README
