"""Renaming: every reference follows, every other byte stays, no address dies; or nothing changes at all."""

from __future__ import annotations

import random
import re
import shutil

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests import world as worlds
from tests.pictures import png
from tests.world import both, codes, tree
from timeline.authoring import renaming
from timeline.build import check, survey
from timeline.build.inputs import Options
from timeline.records import content, validate

E, F = "content/events/e.yaml", "content/events/f.yaml"
TAIL = "title: {en: A, ar: ب}\nsummary: {en: A, ar: ب}\ntopics: [t]\nsources: [{id: s}]\n"
TERM = "{name: {en: A, ar: ب}, summary: {en: A, ar: ب}}"


def rename(root, old: str, new: str) -> list[str]:
    """Renames, and gives the files that were changed."""
    changed, found = renaming.rename(root, old, new)
    assert found == []
    return changed


def told(root, old: str, new: str) -> list[str]:
    """The codes of what stands in a renaming's way; nothing is changed."""
    before = tree(root)
    changed, found = renaming.rename(root, old, new)
    assert changed == [] and tree(root) == before
    return [fault.code for fault in found]


def text(root, path: str) -> str:
    return (root / path).read_bytes().decode()


# An event that names every kind of thing, by words that are also those of other things. What each renaming
# changes of it stands in ‹›, after the letter of the kind.
EVERYTHING = """\
# x, [[x]] and `x` in a comment
date: 2016-02-05   # x
title: {en: x, ar: "x: ب"}
summary:
  en: 'x and [[x'
  ar: |
    x
body:
  ar: "ب [[e‹x›]] و[[ e‹x› |x]]\\n\\nب\\n\\nب\\n\\nب"
  en: |
    [[e‹x›]], [[e‹x›|x]], [[ e‹x› ]], **[[e‹x›|the x]]** and [[#x]], not `[[x]]`, ``[[x|x]]``, \\\\[[x]] or \\\\[\\\\[x]].

        [[x]] in code

    - [[e‹x›|words
      on two lines]] and [[y]]

    > [[e‹x›]] x
topics: [t‹x›, "t‹x-2›"]
actors: ['a‹x›',"b"]
places:   # x
  -   p‹x›   # x
figures:
  x:
    measure: m‹x›
    value: 1
    said_by: |-
      a‹x›
    via: "a‹x›"
    label: {en: x, ar: x}
    sources: [{id: s‹x›, at: x}]
statements:
- id: x
  text: {en: x, ar: x}
  said_by: {en: x, ar: x}
  standing: stated
  sources:
  - {"id": "s‹x›", at: {en: x, ar: x}}
  - id: s‹x›
disagreements:
  - about: {en: x, ar: x}
    accounts:
      - {text: {en: x, ar: x}, said_by: a‹x›, sources: [{id: s‹x›}]}
      - {text: {en: x, ar: x}, said_by: b, sources: [{at: x, id: s‹x›}]}
other_dates: [{date: 2016, sources: [{id: s‹x›}]}]
media: [{file: x.png, alt: {en: x, ar: x}, credit: {en: x, ar: x}, licence: CC0-1.0, sources: [{id: s‹x›}]}]
related: [{event: e‹x›, as: part-of},
  {"as": answers, event: y}]
sources: [{id: s‹x›}]

# x
"""
KINDS = {"e": "events", "s": "sources", "t": "topics", "a": "actors", "p": "places", "m": "measures"}


def marked(renamed: str, new: str = "x") -> str:
    """The event with the ids of one kind, by its letter, changed."""
    written = EVERYTHING.replace("\\\\", "\\").replace("t‹x-2›", "x-2")
    for letter in KINDS:
        written = written.replace(f"{letter}‹x›", new if letter == renamed else "x")
    return written


