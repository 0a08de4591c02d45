"""The command line: words in, one pipeline call, words out. Nothing is decided here."""

from __future__ import annotations

import argparse
import os
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
  python3 build.py test                                   run the project's own tests
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs a command and returns its exit status: 0 done, 1 faults, 2 a wrong command line, 3 a fault of ours."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="replace")  # a bare Windows or C-locale terminal is not UTF-8
    options, rest = parser().parse_known_args(arguments)
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
        print("no page was written; the last good site is as it was", file=sys.stderr)
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


def schema(options: argparse.Namespace, _) -> int:
    from timeline import content, jsonschema, pipeline

    told = _options(options)
    folder, found = content.read(told.root)
    made = pipeline.schemas(told.root, folder)
    found += jsonschema.keep(told.root, made)
    _report(found if made else pipeline.check(told))
    if made and not any(d.severity == ERROR for d in found):
        print(f"content/{content.SCHEMAS}/ is up to date")
        return 0
    return 1


def test(options: argparse.Namespace, rest: list[str]) -> int:
    return subprocess.call([sys.executable, "-m", "pytest", *rest], cwd=PROJECT)


def _report(found: Sequence[Diagnostic], stream: TextIO = sys.stderr) -> None:
    if found:
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
    "schema": (schema, "bring content/schema/ up to date, from which editors complete and check", None),
    "test": (test, "run the project's tests; what follows is handed to pytest", None),
}
