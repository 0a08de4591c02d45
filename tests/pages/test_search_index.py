"""The search index: every word in one file, files of a size, nothing that could break out; and the index by letter."""

from __future__ import annotations

import json
import re
from types import SimpleNamespace

import pytest

from tests import world as worlds
from tests.conftest import PROJECT
from tests.world import both, build, event
from timeline.build import explain
from timeline.build.inputs import Options
from timeline.pages import search_index
from timeline.text import folding


def data(path):
    """What a file of the index hands over, read as JSON is, once it is known to be nothing more than that."""
    text = path.read_text("utf-8")
    assert text.startswith("timelineIndex(") and text.endswith(");\n")
    return json.loads(text.removeprefix("timelineIndex(").removesuffix(");\n"))


def read(site, code):
    """An edition's index, put together again: key -> field -> event ids, and the files of words by prefix."""
    folder = site / "search" / code
    (main,) = (data(path) for path in folder.glob("index-*.js"))
    lines = [line for name in main["events"] for line in data(folder / name)]
    ids = [re.search(r"events/(.+)\.html", line[0])[1] for line in lines]
    shards = {prefix: (data(folder / name), parted) for prefix, name, parted, _ in main["words"]}
    return SimpleNamespace(main=main, lines=lines, ids=ids, shards=shards, files=list(folder.glob("*.js")))


def field_of(index, word, id):
    """The best field of an event in which a whole word is found, by the file that the script would load."""
    entries, _ = index.shards[max((p for p in index.shards if word.startswith(p)), key=len)]
    for key, *fields in entries:
        if key == word:
            for field, gaps in enumerate(fields):
                if index.ids.index(id) in [sum(gaps[: n + 1]) for n in range(len(gaps))]:
                    return field
    return None


def test_every_text_of_an_event_is_in_the_index(site):
    """Title, the other title, names and dates, summary, body, statements and figures: each by its best field."""
    id = "2016-02-05-twitter-125000"
    for code, words in (
        (
            "en",
            [("announces", 0), ("تويتر", 1), ("schiff", 2), ("2016", 2), ("enlarged", 3), ("demands", 4), ("users", 4)],
        ),
        ("ar", [("يعلن", 0), ("announces", 1), ("شيف", 2), ("شباط", 2), ("الفرق", 3), ("مشرعون", 4), ("300", 4)]),
    ):
        index = read(site, code)
        for word, field in words:
            assert field_of(index, word, id) == field, (code, word)
            assert field_of(index, folding.stem(word), id) is not None
        for markup in ("p", "href", "html", "bdi", "class"):
            assert field_of(index, markup, id) is None, markup


def test_lines_show_what_a_result_needs(site):
    """A result has its path, title, date, summary and other title, in order of time; every path exists."""
    index = read(site, "ar")
    assert index.main["languages"] == [["en", "ltr", "بعنوانه باللغة الإنجليزية", "ar"]]
    line = index.lines[index.ids.index("2016-02-05-twitter-125000")]
    assert line[1:3] == ["تويتر يعلن إيقاف أكثر من 125 ألف حساب", "5 شباط 2016"]
    assert line[4] == "Twitter announces more than 125,000 suspensions"
    assert all((site / path).is_file() for path, *_ in index.lines)


def test_many_words_are_parted_by_their_letters(world, monkeypatch):
    """Over the limit a file is parted by the next letter; what was parted knows the titles; nothing is lost."""
    texts = (PROJECT / "README.md").read_text("utf-8")
    texts = re.findall(r"\b[a-zA-Z]{2,}\b", texts)
    changes = {
        f"content/events/e{n}.yaml": event(title=both(f"Title {n} {texts[n]}"), body=both(" ".join(set(texts[n::7]))))
        for n in range(7)
    }
    root = world(**changes)
    build(root)
    whole = read(root / "site", "en")
    assert list(whole.shards) == [""]
    monkeypatch.setattr(search_index, "LIMIT", 1500)
    build(root, out=root / "parted")
    parted = read(root / "parted", "en")
    assert len(parted.shards) > 20 and any(len(prefix) > 1 for prefix in parted.shards)
    for path in parted.files:
        if path.name.startswith("words"):
            assert path.stat().st_size < 1540
    for key, *fields in whole.shards[""][0]:
        prefix = max((p for p in parted.shards if key.startswith(p)), key=len)
        entries, parted_further = parted.shards[prefix]
        (found,) = (rest for k, *rest in entries if k == key)
        assert found == fields or parted_further and prefix == key
    titles = {n for n, id in enumerate(parted.ids) if id != "e"}
    for prefix, (entries, parted_further) in parted.shards.items():
        if parted_further:
            assert [key for key, *_ in entries] == [prefix]
            if prefix == "t":
                gaps = entries[0][1]
                assert titles <= {sum(gaps[: n + 1]) for n in range(len(gaps))}  # "Title"


