"""Sheets with columns of their own: what is offered, what can be said, what is read without a word."""

from __future__ import annotations

import shlex
from itertools import permutations
from pathlib import Path

import pytest

from tests import world as worlds
from tests.conftest import PROJECT
from tests.importing.test_plan_import import bring
from timeline import arguments
from timeline.importing import columns, plan_import
from timeline.records import yaml_file

MADE = {"source": "s", "topic": "t"}


def options(help: str) -> dict[str, str]:
    """What the command line says where one types what a help says."""
    words = help.split("`")[1]
    given = arguments.parser().parse_args(["import", "f.csv", *shlex.split(words)]).column
    return {name: column for name, _, column in (word.rpartition("=") for word in given)}


def event(made: plan_import.Import) -> dict:
    (path,) = [path for path in made.changes if path.startswith("content/events/")]
    return yaml_file.read(path, made.changes[path])[0].data


SHEETS = [
    "date,title,description",
    "When,What,Details",
    "start,name,summary",
    "التاريخ,العنوان,الوصف",
    "السنة,الحدث,النص",
    "Date,Event title,Article",
    "begin date,Heading,Story",
]


@pytest.mark.parametrize("header", SHEETS)
def test_what_the_message_says_to_type_brings_the_sheet_in(world, header):
    """Near names are offered, in Arabic too; nothing is written before somebody says that they are right."""
    root, sheet = world(), f"{header}\n2014-01-02,Hello,A first thing happened.\n"
    made = bring(root, "f.csv", sheet, write=False, **MADE)
    assert [fault.code for fault in made.diagnostics] == ["bad-import"] and made.changes == {}
    made = bring(root, "f.csv", sheet, write=False, columns=options(made.diagnostics[0].help), **MADE)
    assert made.diagnostics == () and (event(made)["date"], event(made)["title"]["en"]) == ("2014-01-02", "Hello")
    texts = [event(made)["summary"]["en"], event(made).get("body", {}).get("en", "").strip()]
    assert "A first thing happened." in texts


def test_a_sheet_with_ends_is_offered_as_timelinejs_has_it(world):
    """Ours has no column for an end, theirs has."""
    root, sheet = world(), "name,begin,end,about\nA war,1914,1918,Long.\n"
    help = bring(root, "f.csv", sheet, write=False, **MADE).diagnostics[0].help
    made = bring(root, "f.csv", sheet, write=False, columns={**options(help), "about": "Text"}, **MADE)
    assert (made.diagnostics, event(made)["date"], event(made)["summary"]["en"]) == ((), "1914/1918", "Long.")


def test_a_sheet_of_timelinejs_without_a_headline_is_asked_for_it(world):
    """What may be one is offered; what is neither that nor a text is left behind, with what it may be."""
    root, sheet = world(), "Year,Event,Text,Category\n1914,A war,Long.,Wars\n"
    (fault,) = bring(root, "f.csv", sheet, write=False, **MADE).diagnostics
    assert (fault.code, options(fault.help)) == ("bad-import", {"Event": "Headline"})
    made = bring(root, "f.csv", sheet, write=False, columns={"Event": "Headline"}, **MADE)
    assert event(made)["title"]["en"] == "A war"
    assert [(f.code, options(f.help)) for f in made.diagnostics] == [("not-carried", {"Category": "Group"})]


def test_texts_without_a_language_are_in_that_of_the_command_line(world):
    """`title`, `summary` and `body`; a site of one language needs no word. Those that have a language keep it."""
    sheet = "date,title,summary,body,title_ar\n2016,A,B,C,أ\n"
    made = bring(world(), "f.csv", sheet, write=False, language="en", **MADE)
    assert made.diagnostics == () and event(made)["title"] == {"en": "A", "ar": "أ"}
    assert (event(made)["summary"]["en"], event(made)["body"]) == ("B", {"en": "C\n"})
    made = bring(world(), "f.csv", "date,title\n2016,1916\n", write=False, **MADE)
    assert "with `--language ar` `title` is read as `title_ar`" in made.diagnostics[0].notes
    root = worlds.write(world() / "one", worlds.in_one("ar", worlds.files()))
    assert event(bring(root, "f.csv", "date,title\n2016,A\n", write=False, **MADE))["title"] == {"ar": "A"}


