"""Citations: a table of what each kind of source and each precision of a date comes to, in three styles and two languages."""

from __future__ import annotations

import html
import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests import world as worlds
from tests.world import both
from timeline.build import survey
from timeline.build.inputs import Options
from timeline.edition import citation_styles, works
from timeline.edition.cited_work import Name, Work
from timeline.edition.edition import Edition
from timeline.records.field_types import COMMON_KINDS
from timeline.text import edtf

JANE, ANNE = Name("Doe", "Jane"), Name("Roe", "Anne Mary")
WORK = Work(
    "w", "article-newspaper", "A title", "", False, (JANE,), "The Paper", "", edtf.parse("2016-02-05"), "en", "ltr",
    "https://paper.example/a", "", "", "Article",
)  # fmt: skip
ARABIC = WORK._replace(
    title="عنوان", authors=(Name("الغالي", "خالد"),), container="الصحيفة", language="ar", direction="rtl", form="مقال"
)
STYLES = ("apa", "mla", "chicago")


def edition(root, code: str = "en", address: str = "") -> Edition:
    timeline = survey.survey(Options(root), []).timeline
    timeline = replace(timeline, site=timeline.site.model_copy(update={"address": address or None}))
    return Edition(timeline, timeline.languages[code])


@pytest.fixture(scope="module")
def languages(tmp_path_factory):
    root = worlds.write(tmp_path_factory.mktemp("citing"), worlds.files())
    return edition(root).timeline.languages


def text(markup: str) -> str:
    """A citation without what isolates its parts; italics stay."""
    return html.unescape(re.sub("</?bdi[^>]*>", "", markup))


def cited(languages, work: Work, code: str) -> list[str]:
    return [text(citation_styles.cite(work, languages[code], style)) for style in STYLES]


def of(kind: str, form: str, **changes) -> Work:
    """A work of a kind: all but an article have a publisher."""
    publisher = {} if kind == "article" else {"container": "", "publisher": "A House"}
    return WORK._replace(type=COMMON_KINDS[kind], form=form, **publisher)._replace(**changes)