@pytest.mark.parametrize("evil", ("</script><script>alert(1)</script>", "\"'`${alert(1)}\\", "__proto__"))
def test_nothing_breaks_out_of_a_file(world, evil):
    """Whatever a text holds, a file of the index is one call with JSON, and no markup can close its script."""
    text = both(f"x {evil}", f"x {evil}")
    root = world(**{"content/events/e.yaml": event(title=text, summary=text)})
    assert not build(root).failed
    for path in (root / "site/search").rglob("*.js"):
        data(path)
        assert "<" not in path.read_text("utf-8"), path


def test_files_are_named_by_their_content_and_kept(world):
    """What does not change keeps its name, and what nobody names is gone."""
    root = world(**{"content/events/f.yaml": event(date="2017")})
    build(root)
    before = {path.name for path in (root / "site/search/en").iterdir()}
    worlds.write(root, {"content/events/f.yaml": event(date="2017", summary=both("Now it does."))})
    build(root)
    after = {path.name for path in (root / "site/search/en").iterdir()}
    records = lambda names: {name for name in names if name.startswith("records-")}
    assert len(before) == len(after) == 4 and before & after == records(before)
    actor = {**worlds.TERM, "kind": "person"}
    worlds.write(root, {"content/actors.yaml": {"a": actor, "b": actor, "c": {**actor, "name": both("Another")}}})
    assert not build(root).failed
    found = {path.name for path in (root / "site/search/en").iterdir()}
    assert len(found) == 4 and {name.partition("-")[0] for name in found & after} == {"events"}


NAMED = {**worlds.TERM, "name": both("The group (GR)", "الجماعة"), "kind": "group"}
NAMED["other_names"] = {"en": ["Daesh", "IS", "Two words", "The group"], "ar": ["داعش", "عبد الله"]}


@pytest.mark.parametrize("code", ("en", "ar"))
def test_an_event_is_found_by_every_name_of_whom_it_names(world, code):
    """In either edition, by the names of both languages, its speakers' among them; whole names have a key of their own."""
    said = {"text": both("So."), "said_by": "a", "standing": "stated", "sources": [{"id": "s"}]}
    place = {**worlds.TERM, "other_names": {"en": ["Elsewhere"]}}
    changes = {
        "content/actors.yaml": {"a": NAMED, "b": {**worlds.TERM, "kind": "person"}},
        "content/places.yaml": {"p": place},
        "content/events/e.yaml": event(places=["p"], actors=[]),
        "content/events/f.yaml": event(statements=[said], actors=[]),
    }
    root = world(**changes)
    assert not build(root).failed
    held = read(root / "site", code)
    latin = ("daesh", "is", "group", "is=", "the group=", "gr=", "the group gr=", "two word=")
    for word in (*latin, "داعش", "الجماعه", "عبدالله", "الله", "عبدالل="):
        assert field_of(held, word, "f") == 2 and field_of(held, word, "e") is None, word
    assert field_of(held, "elsewhere", "e") == 2 == field_of(held, "elsewhere=", "e")


def test_what_has_a_name_is_a_result_too(world):
    """Actors, topics, places and sources, the most told of first: by names, titles, authors, outlet; with a line to show."""
    source = {**worlds.SOURCE, "language": "fr", "title": {**both("A paper", "صحيفة"), "fr": "Le papier"}}
    source |= {
        "outlet": both("The Outlet", "الجهة"),
        "authors": [{"family": both("Dupont", "دوبون"), "given": both("A", "أ")}],
    }
    changes = {
        "content/actors.yaml": {"a": NAMED, "b": {**worlds.TERM, "kind": "person"}},
        "content/sources/s.yaml": source,
        "content/events/e.yaml": event(actors=["a"]),
        "content/events/f.yaml": event(actors=["a"], topics=["t"]),
        "content/events/g.yaml": event(actors=["a"], topics=["t"], sources=[{"id": "u"}]),
        "content/sources/u.yaml": worlds.SOURCE,
    }
    root = world(**changes)
    assert not build(root).failed
    held = read(root / "site", "en")
    lines = [line for name in held.main["records"] for line in data(root / "site/search/en" / name)]
    assert held.main["count"] == 3 and len(lines) == 6
    assert lines[0] == ["en/actors/a.html", ["The group (GR)"], "Group", "3 events", ["Daesh", "IS", "Two words", "The group"],
                        ["الجماعة", "داعش", "عبد الله"]]  # fmt: skip
    assert [line[3] for line in lines] == ["3 events", "3 events", "2 events", "1 event", "0 events", "0 events"]
    assert ["en/topics/t.html", ["A name"], "Topic", "3 events", [], ["اسم"]] == lines[1]
    assert ["en/sources/s.html", ["A paper"], "Article", "2 events", ["Le papier"], ["صحيفة"]] in lines
    (entries, _) = held.shards[""]
    numbers = {
        key: [
            held.main["count"] + n for n in range(6) if any(held.main["count"] + n in totals(gaps) for gaps in fields)
        ]
        for key, *fields in entries
    }
    of = lambda word: {lines[n - 3][0].rpartition("/")[2] for n in numbers[word]}
    assert of("daesh") == of("داعش") == of("عبدالله") == of("is=") == {"a.html"}
    assert of("dupont") == of("outlet") == of("دوبون") == of("papier") == {"s.html"}


