"""The command line as people use it: what it prints, and with which status it ends."""

from __future__ import annotations

import io
import json
import os
import re
import subprocess
import sys
from contextlib import chdir, redirect_stderr, redirect_stdout

from tests.conftest import PROJECT
from tests.world import SITE, both, event, tree, write
from timeline import cli
from timeline.authoring import serve as server
from timeline.authoring.preview import Preview
from timeline.drawing import png

E = "content/events/e.yaml"


def process(*words: str, cwd=PROJECT, **environment) -> subprocess.CompletedProcess:
    """A command as a terminal has it, in a process of its own."""
    return subprocess.run(
        [sys.executable, str(PROJECT / "build.py"), *map(str, words)],
        cwd=cwd,
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**os.environ, **environment},
    )


def run(*words: str, cwd=PROJECT) -> subprocess.CompletedProcess:
    """A command as `build.py` has it done once all is set up, in this process: to start another takes longer than most."""
    told, warned = (io.TextIOWrapper(io.BytesIO(), "utf-8", write_through=True) for _ in range(2))
    with chdir(cwd), redirect_stdout(told), redirect_stderr(warned):
        try:
            status = cli.main([str(word) for word in words])
        except SystemExit as end:  # argparse, of words that make no command
            status = end.code
    said = (stream.buffer.getvalue().decode("utf-8") for stream in (told, warned))
    return subprocess.CompletedProcess(words, status, *said)


def test_build_ends_with_one_calm_line(world):
    """A build prints one line: written, kept, removed, warnings, seconds; from any folder, before or after the command's name."""
    root, address = world(), ("--url", "https://record.edu/")
    first = process("--root", root, *address, cwd="/")
    assert first.returncode == 0 and first.stderr == ""
    made = len(tree(root / "site"))
    assert first.stdout.startswith(f"{made} written, 0 kept, 0 removed, 0 warnings, ")
    for _ in range(2):
        again = process("build", "--root", root, *address)
        assert again.stdout.startswith(f"0 written, {made} kept, 0 removed, 0 warnings, ")
        assert again.stdout.count("\n") == 1
    (root / E).write_text((root / E).read_text("utf-8").replace("It does.", "It did."), "utf-8")
    changed = run("--root", root, *address)
    assert " written, " in changed.stdout and changed.stdout.count("\n") == 1


def test_the_first_build_of_a_folder_says_what_to_open(world, tmp_path):
    """After the calm line, the site's first page by the path that leads there from where one stands, and the command
    that shows what one writes; in the reader's language, once for each folder, and not where nothing was written."""
    root, address = world(**{E: "date: [\n"}), ("--url", "https://record.edu/")
    assert run("--root", root, *address, cwd=root).stdout == ""
    (root / E).write_text(json.dumps(event()), "utf-8")
    said = run("--root", root, *address, cwd=root).stdout.splitlines()
    assert said[1:] == [
        "to look at it, open `site/index.html` in a browser",
        f"`python3 build.py serve --root {root}` shows what you write as you save it",
    ]
    assert (root / "site/index.html").is_file()
    out = tmp_path / "elsewhere"
    for lines in (3, 1):
        said = run("--root", root, "--out", out, "--lang", "ar", *address, cwd=root / "content").stdout.splitlines()
        assert len(said) == lines
        assert lines == 1 or f"`{out}/index.html`" in re.sub("[\u2066-\u2069]", "", said[1]) and "المتصفح" in said[1]
    empty = root / "kept"
    empty.mkdir()
    (empty / ".gitignore").write_text("*\n", "utf-8")
    assert run("--root", root, "--out", empty, *address).stdout.count("\n") == 3


def test_out_and_url(world, tmp_path):
    """`--out` names the folder, which may be new; `--url` the address."""
    root = world()
    done = run("--root", root, "--out", tmp_path / "a b/موقع", "--url", "https://x.example/t")
    assert done.returncode == 0
    assert "https://x.example/t/en/index.html" in (tmp_path / "a b/موقع/sitemap.xml").read_text()
    assert not (root / "site").exists()
    assert run("--root", root, "--url", "x.example").returncode == 2