PERSIAN = "templates/languages/fa.yaml"


@pytest.fixture
def three(world):
    """A site in Arabic and English, in which Persian grows."""
    site = {**worlds.files()["content/site.yaml"], "languages": ["ar", "en"], "growing": ["fa"]}
    return world(**{"content/site.yaml": site, PERSIAN: (PROJECT / PERSIAN).read_text("utf-8")})


OF_THREE = {
    "Title": ("A press in Tehran", "en"),
    "العنوان": ("مطبعة في طهران", "ar"),
    "عنوان": ("چاپخانه‌ای در تهران", "fa"),
}


@pytest.mark.parametrize("order", list(permutations(OF_THREE)))
def test_the_language_of_a_column_is_that_of_its_letters(three, order):
    """Whatever the order of the columns and of the site's languages; Persian is told from Arabic."""
    cells = ",".join(OF_THREE[name][0] for name in order)
    (fault,) = bring(three, "f.csv", f"When,{','.join(order)}\n1837,{cells}\n", write=False, **MADE).diagnostics
    read = {**options(fault.help), "Title": "title_en"}
    assert read == {"When": "date", **{name: f"title_{code}" for name, (_, code) in OF_THREE.items()}}


def test_where_the_cells_do_not_tell_the_language_the_heading_does_or_what_is_left(three):
    """Letters that Arabic and Persian both have: the article, then the one language that is left over."""
    sheet = "When,عنوان,العنوان\n1837,تهران,تهران\n"
    (fault,) = bring(three, "f.csv", sheet, write=False, **MADE).diagnostics
    assert options(fault.help) == {"When": "date", "العنوان": "title_ar", "عنوان": "title_fa"}


def test_where_nothing_tells_the_language_that_is_said(three):
    """And no language is proposed for the column, but for an example where nothing else is to be said."""
    (fault,) = bring(three, "f.csv", "When,عنوان\n1837,تهران\n", write=False, **MADE).diagnostics
    assert options(fault.help) == {"When": "date"}
    assert "`عنوان` may be `title_ar` or `title_fa`" in fault.notes
    assert "their letters do not tell in which language these columns are: `عنوان`" in fault.notes
    help = bring(three, "f.csv", "When,عنوان\n1837,تهران\n", write=False, language="fa", **MADE).diagnostics[0].help
    assert options(help) == {"When": "date", "عنوان": "title_fa"}


def test_a_title_without_a_language_is_in_that_of_its_letters(three):
    """Where just one language of the site has them."""
    for title, code in (("A press", "en"), ("مطبعة وجريدة", "ar"), ("چاپخانه", "fa")):
        assert event(bring(three, "f.csv", f"date,title\n1837,{title}\n", write=False, **MADE))["title"][code] == title


def test_slides_of_which_nobody_says_the_language_are_in_that_of_their_letters(three):
    """Which is said where it is not the site's first, with what to type; tags are no letters."""
    for title, code in (("A press", "en"), ("مطبعة وجريدة", "ar"), ("چاپخانه", "fa")):
        sheet = f"Year,Headline,Text\n1837,{title},<blockquote><b>{title}</b></blockquote>\n"
        made = bring(three, "f.csv", sheet, write=False, **MADE)
        assert event(made)["title"][code] == title
        assert [fault.code for fault in made.diagnostics] == ["wrong-script"] * (code != "ar")
        assert code == "ar" or f"--language {code}" in made.diagnostics[0].help
        assert bring(three, "f.csv", sheet, write=False, language=code, **MADE).diagnostics == ()


def test_slides_in_letters_that_the_site_has_not_are_asked_for_their_language(three):
    """They are filed under its first as ever, and that is said."""
    (fault,) = bring(three, "f.csv", "Year,Headline\n1837,Тегеран и Тебриз\n", write=False, **MADE).diagnostics
    assert fault.code == "wrong-script" and "`--language fa`" in fault.help


