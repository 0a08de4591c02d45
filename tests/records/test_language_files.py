"""A language is a file: what is wrong with one is told at its place, a project's own holds what differs, a third is a file.

What our own files say is for `test_languages`.
"""

from __future__ import annotations

import json
import re

import pytest
import yaml

from tests import world as worlds
from tests.edition.test_dates_in_words import AR, EN, language
from timeline.build import check, survey
from timeline.build.inputs import OUR_TEMPLATES, Options
from timeline.build.render import Templates
from timeline.records import content, language_files, language_words, validate


def faults_of(world, change) -> list:
    """What `check` says of a third language's file: the Arabic one under another name, with something changed."""
    data = yaml.safe_load((OUR_TEMPLATES / "languages" / "ar.yaml").read_text("utf-8"))
    change(data)
    return _faults(world, "apc", {**_texts(data), "name": "شامي"})


def _faults(world, code: str, data: dict | str, **changes) -> list:
    """What `check` says of a language's file, where the site has that language too."""
    text = data if isinstance(data, str) else json.dumps(data, ensure_ascii=False, indent=1)
    site = {**worlds.SITE, "languages": list(dict.fromkeys(("en", "ar", code)))}
    path = f"templates/languages/{code}.yaml"
    found = check.check(Options(world(**{"content/site.yaml": site, path: text, **changes})))
    return [fault for fault in found if fault.span.path == path]


def _texts(data):
    if isinstance(data, dict):
        return {key: _texts(value) for key, value in data.items()}
    return [_texts(value) for value in data] if isinstance(data, list) else str(data)


@pytest.mark.parametrize(
    "change, code, named, line_holds",
    [
        (lambda d: d["words"].pop("skip"), "missing-word", "`skip`, which our English has", '"words"'),
        (lambda d: d["counts"].pop("events"), "missing-word", "`events`", '"counts"'),
        (lambda d: d["bounds"].pop("about"), "missing-word", "`about`", '"bounds"'),
        (lambda d: d["standings"].pop("claimed"), "missing-word", "`claimed`", '"standings"'),
        (lambda d: d["relations"].pop("answers"), "missing-word", "`answers`", '"relations"'),
        (lambda d: d["source_kinds"].pop("study"), "missing-word", "`study`", '"source_kinds"'),
        (lambda d: d["actor_kinds"].pop("group"), "missing-word", "`group`", '"actor_kinds"'),
        (lambda d: d["dates"].pop("season"), "missing-key", "`season`", '"dates"'),
        (lambda d: d["counts"]["events"].pop("other"), "missing-plural", "`other`", '"events"'),
        (lambda d: d["counts"]["events"].update(alot="x"), "unknown-plural", "`alot`", '"alot"'),
        (lambda d: d["paragraphs"].update(alot="x"), "unknown-plural", "`alot`", '"alot"'),
        (lambda d: d["scales"][0]["forms"].update(alot="x"), "unknown-plural", "`alot`", '"alot"'),
        (lambda d: d["scales"][0].update(size=0), "bad-value", "`size` cannot be `0`", '"size"'),
        (lambda d: d["months"].pop(), "too-few", "12", '"months"'),
        (lambda d: d.update(direction="up"), "unknown-value", "`up`", '"direction"'),
        (lambda d: d.update(colour="red"), "unknown-key", "`colour`", '"colour"'),
        *(
            (lambda d, rule=rule: d["plural"].update(rule=rule), "bad-plural", "plural rule", '"rule"')
            for rule in (
                "n !=",
                "",
                "m",
                "n / 0",
                "n",
                "6",
                "n > 2 ? 0 : n - 1",
                "n && n % 1000000 == 0 ? 6 : 0",
                "__import__('os')",
                "(" * 2000 + "n" + ")" * 2000,
            )
        ),
        (lambda d: d["plural"].update(categories=["one", "other"]), "bad-plural", "categories", '"rule"'),
    ],
)
def test_a_faulty_language(world, change, code, named, line_holds):
    """What a language lacks, has too much of or has wrong is an error at its place in the language's file."""
    found = faults_of(world, change)
    assert [(d.code, d.severity) for d in found] == [(code, "error")]
    assert named in found[0].message
    assert found[0].span.line and line_holds in found[0].span.excerpt


@pytest.mark.parametrize(
    "section, key, meant",
    [("words", "nav_serch", "nav_search"), ("words", "filter_fron", "filter_from"), ("counts", "evnts", "events")],
)
def test_a_misspelt_word_is_one_fault(world, section, key, meant):
    """A name that our English has not is an error at its line that offers the one that was meant, and not a second one
    for what is missing then."""

    def misspell(data):
        data[section][key] = data[section].pop(meant)

    (found,) = faults_of(world, misspell)
    assert (found.code, found.severity) == ("unknown-word", "error")
    assert f'"{key}"' in found.span.excerpt and found.help == f"did you mean `{meant}`?"


