"""A path's questions on the two sides of one sheet of paper: what a class writes on, where the passages that it looks
at are on a screen or on the whole worksheet.

How many lines there are to write on follows from what the questions leave of two pages, as far as that can be told from
the widths of letters.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from timeline import addresses
from timeline.edition import views
from timeline.pages import lessons
from timeline.pages.lessons import Lesson, Question
from timeline.pages.page_maker import Maker, Shown
from timeline.target import Target
from timeline.text import widths

MOST = 4  # lines for an answer, as on the whole worksheet
# Millimetres, of A4 with the margins that templates/css/50-print.css leaves.
_PAGES, _WIDTH = 2 * 255, 160
_HEAD, _EVENT, _QUESTION, _LINE = 62, 13, 8, 7.5  # with the space around them
_SPARE = 45  # at the feet of both pages, since nothing is torn apart, and for the line on rights
# By direction: the size of the text and the height of its lines, and how much of the widths that `widths` has it takes.
_TEXT = {"ltr": (3.5, 4.9, 0.96), "rtl": (4.0, 6.4, 0.82)}


class ShortSheet(NamedTuple):
    lesson: Lesson
    lines: tuple[int, ...]  # for each answer


def pages(m: Maker) -> Iterator[Target]:
    section = lessons.SECTION.path(m.code)
    for id in m.timeline.lessons:
        path = addresses.lesson(m.code, id, "short")
        yield m.page(path, "short.html", _page, id, type="LearningResource", section=section, about=("paths", id))


def _page(m: Maker, id: str) -> Shown:
    whole = addresses.lesson(m.code, id, "sheet")  # where the code leads: to the passages, and to no answers
    lesson = lessons.sheet(m.edition, lessons.without_answers(m.once(lessons.by_id)[id]), whole)
    return lessons.shown(m, id, ShortSheet(lesson, tuple(range(lines(lesson, m.language.direction)))))


def lines(lesson: Lesson, direction: str) -> int:
    """How many lines there are for each answer: one at least, though a path of many questions may go beyond."""
    asked = [step.questions for step in lesson.steps if step.questions] + [lesson.questions]
    questions = [question for questions in asked for question in questions]
    height = _HEAD + _SPARE + _EVENT * len(asked) + sum(_height(question, direction) for question in questions)
    return max(1, min(MOST, int((_PAGES - height) / (_LINE * len(questions))))) if questions else 0


def _height(question: Question, direction: str) -> float:
    size, line, share = _TEXT[direction]
    return _QUESTION + line * (1 + len(widths.wrap(views.plain(question.text), _WIDTH / size / share)))