def test_a_text_that_nothing_would_read_is_asked_for_before_the_rest_is_written(world):
    """Else it would be lost; what is no text is told and left behind."""
    root, sheet = world(), "date,title_en,description,tags,notes\n2016,A,B,t,n\n"
    made = bring(root, "f.csv", sheet, **MADE)
    (fault,) = made.diagnostics
    assert made.changes == {} and "`description`" in fault.message and "summary_en" in fault.help
    made = bring(root, "f.csv", sheet, write=False, columns={"description": ""}, **MADE)
    assert made.diagnostics[0].help == "say what it is: `--column tags=topics`"
    assert {fault.severity for fault in made.diagnostics} == {"warning"}
    assert len(made.diagnostics) == 2 and event(made)["summary"] == {"en": None, "ar": None}
    assert bring(root, "f.csv", "date,title_en,description\n2016,A,\n", **MADE).diagnostics == ()


def test_columns_may_be_named_in_a_file(world, tmp_path):
    """A line for each; what the command line says besides goes before it."""
    names = tmp_path / "names.yaml"
    names.write_text("Datum: date\nName: title_ar\nNote:\n", "utf-8")
    root, sheet = world(), "Datum,Name,Note\n2016,A,x\n"
    made = bring(root, "f.csv", sheet, write=False, columns_file=names, columns={"Name": "title_en"}, **MADE)
    assert made.diagnostics == () and event(made)["title"] == {"en": "A", "ar": None}


@pytest.mark.parametrize("text", ["", "- a\n", "a: [b]\n", "a: b: c\n", "<html>"])
def test_a_file_that_names_no_columns_is_told(world, tmp_path, text):
    """Whatever is in it."""
    names = tmp_path / "names.yaml"
    names.write_text(text, "utf-8")
    made = bring(world(), "f.csv", "Datum,Name\n2016,A\n", columns_file=names, **MADE)
    assert made.changes == {} and made.diagnostics and made.diagnostics[0].help
    assert bring(world(), "f.csv", "D\n1\n", columns_file=Path("none")).diagnostics[0].code == "unreadable"


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ({"titel": "title_en"}, "unknown-column"),
        ({"title": "titel_en"}, "unknown-column"),
        ({"title": "title_fr"}, "unknown-column"),
        ({"title": "title_en", "other": "title_en"}, "duplicate-key"),
        ({"title": "title_en", "date": "title_en"}, "duplicate-key"),
    ],
)
def test_what_is_named_wrongly_is_told(world, asked, code):
    """A column that the file has not, one that nothing reads, two that would be one."""
    made = bring(world(), "f.csv", "date,title,other\n2016,A,B\n", columns=asked, **MADE)
    assert [fault.code for fault in made.diagnostics] == [code] and made.changes == {} and made.diagnostics[0].help


def test_json_has_no_columns(world):
    """Who names some is told, and not passed over."""
    text = '{"events": [{"start_date": {"year": 1}, "text": {"headline": "A"}}]}'
    made = bring(world(), "f.json", text, columns={"name": "Headline"}, **MADE)
    assert [fault.code for fault in made.diagnostics] == ["unknown-column"] and made.changes == {}


def test_two_columns_may_change_places(world):
    """All are named at once."""
    asked = {"title_en": "title_ar", "title_ar": "title_en"}
    made = bring(world(), "f.csv", "date,title_en,title_ar\n2016,أ,A\n", write=False, columns=asked, **MADE)
    assert event(made)["title"] == {"en": "A", "ar": "أ"}


def test_forty_rows_in_two_languages_are_brought_in_without_a_word(world):
    """One line an event, with an address of its English headline."""
    rows = "".join(f"19{n:02},Event {n},حدث {n},It happened.,وقع.,t,s\n" for n in range(40))
    head = "date,title_en,title_ar,summary_en,summary_ar,topics,sources\n"
    made = bring(world(), "f.csv", head + rows)
    assert made.diagnostics == () and len(made.changes) == len(made.lines) == 40
    assert made.lines[7] == "content/events/1907-event-7.yaml  9: Event 7"


