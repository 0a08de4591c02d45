"""The command line: words in, one pipeline call, words out. Nothing is decided here."""

from __future__ import annotations

import argparse
import io
import os
import shlex
import subprocess
import sys
import time
import traceback
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from timeline import addresses
from timeline.arguments import RECORDS, language, parser, spelled
from timeline.faults import translate
from timeline.faults.diagnostic import ERROR, Diagnostic, joined, tell
from timeline.faults.report import as_github, as_json, as_text, counted, in_its_direction, visible, warnings
from timeline.home import ENGINE, PROJECT

if TYPE_CHECKING:
    from timeline.authoring.engine_copy import Renewal
    from timeline.authoring.new_project import Answers
    from timeline.build.inputs import Options

TOLD = 50  # faults that a preview tells in the terminal at once

# pydantic looks through every installed package for plugins of its own: a twentieth of a second for none.
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs a command and returns its exit status: 0 done, 1 faults, 2 a wrong command line, 3 a fault of ours."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")  # a bare Windows or C-locale terminal is not UTF-8
    words = spelled(sys.argv[1:] if arguments is None else arguments)
    options, rest = parser(language(words)).parse_known_args(words)
    if rest and options.command != "test":
        parser(options.lang).error(tell("unrecognized arguments: {words}", words=" ".join(rest)))
    try:
        return RUN[options.command](options, rest)
    except KeyboardInterrupt:
        print(f"\n{_said(tell('stopped'), options)}", file=sys.stderr)
        return 130
    except BrokenPipeError:  # whoever read on, `head` for instance, has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 141  # as a command has it that the signal ended
    except Exception as error:  # what reaches this point is our mistake, and no author should read a traceback
        if "TIMELINE_TRACEBACK" in os.environ:
            raise
        place = traceback.extract_tb(error.__traceback__)[-1]
        problem, file = f"{type(error).__name__}: {error}", Path(place.filename).name
        for line in (
            tell(
                "The generator itself failed ({problem}; {file}, line {line}).",
                problem=problem,
                file=file,
                line=place.lineno,
            ),
            tell("That is no fault of your content. Please report it with what you changed last; nothing was lost."),
            tell("TIMELINE_TRACEBACK=1 in the environment shows more."),
        ):
            print(_said(line, options), file=sys.stderr)
        return 3


def _in_project(file: str, root: Path) -> str:
    """A path that was typed, from where we stand or from the project, as the project calls it."""
    path = Path(os.path.abspath(file))
    path = path if os.path.lexists(path) or Path(file).is_absolute() else root / file
    real = Path(os.path.realpath(path.parent), path.name)  # `Path.resolve` raises where links go round
    inside = next((p for p in (path, real) if p.is_relative_to(root)), None)
    return inside.relative_to(root).as_posix() if inside else file


def _options(options: argparse.Namespace) -> Options:
    from timeline.build.inputs import Options
    from timeline.drawing import png
    from timeline.text import web_address

    address = getattr(options, "url", "")
    if address and (why := web_address.problem(address)):
        parser(options.lang).error(tell("--url: {why}; write the whole address, from https:// on", why=why))
    if not options.root.is_dir():
        whole = options.root.resolve()
        line = tell(
            "--root: there is no folder {path}; `python3 build.py init {path}` begins a timeline there", path=whole
        )
        parser(options.lang).error(line)
    out = getattr(options, "out", None)
    out = out and Path(os.path.realpath(out))  # as above
    release = getattr(options, "release", False)
    return Options(
        root=options.root.resolve(),
        out=out,
        address=address,
        # Where they can be drawn a site has them; a preview, which shows none, does not wait for them.
        cards=options.command in ("build", "explain") and png.installed(),
        pictures=getattr(options, "pictures", False),
        committed=release or getattr(options, "committed", False),
        release=release,
    )


