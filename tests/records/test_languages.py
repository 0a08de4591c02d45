"""Languages are data: ours agree with CLDR, faulty ones are refused, and a third is a file."""

from __future__ import annotations

import datetime
import json
import re
from decimal import Decimal

import pytest
import yaml
from babel import Locale
from babel.dates import format_date
from babel.lists import format_list
from hypothesis import given
from hypothesis import strategies as st

from tests import world as worlds
from tests.edition.test_dates_in_words import AR, EN, language
from timeline.build import check, survey
from timeline.build.inputs import OUR_TEMPLATES, Options
from timeline.build.render import Templates
from timeline.edition.dates_in_words import date
from timeline.records import content, language_files, language_words, validate
from timeline.text.edtf import parse

BOTH = {"en": EN, "ar": AR}
INDIC = language("ar", digits="arabic-indic")
DAYS = [datetime.date(2014, month, month + 3) for month in range(1, 13)]


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_months_are_those_of_cldr(day):
    """English months are Babel's; Arabic ones are Syria's, and the other names are Egypt's."""
    ours = parse(day.isoformat())
    assert date(ours, EN) == format_date(day, "d MMMM y", locale="en_GB")
    assert date(ours, AR) == format_date(day, "d MMMM y", locale="ar_SY")
    assert date(ours, AR, AR.other_months) == format_date(day, "d MMMM y", locale="ar_EG")


@pytest.mark.parametrize("code", BOTH)
def test_plural_categories_are_those_of_cldr(code):
    """Every number up to 1000, some greater ones and a fraction have the category that Babel gives them."""
    for n in (*range(1001), 46_000, 125_000, 300_000_011, Decimal("1.5"), Decimal("14.5")):
        assert BOTH[code].category(n) == Locale(code).plural_form(n)


@pytest.mark.parametrize("code, locale", [("en", "en_GB"), ("ar", "ar")])
def test_lists_are_those_of_cldr(code, locale):
    """One to four things are joined as Babel joins them, and none make nothing."""
    items = ["أ", "{0}", "c", "{1}"]
    for n in range(1, 5):
        assert BOTH[code].join(items[:n]) == format_list(items[:n], locale=locale)
    assert BOTH[code].join([]) == ""


@given(st.integers(0, 10**15))
def test_numbers_in_digits(n):
    """A whole number is grouped in thousands, as a figure's value or as a count."""
    assert EN.number(n) == AR.number(n) == EN.number(Decimal(n)) == f"{n:,}"


@given(st.integers(0, 10**15), st.text("0123456789", min_size=1, max_size=6))
def test_fractions_stay_as_typed(whole, fraction):
    """A fraction keeps every digit that the author typed."""
    assert EN.number(Decimal(f"{whole}.{fraction}")) == f"{whole:,}.{fraction}"


@pytest.mark.parametrize(
    "n, english, arabic",
    [
        (0, "0", "0"),
        (999, "999", "999"),
        (1000, "1,000", "ألف"),
        (2000, "2,000", "2,000"),
        (3000, "3,000", "3 آلاف"),
        (11_000, "11,000", "11 ألف"),
        (46_000, "46,000", "46 ألف"),
        (100_000, "100,000", "100 ألف"),
        (103_000, "103,000", "103 آلاف"),
        (125_000, "125,000", "125 ألف"),
        (125_001, "125,001", "125,001"),
        (1_000_000, "1 million", "مليون"),
        (1_500_000, "1,500,000", "1,500,000"),
        (5_000_000, "5 million", "5 ملايين"),
        (300_000_000, "300 million", "300 مليون"),
        (10**9, "1,000,000,000", "1,000,000,000"),
    ],
)
def test_rounded(n, english, arabic):
    """A round number takes its word; one that is not round stays in digits, as does what a language has no word for."""
    assert EN.rounded(n) == EN.rounded(Decimal(n)) == english
    assert AR.rounded(n) == AR.rounded(Decimal(n)) == arabic


@given(st.integers(1, 10**9))
def test_rounding_changes_no_number(n):
    """The words say exactly the number."""
    words = {"million": 10**6, "مليون": 10**6, "ملايين": 10**6, "ألف": 10**3, "آلاف": 10**3}
    for spoken in (EN, AR):
        digits, _, word = (
            spoken.rounded(n).rpartition(" ")
            if spoken.rounded(n)[-1] not in "0123456789"
            else (spoken.rounded(n), "", "")
        )
        assert int((digits or "1").replace(",", "")) * words.get(word, 1) == n


@pytest.mark.parametrize(
    "bound, english, arabic",
    [
        ("given", "125,000 accounts", "125 ألف حساب"),
        ("exactly", "exactly 125,000 accounts", "125 ألف حساب بالضبط"),
        ("about", "about 125,000 accounts", "نحو 125 ألف حساب"),
        ("at-least", "at least 125,000 accounts", "ما لا يقل عن 125 ألف حساب"),
        ("more-than", "more than 125,000 accounts", "أكثر من 125 ألف حساب"),
        ("at-most", "at most 125,000 accounts", "ما لا يزيد على 125 ألف حساب"),
    ],
)
def test_amounts(bound, english, arabic):
    """A figure is worded with its unit, in the number's plural form, and its bound."""
    assert EN.amount(Decimal(125_000), {"one": "{n} account", "other": "{n} accounts"}, bound) == english
    assert AR.amount(Decimal(125_000), {"few": "{n} حسابات", "many": "{n} حسابًا", "other": "{n} حساب"}, bound) == arabic


