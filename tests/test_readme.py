"""README is tested: what it tells a maintainer to do is done here to the letter, what it lists is complete."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import PROJECT
from timeline import arguments, cli
from timeline.authoring import field_reference
from timeline.build import check, pipeline
from timeline.build.inputs import Options
from timeline.edition import dates_in_words
from timeline.faults import translate
from timeline.faults.report import as_text
from timeline.importing import our_csv, timelinejs_events
from timeline.records import yaml_file
from timeline.records.languages import Language
from timeline.records.validate import record_of
from timeline.text import edtf

README = (PROJECT / "README.md").read_text("utf-8")


@pytest.fixture
def copy(tmp_path):
    """A copy of the real content, to add to."""
    shutil.copytree(PROJECT / "content", tmp_path / "content")
    return tmp_path


def smallest_event() -> tuple[str, str]:
    """The path and the text of the event that README has one copy."""
    path = re.search(r"For example `(content/events/[a-z0-9-]+\.yaml)`", README)[1]
    block = re.search(r"```yaml\n(.*?)```", README, re.DOTALL)[1]
    return path, re.sub(r"^ {3}", "", block, flags=re.MULTILINE)


def test_smallest_event_can_be_copied(copy):
    """The event of the five minutes builds without a fault and stands on its own pages, in its year, topic and source, in both editions."""
    path, text = smallest_event()
    (copy / path).write_text(text, "utf-8")
    result = pipeline.build(Options(copy))
    assert result.diagnostics == []
    name = path.split("/")[-1].removesuffix(".yaml")
    for language, title in (("en", "A headline in English"), ("ar", "عنوان بالعربية")):
        assert f"{language}/events/{name}.html" in README
        for page in (
            f"events/{name}.html",
            "index.html",
            "years/2016.html",
            "topics/suspensions.html",
            "sources/aks-alser-2016-02-06.html",
        ):
            assert title in (copy / "site" / language / page).read_text("utf-8"), page
    assert f"events/{name}\n" in (copy / "content/permalinks.txt").read_text("utf-8")


def test_an_event_can_be_begun_with_a_command(copy, capsys):
    """The command of the five minutes writes the file that README shows, but for what is to be written there."""
    path, text = smallest_event()
    (command,) = re.findall(r"^ {3}`python3 build.py (new [^`]+)`", README, re.MULTILINE)
    assert cli.main([*command.split(), "--root", str(copy)]) == 0
    assert f"check --root {copy} {path}" in capsys.readouterr().out
    written, _ = yaml_file.read(path, (copy / path).read_bytes())
    shown, _ = yaml_file.read(path, text.encode())
    blank = dict.fromkeys(("en", "ar"))
    assert written.data == {**shown.data, "title": blank, "summary": blank, "sources": [{"id": "aks-alser-2016-02-06"}]}
    found = check.check(Options(copy))
    assert [(fault.code, fault.span.path) for fault in found] == [("empty", path)] * 4


def test_other_records_can_be_begun_with_a_command(copy):
    """Every `new` that README shows is understood."""
    commands = re.findall(r"`(?:python3 build.py )?(new --[^`]*--[^`]+)`", README)
    assert len(commands) == 2
    for command in commands:
        assert cli.main([*shlex.split(command), "--root", str(copy)]) == 0, command
    assert {fault.code for fault in check.check(Options(copy))} == {"empty"}


def test_mistake_is_answered_as_shown(copy):
    """The mistake that README shows gives the very message that README shows."""
    path, text = smallest_event()
    shown = re.sub(r"^ {3}", "", re.search(r"```\n( *error\[.*?)\n *```", README, re.DOTALL)[1], flags=re.MULTILINE)
    (copy / path).write_text(text.replace("aks-alser-2016-02-06", "aks-alser-2016-02-6"), "utf-8")
    result = pipeline.build(Options(copy))
    assert as_text(result.diagnostics) == shown


def test_mistake_is_answered_in_arabic_as_shown(copy):
    """The Arabic report that README shows is the one that the mistake gives, but for the marks that isolate code."""
    path, text = smallest_event()
    shown = re.search(r"```\n(خطأ.*?)\n```", README, re.DOTALL)[1]
    (copy / path).write_text(text.replace("topics: [suspensions]", "topics: [suspension]"), "utf-8")
    said = translate.translated(pipeline.build(Options(copy)).diagnostics, "ar")
    assert re.sub("[\u2067-\u2069]", "", as_text(said, say=lambda text: translate.say(text, "ar"))) == shown


def test_every_field_is_documented():
    """The field reference is the schema's own, word for word."""
    between = README.split("<!-- fields: python3 -m timeline.authoring.field_reference -->")[1].split(
        "<!-- end of fields -->"
    )[0]
    assert between.strip() == field_reference.reference().strip()
    assert all(field.description for _, model in field_reference.PARTS for field in model.model_fields.values())


