"""A text of which only the end may be read; loss against context."""

import re
import xml.etree.ElementTree as ElementTree
from dataclasses import replace

import numpy as np
import pytest

from unrolled.drawing.layout import HEIGHT, WIDTH
from unrolled.lessons.gradients.horizon import figure as horizon
from unrolled.lessons.gradients.horizon.record import Horizon, Reach

TEXT = "DUKE:\nI <b>grew</b> up in France, and so I still speak fluent French"


def view(place=40, context=5):
    contexts = np.array(sorted({1, 2, context, place}))
    rows = tuple((character, 0.2 - 0.01 * k, 0.1) for k, character in enumerate("e <abcdf"))
    return Horizon(TEXT, place, context, contexts, np.linspace(6, 2, len(contexts)), rows, ("z", 0.004, 0.2), 19)


def reaches():
    contexts = np.array([1, 5, 50])
    seeds = np.array([[3.0, 2.0, 1.605], [3.1, 2.1, 1.6]])
    return [
        Reach("LSTM 2 × 256", "lstm", contexts, seeds[:1] - 0.1, np.array([1.5])),
        Reach("RNN 271", "rnn", contexts, seeds, np.array([1.6, 1.6])),
        Reach("counting", "counting", contexts[:2], seeds[:1, :2], np.array([2.0])),
    ]


EXAMPLES = {
    "horizon.horizon_drawing": lambda: horizon.horizon_drawing(view()),
    "horizon.horizon_cut": lambda: horizon.horizon_cut(view()),
    "horizon.horizon_chart": lambda: horizon.horizon_chart(reaches()),
}


def test_the_text_stays_while_the_place_moves():
    assert horizon.horizon_drawing(view()) == horizon.horizon_drawing(view(3, 1))
    assert len(re.findall("data-pick", horizon.horizon_drawing(view()))) == len(TEXT)


def test_what_is_read_is_underlined_and_what_is_cut_is_struck():
    drawn = horizon.horizon_cut(view(40, 5))
    read = [float(width) for width in re.findall(r'width="([\d.]+)" height="3" fill="var\(--unrolled-predicted', drawn)]
    wide = horizon.SIZES_OF_TEXT[0] * 0.6
    assert sum(read) == pytest.approx(5 * wide, abs=1)
    struck = [float(width) for width in re.findall(r'width="([\d.]+)" height="1.2"', drawn)]
    assert sum(struck) == pytest.approx(35 * wide, abs=13)  # the line end has no width to strike


@pytest.mark.parametrize(
    "text", [TEXT, TEXT * 7, "<b>\n" * 125, "\n" * 500, "ab\n" * 9, "word " * 100, "x" * 500], ids=len
)
@pytest.mark.parametrize("share", [0.01, 0.5, 1])
def test_texts_of_all_kinds_fit(text, share):
    place = max(int(share * len(text)) - 1, 1)
    for context in (1, place):
        shown = replace(view(place, context), text=text)
        for drawing in (horizon.horizon_drawing(shown), horizon.horizon_cut(shown)):
            root = ElementTree.fromstring(drawing)
            assert int(root.get("width")) <= WIDTH
            assert int(root.get("height")) <= HEIGHT
            for node in root.iter():
                if node.get("class") == "mono" and float(node.get("x")) < horizon.TEXT.right:
                    assert horizon.TEXT.y < float(node.get("y")) < horizon.TEXT.bottom
                if node.get("data-pick") or (node.get("stroke") and node.tag.endswith("rect")):
                    assert float(node.get("y")) + float(node.get("height")) <= HEIGHT
    picks = [int(k) for k in re.findall(r'data-pick="(\d+)"', horizon.horizon_drawing(shown))]
    assert place in picks
    assert picks == list(range(picks[0], picks[-1] + 1))


def test_of_a_long_text_the_lines_round_the_place_are_in_sight():
    shown = replace(view(250), text="ab\n" * 160)
    drawn = horizon.horizon_drawing(shown)
    assert f"lines {250 // 3 - horizon.ROWS // 2 + 1} to " in drawn
    assert "lines" not in horizon.horizon_drawing(view())


def test_how_much_is_enough_is_told():
    shown = replace(view(40, 5), contexts=np.array([1, 2, 5, 20, 40]), bits=np.array([6, 2.05, 2.3, 2.08, 2.0]))
    assert horizon.enough(shown) == "From 20 characters on, its surprisal stays within 0.1 bits."
    flat = replace(shown, bits=np.full(5, 2.0))
    assert horizon.enough(flat) == "From 1 character on, its surprisal stays within 0.1 bits."


def test_a_character_outside_the_list_gets_a_row_and_its_rank():
    drawn = horizon.horizon_cut(view())
    assert "19th likeliest" in drawn
    inside = replace(view(), came=("e", 0.2, 0.1), rank=1)
    assert "1st likeliest" in horizon.horizon_cut(inside)
    assert horizon.horizon_cut(inside).count("square-root") == 1


def test_the_description():
    assert horizon.describe_horizon(view()) == (
        "Character 41 of 68, z: 0.4 % with the last 5 characters, 20 % with all 40."
    )
    assert "last 1 character," in horizon.describe_horizon(view(3, 1))


def test_the_chart_says_from_where_on_it_is_flat():
    figure = horizon.horizon_chart(reaches())
    assert figure.layout.title.text.startswith("LSTM 2 × 256: 50 characters")
    words = " ".join(note.text for note in figure.layout.annotations)
    assert "RNN 271, carried 1.60" in words
    assert "a model that counts" in words
    lines = [trace for trace in figure.data if trace.mode == "lines+markers"]
    assert list(lines[1].y) == pytest.approx([3.05, 2.05, 1.6025])
    heights = sorted(note.y for note in figure.layout.annotations if "carried" in note.text)
    assert (np.diff(heights) > 0.08).all()  # names do not overlap