def test_a_word_that_nothing_uses(world):
    """One that is like no other is a warning, unless a template of the project's own uses it; then the other languages
    need it too, and it may be in several at once."""
    more = {"templates/languages/en.yaml": "words: {motto_of_ours: So it goes}\n"}
    (unused,) = _faults(world, "ar", "words: {motto_of_ours: هكذا}\n", **more)
    assert (unused.code, unused.severity) == ("unknown-word", "warning")
    more["templates/components/motto.html"] = "{{ frame.words.motto_of_ours }}"
    assert _faults(world, "ar", "words: {motto_of_ours: هكذا}\n", **more) == []
    (lacking,) = _faults(world, "ar", "words: {skip: تخطَّ}\n", **more)
    assert (lacking.code, lacking.message) == ("missing-word", "the words lack `motto_of_ours`, which `en` has")


@pytest.mark.parametrize(
    "change, named",
    [
        (lambda d: d["counts"].update(megabytes="ميغابايت"), "lacks `{n}`"),
        (lambda d: d["counts"]["events"].update(few="أحداث"), "lacks `{n}`"),
        (lambda d: d["counts"]["events"].update(other="أحداث"), "lacks `{n}`"),
        (lambda d: d["counts"]["events"].update(other="{m} أحداث"), "lacks `{n}` and has `{m}`"),
        (lambda d: d.update(paragraphs="الفقرات"), "lacks `{n}`"),
        (lambda d: d["words"].update(skip="إلى {n}"), "has `{n}`"),
        (lambda d: d.update(showing="{n} من"), "lacks `{total}`"),
    ],
)
def test_a_phrase_has_the_gaps_of_our_english(world, change, named):
    """One that lacks a gap, or has one that nothing fills, is an error; a form for one number alone may lack it."""
    found = faults_of(world, change)
    assert {(d.code, d.severity) for d in found} == {("bad-gap", "error")}
    assert any(part in d.message for d in found for part in (named, named.partition(" and ")[0]))


def test_what_stands_in_english_still(world):
    """Phrases of two words that are our English are a warning each, at their line; one word, a name, a number and signs
    may be the same; nothing is asked of another English."""
    untouched = yaml.safe_load((OUR_TEMPLATES / "languages" / "ar.yaml").read_text("utf-8"))
    english = yaml.safe_load((OUR_TEMPLATES / "languages" / "en.yaml").read_text("utf-8"))
    same = {"nav_search": "Search", "skip": "Skip to the content", "feed_json": "JSON feed"}
    data = {**_texts(untouched), "name": "شامي", "citing": _texts(english["citing"])}
    data["words"] |= same
    data["counts"] |= {"found": english["counts"]["found"]["other"], "megabytes": "{n} MB"}
    data["standings"]["claimed"]["meaning"] = english["standings"]["claimed"]["meaning"]
    found = _faults(world, "apc", data)
    assert {(d.code, d.severity) for d in found} == {("untranslated-word", "warning")}
    keys = [re.match("`(.+?)`", d.message)[1] for d in found]
    assert sorted(keys) == ["feed_json", "meaning", "skip"] and all(d.span.line for d in found)
    data["counts"]["found"] = _texts(english["counts"]["found"])
    assert [
        d.message for d in _faults(world, "apc", {**data, "plural": _texts(english["plural"])}) if "other" in d.message
    ]
    copied = (OUR_TEMPLATES / "languages/en.yaml").read_text("utf-8").replace("name: English", "name: British English")
    assert _faults(world, "en-GB", copied) == []


# A project's own file of a language that we have


def test_a_project_s_file_holds_what_differs(world):
    """Key by key it stands before ours; all else stays as it is there."""
    months = "[يناير, فبراير, مارس, أبريل, مايو, يونيو, يوليو, أغسطس, سبتمبر, أكتوبر, نوفمبر, ديسمبر]"
    root = world(
        **{
            "templates/languages/ar.yaml": f"digits: arabic-indic\nmonths: {months}\nother_months:\n",
            "templates/languages/en.yaml": "words: {language_ar: Arabic of Syria}\ndates: {about: 'c. {date}'}\n",
            "content/events/e.yaml": worlds.event(date="2016-02-05~"),
        }
    )
    result = worlds.build(root)
    assert not result.diagnostics
    arabic, english = ((root / f"site/{code}/events/e.html").read_text("utf-8") for code in ("ar", "en"))
    assert "٥ فبراير ٢٠١٦" in arabic and "شباط" not in arabic and AR.words["skip"] in arabic
    assert "c. 5 February 2016" in english and EN.words["skip"] in english
    assert "Arabic of Syria" in (root / "site/en/sources/s.html").read_text("utf-8")


