"""A path as a class has it: answers that open, a sheet that prints, and a code that a camera reads."""

from __future__ import annotations

import base64
import re

import pytest
import zxingcpp

from tests.paper import sheets

PATHS = ("how-a-number-becomes-a-headline", "what-suspension-did-to-a-network", "who-asked-whom-for-what")
SHEETS = [f"{code}/paths/{id}/sheet.html" for code in ("en", "ar") for id in PATHS]
SHEETS += [f"parallel/paths/{id}.html" for id in PATHS]
# The picture in a page of the browser's own, as grey pixels: width, height and the bytes.
GREY = """async png => {
    const image = new Image();
    image.src = 'data:image/png;base64,' + png;
    await image.decode();
    const canvas = Object.assign(document.createElement('canvas'), {width: image.width, height: image.height});
    const pen = canvas.getContext('2d');
    pen.drawImage(image, 0, 0);
    const {data} = pen.getImageData(0, 0, image.width, image.height);
    let grey = '';
    for (let i = 0; i < data.length; i += 4) grey += String.fromCharCode(data[i + 1]);
    return [image.width, image.height, btoa(grey)];
}"""


@pytest.mark.parametrize("path", SHEETS)
def test_no_question_and_no_passage_is_cut(reader, site, path):
    """A question stands on one sheet of A4 with the lines to answer it on, and so does each passage and thread."""
    page = reader()
    page.goto((site / path).as_uri())
    page.emulate_media(media="print")
    marked = page.evaluate(
        """() => {
            const pieces = document.querySelectorAll('.asks > li, .exhibits > li, .abreast.question, .abreast.exhibit, p.thread, .head');
            [...pieces].forEach((piece, n) => ['start', 'end'].forEach(edge => {
                const mark = document.createElement(/^[UO]L$/.test(piece.parentNode.tagName) ? 'div' : 'span');
                piece.style.position = 'relative';
                mark.style.cssText = `position: absolute; inset-inline-start: 0; inset-block-${edge}: 0; font: 4px/1 monospace; direction: ltr`;
                mark.textContent = `<${n}${edge}>`;
                piece.append(mark);
            }));
            return pieces.length;
        }"""
    )
    assert marked > 15
    printed = sheets(page.pdf(format="A4", prefer_css_page_size=True))
    where = {mark: n for n, text in enumerate(printed) for mark in re.findall(r"<(\d+(?:start|end))>", text)}
    assert len(where) == 2 * marked
    assert all(where[f"{n}start"] == where[f"{n}end"] for n in range(marked))
    assert 3 <= len(printed) <= 12


@pytest.mark.parametrize("code", ("en", "ar"))
@pytest.mark.parametrize("id", PATHS)
def test_the_short_sheet_is_one_sheet_of_paper(reader, site, code, id):
    """Both its sides, with every question and lines to answer it on; on the paper of America, which is shorter, too."""
    page = reader()
    page.goto((site / f"{code}/paths/{id}/short.html").as_uri())
    questions = page.locator(".asks > li")
    asked = reader()
    asked.goto((site / f"{code}/paths/{id}/sheet.html").as_uri())
    assert questions.count() == asked.locator(".asks > li").count() > 8
    assert questions.locator(".asked").all_inner_texts() == asked.locator(".asks .asked").all_inner_texts()
    assert all(li.locator(".lines i").count() for li in questions.all())
    assert page.locator(".back a").get_attribute("href").endswith(f"{code}/paths/{id}/sheet.html")
    for format in ("A4", "Letter"):
        assert len(sheets(page.pdf(format=format, prefer_css_page_size=True))) == 2, format


@pytest.mark.parametrize("path", SHEETS)
def test_the_code_is_read_by_a_camera(reader, site, path):
    """It leads to the sheet itself, where no answer is, in dark mode too; in letters the same stands beside it."""
    page = reader(viewport={"width": 900, "height": 900})
    camera = reader(scripts=True)  # a page of its own: the policy of ours lets no such picture in
    page.goto((site / path).as_uri())
    address = f"https://timeline.example/{path}"
    assert re.sub(r"\s", "", page.locator("p.address").inner_text()) == address
    assert page.locator(".code svg").get_attribute("aria-label")
    grounds = set()
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        grounds.add(page.evaluate("getComputedStyle(document.body).backgroundColor"))
        picture = page.locator(".code").screenshot()
        width, height, grey = camera.evaluate(GREY, base64.b64encode(picture).decode())
        pixels = memoryview(base64.b64decode(grey)).cast("B", shape=[height, width])
        assert [code.text for code in zxingcpp.read_barcodes(pixels)] == [address], scheme
    assert len(grounds) == 2


@pytest.mark.parametrize("code", ("en", "ar"))
def test_answers_open_by_key_and_without_a_script(reader, site, code):
    """An answer is shut until somebody opens it, by Enter or a click; scripts are off here."""
    page = reader()
    page.goto((site / f"{code}/paths/{PATHS[0]}.html").as_uri())
    answers = page.locator("details")
    assert answers.count() == 12 and not answers.locator("> p").first.is_visible()
    answers.locator("summary").first.focus()
    page.keyboard.press("Enter")
    assert answers.locator("> p").first.is_visible() and not answers.locator("> p").nth(1).is_visible()
    answers.locator("summary").nth(1).click()
    assert answers.locator("> p").nth(1).is_visible()


@pytest.mark.parametrize("code", ("en", "ar"))
def test_every_number_on_a_sheet_is_found_on_it(reader, site, code):
    """Paper has no links: each number under a question is that of an event or a passage on the same sheets."""
    for id in PATHS:
        for path in (f"{code}/paths/{id}/sheet.html", f"{code}/paths/{id}/answers.html"):
            page = reader()
            page.goto((site / path).as_uri())
            asked = set(page.locator(".look bdi").all_inner_texts())
            there = page.locator(".exhibits .n").all_inner_texts() + page.locator("h2 .when").all_inner_texts()
            assert len(there) == len(set(there)) and asked <= set(there)
            bare = page.locator(".exhibits > li:not(:has(.source)) .label").all_inner_texts()
            assert len(set(bare)) <= 1, "only a paragraph, which rests on its event's sources, goes without its own"


@pytest.mark.parametrize("size", ((1280, 800), (1024, 768)), ids=str)
@pytest.mark.parametrize("path", [f"{code}/paths/{id}/slides.html" for code in ("en", "ar") for id in PATHS])
def test_a_slide_fits_a_projector(reader, site, path, size):
    """Nothing has to be scrolled on a wall, and the first thing on it is the title alone."""
    width, height = size
    page = reader(viewport={"width": width, "height": height})
    page.goto((site / path).as_uri())
    heights = page.locator(".scene").evaluate_all("all => all.map(e => Math.floor(e.getBoundingClientRect().height))")
    assert len(heights) > 4 and max(heights) <= height
    assert page.locator(".scene").first.evaluate("e => e.getBoundingClientRect().top") >= height


@pytest.mark.parametrize("code", ("en", "ar"))
def test_slides_ask_and_go_by_key(reader, site, code):
    """A slide for each event with its thread and questions, and one for those on the whole; keys lead from one to the next."""
    page = reader(scripts=True, viewport={"width": 1280, "height": 800}, reduced_motion="reduce")
    page.goto((site / f"{code}/paths/{PATHS[2]}/slides.html").as_uri())
    assert page.locator(".scene").count() == 7 and page.locator(".scene .asked li").count() == 15
    page.keyboard.press("End")
    page.wait_for_function("location.hash === '#closing'")
    page.keyboard.press("ArrowUp")
    page.wait_for_function("location.hash === '#2017-10-19-g7-ischia'")
