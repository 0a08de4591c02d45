"""The status in words: for people, for tools, for a browser, in every language that has words for it."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from html.parser import HTMLParser

import html5lib
import pytest

from tests.authoring.test_lagging_texts import commits
from tests.conftest import PROJECT
from tests.records.test_git_history import Repository
from tests.world import EVENT, SOURCE, TERM, both, event, files, in_growth, write
from timeline import cli
from timeline.authoring import status_page
from timeline.authoring.status_report import report as survey
from timeline.build import pipeline
from timeline.build import survey as site
from timeline.build.render import Templates
from timeline.faults.diagnostic import Diagnostic, Span
from timeline.records import content, git_history, yaml_file
from timeline.records.git_history import History
from timeline.records.language_files import plural_faults
from timeline.records.languages import Language

E = "content/events/e.yaml"
OF_PICTURES = ("without_alt", "without_licence", "without_date")  # where there are any
LISTS = (
    "drafts",
    "untranslated",
    "out_of_step",
    "without_locator",
    "without_address",
    "without_archive",
    "without_wikidata",
    "without_coordinates",
)
NOTES = ("absent", "outside", "unborn", "shallow", "slow", "failed")
PAST = History({E: commits(json.dumps(EVENT | {"title": both("Before", "يحدث أمر")}))})


@pytest.fixture
def told(world):
    """A project's report, its templates, and the language asked for."""

    def tell(code: str, changes=(), past: History = PAST, faults=()) -> tuple[status_page.Report, Language, Templates]:
        root = world(**dict(changes))
        templates = Templates(root)
        report = status_page.report(site.load(templates, content.read(root)[0], []), past, faults)
        return report, status_page.language(code, templates), templates

    return tell


def words(code: str) -> dict:
    path = PROJECT / f"templates/status/{code}.yaml"
    return yaml_file.read(code, path.read_bytes())[0].data


def test_the_interface_for_others():
    """Who shows the status asks one module."""
    assert status_page.report is survey


def test_every_word_is_there_in_both_languages():
    """The same words and counts, the same gaps, no plural category amiss, no word twice with the language's own."""
    english, arabic = words("en"), words("ar")
    for name in ("counts", "words"):
        assert list(english[name]) == list(arabic[name])
    for key, text in english["words"].items():
        assert re.findall(r"\{\w+\}|`\w+`", text) == re.findall(r"\{\w+\}|`\w+`", arabic["words"][key]), key
        assert text != arabic["words"][key] or not re.search("[a-z]", re.sub(r"\{\w+\}", "", text)), key
    for code, told in (("en", english), ("ar", arabic)):
        language = status_page.language(code, Templates(PROJECT))
        for key, forms in told["counts"].items():
            file, _ = yaml_file.read("f", b"x: y")
            assert plural_faults(language, forms, file, ()) == [], key


def test_every_word_that_is_asked_for_is_there():
    """Each list with its help, each note of git, each kind; and none that nobody asks for."""
    found = words("en")["words"]
    used = {f"history_{note}" for note in NOTES} | {key for key in found if key.startswith("kind_")}
    source = (PROJECT / "timeline/authoring/status_page.py").read_text() + (
        PROJECT / "templates/status/status.html"
    ).read_text()
    used |= set(re.findall(r"""\bwords(?:\.|\[")(\w+)""", source))
    used |= {word for name in (*LISTS, *OF_PICTURES, "unused", "unwritten") for word in (name, f"{name}_help")}
    used |= {"by_year", "by_topic", "by_place", "by_language", "by_source_kind", "by_standing"}
    used -= {"languages", "get"}  # the language's own
    assert set(found) == used
    assert set(NOTES) == set(re.findall(r"`(\w+)`", git_history.History.__doc__.split("why")[1]))


@pytest.mark.parametrize("note", NOTES)
@pytest.mark.parametrize("code", ["en", "ar"])
def test_what_git_cannot_tell_is_one_line(told, note, code):
    """Said plainly, in each language, and the rest of the report stands."""
    report, language, _ = told(code, past=History(note=note))
    text = status_page.as_text(report, language)
    assert words(code)["words"][f"history_{note}"] in text.split("\n")
    assert words(code)["words"]["balance"] in text


