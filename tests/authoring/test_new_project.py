"""Another timeline begun: what is made builds, nothing that is there is lost, nothing of ours is in it."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conftest import PROJECT
from timeline import cli, home
from timeline.authoring import new_project
from timeline.authoring.new_project import Answers
from timeline.build import check, pipeline
from timeline.build.inputs import Options
from timeline.records import yaml_file


def tree(folder: Path) -> dict[str, bytes]:
    """Every file of a folder, hidden ones too; what a link leads to counts as the link."""
    return {
        p.relative_to(folder).as_posix(): os.readlink(p).encode() if p.is_symlink() else p.read_bytes()
        for p in sorted(folder.rglob("*"))
        if p.is_symlink() or p.is_file()
    }


def run(*words: object) -> int:
    return cli.main([str(word) for word in words])


def python(folder: Path, *words: str, compiled: Path) -> subprocess.CompletedProcess:
    """A project's own build.py, run in its folder as people do."""
    environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": str(compiled)}
    command = [sys.executable, "build.py", *words]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, encoding="utf-8")


@pytest.fixture
def made(tmp_path) -> Path:
    """A project as `init` makes it where nothing is said."""
    root = tmp_path / "made"
    assert run("init", root) == 0
    return root


# What is made


@pytest.mark.parametrize("codes", [["en"], ["ar"], ["ar", "en"], ["fr"], ["fa", "en"], ["en", "fr", "pt-BR", "no"]])
def test_what_is_made_builds(tmp_path, codes):
    """In any languages, those that the engine has no words for too, without a fault in what was made; every edition is there."""
    kept, found = new_project.begin(tmp_path / "new", Answers(languages=codes))
    assert (kept, found) == ([], [])
    result = pipeline.build(Options(tmp_path / "new"))
    assert not result.failed
    translate = {f"templates/languages/{code}.yaml" for code in codes}  # whose words may be named as not translated yet
    assert {fault.span.path for fault in result.diagnostics if fault.severity == "warning"} <= translate
    for code in codes:
        assert (tmp_path / f"new/site/{code}/events/2001-01-01-an-example.html").is_file()


def test_what_was_said_stands_in_it(tmp_path):
    """The title on every front page, the publisher at its foot, the address in its links."""
    root = tmp_path / "new"
    said = "--language ar --language en --title-ar مرفأ --title-en 'The: harbour # 1' --publisher-en 'An archive' --corrections mailto:a@archive.org --address https://harbour.archive.org/"
    assert run("init", root, *shlex.split(said)) == 0
    site = yaml_file.read("site.yaml", (root / "content/site.yaml").read_bytes())[0].data
    assert site["languages"] == ["ar", "en"] and site["title"] == {"ar": "مرفأ", "en": "The: harbour # 1"}
    assert site["publisher"] == {
        "name": {"ar": "An archive", "en": "An archive"},
        "corrections": "mailto:a@archive.org",
    }
    assert pipeline.build(Options(root)).diagnostics == []
    page = (root / "site/en/index.html").read_text("utf-8")
    assert "The: harbour # 1" in page and "An archive" in page and "https://harbour.archive.org/en/index.html" in page
    assert (root / "README.md").read_text("utf-8").startswith("# مرفأ\n")


@settings(max_examples=25)
@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=40))
def test_any_title_is_written_as_it_was_said_or_refused(title):
    """Whatever somebody calls a timeline: what is written reads back the same; what cannot stand on a page is told at
    the option."""
    made, faults = new_project._proved(
        new_project._project(Answers(["en"], {"en": title})), Answers(["en"], {"en": title})
    )
    errors = [fault for fault in faults if fault.severity == "error"]
    assert {fault.span.path for fault in errors} <= {"--title-en"}
    if title.strip() and not errors:
        site, _ = yaml_file.read("site.yaml", made["content/site.yaml"])
        assert site.data["title"]["en"] == " ".join(title.split())


def test_examples_say_that_they_are_and_nothing_is_ours(ours, made):
    """The event says so in each language; no file but the engine's speaks of our own subject, or of us."""
    event = yaml_file.read("e", (made / "content/events/2001-01-01-an-example.yaml").read_bytes())[0].data
    assert "example" in event["title"]["en"] and "مثال" in event["title"]["ar"]
    own = {path: text for path, text in tree(made).items() if not path.startswith("engine/")}
    known = {path.stem for folder in ("events", "sources") for path in (ours / folder).glob("*.yaml")}
    for path, raw in own.items():
        text = raw.decode().lower()
        if not path.startswith("content/schema/"):  # whose examples are the engine's
            assert not any(word in text for word in ("twitter", "isis", "داعش", *known)), path


