"""ISBNs, DOIs, pages and volumes: what is right stays, what is nearly right is offered as it would be right."""

from __future__ import annotations

import contextlib
import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.world import eastern
from timeline.text import identifiers
from timeline.text.identifiers import IdentifierError

READERS = {name: getattr(identifiers, name) for name in ("isbn", "doi", "pages", "numbering")}
RIGHT = {
    "isbn": ("978-0-306-40615-7", "9780306406157", "0-306-40615-2", "080442957X", "0 8044 2957 x", "979-10-90636-07-1"),
    "doi": (
        "10.1080/1057610X.2016.1157408",
        "10.1000/182",
        "10.1002/(SICI)1099-1050<1::AID>3.0.CO;2-6",
        "10.1000.10/x",
    ),
    "pages": ("12", "12-15", "xii-xv", "12-15, 20", "A1, A4", "12r-14v", "e1001", "99-100"),
    "numbering": ("12", "12/13", "IV", "n.s. 3", "Special issue", "No Mercy", "volume of tears"),
}
NEARLY = {  # what people copy: what is offered
    "isbn": {
        "ISBN 978-0-306-40615-7": "978-0-306-40615-7",
        "ISBN-13: 9780306406157": "9780306406157",
        "978–0–306–40615–7": "978-0-306-40615-7",
        "٩٧٨٠٣٠٦٤٠٦١٥٧": "9780306406157",
        "978-0-306-40615-7 (pbk.)": "978-0-306-40615-7",
        "0-306-40615-2; 978-0-306-40615-7": "978-0-306-40615-7",
        "urn:isbn:9780306406157": "9780306406157",
        "ردمك 978-0-306-40615-7": "978-0-306-40615-7",
        "\u200e9780306406157": "9780306406157",
    },
    "doi": {
        "https://doi.org/10.1000/182": "10.1000/182",
        "http://dx.doi.org/10.1000/182": "10.1000/182",
        "doi:10.1000/182": "10.1000/182",
        "<10.1000/182>": "10.1000/182",
        "(doi: 10.1000/182).": "10.1000/182",
        "doi:10.1000/abc(1)": "10.1000/abc(1)",
        "10.1000⁄182": "10.1000/182",
        "DOI 10.1000/182.": "10.1000/182",
        "https://doi.org/10.1000/a%2Fb": "10.1000/a/b",
        "https://www.tandfonline.com/doi/full/10.1080/1057610X.2016.1157408": "10.1080/1057610X.2016.1157408",
    },
    "pages": {
        "pp. 12-15": "12-15",
        "pp. 12–15.": "12-15",
        "pages 12 to 15": "12-15",
        "ص 12 إلى 15": "12-15",
        "p. 12": "12",
        "12–15": "12-15",
        "12 - 15": "12-15",
        "12-15,20": "12-15, 20",
        "ص 12": "12",
        "ص ص ١٢–١٥": "12-15",
        "الصفحات 12-15": "12-15",
        "123-5": "123-125",
    },
    "numbering": {"vol. 12": "12", "No. 3": "3", "مج ١٢": "12", "العدد 3": "3", "١٢": "12", "12–13": "12-13"},
}
WRONG = {
    "isbn": ("", "none", "978-0-306-40615-8", "0-306-40615-3", "97803064061", "4006381333931", "9780306406X57"),
    "doi": ("", "182", "10.1000", "10.1000/", "10.10/x", "https://example.org/", "10.1000/a b"),
    "pages": ("", "all", "15-12", "12-", "-12", "12--15", "1-2-3", "12; 13-"),
    "numbering": (),
}


def refused(name: str, text: str) -> IdentifierError:
    with pytest.raises(IdentifierError) as told:
        READERS[name](text)
    return told.value


@pytest.mark.parametrize(("name", "text"), [(name, text) for name, texts in RIGHT.items() for text in texts])
def test_what_is_right_stays_as_it_is(name, text):
    assert READERS[name](text) == text


@pytest.mark.parametrize(("name", "text"), [(name, text) for name, texts in NEARLY.items() for text in texts])
def test_what_people_copy_is_offered_as_it_would_be_right(name, text):
    """And what is offered is right."""
    offered = re.search("`(.+)`", refused(name, text).help)[1]
    assert offered == NEARLY[name][text] and READERS[name](offered) == offered


@pytest.mark.parametrize(("name", "text"), [(name, text) for name, texts in WRONG.items() for text in texts])
def test_what_is_wrong_is_refused(name, text):
    assert refused(name, text).help


@given(st.from_regex("97[89][0-9]{9}|[0-9]{9}", fullmatch=True))
def test_one_last_digit_fits_the_others(digits):
    """Of an ISBN's; a wrong one is told what it would be."""
    known = [last for last in "0123456789X" if identifiers._isbn_digits(digits + last)]
    assert len(known) == 1 and identifiers.isbn(digits + known[0])
    wrong = next(last for last in "0123456789" if last != known[0])
    assert f"`{known[0]}`" in refused("isbn", digits + wrong).help


@given(st.integers(1, 9999), st.integers(1, 9999))
def test_pages_run_forward(first, last):
    if first <= last:
        assert identifiers.pages(f"{first}-{last}") == f"{first}-{last}"
    else:
        assert refused("pages", f"{first}-{last}").code == "bad-pages"


@given(st.sampled_from(sorted(READERS)), st.text(max_size=300))
def test_any_text_is_read_or_refused(name, text):
    """Whatever stands there, in any script, and what is offered in its place is read."""
    for said in (text, eastern(text)):
        try:
            assert READERS[name](said) == said
        except IdentifierError as fault:
            if offered := re.fullmatch("(?:write|write the DOI alone:) `(.+)`.*", fault.help):
                assert READERS[name](offered[1]) == offered[1]


@pytest.mark.parametrize("name", READERS)
@pytest.mark.parametrize("piece", ["1", "-", "1-", "1, ", "10.1000/", "10.", "%31", "x", "ص ", "p. ", " ", "٣"])
def test_no_long_text_takes_long(name, piece):
    """Of as many characters as one may have."""
    start = time.perf_counter()
    with contextlib.suppress(IdentifierError):
        READERS[name]((piece * 300)[:300])
    assert time.perf_counter() - start < 0.2
