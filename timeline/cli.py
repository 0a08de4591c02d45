"""The command line: words in, one pipeline call, words out. Nothing is decided here."""

from __future__ import annotations

import argparse
import os
import re
import shlex
import subprocess
import sys
import time
import traceback
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TextIO

from timeline import diagnostics
from timeline.diagnostics import ERROR, Diagnostic

# pydantic looks through every installed package for plugins of its own: a twentieth of a second for none.
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")

PROJECT = Path(__file__).resolve().parent.parent

EXAMPLES = """\
examples:
  python3 build.py                                        make the site in site/
  python3 build.py check                                  look for mistakes, write nothing
  python3 build.py explain en/events/2016-02-18-gwu-study.html
  python3 build.py new 2016-03-an-example --topic suspensions
  python3 build.py rename 2016-03-an-example 2016-03-05-an-example
  python3 build.py test                                   run the project's own tests
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs a command and returns its exit status: 0 done, 1 faults, 2 a wrong command line, 3 a fault of ours."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="replace")  # a bare Windows or C-locale terminal is not UTF-8
    options, rest = parser().parse_known_args(_joined(sys.argv[1:] if arguments is None else arguments))
    if rest and options.command != "test":
        parser().error(f"unrecognized arguments: {' '.join(rest)}")
    try:
        return COMMANDS[options.command][0](options, rest)
    except KeyboardInterrupt:
        print("\nstopped", file=sys.stderr)
        return 130
    except Exception as error:  # what reaches this point is our mistake, and no author should read a traceback
        if "TIMELINE_TRACEBACK" in os.environ:
            raise
        place = traceback.extract_tb(error.__traceback__)[-1]
        print(
            f"The generator itself failed ({type(error).__name__}: {error}; {Path(place.filename).name}, line {place.lineno}).\n"
            "That is no fault of your content. Please report it with what you changed last; nothing was lost.\n"
            "TIMELINE_TRACEBACK=1 in the environment shows more.",
            file=sys.stderr,
        )
        return 3


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
    for name, (run, help, more) in COMMANDS.items():
        command = commands.add_parser(name, help=help, description=help[:1].upper() + help[1:] + ".")
        command.set_defaults(command=name)
        if run is not test:
            _places(command, out=run in (build, explain), again=True)
        if more:
            more(command)
    return top


def _check_words(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--format",
        choices=("text", "json", "github"),
        default="text",
        help="text for people (default), json for editors, github for annotations in a CI log",
    )


def _explain_words(command: argparse.ArgumentParser) -> None:
    command.add_argument("page", help="the page's path in the site, for example en/events/ID.html")


# A text's option names its language, which the site decides: argparse is given `--title=en=…` for `--title-en …`.
_TEXT = re.compile(r"--(title|summary|name)-([^=]+)(?:=(.*))?", re.DOTALL)


def _joined(words: Sequence[str]) -> list[str]:
    joined, words = [], iter(words)
    for word in words:
        found = _TEXT.fullmatch(word)
        text = found and (next(words, None) if found[3] is None else found[3])
        joined.append(word if text is None else f"--{found[1]}={found[2]}={text}")
    return joined


# The options of `new` that name records, by kind.
_RECORDS = {
    "topics": "--topic",
    "sources": "--source",
    "actors": "--actor",
    "places": "--place",
    "measures": "--measure",
}


def _new_words(command: argparse.ArgumentParser) -> None:
    command.usage = (
        "build.py new ID [--date EDTF] [--title-CODE TEXT] [--topic ID] …, or new --source ID …, new --actor ID …"
    )
    command.add_argument("id", nargs="?", metavar="ID", help="an event's id; it begins with the date by custom")
    for kind, option in _RECORDS.items():
        one = option.removeprefix("--")
        help = f"{one}: with an event's ID, as often as need be, those that it names; without, the one that is new"
        command.add_argument(option, dest=kind, action="append", metavar="ID", help=help)
    command.add_argument("--date", metavar="EDTF", help="when it happened, or when a source was published")
    command.add_argument("--kind", metavar="WORD", help="what kind of source or actor it is")
    command.add_argument("--language", metavar="CODE", help="the language of a source")
    for name, what in (("title", "an event or a source"), ("summary", "anything new"), ("name", "any other record")):
        help = f"`--{name}-CODE TEXT`: the {name} of {what} in one language"
        command.add_argument(f"--{name}", action="append", metavar="…", help=help)


def _rename_words(command: argparse.ArgumentParser) -> None:
    command.add_argument("old", metavar="OLD", help="its id; `actors/ID` where a topic has that id too")
    command.add_argument("new", metavar="NEW", help="the id that it gets")


def _places(command: argparse.ArgumentParser, out: bool, again: bool = False) -> None:
    def add(
        name: str, default: object, **rest
    ) -> None:  # said before the command, it stands unless said again after it
        command.add_argument(name, default=argparse.SUPPRESS if again else default, **rest)

    add(
        "--root",
        PROJECT,
        type=Path,
        metavar="DIR",
        help="the project: a folder with its own content/, and templates/ where it differs from ours (default: the folder of build.py)",
    )
    if out:
        add("--out", None, type=Path, metavar="DIR", help="where the site goes (default: site/ in the project)")
        add(
            "--url",
            "",
            metavar="ADDRESS",
            help="where the site will be published, in place of `address` in site.yaml: https://…",
        )
        add("--cards", False, action="store_true", help="draw a picture for each event, shown where its page is shared")


def _options(options: argparse.Namespace):
    from timeline.inputs import Options

    address = getattr(options, "url", "")
    if address and not address.startswith(("https://", "http://")):
        parser().error("--url: write the whole address, from https:// on")
    if not options.root.is_dir():
        parser().error(f"--root: there is no folder {options.root.resolve()}")
    out = getattr(options, "out", None)
    return Options(options.root.resolve(), out and out.resolve(), address, getattr(options, "cards", False))


def build(options: argparse.Namespace, _) -> int:
    from timeline import inputs

    start, told = time.perf_counter(), _options(options)
    if (files := inputs.nothing_to_do(told)) is not None:
        print(f"0 written, {files} kept, 0 removed, 0 warnings, {time.perf_counter() - start:.2f} s")
        return 0
    from timeline import pipeline  # not before: its imports take longer than all of the above

    result = pipeline.build(told)
    _report(result.diagnostics)
    if result.failed:
        print("nothing was written; the last good site is as it was", file=sys.stderr)
        return 1
    warnings = len(result.diagnostics)
    print(
        f"{result.written} written, {result.kept} kept, {result.removed} removed, "
        f"{warnings} warning{'s' * (warnings != 1)}, {time.perf_counter() - start:.2f} s"
    )
    return 0


def check(options: argparse.Namespace, _) -> int:
    from timeline import pipeline

    found = pipeline.check(_options(options))
    if options.format == "json":
        print(diagnostics.as_json(found))
    elif options.format == "github":
        print(diagnostics.as_github(found), end="\n" if found else "")
    else:  # what was asked for goes to standard output, so that it can be kept in a file
        _report(found, sys.stdout) if found else print("no faults")
    return int(any(d.severity == ERROR for d in found))


def explain(options: argparse.Namespace, _) -> int:
    from timeline import pipeline

    lines, found = pipeline.explain(_options(options), options.page.removeprefix("site/").lstrip("/"))
    _report(found)
    print("\n".join(lines), end="\n" if lines else "")
    return int(bool(found))


def new(options: argparse.Namespace, _) -> int:
    from timeline import skeleton

    root, named = _options(options).root, {kind: given for kind in _RECORDS if (given := getattr(options, kind))}
    if options.id is not None:
        kind, id = "events", options.id
    elif len(named) == 1 and len(next(iter(named.values()))) == 1:
        kind, (id,) = named.popitem()
    else:
        parser().error(f"new: name an event's ID, or one of {', '.join(_RECORDS.values())} with the ID of what is new")
    texts: dict[str, dict[str, str]] = {}
    for name in ("title", "summary", "name"):
        for code, _, text in (given.partition("=") for given in getattr(options, name) or ()):
            texts.setdefault(name, {})[code] = text
    said = {
        "published" if kind == "sources" else "date": options.date,
        "kind": options.kind,
        "language": options.language,
    }
    said = {name: value for name, value in {**said, **named, **texts}.items() if value is not None}
    if strange := [name for name in said if name not in skeleton.fields(kind)]:
        parser().error(f"new: no record of content/{kind} has a field `{strange[0]}`")
    path, found = skeleton.new(root, kind, id, said)
    _report(found)
    if any(d.severity == ERROR for d in found):
        print("nothing was written", file=sys.stderr)
        return 1
    where = "" if root == PROJECT else f" --root {shlex.quote(str(options.root))}"
    print(f"{path} has it now; fill in what is empty there, then: python3 build.py check{where} {path}")
    return 0


def rename(options: argparse.Namespace, _) -> int:
    from timeline import renaming

    changed, found = renaming.rename(_options(options).root, options.old, options.new)
    _report(found)
    if found:
        print("nothing was changed", file=sys.stderr)
        return 1
    print("\n".join((*changed, f"{len(changed)} file{'s' * (len(changed) != 1)} changed")))
    return 0


def test(options: argparse.Namespace, rest: list[str]) -> int:
    return subprocess.call([sys.executable, "-m", "pytest", *rest], cwd=PROJECT)


def _report(found: Sequence[Diagnostic], stream: TextIO | None = None) -> None:
    if found:
        stream = stream or sys.stderr
        colour = stream.isatty() and "NO_COLOR" not in os.environ
        print(f"{diagnostics.as_text(found, colour)}\n\n{diagnostics.counted(found)}", file=stream)


# Each command: what runs it, what --help says of it, and what it takes besides --root.
COMMANDS: dict[str, tuple[Callable, str, Callable | None]] = {
    "build": (build, "make the site (what happens without a command)", None),
    "check": (check, "look for mistakes and write nothing; exit status 1 where there is one", _check_words),
    "explain": (
        explain,
        "say why a page would be made anew or kept, and which files it comes from",
        _explain_words,
    ),
    "new": (new, "write a new event, source, actor, topic, place or measure for you to fill in", _new_words),
    "rename": (rename, "give a record another id, and change every place that names it", _rename_words),
    "test": (test, "run the project's tests; what follows is handed to pytest", None),
}
