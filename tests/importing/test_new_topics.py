"""Groups of another file as topics: found where they are, added where they are not."""

from __future__ import annotations

import pytest

from tests.importing.spoken import TONGUES
from tests.world import TERM, both
from timeline.faults.diagnostic import Fault, Span
from timeline.importing import new_topics
from timeline.records import content, yaml_file

TOPICS = "# ours\nrome:\n  name: {en: Ancient  Rome, ar: روما}\n  summary: {en: S., ar: ج.}\n"


def topics(root, *names: str) -> new_topics.Topics:
    folder, _ = content.read(root)
    return new_topics.topics({name: new_topics.Group(Span("f"), "ar") for name in names}, root, folder, "ar", TONGUES)


def test_a_topic_is_found_by_its_name_in_any_language_or_its_id(world):
    """However case and spaces are; nothing is then written."""
    found = topics(world(**{"content/topics.yaml": TOPICS}), "ancient rome", "روما", "rome")
    assert set(found.ids.values()) == {"rome"} and not (found.new or found.data or found.faults)


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("last", [True, False])
def test_new_topics_stand_at_the_end_and_what_was_there_stays(world, end, last):
    """Byte for byte, with or without a line's end at the end; the new ones are marked as to be written."""
    before = TOPICS.replace("\n", end)[: None if last else -len(end)].encode()
    found = topics(
        world(**{"content/topics.yaml": before}),
        "Rome!",
        "Courts & law",
        "courts  & LAW",
        "المحاكم",
        "2016",
        "…",
        "index",
    )
    assert found.ids == {
        "Rome!": "rome-2",  # another name, so another topic
        "Courts & law": "courts-law",
        "courts  & LAW": "courts-law",
        "المحاكم": "al-mhakm",
        "2016": "topic-1",
        "…": "topic-2",
        "index": "index-1",
    }
    assert found.data.startswith(before) and (b"\r\n" in found.data) == (end == "\r\n")
    data = yaml_file.read("f", found.data)[0].data
    assert list(data) == ["rome", *found.new]
    assert data["courts-law"] == {"name": {"ar": "Courts & law", "en": None}, "summary": {"ar": None, "en": None}}
    assert [fault.code for fault in found.faults] == ["made-up-id", "made-up-id"]


def test_a_project_without_topics_gets_the_file(world):
    """The file then holds what is new."""
    root = world()
    (root / "content/topics.yaml").unlink()
    assert list(yaml_file.read("f", topics(root, "A").data)[0].data) == ["a"]


@pytest.mark.parametrize("before", [{"t": TERM}, "a: [", "a: {name: x, name: y}", f"t: {both('a')}\n...\n", "- a\n"])
def test_a_file_that_nothing_can_be_added_to_is_a_fault(world, before):
    """Brackets round everything, what is no YAML, an end that is marked: nothing is guessed."""
    with pytest.raises(Fault) as raised:
        topics(world(**{"content/topics.yaml": before}), "A")
    assert [fault.code for fault in raised.value.diagnostics] == ["cannot-write"]


def test_where_a_folder_stands_in_the_place_of_the_file_nothing_is_written(world):
    """Nor in the place of a pipe or of a link."""
    root = world()
    (root / "content/topics.yaml").unlink()
    (root / "content/topics.yaml").mkdir()
    with pytest.raises(Fault):
        topics(root, "A")