@pytest.mark.parametrize(
    "text, code, line",
    [
        ("words:\n  nav_serch: Find\n", "unknown-word", 2),
        ("words:\n  skip: 'Skip {n}'\n", "bad-gap", 2),
        ("dates:\n  month: '{month}'\n", "bad-gap", 2),
        ("dates:\n  moth: '{month} {year}'\n", "unknown-key", 2),
        ("digits: roman\n", "unknown-value", 1),
        ("months: [January]\n", "too-few", 1),
        ("plural: {rule: n}\n", "bad-plural", 1),
        ("counts:\n  events: {one: an event, alot: '{n}'}\n", "unknown-plural", 2),
        ("words: no\n", "wrong-type", 1),
        ("- words\n", "wrong-type", 1),
        ("# nothing yet\n", "empty", 0),
        ("words: [\n", "yaml-syntax", 2),
    ],
)
def test_a_mistake_in_it_is_told_at_its_place(world, text, code, line):
    """Whatever is wrong with the few lines that a project has is told there, once."""
    (found,) = _faults(world, "en", text)
    assert (found.code, found.severity) == (code, "error") and found.span.line in (line, line - 1)


def test_a_project_with_its_own_plural_rule(world):
    """Forms of ours for which that has no category are no mistake of the project's."""
    own = "plural: {categories: [one, other], rule: n != 1}\n"
    assert _faults(world, "ar", own) == []


# A language that is still growing


def _growing(world, code: str, text: str):
    """The languages of a site of which one is still growing, and all that is said of its file."""
    root = world(
        **{
            "content/site.yaml": {**worlds.SITE, "languages": ["en"], "growing": [code]},
            f"templates/languages/{code}.yaml": text,
        }
    )
    templates = Templates(root)
    site = validate.validate(content.read(root)[0])[0].site
    languages, found = language_files.load(site, survey.language_sources(templates))
    return languages, found


def test_a_growing_language_is_filled_from_english(world):
    """A name, a direction and a few words are enough: what lacks is counted and no fault, and everything works."""
    languages, found = _growing(
        world, "ckb", "name: کوردی\ndirection: rtl\nwords: {nav_home: سەرەتا, skip: Skip to the content}\n"
    )
    assert found == []
    covered = languages["ckb"].coverage
    assert covered.held == 1 and covered.all > 300 and len(covered.lacks) == covered.all - 1
    assert "words.skip" in covered.lacks and "words.nav_home" not in covered.lacks and "months" in covered.lacks
    kurdish = languages["ckb"]
    assert (kurdish.words["nav_home"], kurdish.words["nav_search"], kurdish.direction) == ("سەرەتا", "Search", "rtl")
    assert kurdish.count("events", 3) == "3 events" and kurdish.months == EN.months
    assert kurdish.articles == [] and kurdish.rounded(1_000_000) == "1,000,000"  # English rules are no words


@pytest.mark.parametrize("code", ["ar", "fa"])
def test_a_whole_file_has_nothing_from_english(world, code):
    """What it may leave out it has left out, growing or not: initials, and dates of its own in a way of citing."""
    text = (OUR_TEMPLATES / "languages" / f"{code}.yaml").read_text("utf-8")
    languages, found = _growing(world, code, text)
    data = languages[code].model_dump(exclude={"code", "called", "coverage"})
    assert found == [] and data == language(code).model_dump(exclude={"code", "called", "coverage"})


def test_mistakes_in_a_growing_language_are_told(world):
    """What is there has to be right; a name it must have."""
    text = "name: کوردی\ndirection: rtl\nplural: {categories: [other], rule: '0'}\nwords: {nav_serch: گەڕان}\ncounts: {events: ڕووداو}\n"
    languages, found = _growing(world, "ckb", text)
    assert {d.code for d in found} == {"unknown-word", "bad-gap"} and languages
    _, found = _growing(world, "ckb", "direction: rtl\n")
    assert [d.code for d in found if d.severity == "error"] == ["missing-key"]


def test_ours_are_whole():
    """Each language that we ship has every word and phrase of our English."""
    english = yaml.safe_load((OUR_TEMPLATES / "languages/en.yaml").read_text("utf-8"))
    for path in (OUR_TEMPLATES / "languages").glob("*.yaml"):
        covered = language_words.coverage(_texts(yaml.safe_load(path.read_text("utf-8"))), _texts(english))
        if path.stem != "en":
            assert covered.lacks == () and covered.held == covered.all > 300, path.name


