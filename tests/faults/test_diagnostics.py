"""Each fault that the engine can name, as tests/diagnostics/ documents it; how faults are ordered, and what is near.

A document is `# code`, prose, and cases. A case is the files that a project has besides those of
`world.files()`, each a block headed by a form and a path, and then, as `text`, all that is reported.
The forms: `bytes` (in hexadecimal), `link` (to what the block says), `pipe`, `folder`, `big` (a text so many
times over), `gone` (not there), `change` (a template of ours, one text in it exchanged for another: the
report's line numbers are left open then, so that templates may grow); `explain` asks for a page instead
of building, `committed` checks instead of building, as CI does; `import` is a file, in English, that is
brought in instead; `run` is a command, which changes nothing then; `full` is a folder in which the disk refuses
another file; `without` builds with `--pictures` and without
a package or a part of Python; any other is the file itself.
"""

from __future__ import annotations

import errno
import os
import re
import shlex
import shutil
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests import world as worlds
from tests.conftest import PROJECT
from tests.faults.test_translate import foreign_words
from timeline import cli, files
from timeline.build import check, explain, pipeline
from timeline.build.inputs import Options
from timeline.drawing import picture_sizes, png
from timeline.faults import translate
from timeline.faults.diagnostic import ERROR, Diagnostic, Span, Told, in_order
from timeline.faults.near import near
from timeline.faults.report import as_text
from timeline.importing import plan_import
from timeline.records.timeline import SINGULAR

DOCUMENTS = sorted((PROJECT / "tests/diagnostics").glob("*.md"))
BLOCK = re.compile(r"^(`{3,})(\w+) ?(.*)\n((?:.*\n)*?)\1$", re.MULTILINE)


def cases(document: Path) -> list[tuple[list[tuple[str, str, str]], str]]:
    """The cases of a document: the blocks of each, and what it says is reported."""
    found, blocks = [], []
    for _, form, path, body in BLOCK.findall(document.read_text("utf-8")):
        if form == "text":
            found.append((blocks, body.rstrip("\n")))
            blocks = []
        else:
            blocks.append((form, path, body))
    assert not blocks, "a case ends with what is reported"
    return found


def lay(root: Path, form: str, path: str, body: str) -> None:
    """Lays one block's file into a project."""
    place = root / path
    place.parent.mkdir(parents=True, exist_ok=True)
    if place.is_file() or place.is_symlink():
        place.unlink()
    elif form == "gone":
        shutil.rmtree(place)
    if form == "bytes":
        place.write_bytes(bytes.fromhex(body))
    elif form == "link":
        place.symlink_to(body.strip())
    elif form == "pipe":
        os.mkfifo(place)
    elif form == "folder":
        place.mkdir(exist_ok=True)
    elif form == "big":
        times, _, text = body.removesuffix("\n").partition(" ")
        place.write_text(text * int(times), "utf-8")
    elif form == "change":
        old, _, new = (
            body.removesuffix("\n").partition("\n=>\n") if not body.endswith("\n=>\n") else (body[:-4], "", "")
        )
        whole = (PROJECT / path).read_text("utf-8")
        assert old in whole
        place.write_text(whole.replace(old, new, 1), "utf-8")
    elif form != "gone":
        place.write_text(body, "utf-8", newline="")


def without_numbers(report: str) -> str:
    """A report with its line numbers left open."""
    report = re.sub(r"^(  --> templates/[^:\n]+):[0-9]+:", r"\1:…:", report, flags=re.MULTILINE)
    return re.sub(r"^(?:([0-9]+)| +) ([|=]) ", lambda m: f"{'…' if m[1] else ' '} {m[2]} ", report, flags=re.MULTILINE)


def codes_of_the_engine() -> set[str]:
    """Every code that stands in the engine's source, be it handed over directly or by way of a name."""
    source = "\n".join(path.read_text("utf-8") for path in (PROJECT / "timeline").rglob("*.py"))
    named = re.findall(
        r'(?:Diagnostic|[Ff]ault|[Pp]roblem|refuse|DateError)\(\s*"([a-z0-9-]+)"|"code": "([a-z0-9-]+)"', source
    )
    loose = re.findall(r'"((?:yaml|unknown|missing|bad|event|duplicate|not?|too|unsafe)-[a-z0-9-]+)"', source)
    return (
        {a or b for a, b in named}
        | set(loose)
        | {
            f"unknown-{word}".replace(" ", "-")
            for kind, word in SINGULAR.items()
            if kind not in ("paths", "periods")  # nothing refers to one
        }
    )


