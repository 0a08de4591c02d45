"""Bibliographies as pybtex, rispy and readers of CSL-JSON have them: every text comes back, whatever is in it."""

from __future__ import annotations

import json
import re
from urllib.parse import unquote

import pytest
import rispy
from hypothesis import given
from hypothesis import strategies as st
from pybtex.database import parse_string

from tests.edition.test_citation_styles import ARABIC, WORK, of
from timeline.edition import citation_files
from timeline.edition.bibliographic_types import EVENT
from timeline.edition.cited_work import Name
from timeline.records.field_types import COMMON_KINDS
from timeline.text import dates, edtf

KINDS = {  # kind: BibTeX, RIS, CSL
    EVENT: ("online", "ELEC", "webpage"),
    "article": ("article", "NEWS", "article-newspaper"),
    "study": ("report", "RPRT", "report"),
    "report": ("report", "RPRT", "report"),
    "book": ("book", "BOOK", "book"),
    "statement": ("misc", "GEN", "document"),
    "press-release": ("misc", "GEN", "document"),
    "court-paper": ("misc", "CASE", "legal_case"),
}
FULL = WORK._replace(
    authors=(Name("Reuters, and others"), Name("van der Doe", "Jane"), Name("الغالي", "خالد")),
    abstract="What it says.",
    translation="عنوان",
)


def tex(text: str) -> str:
    """BibTeX's value as text."""
    text = re.sub("[{}]", "", re.sub(r"\\(text\w+){}", r"\\\1;", text))
    for name, sign in (
        ("braceleft", "{"),
        ("braceright", "}"),
        ("asciitilde", "~"),
        ("asciicircum", "^"),
        ("backslash", "\0"),
    ):
        text = text.replace(f"\\text{name};", sign)
    return re.sub(r"\\([#$%&_])", r"\1", text).replace("\0", "\\")


def entry(work):
    return parse_string(citation_files.bibtex([work]), "bibtex").entries[work.id]


def record(work) -> dict:
    (found,) = rispy.loads(citation_files.ris([work]))
    return found


def item(work) -> dict:
    (found,) = json.loads(citation_files.csl([work]))
    return found


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_has_its_type(kind):
    work = of(kind, "A kind") if kind != EVENT else WORK._replace(type=EVENT)
    assert (entry(work).type, record(work)["type_of_reference"], item(work)["type"]) == KINDS[kind]


def test_bibtex_as_pybtex_reads_it():
    """Bodies stay whole, people have their parts, and the date is EDTF, as biblatex has it."""
    found = entry(FULL)
    assert [str(person) for person in found.persons["author"]] == [
        "{Reuters, and others}",
        "{van der Doe}, Jane",
        "الغالي, خالد",
    ]
    assert found.fields["title"] == "A title" and found.fields["titleaddon"] == "[عنوان]"
    assert found.fields["date"] == "2016-02-05" and found.fields["langid"] == "english"
    assert found.fields["url"] == "https://paper.example/a" and found.fields["journaltitle"] == "The Paper"
    assert entry(WORK._replace(title="The ISIS Census")).fields["title"] == "The {ISIS} Census"
    event = WORK._replace(title="Twitter suspends what Brookings counted", type=EVENT)
    assert entry(event).fields["title"] == "Twitter suspends what {Brookings} counted"
    assert entry(ARABIC).fields["langid"] == "arabic"
    described = entry(ARABIC._replace(title="[A leaflet]", described=True))
    assert "langid" not in described.fields  # a description is in the reader's language, not in the work's
    assert str(entry(WORK._replace(authors=(Name("Berger", "J.M."),))).persons["author"][0]) == "Berger, J. M."


def test_a_bibtex_file_says_whose_it_is():
    """Before its first entry, where it is a comment and stays one, whatever stands in it."""
    entries = [citation_files.entries(work)["bib"] for work in (WORK, ARABIC._replace(id="v"))]
    data = parse_string("".join(citation_files.file("bib", entries, "Ours @article{x, CC BY 4.0")), "bibtex")
    assert list(data.entries) == ["w", "v"]
    assert "".join(citation_files.file("bib", entries, "Ours, CC BY 4.0")).startswith("Ours, CC BY 4.0\n\n@")