def test_a_language_without_a_file(world):
    """A language that the site names and nobody wrote is an error that says what to add."""
    found = [
        d
        for d in check.check(Options(world(**{"content/site.yaml": {**worlds.SITE, "languages": ["en", "ar", "xx"]}})))
        if "no file" in d.message
    ]
    assert [(d.code, d.span.path) for d in found] == [("unknown-language", "content/site.yaml")]


# The third language

FRENCH = {
    "name: English": "name: français",
    'grouping: ","': 'grouping: "\u202f"',
    'decimal: "."': 'decimal: ","',
    "rule: n != 1": "rule: n > 1",
    "[January, February, March, April, May, June, July, August, September, October, November, December]": "[janvier, février, mars, avril, mai, juin, juillet, août, septembre, octobre, novembre, décembre]",
    "skip: Skip to the content": "skip: Aller au contenu",
    "  events: Events": "  events: Événements",
}


def french() -> str:
    """A French file: the English one with some lines changed."""
    text = (OUR_TEMPLATES / "languages" / "en.yaml").read_text("utf-8")
    for english, changed in FRENCH.items():
        assert text.count(english) == 1, english
        text = text.replace(english, changed)
    return text


def _with_french(value):
    if isinstance(value, dict):
        more = (
            {"fr": value["en"] if isinstance(value["en"], dict) else f"{value['en']} (fr)"}
            if set(value) == {"en", "ar"}
            else {}
        )
        return {key: _with_french(inner) for key, inner in value.items()} | more
    return [_with_french(inner) for inner in value] if isinstance(value, list) else value


def three_languages(world, file: str):
    contents = {path: _with_french(data) for path, data in worlds.files().items()}
    contents["content/site.yaml"] |= {"languages": ["en", "ar", "fr"]}
    event = {
        **contents["content/events/e.yaml"],
        "figures": {"f": {"measure": "m", "value": "46000", "said_by": "a", "sources": [{"id": "s"}]}},
    }
    return world(**{**contents, "content/events/e.yaml": event, "templates/languages/fr.yaml": file})


def test_a_third_language(world):
    """A third edition is a file and its texts: every page exists in it, in its own words, and each edition offers the two others."""
    root = three_languages(world, french())
    result = worlds.build(root)
    assert {d.code for d in result.diagnostics} == {"untranslated-word"}  # most of it is English still
    pages = {
        code: {p.relative_to(root / "site" / code).as_posix() for p in (root / "site" / code).rglob("*.html")}
        for code in ("en", "ar", "fr")
    }
    assert "events/e.html" in pages["en"] and pages["fr"] == pages["en"] == pages["ar"]
    page = (root / "site/fr/events/e.html").read_text("utf-8")
    assert '<html lang="fr" dir="ltr" ' in page and "Aller au contenu" in page and "Something happens (fr)" in page
    assert "5 février 2016" in page and "February" not in page and "46\u202f000 things" in page
    for code in pages:
        page = (root / "site" / code / "events/e.html").read_text("utf-8")
        assert [
            set(found)
            for found in (
                re.findall(r'<link rel="alternate" hreflang="([a-z-]+)"', page),
                re.findall(r"<li><a [^>]*hreflang=\"(\w+)\"", page),
            )
        ] == [{"en", "ar", "fr"}, {"en", "ar", "fr"} - {code}]
    assert all(f'href="{code}/index.html"' in (root / "site/index.html").read_text("utf-8") for code in pages)


def test_a_third_language_lacking_a_word(world):
    """A word left out of the third language's file is an error that names that file."""
    root = three_languages(world, french().replace("  skip: Aller au contenu\n", ""))
    found = check.check(Options(root))
    assert [(d.code, d.span.path, d.message[:22]) for d in found if d.severity == "error"] == [
        ("missing-word", "templates/languages/fr.yaml", "the words lack `skip`,")
    ]


def test_a_language_alone_lacks_what_our_templates_use(world):
    """A site of one language whose file lacks a word is told so: there is no other language to compare it with."""
    without = french().replace("  enter: Read in English\n", "")
    root = world(**worlds.in_one("en", worlds.files()), **{"templates/languages/fr.yaml": without})
    site = (root / "content/site.yaml").read_text("utf-8")
    (root / "content/site.yaml").write_text(site.replace('"en"', '"fr"'), "utf-8")
    found = [d for d in check.check(Options(root)) if d.code == "missing-word"]
    assert [(d.message, d.span.path) for d in found] == [
        ("the words lack `enter`, which our English has", "templates/languages/fr.yaml")
    ]
