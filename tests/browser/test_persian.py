"""A site in Persian alone: a third language with letters, digits and half-spaces of its own, read in a browser."""

from __future__ import annotations

import pytest

from tests import world as worlds
from tests.browser.test_search import titles
from tests.world import event

NAMES = ("یعقوب", "پروین", "گلشن", "بهار", "چنگیز", "ژاله", "کسری", "كاوه", "آذر", "لاله")
IN_ORDER = ["آذر", "بهار", "پروین", "چنگیز", "ژاله", "كاوه", "کسری", "گلشن", "لاله", "یعقوب"]


def _said(value):
    if isinstance(value, dict):
        return {"fa": value["ar"]} if value.keys() == {"en", "ar"} else {k: _said(v) for k, v in value.items()}
    return [_said(item) for item in value] if isinstance(value, list) else value


def _told(title: str, summary: str, **more) -> dict:
    return event(title={"fa": title}, summary={"fa": summary}, **more)


@pytest.fixture
def persian(world):
    """The site of a project whose only language is Persian."""
    actors = {
        f"a{n}": {"kind": "person", "name": {"fa": name}, "summary": {"fa": "کسی."}} for n, name in enumerate(NAMES)
    }
    contents = {path: _said(data) for path, data in worlds.files().items()} | {
        "content/actors.yaml": actors,
        "content/events/e.yaml": _told(
            "کاغذ اخبار", "او می‌رفت و کتاب‌ها می‌نوشت.", actors=[*actors][:5], date="1837-05-01"
        ),
        "content/events/f.yaml": _told("گرد آمدن", "دانش‌آموزان آمدند.", actors=[*actors][5:], date="1906-08-05"),
        "content/events/g.yaml": _told("پراکندگی", "دانش آموزان رفتند؛ کتاب ها ماند.", date="1907~"),
    }
    contents["content/site.yaml"] |= {"languages": ["fa"]}
    root = world(**contents)
    assert worlds.build(root).diagnostics == []
    return root / "site"


@pytest.mark.parametrize(
    ("query", "found"),
    [
        *((query, ["کاغذ اخبار"]) for query in ("می‌رفت", "میرفت", "می رفت", "مي‌رفت", "می‌نوشت")),
        *((query, ["کاغذ اخبار", "پراکندگی"]) for query in ("کتاب‌ها", "کتابها", "کتاب ها", "كتاب")),
        *((query, ["گرد آمدن", "پراکندگی"]) for query in ("دانش‌آموزان", "دانش آموزان")),
        ("دانشآموزان", ["گرد آمدن"]),
    ],
)
def test_half_spaces_part_no_words(look, persian, query, found):
    """However a reader parts a word, with a half-space, a whole one or none, what texts have in another way is found."""
    page = look("fa", query, folder=persian)
    assert titles(page) == found and page.failed == []


def test_names_stand_in_the_order_of_the_alphabet(reader, persian):
    """پ behind ب and گ behind ک, whichever keyboard a name was typed on; the index by letter has the letters so, too."""
    page = reader()
    page.goto((persian / "fa/actors/index.html").as_uri())
    shown = [name for name in page.locator("main li, main dt, main h3, main p").all_inner_texts()]
    order = [name for text in shown for name in NAMES if text.strip().startswith(name)]
    assert list(dict.fromkeys(order)) == IN_ORDER
    page.goto((persian / "fa/search/index.html").as_uri())
    letters = page.locator(".letters nav li").all_inner_texts()
    assert letters == sorted(letters, key="آابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهی".index) and {"پ", "ک", "ی"} <= {*letters}


def test_its_letters_and_digits_are_in_the_site_s_own_font(reader, persian):
    """But for spaces nothing of a heading, a date or a sentence is set in another hand; on paper, pages and notes count in them too."""
    page = reader(fresh=True)
    page.goto((persian / "fa/events/e.html").as_uri())
    page.evaluate("document.fonts.ready")
    assert [url.rpartition("/")[2] for url in page.asked if url.endswith(".woff2")] == ["noto-naskh-persian.woff2"]
    assert page.locator("html").get_attribute("data-digits") == "extended-arabic-indic"
    assert "۱ مه ۱۸۳۷" in page.inner_text("main")
    session = page.context.new_cdp_session(page)
    session.send("DOM.enable")
    session.send("CSS.enable")
    document = session.send("DOM.getDocument")["root"]["nodeId"]
    for selector in ("h1", "time", "main .summary"):
        node = session.send("DOM.querySelector", {"nodeId": document, "selector": selector})["nodeId"]
        fonts = session.send("CSS.getPlatformFontsForNode", {"nodeId": node})["fonts"]
        strange = sum(font["glyphCount"] for font in fonts if not font["isCustomFont"])
        assert strange == page.locator(selector).first.inner_text().count(" ") < sum(f["glyphCount"] for f in fonts)
    page.emulate_media(media="print")
    assert page.evaluate("getComputedStyle(document.documentElement).getPropertyValue('--digits').trim()") == "persian"
