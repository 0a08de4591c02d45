"""CONTRIBUTING in both languages: its commands exist, its links lead somewhere, its smallest event is README's."""

from __future__ import annotations

import re
import shlex

import pytest

from tests.conftest import PROJECT
from timeline import arguments

README = (PROJECT / "README.md").read_text("utf-8")
GUIDES = {name: (PROJECT / name).read_text("utf-8") for name in ("CONTRIBUTING.md", "CONTRIBUTING.ar.md")}
COMMAND = re.compile(r"python3 build\.py([^`\n]*)")


def smallest_event(text: str) -> str:
    block = re.search(r"^( *)```yaml\n(.*?)^ *```", text, re.DOTALL | re.MULTILINE)
    return re.sub(rf"^{block[1]}", "", block[2], flags=re.MULTILINE)


def anchors(text: str) -> set[str]:
    """The fragments that GitHub gives a document's headings."""
    headings = re.findall(r"^#+ (.+)$", re.sub(r"```.*?```", "", text, flags=re.DOTALL), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("name", GUIDES)
def test_every_command_exists(name):
    """Each command that a contributor is told to run is one that the command line takes, options and all."""
    commands = COMMAND.findall(GUIDES[name])
    assert len(commands) >= 3
    for words in map(shlex.split, commands):
        assert not words or words[0] in arguments.COMMANDS, words
        arguments.parser().parse_args(words)  # ends the test where a word is unknown


@pytest.mark.parametrize("name", GUIDES)
def test_every_link_leads_to_a_file(name):
    """Each link in the project is to a file that is there, and each fragment to a heading of it; so is each path in `code`."""
    targets = re.findall(r"\]\(([^)]+)\)", GUIDES[name])
    assert len(targets) >= 5
    for target in targets:
        path, _, fragment = target.partition("#")
        assert (PROJECT / path).is_file(), target
        assert not fragment or fragment in anchors((PROJECT / path).read_text("utf-8")), target
    for path in re.findall(r"`((?:content|tests|site)/[^`]*)`", GUIDES[name]):
        assert (PROJECT / path).exists(), path


@pytest.mark.parametrize("name", GUIDES)
def test_the_smallest_event_is_the_one_that_builds(name):
    """It is README's, which a test builds, and the address to add by hand is that of its file."""
    assert smallest_event(GUIDES[name]) == smallest_event(README)
    assert "`2016-03-an-example.yaml`" in GUIDES[name] and "`events/2016-03-an-example`" in GUIDES[name]
    assert "content/events/2016-03-an-example.yaml" in README


@pytest.mark.parametrize("name", GUIDES)
def test_every_field_named_is_one(name):
    """The fields that a contributor is told of are in README's reference."""
    fields = README.split("<!-- fields")[1]
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
