"""README and docs/ are tested: what they tell people to do is done here to the letter, what they list is complete."""

from __future__ import annotations

import argparse
import ast
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import OURS, PROJECT
from tests.importing.spoken import TONGUES
from tests.programs import needs
from timeline import arguments, cli
from timeline.authoring import field_reference
from timeline.build import check, pipeline
from timeline.build.inputs import Options
from timeline.downloads import exports
from timeline.edition import dates_in_words
from timeline.faults import translate
from timeline.faults.report import as_text
from timeline.importing import our_csv
from timeline.records import yaml_file
from timeline.records.languages import Language
from timeline.records.validate import record_of
from timeline.text import dates

README = (PROJECT / "README.md").read_text("utf-8")
# Every page that people read about the project, by its path.
PAGES = {
    path.relative_to(PROJECT).as_posix(): path.read_text("utf-8")
    for path in (
        PROJECT / "README.md",
        PROJECT / "SECURITY.md",
        *PROJECT.glob("CONTRIBUTING*.md"),
        *sorted((PROJECT / "docs").glob("*.md")),
    )
}


def doc(name: str) -> str:
    """The text of a page of docs/."""
    return PAGES[f"docs/{name}.md"]


def rows(text: str) -> list[list[str]]:
    """The cells of the tables in a text, a row each, their heads left out."""
    lines = re.findall(r"^\| (.+) \|$", re.sub(r"^.*\n\|-.*\n", "", text, flags=re.MULTILINE), re.MULTILINE)
    return [line.split(" | ") for line in lines]


@pytest.fixture
def copy(ours, tmp_path):
    """A copy of the real content, to add to."""
    shutil.copytree(ours, tmp_path / "content")
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
    (command,) = re.findall(r"`python3 build.py (new 2[^`]+)`", README)
    assert f"`python3 build.py {command}`" in doc("writing")
    assert cli.main([*command.split(), "--root", str(copy)]) == 0
    assert f"check --root {copy} {path}" in capsys.readouterr().out
    written, _ = yaml_file.read(path, (copy / path).read_bytes())
    shown, _ = yaml_file.read(path, text.encode())
    blank = dict.fromkeys(("en", "ar"))
    assert written.data == {**shown.data, "title": blank, "summary": blank, "sources": [{"id": "aks-alser-2016-02-06"}]}
    found = check.check(Options(copy))
    assert [(fault.code, fault.span.path) for fault in found] == [("empty", path)] * 4


def test_other_records_can_be_begun_with_a_command(copy):
    """Every `new` that docs/writing.md shows is understood."""
    commands = re.findall(r"`(?:python3 build.py )?(new --[^`]*--[^`]+)`", doc("writing"))
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
    """The Arabic report that docs/writing.md shows is the one that the mistake gives, but for the marks that isolate code."""
    path, text = smallest_event()
    shown = re.search(r"```\n(خطأ.*?)\n```", doc("writing"), re.DOTALL)[1]
    (copy / path).write_text(text.replace("topics: [suspensions]", "topics: [suspension]"), "utf-8")
    said = translate.translated(pipeline.build(Options(copy)).diagnostics, "ar")
    assert re.sub("[\u2067-\u2069]", "", as_text(said, say=lambda text: translate.say(text, "ar"))) == shown


def test_readme_is_short():
    """It is read by three people in a few minutes: at most 12 KB."""
    assert len(README.encode()) <= 12_288


def test_every_page_is_led_to_and_stands_alone():
    """README links each page of docs/; each has a title, says in a sentence what it is for, and leads on."""
    for path, text in PAGES.items():
        assert path == "README.md" or f"]({path})" in README or f"]({path}#" in README, path
        if path.startswith("docs/") and path != "docs/fields-ar.md":
            assert re.match(r"# [A-Z][^\n]+\n\n[A-Z][^\n]{60,}\n\n", text) and re.search(r"\]\([^h)][^)]+\)", text), (
                path
            )


