"""Which side of a text is behind: by what the texts say, commit after commit, and by nothing else."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.authoring import lagging_texts
from timeline.records import yaml_file
from timeline.records.git_history import UNCOMMITTED, Commit, Version

CODES = ("en", "ar")
TITLE = ("title",)


def commits(*texts: str) -> list[Version]:
    """Versions of a file, given oldest first; the newest is first, as in a history. Each hash is its number, from 1."""
    made = [Version(Commit(str(n), f"2026-03-{n:02d}", n), text.encode()) for n, text in enumerate(texts, 1)]
    return made[::-1]


def of(*texts: object, now: object = None, codes=CODES) -> dict:
    """What has drifted after some versions; what is now is the last of them, unless said."""
    written = [text if isinstance(text, str) else json.dumps(text) for text in texts]
    current = written[-1] if now is None else now if isinstance(now, str) else json.dumps(now)
    file, _ = yaml_file.read("f.yaml", current.encode())
    return lagging_texts.of_file(file, commits(*written), codes)


def title(en: str | None, ar: str | None, **more) -> dict:
    return {"title": {code: text for code, text in (("en", en), ("ar", ar)) if text}, **more}


def last(found: dict, path=TITLE) -> tuple:
    """Who is behind, and the commits in which each language last changed."""
    return found[path].behind, {code: commit.hash for code, commit in found[path].changes.items()}


@pytest.mark.parametrize(
    "texts, expected",
    {
        "written at once": ([("a", "ا")], None),
        "one side changed": ([("a", "ا"), ("b", "ا")], (("ar",), {"en": "2", "ar": "1"})),
        "both in one commit": ([("a", "ا"), ("b", "ب")], None),
        "the other follows": ([("a", "ا"), ("b", "ا"), ("b", "ب")], None),
        "and the first goes on": ([("a", "ا"), ("b", "ا"), ("b", "ب"), ("c", "ب")], (("ar",), {"en": "4", "ar": "3"})),
        "twice the same side": ([("a", "ا"), ("b", "ا"), ("c", "ا")], (("ar",), {"en": "3", "ar": "1"})),
        "then both": ([("a", "ا"), ("b", "ا"), ("c", "ج")], None),
        "translated later": ([("a", None), ("a", "ا")], None),
        "changed before it was translated": ([("a", None), ("b", None), ("b", "ا")], None),
        "not yet translated": ([("a", "ا"), ("b", None)], None),
        "the other way round": ([("a", "ا"), ("a", "ب")], (("en",), {"en": "1", "ar": "2"})),
        "something else changed since": ([("a", "ا"), ("b", "ا"), ("b", "ا", 1)], (("ar",), {"en": "2", "ar": "1"})),
    }.values(),
)
def test_who_is_behind(texts, expected):
    """A side that another changed without is behind, until it changes itself."""
    found = of(*(title(*text[:2], date=str(len(text))) for text in texts))
    assert (last(found) if found else None) == expected


def test_what_is_not_committed_is_newest():
    """The file as it lies there counts as one more version."""
    found = of(title("a", "ا"), now=title("b", "ا"))
    assert found[TITLE].behind == ("ar",) and found[TITLE].changes["en"] == UNCOMMITTED
    assert of(title("a", "ا"), title("b", "ا"), now=title("b", "ب")) == {}


def test_a_file_that_git_does_not_have_has_not_drifted():
    """Without a past nothing is behind."""
    file, _ = yaml_file.read("f.yaml", b"title: {en: a, ar: b}")
    assert lagging_texts.of_file(file, (), CODES) == {}


def test_only_what_a_text_says_counts():
    """Quotation marks, line breaks, indentation, comments and the order of keys and items may change freely."""
    old = "title: {en: a b, ar: ا ب}\nstatements:\n- text: {en: one, ar: واحد}\n- text: {en: two, ar: اثنان}\n"
    new = (
        "# now in another hand\nstatements:\n  - text:\n      ar: 'اثنان'\n      en: two\n"
        "  - {text: {en: one, ar: واحد}}\ntitle:\n    en: >\n        a\n        b\n    ar: |\n        ا\n        ب\n"
    )
    assert of(old, new) == of(new, old) == of(old, now=new) == {}


def test_an_item_is_known_again_wherever_it_stands():
    """A statement in front of others does not make them new, and hides nothing."""
    one, two, new = ({"text": {"en": en, "ar": ar}} for en, ar in (("one", "ا"), ("two", "ب"), ("new", "ج")))
    changed = {"text": {"en": "two!", "ar": "ب"}}
    found = of({"statements": [one, two]}, {"statements": [one, changed]}, {"statements": [new, one, changed]})
    assert list(found) == [("statements", 2, "text")]
    assert last(found, ("statements", 2, "text")) == (("ar",), {"en": "2", "ar": "1"})


def test_records_of_a_table_do_not_mix():
    """Two records may say the same in one language."""
    x, y = {"name": {"en": "The one", "ar": "ا"}}, {"name": {"en": "The one", "ar": "ب"}}
    assert of({"x": x}, {"x": x, "y": y}) == {}


def test_a_line_that_holds_both_languages():
    """Both sides on one line are two texts all the same."""
    found = of("name: {en: a, ar: ا}", "name: {en: b, ar: ا}")
    assert found["name",].behind == ("ar",)


def test_a_unit_has_forms():
    """A measure's unit is a text too, with a phrase for each plural category."""
    found = of({"unit": {"en": {"other": "{n} x"}, "ar": "{n} س"}}, {"unit": {"en": {"other": "{n} y"}, "ar": "{n} س"}})
    assert found["unit",].behind == ("ar",)