def build(options: argparse.Namespace, _: Sequence[str]) -> int:
    from timeline.build import inputs

    start, told = time.perf_counter(), _options(options)
    if (files := inputs.nothing_to_do(told)) is not None:
        print(_closing(0, files, 0, 0, start, options))
        return 0
    from timeline.authoring import editor_schema
    from timeline.build import pipeline
    from timeline.text import web_address

    door = (told.out or told.root / "site") / addresses.DOOR
    first = not door.exists()
    progress = Progress(start, options)
    result = pipeline.build(told, editor_schema.read, progress.hear, progress.wait)
    progress.end()
    _report(result.diagnostics, options)
    if result.failed:
        print(_said(tell("no page was written; the last good site is as it was"), options), file=sys.stderr)
        return 1
    if result.undrawn:
        line = tell(
            "pictures of events that are gone, since `resvg-py`, which draws them, is not installed: {n}; "
            "`{command}` installs it and draws them",
            n=result.undrawn,
            command=_command("build --pictures", options),
        )
        print(_said(line, options), file=sys.stderr)
    if result.drafts:
        print(_said(tell("drafts left out: {n}", n=result.drafts), options), file=sys.stderr)
    if web_address.is_placeholder(result.address):
        line = tell(
            "links, codes and citations begin with `{address}`, a placeholder: set `address` in "
            "`content/site.yaml`, or build with `--url`",
            address=result.address,
        )
        print(_said(line, options), file=sys.stderr)
    print(_closing(result.written, result.kept, result.removed, len(result.diagnostics), start, options))
    if first:
        here = Path.cwd()
        page = door.relative_to(here) if door.is_relative_to(here) else door
        print(_said(tell("to look at it, open `{page}` in a browser", page=page), options))
        line = tell("`{command}` shows what you write as you save it", command=_command("serve", options))
        print(_said(line, options))
    return 0


class Progress:
    """How far a build is, in a line that is written over: for a person before a terminal who has waited a while."""

    AFTER, EVERY = 2.0, 0.2  # seconds

    def __init__(self, start: float, options: argparse.Namespace):
        self.options, self.next, self.shown = options, start + self.AFTER, False
        self.wanted = sys.stderr.isatty()

    def hear(self, what: str, done: int, all: int) -> None:
        if not self.wanted or time.perf_counter() < self.next:
            return
        self.next, self.shown = time.perf_counter() + self.EVERY, True
        line = (
            tell("{what}: {done} of {all} …", what=what, done=f"{done:,}", all=f"{all:,}")
            if all
            else tell("{what} …", what=what)
        )
        print(f"\r\x1b[K{_said(line, self.options)}", end="", file=sys.stderr, flush=True)

    def wait(self, holder: str) -> None:
        line = tell("process {holder} builds into this folder; waiting until it has done", holder=holder)
        print(_said(line, self.options), file=sys.stderr, flush=True)

    def end(self) -> None:
        if self.shown:
            print("\r\x1b[K", end="", file=sys.stderr, flush=True)


def _closing(written: int, kept: int, removed: int, warned: int, start: float, options: argparse.Namespace) -> str:
    """The line that a build ends with."""
    line = tell(
        "{written} written, {kept} kept, {removed} removed, {warnings}, {seconds} s",
        written=written,
        kept=kept,
        removed=removed,
        warnings=warnings(warned),
        seconds=f"{time.perf_counter() - start:.2f}",
    )
    return _said(line, options)


def check(options: argparse.Namespace, _: Sequence[str]) -> int:
    from timeline.build import check

    told = _options(options)
    found = check.check(told, [_in_project(file, told.root) for file in options.files])
    if options.format == "json":
        print(as_json(translate.translated(found, options.lang)))
    elif options.format == "github":
        say = partial(translate.say, language=options.lang)
        print(as_github(translate.translated(found, options.lang), say), end="\n" if found else "")
    else:  # what was asked for goes to standard output, so that it can be kept in a file
        _report(found, options, sys.stdout) if found else print(_said(tell("no faults"), options))
    return int(any(d.severity == ERROR for d in found))