def test_a_project_is_whole(made):
    """Editors, git and GitHub find what they look for; each content file leads to a schema that is there and up to date."""
    assert {
        ".gitignore",
        ".gitattributes",
        ".vscode/settings.json",
        ".github/workflows/check.yml",
        "README.md",
    } <= tree(made).keys()
    for path in (made / "content").rglob("*.yaml"):
        first = path.read_text("utf-8").split("\n")[0]
        assert (path.parent / re.fullmatch(r"# yaml-language-server: \$schema=(\S+)", first)[1]).is_file()
    before = tree(made / "content/schema")
    assert run("schema", "--root", made) == 0 and tree(made / "content/schema") == before
    assert check.check(Options(made)) == []


def test_what_is_made_can_go_out(made, tmp_path):
    """As its workflow publishes it, once its first build has promised the ids: what is wanting is who answers for it, and texts in place of the examples."""
    assert {fault.code for fault in check.check(Options(made, committed=True))} == {"unpromised-id"}
    assert not pipeline.build(Options(made)).failed
    told = Options(made, out=tmp_path / "out", address="https://someone.github.io/new", release=True, committed=True)
    result = pipeline.build(told)
    wanting = {(fault.code, fault.severity) for fault in result.diagnostics}
    assert wanting == {("no-publisher", "warning"), ("left-to-fill", "warning")} and not result.failed
    examples = {fault.span.path for fault in result.diagnostics if fault.code == "left-to-fill"}
    assert examples == {
        f"content/{path}.yaml" for path in ("site", "topics", "sources/an-example", "events/2001-01-01-an-example")
    }


def test_a_language_may_grow_from_the_beginning(tmp_path):
    """Beside those that are whole, whether the engine has its words or not."""
    root = tmp_path / "new"
    assert run("init", root, "--language", "en", "--growing", "fa", "--growing", "fr", "--title-fa", "چاپ") == 0
    site = yaml_file.read("site.yaml", (root / "content/site.yaml").read_bytes())[0].data
    assert (site["languages"], site["growing"], site["title"]["fa"]) == (["en"], ["fa", "fr"], "چاپ")
    assert {path.name for path in (root / "templates/languages").iterdir()} == {"fr.yaml"}
    assert not pipeline.build(Options(root)).failed


@pytest.mark.parametrize("name", ["check.yml", "publish.yml"])
def test_its_workflows_are_ours(name):
    """Each step that it has is a step of ours, the same actions at the same commits; it may do no more."""
    own = yaml_file.read(name, (PROJECT / "templates/project" / name).read_bytes())[0].data
    ours = yaml_file.read(name, (PROJECT / ".github/workflows" / name).read_bytes())[0].data
    assert own["on"] == ours["on"] and own["permissions"] == ours["permissions"]
    assert own["jobs"] and all(ours["jobs"][job] == said for job, said in own["jobs"].items())
    editor = (PROJECT / ".vscode/settings.json").read_text("utf-8").replace(' (docs/writing.md, "In an editor")', "")
    assert (PROJECT / "templates/project/vscode-settings.json").read_text("utf-8") == editor


@pytest.mark.parametrize("code", sorted(path.stem for path in (PROJECT / "templates/project").glob("*.yaml")))
def test_every_language_has_the_same_words(code):
    """A language's words are whole, and its README is there; whatever that tells to run is a command."""
    shape = lambda data: {key: shape(value) for key, value in data.items()} if isinstance(data, dict) else bool(data)
    folder = PROJECT / "templates/project"
    file, faults = yaml_file.read(code, (folder / f"{code}.yaml").read_bytes())
    assert faults == [] and shape(file.data) == shape(yaml_file.read("en", (folder / "en.yaml").read_bytes())[0].data)
    from timeline import arguments

    commands = re.findall(r"python3 build\.py([^`\n]*)", (folder / f"readme.{code}.md").read_text("utf-8"))
    assert len(commands) == 7
    for words in commands:
        arguments.parser().parse_known_args(arguments.spelled(shlex.split(words, comments=True)))