def test_an_address_that_is_nobodys_is_told(world):
    """As long as links lead nowhere, whoever builds is told so, in their language; no longer once they lead somewhere."""
    root = world()
    for address in ("https://timeline.example/", "http://www.example.org/a/", "https://x.test:8000"):
        done = run("--root", root, "--url", address)
        assert done.returncode == 0 and f"`{address.rstrip('/')}/`, a placeholder" in done.stderr
    assert "عنوان مؤقّت" in run("--root", root, "--url", "https://y.example/", "--lang", "ar").stderr
    for address in ("https://timeline.example.de/", "https://latest/example/", "https://example.museum/"):
        assert run("--root", root, "--url", address).stderr == "", address


def drawn(root) -> set[str]:
    return {path for path in tree(root / "site") if path.startswith("cards/")}


def test_a_build_draws_cards_where_it_can(world, monkeypatch):
    """Where what draws them is installed nobody has to ask for them; where it is not, asking is a fault, and a folder
    that held them says so once as they go. Neither a check nor `explain` says anything else than the build does."""
    root, address = world(), ("--url", "https://record.edu/")
    assert run("--root", root, *address).stderr == "" and len(drawn(root)) == 4
    assert 'content="https://record.edu/cards/en/e.png"' in (root / "site/en/events/e.html").read_text("utf-8")
    assert run("--root", root, *address).stdout.startswith("0 written, ")
    assert "would be kept" in run("explain", "--root", root, *address, "cards/en/e.png").stdout
    monkeypatch.setattr(png, "find_spec", lambda name: None)
    assert "error[cannot-draw]" in run("--root", root, "--pictures").stderr and len(drawn(root)) == 4
    told = run("--root", root, *address)
    assert told.returncode == 0 and "is not installed: 2; `python3 build.py build --pictures --root " in told.stderr
    assert drawn(root) == set()
    assert run("--root", root, *address).stderr == ""


def test_a_preview_does_not_wait_for_cards(world, monkeypatch):
    """It shows none, whatever is installed."""
    asked = []
    monkeypatch.setattr(Preview, "__init__", lambda self, options: asked.append(options.cards))
    monkeypatch.setattr(server, "serve", lambda *_: None)
    assert run("serve", "--root", world()).returncode == 0 and asked == [False]


def test_a_release_looks_again_at_a_site_that_is_there(world):
    """What was built to be looked at is no release, even where there is nothing left to do; one that can go out is."""
    publisher = {"name": both("An archive", "أرشيف"), "corrections": "mailto:a@archive.org"}
    root = world(**{"content/site.yaml": {**SITE, "publisher": publisher}})
    assert run("--root", root).returncode == run("--root", root).returncode == 0
    before = tree(root)
    refused = run("--root", root, "--release")
    assert refused.returncode == 1 and "error[placeholder-address]" in refused.stderr and tree(root) == before
    for _ in range(2):
        done = run("--root", root, "--release", "--url", "https://archive.org/t/")
        assert (done.returncode, done.stderr) == (0, "")
    for address in ("https://[::1", "javascript:x", "https://a@timeline.example/"):
        write(root, {"content/site.yaml": {**SITE, "publisher": publisher, "address": address}})
        refused = run("--root", root, "--release")
        assert refused.returncode == 1 and "error[unsafe-link]" in refused.stderr and "1 error\n" in refused.stderr
    write(root, {"content/site.yaml": {**SITE, "publisher": publisher}, "content/events/f.yaml": event()})
    refused = run("--root", root, "--release", "--url", "https://archive.org/t/")
    assert refused.returncode == 1 and "error[unpromised-id]" in refused.stderr
    assert not (root / "site/en/events/f.html").exists()


def test_faults_go_to_stderr_with_status_1(world):
    """A faulty project fails with every fault and a count; nothing is written and no traceback shown."""
    root = world(**{E: event(date="2016-13", topics=["x"])})
    for command in ((), ("check",)):
        done = run(*command, "--root", root)
        said = done.stdout if command else done.stderr  # what `check` finds is what it was asked for
        assert done.returncode == 1 and "Traceback" not in done.stderr
        assert "error[bad-month]" in said and said.rstrip().splitlines()[-1 if command else -2] == "1 error"
    assert not (root / "site").exists()


