"""The opening of a text: whole sentences, none cut at what only looks like an end."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.importing.spoken import TONGUES
from timeline.importing import sentences

EN, AR = TONGUES.abbreviations("en"), TONGUES.abbreviations("ar")
LONG = "A first sentence that is by itself quite long enough to be a summary of it all."


@pytest.mark.parametrize(
    ("text", "opening"),
    [
        ("Short.", "Short."),
        (f"{LONG} Then more.", LONG),
        ("Short one. And another. " + LONG, "Short one. And another. " + LONG),
        (f"“{LONG}” He said so.", f"“{LONG}”"),
        (
            "It was the U.S. House of Representatives under Mr. Smith of Wherever in 1815. Then.",
            "It was the U.S. House of Representatives under Mr. Smith of Wherever in 1815.",
        ),
        (
            "أوقف الموقع أكثر من مئة ألف حساب في ستة أشهر بحسب ما قاله هو؟ ثم أوقف غيرها.",
            "أوقف الموقع أكثر من مئة ألف حساب في ستة أشهر بحسب ما قاله هو؟",
        ),
        ("word " * 100, " ".join(["word"] * 60) + "…"),
        ("", ""),
    ],
)
def test_an_opening_is_whole_sentences(text, opening):
    """Abbreviations end none; a sentence without end is cut at a word."""
    assert sentences.opening(text.strip(), EN) == opening


@pytest.mark.parametrize(
    "sentence",
    [
        "Governor Wallace stood in the door of the hall while the marshals watched on Feb. 3, 1968 from the street.",
        "The chairman of the board of visitors received the letter from the Hon. John Smith in Charlottesville.",
        "The society for the improvement of the town bought the building known as No. 5 Main Street in the spring.",
        "They had many reasons that all of them knew for long, e.g. The Times had printed one of them in the morning.",
        "It was built by the brothers J. R. R. and W. Tolkien, whom nobody in the town had ever heard of, in St. Ives.",
        "The minister said to all who had come to hear him: “We shall see. Nobody knows. So be it.” and left the house.",
        "The committee of the league (its first chairman was a baker. Nobody knew him.) met in the hall of the town.",
        'The minister said to all who had come to hear him: "We shall see. Nobody knows." and left by the back door.',
        "The company, known from then on as Smith & Sons Ltd. All the same, a family business, moved to the harbour.",
    ],
)
def test_a_full_stop_within_a_sentence_does_not_end_it(sentence):
    """Months, titles, initials, numbers, quotations and brackets."""
    assert sentences.opening(f"{sentence} Then they left.", EN) == sentence


@pytest.mark.parametrize(
    "sentence",
    [
        "وُلد الشاعر في أسرة من أسر البادية التي سكنت أطراف المدينة قديمًا سنة 15 هـ. الموافق سنة 636 م. في ما يروى.",
        "بُنيت القلعة القديمة على التل المشرف على النهر في القرن الثالث ق.م. وقد هُدمت ثم بُنيت من جديد مرات كثيرة.",
        "كتب الرسالة الطويلة إلى أهل المدينة وأعيانها وتجارها د. طه حسين وهو يومئذ عميد كلية الآداب في الجامعة.",
        "قال الوزير لمن حضروا من الصحفيين ومن أهل المدينة: «سنرى ما يكون. لا أحد يعلم.»",
    ],
)
def test_nor_does_it_in_arabic(sentence):
    """Years by their era, initials, titles, quotations."""
    assert sentences.opening(f"{sentence} ثم خرجوا.", AR) == sentence


@pytest.mark.parametrize(
    ("first", "rest"),
    [
        ("یہ پہلا جملہ ہے جو کافی لمبا ہے تاکہ ساٹھ حروف سے زیادہ ہو جائے اور ختم ہو۔", " دوسرا جملہ۔"),
        ("यह पहला वाक्य है जो काफी लंबा है ताकि साठ अक्षरों से अधिक हो जाए और समाप्त हो।", " दूसरा वाक्य।"),
        (f"{'第一句话在这里说得很长' * 6}。", "第二句。"),
        (f"他说：「{'第一句话在这里说得很长。' * 6}」然后离开了。", "第二句。"),
    ],
)
def test_the_full_stops_of_other_scripts_end_a_sentence(first, rest):
    """In Chinese and Japanese without a space behind them."""
    assert sentences.opening(first + rest) == first


def test_what_is_opened_and_never_closed_encloses_nothing():
    """Else a slip of the pen would make a summary of the whole text."""
    first = "The committee of the league (its first chairman was a baker, met in the hall of the town on that day."
    assert sentences.opening(f"{first} Then they left. {'More words. ' * 20}", EN) == first


@given(st.text(alphabet='ab. ."«»“”()[]\u0645!؟', max_size=400))
def test_any_text_has_an_opening(text):
    """Which it begins with, but for the mark where it was cut, and which is never too long."""
    made = sentences.opening(text, EN)
    assert text.startswith(made.removesuffix("…").rstrip()) and len(made) <= 301