def anchors(text: str) -> set[str]:
    """The fragments that GitHub gives a document's headings."""
    headings = re.findall(r"^#+ (.+)$", re.sub(r"```.*?```", "", text, flags=re.DOTALL), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("name", PAGES)
def test_links_and_paths_exist(name):
    """What a page links to in the project is there, its headings too; so is each path that it names in `code`."""
    prose = re.sub(r"```.*?```", "", PAGES[name], flags=re.DOTALL)
    for target in re.findall(r"\]\(([^)]+)\)", re.sub(r"`[^`\n]*`", "`", prose)):
        path, _, fragment = target.partition("#")
        if re.match("https?:", path):
            continue
        file = ((PROJECT / name).parent / path).resolve() if path else PROJECT / name
        if not OURS.is_file() and file.is_relative_to(PROJECT / "content"):
            continue  # where another timeline lies, these pages still speak of ours
        assert file.is_file(), target
        assert not fragment or fragment in anchors(file.read_text("utf-8")), target
    for path in re.findall(r"`((?:timeline|templates|tests|docs|benchmarks|\.ci)/[^`]*)`", prose):
        assert (PROJECT / path.replace("CODE", "ar")).exists(), path


@pytest.mark.parametrize("name", PAGES)
def test_every_command_is_one(name):
    """Each command that a page tells to run is one that the command line takes, options and all."""
    for said in re.findall(r"python3 build\.py([^`\n]*)", PAGES[name]):
        words = shlex.split(re.split(r"&&|[|>]", said)[0], comments=True)
        if words != ["COMMAND"]:
            arguments.parser().parse_known_args(arguments.spelled(words))  # ends the test where a word is unknown


def options(command: argparse.ArgumentParser) -> set[str]:
    """The long options of a command, but `--help`."""
    return {word for action in command._actions for word in action.option_strings if word[:2] == "--"} - {"--help"}


def test_every_command_and_option_is_documented():
    """Each command has its row in README's table; each of its options stands there, in a row for several commands, or
    on the page that one of these rows leads to. The table names no other."""
    top = arguments.parser()
    commands = next(a.choices for a in top._actions if isinstance(a, argparse._SubParsersAction))
    table = rows(README.split("## Commands")[1].split("\n## ")[0])
    told = {word: [] for word in commands}
    for first, *rest in table:
        named = {words.split()[0] for words in re.findall("`([^`]+)`", first)}
        assert named <= commands.keys(), named
        for word in commands.keys() - named if first.startswith("each but") else named:
            told[word] += [first, *rest, *(PAGES[path] for path in re.findall(r"\]\((docs/[^)#]+)", rest[-1]))]
    for word, command in commands.items():
        assert [row for row in table if row[0].startswith(f"`{word}")], word
        for option in options(command):
            assert re.search(rf"`[^`]*{option}(?![a-z])", "\n".join(told[word])), (word, option)
    known = options(top).union(*map(options, commands.values()))
    assert set(re.findall(r"--[a-z]+", str(table))) <= known
    assert top.get_default("command") == "build" and "without one it is `build`" in README


def test_every_field_is_documented():
    """The field reference is the schema's own, word for word."""
    mark = "<!-- fields: python3 -m timeline.authoring.field_reference -->"
    between = doc("fields").split(mark)[1].split("<!-- end of fields -->")[0]
    assert between.strip() == field_reference.reference().strip(), (
        "run `python3 -m timeline.authoring.field_reference` and put it there"
    )
    assert all(field.description for _, model in field_reference.PARTS for field in model.model_fields.values())


def test_every_field_is_documented_in_arabic():
    """docs/fields-ar.md is the same reference in Arabic, and each of the two leads to the other."""
    assert field_reference.reference(field_reference.arabic()) in doc("fields-ar"), (
        "run `python3 -m timeline.authoring.field_reference ar` and put it there"
    )
    assert "](fields-ar.md)" in doc("fields") and "](fields.md)" in doc("fields-ar")


def test_every_room_is_described():
    """README has the engine's rooms in their order, each with the words that the engine has for it."""
    engine = PROJECT / "timeline"
    listed = re.findall(
        r"^    (\S+) {2,}(\S.*)$", ast.get_docstring(ast.parse((engine / "__init__.py").read_text())), re.M
    )
    table = [(name.strip("`"), said) for name, said in rows(README.split("| room |")[1].split("\n\n")[0])]
    assert table == [(name.strip("()"), said) for name, said in listed]
    assert {name for name, _ in table} == {path.parent.name for path in engine.glob("*/__init__.py")} | {"top"}


def test_the_glossary_is_the_codes():
    """Fifteen words, each once; what the code calls it is defined, or is a module, where the glossary says."""
    found = rows(doc("glossary"))
    assert len({word for word, *_ in found}) == len(found) == 15
    for word, meaning, code in found:
        assert re.fullmatch(r"\*\*\w+\*\*", word) and len(meaning) > 30
        name, place = re.fullmatch(r"`(\w+)` in `(timeline/[^`]+)`", code).groups()
        files = sorted((PROJECT / place).rglob("*.py")) or [PROJECT / place]
        defined = re.compile(rf"^(?:class |def |    def )?{name}\b[(:]|^{name} = ", re.MULTILINE)
        assert any(file.stem == name or defined.search(file.read_text("utf-8")) for file in files), word


def test_every_package_has_its_reason():
    """The table of docs/engine.md names each package that the project asks for."""
    import tomllib

    project = tomllib.loads((PROJECT / "pyproject.toml").read_text("utf-8"))["project"]
    asked = [*project["dependencies"], *(r for group in project["optional-dependencies"].values() for r in group)]
    table = " ".join(name for name, _ in rows(doc("engine").split("## Packages")[1]))
    for requirement in asked:
        name = requirement.partition(">=")[0]
        assert re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", table), name


def test_dates_are_worded_as_the_table_says():
    """Each row of the table of dates is what the pages print."""
    spoken = []
    for code in ("en", "ar"):
        file, _ = yaml_file.read(code, (PROJECT / f"templates/languages/{code}.yaml").read_bytes())
        spoken.append(record_of(Language, file.data, file)[0])
    rows = re.findall(
        r"^\| `([^`]+)` \| ([^|]+) \| ([^|]+) \|$",
        doc("dates").split("## What a date can say")[1].split("\n## ")[0],
        re.MULTILINE,
    )
    assert len(rows) > 15
    for text, english, arabic in rows:
        assert [dates_in_words.date(dates.parse(text), language) for language in spoken] == [english, arabic]


def test_every_download_is_named():
    """docs/data.md names each file under data/, those of a language in English, and no other."""
    named = {name for files, _ in rows(doc("data")) for name in re.findall("`([^`]+)`", files)}
    assert named == {export.name for export in exports.table(["en"])} | {"datapackage.json", "site.zip"}


def test_columns_of_an_import_are_named():
    """Our own CSV's columns, all of them and no other; TimelineJS's that something becomes of."""
    section = doc("import")
    bullet = next(line for line in section.splitlines() if line.startswith("- **our own CSV**")).split(". Any but")[0]
    named = re.findall(r"`(\w+)`", bullet)
    assert named == our_csv.names(["en", "ar"])
    for date, written in re.findall(r"`([^`]+)` gives `([^`]+)`", section):
        assert TONGUES.dates.said(date, re.sub(r"\D", "", date)) == written


def compiled_in(folder: Path) -> dict[str, str]:
    """An environment in which a copy of the project is compiled once, and not by each of its runs."""
    return {"PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": str(folder / "compiled")}


def test_the_five_minutes_to_the_letter(ours, tmp_path, capsys):
    """A newcomer's fresh copy, README's own commands in README's order, her three slips and what she is told, and the
    published event at the end."""
    root = tmp_path / "copy"
    shutil.copytree(
        PROJECT, root, ignore=shutil.ignore_patterns(".git", ".venv", "site", "node_modules", "__pycache__")
    )
    section = README.split("## Add an event in five minutes")[1].split("\n## ")[0]
    commands = re.findall(r"`python3 (build.py[^`]*)`", section)
    assert [command.split()[1:2] for command in commands[:3]] == [["serve"], ["new"], []]
    run = lambda command: subprocess.run(
        [sys.executable, *shlex.split(command)], cwd=root, capture_output=True, text=True, encoding="utf-8",
        env={**os.environ, **compiled_in(tmp_path)},
    )  # fmt: skip
    typed = lambda *words: (cli.main([*words, "--root", str(root)]), capsys.readouterr().out)
    path, text = smallest_event()
    assert run(commands[1]).returncode == 0 and (root / path).is_file()
    shown = re.search(r"```\n( {3}error\[unknown-source\].*?)```", section, re.DOTALL)[1]
    for slip, told in (
        (("suspensions]", "suspension]"), "did you mean `suspensions`?"),
        (("  ar: عنوان", " ar: عنوان"), "start in the same column"),
        (("aks-alser-2016-02-06", "aks-alser-2016-02-6"), re.sub(r"^ {3}", "", shown, flags=re.MULTILINE).strip()),
    ):
        (root / path).write_text(text.replace(*slip), "utf-8")
        status, said = typed("check", path)
        assert status == 1 and told in said, said
    (root / path).write_text(text, "utf-8")
    assert typed("check", path) == (0, "no faults\n")
    assert typed("rename", "2016-03-an-example", "2016-03-05-an-example")[0] == 0
    built = run(commands[2])
    assert built.returncode == 0 and " written, " in built.stdout
    assert typed("check", "--committed")[0] == 0
    for language in ("en", "ar"):
        assert (root / f"site/{language}/events/2016-03-05-an-example.html").is_file()
    assert "events/2016-03-05-an-example\n" in (root / "content/permalinks.txt").read_text("utf-8")


def test_the_hook_keeps_mistakes_out_of_a_commit(ours, tmp_path):
    """The hook of docs/writing.md, in a repository of git: what is wrong is not committed, what is right is, and so is what it does not look at."""
    needs("git")
    for name in ("build.py", "pyproject.toml", "constraints.txt"):
        shutil.copy(PROJECT / name, tmp_path)
    for name in ("timeline", "templates", "content"):
        shutil.copytree(PROJECT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("GIT_DIR", "GIT_INDEX_FILE", "GIT_WORK_TREE"):
        os.environ.pop(name, None)
    environment = {
        **os.environ, **compiled_in(tmp_path / ".git"), "GIT_CONFIG_GLOBAL": os.devnull, "GIT_AUTHOR_NAME": "a", "GIT_AUTHOR_EMAIL": "a@b.example",
        "GIT_COMMITTER_NAME": "a", "GIT_COMMITTER_EMAIL": "a@b.example",
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
    }  # fmt: skip
    git = lambda *words: subprocess.run(["git", *words], cwd=tmp_path, env=environment, capture_output=True, text=True)
    git("init", "-q")
    git("add", ".")
    assert git("commit", "-qm", "first").returncode == 0
    hook = tmp_path / ".git/hooks/pre-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text(re.search(r"```sh\n(#!/bin/sh\n.*?)```", doc("writing"), re.DOTALL)[1], "utf-8")
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
