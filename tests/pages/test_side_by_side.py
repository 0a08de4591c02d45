"""All languages side by side: every passage once, in each language, under the address that it has in an edition."""

from __future__ import annotations

import re

import html5lib
import pytest

from tests import world as worlds
from tests.world import both, build, event

TAG = "{http://www.w3.org/1999/xhtml}"
FULL = event(
    body=both("One.\n\nTwo. {#named}", "أ.\n\nب. {#named}"),
    figures={"n": {"measure": "m", "value": 3, "said_by": "a", "standing": "stated", "sources": [{"id": "s"}]}},
    statements=[{"text": both("Said.", "قيل."), "said_by": "a", "standing": "claimed", "sources": [{"id": "s"}]}],
    other_dates=[{"date": "2015", "sources": [{"id": "s"}]}],
    disagreements=[
        {
            "about": both("How?", "كيف؟"),
            "note": both("Mind.", "انتبه."),
            "accounts": [
                {"text": both("So.", "هكذا."), "sources": [{"id": "s"}]},
                {"text": both("Not so.", "لا."), "said_by": "b", "sources": [{"id": "s"}]},
            ],
        }
    ],
    actors=["a"],
    places=["p"],
)


def page(root, id="e"):
    text = (root / f"site/parallel/events/{id}.html").read_text("utf-8")
    return html5lib.HTMLParser(strict=True).parse(text), text


def rows(document):
    """(fragment, [(language, text)]) of each row."""
    for element in document.iter():
        if "abreast" in (element.get("class") or "").split():
            cells = [c for c in element if c.get("lang")]
            words = [(c.get("lang"), " ".join("".join(c.itertext()).split())) for c in cells]
            yield element.get("id"), words


def test_every_passage_stands_beside_its_counterpart(world):
    """Each row has both languages in the site's order, each with its direction; paragraphs pair by their address."""
    root = world(**{"content/events/e.yaml": FULL})
    assert not build(root).failed
    document, _ = page(root)
    found = list(rows(document))
    assert all([lang for lang, _ in words] == ["en", "ar"] for _, words in found)
    by_id = {id: [text for _, text in words] for id, words in found if id}
    assert by_id["p1"] == ["One.", "أ."] and by_id["p-named"] == ["Two.", "ب."]
    assert list(by_id) == ["p1", "p-named", "figure-n", "statement-1", "other-date-1", "disagreement-1"]
    texts = [text for _, words in found for _, text in words]
    for words in ("So. A paper", "Not so."):
        assert any(words.split(".")[0] in text for text in texts)
    assert {(e.get("lang"), e.get("dir")) for e in document.iter() if e.get("dir") and e.tag != f"{TAG}html"} >= {
        ("en", "ltr"),
        ("ar", "rtl"),
    }


def test_fragments_are_those_of_the_editions_each_once(site):
    """Whoever has the address of a passage in an edition has it here; no id stands twice."""
    for path in (site / "parallel/events").glob("*.html"):
        ids = re.findall(r' id="([^"]+)"', path.read_text("utf-8"))
        assert len(ids) == len(set(ids))
        for code in ("en", "ar"):
            edition = re.findall(r' id="([^"]+)"', (site / code / "events" / path.name).read_text("utf-8"))
            assert set(ids) - {"content"} == {
                id for id in edition if not re.fullmatch("content|use|cite|embed-[a-z]+|other-dates|n[0-9]+|_.+", id)
            }, path.name


def test_it_leads_into_each_edition_and_each_edition_to_it(site):
    """Its columns are headed by the way to the event in each language; canonical is itself, and it is no alternate."""
    for path in (site / "parallel/events").glob("*.html"):
        text = path.read_text("utf-8")
        for code in ("en", "ar"):
            assert f'<a href="../../{code}/events/{path.name}" hreflang="{code}"' in text
            edition = (site / code / "events" / path.name).read_text("utf-8")
            assert f'<a href="../../parallel/events/{path.name}">' in edition
            assert not re.search(r"hreflang[^>]*parallel", edition)
        assert f'rel="canonical" href="https://timeline.example/parallel/events/{path.name}"' in text
        assert 'rel="alternate"' not in text


def test_what_is_not_written_is_said_to_be(world):
    """A text that lacks a language borrows nothing here: its side says so, in that language."""
    statement = {"text": {"en": "Said."}, "said_by": "a", "standing": "claimed", "sources": [{"id": "s"}]}
    root = world(**{"content/events/e.yaml": event(body={"en": "One.\n\nTwo."}, statements=[statement])})
    assert not build(root).failed
    document, _ = page(root)
    found = dict(rows(document))
    missing = "لم يُكتب بالعربية بعد"
    assert found["p1"] == [("en", "One."), ("ar", missing)]
    assert found["statement-1"][1][1].startswith(missing)


def test_unequal_texts_leave_a_side_empty(world):
    """A paragraph without counterpart stands alone in its row."""
    root = world(**{"content/events/e.yaml": event(body=both("One.\n\nTwo.", "أ."))})
    build(root)
    assert dict(rows(page(root)[0]))["p2"][1] == ("ar", "لم يُكتب بالعربية بعد")


def test_a_site_of_one_language_has_no_such_page(world):
    """Nothing to stand beside: no page, and no link to one."""
    from tests.text.test_bidi import only_arabic

    root = world()
    for path in [*root.glob("content/*.yaml"), *root.glob("content/events/*"), *root.glob("content/sources/*")]:
        only_arabic(path)
    assert not build(root).failed
    assert not (root / "site/parallel").exists()
    assert "parallel" not in (root / "site/ar/events/e.html").read_text("utf-8")


def test_three_languages_stand_beside_each_other(world):
    """A third column is one cell more in every row."""
    from tests.conftest import PROJECT

    english = (PROJECT / "templates/languages/en.yaml").read_text("utf-8")
    third = english.replace("name: English", "name: Français")

    def thrice(value):
        if isinstance(value, dict):
            value = {k: thrice(v) for k, v in value.items()}
            return {**value, "fr": value["en"]} if {"en", "ar"} <= value.keys() else value
        return [thrice(v) for v in value] if isinstance(value, list) else value

    files = {name: thrice(data) for name, data in worlds.files(**{"content/events/e.yaml": FULL}).items()}
    files["content/site.yaml"]["languages"] = ["en", "ar", "fr"]
    root = world(**files, **{"templates/languages/fr.yaml": third})
    assert not build(root).failed
    document, _ = page(root)
    found = list(rows(document))
    assert found and all([lang for lang, _ in words] == ["en", "ar", "fr"] for _, words in found)


def test_a_former_address_leads_on(world):
    """The page of an alias leads to the present one, as in every edition."""
    root = world(**{"content/events/e.yaml": event(aliases=["before"])})
    build(root)
    assert 'url=../../parallel/events/e.html"' in (root / "site/parallel/events/before.html").read_text("utf-8")


@pytest.mark.parametrize("evil", ["</h1><script>x</script>", '"><img src=x onerror=x>'])
def test_markup_in_texts_stays_text(world, evil):
    """What an author types is text in every cell."""
    changed = event(title=both(evil, evil), summary=both(evil, evil))
    root = world(**{"content/events/e.yaml": changed})
    build(root)
    _, text = page(root)
    assert evil not in text and "&lt;" in text or "&#34;" in text
