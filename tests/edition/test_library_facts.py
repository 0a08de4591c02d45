"""What a library notes of a source, in citations and in the files of citation managers, by what type of work it is."""

from __future__ import annotations

import json
import typing

import pytest
import rispy
from pybtex.database import parse_string

from tests import world as worlds
from tests.edition.test_citation_styles import STYLES, edition, text
from tests.edition.test_dates_in_words import language
from tests.world import both
from timeline.edition import bibliographic_types, citation_files, citation_styles, sources, views, works
from timeline.edition.edition import Edition
from timeline.records.field_types import Bibliographic
from timeline.text import edtf

JANE = {"family": both("Doe", "دو"), "given": both("Jane", "جين")}
ANNE = {"family": both("Roe", "رو"), "given": both("Anne Mary", "آن ماري")}
OMAR = {"family": both("Ali", "علي"), "given": both("Omar", "عمر")}
KEW, HOUSE, BEIRUT = (
    both("The National Archives, Kew", "الأرشيف الوطني، كيو"),
    both("A House", "دار"),
    both("Beirut", "بيروت"),
)
LONDON, SECOND = both("London", "لندن"), both("2nd ed.", "ط 2")
KINDS = {  # of the project: what each is called, and what it is cited as
    "journal": (both("Journal article", "مقالة محكّمة"), "article-journal"),
    "newspaper": (both("Newspaper article", "مقال صحافي"), "article-newspaper"),
    "manuscript": (both("Manuscript", "مخطوط"), "manuscript"),
    "decree": (both("Decree", "مرسوم"), "legislation"),
    "map": (both("Map", "خريطة"), "map"),
    "letter": (both("Letter", "رسالة"), "personal_communication"),
    "interview": (both("Interview", "مقابلة"), "interview"),
    "chapter": (both("Chapter", "فصل"), "chapter"),
    "thesis": (both("PhD dissertation", "رسالة دكتوراه"), "thesis"),
    "web": (both("Web page", "صفحة"), "webpage"),
}


def source(kind: str, **said) -> dict:
    base = {**worlds.SOURCE, "kind": kind, "language": "en", "title": both("A title", "عنوان"), "published": "1916"}
    return {**base, "authors": [JANE], **said}


