"""What can be typed on the command line: the commands, their options, and what --help says of each.

All of it is told, in the language of `--lang`, argparse's own words among it: `terminal_parser` says them.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from timeline.faults import translate
from timeline.faults.diagnostic import Told, joined, tell
from timeline.faults.report import in_its_direction
from timeline.home import PROJECT
from timeline.terminal_parser import Parser

# What is typed behind `build.py`, and what that does.
_EXAMPLES = (
    ("", tell("make the site in site/")),
    ("check", tell("look for mistakes, write nothing")),
    ("explain en/index.html", ""),
    ("status", tell("say what could be done next")),
    ("new 2016-03-an-example", tell("begin an event")),
    ("rename 2016-03-an-example 2016-03-05-an-example", ""),
    ("init ../my-timeline", tell("begin another timeline")),
)


def language(words: Sequence[str]) -> str:
    """The language that a command line asks for, be all else in it wrong; English where it asks for none we know."""
    seeking = argparse.ArgumentParser(add_help=False, exit_on_error=False)
    seeking.add_argument("--lang", default=translate.TOLD_IN)
    try:
        asked = seeking.parse_known_args(words)[0].lang
    except argparse.ArgumentError:
        return translate.TOLD_IN
    return asked if asked in translate.known() else translate.TOLD_IN


@cache
def parser(language: str = translate.TOLD_IN) -> Parser:
    """What reads a command line, and says in a language what can be typed and what is wrong."""
    top = Parser(
        language,
        prog="build.py",
        description=tell("Makes the timeline in content/ into a static site."),
    )
    top.epilog = "\n".join((top.say(tell("examples:")), *_examples(top)))
    _places(top, out=True)
    top.set_defaults(command="build")
    commands = top.add_subparsers(title=top.say(tell("commands")), metavar="COMMAND", dest="word", parser_class=Parser)
    for name, (help, more) in COMMANDS.items():
        said = top.say(help)
        command = commands.add_parser(name, help=said, description=said[:1].upper() + said[1:] + ".", language=language)
        command.set_defaults(command=name)
        if name != "test":
            _places(command, out=name in ("build", "explain"), again=True)
        if more:
            more(command)
    return top


def _examples(top: Parser) -> Iterator[str]:
    for words, what in _EXAMPLES:
        yield f"  {f'python3 build.py {words}':<55} {in_its_direction(top.say(what))}".rstrip()


def _places(command: Parser, out: bool, again: bool = False) -> None:
    def add(name: str, default: object, **rest: Any) -> None:
        # Said before the command, it stands unless said again after it.
        command.add_argument(name, default=argparse.SUPPRESS if again else default, **rest)

    add(
        "--root",
        PROJECT,
        type=Path,
        metavar="DIR",
        help=tell(
            "the project: a folder with its own content/, and templates/ where it differs from ours (default: "
            "the folder of build.py)"
        ),
    )
    add(
        "--lang",
        translate.TOLD_IN,
        choices=translate.known(),
        metavar="CODE",
        help=tell(
            "the language of what is said in the terminal: {codes} (default: {default})",
            codes=joined("{first}, {second}", translate.known()),
            default=translate.TOLD_IN,
        ),
    )
    if out:
        add("--out", None, type=Path, metavar="DIR", help=tell("where the site goes (default: site/ in the project)"))
        add(
            "--url",
            "",
            metavar="ADDRESS",
            help=tell("where the site will be published, in place of `address` in site.yaml: https://…"),
        )
        help = tell(
            "install what draws a card for each event, shown where its page is shared, and makes pictures smaller; "
            "where it is, a build does both"
        )
        add("--pictures", False, action="store_true", help=help)
        add(
            "--release",
            False,
            action="store_true",
            help=tell(
                "make the site only if it can go out: at a lasting address, promised ids, and somebody who answers"
            ),
        )


def _check_words(command: Parser) -> None:
    command.add_argument(
        "files",
        nargs="*",
        metavar="FILE",
        help=tell(
            "files or folders of content/ to look at; what lies in the others is not judged (default: everything)"
        ),
    )
    command.add_argument(
        "--format",
        choices=("text", "json", "github"),
        default="text",
        help=tell("text for people (default), json for editors, github for annotations in a CI log"),
    )
    command.add_argument(
        "--committed",
        action="store_true",
        help=tell(
            "look at the content as at a commit to be published: an id that permalinks.txt lacks is an error too"
        ),
    )


def _serve_words(command: Parser) -> None:
    command.add_argument(
        "--port",
        type=int,
        default=5500,
        metavar="N",
        help=tell("where to serve; a taken one takes the next (default: 5500)"),
    )


def _status_words(command: Parser) -> None:
    command.add_argument(
        "--format",
        choices=("text", "json", "html"),
        default="text",
        help=tell("text for people (default), json for tools, html for a page to save beside site/"),
    )


def _explain_words(command: Parser) -> None:
    command.add_argument("page", help=tell("the page's path in the site, for example en/events/ID.html"))


def _import_words(command: Parser) -> None:
    command.add_argument("file", type=Path, metavar="FILE", help=tell("a CSV or JSON file, wherever it lies"))
    command.add_argument(
        "--language", default="", metavar="CODE", help=tell("the language of its texts (default: the site's first)")
    )
    command.add_argument(
        "--source",
        default="",
        metavar="ID",
        help=tell("the source of rows that name none (default: a new one, the file)"),
    )
    command.add_argument(
        "--topic",
        default="",
        metavar="ID",
        help=tell("the topic of rows that name none (default: a place left to fill)"),
    )
    command.add_argument(
        "--column",
        action="append",
        metavar="NAME=OURS",
        help=tell(
            "which of our columns one of a CSV file is, as often as need be: `--column title=title_en`; with nothing "
            "behind the sign it is left out"
        ),
    )
    command.add_argument(
        "--columns", type=Path, metavar="FILE", help=tell("a file of YAML that says the same, a line for each column")
    )
    command.add_argument(
        "--media",
        type=Path,
        metavar="DIR",
        help=tell("the folder with its pictures: those that it names are copied to content/media/"),
    )
    command.add_argument(
        "--licence",
        default="",
        metavar="CODE",
        help=tell("the licence of pictures of which the file says none, such as CC-BY-4.0"),
    )
    command.add_argument(
        "--draft",
        action="store_true",
        help=tell("its events go to content/drafts/: checked and previewed, not published"),
    )
    command.add_argument(
        "--undo",
        action="store_true",
        help=tell(
            "take an import of this file, with these options, back: what nobody has changed goes, the rest stays"
        ),
    )
    command.add_argument("--write", action="store_true", help=tell("write what it says; without this it only says it"))


# A text's option names its language, which the site decides: argparse is given `--title=en=…` for `--title-en …`.
_TEXT = re.compile(r"--(title|summary|name|unit|publisher)-([^=]+)(?:=(.*))?", re.DOTALL)


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
    "periods": "--period",
    "measures": "--measure",
    "source_kinds": "--source-kind",
}


def _new_words(command: Parser) -> None:
    command.usage = (
        "build.py new ID [--date EDTF] [--title-CODE TEXT] [--topic ID] … | new --source ID … | new --actor ID …"
    )
    command.add_argument("id", nargs="?", metavar="ID", help=tell("an event's id; it begins with the date by custom"))
    for kind, option in RECORDS.items():
        help = tell("with an event's ID, as often as need be, those that it names; without, the one that is new")
        command.add_argument(option, dest=kind, action="append", metavar="ID", help=help)
    help = tell("when it happened, when a source was published, or from when to when a period lasted")
    command.add_argument("--date", metavar="EDTF", help=help)
    command.add_argument("--kind", metavar="WORD", help=tell("what kind of source or actor it is"))
    command.add_argument("--scope", metavar="WORD", help=tell("of a source: one of the documents, or outside"))
    command.add_argument("--language", metavar="CODE", help=tell("the language of a source"))
    help = tell("an event that a path leads to, as often as need be")
    command.add_argument("--event", dest="steps", action="append", metavar="ID", help=help)
    for name, what in (
        ("title", tell("an event, a source or a path")),
        ("summary", tell("anything new")),
        ("name", tell("any other record")),
        ("unit", tell("every measure")),
    ):
        help = tell("`{option}`: in one language, for {what}", option=f"--{name}-CODE TEXT", what=what)
        command.add_argument(f"--{name}", action="append", metavar="…", help=help)


def _rename_words(command: Parser) -> None:
    command.add_argument("old", metavar="OLD", help=tell("its id; `actors/ID` where a topic has that id too"))
    command.add_argument("new", metavar="NEW", help=tell("the id that it gets"))


def _init_words(command: Parser) -> None:
    command.usage = "build.py init DIR [--language CODE] … [--title-CODE TEXT] … [--publisher-CODE NAME] …"
    command.add_argument(
        "folder",
        type=Path,
        metavar="DIR",
        help=tell("a folder that is empty or not there yet; or a project that `init` made"),
    )
    command.add_argument(
        "--language",
        action="append",
        metavar="CODE",
        help=tell("a language of the site, the first one first: `en`, `ar`, `fr` …"),
    )
    command.add_argument(
        "--growing",
        action="append",
        metavar="CODE",
        help=tell("a language in which its texts are written little by little, beside the others"),
    )
    command.add_argument(
        "--title", action="append", metavar="…", help=tell("`--title-CODE TEXT`: its title in one language")
    )
    command.add_argument(
        "--publisher",
        action="append",
        metavar="…",
        help=tell("`--publisher-CODE NAME`: who publishes it, in one language"),
    )
    command.add_argument(
        "--corrections",
        default="",
        metavar="ADDRESS",
        help=tell("where corrections are sent: `mailto:…` or `https://…`"),
    )
    command.add_argument(
        "--address", default="", metavar="ADDRESS", help=tell("where it will be published: `https://…`")
    )


# Each command: what --help says of it, and what it takes besides --root.
COMMANDS: dict[str, tuple[Told, Callable[[Parser], None] | None]] = {
    "build": (tell("make the site (what happens without a command)"), None),
    "check": (tell("look for mistakes and write nothing; exit status 1 where there is one"), _check_words),
    "serve": (
        tell("show the site as it would be, and again whenever a file is saved; the site itself is not written"),
        _serve_words,
    ),
    "explain": (tell("say why a page would be made anew or kept, and which files it comes from"), _explain_words),
    "status": (
        tell(
            "say what could be done next: what is untranslated, out of step, without a place or an address; and the "
            "balance"
        ),
        _status_words,
    ),
    "import": (tell("bring in events from TimelineJS, or from a CSV file; overwrites nothing"), _import_words),
    "new": (
        tell("write a new event, source, path, actor, topic, place, period, measure or kind of source to fill in"),
        _new_words,
    ),
    "rename": (tell("give a record another id, and change every place that names it"), _rename_words),
    "init": (
        tell("begin another timeline, with a copy of the engine; or renew the copy that a timeline has"),
        _init_words,
    ),
    "schema": (tell("bring content/schema/ up to date, from which editors complete and check"), None),
    "test": (tell("run the engine's own tests, where they are; what follows is handed to pytest"), None),
}