@pytest.mark.parametrize(
    ("code", "direction"), [("he", "rtl"), ("ur", "rtl"), ("ckb", "rtl"), ("de", "ltr"), ("qaa", "ltr")]
)
def test_a_language_without_words_begins_in_the_direction_that_it_is_written_in(tmp_path, code, direction):
    """Its pages would else be the wrong way round until somebody who knows where translates them."""
    assert run("init", tmp_path / "p", "--language", code) == 0
    words = yaml_file.read(code, (tmp_path / f"p/templates/languages/{code}.yaml").read_bytes())[0].data
    assert words["direction"] == direction


def test_languages_may_be_named_as_a_list_and_a_title_is_a_line(tmp_path):
    assert run("init", tmp_path / "p", "--language", "en,ar", "--title-en", " Two\n lines ") == 0
    site = yaml_file.read("site", (tmp_path / "p/content/site.yaml").read_bytes())[0].data
    assert (site["languages"], site["title"]["en"]) == (["en", "ar"], "Two lines")
    assert (tmp_path / "p/README.md").read_text("utf-8").startswith("# Two lines\n")


@pytest.mark.parametrize(("code", "near"), [("EN", "en"), ("en_US", "en"), ("AR-EG", "ar")])
def test_a_code_in_other_letters_is_offered_as_it_is_written(tmp_path, capsys, code, near):
    assert run("init", tmp_path / "p", "--language", code) == 1
    assert f"did you mean `{near}`?" in capsys.readouterr().err


# Nothing is lost


def test_what_lies_there_stays(tmp_path):
    """A repository that was begun with a README, a licence and settings of its own keeps them as they are; they are named."""
    root = tmp_path / "new"
    (root / ".git").mkdir(parents=True)
    for path in ("README.md", "LICENSE", ".gitignore", ".git/config"):
        (root / path).write_text("mine")
    kept, found = new_project.begin(root, Answers(["en"]))
    assert kept == [".gitignore", "README.md"] and found == []
    assert all((root / path).read_text() == "mine" for path in ("README.md", "LICENSE", ".gitignore", ".git/config"))
    assert pipeline.build(Options(root)).diagnostics == []


def test_one_introduction_is_enough(tmp_path):
    """A README under another name is one."""
    (tmp_path / "Readme.rst").write_text("mine")
    assert (
        new_project.begin(tmp_path, Answers(["en"])) == (["Readme.rst"], []) and not (tmp_path / "README.md").exists()
    )


@pytest.mark.parametrize("name", ["notes.txt", "content", "engine", "site", "readme/x", "package.json"])
def test_a_folder_of_somebody_elses_is_refused(tmp_path, name, capsys):
    """Whatever else lies there: it is named, and nothing is written."""
    root = tmp_path / "new"
    (root / name).parent.mkdir(parents=True)
    (root / name).mkdir() if "." not in name and "/" not in name else (root / name).write_text("mine")
    if name == "readme/x":
        shutil.move(root / "readme", root / "src")
    before = tree(tmp_path)
    assert run("init", root) == 1
    assert "error[foreign-files]" in capsys.readouterr().err and tree(tmp_path) == before


@pytest.mark.parametrize("folder", ["content", "templates/project", "timeline", "site"])
def test_the_engine_is_no_place_for_a_project(folder, capsys):
    """Where a build of ours reads or writes, nothing else begins."""
    place = PROJECT / folder / "a-new-one"
    assert run("init", place) == 1 and not place.exists()
    assert "error[foreign-files]" in capsys.readouterr().err


@pytest.mark.parametrize("path", [".github", ".vscode", ".github/workflows"])
def test_nothing_is_written_through_a_link(tmp_path, path, capsys):
    """A link among what may lie there is refused, and nothing is written, here or where it leads."""
    root, outside = tmp_path / "new", tmp_path / "outside"
    outside.mkdir()
    (root / path).parent.mkdir(parents=True)
    (root / path).symlink_to(outside)
    before = tree(tmp_path)
    assert run("init", root) == 1
    assert "error[link]" in capsys.readouterr().err and tree(tmp_path) == before


def test_a_link_in_place_of_a_file_is_refused(tmp_path, capsys):
    """A file of a project that is a link already is not taken for one that stays."""
    root = tmp_path / "new"
    root.mkdir()
    (root / ".gitignore").symlink_to(tmp_path / "nowhere")
    assert run("init", root) == 1
    assert "error[link]" in capsys.readouterr().err and list(root.iterdir()) == [root / ".gitignore"]