ENGLISH = {
    "article": [
        "Doe, J. (2016, February 5). <i>A title</i>. The Paper. https://paper.example/a",
        "Doe, Jane. “A title.” <i>The Paper</i>, 5 Feb. 2016, https://paper.example/a.",
        "Jane Doe, “A title,” <i>The Paper</i>, February 5, 2016, https://paper.example/a.",
    ],
    "study": [
        "Doe, J. (2016, February 5). <i>A title</i>. A House. https://paper.example/a",
        "Doe, Jane. <i>A title</i>. A House, 5 Feb. 2016, https://paper.example/a.",
        "Jane Doe, <i>A title</i> (A House, February 5, 2016), https://paper.example/a.",
    ],
    "press-release": [
        "Doe, J. (2016, February 5). <i>A title</i> [Press release]. A House. https://paper.example/a",
        "Doe, Jane. “A title.” A House, 5 Feb. 2016, https://paper.example/a. Press release.",
        "Jane Doe, “A title,” press release, A House, February 5, 2016, https://paper.example/a.",
    ],
    "statement": [
        "Doe, J. (2016, February 5). <i>A title</i> [Statement]. A House. https://paper.example/a",
        "Doe, Jane. “A title.” A House, 5 Feb. 2016, https://paper.example/a. Statement.",
        "Jane Doe, “A title,” statement, A House, February 5, 2016, https://paper.example/a.",
    ],
    "court-paper": [
        "Doe, J. A title (A House, February 5, 2016). https://paper.example/a",
        "Doe, Jane. A title. A House, 5 Feb. 2016, https://paper.example/a.",
        "Jane Doe, A title, A House, February 5, 2016, https://paper.example/a.",
    ],
}
ENGLISH |= dict.fromkeys(("book", "report"), ENGLISH["study"])
FORMS = {"press-release": ("Press release", "بيان صحافي"), "statement": ("Statement", "بيان")}
IN_ARABIC = {
    "article": [
        "خالد الغالي. (2016، 5 شباط). «عنوان». الصحيفة. https://paper.example/a",
        "خالد الغالي. «عنوان». الصحيفة، 5 شباط 2016، https://paper.example/a.",
        "خالد الغالي، «عنوان»، الصحيفة، 5 شباط 2016، https://paper.example/a.",
    ],
    "study": [
        "خالد الغالي. (2016، 5 شباط). «عنوان». دار. https://paper.example/a",
        "خالد الغالي. «عنوان». دار، 5 شباط 2016، https://paper.example/a.",
        "خالد الغالي، «عنوان» (دار، 5 شباط 2016)، https://paper.example/a.",
    ],
    "press-release": [
        "خالد الغالي. (2016، 5 شباط). «عنوان» [بيان صحافي]. دار. https://paper.example/a",
        "خالد الغالي. «عنوان». دار، 5 شباط 2016، https://paper.example/a. بيان صحافي.",
        "خالد الغالي، «عنوان»، بيان صحافي، دار، 5 شباط 2016، https://paper.example/a.",
    ],
    "statement": [
        "خالد الغالي. (2016، 5 شباط). «عنوان» [بيان]. دار. https://paper.example/a",
        "خالد الغالي. «عنوان». دار، 5 شباط 2016، https://paper.example/a. بيان.",
        "خالد الغالي، «عنوان»، بيان، دار، 5 شباط 2016، https://paper.example/a.",
    ],
    "court-paper": [
        "خالد الغالي. عنوان (دار، 5 شباط 2016). https://paper.example/a",
        "خالد الغالي. عنوان. دار، 5 شباط 2016، https://paper.example/a.",
        "خالد الغالي، عنوان، دار، 5 شباط 2016، https://paper.example/a.",
    ],
}
IN_ARABIC |= dict.fromkeys(("book", "report"), IN_ARABIC["study"])


@pytest.mark.parametrize("kind", ENGLISH)
def test_each_kind_of_source(languages, kind):
    """In each style and each language, by its own rules."""
    english, arabic = FORMS.get(kind, ("A kind", "نوع"))
    assert cited(languages, of(kind, english), "en") == ENGLISH[kind]
    house = {} if kind == "article" else {"container": "", "publisher": "دار"}
    assert cited(languages, ARABIC._replace(type=COMMON_KINDS[kind], form=arabic, **house), "ar") == IN_ARABIC[kind]


def test_a_court_paper_without_a_date_says_so(languages):
    """In the brackets in which the day would stand."""
    paper = of("court-paper", "", authors=(), date=None, address="")
    assert cited(languages, paper, "en")[0] == "A title (A House, n.d.)."


