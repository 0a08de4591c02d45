"""argparse in the reader's language: its usage, its help and what it finds wrong are told like all else.

argparse has its words go through a function of the name `_`, as gettext has it, and takes the words of its parsers as
they are given. Both come from the catalogue here, and each line keeps its direction in a terminal.
"""

from __future__ import annotations

import argparse
import re
import sys
from typing import Any, NoReturn

from timeline.faults import translate
from timeline.faults.diagnostic import tell
from timeline.faults.report import in_its_direction, visible

# What argparse says, of all versions of Python since 3.11; what it says besides stays in English.
_WORDS = {
    str(text): text
    for text in (
        tell("usage: "),
        tell("options"),
        tell("positional arguments"),
        tell("show this help message and exit"),
        tell("argument %(argument_name)s: %(message)s"),
        tell("invalid choice: %(value)r (choose from %(choices)s)"),
        tell("invalid choice: %(value)r, maybe you meant %(closest)r? (choose from %(choices)s)"),
        tell("invalid %(type)s value: %(value)r"),
        tell("expected one argument"),
        tell("expected at most one argument"),
        tell("expected at least one argument"),
        tell("ignored explicit argument %r"),
        tell("the following arguments are required: %s"),
        tell("unrecognized arguments: %s"),
        tell("ambiguous option: %(option)s could match %(matches)s"),
    )
}


class _Formatter(argparse.RawDescriptionHelpFormatter):
    """Lays out a help whose lines may run from the right."""

    def _split_lines(self, text: str, width: int) -> list[str]:
        return [_line(line) for line in super()._split_lines(text, width)]

    def _fill_text(self, text: str, width: int, indent: str) -> str:
        return "\n".join(_line(line) for line in super()._fill_text(text, width, indent).split("\n"))


def _line(line: str) -> str:
    """One line of a help in its direction: from the right where it has a letter that runs so, wherever it begins."""
    bare = line.lstrip(" ")
    if not re.search("[\u0590-\u08ff]", bare) or "\u2067" in bare:  # or it is in its direction already
        return line
    # A mark that runs from the right lets a line that begins with code be taken for what it is.
    return line[: len(line) - len(bare)] + in_its_direction(bare if bare[0] > "\u0590" else f"\u061c{bare}")


class Parser(argparse.ArgumentParser):
    """A parser that speaks a language. What it is given to say is told; `say` says it."""

    def __init__(self, language: str, **words: Any):
        self.language = language
        said = {name: self.say(words[name]) for name in ("description", "epilog") if words.get(name)}
        with _speaking(language):
            super().__init__(formatter_class=_Formatter, **{**words, **said})

    def say(self, text: str) -> str:
        return translate.say(text, self.language)

    def add_argument(self, *names: Any, **words: Any) -> argparse.Action:
        if words.get("help"):
            words["help"] = self.say(words["help"])
        return super().add_argument(*names, **words)

    def parse_known_args(self, *words: Any, **more: Any) -> Any:
        with _speaking(self.language):
            return super().parse_known_args(*words, **more)

    def format_usage(self) -> str:
        with _speaking(self.language):
            return super().format_usage()

    def format_help(self) -> str:
        with _speaking(self.language):
            return super().format_help()

    def error(self, message: str) -> NoReturn:
        """Ends with the usage and what is wrong, told or as argparse has put it."""
        self.print_usage(sys.stderr)
        line = tell("{program}: error: {message}", program=self.prog, message=message)
        self.exit(2, f"{in_its_direction(visible(self.say(line)))}\n")


class _speaking:
    """While it lasts, argparse's `_` is the catalogue of a language; English needs none."""

    def __init__(self, language: str):
        self.language, self.before = language, argparse._  # type: ignore[attr-defined]

    def __enter__(self) -> None:
        if self.language != translate.TOLD_IN:
            argparse._ = self.word  # type: ignore[attr-defined]

    def __exit__(self, *_: object) -> None:
        argparse._ = self.before  # type: ignore[attr-defined]

    def word(self, text: str) -> str:
        return translate.say(_WORDS.get(text, text), self.language)