def test_three_languages():
    """Each follows for itself."""
    codes = ("ar", "en", "fr")

    def text(*words: str) -> dict:
        return {"title": dict(zip(codes, words, strict=True))}

    assert of(text("a", "a", "a"), text("a", "b", "a"), codes=codes)[TITLE].behind == ("ar", "fr")
    assert of(text("a", "a", "a"), text("a", "b", "a"), text("b", "b", "a"), codes=codes)[TITLE].behind == ("fr",)
    assert of(text("a", "a", "a"), text("a", "b", "b"), codes=codes)[TITLE].behind == ("ar",)


def test_a_version_that_cannot_be_read_is_passed_over():
    """A commit with broken YAML does not end the past; one in which the text was away does."""
    assert of(title("a", "ا"), "title: {en: [", title("b", "ا"))[TITLE].behind == ("ar",)
    assert of(title("a", "ا"), "- x", title("b", "ا")) == {}


def page(*texts: str | None, now: str | None = None, name: str = "x.md"):
    """A page's file with its versions; None where a commit had none of it."""
    versions = [v for v in commits(*(text or "" for text in texts)) if v.raw]
    current = now if now is not None else next(text for text in reversed(texts) if text)
    changed = [v for n, v in enumerate(versions) if n + 1 == len(versions) or v.raw != versions[n + 1].raw]
    return yaml_file.read_text(name, current.encode())[0], changed


@pytest.mark.parametrize(
    "english, arabic, behind",
    [
        (("a",), ("ا",), None),
        (("a", "b"), ("ا", "ا"), ("ar",)),
        (("a", "b"), ("ا", "ب"), None),
        (("a", "b", "b"), ("ا", "ا", "ب"), None),
        (("a", "a"), ("ا", "ب"), ("en",)),
        (("a", "a"), (None, "ا"), None),
        (("a", "b", "c"), (None, "ا", "ا"), ("ar",)),
        (("a  b", "a\nb\n"), ("ا", "ا"), None),
    ],
)
def test_pages(english, arabic, behind):
    """The two files of a page are compared by the commits that changed what they say."""
    found = lagging_texts.of_pages({"en": page(*english), "ar": page(*arabic)})
    assert (found and found.behind) == behind


def test_a_page_that_is_not_committed():
    """An edit counts as newest; a page that nobody has committed in either language is in step."""
    found = lagging_texts.of_pages({"en": page("a", now="b"), "ar": page("ا")})
    assert found.behind == ("ar",) and found.changes["en"] == UNCOMMITTED and found.changes["ar"].hash == "1"
    new = {code: (page(code)[0], ()) for code in CODES}
    assert lagging_texts.of_pages(new) is None


@given(st.lists(st.sets(st.sampled_from(CODES)), max_size=8), st.booleans())
def test_a_commit_of_both_sides_always_sets_right(steps, both):
    """Whatever came before it; and without one, at most one of two sides is ever behind."""
    said, texts = dict.fromkeys(CODES, 0), []
    for changed in [set(), *steps, *[set(CODES)] * both]:
        for code in changed:
            said[code] += 1
        texts.append(title(f"en {said['en']}", f"ar {said['ar']}"))
    found = of(*texts)
    assert not found if both else not found or len(found[TITLE].behind) == 1


@given(
    st.recursive(
        st.none() | st.text(), lambda x: st.lists(x) | st.dictionaries(st.sampled_from("en ar unit x".split()), x)
    )
)
def test_any_data_is_looked_through(data):
    """Old versions may hold anything."""
    for path, sides in lagging_texts.texts(data, CODES):
        assert sides and set(sides) <= set(CODES) and isinstance(path, tuple)