def reported(root: Path, blocks: list[tuple[str, str, str]], monkeypatch) -> list[Diagnostic]:
    """Lays a case's files into the smallest project and gives what a build, or `explain`, says of them."""
    worlds.write(root, worlds.files())
    asked = next((path for form, path, _ in blocks if form == "explain"), None)
    lacking = [path for form, path, _ in blocks if form == "without"]
    monkeypatch.setattr(png, "find_spec", lambda name: None if name in lacking else name)
    monkeypatch.setattr(picture_sizes, "find_spec", lambda name: None if name in lacking else find_spec(name))
    for name in lacking:
        monkeypatch.setitem(sys.modules, name, None)
    full, lay_down = [root / path for form, path, _ in blocks if form == "full"], files.Staging.lay

    def refusing(staged: files.Staging, data: bytes) -> str:
        if staged.tree.folder in full:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return lay_down(staged, data)

    monkeypatch.setattr(files.Staging, "lay", refusing)
    for form, path, body in blocks:
        if form not in ("explain", "without", "committed", "run", "full"):
            lay(root, form, path, body)
    before = sorted(path for path in (root / "site").rglob("*"))
    command = next((words for form, words, _ in blocks if form == "run"), None)
    brought = next((path for form, path, _ in blocks if form == "import"), None)
    monkeypatch.chdir(root)  # what is brought in may lie anywhere, and is named as it was given
    if command is not None:
        faults, laid = [], worlds.tree(root)
        monkeypatch.setattr(cli, "_report", lambda found, *_: faults.extend(found))
        words = shlex.split(command)  # `init` makes a project, and is given none
        refused = cli.main(words if "init" in words else [*words, "--root", str(root)])
        assert refused == any(fault.severity == ERROR for fault in faults)
        assert not refused or worlds.tree(root) == laid
    elif brought is not None:
        faults = list(plan_import.plan(root, Path(brought), plan_import.Wanted("en")).diagnostics)
    elif asked is not None:
        faults = explain.explain(Options(root), asked)[1]
    elif any(form == "committed" for form, _, _ in blocks):
        faults = check.check(Options(root, committed=True))
    else:
        faults = pipeline.build(Options(root, cards="resvg_py" in lacking)).diagnostics
    if any(fault.severity == ERROR for fault in faults):
        assert [path for path in sorted((root / "site").rglob("*")) if path not in before] == []
    return faults


@pytest.fixture(scope="module", params=DOCUMENTS, ids=lambda path: path.stem)
def told(request, tmp_path_factory) -> list[tuple[list[Diagnostic], str, str]]:
    """Of each case of a document the faults, what that looks like, and what it looks like in the document."""
    found, root = [], tmp_path_factory.mktemp("case")
    for number, (blocks, expected) in enumerate(cases(request.param)):
        with pytest.MonkeyPatch.context() as monkeypatch:
            faults = reported(root / str(number), blocks, monkeypatch)
        changed = any(form == "change" for form, _, _ in blocks)
        report = as_text(faults)
        found.append((faults, without_numbers(report) if changed else report, expected))
    return found


def test_each_fault_is_reported_word_for_word_as_documented(told):
    """A build reports what the document shows, for each of its cases, and an error leaves no site behind."""
    assert told
    for _, report, expected in told:
        assert report == expected


def test_each_fault_is_said_in_arabic(told):
    """Every message, help and note of every kind of fault is told by template, and comes out Arabic whole."""
    for faults, *_ in told:
        assert translate.translated(faults, "en") == faults
        for one, said in zip(faults, translate.translated(faults, "ar"), strict=True):
            assert (said.code, said.span, said.severity) == (one.code, one.span, one.severity)
            before = [one.message, *filter(None, [one.help]), *one.notes]
            after = [said.message, *filter(None, [said.help]), *said.notes]
            assert all(isinstance(text, Told) for text in before)
            assert len(after) == len(before)
            for text in after:
                assert foreign_words(text) == [] and re.search("[\u0600-\u06ff]", text), text


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.stem)
def test_each_document_is_about_the_fault_it_is_named_for(document):
    """A document's title is its code, prose follows it, and each of its cases shows that code."""
    lines = document.read_text("utf-8").split("\n")
    assert lines[0] == f"# {document.stem}"
    assert len(lines[2].split()) > 5
    for _, expected in cases(document):
        assert f"[{document.stem}]" in expected


def test_every_code_is_documented_and_every_document_is_of_a_code():
    """The engine's codes and the documents are the same set."""
    assert {path.stem for path in DOCUMENTS} == codes_of_the_engine()


def test_faults_come_in_order_and_once():
    """By file, line and column, whatever the order in which they were found."""
    a, b, c = (Diagnostic("x", "m", Span(*place)) for place in (("a", 2, 1), ("a", 10, 1), ("b", 1, 1)))
    assert in_order([c, b, a, b]) == [a, b, c]


def test_the_order_of_faults_does_not_depend_on_chance():
    """Faults that differ in their help or notes only have an order too."""
    rows = [Diagnostic("x", "m", Span("a"), help, notes=(note,)) for help in "abcd" for note in "abcd"]
    assert in_order(reversed(rows)) == in_order(rows) == rows


def test_near_offers_the_nearest_name_or_lists_a_few():
    """A misspelt name gets the nearest; a strange one gets the list where it is short, else nothing."""
    assert near("twiter", ["twitter", "telegram"]) == "did you mean `twitter`?"
    assert near("zzz", ["b", "a"]) == "it can be: `a`, `b`"
    assert near("zzz", [f"name-{n}" for n in range(13)]) == near("zzz", []) == ""


def test_near_finds_a_name_among_thousands():
    """A misspelt id is found among ten thousand."""
    assert near("1070-brokings", [f"{n}-brookings" for n in range(1000, 9999)]) == "did you mean `1070-brookings`?"


@given(st.text(max_size=30), st.sets(st.text(min_size=1, max_size=8), max_size=20))
def test_a_help_never_fails(name, known):
    """Whatever was written, and whatever there is."""
    assert isinstance(near(name, known), str)