def test_ris_as_rispy_reads_it():
    found = record(FULL)
    assert found["authors"] == ["Reuters – and others,", "van der Doe, Jane", "الغالي, خالد"]
    assert (found["title"], found["secondary_title"], found["language"]) == ("A title", "The Paper", "en")
    assert (found["year"], found["date"], found["abstract"]) == ("2016", "2016/02/05/", "What it says.")
    assert found["urls"] == ["https://paper.example/a"] and found["translated_title"] == "عنوان"


def test_csl_has_what_its_schema_asks():
    """An id and a type are required; a name is a body's, or has both parts; nothing is empty."""
    found = item(FULL)
    assert found["id"] == "w" and found["author"] == [
        {"literal": "Reuters, and others"},
        {"family": "van der Doe", "given": "Jane"},
        {"family": "الغالي", "given": "خالد"},
    ]
    assert found["issued"] == {"date-parts": [[2016, 2, 5]]} and all(found.values())
    known = set("id type title author container-title publisher genre issued language URL abstract note".split())
    assert set(found) <= known


DATES = {  # EDTF: RIS's year and date, CSL's
    "2016": ("2016", "2016///", {"date-parts": [[2016]]}),
    "2016-02": ("2016", "2016/02//", {"date-parts": [[2016, 2]]}),
    "2016-02-05": ("2016", "2016/02/05/", {"date-parts": [[2016, 2, 5]]}),
    "2016-02-05T12:30:00Z": ("2016", "2016/02/05/", {"date-parts": [[2016, 2, 5]]}),
    "2014-12~": ("2014", "2014/12//2014-12~", {"date-parts": [[2014, 12]], "circa": True}),
    "2015-06/2015-10": ("2015", "2015/06//2015-06/2015-10", {"date-parts": [[2015, 6], [2015, 10]]}),
    "2016-21": ("2016", "2016///2016-21", {"date-parts": [[2016]], "season": 1}),
    "2016-02-XX": ("2016", "2016/02//2016-02-XX", {"date-parts": [[2016, 2]]}),
    "2016-XX": ("2016", "2016///2016-XX", {"date-parts": [[2016]]}),
    "2014/..": ("2014", "2014///2014/..", {"literal": "2014/.."}),
    "../2014": ("2014", "2014///../2014", {"literal": "../2014"}),
    "201X": (None, "///201X", {"literal": "201X"}),
    "../..": (None, None, None),
}


CONVERTED = {  # biblatex's, RIS's, CSL's
    "hijri:1437-05-26": ("2016-03-06", "2016/03/06/", {"date-parts": [[2016, 3, 6]]}),
    "hijri:1437-05": ("2016-02~/2016-03~", "2016///2016-02~/2016-03~", {"date-parts": [[2016, 2], [2016, 3]]}),
    "hijri:1437": ("2015~/2016~", "2015///2015~/2016~", {"date-parts": [[2015], [2016]]}),
    "persian:1394": ("2015~/2016~", "2015///2015~/2016~", {"date-parts": [[2015], [2016]]}),
    "hijri:0583-07-27": ("1187-10-09~", "1187/10/09/1187-10-09~", {"date-parts": [[1187, 10, 9]]}),
    "hijri:1437-05/1437-07": ("2016-02~/2016-04~", "2016///2016-02~/2016-04~", {"literal": "2016-02~/2016-04~"}),
}


@pytest.mark.parametrize("date", CONVERTED)
def test_another_calendar_is_cited_by_the_years_that_programs_know(date):
    """As EDTF of level 1, which is all that biblatex reads; a year of another calendar lies in two of ours."""
    bib, ris, issued = CONVERTED[date]
    work = WORK._replace(date=dates.parse(date))
    if not ("-26" in date or "literal" in issued):
        issued = {**issued, "circa": True}
    assert entry(work).fields["date"] == bib
    assert rispy.loads(citation_files.ris((work,)))[0]["date"] == ris and item(work)["issued"] == issued