def test_forms():
    """A phrase follows its number; a category that it leaves out takes `other`."""
    assert [EN.count("events", n) for n in (0, 1, 2)] == ["0 events", "1 event", "2 events"]
    assert [AR.count("events", n) for n in (0, 1, 2, 3, 11, 100)] == [
        "بلا أحداث",
        "حدث واحد",
        "حدثان",
        "3 أحداث",
        "11 حدثًا",
        "100 حدث",
    ]
    assert AR.amount(Decimal("14.5"), {"few": "{n} نقاط", "other": "{n} نقطة"}, "given") == "14.5 نقطة"
    assert EN.amount(Decimal(80), "{n}%", "about") == "about 80%"


def test_arabic_indic_digits():
    """With `digits: arabic-indic` every number is printed in them, its separators too."""
    assert [INDIC.shown("2016"), INDIC.number(125_000), INDIC.number(Decimal("14.5")), INDIC.rounded(125_000)] == [
        "٢٠١٦",
        "١٢٥٬٠٠٠",
        "١٤٫٥",
        "١٢٥ ألف",
    ]
    assert INDIC.count("events", 16) == "١٦ حدثًا" and INDIC.locator("¶2-4").endswith("\N{NO-BREAK SPACE}٢–٤")
    assert date(parse("2016-02-05"), INDIC) == "٥ شباط ٢٠١٦"


def test_a_language_groups_digits_its_own_way():
    """The separators are the language's own, even where they change places with English ones."""
    german = language("en", grouping=".", decimal=",")
    assert german.number(Decimal("1234567.25")) == "1.234.567,25"


def test_paragraphs():
    """A locator of paragraphs is worded in the number's form, each range counting all that it spans."""
    three = language("en", paragraphs={"one": "paragraph {n}", "other": "paragraphs {n}"})
    assert [three.locator(at) for at in ("¶2", "¶2-4", "¶2, ¶15", "¶2,¶4-6، ¶9", "¶2-2")] == [
        "paragraph 2",
        "paragraphs 2–4",
        "paragraphs 2 and 15",
        "paragraphs 2, 4–6 and 9",
        "paragraph 2–2",
    ]
    forms = {"one": "الفقرة {n}", "two": "الفقرتان {n}", "many": "الفقرات {n}", "other": "الفقرات {n}"}
    dual = language("ar", paragraphs=forms)
    assert [dual.locator(at) for at in ("¶2", "¶2, ¶15", "¶2-3", "¶2-4")] == [
        "الفقرة 2",
        "الفقرتان 2 و15",
        "الفقرتان 2–3",
        "الفقرات 2–4",
    ]
    assert EN.locator("¶2") == "¶2" and AR.locator("¶2") == "الفقرة\N{NO-BREAK SPACE}2"


@pytest.mark.parametrize(
    "at",
    [
        "",
        "p. 9",
        "¶",
        "¶-2",
        "¶2-",
        "¶x",
        "¶2--4",
        "¶2-4-6",
        "¶²",
        "¶٢",
        "¶2,",
        "2",
        "¶2, p. 9",
        "¶ 2",
        "¶2\n¶3",
        "{n}",
    ],
)
def test_other_locators_stay(at):
    """A locator that is not made of paragraphs stays as it is typed."""
    assert EN.locator(at) == AR.locator(at) == INDIC.locator(at) == at


@given(st.text("¶0123456789-–,، ²٢x", max_size=12))
def test_any_locator(at):
    """No locator stops a build."""
    assert (EN.locator(at) == "") == (at == "")


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
        **{"content/site.yaml": {**worlds.SITE, "languages": ["en", code]}, f"templates/languages/{code}.yaml": text}
    )
    templates = Templates(root)
    site = validate.validate(content.read(root)[0])[0].site
    languages, found = language_files.load(site, survey.language_sources(templates), {code})
    return languages, found


def test_a_growing_language_is_filled_from_english(world):
    """A name, a direction and a few words are enough: one warning counts what lacks, and everything works."""
    languages, found = _growing(
        world, "ckb", "name: کوردی\ndirection: rtl\nwords: {nav_home: سەرەتا, skip: Skip to the content}\n"
    )
    (warning,) = found
    covered = languages["ckb"].coverage
    assert (warning.code, warning.severity, warning.span.path) == (
        "missing-word",
        "warning",
        "templates/languages/ckb.yaml",
    )
    assert covered.held == 1 and covered.all > 300 and len(covered.lacks) == covered.all - 1
    assert "words.skip" in covered.lacks and "words.nav_home" not in covered.lacks and "months" in covered.lacks
    assert f"lacks {len(covered.lacks)} of the {covered.all} words" in warning.message
    kurdish = languages["ckb"]
    assert (kurdish.words["nav_home"], kurdish.words["nav_search"], kurdish.direction) == ("سەرەتا", "Search", "rtl")
    assert kurdish.count("events", 3) == "3 events" and kurdish.months == EN.months
    assert kurdish.articles == [] and kurdish.rounded(1_000_000) == "1,000,000"  # English rules are no words


def test_mistakes_in_a_growing_language_are_told(world):
    """What is there has to be right; a name it must have."""
    text = "name: کوردی\ndirection: rtl\nplural: {categories: [other], rule: '0'}\nwords: {nav_serch: گەڕان}\ncounts: {events: ڕووداو}\n"
    languages, found = _growing(world, "ckb", text)
    assert {d.code for d in found} == {"missing-word", "unknown-word", "bad-gap"} and languages
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
