"""What an editor says, in English and Arabic in one text."""

from __future__ import annotations

import json
import re

import pytest
from pydantic import Field, create_model

from timeline.authoring import editor_schema, editor_words, field_reference, new_record
from timeline.records import field_types, schema, validate


def test_a_form_is_told_in_both_languages():
    """The Arabic is isolated, and in it what stands between backticks."""
    assert editor_words.form("wikidata") == (
        "Write `Q` and a number, such as `Q918` · \u2067اكتب \u2066`Q`\u2069 ثم عددًا، مثل \u2066`Q918`\u2069\u2069"
    )
    assert editor_words.heading(schema.Actor) == "An actor · الطرف"
    said = editor_words.field(schema.Event, "statements", "Who says what.")
    assert said == "Who says what.\n\n\u2067من قال ماذا.\u2069"


def test_arabic_has_every_field_and_no_other():
    """fields/ar.yaml follows the records: nothing is lacking, nothing is left over, and the code in it is the same."""
    arabic = field_reference.arabic()
    models = {model.__name__: model for _, model in field_reference.PARTS}
    assert set(arabic) == {*models, "Forms", "Words"}
    for name, model in models.items():
        fields = {field.alias or n: field.description for n, field in model.model_fields.items()}
        assert set(arabic[name]["fields"]) == set(fields), name
        for field, english in fields.items():
            said = arabic[name]["fields"][field]
            assert re.search("[\u0600-\u06ff]", said) and not re.search("[\u0660-\u0669]", said)
            assert set(re.findall("`[^`]+`", english)) <= set(re.findall("`[^`]+`", said)), (name, field)
            for words in set(re.findall("[A-Za-z]{3,}", re.sub("`[^`]*`", "", said))):
                assert words in ("EDTF", "Markdown", "SPDX"), (name, field)
    assert set(arabic["Forms"]) == set(editor_words._FORMS)


@pytest.mark.parametrize("field", [None, Field(None, description="Why it ended.")])
def test_a_field_that_is_described_nowhere_stops_nobody(world, monkeypatch, field):
    """The editor says what there is to say of it, be it nothing, and `new` writes its line; only our tests complain."""
    longer = create_model("Event", __base__=schema.Event, end_reason=(field_types.Translated | None, field))
    monkeypatch.setitem(editor_schema._RECORDS, "events", longer)
    monkeypatch.setitem(validate.MODELS, "events", longer)
    root = world(**{"content/schema/x": ""})
    assert editor_schema.read(root)[1] == []
    known = json.loads((root / "content/schema/event.json").read_text("utf-8"))["properties"]
    assert known["end_reason"]["description"] == (field.description if field else "")
    assert known["date"]["description"].startswith(f"{schema.Event.model_fields['date'].description}\n\n")
    path, faults = new_record.new(root, "events", "n", {})
    assert (
        faults == []
        and "# end_reason:" in (root / path).read_text("utf-8")
        and "None" not in (root / path).read_text("utf-8")
    )


def test_values_have_the_names_that_language_files_give():
    """A phrase as it is without its gap, a name with its meaning; a set that has no words is left alone."""
    spoken = [
        {"bounds": {"at-most": "at most {n}", "exactly": "{n}"}, "standings": {"stated": {"name": "n", "meaning": "m"}}}
    ]
    assert editor_words.values(field_types.Bound, ["at-most", "exactly", "x"], spoken) == [
        "\u2068at most …\u2069",
        "",
        "",
    ]
    assert editor_words.values(field_types.Standing, ["stated"], [*spoken, {"standings": 5}, {}]) == [
        "\u2068n: m\u2069"
    ]
    assert not any(editor_words.values(int, ["a"], spoken))


def test_names_are_put_on_one_line_without_controls():
    """What is no text is passed over."""
    assert editor_words.names(["a\n b\u202e", None, 5, "", "ب"]) == "\u2068a b\u2069 · \u2068ب\u2069"
