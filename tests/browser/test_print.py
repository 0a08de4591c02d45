"""Printed by a real browser: numbered notes for all sources, nothing cut that belongs together, a title on every page."""

from __future__ import annotations

import io
import re
import subprocess
import unicodedata

import pytest
from pypdf import PdfReader

from tests.paper import sheets
from tests.programs import find

EVENTS = ("2016-02-05-twitter-125000", "2014-09-accounts-fall-silent", "2014-09-02-thousand-accounts-claim")
# Chromium lays text out for reading and a PDF gives it back so; what differs is space, and how letters are joined.
_squeezed = lambda text: re.sub(r"\W+", "", unicodedata.normalize("NFKC", text))


@pytest.mark.parametrize("event", EVENTS)
@pytest.mark.parametrize("code", ("en", "ar"))
def test_numbers_lead_to_notes(reader, site, code, event):
    """On paper the margin's citations make way for numbers in order, each with a note; on a screen it is the reverse."""
    page = reader()
    page.goto((site / code / f"events/{event}.html").as_uri())
    assert not page.locator(".notes, .ref").evaluate_all("all => all.some(e => e.offsetParent)")
    passages = page.locator(".sigla").count()
    page.emulate_media(media="print")
    assert not page.locator(".sigla").evaluate_all("all => all.some(e => e.offsetParent)")
    numbers = page.locator(".ref").all_inner_texts()
    assert numbers == [str(n) for n in range(1, len(numbers) + 1)] and page.locator(".ref").first.is_visible()
    assert len(numbers) == page.locator(".notes li").count() >= 3 and passages
    places = page.locator(".event .at").evaluate_all("all => all.map(e => e.textContent.trim())")
    notes = " ".join(page.locator(".notes li").all_inner_texts())
    assert all(place in notes for place in places if place)


@pytest.mark.parametrize("format", ("A4", "Letter"))
@pytest.mark.parametrize("path", (*(f"events/{event}.html" for event in EVENTS), "record/index.html"))
def test_no_statement_is_cut(reader, site, path, format):
    """Each statement, figure and side stands whole on one page, and every page has its title and its number."""
    page = reader()
    page.goto((site / "en" / path).as_uri())
    page.emulate_media(media="print")
    whole = page.locator(
        ".statement > p, .statement > div:last-child > p:first-child, .number, .account"
    ).all_inner_texts()
    printed = sheets(page.pdf(format=format))
    squeezed = [_squeezed(sheet) for sheet in printed]
    assert len(whole) > 3
    for text in whole:
        assert any(_squeezed(text) in sheet for sheet in squeezed), text
    body = printed[1:] if "record" in path else printed
    assert all("Suspended Accounts" in sheet for sheet in body)
    first = 2 if "record" in path else 1
    for number, sheet in enumerate(body, first):
        assert str(number) in sheet.split(), number


@pytest.mark.parametrize("path", ("events/2016-02-05-twitter-125000", "paths/who-asked-whom-for-what"))
def test_two_languages_print_under_both_titles(reader, site, path):
    """Side by side on paper, every page has its title in each language, each on its side."""
    page = reader()
    page.goto((site / f"parallel/{path}.html").as_uri())
    titles = page.locator(".abreast.title > [lang]").all_inner_texts()
    words = set(re.findall(r"[^\W\d]+", " ".join(titles)))  # of a line in two directions pypdf mixes up the order
    printed = [sheet.extract_text() for sheet in PdfReader(io.BytesIO(page.pdf(format="A4"))).pages]
    assert len(printed) > 1
    for number, sheet in enumerate(printed, 1):
        assert words <= set(re.findall(r"[^\W\d]+", unicodedata.normalize("NFKC", sheet))), number


@pytest.mark.parametrize("code", ("en", "ar"))
def test_the_documented_command_makes_the_record(reader, site, tmp_path, code):
    """As docs/citing.md has it: A4, tagged, with an outline, and in each language every word can be searched for."""
    made = tmp_path / "record.pdf"
    subprocess.run(
        [
            find("chromium"), "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer",
            "--generate-pdf-document-outline", f"--print-to-pdf={made}", f"{(site / code / 'record/index.html').as_uri()}#a4",
        ],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    document = PdfReader(made)
    assert [round(float(n)) for n in document.pages[0].mediabox[2:]] == [595, 842]
    assert 15 <= len(document.pages) <= 40
    assert document.trailer["/Root"]["/MarkInfo"]["/Marked"] and document.outline
    # Of Arabic, pypdf gives back more words than pdfium, which is ten times as fast.
    read = {"en": lambda: sheets(made.read_bytes()), "ar": lambda: [sheet.extract_text() for sheet in document.pages]}
    text = unicodedata.normalize("NFKC", "\n".join(read[code]()))  # ﬁ is two letters
    page = reader()
    page.goto((site / code / "record/index.html").as_uri())
    page.emulate_media(media="print")
    # Vowel marks stand over their letter, so where they come in a line of letters is anyone's choice: such words are left out.
    words = {"en": r"[A-Za-z]{4,}", "ar": r"[\u0621-\u064a]{3,}(?![\u064b-\u0652])"}[code]
    asked = set(re.findall(rf"(?<!\w){words}(?!\w)", page.locator("main").inner_text()))
    assert len(asked) > 500 and {"en": "Twitter", "ar": "تويتر"}[code] in asked
    assert sorted(word for word in asked if word not in text) == []