@pytest.mark.parametrize("date", DATES)
def test_dates_are_no_more_precise_than_they_were_given(date):
    """In BibTeX as EDTF; in numbers as far as these go, the rest beside them."""
    year, written, issued = DATES[date]
    work = WORK._replace(date=edtf.parse(date))
    assert entry(work).fields.get("date") == (written and date.partition("T")[0])
    found = record(work)
    assert (found.get("year"), found.get("date"), item(work).get("issued")) == (year, written, issued)


NASTY = (
    st.lists(
        st.sampled_from(
            [*"{}[]\\%#&$_^~\"'`,;@=|<>. aZدة\n\t\r\0\u2028\u202e\u2066", "😀", " and ", "\\end{", "ER  - ", "TY  - "]
        ),
        max_size=20,
    )
    .map("".join)
    .filter(lambda text: line(text))
)


def line(text: str) -> str:
    return " ".join(re.sub("[\x00-\x1f\x7f\x85\u2028\u2029]+", " ", text).split())


@given(NASTY, NASTY, NASTY, NASTY, st.sampled_from(sorted(KINDS)))
def test_the_nastiest_texts_come_back(title, name, container, abstract, kind):
    """In each format, between two sound neighbours, which stay as they are."""
    work = WORK._replace(title=title, authors=(Name(name),), container=container, abstract=abstract)
    work = work._replace(type=COMMON_KINDS.get(kind, kind))
    works = [WORK._replace(id="before"), work, WORK._replace(id="after")]
    entries = parse_string(citation_files.bibtex(works), "bibtex").entries
    assert list(entries) == ["before", "w", "after"]
    fields = entries["w"].fields
    # pybtex lays out spaces anew
    assert [line(tex(fields[key])) for key in ("title", "abstract")] == [line(title), line(abstract)]
    (person,) = entries["w"].persons["author"]
    assert line(tex(str(person))) == line(name)
    before, found, after = rispy.loads(citation_files.ris(works))
    assert (before["id"], found["id"], after["id"]) == ("before", "w", "after")
    assert [found[key] for key in ("title", "abstract")] == [line(title), line(abstract)]
    found = json.loads(citation_files.csl(works))[1]
    assert [found["title"], found["abstract"], found["author"]] == [
        line(title),
        line(abstract),
        [{"literal": line(name)}],
    ]


@given(NASTY)
def test_an_address_holds_the_file_whole(title):
    """Nothing in it ends the address early, and it comes back byte for byte."""
    for _, _, type, make in citation_files.FORMATS:
        work = WORK._replace(title=title)
        head, _, held = citation_files.download(work, type, make).partition(",")
        assert head == f"data:{type};charset=utf-8" and not re.search(r"[\s\"'<>&#\x00-\x1f\x7f-\xa0]", held, re.A)
        assert unquote(held, errors="strict") == make([work])


def test_a_head_names_authors_as_zotero_takes_them():
    """One author is one line; a body ends in a comma; nothing makes an article of a journal of it."""
    work = FULL._replace(type=EVENT, authors=(*FULL.authors, Name("van der Berg", "Jan Piet")))
    lines = citation_files.head(work, "https://licence.example/", "2014-12~")
    said = lambda name: [line.content for line in lines if line.name == name]
    assert said("citation_author") == [
        "Reuters – and others,",
        "van der Doe, Jane",
        "الغالي, خالد",
        "van\xa0der\xa0Berg, Jan Piet",
    ]
    assert said("DC.creator") == ["Reuters, and others", "Jane van der Doe", "خالد الغالي", "Jan Piet van der Berg"]
    assert said("DC.date") == said("citation_date") == ["2016-02-05"] and said("DC.coverage") == ["2014-12~"]
    assert said("DC.language") == said("citation_language") == ["en"] and said("citation_title") == []
    assert said("DC.description") == said("citation_abstract") == ["What it says."]
    assert all(line.content for line in citation_files.head(work._replace(date=None), "", ""))