PAPERS = {"container": both("Doe Papers", "أوراق دو"), "repository": KEW, "shelfmark": "FO 371/1234"}
JOURNAL = {"container": both("Journal of Things", "مجلة الأشياء"), "volume": "12", "issue": "3", "pages": "12-15"}
SOURCES = {
    "journal": source("journal", authors=[JANE, ANNE], **JOURNAL, doi="10.1000/182"),
    "newspaper": source(
        "newspaper",
        outlet=both("The Times", "التايمز"),
        issue="41169",
        pages="4",
        published_in=LONDON,
        published="1916-05-16",
    ),
    "book": source(
        "book",
        editors=[ANNE],
        translators=[OMAR],
        edition=SECOND,
        volume="3",
        outlet=HOUSE,
        published_in=BEIRUT,
        isbn="978-0-306-40615-7",
    ),
    "edited": source("book", authors=[], editors=[JANE, ANNE], outlet=HOUSE, published_in=BEIRUT),
    "chapter": source(
        "chapter",
        editors=[ANNE],
        container=both("The Book", "الكتاب"),
        edition=SECOND,
        volume="3",
        pages="12-15",
        outlet=HOUSE,
        published_in=BEIRUT,
    ),
    "papers": source("manuscript", title=both("[Letter to a sultan]", "[رسالة إلى سلطان]"), **PAPERS, pages="12r-14v"),
    "manuscript": source("manuscript", repository=KEW, shelfmark="MS 1"),
    "decree": source(
        "decree",
        language="ar",
        title=both("Decree No. 12", "المرسوم رقم 12"),
        authors=[],
        container=both("Official Gazette", "الجريدة الرسمية"),
        issue="3",
        pages="12",
        outlet=both("Ministry", "الوزارة"),
    ),
    "map": source(
        "map", outlet=both("War Office", "وزارة الحرب"), published_in=LONDON, repository=KEW, shelfmark="Maps 1"
    ),
    "letter": source("letter"),
    "interview": source("interview", outlet=both("Al Jazeera", "الجزيرة")),
    "thesis": source("thesis", outlet=both("A University", "جامعة")),
    "web": source("web", container=both("A site", "موقع"), outlet=both("A body", "هيئة"), address="https://x.org/"),
}
ENGLISH = {
    "journal": [
        "Doe, J., & Roe, A. M. (1916). A title. <i>Journal of Things</i>, <i>12</i>(3), 12–15. https://doi.org/10.1000/182",
        "Doe, Jane, and Anne Mary Roe. “A title.” <i>Journal of Things</i>, vol. 12, no. 3, 1916, pp. 12–15, https://doi.org/10.1000/182.",
        "Jane Doe and Anne Mary Roe, “A title,” <i>Journal of Things</i> 12, no. 3 (1916): 12–15, https://doi.org/10.1000/182.",
    ],
    "newspaper": [
        "Doe, J. (1916, May 16). A title. <i>The Times</i>, (41169), 4.",
        "Doe, Jane. “A title.” <i>The Times</i>, no. 41169, 16 May 1916, p. 4.",
        "Jane Doe, “A title,” <i>The Times</i> (London), no. 41169, May 16, 1916, 4.",
    ],
    "book": [
        "Doe, J. (1916). <i>A title</i> (A. M. Roe, Ed.; O. Ali, Trans.; 2nd ed., Vol. 3). A House.",
        "Doe, Jane. <i>A title</i>. Edited by Anne Mary Roe, translated by Omar Ali, 2nd ed., vol. 3, A House, 1916.",
        "Jane Doe, <i>A title</i>, ed. Anne Mary Roe, trans. Omar Ali, 2nd ed., vol. 3 (Beirut: A House, 1916).",
    ],
    "edited": [
        "Doe, J., & Roe, A. M. (Eds.). (1916). <i>A title</i>. A House.",
        "Doe, Jane, and Anne Mary Roe, editors. <i>A title</i>. A House, 1916.",
        "Jane Doe and Anne Mary Roe, eds., <i>A title</i> (Beirut: A House, 1916).",
    ],
    "chapter": [
        "Doe, J. (1916). A title. In A. M. Roe (Ed.), <i>The Book</i> (2nd ed., Vol. 3, pp. 12–15). A House.",
        "Doe, Jane. “A title.” <i>The Book</i>, edited by Anne Mary Roe, 2nd ed., vol. 3, A House, 1916, pp. 12–15.",
        "Jane Doe, “A title,” in <i>The Book</i>, ed. Anne Mary Roe, 2nd ed., vol. 3 (Beirut: A House, 1916), 12–15.",
    ],
    "papers": [
        "Doe, J. (1916). [Letter to a sultan]. Doe Papers (FO 371/1234). The National Archives, Kew.",
        "Doe, Jane. Letter to a sultan. 1916, pp. 12r–14v, The National Archives, Kew, Doe Papers, FO 371/1234.",
        "Jane Doe, [Letter to a sultan], 1916, 12r–14v, FO 371/1234, Doe Papers, The National Archives, Kew.",
    ],
    "manuscript": [
        "Doe, J. (1916). <i>A title</i> (MS 1) [Manuscript]. The National Archives, Kew.",
        "Doe, Jane. “A title.” 1916, The National Archives, Kew, MS 1. Manuscript.",
        "Jane Doe, “A title,” manuscript, 1916, MS 1, The National Archives, Kew.",
    ],
    "decree": [
        "المرسوم رقم 12 [Decree No. 12], <i>Official Gazette</i>, (3), 12 (Ministry, 1916).",
        "المرسوم رقم 12 [Decree No. 12]. <i>Official Gazette</i>, no. 3, Ministry, 1916, p. 12.",
        "المرسوم رقم 12 [Decree No. 12], <i>Official Gazette</i>, no. 3, Ministry, 1916, 12.",
    ],
    "map": [
        "Doe, J. (1916). <i>A title</i> (Maps 1) [Map]. War Office. The National Archives, Kew.",
        "Doe, Jane. <i>A title</i>. War Office, 1916, The National Archives, Kew, Maps 1. Map.",
        "Jane Doe, <i>A title</i>, map (London: War Office, 1916), Maps 1, The National Archives, Kew.",
    ],
    "letter": [
        "Doe, J. (1916). <i>A title</i> [Letter].",
        "Doe, Jane. “A title.” 1916. Letter.",
        "Jane Doe, “A title,” letter, 1916.",
    ],
    "interview": [
        "Doe, J. (1916). <i>A title</i> [Interview]. Al Jazeera.",
        "Doe, Jane. “A title.” Al Jazeera, 1916. Interview.",
        "Jane Doe, “A title,” interview, Al Jazeera, 1916.",
    ],
    "thesis": [
        "Doe, J. (1916). <i>A title</i> [PhD dissertation, A University].",
        "Doe, Jane. <i>A title</i>. 1916. A University, PhD dissertation.",
        "Jane Doe, “A title” (PhD dissertation, A University, 1916).",
    ],
    "web": [
        "Doe, J. (1916). <i>A title</i>. A site. https://x.org/",
        "Doe, Jane. “A title.” <i>A site</i>, A body, 1916, https://x.org/.",
        "Jane Doe, “A title,” <i>A site</i>, A body, 1916, https://x.org/.",
    ],
}
IN_ARABIC = {
    "journal": [
        "جين دو وآن ماري رو. (1916). «A title» [عنوان]. مجلة الأشياء، مج 12، ع 3، ص ص 12–15. https://doi.org/10.1000/182",
        "جين دو وآن ماري رو. «A title» [عنوان]. مجلة الأشياء، مج 12، ع 3، 1916، ص ص 12–15، https://doi.org/10.1000/182.",
        "جين دو وآن ماري رو، «A title» [عنوان]، مجلة الأشياء، مج 12، ع 3 (1916)، ص ص 12–15، https://doi.org/10.1000/182.",
    ],
    "newspaper": [
        "جين دو. (1916، 16 أيار). «A title» [عنوان]. التايمز، ع 41169، ص 4.",
        "جين دو. «A title» [عنوان]. التايمز، ع 41169، لندن، 16 أيار 1916، ص 4.",
        "جين دو، «A title» [عنوان]، التايمز (لندن)، ع 41169، 16 أيار 1916، ص 4.",
    ],
    "book": [
        "جين دو. (1916). «A title» [عنوان] (تحقيق آن ماري رو؛ ترجمة عمر علي؛ ط 2، مج 3). بيروت: دار.",
        "جين دو. «A title» [عنوان]. تحقيق آن ماري رو، ترجمة عمر علي، ط 2، مج 3، بيروت: دار، 1916.",
        "جين دو، «A title» [عنوان]، تحقيق آن ماري رو، ترجمة عمر علي، ط 2، مج 3 (بيروت: دار، 1916).",
    ],
    "edited": [
        "جين دو وآن ماري رو (محرران). (1916). «A title» [عنوان]. بيروت: دار.",
        "جين دو وآن ماري رو (محرران). «A title» [عنوان]. بيروت: دار، 1916.",
        "جين دو وآن ماري رو (محرران)، «A title» [عنوان] (بيروت: دار، 1916).",
    ],
    "chapter": [
        "جين دو. (1916). «A title» [عنوان]. في: الكتاب، تحرير آن ماري رو (ط 2، مج 3، ص ص 12–15). بيروت: دار.",
        "جين دو. «A title» [عنوان]. في: الكتاب، تحرير آن ماري رو، ط 2، مج 3، بيروت: دار، 1916، ص ص 12–15.",
        "جين دو، «A title» [عنوان]، في: الكتاب، تحرير آن ماري رو، ط 2، مج 3 (بيروت: دار، 1916)، ص ص 12–15.",
    ],
    "papers": [
        "جين دو. (1916). [رسالة إلى سلطان]. أوراق دو (FO 371/1234). الأرشيف الوطني، كيو.",
        "جين دو. رسالة إلى سلطان. 1916، ص ص 12r–14v، الأرشيف الوطني، كيو، أوراق دو، FO 371/1234.",
        "جين دو، [رسالة إلى سلطان]، 1916، ص ص 12r–14v، FO 371/1234، أوراق دو، الأرشيف الوطني، كيو.",
    ],
    "manuscript": [
        "جين دو. (1916). «A title» [عنوان] (MS 1) [مخطوط]. الأرشيف الوطني، كيو.",
        "جين دو. «A title» [عنوان]. 1916، الأرشيف الوطني، كيو، MS 1. مخطوط.",
        "جين دو، «A title» [عنوان]، مخطوط، 1916، MS 1، الأرشيف الوطني، كيو.",
    ],
    "decree": [
        "المرسوم رقم 12، الجريدة الرسمية، ع 3، ص 12 (الوزارة، 1916).",
        "المرسوم رقم 12. الجريدة الرسمية، ع 3، الوزارة، 1916، ص 12.",
        "المرسوم رقم 12، الجريدة الرسمية، ع 3، الوزارة، 1916، ص 12.",
    ],
    "map": [
        "جين دو. (1916). «A title» [عنوان] (Maps 1) [خريطة]. لندن: وزارة الحرب. الأرشيف الوطني، كيو.",
        "جين دو. «A title» [عنوان]. لندن: وزارة الحرب، 1916، الأرشيف الوطني، كيو، Maps 1. خريطة.",
        "جين دو، «A title» [عنوان]، خريطة (لندن: وزارة الحرب، 1916)، Maps 1، الأرشيف الوطني، كيو.",
    ],
    "letter": [
        "جين دو. (1916). «A title» [عنوان] [رسالة].",
        "جين دو. «A title» [عنوان]. 1916. رسالة.",
        "جين دو، «A title» [عنوان]، رسالة، 1916.",
    ],
    "interview": [
        "جين دو. (1916). «A title» [عنوان] [مقابلة]. الجزيرة.",
        "جين دو. «A title» [عنوان]. الجزيرة، 1916. مقابلة.",
        "جين دو، «A title» [عنوان]، مقابلة، الجزيرة، 1916.",
    ],
    "thesis": [
        "جين دو. (1916). «A title» [عنوان] [رسالة دكتوراه، جامعة].",
        "جين دو. «A title» [عنوان]. 1916. جامعة، رسالة دكتوراه.",
        "جين دو، «A title» [عنوان] (رسالة دكتوراه، جامعة، 1916).",
    ],
    "web": [
        "جين دو. (1916). «A title» [عنوان]. موقع. https://x.org/",
        "جين دو. «A title» [عنوان]. موقع، هيئة، 1916، https://x.org/.",
        "جين دو، «A title» [عنوان]، موقع، هيئة، 1916، https://x.org/.",
    ],
}
MISHAPS = ("{", "}", "()", "[]", "<i></i>", ", ,", "،،", "  ", "..")  # what a phrase without its text leaves
# The types of CSL 1.0.2, and its names for what is given out here.
CSL_TYPES = set(
    "article article-journal article-magazine article-newspaper bill book broadcast chapter classic collection dataset "
    "document entry entry-dictionary entry-encyclopedia event figure graphic hearing interview legal_case legislation "
    "manuscript map motion_picture musical_score pamphlet paper-conference patent performance periodical "
    "personal_communication post post-weblog regulation report review review-book software song speech standard thesis "
    "treaty webpage".split()
)
CSL_NAMES = set(
    "id type title author editor translator container-title archive archive_collection archive_location edition volume "
    "issue page publisher publisher-place ISBN DOI genre issued language URL abstract note".split()
)