def test_check_formats(world):
    """`check` speaks to people, editors and CI, and ends with status 1 only for errors."""
    root = world()
    good = run("check", "--root", root)
    assert (good.returncode, good.stdout) == (0, "no faults\n")
    assert json.loads(run("check", "--root", root, "--format", "json").stdout) == []
    (root / E).write_text("date: 2016-02-05\ntitle: {en: a, ar: ب}\nsummery: x\n", "utf-8")
    bad = run("check", "--root", root, "--format", "json")
    rows = json.loads(bad.stdout)
    assert bad.returncode == 1 and {"unknown-key", "missing-key", "event-without-source"} <= {r["code"] for r in rows}
    unknown = next(r for r in rows if r["code"] == "unknown-key")
    assert (unknown["file"], unknown["line"], unknown["column"], unknown["help"]) == (
        E,
        3,
        1,
        "did you mean `summary`?",
    )
    github = run("check", "--root", root, "--format", "github").stdout
    assert f"::error file={E},line=3,col=1," in github


def test_warnings_do_not_fail(world):
    """A warning is shown and counted, and the site is made."""
    root = world(**{E: event(body={"en": "One side."})})
    done = run("--root", root)
    assert done.returncode == 0 and "warning[missing-translation]" in done.stderr and "1 warning," in done.stdout
    assert run("check", "--root", root).returncode == 0


def test_explain_prints_reasons_and_files(world):
    """`explain` prints why and from what; a path that is no page fails with a near match."""
    root = world()
    done = run("explain", "--root", root, "en/events/e.html")
    assert done.returncode == 0 and done.stdout.startswith(
        "en/events/e.html would be made: it is new\n  from content/events/e.yaml\n"
    )
    assert "did you mean `en/events/e.html`?" in run("explain", "--root", root, "en/events/f.html").stderr


def test_import_says_first_and_writes_when_asked(world, tmp_path):
    """The files to write and their number go to standard output, what is left behind beside it; a file's name may be relative."""
    root = world()
    (tmp_path / "list.csv").write_text("Year,Time,Headline\n2016,9:30,A\n2016,,B\n", "utf-8")
    before = tree(root)
    words = ("import", "list.csv", "--root", root, "--language", "en", "--source", "s", "--topic", "t")
    told = run(*words, cwd=tmp_path)
    assert told.returncode == 0 and "warning[not-carried]" in told.stderr and "list.csv:2:6" in told.stderr
    assert told.stdout == (
        "content/events/2016-a.yaml  2: A\ncontent/events/2016-b.yaml  3: B\n"
        "would be written (say `--write`): events: 2, new topics: 0, new sources: 0, rows left out: 0, "
        "of these there already: 0\n"
    )
    assert tree(root) == before
    done = run(*words, "--write", cwd=tmp_path)
    assert done.returncode == 0 and done.stdout.splitlines()[-2].startswith("written: events: 2,")
    assert done.stdout.endswith("\nwhat is still to be filled in: `python3 build.py check`\n")
    assert set(tree(root)) - set(before) == {"content/events/2016-a.yaml", "content/events/2016-b.yaml"}
    again = run(*words, "--write", cwd=tmp_path)
    assert again.returncode == 0 and again.stderr.count("[duplicate-event]") == 1 and "made before: 2" in again.stderr
    assert "rows left out: 2, of these there already: 2" in again.stdout


def test_import_is_taken_back(world, tmp_path):
    """It says first what would go, as it says what would come."""
    root = world()
    (tmp_path / "list.csv").write_text("when,Titel\n2016,A\n", "utf-8")
    before = tree(root)
    words = ("import", tmp_path / "list.csv", "--root", root, "--source", "s", "--column", "when=date")
    wrong = run(*words)
    assert wrong.returncode == 1 and "error[bad-import]" in wrong.stderr
    words = (*words, "--column", "Titel=title_en")
    assert run(*words, "--write").returncode == 0 and tree(root) != before
    told = run(*words, "--undo")
    assert (told.returncode, told.stderr) == (0, "") and told.stdout == (
        "- content/events/2016-a.yaml\nwould be removed (say `--write`): events: 1, topics: 0, sources: 0, "
        "events that were changed since and stay: 0\n"
    )
    assert run(*words, "--undo", "--write").stdout.splitlines()[-1].startswith("removed: events: 1,")
    assert tree(root) == before
    refused = run(*words[:4], "--column", "title_en")
    assert refused.returncode == 2 and "--column: write NAME=OURS" in refused.stderr