DATES = {  # EDTF: APA, MLA, Chicago; then in Arabic APA and the other two
    "2016": ("2016", "2016", "2016", "2016", "2016"),
    "2016-02": ("2016, February", "Feb. 2016", "February 2016", "2016، شباط", "شباط 2016"),
    "2016-02-05": ("2016, February 5", "5 Feb. 2016", "February 5, 2016", "2016، 5 شباط", "5 شباط 2016"),
    "2016-02-05T12:30:00Z": ("2016, February 5", "5 Feb. 2016", "February 5, 2016", "2016، 5 شباط", "5 شباط 2016"),
    "2014-12~": (
        "ca. 2014, December", "circa Dec. 2014", "ca. December 2014", "نحو 2014، كانون الأول", "نحو كانون الأول 2014",
    ),
    "2014?": ("2014?", "2014?", "2014?", "2014؟", "2014؟"),
    "2014%": ("ca. 2014?", "circa 2014?", "ca. 2014?", "نحو 2014؟", "نحو 2014؟"),
    "2014-09-02/2014-09-03": (
        "2014, September 2–3", "2–3 Sept. 2014", "September 2–3, 2014", "2014، 2–3 أيلول", "2–3 أيلول 2014",
    ),
    "2015-06/2015-10": (
        "2015, June–2015, October", "June–Oct. 2015", "June–October 2015",
        "من 2015، حزيران إلى 2015، تشرين الأول", "من حزيران إلى تشرين الأول 2015",
    ),
    "2015/2016": ("2015–2016", "2015–2016", "2015–2016", "من 2015 إلى 2016", "من 2015 إلى 2016"),
    "2014/..": ("2014–present", "2014–present", "2014–present", "منذ 2014", "منذ 2014"),
    "2016-21": ("2016, Spring", "spring 2016", "Spring 2016", "2016، ربيع", "ربيع 2016"),
    "2016-02-XX": ("2016, February", "Feb. 2016", "February 2016", "2016، شباط", "شباط 2016"),
    "2016-XX": ("2016", "2016", "2016", "2016", "2016"),
    "201X": ("the 2010s", "the 2010s", "the 2010s", "العقد 2010–2019", "العقد 2010–2019"),
    "-0043": ("44 BCE",) * 3 + ("44 ق.م",) * 2,
}  # fmt: skip


@pytest.mark.parametrize("date", DATES)
def test_each_precision_of_a_date(languages, date):
    """No more precise than it was given, in the order that a style has; and never an hour."""
    apa, mla, chicago, arabic_apa, arabic = DATES[date]
    assert cited(languages, WORK._replace(date=edtf.parse(date)), "en") == [
        f"Doe, J. ({apa}). <i>A title</i>. The Paper. https://paper.example/a",
        f"Doe, Jane. “A title.” <i>The Paper</i>, {mla}, https://paper.example/a.",
        f"Jane Doe, “A title,” <i>The Paper</i>, {chicago}, https://paper.example/a.",
    ]
    assert cited(languages, ARABIC._replace(date=edtf.parse(date)), "ar") == [
        f"خالد الغالي. ({arabic_apa}). «عنوان». الصحيفة. https://paper.example/a",
        f"خالد الغالي. «عنوان». الصحيفة، {arabic}، https://paper.example/a.",
        f"خالد الغالي، «عنوان»، الصحيفة، {arabic}، https://paper.example/a.",
    ]


@pytest.mark.parametrize("date", [None, "../.."])
def test_no_date(languages, date):
    """APA says that there is none; the others leave it out."""
    undated = {"date": date and edtf.parse(date)}
    assert cited(languages, WORK._replace(**undated), "en") == [
        "Doe, J. (n.d.). <i>A title</i>. The Paper. https://paper.example/a",
        "Doe, Jane. “A title.” <i>The Paper</i>, https://paper.example/a.",
        "Jane Doe, “A title,” <i>The Paper</i>, https://paper.example/a.",
    ]
    assert cited(languages, ARABIC._replace(**undated), "ar")[0].startswith("خالد الغالي. (د.ت.). «عنوان».")


LONG = tuple(Name(f"F{n}", "Ann") for n in range(22))
AUTHORS = (
    ((), ["<i>A title</i>. (2016, February 5). ", "“A title.” ", "“A title,” "]),
    ((Name("Reuters"),), ["Reuters. (", "Reuters. “", "Reuters, “"]),
    ((Name("Berger", "J.M."),), ["Berger, J. M. (", "Berger, J. M. “", "J. M. Berger, “"]),
    ((Name("Sartre", "Jean-Paul"),), ["Sartre, J.-P. (", "Sartre, Jean-Paul. “", "Jean-Paul Sartre, “"]),
    ((JANE, ANNE), ["Doe, J., & Roe, A. M. (", "Doe, Jane, and Anne Mary Roe. “", "Jane Doe and Anne Mary Roe, “"]),
    (LONG[:3], ["F0, A., F1, A., & F2, A. (", "F0, Ann, et al. “", "Ann F0, Ann F1, and Ann F2, “"]),
    (LONG[:4], ["F0, A., F1, A., F2, A., & F3, A. (", "F0, Ann, et al. “", "Ann F0 et al., “"]),
    (LONG, ["F0, A., F1, A., ", "F0, Ann, et al. “", "Ann F0 et al., “"]),
)