NAMES = {  # in a few words, with the date
    "journal": ("Journal of Things, 1916", "مجلة الأشياء، 1916"),
    "newspaper": ("The Times, 16 May 1916", "التايمز، 16 أيار 1916"),
    "book": ("Jane Doe, 1916", "جين دو، 1916"),
    "edited": ("Jane Doe and Anne Mary Roe, 1916", "جين دو وآن ماري رو، 1916"),
    "chapter": ("Jane Doe, 1916", "جين دو، 1916"),
    "manuscript": ("Jane Doe, 1916", "جين دو، 1916"),
    "decree": ("المرسوم رقم 12, 1916", "المرسوم رقم 12، 1916"),
    "map": ("Jane Doe, 1916", "جين دو، 1916"),
    "interview": ("Al Jazeera, 1916", "الجزيرة، 1916"),
    "thesis": ("Jane Doe, 1916", "جين دو، 1916"),
    "web": ("A body, 1916", "هيئة، 1916"),
    "anonymous": ("The Book of Things, 1916", "The Book of Things، 1916"),
    "kept": ("Deed of sale, 6 November 1455 Julian", "صك بيع، 6 تشرين الثاني 1455 بالتقويم اليولياني"),
    "note": ("A title, Rajab 1141 AH", "A title، رجب 1141 هـ"),
    "report": ("A House, 1916", "دار، 1916"),
    "entry": ("The Encyclopaedia, 1916", "الموسوعة، 1916"),
}
OTHERS = {
    "anonymous": source("book", authors=[], outlet=HOUSE, title=both("The Book of Things: A History", "كتاب الأشياء")),
    "kept": source(
        "manuscript",
        authors=[],
        title=both("[Deed of sale]", "[صك بيع]"),
        repository=KEW,
        published="julian:1455-11-06",
    ),
    "note": source("statement", authors=[], repository=KEW, published="hijri:1141-07"),
    "report": source("report", outlet=HOUSE),
    "entry": source("entry", authors=[], container=both("The Encyclopaedia", "الموسوعة"), outlet=HOUSE),
}
KINDS["entry"] = (both("Entry", "مادة"), "entry-encyclopedia")