def serve(options: argparse.Namespace, _: Sequence[str]) -> int:
    from timeline import files
    from timeline.authoring import serve as server
    from timeline.authoring.preview import Preview

    told = _options(options)
    if found := files.links(told.root, "content", "templates"):
        _report([files.linked(link) for link in found], options)  # a watch follows them, be it through the whole disk
        return 1
    preview = Preview(told)

    def ready(address: str) -> None:
        print(_said(tell("{address}: open it in a browser; `Ctrl-C` ends it", address=address), options))
        page = f"{address}status/{options.lang}.html"
        print(_said(tell("{address}: what could be done next", address=page), options), flush=True)

    def changed(faults: Sequence[Diagnostic], seconds: float) -> None:
        _report(faults[:TOLD], options)
        if len(faults) > TOLD:
            print(_said(tell("and {n} more", n=len(faults) - TOLD), options), file=sys.stderr)
        read = tell("read in {seconds} s", seconds=f"{seconds:.2f}")
        print(_said(read if faults else joined("{first}, {second}", (read, tell("no faults"))), options), flush=True)

    try:
        server.serve(preview, options.port, ready, changed)
    except OSError as problem:
        parser(options.lang).error(tell("--port: {problem}", problem=problem))
    return 0


def explain(options: argparse.Namespace, _: Sequence[str]) -> int:
    from timeline.build import explain

    lines, found = explain.explain(_options(options), options.page.removeprefix("site/").lstrip("/"))
    _report(found, options)
    print("\n".join(_said(line, options) for line in lines), end="\n" if lines else "")
    return int(bool(found))


def status(options: argparse.Namespace, _: Sequence[str]) -> int:
    from timeline.authoring import status_page as words
    from timeline.build import survey
    from timeline.build.render import Templates
    from timeline.records import content, git_history

    told = _options(options)
    templates = Templates(told.root)
    if options.lang not in (known := words.codes(templates)):
        parser(options.lang).error(tell("--lang: a status is told in one of: {codes}", codes=", ".join(known)))
    folder, found = content.read(told.root)
    timeline = survey.with_drafts(templates, folder, found)
    if timeline is None:  # without a usable site.yaml nobody knows which languages there are
        _report(found, options)
        return 1
    report, language = (
        words.report(timeline, git_history.read(told.root), found, folder.drafts),
        words.language(options.lang, templates),
    )
    if options.format == "json":
        print(words.as_json(report))
    elif options.format == "html":
        print(words.as_html(report, language, templates), end="")
    else:
        print(words.as_text(report, language))
    return 0


def import_(options: argparse.Namespace, _: Sequence[str]) -> int:
    from timeline.authoring import edits
    from timeline.importing import plan_import, reading, taking_back

    root = _options(options).root
    named = [given.rpartition("=") for given in options.column or ()]
    if not all(name for name, _, _ in named):
        parser(options.lang).error(tell("--column: write NAME=OURS, for example title=title_en"))
    wanted = reading.Wanted(
        language=options.language,
        source=options.source,
        topic=options.topic,
        columns={name: column for name, _, column in named},
        columns_file=options.columns,
        draft=options.draft,
        media=options.media,
        licence=options.licence,
    )
    made = (taking_back.plan if options.undo else plan_import.plan)(root, options.file, wanted)
    refused = edits.apply(root, made.changes) if options.write else []
    _report([*made.diagnostics, *refused], options)
    for line in () if refused else made.lines:
        print(visible(line))
    if made.counts and not refused:
        done = tell("written: {counts}", counts=made.counts)
        asked = tell("would be written (say `--write`): {counts}", counts=made.counts)
        if options.undo:
            done = tell("removed: {counts}", counts=made.counts)
            asked = tell("would be removed (say `--write`): {counts}", counts=made.counts)
        print(_said(done if options.write else asked, options))
        if options.write and not options.undo:
            print(_said(tell("what is still to be filled in: `{command}`", command="python3 build.py check"), options))
    return int(any(d.severity == ERROR for d in (*made.diagnostics, *refused)))