def totals(gaps):
    return [sum(gaps[: n + 1]) for n in range(len(gaps))]


def test_another_name_leads_to_the_name_it_stands_under(world):
    """In the index by letter, as a book has it: of the names in the page's own language."""
    root = world(**{"content/actors.yaml": {"a": NAMED, "b": {**worlds.TERM, "kind": "person"}}})
    assert not build(root).failed
    page = (root / "site/en/search/index.html").read_text("utf-8")
    assert "Two words</bdi>: see" in page and "The group</bdi>" not in page
    assert '<li><bdi>Daesh</bdi>: see <a href="../../en/actors/a.html">The group (GR)</a></li>' in page
    arabic = (root / "site/ar/search/index.html").read_text("utf-8")
    assert "<li><bdi>داعش</bdi>: انظر <a" in arabic and "Daesh" not in arabic
    assert named(root, "en")["D"] == ["The group (GR)"]


def named(root, code):
    """The index by letter of a built site: letter -> names."""
    page = (root / "site" / code / "search/index.html").read_text("utf-8")
    blocks = re.findall(r'<h3 class="margin">(.+?)</h3>\n<ul>(.*?)</ul>', page, re.DOTALL)
    assert len(blocks) == page.count('href="#letter-')
    return {letter: re.findall(r"<a [^>]+>(?:<span[^>]+>)?([^<]+)<", names) for letter, names in blocks}


def test_names_stand_under_their_letters(world):
    """The article, marks before the name, the forms of alef and accents make no difference; other scripts come last."""
    names = (
        ("The Guardian", "الغارديان"),
        ("École", "إيكول"),
        ("Alphabet", "ألفابت"),
        ("“Egypt”", "«أحمد»"),
        ("4chan", "4تشان"),
        ("An", "الدولة"),
    )
    actors = {f"n{n}": {**worlds.TERM, "kind": "person", "name": both(*pair)} for n, pair in enumerate(names)}
    root = world(
        **{"content/actors.yaml": {**actors, "zz": {**worlds.TERM, "kind": "group", "name": both("X", "Xار")}}}
    )
    build(root)
    english, arabic = named(root, "en"), named(root, "ar")
    assert next(iter(english)) == next(iter(arabic)) == "0–9"
    assert english["G"] == ["The Guardian"] and english["E"] == ["École", "“Egypt”"]
    assert english["A"][:2] == ["Alphabet", "An"]
    assert [name for name in arabic["ا"] if name != "اسم"] == ["«أحمد»", "ألفابت", "إيكول"]
    assert arabic["غ"] == ["الغارديان"] and arabic["د"] == ["الدولة"]
    assert list(arabic)[-1] == "X"


def test_every_name_of_the_record_is_in_the_index(site):
    """Both editions list each actor, topic, place, period and source once, with a link and a count, and lead there from
    others."""
    kinds = ("actors", "topics", "places", "periods", "sources")
    for code in ("en", "ar"):
        page = (site / code / "search/index.html").read_text("utf-8")
        listed = re.sub(r"<li><bdi>.*</li>", "", page[page.index('<section class="letters">') :])
        paths = re.findall(rf'href="\.\./\.\./({code}/(?:{"|".join(kinds)})/[^"]+)"', listed)
        there = [p for kind in kinds for p in (site / code / kind).glob("*.html")]
        named = {p.relative_to(site).as_posix() for p in there if p.name != "index.html"}
        assert len(paths) == len(set(paths)) and set(paths) <= named
        assert listed.count('<span class="quiet">') == len(paths) > 50


def test_counts_have_the_languages_forms(site):
    """The page carries every plural form of the language for its script."""
    page = (site / "ar/search/index.html").read_text("utf-8")
    assert 'data-found-two="عُثر على حدثين"' in page and 'data-found-few="عُثر على {n} أحداث"' in page
    assert 'data-found-one="{n} event found"' in (site / "en/search/index.html").read_text("utf-8")


def test_explain_knows_what_the_page_rests_on(ours):
    """The search page comes from every event."""
    lines, _ = explain.explain(Options(PROJECT), "en/search/index.html")
    assert any("2016-02-05-twitter-125000.yaml" in line for line in lines)


def test_scripts_are_small(site):
    """All scripts of a page together, before a host packs them."""
    for path in site.rglob("*.html"):
        scripts = re.findall(r'<script src="([^"]+)"', path.read_text("utf-8"))
        assert sum((path.parent / script).stat().st_size for script in scripts) < 12_288, path
    assert (
        sum(path.stat().st_size for name in ("results", "forgive") for path in site.glob(f"assets/{name}.*.js")) < 4_500
    )