@pytest.fixture(scope="module")
def editions(tmp_path_factory) -> dict[str, Edition]:
    kinds = {id: {"name": name, "cited_as": type} for id, (name, type) in KINDS.items()}
    files = {f"content/sources/{id}.yaml": said for id, said in (SOURCES | OTHERS).items()}
    root = worlds.write(
        tmp_path_factory.mktemp("library"), worlds.files(**{"content/source_kinds.yaml": kinds}, **files)
    )
    return {code: edition(root, code) for code in ("en", "ar")}


@pytest.mark.parametrize("id", NAMES)
def test_a_work_of_its_own_is_known_by_who_made_it(editions, id):
    """And not by its publisher or the archive that keeps it; what appears somewhere by where it does. A date of another
    calendar stands alone there."""
    for code, name in zip(("en", "ar"), NAMES[id], strict=True):
        named = sources.citation(editions[code], id, "")
        assert text(views.markup(named.name)).replace("\u2067", "").replace("\u2066", "").replace("\u2069", "") == name
        assert name.startswith(views.plain(named.who)) and name.endswith(named.published)


@pytest.mark.parametrize("id", SOURCES)
@pytest.mark.parametrize(("code", "expected"), [("en", ENGLISH), ("ar", IN_ARABIC)])
def test_each_type_in_each_style(editions, id, code, expected):
    """By the rules of the style and in the words of the language: what stands in italics, what it is called, in which
    order."""
    found = [text(works.reference(editions[code], "sources", id, style).markup) for style in STYLES]
    assert found == expected[id]