def new(options: argparse.Namespace, _: Sequence[str]) -> int:
    from timeline.authoring import new_record

    root, named = _options(options).root, {kind: given for kind in RECORDS if (given := getattr(options, kind))}
    if options.id is not None:
        kind, id = "events", options.id
    elif len(named) == 1 and len(next(iter(named.values()))) == 1:
        kind, (id,) = named.popitem()
    else:
        line = tell(
            "new: name an event's ID, or one of {options} with the ID of what is new",
            options=", ".join(RECORDS.values()),
        )
        parser(options.lang).error(line)
    texts = {name: _texts(options, name) for name in ("title", "summary", "name", "unit") if getattr(options, name)}
    said = {
        "published" if kind == "sources" else "date": options.date,
        "kind": options.kind,
        "scope": options.scope,
        "language": options.language,
        "steps": options.steps,
    }
    said = {name: value for name, value in {**said, **named, **texts}.items() if value is not None}
    if strange := [name for name in said if name not in new_record.fields(kind)]:
        line = tell("new: no record of content/{kind} has a field `{name}`", kind=kind, name=strange[0])
        parser(options.lang).error(line)
    path, found = new_record.new(root, kind, id, said)
    _report(found, options)
    if any(d.severity == ERROR for d in found):
        print(_said(tell("nothing was written"), options), file=sys.stderr)
        return 1
    command = f"{_command('check', options)} {path}"
    next_ = tell("`{path}` has it now; fill in what is empty there, then: `{command}`", path=path, command=command)
    print(_said(next_, options))
    return 0


def _texts(options: argparse.Namespace, name: str) -> dict[str, str]:
    """What was said under a text's option, by language: `--title-en …`."""
    given = (text.partition("=") for text in getattr(options, name) or ())
    return {code: text for code, _, text in given}


def init(options: argparse.Namespace, _: Sequence[str]) -> int:
    from timeline.authoring import edits, engine_copy, new_project

    root = Path(os.path.abspath(options.folder))
    command = f"cd {shlex.quote(str(options.folder))} && python3 build.py"
    if engine_copy.lies_in(root):
        renewal, found = engine_copy.renewal(root)
        found = found or edits.apply(root, renewal.changes, within="")
        lines = _renewed(renewal)
    else:
        if found := new_project.in_the_way(root):
            _report(found, options)
            return 1
        kept, found = new_project.begin(root, _answers(options))
        lines = [tell("it was there and stays as it is: `{path}`", path=path) for path in kept]
        lines.append(
            tell(
                "begun, with an example of a topic, a source and an event; to make the site: `{command}`",
                command=command,
            )
        )
    _report(found, options)
    if any(d.severity == ERROR for d in found):
        print(_said(tell("nothing was written"), options), file=sys.stderr)
        return 1
    for line in lines:
        print(_said(line, options))
    return 0


def _renewed(renewal: Renewal) -> list[str]:
    """What a renewal of the engine has done."""
    if not renewal.changes:
        return [tell("the engine is this one already: {version}", version=renewal.after)]
    gone = sum(data is None for data in renewal.changes.values())
    return [
        tell("the engine was: {version}", version=renewal.before),
        tell("it is now: {version}", version=renewal.after),
        tell("files written: {n}, removed: {gone}; all else is as it was", n=len(renewal.changes) - gone, gone=gone),
    ]


