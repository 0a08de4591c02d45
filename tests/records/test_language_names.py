"""What each language calls others: from CLDR, for every language that a source may be written in."""

from __future__ import annotations

import importlib.util

import pytest

from tests import world as worlds
from timeline.build import survey
from timeline.build.inputs import OUR_TEMPLATES
from timeline.build.render import Templates
from timeline.records import content, language_files, validate

NAMES = OUR_TEMPLATES / "languages/names"
SPOKEN = {
    "ar": ("العربية", "Arabic", "عربی"),
    "en-GB": ("الإنجليزية المملكة المتحدة", "British English", "انگلیسی بریتانیا"),
    "ota": ("التركية العثمانية", "Ottoman Turkish", "ترکی عثمانی"),
    "syr": ("السريانية", "Syriac", "سریانی"),
    "la": ("اللاتينية", "Latin", "لاتین"),
    "grc": ("اليونانية القديمة", "Ancient Greek", "یونانی کهن"),
    "xcl": ("الأرمنية الكلاسيكية", "Classical Armenian", "ارمنی کلاسیک"),
    "jrb": ("العربية اليهودية", "Judeo-Arabic", "عربی یهودی"),
    "no": ("النرويجية", "Norwegian", "نروژی"),
    "ku-Arab-IQ": ("الكردية", "Kurdish", "کردی"),
    "zh-hant": ("الصينية التقليدية", "Traditional Chinese", "چینی سنتی"),
    "qqq": ("qqq", "qqq", "qqq"),
}


def spoken(world, *codes: str, **files):
    """The languages of a site."""
    listed = {
        "languages": [code for code in codes if code != "nds"],
        "growing": [code for code in codes if code == "nds"],
    }
    root = world(**{"content/site.yaml": {**worlds.SITE, **listed}, **files})
    site = validate.validate(content.read(root)[0])[0].site
    return language_files.load(site, survey.language_sources(Templates(root)))[0]


def test_the_tables_are_those_of_cldr():
    """They are what their script makes of the Babel that is installed, and of what CLDR lacks."""
    spec = importlib.util.spec_from_file_location("make_names", NAMES / "make.py")
    make = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(make)
    assert {path.name: path.read_text("utf-8") for path in NAMES.glob("*.yaml")} == make.tables()
    assert {path.name for path in (OUR_TEMPLATES / "languages").glob("*.yaml")} | {"own.yaml"} == {*make.tables()}


@pytest.mark.parametrize("code", SPOKEN)
def test_any_language_has_its_name(world, code):
    """In each of our languages; a country's or a script's is the whole's, where it has none; one that nobody knows is
    its code."""
    languages = spoken(world, "ar", "en", "fa")
    assert tuple(language.calls(code) for language in languages.values()) == SPOKEN[code]


def test_a_language_without_a_table_has_the_names_that_languages_give_themselves(world):
    """Else English ones, which are better than a code; and the other languages of its site as their files name them."""
    file = "name: Plattdüütsch\ndirection: ltr\nwords: {language_fr: Franzöösch}\n"
    languages = spoken(world, "en", "nds", "ar", **{"templates/languages/nds.yaml": file})
    low = languages["nds"]
    assert [low.calls(code) for code in ("fr", "tr", "la", "ota", "ar", "nds")] == [
        "Franzöösch",
        "Türkçe",
        "Latina",
        "Ottoman Turkish",
        "العربية",
        "Plattdüütsch",
    ]


def test_a_source_says_its_language(world):
    """Its page names it, in each edition, with nothing to be written anywhere."""
    source = {**worlds.SOURCE, "language": "xcl", "title": {**worlds.both("A letter", "رسالة"), "xcl": "Թուղթ"}}
    root = world(**{"content/sources/s.yaml": source})
    assert not worlds.build(root).diagnostics
    assert "Classical Armenian" in (root / "site/en/sources/s.html").read_text("utf-8")
    assert "الأرمنية الكلاسيكية" in (root / "site/ar/sources/s.html").read_text("utf-8")