def test_a_shelfmark_stays_as_it_is_written(editions):
    """In a line from the right it is one word, so that no number of it changes places; in the digits of whoever keeps
    it, also where the edition has others; and where it is at home it is not marked."""
    work = works.work(editions["en"], "sources", "papers")
    persian = language("fa")
    for style in STYLES:
        assert "<bdi>FO 371/1234</bdi>" in citation_styles.cite(work, editions["ar"].language, style)
        assert "<bdi>FO 371/1234</bdi>" in citation_styles.cite(work, persian, style)
        assert "bdi" not in citation_styles.cite(work, editions["en"].language, style)
        arabic = work._replace(shelfmark="MS عربي 12 <b>")
        assert "<bdi>MS عربي 12 &lt;b&gt;</bdi>" in citation_styles.cite(arabic, editions["en"].language, style)


def test_every_type_is_cited(editions):
    """With all that there can be, and with nothing: no phrase is left with a gap in it, and none without its text."""
    full = works.work(editions["en"], "sources", "journal")._replace(
        editors=(works.work(editions["en"], "sources", "edited").editors),
        translators=(works.work(editions["en"], "sources", "book").translators),
        edition="2nd ed.",
        place="Beirut",
        publisher="A House",
        repository="An archive",
        shelfmark="MS 1",
        isbn="978-0-306-40615-7",
    )
    bare = full._replace(
        **dict.fromkeys(("authors", "editors", "translators"), ()),
        **dict.fromkeys(
            (*"container publisher edition volume issue pages place repository shelfmark isbn doi".split(), "form"), ""
        ),
        date=None,
    )
    for type in (*typing.get_args(Bibliographic), bibliographic_types.EVENT):
        for work in (full._replace(type=type), bare._replace(type=type)):
            for edition_ in editions.values():
                for style in STYLES:
                    said = text(citation_styles.cite(work, edition_.language, style))
                    assert not [mark for mark in MISHAPS if mark in said], said
            assert json.loads(citation_files.csl([work]))[0]["type"] in CSL_TYPES