def _answers(options: argparse.Namespace) -> Answers:
    """What was said of a new timeline, and on a terminal what is asked."""
    from timeline.authoring import new_project

    given = new_project.Answers(
        languages=[code for said in options.language or () for code in said.replace(",", " ").split() or [said]],
        growing=options.growing or (),
        title=_texts(options, "title"),
        publisher=_texts(options, "publisher"),
        corrections=options.corrections,
        address=options.address,
    )
    ended = not sys.stdin.isatty()

    def ask(question: str, usual: str) -> str:
        nonlocal ended
        try:
            said = "" if ended else input(f"{_said(question, options)}{f' [{visible(usual)}]' if usual else ''}: ")
        except EOFError:  # whoever ends the questions wants what is usual
            ended, said = True, ""
            print()
        return said.strip() or usual

    if bool(given.publisher) != bool(given.corrections) and ended:
        parser(options.lang).error(
            tell("init: --publisher-CODE and --corrections are said together: who publishes it, and how to write")
        )
    return new_project.completed(given, new_project.languages(options.lang), ask)


def rename(options: argparse.Namespace, _: Sequence[str]) -> int:
    from timeline.authoring import renaming

    changed, found = renaming.rename(_options(options).root, options.old, options.new)
    _report(found, options)
    if found:
        print(_said(tell("nothing was changed"), options), file=sys.stderr)
        return 1
    for line in (*changed, tell("files changed: {n}", n=len(changed))):
        print(_said(line, options))
    print(_said(tell("now run `python3 build.py`, and commit `content/permalinks.txt` with the rest"), options))
    return 0


def schema(options: argparse.Namespace, _: Sequence[str]) -> int:
    from timeline.authoring import editor_schema
    from timeline.build import check
    from timeline.records import content

    told = _options(options)
    folder, found = content.read(told.root)
    made = editor_schema.made(told.root, folder)
    found += editor_schema.keep(told.root, made)
    _report(found if made else check.check(told), options)
    if made and not any(d.severity == ERROR for d in found):
        print(_said(tell("`{path}` is up to date", path=f"content/{content.SCHEMAS}/"), options))
        return 0
    return 1


def test(options: argparse.Namespace, rest: list[str]) -> int:
    """All tests, spread over workers by their files; or what the words after `test` ask of pytest, which starts none
    then: a worker takes seconds to start, and one file of tests is not worth them."""
    if not (ENGINE / "tests").is_dir():
        line = tell(
            "the tests of the engine live in its own repository and are not copied; `{command}` looks at the content",
            command=_command("check", options),
        )
        print(_said(line, options), file=sys.stderr)
        return 2
    everything = ["--numprocesses=auto", "--maxprocesses=4", "--dist=loadscope", "--no-loadscope-reorder"]
    environment = {**os.environ, "PYTHONPYCACHEPREFIX": sys.pycache_prefix or ""}
    if not sys.dont_write_bytecode:  # else each worker, and each command that a test runs, compiles all anew
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
    return subprocess.call([sys.executable, "-m", "pytest", *(rest or everything)], cwd=ENGINE, env=environment)


def _report(found: Sequence[Diagnostic], options: argparse.Namespace, stream: TextIO | None = None) -> None:
    if found:
        stream = stream or sys.stderr
        colour, say = stream.isatty() and "NO_COLOR" not in os.environ, partial(translate.say, language=options.lang)
        report = as_text(translate.translated(found, options.lang), colour, say)
        print(f"{report}\n\n{_said(counted(found), options)}", file=stream)


def _command(word: str, options: argparse.Namespace) -> str:
    """Another command on the same project, as it is typed."""
    where = "" if options.root.resolve() == PROJECT else f" --root {shlex.quote(str(options.root))}"
    return f"python3 build.py {word}{where}"


def _said(text: str, options: argparse.Namespace) -> str:
    """A line for people, in the language they asked for; whatever it tells of, it is one line."""
    return in_its_direction(visible(translate.say(text, options.lang)))


RUN: dict[str, Callable[[argparse.Namespace, list[str]], int]] = {
    "build": build,
    "check": check,
    "serve": serve,
    "explain": explain,
    "status": status,
    "import": import_,
    "new": new,
    "rename": rename,
    "init": init,
    "schema": schema,
    "test": test,
}


if __name__ == "__main__":
    sys.exit(main())