@pytest.fixture
def everything(tmp_path):
    """A project in which a record of each kind is called x; `line_end` and `bom` as the event's file has them."""

    def lay(line_end: str = "\n", bom: str = ""):
        term = f"b: {TERM}\nx: {TERM}   # x\nx-2: {TERM}\n"
        actor = TERM.replace("{name", "{kind: group, name", 1)
        unit = 'm: {name: {en: A, ar: ب}, unit: {en: "{n}", ar: "{n}"}}\n'
        files = {
            **worlds.files(),
            E: bom + marked("").replace("\n", line_end),
            "content/events/x.yaml": f"date: 2015\n{TAIL}".replace("[t]", "[x]").replace("id: s", "id: x"),
            "content/events/y.yaml": f"date: 2014\n{TAIL}".replace("[t]", "[x]").replace("id: s", "id: x"),
            "content/sources/x.yaml": worlds.SOURCE,
            "content/topics.yaml": term,
            "content/places.yaml": term,
            "content/actors.yaml": term.replace(TERM, actor),
            "content/measures.yaml": unit + unit.replace("m:", "x:", 1),
            "content/pages/en/x.md": "# [[x]] x\n\n[[x]], [[x|the x]], `[[x]]`\n",
            "content/pages/ar/x.md": "# س\n\n[[y]]\n",
            "content/site.yaml": {**worlds.SITE, "key_figures": ["e#x"]},
            "content/media/x.png": png(),
        }
        root = worlds.write(
            tmp_path, {path: file.encode() if isinstance(file, str) else file for path, file in files.items()}
        )
        assert codes(root) == []
        return root

    return lay


@pytest.mark.parametrize("letter", KINDS)
@pytest.mark.parametrize(("line_end", "bom"), [("\n", ""), ("\r\n", "\ufeff")])
def test_each_reference_of_the_kind_is_exchanged_and_nothing_else(everything, letter, line_end, bom):
    """Whatever else is called the same: comments, texts, code, names of figures, ids of other kinds."""
    root = everything(line_end, bom)
    before = tree(root)
    rename(root, f"{KINDS[letter]}/x", "new-id")
    assert text(root, E) == bom + marked(letter, "new-id").replace("\n", line_end)
    after = tree(root)
    page = (
        "# [[x]] x\n\n[[new-id]], [[new-id|the x]], `[[x]]`\n"
        if letter == "e"
        else "# [[x]] x\n\n[[x]], [[x|the x]], `[[x]]`\n"
    )
    assert text(root, "content/pages/en/x.md") == page
    others = {E, "content/pages/en/x.md", f"content/{KINDS[letter]}.yaml"}
    if letter in "es":
        assert f"content/{KINDS[letter]}/x.yaml" not in after
        others |= {f"content/{KINDS[letter]}/{id}.yaml" for id in ("x", "new-id")}
    if letter in "st":
        others |= {"content/events/x.yaml", "content/events/y.yaml"}
    for path in {*before, *after} - others:
        assert after[path] == before[path], path


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("x: {%}   # x\n", "new: {%, aliases: [x]}   # x\n"),
        ("'x':\n  {%,}   # x\n\n# x\n", "'new':\n  {%, aliases: [x],}   # x\n\n# x\n"),
        ("? x\n:\n  %\n# x\n", "? new\n:\n  %\n  aliases: [x]\n# x\n"),
        ("x:\n    %\n    # x\n\n# x\n", "new:\n    %\n    aliases: [x]\n    # x\n\n# x\n"),
    ],
)
def test_an_entry_keeps_its_place_in_its_table(world, before, after):
    """Under another key, in whatever style the table is written, with what stands round it."""

    def spelt(form: str) -> str:
        block = re.sub("( +)%", r"\1name: {en: A, ar: ب}\n\1summary: {en: A, ar: ب}", form.replace("{%", TERM[:-1]))
        return f"t: {TERM}\n{block}z: {TERM}\n"

    root = world(**{"content/places.yaml": spelt(before), E: worlds.event(places=["x"])})
    rename(root, "x", "new")
    assert text(root, "content/places.yaml") == spelt(after) and codes(root) == []