def test_names_are_compared_without_what_people_vary():
    """Case, spaces, signs between."""
    assert columns.key("End Year") == columns.key("end_year") == columns.key(" ENDYEAR ")


@pytest.mark.parametrize(
    ("header", "offered"),
    [
        ("Date,Title (English),Title (Arabic)", {"Title (English)": "title_en", "Title (Arabic)": "title_ar"}),
        ("date,headlineEN,Headline - AR", {"headlineEN": "title_en", "Headline - AR": "title_ar"}),
        ("date,English title,Arabic title", {"English title": "title_en", "Arabic title": "title_ar"}),
        ("date,عنوان إنجليزي,العنوان بالعربية", {"العنوان بالعربية": "title_ar", "عنوان إنجليزي": "title_en"}),
        ("date,titel_en,titel_ar", {"titel_en": "title_en", "titel_ar": "title_ar"}),
        ("date,title_en,sumary_ar", {"sumary_ar": "summary_ar"}),
    ],
)
def test_a_name_that_says_its_language_or_is_misspelt_is_offered_as_what_it_is(world, header, offered):
    made = bring(world(), "f.csv", f"{header}\n2014,One,واحد\n", **MADE)
    assert made.changes == {} and options(made.diagnostics[0].help) == offered


def test_a_language_that_the_site_has_not_is_not_taken_for_another(world):
    made = bring(world(), "f.csv", "date,title_en,title_fr\n2014,One,Un\n", write=False, **MADE)
    assert [(f.code, f.help) for f in made.diagnostics] == [("not-carried", "`fr` is no language of this site")]


@pytest.mark.parametrize(
    ("header", "offered"),
    [
        ("السنة,الشهر,اليوم,العنوان,الوصف", ["Year", "Month", "Day", "Headline", "Text"]),
        ("Yr,Mo,Day,Title,Description", ["Year", "Month", "", "Headline", "Text"]),
        ("Year,Mnth,Day,Headline,Text", ["", "Month", "", "", ""]),
        ("Year,Month,Day,Headlin,Text", ["", "", "", "Headline", ""]),
    ],
)
def test_a_sheet_with_a_month_in_a_cell_of_its_own_is_offered_as_timelinejs_has_it(world, header, offered):
    """Ours has no column for a month: a date that lost it would be another one."""
    root, sheet = world(), f"{header}\n1936,4,19,Strike,They struck.\n"
    (fault,) = bring(root, "f.csv", sheet, language="en", **MADE).diagnostics
    asked = {name: column for name, column in zip(header.split(","), offered, strict=True) if column}
    assert options(fault.help) == asked
    made = bring(root, "f.csv", sheet, language="en", columns=asked, **MADE)
    assert made.diagnostics == () and event(made)["date"] == "1936-04-19"
    assert (event(made)["title"]["en"], event(made)["summary"]["en"]) == ("Strike", "They struck.")


def test_a_fault_in_a_file_that_names_columns_is_told_at_its_line(world, tmp_path):
    """Not at the command line, which is right; and names that changed places are seen to have done so."""
    names = tmp_path / "names.yaml"
    names.write_text("Datum: date\nTitle: title_en\nText: sumary_en\nsummary_ar: Text\n", "utf-8")
    made = bring(
        world(), "f.csv", "Datum,Titel,Text\n2016,A,x\n", columns_file=names, columns={"Datun": "date"}, **MADE
    )
    assert [(Path(f.span.path).name, f.span.line, f.help) for f in made.diagnostics] == [
        ("names.yaml", 2, "did you mean `Titel`?"),
        ("names.yaml", 3, "did you mean `summary_en`?"),
        ("names.yaml", 4, "it is the other way round: the file's own name stands first"),
        ("--column", 0, "did you mean `Datum`?"),
    ]