def test_import_ends_with_status_1_where_a_row_or_the_file_is_wrong(world, tmp_path):
    """The other rows are written all the same; a file that cannot be read writes nothing and shows no traceback."""
    root = world()
    (tmp_path / "list.csv").write_text("Year,Month,Headline\n2016,13,A\n2016,,B\n", "utf-8")
    done = run("import", tmp_path / "list.csv", "--root", root, "--source", "s", "--write")
    assert (
        done.returncode == 1 and "error[bad-month]" in done.stderr and (root / "content/events/2016-b.yaml").is_file()
    )
    before = tree(root)
    for file in ("nowhere.csv", root, root / "content/cards"):
        done = run("import", file, "--root", root, "--write")
        assert done.returncode == 1 and "error[" in done.stderr and "Traceback" not in done.stderr
        assert done.stdout == "" and tree(root) == before


def test_new_writes_a_record_and_says_what_comes_next(world):
    """The file, and the command that looks at it; texts by language, which may begin with anything."""
    root = world()
    (root / "content/actors.yaml").unlink()
    words = (
        "--date",
        "2016-08",
        "--title-en",
        "A: B",
        "--title-ar=--نص",
        "--topic",
        "t",
        "--source",
        "s",
        "--actor",
        "a",
    )
    assert run("new", "--root", root, "--actor", "a", "--kind", "group", "--name-en", "An actor").returncode == 0
    done = run("new", "2016-08-n", *words, "--root", root)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == (
        "`content/events/2016-08-n.yaml` has it now; fill in what is empty there, "
        f"then: `python3 build.py check --root {root} content/events/2016-08-n.yaml`\n"
    )
    text = (root / "content/events/2016-08-n.yaml").read_text("utf-8")
    assert text.startswith('date: 2016-08\ntitle:\n  en: "A: B"\n  ar: --نص\n') and "\nactors: [a]\n" in text
    assert (root / "content/actors.yaml").read_text("utf-8").startswith("a:\n  name:\n    en: An actor\n    ar:   # ")


def test_new_says_what_is_wrong_with_its_words(world):
    """Faults of the words with status 1; words that make no command with status 2. Nothing is written."""
    root = world()
    before = tree(root)
    bad = run("new", "n", "--date", "2016-13", "--title-fr", "x", "--root", root)
    assert bad.returncode == 1 and "  --> --date\n" in bad.stderr and "  --> --title-fr\n" in bad.stderr
    assert bad.stderr.endswith("\n2 errors\nnothing was written\n") and bad.stdout == ""
    for words in (
        (),
        ("--actor", "x", "--topic", "y"),
        ("--actor", "x", "--actor", "y"),
        ("--actor", "x", "--date", "2016"),
        ("n", "--measure", "m"),
        ("n", "--name-en", "x"),
        ("n", "--title-en"),
        ("n", "m"),
    ):
        done = run("new", *words, "--root", root)
        assert done.returncode == 2 and "usage:" in done.stderr, words
    assert tree(root) == before


def test_rename_lists_what_it_changed(world):
    """And says so where it changed nothing."""
    root = world(**{"content/events/f.yaml": event(date="2015", related=[{"event": "e", "as": "part-of"}])})
    done = run("rename", "e", "g", "--root", root)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == (
        "content/events/e.yaml is now content/events/g.yaml\ncontent/events/f.yaml\nfiles changed: 2\n"
        "now run `python3 build.py`, and commit `content/permalinks.txt` with the rest\n"
    )
    again = run("rename", "e", "g", "--root", root)
    assert again.returncode == 1 and again.stderr.endswith("\n1 error\nnothing was changed\n")


def test_schema_writes_what_editors_read(world):
    """`schema` makes content/schema/, says so, and names what keeps it from it."""
    root = world()
    done = run("schema", "--root", root)
    assert (done.returncode, done.stdout, done.stderr) == (0, "`content/schema/` is up to date\n", "")
    assert '"enum": ["t"]' in (root / "content/schema/event.json").read_text("utf-8")
    (root / "content/site.yaml").write_text("languages: xx\n", "utf-8")
    done = run("schema", "--root", root)
    assert done.returncode == 1 and "`languages` must be a list" in done.stderr


def test_who_reads_on_may_stop(world):
    """`status | head` ends quietly, as any command does."""
    root = world(**{f"content/events/e{n}.yaml": event() for n in range(300)})
    words = [sys.executable, str(PROJECT / "build.py"), "status", "--root", str(root)]
    with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8") as told:
        told.stdout.readline()
        told.stdout.close()
        assert told.stderr.read() == "" and told.wait() in (0, 141)  # 0 where all had been taken off its hands


