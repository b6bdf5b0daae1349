"""The drawing of the two equations says what its record says."""

import re
import xml.etree.ElementTree as ElementTree

import pytest

from unrolled.drawing.layout import HEIGHT, WIDTH
from unrolled.drawing.numbers import shade
from unrolled.drawing.numerals import signed
from unrolled.lessons.rnn.two_equations import figure as figures
from unrolled.lessons.rnn.two_equations import probe as probes


def shown(word="he<b>o", units=3, updates=0, step=2, unit=1, backward=False):
    return probes.point_at(probes.two_equations(word, units, updates), step, unit, backward=backward)


EXAMPLES = {
    "two_equations.equations_drawing": lambda: figures.equations_drawing(shown()),
    "two_equations.equations_cursor": lambda: figures.equations_cursor(shown("lighthouseXY", 4, 0, 6, 3, True)),
}
WORDS = ["ab", "aa", "hello", "he<b>o", "abcdefghijkl", "lighthouseXY"]


def words(drawing):
    return [node.text for node in ElementTree.fromstring(drawing).iter("{http://www.w3.org/2000/svg}text") if node.text]


def boxes(drawing):
    return list(ElementTree.fromstring(drawing).iter("{http://www.w3.org/2000/svg}rect"))


@pytest.mark.parametrize("word", WORDS)
@pytest.mark.parametrize("units", [3, 4])
@pytest.mark.parametrize("backward", [False, True])
def test_nothing_leaves_the_picture_wherever_the_pointers_are(word, units, backward):
    for step in range(len(word) - 1):
        record = shown(word, units, 0, step, units - 1, backward)
        for drawing in (figures.equations_drawing(record), figures.equations_cursor(record)):
            root = ElementTree.fromstring(drawing)
            width, height = float(root.get("width")), float(root.get("height"))
            assert (width <= WIDTH, height <= HEIGHT) == (True, True)
            assert "NaN" not in drawing
            assert "<b>" not in drawing
            for rect in boxes(drawing):
                x, y, wide, tall = (float(rect.get(name)) for name in ("x", "y", "width", "height"))
                assert 0 <= x <= x + wide <= width
                assert 0 <= y <= y + tall <= height
            sizes = [float(size) for size in re.findall(r'font-size="([\d.]+)"', drawing)]
            assert min(sizes) >= 14


def test_all_numbers_of_the_step_are_written():
    record = shown("hello", 3, 0, 2, 1)
    written = words(figures.equations_drawing(record)) + words(figures.equations_cursor(record))
    for matrix in (record.W_hh, record.W_hy, record.b, record.b_y):
        for value in matrix.ravel():
            assert signed(float(value)) in written
    for vector in (record.h[2], record.h[1], record.W_xh[:, record.ids[2]], record.logits[2]):
        for value in vector:
            assert signed(float(value)) in written
    assert f"to unit 2: {signed(float(record.W_xh[1, 2] + record.b[1]))}" in written


def test_many_letters_leave_room_for_the_target_and_the_likeliest():
    for step in range(11):
        record = shown("lighthouseXY", 3, 0, step)
        written = words(figures.equations_cursor(record))
        assert "softmax, 4 of 11" in written
        for k in (record.ids[step + 1], record.p[step].argmax()):
            assert all(signed(float(value)) in written for value in record.W_hy[k])
            assert signed(float(record.logits[step, k])) in written
    assert "softmax y" in words(figures.equations_cursor(shown("stone", 4)))  # all five


def test_the_edges_into_the_outlined_unit_carry_its_row():
    for unit in range(3):
        record = shown("hello", 3, 0, 2, unit)
        moving = words(figures.equations_cursor(record))  # the matrix itself stands in the still picture
        assert all(signed(float(weight)) in moving for weight in record.W_hh[unit])


def test_backwards_the_contributions_stand_on_the_edges():
    record = shown("hello", 3, 0, 1, 2, True)
    written = words(figures.equations_cursor(record))
    for value in record.from_next[1][:, 2]:
        assert signed(float(value), 3) in written
    assert f"to unit 3: {signed(float(record.from_logits[1][2]), 3)}" in written
    for value in record.d_h[1]:
        assert signed(float(value), 3) in written


def test_what_is_still_does_not_move_with_the_pointers():
    still = {str(figures.equations_drawing(shown("hello", 3, 0, step, unit))) for step in range(4) for unit in range(3)}
    assert len(still) == 1


def test_steps_not_taken_show_no_values():
    early, late = shown("hello", 3, 0, 0), shown("hello", 3, 0, 3)
    assert len(words(figures.equations_cursor(early))) < len(words(figures.equations_cursor(late)))
    value = signed(float(late.h[3, 0]))
    assert value not in words(figures.equations_cursor(early))
    assert value in words(figures.equations_cursor(late))


@pytest.mark.parametrize("backward", [False, True])
def test_every_step_and_unit_in_sight_can_be_picked(backward):
    record = shown("lighthouseXY", 4, 0, 5, 0, backward)
    picks = {(box.get("data-pick"), box.get("data-row")) for box in boxes(figures.equations_drawing(record))}
    assert {(str(t), None) for t in range(11)} <= picks  # by the word above
    columns = {pick for pick, row in picks if row}
    assert len(columns) == 4
    assert "5" in columns
    assert {("5", str(unit)) for unit in range(4)} <= picks


def test_the_sentences():
    assert figures.describe_equations(shown("hello", 3, 0, 2)).startswith(
        "Step 3 of 4 of hello: input l, target l, predicted"
    )
    back = figures.describe_equations(shown("hello", 3, 0, 2, 0, True))
    assert "backwards: the gradient of the loss by the state is" in back
    assert "The last step" in figures.remark(shown("hello", 3, 0, 3, 0, True))
    assert "back from step 3" in figures.remark(shown("hello", 3, 0, 1, 0, True))


def test_the_status_line_says_what_the_state_adds_to_the_letter():
    record = shown("hello", 3, 0, 2, 1)
    own, added = record.W_xh[1, 2] + record.b[1], record.W_hh[1] @ record.h[1]
    said = figures.remark(record)
    assert f"In unit 2 the state before adds {signed(added)} to the letter's {signed(own)}" in said
    assert said.endswith(f"h = {signed(record.h[2, 1])}.")
    assert "adds 0.00" in figures.remark(shown("hello", 3, 0, 0))  # nothing before the first


@pytest.mark.parametrize(
    ("value", "digits", "words"),
    [
        (0.304, 2, "+0.30"),
        (-0.97, 2, "−0.97"),
        (-0.001, 2, "0.00"),
        (12.34, 2, "+12.3"),
        (-123.4, 2, "−123"),
        (5, 1, "+5.0"),
    ],
)
def test_numbers_have_a_true_minus_and_stay_short(value, digits, words):
    assert signed(value, digits) == words


def test_colours_of_values():
    assert shade(0.0)[0] == "#FAFAF8"
    assert shade(1.0) == ("#1B5CAD", "#FFFFFF")
    assert shade(-5.0) == ("#A84A06", "#FFFFFF")
    assert shade(0.0, 0.0)[0] == "#FAFAF8"