@pytest.mark.parametrize(("authors", "expected"), AUTHORS)
def test_authors(languages, authors, expected):
    """Turned round where a style asks it; a body never is."""
    for found, start in zip(cited(languages, WORK._replace(authors=authors), "en"), expected, strict=True):
        assert found.startswith(start)


def test_of_more_than_twenty_authors_the_last_is_named(languages):
    assert ", F18, A., … F21, A. (" in cited(languages, WORK._replace(authors=LONG), "en")[0]


def test_arabic_names_are_never_turned_round(languages):
    """Two are joined with the conjunction, of many the first is named."""
    names = (Name("بيرغر", "ج. م."), Name("مورغان", "جوناثان"))
    assert all(
        found.startswith("ج. م. بيرغر وجوناثان مورغان")
        for found in cited(languages, ARABIC._replace(authors=names), "ar")
    )
    assert cited(languages, ARABIC._replace(authors=names * 2), "ar")[2].startswith("ج. م. بيرغر وآخرون، «")


def test_a_name_that_looks_like_a_gap_stays(languages):
    names = (Name("{1}"), Name("{0}"))
    assert cited(languages, WORK._replace(authors=names), "en")[2].startswith("{1} and {0}, “")


def test_a_title_in_another_language_is_translated(languages):
    """The title as it stands on the work, isolated and never slanted, and its translation in brackets."""
    foreign = WORK._replace(title="عنوان", translation="A title", language="ar", direction="rtl")
    assert cited(languages, foreign, "en") == [
        "Doe, J. (2016, February 5). عنوان [A title]. The Paper. https://paper.example/a",
        "Doe, Jane. “عنوان” [A title]. <i>The Paper</i>, 5 Feb. 2016, https://paper.example/a.",
        "Jane Doe, “عنوان” [A title], <i>The Paper</i>, February 5, 2016, https://paper.example/a.",
    ]
    assert '<bdi lang="ar" dir="rtl">عنوان</bdi>' in citation_styles.cite(foreign, languages["en"], "apa")
    english = ARABIC._replace(title="A title", translation="عنوان", language="en", direction="ltr")
    assert cited(languages, english, "ar")[2].startswith("خالد الغالي، «A title» [عنوان]، الصحيفة")
    french = WORK._replace(title="Un titre", translation="A title", language="fr", direction="")
    assert '<i><bdi lang="fr">Un titre</bdi></i> [A title]' in citation_styles.cite(french, languages["en"], "apa")


def test_a_description_is_no_title(languages):
    """It stands bare; only MLA leaves its brackets out."""
    described = WORK._replace(title="[A report on “it”]", described=True)
    assert cited(languages, described, "en") == [
        "Doe, J. (2016, February 5). [A report on “it”]. The Paper. https://paper.example/a",
        "Doe, Jane. A report on “it”. <i>The Paper</i>, 5 Feb. 2016, https://paper.example/a.",
        "Jane Doe, [A report on “it”], <i>The Paper</i>, February 5, 2016, https://paper.example/a.",
    ]


def test_marks_do_not_pile_up(languages):
    """A question ends a sentence by itself, quotation marks change within quotation marks, and what is last has a stop."""
    asked = WORK._replace(title="What is “it”?")
    assert cited(languages, asked, "en")[:2] == [
        "Doe, J. (2016, February 5). <i>What is “it”?</i> The Paper. https://paper.example/a",
        "Doe, Jane. “What is ‘it’?” <i>The Paper</i>, 5 Feb. 2016, https://paper.example/a.",
    ]
    alone = WORK._replace(container="", date=None, address="")
    assert cited(languages, alone, "en") == [
        "Doe, J. (n.d.). <i>A title</i>.",
        "Doe, Jane. “A title.”",
        "Jane Doe, “A title.”",
    ]