def test_a_measure_has_no_page_and_so_no_alias(world):
    """Its key and what names it are exchanged, and that is all."""
    root = world()
    before = text(root, "content/measures.yaml")
    rename(root, "m", "number")
    assert text(root, "content/measures.yaml") == before.replace('"m": {', '"number": {') and codes(root) == []


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", "aliases: [f]\n"),
        ("aliases: []   # none\n", "aliases: [f]   # none\n"),
        ("aliases: [ ]\n", "aliases: [f ]\n"),
        ("aliases: [a]\n", "aliases: [a, f]\n"),
        ("aliases: [a, 'b']   # two\n", "aliases: [a, 'b', f]   # two\n"),
        ("aliases: [\n  a,\n  b,   # b\n]\n", "aliases: [\n  a,\n  b, f,   # b\n]\n"),
        ("aliases:\n  - a   # one\n\n# more\n", "aliases:\n  - a   # one\n  - f\n\n# more\n"),
        ("aliases:   # c\n- a\n- b\nplaces: [p]\n", "aliases:   # c\n- a\n- b\n- f\nplaces: [p]\n"),
        ("aliases:\n  -\n    a\n", "aliases:\n  -\n    a\n  - f\n"),
        ("aliases:\n - a", "aliases:\n - a\n - f"),
        ("places:\n  - p   # there\n\n\n# x\n", "places:\n  - p   # there\naliases: [f]\n\n\n# x\n"),
        (
            "body:\n  ar: |\n    ب\n\n    ب\n  en: |\n    Words.\n\n    More # words.\n\n",
            "body:\n  ar: |\n    ب\n\n    ب\n  en: |\n    Words.\n\n    More # words.\naliases: [f]\n\n",
        ),
        ("body:\n  ar: ب\n  en: >-\n    Words", "body:\n  ar: ب\n  en: >-\n    Words\naliases: [f]"),
        ("...\n", "aliases: [f]\n...\n"),
        ("aliases: [g, a]\n", "aliases: [f, a]\n"),
        ('aliases:\n  - a\n  - "g"   # was\n', 'aliases:\n  - a\n  - "f"   # was\n'),
        ("aliases: [g, g]\n", "aliases: [f, f]\n"),
    ],
)
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_the_former_id_joins_the_aliases_in_their_own_style(world, before, after, line_end):
    """It is added at the end; where the record had the new id before, the two change places."""
    root = world(**{F: f"date: 2016\n{TAIL}{before}".replace("\n", line_end).encode()})
    assert rename(root, "f", "g") == ["content/events/f.yaml is now content/events/g.yaml"]
    assert text(root, "content/events/g.yaml") == f"date: 2016\n{TAIL}{after}".replace("\n", line_end)
    assert codes(root) == []


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("{date: 2016, %}\n", "{date: 2016, %, aliases: [f]}\n"),
        ("{date: 2016, %,\n  # f\n}", "{date: 2016, %, aliases: [f],\n  # f\n}"),
        ('{date: 2016, "aliases": [], %}\n', '{date: 2016, "aliases": [f], %}\n'),
        ('{date: 2016, "aliases": ["a"], %}\n', '{date: 2016, "aliases": ["a", f], %}\n'),
    ],
)
def test_a_record_in_braces_gets_its_alias_between_them(world, before, after):
    """JSON is YAML."""
    rest = TAIL.rstrip("\n").replace("\n", ", ")
    root = world(**{F: before.replace("%", rest)})
    rename(root, "f", "g")
    assert text(root, "content/events/g.yaml") == after.replace("%", rest) and codes(root) == []


def test_an_indented_record_keeps_its_indentation(world):
    """The new key stands under the others."""
    indented = "".join(f"   {line}" for line in f"date: 2016\n{TAIL}".splitlines(keepends=True))
    root = world(**{F: f"# f\n{indented}"})
    rename(root, "f", "g")
    assert text(root, "content/events/g.yaml") == f"# f\n{indented}   aliases: [f]\n" and codes(root) == []


def test_an_id_that_yaml_would_read_as_nothing_is_quoted(world):
    """`null` is an id like any other."""
    root = world(
        **{F: f"date: 2016\n{TAIL}related: [{{event: e, as: part-of}}]\n", "content/topics.yaml": f"t: {TERM}\n"}
    )
    rename(root, "e", "null")
    rename(root, "t", "null")
    assert 'event: "null"' in text(root, F) and 'topics: ["null"]' in text(root, F)
    assert text(root, "content/topics.yaml").startswith('"null": {') and codes(root) == []
    rename(root, "events/null", "e")
    assert 'aliases: ["null"]' in text(root, E) and codes(root) == []


def test_permalinks_keep_the_old_address_and_the_build_adds_the_new(world):
    """Both answer: the old one leads to the new."""
    root = world()
    worlds.build(root)
    before = text(root, "content/permalinks.txt")
    rename(root, "e", "f")
    assert text(root, "content/permalinks.txt") == before
    result = worlds.build(root)
    assert result.diagnostics == []
    assert text(root, "content/permalinks.txt") == before.replace("events/e\n", "events/e\nevents/f\n")
    assert "events/f.html" in text(root, "site/en/events/e.html")


# What stands in the way