def test_every_field_is_documented_in_arabic():
    """docs/fields-ar.md is the same reference in Arabic, and README leads to it."""
    page = (PROJECT / "docs/fields-ar.md").read_text("utf-8")
    assert field_reference.reference(field_reference.arabic()) in page, (
        "run `python3 -m timeline.authoring.field_reference ar` and put it there"
    )
    assert "](docs/fields-ar.md)" in README


def test_every_command_and_option_is_documented():
    """Each command and each option of the command line is in README."""
    help = arguments.parser().format_help()
    for command in re.findall(r"^    (\w+) ", help, re.MULTILINE):
        assert command == "build" or f"build.py {command}" in README, command
    for option in set(re.findall(r"--[a-z]+", help)) - {"--help"}:
        assert f"`{option}" in README, option


def test_dates_are_worded_as_the_table_says():
    """Each row of the table of dates is what the pages print."""
    spoken = []
    for code in ("en", "ar"):
        file, _ = yaml_file.read(code, (PROJECT / f"templates/languages/{code}.yaml").read_bytes())
        spoken.append(record_of(Language, file.data, file)[0])
    rows = re.findall(
        r"^\| `([^`]+)` \| ([^|]+) \| ([^|]+) \|$", README.split("### Dates")[1].split("###")[0], re.MULTILINE
    )
    assert len(rows) > 15
    for text, english, arabic in rows:
        assert [dates_in_words.date(edtf.parse(text), language) for language in spoken] == [english, arabic]


def test_columns_of_an_import_are_named():
    """Our own CSV's columns, all of them and no other; TimelineJS's that something becomes of."""
    section = README.split("### Bring in a timeline")[1].split("\n### ")[0]
    bullet = next(line for line in section.splitlines() if line.startswith("- **our own CSV**")).split(". Any but")[0]
    named = re.findall(r"`(\w+)`", bullet)
    assert named == our_csv.names(["en", "ar"])
    for date, written in re.findall(r"`([^`]+)` gives `([^`]+)`", section):
        assert timelinejs_events._said(date, re.sub(r"\D", "", date)) == written


def test_links_and_pictures_exist():
    """What README links to in the project is there."""
    targets = [t for t in re.findall(r"\]\(([^)#]+)\)", README) if not t.startswith("http")]
    assert len(targets) >= 4 and all((PROJECT / t).is_file() for t in targets)


def test_every_module_is_placed():
    """The page on how it is built names every module of the engine."""
    section = README.split("## How it is built")[1]
    for module in sorted(
        p.stem for p in (PROJECT / "timeline").rglob("*.py") if p.stem not in ("__init__", "reference")
    ):
        assert f"`{module}`" in section or f"`{module}." in section, module


