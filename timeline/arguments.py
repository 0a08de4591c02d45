"""What can be typed on the command line: the commands, their options, and what --help says of each."""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from timeline.faults import translate

PROJECT = Path(__file__).resolve().parent.parent

EXAMPLES = """\
examples:
  python3 build.py                                        make the site in site/
  python3 build.py check                                  look for mistakes, write nothing
  python3 build.py explain en/events/2016-02-18-gwu-study.html
  python3 build.py status                                 say what could be done next
  python3 build.py new 2016-03-an-example --topic suspensions
  python3 build.py rename 2016-03-an-example 2016-03-05-an-example
  python3 build.py test                                   run the project's own tests
"""


@cache
def parser() -> argparse.ArgumentParser:
    top = argparse.ArgumentParser(
        prog="build.py",
        description="Makes the bilingual timeline in content/ into a static site.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    _places(top, out=True)
    top.set_defaults(command="build")
    commands = top.add_subparsers(title="commands", metavar="COMMAND", dest="word")
    for name, (help, more) in COMMANDS.items():
        command = commands.add_parser(name, help=help, description=help[:1].upper() + help[1:] + ".")
        command.set_defaults(command=name)
        if name != "test":
            _places(command, out=name in ("build", "explain"), again=True)
        if more:
            more(command)
    return top


def _places(command: argparse.ArgumentParser, out: bool, again: bool = False) -> None:
    def add(name: str, default: object, **rest: Any) -> None:
        # Said before the command, it stands unless said again after it.
        command.add_argument(name, default=argparse.SUPPRESS if again else default, **rest)

    add(
        "--root",
        PROJECT,
        type=Path,
        metavar="DIR",
        help="the project: a folder with its own content/, and templates/ where it differs from ours (default: "
        "the folder of build.py)",
    )
    add(
        "--lang",
        translate.TOLD_IN,
        choices=translate.known(),
        metavar="CODE",
        help=f"the language that faults are told in: {' or '.join(translate.known())} (default: {translate.TOLD_IN})",
    )
    if out:
        add("--out", None, type=Path, metavar="DIR", help="where the site goes (default: site/ in the project)")
        add(
            "--url",
            "",
            metavar="ADDRESS",
            help="where the site will be published, in place of `address` in site.yaml: https://…",
        )
        help = "install what draws a picture for each event, shown where its page is shared; where it is, a build draws"
        add("--cards", False, action="store_true", help=help)
        add(
            "--release",
            False,
            action="store_true",
            help="make the site only if it can go out: at a lasting address, promised ids, and somebody who answers",
        )


def _check_words(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "files",
        nargs="*",
        metavar="FILE",
        help="files or folders of content/ to look at; what lies in the others is not judged (default: everything)",
    )
    command.add_argument(
        "--format",
        choices=("text", "json", "github"),
        default="text",
        help="text for people (default), json for editors, github for annotations in a CI log",
    )
    command.add_argument(
        "--committed",
        action="store_true",
        help="look at the content as at a commit to be published: an id that permalinks.txt lacks is an error too",
    )


def _serve_words(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--port", type=int, default=5500, metavar="N", help="where to serve; a taken one takes the next (default: 5500)"
    )


def _status_words(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--format",
        choices=("text", "json", "html"),
        default="text",
        help="text for people (default), json for tools, html for a page to save beside site/",
    )


def _explain_words(command: argparse.ArgumentParser) -> None:
    command.add_argument("page", help="the page's path in the site, for example en/events/ID.html")


def _import_words(command: argparse.ArgumentParser) -> None:
    command.add_argument("file", type=Path, metavar="FILE", help="a CSV or JSON file, wherever it lies")
    command.add_argument(
        "--language", default="", metavar="CODE", help="the language of its texts (default: the site's first)"
    )
    command.add_argument(
        "--source", default="", metavar="ID", help="the source of rows that name none (default: a new one, the file)"
    )
    command.add_argument(
        "--topic", default="", metavar="ID", help="the topic of rows that name none (default: a place left to fill)"
    )
    command.add_argument("--write", action="store_true", help="write what it says; without this it only says it")


# A text's option names its language, which the site decides: argparse is given `--title=en=…` for `--title-en …`.
_TEXT = re.compile(r"--(title|summary|name|unit)-([^=]+)(?:=(.*))?", re.DOTALL)


def spelled(words: Sequence[str]) -> list[str]:
    """The words as argparse can take them."""
    joined, rest = [], iter(words)
    for word in rest:
        if found := _TEXT.fullmatch(word):
            text = next(rest, None) if found[3] is None else found[3]
            word = word if text is None else f"--{found[1]}={found[2]}={text}"
        joined.append(word)
    return joined


# The options of `new` that name records, by kind.
RECORDS = {
    "topics": "--topic",
    "sources": "--source",
    "paths": "--path",
    "actors": "--actor",
    "places": "--place",
    "measures": "--measure",
}


def _new_words(command: argparse.ArgumentParser) -> None:
    command.usage = (
        "build.py new ID [--date EDTF] [--title-CODE TEXT] [--topic ID] …, or new --source ID …, new --actor ID …"
    )
    command.add_argument("id", nargs="?", metavar="ID", help="an event's id; it begins with the date by custom")
    for kind, option in RECORDS.items():
        one = option.removeprefix("--")
        help = f"{one}: with an event's ID, as often as need be, those that it names; without, the one that is new"
        command.add_argument(option, dest=kind, action="append", metavar="ID", help=help)
    command.add_argument("--date", metavar="EDTF", help="when it happened, or when a source was published")
    command.add_argument("--kind", metavar="WORD", help="what kind of source or actor it is")
    command.add_argument("--scope", metavar="WORD", help="of a source: one of the documents, or outside")
    command.add_argument("--language", metavar="CODE", help="the language of a source")
    help = "an event that a path leads to, as often as need be"
    command.add_argument("--event", dest="steps", action="append", metavar="ID", help=help)
    for name, what in (
        ("title", "an event, a source or a path"),
        ("summary", "anything new"),
        ("name", "any other record"),
        ("unit", "a measure"),
    ):
        help = f"`--{name}-CODE TEXT`: the {name} of {what} in one language"
        command.add_argument(f"--{name}", action="append", metavar="…", help=help)


def _rename_words(command: argparse.ArgumentParser) -> None:
    command.add_argument("old", metavar="OLD", help="its id; `actors/ID` where a topic has that id too")
    command.add_argument("new", metavar="NEW", help="the id that it gets")


# Each command: what --help says of it, and what it takes besides --root.
COMMANDS: dict[str, tuple[str, Callable[[argparse.ArgumentParser], None] | None]] = {
    "build": ("make the site (what happens without a command)", None),
    "check": ("look for mistakes and write nothing; exit status 1 where there is one", _check_words),
    "serve": (
        "show the site as it would be, and again whenever a file is saved; the site itself is not written",
        _serve_words,
    ),
    "explain": ("say why a page would be made anew or kept, and which files it comes from", _explain_words),
    "status": (
        "say what could be done next: what is untranslated, out of step, without a place or an address; and the "
        "balance",
        _status_words,
    ),
    "import": ("bring in events from TimelineJS, or from a CSV file; overwrites nothing", _import_words),
    "new": ("write a new event, source, path, actor, topic, place or measure for you to fill in", _new_words),
    "rename": ("give a record another id, and change every place that names it", _rename_words),
    "schema": ("bring content/schema/ up to date, from which editors complete and check", None),
    "test": ("run the project's tests; what follows is handed to pytest", None),
}