def test_what_cannot_be_is_told_and_nothing_changes(world):
    """Ids that are not there, not free or no ids; and a project that has errors already."""
    root = world(**{F: worlds.event(aliases=["old"]), "content/topics.yaml": {"t": worlds.TERM, "a": worlds.TERM}})
    for words, code in {
        ("g", "h"): "unknown-id",
        ("old", "h"): "unknown-id",
        ("topics/e", "h"): "unknown-id",
        ("pages/e", "h"): "unknown-id",
        ("../events/e", "h"): "unknown-id",
        ("a", "h"): "ambiguous-id",
        ("e", "e"): "duplicate-id",
        ("e", "f"): "duplicate-id",
        ("e", "old"): "duplicate-id",
        ("actors/a", "b"): "duplicate-id",
        ("e", "H"): "bad-id",
        ("e", "../h"): "bad-id",
        ("e", "topics/h"): "bad-id",
        ("e", "index"): "bad-id",
        ("e", ""): "bad-id",
    }.items():
        assert told(root, *words) == [code], words
    worlds.write(root, {"content/places.yaml": "p: 1\n", F: worlds.event(body=both("[[nothing]]"))})
    assert set(told(root, "e", "h")) == {"wrong-type", "unknown-event"}
    worlds.write(root, {"content/places.yaml": {"p": worlds.TERM}})
    assert set(told(root, "e", "h")) == {"unknown-event"}


def test_the_kind_may_be_said_of_both(world):
    """`events/OLD events/NEW` is what a maintainer may well type."""
    root = world()
    rename(root, "events/e", "events/f")
    assert (root / F).is_file() and not (root / E).exists()


def test_a_change_that_would_make_an_error_is_not_made(world):
    """A text may be too long with the longer id: the fault is told, and every file is as it was."""
    long = "[[e]] " + "a " * 9990
    assert told(world(**{F: worlds.event(body=both(long))}), "e", "an-id-that-is-longer-than-that") == ["too-long"]


def test_a_style_that_was_not_foreseen_is_told(world):
    """An id in escapes cannot be exchanged without more ado: better nothing than half."""
    root = world(**{F: f'date: 2016\n{TAIL}related: [{{event: "\\x65", as: part-of}}]\n'})
    assert told(root, "e", "h") == ["cannot-edit"]


def test_a_reference_by_a_former_id_stays(world):
    """It works through the alias, and may have been written so on purpose."""
    root = world(**{E: worlds.event(aliases=["was"]), F: f"date: 2016\n{TAIL}body: {{en: '[[was]] [[e]]', ar: ب}}\n"})
    rename(root, "e", "g")
    assert "[[was]] [[g]]" in text(root, F) and codes(root) == []


# On the whole


def references(root) -> list[tuple]:
    """Every reference of a project, and every text."""
    timeline = survey.load(survey.Templates(root), content.read(root)[0], [])
    return [
        (kind, id, list(validate.named(entry.record)), list(validate.texts(entry.record)))
        for kind, entries in timeline.kinds.items()
        for id, entry in sorted(entries.items())
    ]


def test_in_the_real_project_each_record_can_be_renamed_and_back(ours, tmp_path):
    """There and back, the references are the same and no file but the record's has changed."""
    shutil.copytree(ours, tmp_path / "content")
    before, found = tree(tmp_path), references(tmp_path)
    for old in ("2016-02-05-twitter-125000", "actors/twitter", "users"):
        new = f"{old.rpartition('/')[2]}-2"
        rename(tmp_path, old, new)
        rename(tmp_path, new, old.rpartition("/")[2])
    assert references(tmp_path) == found and [d for d in check.check(Options(tmp_path)) if d.severity == "error"] == []
    now = tree(tmp_path)
    assert {path for path in before if now[path] != before[path]} == {
        "content/events/2016-02-05-twitter-125000.yaml",
        "content/actors.yaml",
    }


IDS = {
    "events": ["badger", "civet", "dingo"],
    "sources": ["finch", "grebe"],
    "topics": ["hazel", "iris"],
    "actors": ["jackdaw", "kestrel"],
    "places": ["larch", "myrtle"],
    "measures": ["newt", "osprey"],
}