@pytest.mark.parametrize("id", SOURCES)
def test_csl_has_no_name_that_its_schema_lacks(editions, id):
    (item,) = json.loads(citation_files.csl([works.work(editions["en"], "sources", id)]))
    assert set(item) <= CSL_NAMES and item["type"] == KINDS.get(SOURCES[id]["kind"], ("", "book"))[1]


def test_csl_says_where_it_is_kept_and_what_it_stands_in(editions):
    items = json.loads(citation_files.csl([works.work(editions["en"], "sources", id) for id in SOURCES]))
    found = {item["id"]: item for item in items}
    journal, papers, book = (found[id] for id in ("journal", "papers", "book"))
    assert [journal[name] for name in ("container-title", "volume", "issue", "page", "DOI")] == [
        "Journal of Things", "12", "3", "12-15", "10.1000/182",
    ]  # fmt: skip
    assert [papers[name] for name in ("archive", "archive_collection", "archive_location")] == [
        "The National Archives, Kew", "Doe Papers", "FO 371/1234",
    ]  # fmt: skip
    assert book["publisher-place"] == "Beirut" and book["edition"] == "2nd ed." and "container-title" not in papers
    assert book["editor"] == [{"family": "Roe", "given": "Anne Mary"}]
    assert book["translator"] == [{"family": "Ali", "given": "Omar"}]


def test_bibtex_as_pybtex_reads_it(editions):
    """In the fields of biblatex; a range of pages has the dash that TeX makes of two hyphens."""
    entries = parse_string(
        citation_files.bibtex([works.work(editions["en"], "sources", id) for id in SOURCES]), "bibtex"
    ).entries
    journal, book, chapter, papers = (entries[id] for id in ("journal", "book", "chapter", "papers"))
    assert {id: entry.type for id, entry in entries.items()} == {
        "journal": "article",
        "newspaper": "article",
        "book": "book",
        "edited": "book",
        "chapter": "incollection",
        "thesis": "thesis",
        "web": "online",
        **dict.fromkeys(("papers", "manuscript", "decree", "map", "letter", "interview"), "misc"),
    }
    assert [journal.fields[name] for name in ("journaltitle", "volume", "number", "pages", "doi")] == [
        "Journal of Things", "12", "3", "12--15", "10.1000/182",
    ]  # fmt: skip
    assert [book.fields[name] for name in ("publisher", "address", "edition", "isbn")] == [
        "A House", "Beirut", "2nd ed.", "978-0-306-40615-7",
    ]  # fmt: skip
    assert [str(person) for person in book.persons["editor"]] == ["Roe, Anne Mary"]
    assert book.fields["translator"] == "Ali, Omar"
    assert (chapter.fields["booktitle"], chapter.fields["publisher"]) == ("The Book", "A House")
    assert papers.fields["library"] == "The National Archives, Kew, FO 371/1234"
    assert papers.fields["booktitle"] == "Doe Papers" and papers.fields["howpublished"] == "Manuscript"


