"""The question about Table 8: the right choice is what is measured."""

from unrolled.datasets.word_vectors import glove
from unrolled.lessons.analogies.table8 import exercise as exercises
from unrolled.lessons.analogies.table8.probe import ask


def test_the_second_choice_is_the_right_one():
    assert [choice.right for choice in exercises.FIRST.choices] == [False, True, False]


def test_the_right_answer_is_what_is_measured():
    shown = ask(glove())
    assert 12 <= shown.within(1) < 15
    assert 18 <= shown.within(5) <= 21
    wrong = [cell for row in shown.cells for cell in row if cell.note and cell.place != 1]
    assert any(better.place == 1 for cell in wrong for better in cell.better)