def test_text_names_places_and_reasons(told):
    """A line for each thing: where, which field, and why."""
    changes = {E: event(body={"en": "x"}, other_dates=[{"date": "2015", "sources": [{"id": "s"}]}])}
    lines = status_page.as_text(*told("en", changes)[:2]).split("\n")
    assert lines[0] == "What to do next: A record"
    assert lines[1] == "1 event · 1 source · 1 topic · 2 actors · 1 place"
    assert "Texts that lack a language: 1 entry" in lines
    assert any(re.fullmatch(rf"  {E}:\d+:\d+  body  lacks Arabic", line) for line in lines)
    assert any(
        re.fullmatch(
            rf"  {E}:\d+:\d+  title  behind: Arabic · English: not committed yet · Arabic: 1 March 2026 1", line
        )
        for line in lines
    )
    assert any(re.fullmatch(rf"  {E}:\d+:\d+  other_dates.1  cites s", line) for line in lines)
    assert "  content/sources/s.yaml  A paper" in lines
    assert "       1 100%  ████████████████████████  2016" in lines
    assert "Sources without an address: 1 entry" in lines and "`check` finds no faults." in lines


def test_arabic_counts_by_its_rules(told):
    """One, two, few and many are worded as Arabic words them; a name from the left does not reorder its line."""
    actors = {f"a{n}": {**TERM, "kind": "person"} for n in range(11)}
    found = [Diagnostic("c", "m", Span("f"))] * 2 + [Diagnostic("c", "m", Span("f"), severity="warning")] * 3
    changes = {"content/actors.yaml": actors, "content/sources/r.yaml": SOURCE}
    text = status_page.as_text(*told("ar", changes, faults=found)[:2])
    assert text.split("\n")[1] == "حدث واحد · مصدران · موضوع واحد · 11 طرفًا · مكان واحد"
    assert "حصيلة `check`: خطآن و3 تحذيرات." in text
    assert "أطراف بلا معرّف في ويكي بيانات: 11 بندًا" in text
    assert "\u2068content/actors.yaml:2:2\u2069" in text
    assert "المتأخرة: العربية · الإنجليزية: لم يُودَع بعد · العربية: 1 آذار 2026" in text
    assert "⁨100%⁩" in text


def test_text_does_not_steer_the_terminal(told):
    """Controls and overrides from content do not reach it; joiners and spaces do."""
    changes = {"content/sources/s.yaml": {**SOURCE, "title": both("a\u202eb\u001b[31mc\u00a0d\u200ce\n", "x")}}
    text = status_page.as_text(*told("en", changes)[:2])
    assert "a\ufffdb\ufffd[31mc\u00a0d\u200ce" in text and "\u202e" not in text and "\x1b" not in text


def test_json_keeps_its_keys(told):
    """As documented: faults, records, git, each list, balance; the same whatever the language."""
    changes = {E: event(body={"en": "x"}, other_dates=[{"date": "2015", "sources": [{"id": "s"}]}])}
    found = json.loads(status_page.as_json(told("en", changes)[0]))
    assert list(found) == [
        *("faults", "records", "git", "growing", "unwritten", *OF_PICTURES, *LISTS, "unused", "balance")
    ]
    assert found["growing"] == {} and found["unwritten"] == []
    assert found["faults"] == {"errors": 0, "warnings": 0} and found["git"]["note"] == ""
    (lacking,) = found["untranslated"]
    assert lacking == {
        "kind": "events",
        "id": "e",
        "field": "body",
        "file": E,
        "line": lacking["line"],
        "column": 2,
        "lacks": ["ar"],
    }
    (behind,) = found["out_of_step"]
    assert behind["behind"] == ["ar"] and behind["changes"] == {
        "en": {"commit": "", "date": ""},
        "ar": {"commit": "1", "date": "2026-03-01"},
    }
    assert found["without_locator"][0]["source"] == "s"
    assert found["balance"]["by_topic"] == [{"key": "t", "events": 1, "share": 1.0}]
    described = set(re.findall(r"`?(\w+)`?", status_page.as_json.__doc__))
    assert set(found) | set(lacking) | set(behind) | {"source", "commit", "key", "share"} <= described