def test_a_disk_that_refuses_leaves_nothing(tmp_path, monkeypatch, capsys):
    """Where it is full in between, there is no half a project."""
    root, move, moved = tmp_path / "new", os.replace, iter(range(999))

    def refuse(a, b):
        if root.name in str(b) and next(moved) == 30:
            raise OSError(28, "No space left on device", str(b))
        move(a, b)

    monkeypatch.setattr(os, "replace", refuse)
    assert run("init", root) == 1
    assert "error[cannot-write]" in capsys.readouterr().err and tree(tmp_path) == {}


@pytest.mark.parametrize(
    "said, option",
    [
        ("--language en --language ../../x", "--language"),
        ("--language en --language xx!", "--language"),
        ("--language en --title-fr Port", "--title-fr"),
        ("--language en --address javascript:alert(1)", "--address"),
        ("--language en --publisher-en A --corrections nowhere", "--corrections"),
    ],
)
def test_what_cannot_be_is_told_at_its_option(tmp_path, said, option, capsys):
    """A wrong answer has one place, the option, and nothing is written."""
    assert run("init", tmp_path / "new", *shlex.split(said)) == 1
    places = set(re.findall(r"--> (\S+)", capsys.readouterr().err))
    assert places == {option} and tree(tmp_path) == {}


# Questions


def test_without_a_terminal_nothing_is_asked(made, capsys):
    """All that was not said is usual: both languages that we have words for, titles, nobody named."""
    site = yaml_file.read("site.yaml", (made / "content/site.yaml").read_bytes())[0].data
    assert site["languages"] == ["en", "ar"] and site["title"] == {"en": "A timeline", "ar": "خط زمني"}
    assert "publisher" not in site and "address" not in site
    assert new_project.languages("ar") == ["ar", "en"]


def test_what_was_not_said_is_asked():
    """Each question comes once, with the usual answer; what was said is not asked, and an empty answer is the usual one."""
    asked = []

    def ask(question, usual):
        asked.append(str(question))
        answers = {"title (English)": "Harbour", "who publishes it (English)": "An archive"}
        return answers.get(question, usual)

    answers = new_project.completed(Answers((), {"ar": "مرفأ"}), ["en", "ar"], ask)
    assert answers.languages == ["en", "ar"] and answers.title == {"en": "Harbour", "ar": "مرفأ"}
    assert answers.publisher == {"en": "An archive", "ar": "An archive"} and answers.address == ""
    assert len(asked) == len(set(asked)) == 6 and "title (العربية)" not in asked
    asked.clear()
    said = Answers(
        languages=["en"],
        title={"en": "x"},
        publisher={"en": "y"},
        corrections="mailto:a@b.org",
        address="https://b.org/",
    )
    assert new_project.completed(said, ["en"], ask) == said and asked == []


def test_the_end_of_the_input_ends_the_questions(tmp_path):
    """On a terminal, whoever answers one and types Ctrl-D at the next has what is usual for the rest."""
    pty = pytest.importorskip("pty")
    ours, theirs = pty.openpty()
    code = "import sys; from timeline import cli; sys.exit(cli.main(sys.argv[1:]))"
    words = [sys.executable, "-c", code, "init", str(tmp_path / "new")]
    process = subprocess.Popen(words, cwd=PROJECT, stdin=theirs, stdout=subprocess.DEVNULL)
    os.close(theirs)
    os.write(ours, b"ar\n\x04")
    assert process.wait(120) == 0
    os.close(ours)
    site = yaml_file.read("site.yaml", (tmp_path / "new/content/site.yaml").read_bytes())[0].data
    assert site["languages"] == ["ar"] and site["title"] == {"ar": "خط زمني"}


# Where there is no project


def test_whoever_stands_in_the_wrong_place_hears_of_init(tmp_path, capsys):
    """No content/, no site.yaml, no folder: each answer names the command that begins a timeline."""
    assert run("check", "--root", tmp_path) == 1 and "build.py init DIR" in capsys.readouterr().out
    (tmp_path / "content").mkdir()
    assert run("check", "--root", tmp_path) == 1 and "build.py init DIR" in capsys.readouterr().out
    with pytest.raises(SystemExit):
        run("check", "--root", tmp_path / "nowhere")
    assert f"build.py init {tmp_path / 'nowhere'}" in capsys.readouterr().err


def test_the_engine_knows_whose_it_is():
    """Here it serves the project that it lies in."""
    assert home.ENGINE == home.PROJECT == PROJECT