def some_project(chance: random.Random) -> dict[str, object]:
    """A small project with references of every kind between its records, by chance."""
    one = lambda kind: chance.choice(IDS[kind])
    some = lambda kind: chance.sample(IDS[kind], chance.randint(0, 2))
    cited = lambda: [{"id": one("sources"), "at": "¶2"}]
    mention = lambda: chance.choice(["[[{}]]", "[[{}|words]]", "`[[{}]]`", "{}"]).format(one("events"))
    files = worlds.files(**{E: None, "content/sources/s.yaml": None})
    files = {path: file for path, file in files.items() if file is not None}
    for n, id in enumerate(IDS["events"]):
        files[f"content/events/{id}.yaml"] = worlds.event(
            date=f"201{n}",
            body=both(" ".join(mention() for _ in range(3)), "نص " + mention()),
            topics=some("topics") or ["hazel"],
            actors=some("actors"),
            places=some("places"),
            figures={"n": {"measure": one("measures"), "value": "3", "said_by": one("actors"), "sources": cited()}},
            statements=[
                {
                    "text": both("Yes."),
                    "said_by": one("actors"),
                    "via": one("actors"),
                    "standing": "stated",
                    "sources": cited(),
                }
            ],
            related=[{"event": other, "as": "part-of"} for other in some("events") if other != id],
            sources=cited(),
            aliases=chance.choice([None, [f"{id}-former"]]),
        )
    for n, id in enumerate(IDS["sources"]):
        files[f"content/sources/{id}.yaml"] = {**worlds.SOURCE, "published": f"200{n}"}
    for kind in ("topics", "actors", "places", "measures"):
        (record, *_) = worlds.files()[f"content/{kind}.yaml"].values()
        named = lambda id, record=record: {**record, "name": both(f"The {id[0]}", f"اسم {id[0]}")}
        files[f"content/{kind}.yaml"] = {id: named(id) for id in IDS[kind]}
    files["content/site.yaml"] = {**worlds.SITE, "key_figures": [f"{one('events')}#n"]}
    for code in ("en", "ar"):
        files[f"content/pages/{code}/about.md"] = f"# About\n\n{mention()} {mention()}\n"
    return files


def at_the_old_address(site: dict[str, bytes], new: str, old: str) -> dict[str, bytes]:
    """A site's files as they would be under the old id, the digests in the names of the search's files left out, and
    what the event's page says to machines of former ids."""

    def plain(raw: bytes) -> bytes:
        raw = re.sub(rb',"sameAs":\["[^"]*#event"(,"[^"]*#event")*\]', b"", raw)
        return re.sub(rb"-[0-9a-f]{10}(?=\.js)", b"", raw).replace(new.encode(), old.encode())

    return {plain(path.encode()).decode(): plain(raw) for path, raw in site.items()}


def pages(root) -> dict[str, bytes]:
    """The editions' own pages; what is taken away names former ids too, and is proved where it is made."""
    other = ("/data/", "/selection/", "/record/")
    return {
        path: data
        for path, data in tree(root / "site").items()
        if path.startswith(("en/", "ar/")) and path.endswith(".html") and not any(part in path for part in other)
    }


@given(st.randoms(use_true_random=False), st.sampled_from(list(IDS)))
@settings(max_examples=8)
def test_the_site_differs_only_in_the_renamed_addresses(tmp_path_factory, chance, kind):
    """Whatever refers to what: the same pages as before, at the new address, and a page that leads there from the old."""
    root = worlds.write(tmp_path_factory.mktemp("any"), some_project(chance))
    old = chance.choice(IDS[kind])
    new = f"{old}-anew"
    found, clean = references(root), codes(root)
    assert not worlds.build(root).failed
    before = pages(root)
    rename(root, old, new)
    assert codes(root) == clean
    assert not worlds.build(root).failed
    after = pages(root)
    for code in ("en", "ar"):
        if kind != "measures":
            assert f"{kind}/{new}.html" in after.pop(f"{code}/{kind}/{old}.html").decode()
    assert at_the_old_address(after, new, old) == at_the_old_address(before, new, old)
    rename(root, new, old)
    assert references(root) == found and codes(root) == clean


def test_the_project_is_read_as_it_is_written(world):
    """What was proved is what stands on the disk afterwards."""
    root = world(**{F: f"date: 2016\n{TAIL}body: {{en: '[[e]]', ar: ب}}\n"})
    rename(root, "e", "g")
    folder, faults = content.read(root)
    assert faults == [] and set(folder.records["events"]) == {"f", "g"}