def test_how_far_a_growing_language_is(told):
    """One line for each, in every form: `1 of 1 event`; and its list before the others."""
    changes = in_growth(files())
    changes["content/events/e.yaml"] = event(**{n: {**both("x"), "fr": "y"} for n in ("title", "summary")})
    report, language, templates = told("en", changes)
    text = status_page.as_text(report, language)
    assert re.search(
        r"^French, growing: 1 of 1 event · 0 of 1 source · .* · 2 of \d+ texts · \d+ of \d+ words$", text, re.M
    )
    assert text.index("What could be written next") < text.index("Texts that lack a language")
    found = json.loads(status_page.as_json(report))
    assert found["growing"]["fr"]["events"] == {"written": 1, "all": 1}
    assert found["unwritten"][0]["lacks"] == ["fr"]
    html = status_page.as_html(report, language, templates)
    assert "growing: 1 of 1 event" in html and 'id="unwritten"' in html
    arabic, language, _ = told("ar", changes)
    assert "قيد الكتابة: 1 من حدث واحد" in status_page.as_text(arabic, language)


def page(told, code: str, changes=(), **more) -> str:
    report, language, templates = told(code, changes)
    return status_page.as_html(report, language, templates, **more)


def links(text: str) -> list[str]:
    found = []
    parser = HTMLParser()
    parser.handle_starttag = lambda tag, attributes: found.append(dict(attributes).get("href")) if tag == "a" else None
    parser.feed(text)
    return found


@pytest.mark.parametrize("code, direction", [("en", "ltr"), ("ar", "rtl")])
def test_page_is_a_whole_page_in_its_language(told, code, direction):
    """Valid HTML with its language and direction, every list in its order, and nothing from any other place."""
    text = page(told, code, {E: event(body={"en": "x"})})
    html5lib.HTMLParser(strict=True).parse(text)
    assert f'<html lang="{code}" dir="{direction}">' in text
    for name in ("status", "untranslated", "out_of_step", "without_address", "unused", "balance_help", "by_topic"):
        assert words(code)["words"][name] in text
    assert words(code)["words"]["without_locator_help"].split("`")[0] not in text  # a list of nothing is only named
    assert not re.search(r"<(script|link|img|iframe)|\ssrc=|\sstyle=|url\((?!\"data:font)", text)


def test_page_leads_to_the_records(told, world):
    """Each record by its page in the report's language, from wherever the page will stand; every link has its file."""
    changes = {
        E: event(body={"en": "x"}),
        "content/sources/r.yaml": {**SOURCE, "summary": both("a", "ب")},
        "content/site.yaml": {**files()["content/site.yaml"], "rights": both("x", "")},
        "content/pages/en/about.md": "# A",
        "content/pages/ar/about.md": "# ا",
        "content/measures.yaml": {"m": {"name": both("M", "م"), "unit": both("{n}", "{n}"), "note": {"en": "x"}}},
    }
    for code in ("en", "ar"):
        text = page(told, code, changes, base="../")
        outward = [href for href in links(text) if not href.startswith("#")]
        assert f"../{code}/events/e.html" in outward and f"../{code}/sources/r.html" in outward
        assert f"../{code}/index.html" in outward and f"../{code}/actors/a.html" in outward
    root = world(**{**changes, "content/site.yaml": files()["content/site.yaml"]})
    pipeline.build(pipeline.Options(root))
    assert all((root / "site/status" / href).resolve().is_file() for href in outward)
    assert "site/en/events/e.html" in links(page(told, "en", changes))
    inward = [href[1:] for href in links(page(told, "en", changes)) if href.startswith("#")]
    assert inward and all(f'id="{name}"' in page(told, "en", changes) for name in inward)


def test_page_offers_the_other_languages(told):
    """Where whoever shows it says where they are."""
    assert "ar.html" in links(page(told, "en", others={"العربية": "ar.html"}))
    assert "ar.html" not in links(page(told, "en"))


def test_page_escapes_what_content_says(told):
    """A title is text."""
    evil = "<script>alert(1)</script>\"'&"
    text = page(told, "en", {E: event(title=both(evil, "x"), body={"en": "x"}), "content/sources/s.yaml": SOURCE})
    assert "<script" not in text and "&lt;script&gt;" in text


