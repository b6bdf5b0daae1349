"""Boxes and arrows of sequence problems."""

import re
from dataclasses import replace

import numpy as np

from unrolled.drawing.layout import HEIGHT, WIDTH
from unrolled.lessons.rnn.sequences import figure as sequences
from unrolled.lessons.rnn.sequences.record import Exchange


def view(cursor=3):
    return Exchange("many to <b>one</b>", "count", "·", "ab··", "  ba", "xxbb", np.array([0.1, 0.2, 0.9, 0.6]), cursor)


EXAMPLES = {
    "sequences.exchange_drawing": lambda: sequences.exchange_drawing(view()),
    "sequences.exchange_steps": lambda: sequences.exchange_steps(view()),
    "sequences.shapes_drawing": sequences.shapes_drawing,
}


def test_boxes_stand_where_something_is_read_or_asked():
    frame = sequences.exchange_drawing(view())
    assert frame == sequences.exchange_drawing(view(0))
    assert frame.count("stroke-dasharray") == 4 + 2 + 2  # states, read, asked
    assert re.findall(r'data-pick="(\d)"', frame) == ["0", "1", "2", "3"]


def test_steps_come_with_the_cursor():
    drawn = [sequences.exchange_steps(view(k)) for k in range(4)]
    assert "✓" not in drawn[1]
    assert "✓ 90%" in drawn[2]
    assert "✗ a" in drawn[3]


def test_the_description_counts_answers():
    assert sequences.describe_exchange(view(1)) == (
        "Step 2 of 4, many to <b>one</b>: reads b, is not asked; nothing asked yet."
    )
    assert sequences.describe_exchange(view(3)).endswith("reads nothing, says b, 60 %; 1 of 2 answers right so far.")


def test_long_examples_fit():
    long = replace(view(), read="a" * 12, due="b" * 12, said="b" * 12, chances=np.ones(12), cursor=11)
    for drawn in (sequences.exchange_drawing(long), sequences.exchange_steps(long)):
        xs = [float(x) for x in re.findall(r'<rect x="([\d.]+)"', drawn)]
        assert max(xs) + sequences.BOX <= WIDTH


def test_drawings_fit_a_panel():
    for draw in EXAMPLES.values():
        width, height = re.search(r'width="(\d+)" height="(\d+)"', draw()).groups()
        assert (int(width) <= WIDTH, int(height) <= HEIGHT) == (True, True)


def test_the_status_line_says_when_it_reads_and_is_asked():
    assert sequences.remark(view(1)) == "In 4 steps it reads twice and is asked twice: no answer yet."
    assert sequences.remark(view(3)) == "In 4 steps it reads twice and is asked twice: 1 of 2 answers are right so far."