def test_help_helps():
    """Every command and option says what it does."""
    top = run("--help").stdout
    for word in ("check", "explain", "status", "import", "test", "--root", "--out", "--url", "examples:"):
        assert word in top
    for command in ("check", "explain", "status", "import", "new", "rename"):
        text = run(command, "--help").stdout
        assert "--root" in text and len(text) > 300


def test_wrong_words_are_named():
    """An unknown option or command ends with status 2 and a usage line."""
    for words in (("--rot", "x"), ("bild",), ("--root", "/nowhere/at/all")):
        done = run(*words)
        assert done.returncode == 2 and "usage:" in done.stderr


def test_output_is_utf8_in_a_c_locale(world):
    """Arabic in a diagnostic survives a terminal that is not set up for it."""
    root = world(**{E: "date: 2016\ntitle: {en: a, ar: عنوان}\nعنوان: x\n"})
    done = process("check", "--root", root, LC_ALL="C", LANG="C", PYTHONUTF8="0")
    assert done.returncode == 1 and "`عنوان`" in done.stdout


def test_a_fault_of_the_generator_is_told_without_a_traceback():
    """What nobody foresaw ends with status 3, its kind and place in a line, and the way to see more."""
    code = "import sys; from timeline import cli; from timeline.build import check; check.check = lambda *_: 1 / 0; sys.exit(cli.main(['check']))"
    done = subprocess.run([sys.executable, "-c", code], cwd=PROJECT, capture_output=True, text=True, encoding="utf-8")
    assert done.returncode == 3 and "ZeroDivisionError" in done.stderr and "Traceback" not in done.stderr
    shown = subprocess.run(
        [sys.executable, "-c", code],
        cwd=PROJECT,
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**os.environ, "TIMELINE_TRACEBACK": "1"},
    )
    assert "Traceback" in shown.stderr


def test_a_long_build_says_how_far_it_is(world, monkeypatch, capsys):
    """To a person before a terminal, who has waited a while; in the language that is asked for; into a pipe nothing."""
    root = world()
    monkeypatch.setattr(cli.Progress, "AFTER", 0.0)
    monkeypatch.setattr(cli.Progress, "EVERY", 0.0)
    assert cli.main(["build", "--root", str(root)]) == 0 and "\r" not in capsys.readouterr().err
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    for language, words in ("en", "events: 2 of 2 …"), ("ar", "الأحداث: 2 من 2 …"):
        changed = {E: event(title=both(f"For {language}")), "content/events/f.yaml": event(date="2014")}
        write(root, changed)
        assert cli.main(["build", "--root", str(root), "--lang", language]) == 0
        said = capsys.readouterr().err
        assert words in said and "\r\x1b[K" in said.rpartition("…")[2]


def test_an_address_that_leads_elsewhere_is_refused(world):
    """As the one of site.yaml is."""
    for address in ("https://[::1", "https://a.org@evil.example/", "https:///evil.example", "ftp://a.org/"):
        done = run("--root", world(), "--url", address)
        assert done.returncode == 2 and "--url: " in done.stderr and "https://" in done.stderr


def test_no_text_of_others_forges_a_line_of_a_report(world, tmp_path):
    """What an import lists is one line for each file, whatever the headline holds; so is all that is printed."""
    root, title = world(), "A\n\x1b[2Kcontent/events/2016-forged.yaml  9: B\u202e"
    story = {"events": [{"start_date": {"year": "2016"}, "text": {"headline": title}}]}
    (tmp_path / "list.json").write_text(json.dumps(story), "utf-8")
    done = run("import", tmp_path / "list.json", "--root", root, "--source", "s", "--topic", "t")
    assert done.returncode == 0 and len(done.stdout.splitlines()) == 2
    assert not re.search("[\x00-\x09\x0b-\x1f\u202a-\u202e]", done.stdout)
    (tmp_path / "list.csv").write_text(f'Year,Headline\n2016,"{title}"\n', "utf-8")
    done = run("import", tmp_path / "list.csv", "--root", root, "--source", "s", "--topic", "t")
    assert len(done.stdout.splitlines()) == 2 and "\x1b" not in done.stdout
    write(
        root,
        {
            E: event(
                title={"en": "A\nerror[forged]: nothing", "ar": "نص"}, related=[{"event": "x\ny", "as": "explains"}]
            )
        },
    )
    for words in (("check",), ("status",)):
        assert not any(line.startswith("error[forged]") for line in run(*words, "--root", root).stdout.splitlines())