def test_page_has_the_site_s_colours_and_allows_itself_nothing():
    """Its few colours are those of the site's; its policy forbids scripts and every host."""
    style = (PROJECT / "templates/status/status.css").read_text()
    tokens = (PROJECT / "templates/css/10-tokens.css").read_text()
    colours = set(re.findall(r"--\w+: #\w+", style))
    assert len(colours) == 12 and colours <= set(re.findall(r"--\w+: #\w+", tokens))
    policy = re.search(r'Policy" content="([^"]+)"', (PROJECT / "templates/status/status.html").read_text())[1]
    assert policy == "default-src 'none'; style-src 'unsafe-inline'; font-src data:"


def test_a_name_in_the_other_language_is_marked(told):
    """A record that has no name in the report's language is called by its other, isolated."""
    text = page(told, "en", {"content/actors.yaml": {"a": {**TERM, "kind": "person", "name": {"ar": "اسمه"}}}})
    assert '<bdi lang="ar">اسمه</bdi>' in text


def test_a_report_in_a_language_that_the_site_has_not(told):
    """It leads to the edition there is."""
    site = {**files()["content/site.yaml"], "languages": ["en"]}
    changes = {"content/site.yaml": {k: {"en": v["en"]} if isinstance(v, dict) else v for k, v in site.items()}}
    assert "site/en/sources/s.html" in links(page(told, "ar", changes))


def test_a_language_of_the_project_s_own(world):
    """A file in its templates/status/ is another language to choose; what it lacks is said in English."""
    root = world(
        **{
            "templates/status/fr.yaml": "words: {status: À faire}\ncounts: {}\n",
            "templates/languages/fr.yaml": (PROJECT / "templates/languages/en.yaml").read_text(),
        }
    )
    templates = Templates(root)
    assert status_page.codes(templates) == ["ar", "en", "fr"]
    french = status_page.language("fr", templates)
    text = status_page.as_text(status_page.report(site.load(templates, content.read(root)[0], []), History()), french)
    assert text.startswith("À faire: ") and "Texts that lack a language" in text


def run(capsys, *words: object) -> tuple[int, str, str]:
    code = cli.main([str(word) for word in words])
    return code, *capsys.readouterr()


def test_command(tmp_path, capsys):
    """A real project in a real repository: what changed on one side is named with its commits, in three formats."""
    repository = Repository(write(tmp_path / "p", files()))
    one = repository.commit()
    write(repository.root, {E: event(title=both("Something else happens", "يحدث أمر"))})
    two = repository.commit()
    code, out, err = run(capsys, "status", "--root", repository.root)
    assert (code, err) == (0, "")
    assert f"behind: Arabic · English: 2 March 2026 {two} · Arabic: 1 March 2026 {one}" in out
    code, out, _ = run(capsys, "status", "--root", repository.root, "--format", "json")
    assert code == 0 and json.loads(out)["out_of_step"][0]["changes"]["en"]["commit"] == two
    code, out, _ = run(capsys, "status", "--root", repository.root, "--format", "html", "--lang", "ar")
    assert code == 0 and 'dir="rtl"' in out and two in out
    assert not (repository.root / "site").exists()


def test_command_in_the_middle_of_an_edit(world, capsys):
    """Faults are counted and told of, not listed, and the status is 0."""
    root = world(**{"content/events/f.yaml": event(date="2016-13"), "content/events/g.yaml": event(topics=["x"])})
    code, out, err = run(capsys, "status", "--root", root)
    assert code == 0 and err == "" and "`check` finds 2 errors.\nWhat has an error may be missing below" in out
    assert "2 events" in out


def test_command_that_cannot_report(world):
    """Without a usable site.yaml nobody knows the languages: its faults are said instead. A wrong word ends with 2."""
    root = world(**{"content/site.yaml": "title: {en: x}\n"})

    def run(*words: object) -> subprocess.CompletedProcess:
        line = [sys.executable, "build.py", "status", *map(str, words)]
        return subprocess.run(line, cwd=PROJECT, capture_output=True, text=True, encoding="utf-8")

    done = run("--root", root)
    assert (done.returncode, done.stdout) == (1, "")
    assert "--> content/site.yaml" in done.stderr and "error[missing-key]" in done.stderr
    done = run("--lang", "xx")
    assert done.returncode == 2 and "argument --lang: invalid choice" in done.stderr