def test_without_an_address_the_archived_copy_stands_in(languages):
    found = cited(languages, WORK._replace(address="", archived="https://archive.example/1"), "en")
    assert all("https://archive.example/1" in text for text in found)


def test_an_event_is_cited_with_its_version_and_its_address(tmp_path):
    """The site is its author where nobody else is named, and not said twice."""
    worlds.write(tmp_path, worlds.files(**{"content/events/e.yaml": worlds.event(updated="2026-11-27")}))
    english = edition(tmp_path, address="https://record.example/")
    place = "https://record.example/en/events/e.html"
    assert [text(works.reference(english, "events", "e", style).markup) for style in STYLES] == [
        f"A record. (2026, November 27). <i>Something happens</i>. {place}",
        f"“Something happens.” <i>A record</i>, 27 Nov. 2026, {place}.",
        f"“Something happens,” A record, last modified November 27, 2026, {place}.",
    ]
    arabic = edition(tmp_path, "ar", "https://record.example/")
    place = place.replace("/en/", "/ar/")
    assert [text(works.reference(arabic, "events", "e", style).markup) for style in STYLES] == [
        f"سجل. (2026، 27 تشرين الثاني). «يحدث أمر». {place}",
        f"«يحدث أمر». سجل، 27 تشرين الثاني 2026، {place}.",
        f"«يحدث أمر»، سجل، آخر تعديل 27 تشرين الثاني 2026، {place}.",
    ]


def test_an_event_without_version_and_address(tmp_path):
    """What is not known is left out; the keepers of a timeline are its authors."""
    site = {**worlds.SITE, "authors": [{"family": both("Doe", "دو"), "given": both("Jane", "جين")}]}
    worlds.write(tmp_path, worlds.files(**{"content/site.yaml": site}))
    assert [text(works.reference(edition(tmp_path), "events", "e", style).markup) for style in STYLES] == [
        "Doe, J. (n.d.). <i>Something happens</i>. A record.",
        "Doe, Jane. “Something happens.” <i>A record</i>.",
        "Jane Doe, “Something happens,” A record.",
    ]


def test_each_source_has_a_reference(tmp_path):
    """The full note, by the source's id."""
    worlds.write(tmp_path, worlds.files())
    assert text(edition(tmp_path).references["s"].markup) == "“صحيفة” [A paper], 2016."


NASTY = st.lists(
    st.sampled_from([*"<>&\"'{}[](),.?!“”‘’«»؟، aZد\0\n\u202e\u2066", "😀", "{0}", "{1}", "<b>"]), max_size=12
).map("".join)


@given(NASTY, NASTY, NASTY, NASTY, st.sampled_from(sorted(ENGLISH)), st.booleans(), st.booleans())
def test_whatever_a_work_says_is_text(languages, title, family, given, container, kind, translated, described):
    """No element but what isolates and what is slanted, and each is closed."""
    work = of(kind, "A kind", title=title, authors=(Name(family, given), Name(given)), container=container)
    work = work._replace(translation=given if translated else "", described=described, address=f"https://x/{title}")
    for code in ("en", "ar"):
        for style in STYLES:
            markup = citation_styles.cite(work, languages[code], style)
            rest = re.sub(r'</?(?:bdi(?: (?:lang|dir)="[a-z]*")*|i)>', "", markup)
            assert "<" not in rest and ">" not in rest and not re.search("&(?!lt;|gt;|amp;|quot;|#x27;)", rest)
            assert markup.count("<bdi") == markup.count("</bdi>") and markup.count("<i>") == markup.count("</i>")