def test_the_five_minutes_to_the_letter(tmp_path):
    """A newcomer's fresh copy, README's own commands in README's order, her three slips and what she is told, and the
    published event at the end."""
    root = tmp_path / "copy"
    shutil.copytree(
        PROJECT, root, ignore=shutil.ignore_patterns(".git", ".venv", "site", "node_modules", "__pycache__")
    )
    section = README.split("## Add an event in five minutes")[1].split("### See what you write")[0]
    commands = re.findall(r"`python3 (build.py[^`]*)`", section)
    assert [command.split()[1:2] for command in commands[:3]] == [["serve"], ["new"], []]
    run = lambda command: subprocess.run(
        [sys.executable, *shlex.split(command)], cwd=root, capture_output=True, text=True, encoding="utf-8"
    )
    path, text = smallest_event()
    assert run(commands[1]).returncode == 0 and (root / path).is_file()
    shown = re.search(r"```\n( {3}error\[unknown-source\].*?)```", section, re.DOTALL)[1]
    for slip, told in (
        (("suspensions]", "suspension]"), "did you mean `suspensions`?"),
        (("  ar: عنوان", " ar: عنوان"), "start in the same column"),
        (("aks-alser-2016-02-06", "aks-alser-2016-02-6"), re.sub(r"^ {3}", "", shown, flags=re.MULTILINE).strip()),
    ):
        (root / path).write_text(text.replace(*slip), "utf-8")
        done = run(f"build.py check {path}")
        assert done.returncode == 1 and told in done.stdout, done.stdout
    (root / path).write_text(text, "utf-8")
    assert run(f"build.py check {path}").stdout == "no faults\n"
    assert run("build.py rename 2016-03-an-example 2016-03-05-an-example").returncode == 0
    built = run(commands[2])
    assert built.returncode == 0 and " written, " in built.stdout
    assert run("build.py check --committed").returncode == 0
    for language in ("en", "ar"):
        assert (root / f"site/{language}/events/2016-03-05-an-example.html").is_file()
    assert "events/2016-03-05-an-example\n" in (root / "content/permalinks.txt").read_text("utf-8")


@pytest.mark.skipif(shutil.which("git") is None, reason="no git on this machine")
def test_the_hook_keeps_mistakes_out_of_a_commit(tmp_path):
    """README's hook, in a repository of git: what is wrong is not committed, what is right is, and so is what it does not look at."""
    for name in ("build.py", "pyproject.toml", "constraints.txt"):
        shutil.copy(PROJECT / name, tmp_path)
    for name in ("timeline", "templates", "content"):
        shutil.copytree(PROJECT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("GIT_DIR", "GIT_INDEX_FILE", "GIT_WORK_TREE"):
        os.environ.pop(name, None)
    environment = {
        **os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_AUTHOR_NAME": "a", "GIT_AUTHOR_EMAIL": "a@b.example",
        "GIT_COMMITTER_NAME": "a", "GIT_COMMITTER_EMAIL": "a@b.example",
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
    }  # fmt: skip
    git = lambda *words: subprocess.run(["git", *words], cwd=tmp_path, env=environment, capture_output=True, text=True)
    git("init", "-q")
    git("add", ".")
    assert git("commit", "-qm", "first").returncode == 0
    hook = tmp_path / ".git/hooks/pre-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text(re.search(r"```sh\n(#!/bin/sh\n.*?)```", README, re.DOTALL)[1], "utf-8")
    hook.chmod(0o755)
    path, text = smallest_event()
    (tmp_path / path).write_text(text.replace("suspensions", "suspension"), "utf-8")
    git("add", ".")
    refused = git("commit", "-qm", "second")
    assert refused.returncode != 0 and "unknown-topic" in refused.stdout + refused.stderr
    (tmp_path / path).write_text(text, "utf-8")
    git("add", ".")
    assert git("commit", "-qm", "second").returncode == 0
    (tmp_path / "NOTES.md").write_text("words", "utf-8")
    git("add", ".")
    assert git("commit", "-qm", "third").returncode == 0