def test_ris_as_rispy_reads_it(editions):
    """A range of pages has two ends there, and a place that holds a work is one that RIS has and rispy does not know."""
    found = {
        r["id"]: r
        for r in rispy.loads(citation_files.ris([works.work(editions["en"], "sources", id) for id in SOURCES]))
    }
    assert {id: entry["type_of_reference"] for id, entry in found.items()} == {
        "journal": "JOUR",
        "newspaper": "NEWS",
        "book": "BOOK",
        "edited": "BOOK",
        "chapter": "CHAP",
        "papers": "MANSCPT",
        "manuscript": "MANSCPT",
        "decree": "STAT",
        "map": "MAP",
        "letter": "PCOMM",
        "interview": "GEN",
        "thesis": "THES",
        "web": "ELEC",
    }
    journal, book, papers = (found[id] for id in ("journal", "book", "papers"))
    assert [journal[name] for name in ("secondary_title", "volume", "number", "start_page", "end_page", "doi")] == [
        "Journal of Things", "12", "3", "12", "15", "10.1000/182",
    ]  # fmt: skip
    assert [book[name] for name in ("publisher", "place_published", "edition", "issn")] == [
        "A House", "Beirut", "2nd ed.", "978-0-306-40615-7",
    ]  # fmt: skip
    assert (book["secondary_authors"], book["subsidiary_authors"]) == (["Roe, Anne Mary"], ["Ali, Omar"])
    assert papers["call_number"] == "FO 371/1234" and papers["unknown_tag"]["AV"] == ["The National Archives, Kew"]


def test_pages_that_are_not_in_one_piece_stay_together(editions):
    work = works.work(editions["en"], "sources", "journal")._replace(pages="12-15, 20")
    (found,) = rispy.loads(citation_files.ris([work]))
    assert found["start_page"] == "12-15, 20" and "end_page" not in found
    said = [text(citation_styles.cite(work, editions[code].language, "mla")) for code in ("en", "ar")]
    assert "pp. 12–15, 20," in said[0] and "ص ص 12–15، 20،" in said[1]


def test_an_edition_has_its_own_digits(editions):
    """Those of the language, in volumes, issues and pages; a mark that is asked for stays as it is typed."""
    language = editions["ar"].language.model_copy(update={"digits": "arabic-indic"})
    work = works.work(editions["ar"], "sources", "journal")._replace(date=None, doi="", shelfmark="")
    assert "مج ١٢، ع ٣، ص ص ١٢–١٥." in text(citation_styles.cite(work, language, "apa"))


@pytest.mark.parametrize(
    ("date", "said"),
    [("1916-05-16", "(1916)"), ("1916-05", "(1916)"), ("1916-05~", "(ca. 1916, May)"), ("1916-21", "(1916, Spring)")],
)
def test_a_journal_has_its_year_alone_in_apa(editions, date, said):
    """Where its volume says the rest; not in place of what is less sure, and of nothing else."""
    work = works.work(editions["en"], "sources", "journal")._replace(date=edtf.parse(date))
    assert f" {said}. A title." in text(citation_styles.cite(work, editions["en"].language, "apa"))
    paper = work._replace(type="article-newspaper", date=edtf.parse("1916-05-16"))
    assert "(1916, May 16). A title." in text(citation_styles.cite(paper, editions["en"].language, "apa"))
