"""The command line in the reader's language: its help, its usage, and what is wrong with what was typed."""

from __future__ import annotations

import argparse
import re

import pytest

from tests.faults.test_translate import foreign_words
from timeline import arguments, cli
from timeline.text import bidi

WRONG = [
    ["chek"],
    ["check", "--format", "x"],
    ["check", "--bogus"],
    ["check", "--format"],
    ["serve", "--port", "x"],
    ["rename"],
    ["explain"],
    ["new"],
    ["new", "2016-03-x", "--scope", "outside"],
    ["build", "--url", "example"],
    ["build", "--root", "/nowhere"],
    ["build", "--release=1"],
    ["status", "--format", "pdf"],
]


def ended(capsys, *words: str) -> tuple[int, str, str]:
    with pytest.raises(SystemExit) as end:
        cli.main([*words])
    return (end.value.code, *capsys.readouterr())


@pytest.mark.parametrize("words", WRONG, ids=" ".join)
def test_a_wrong_command_line_is_told_in_the_language(capsys, words):
    """The usage and the fault, both from the catalogue, wherever `--lang` stands; English as argparse has it."""
    for said in ([*words, "--lang", "ar"], ["--lang=ar", *words]):
        if words[-1] == "--format":  # which takes the next word for its value
            said = ["--lang=ar", *words]
        status, out, err = ended(capsys, *said)
        usage, _, fault = err.partition("\u2067")
        assert (status, out) == (2, "") and usage.startswith("الاستعمال: build.py")
        assert fault.startswith("خطأ في كتابة الأمر") and fault.endswith("\u2069\n")
        assert foreign_words(re.sub("[\u2066-\u2069]", "", fault)) == []
    status, out, err = ended(capsys, *words)
    assert (status, out) == (2, "") and err.startswith("usage: build.py") and ": error: " in err


@pytest.mark.parametrize("command", ["", *arguments.COMMANDS])
def test_every_help_is_told_in_the_language(capsys, command):
    """Headings, commands and options; each line closes what it opens for a terminal, and English is as it was."""
    status, arabic, _ = ended(capsys, *filter(None, [command]), "--help", "--lang", "ar")
    assert status == 0 and arabic.startswith("الاستعمال: ") and "الخيارات:" in arabic
    assert all(bidi.problem(line) == "" for line in arabic.split("\n"))
    for piece in re.findall("\u2067(.*?)\u2069(?=\n|$)", arabic):
        assert foreign_words(re.sub("[\u2066-\u2069\u061c]", "", piece)) == [], piece
    _, english, _ = ended(capsys, *filter(None, [command]), "--help")
    assert english.startswith("usage: ") and not re.search("[\u0600-\u06ff]", english)


def test_argparse_is_left_as_it_was(capsys):
    """Its words are ours only while a parser of ours speaks."""
    before = argparse._
    ended(capsys, "--help", "--lang", "ar")
    ended(capsys, "chek", "--lang", "ar")
    assert argparse._ is before and argparse._("usage: ") == "usage: "


@pytest.mark.parametrize(
    ("words", "language"),
    [
        ([], "en"),
        (["check", "--lang", "ar"], "ar"),
        (["--lang=ar", "chek"], "ar"),
        (["new", "--language", "ar"], "en"),
        (["check", "--lang"], "en"),
        (["check", "--lang", "fr"], "en"),
    ],
)
def test_the_language_is_known_before_the_rest_is_read(words, language):
    """Be all else wrong; one that we do not speak is answered in English."""
    assert arguments.language(words) == language
