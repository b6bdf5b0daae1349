"""The gradient X-ray as drawn: where lines run, where arrows stand, what the legend says."""

import re
import xml.etree.ElementTree as ElementTree
from itertools import pairwise

import numpy as np
import pytest

from unrolled.drawing import theme
from unrolled.drawing.layout import HEIGHT, WIDTH
from unrolled.drawing.log_plot import LogPlot
from unrolled.lessons.gradients.x_ray import figure as gradients
from unrolled.lessons.gradients.x_ray.figure import (
    LINES,
    PLOT,
    describe_xray,
    number,
    what_is_left,
    xray_cursor,
    xray_drawing,
)
from unrolled.lessons.gradients.x_ray.record import Line, Xray

TEXT = "I <b>grew</b> up"
T = len(TEXT) - 1
KEYS = {
    "h": ("lstm", "gru", "rnn", "carry", "straight", "linear", "bound"),
    "x": ("lstm", "gru", "rnn", "tcn"),
    "c": ("carry", "straight"),
}


def xray(wrt="h", text=TEXT, steps=None, cursor=2, trained=False, **sizes):
    steps = steps or len(text) - 1
    lines = tuple(
        Line(key, np.asarray(sizes.get(key, np.geomspace(10.0**-k, 0.5, steps)), float))
        for k, key in enumerate(KEYS[wrt], 1)
    )
    field = (5, 1) if wrt == "x" else (None, None)
    return Xray(text, steps, wrt, lines, trained, 0, 0.9, 1.7, None if trained else 2.0, cursor, *field)


EXAMPLES = {
    "x_ray.xray_drawing": lambda: xray_drawing(xray(steps=T - 3, rnn=np.geomspace(1e-20, 1, T - 3))),
    "x_ray.xray_cursor": lambda: xray_cursor(xray()),
}


def nodes(drawing, name):
    return {node.get(name): node for node in ElementTree.fromstring(drawing).iter() if node.get(name)}


def points(node):
    return [tuple(map(float, pair)) for pair in re.findall(r"(-?[\d.]+),(-?[\d.]+)", node.get("d"))]


def test_lines_stand_over_their_characters_at_their_height():
    shown = xray()
    drawn = nodes(xray_drawing(shown), "data-line")
    assert set(drawn) == set(KEYS["h"])
    for line in shown.lines:
        found = points(drawn[line.key])[::-1]
        assert len(found) == T
        for k, (x, y) in enumerate(found):
            assert x == pytest.approx(gradients._x(shown, k), abs=0.1)
            power = PLOT.low + (PLOT.bottom - y) / (PLOT.bottom - PLOT.top) * (PLOT.high - PLOT.low)
            assert power == pytest.approx(np.log10(line.sizes[k]), abs=0.01)


def test_colours_and_cues_are_those_of_the_language():
    drawn = nodes(xray_drawing(xray()), "data-line")
    for key, name in (
        ("lstm", "lstm"),
        ("gru", "gru"),
        ("rnn", "rnn"),
        ("carry", "carry"),
        ("straight", "forget-gate"),
    ):
        assert drawn[key].get("stroke") == theme.css(name)
    assert drawn["rnn"].get("stroke-dasharray") == "2 6"
    assert drawn["gru"].get("stroke-dasharray") == "12 6"
    assert len({(line.style.colour, line.style.dash, line.style.width) for line in LINES.values()}) == len(LINES)


@pytest.mark.parametrize("value", [0.0, 1e-30, 1e-8 * 0.9, 11.0, 1e70])
def test_what_leaves_the_range_gets_an_arrow_at_the_edge(value):
    sizes = np.full(T, 0.1)
    sizes[:4] = value
    arrows = nodes(xray_drawing(xray(rnn=sizes)), "data-arrow")
    assert set(arrows) == {"up" if value > 1 else "down"}
    for x, y in points(nodes(xray_drawing(xray(rnn=sizes)), "data-line")["rnn"]):
        assert PLOT.top - 0.1 <= y <= PLOT.bottom + 0.1
        assert x >= gradients._x(xray(), 3) - 0.1


def test_a_line_that_is_never_inside_is_an_arrow():
    drawing = xray_drawing(xray(bound=np.full(T, 1e9), linear=np.zeros(T)))
    assert "bound" not in nodes(drawing, "data-line")
    assert set(nodes(drawing, "data-arrow")) == {"up", "down"}


def test_a_line_that_comes_back_has_two_pieces():
    path = LogPlot(100, 0, 90, low=-8, high=1).path([0, 1, 2, 3, 4], np.array([1, 1, 1e-12, 1, 1]))
    assert len(path.pieces) == 2
    assert [up for _, up in path.arrows] == [False]
    assert path.pieces[0][-1][1] == path.pieces[1][0][1] == -8


def test_names_are_apart():
    for shown in (
        xray(),
        xray(**{key: np.full(T, 0.1) for key in KEYS["h"]}),
        xray(**{key: np.zeros(T) for key in KEYS["h"]}),
    ):
        root = ElementTree.fromstring(xray_drawing(shown))
        places = [(n.get("x"), float(n.get("y"))) for n in root.iter() if n.get("paint-order")]
        assert len(places) == len(KEYS["h"])
        for x in {x for x, _ in places}:
            ys = sorted(y for other, y in places if other == x)
            assert all(b - a >= 17.9 for a, b in pairwise(ys))
            assert ys[0] > PLOT.top
            assert ys[-1] < PLOT.bottom


def test_the_still_part_does_not_depend_on_the_cursor():
    assert xray_drawing(xray(cursor=0)) == xray_drawing(xray(cursor=9))
    assert xray_cursor(xray(cursor=0)) != xray_cursor(xray(cursor=9))


def test_the_legend_holds_the_values_at_the_cursor():
    for cursor in (0, 5, T - 1):
        shown = xray(cursor=cursor)
        values = nodes(xray_cursor(shown), "data-value")
        assert {key: node.text for key, node in values.items()} == {
            line.key: number(line.sizes[cursor]) for line in shown.lines
        }


def test_every_character_that_is_read_can_be_clicked():
    shown = xray(steps=T - 4)
    columns = nodes(xray_drawing(shown), "data-pick")
    assert sorted(map(int, columns)) == list(range(shown.steps))
    for k, node in columns.items():
        middle = float(node.get("x")) + float(node.get("width")) / 2
        assert middle == pytest.approx(gradients._x(shown, int(k)), abs=0.1)


@pytest.mark.parametrize(
    ("text", "steps"), [("ab", 1), ("a" * 101, 100), ("a" * 101, 1), ("a" * 101, 60), ("a\nb c", 3)]
)
@pytest.mark.parametrize("wrt", ["h", "x", "c"])
def test_texts_of_all_lengths(text, steps, wrt):
    shown = xray(wrt, text, steps, cursor=0)
    for drawing in (xray_drawing(shown), xray_cursor(shown)):
        root = ElementTree.fromstring(drawing)
        assert int(root.get("width")) <= WIDTH
        assert int(root.get("height")) <= HEIGHT
        for node in root.iter():
            if node.get("x") and node.get("text-anchor") != "end":
                assert 0 <= float(node.get("x")) <= WIDTH - 5
            if node.get("font-size"):
                assert float(node.get("font-size")) >= 14


def test_lines_end_where_the_loss_stands_and_the_rest_is_not_read():
    shown, whole = xray(steps=6), xray()
    drawn = nodes(xray_drawing(shown), "data-line")
    assert max(x for x, _ in points(drawn["lstm"])) == pytest.approx(gradients._x(whole, 5), abs=0.1)
    unread = nodes(xray_drawing(shown), "data-part")["unread"]
    left, wide = float(unread.get("x")), float(unread.get("width"))
    assert left == pytest.approx((gradients._x(whole, 6) + gradients._x(whole, 7)) / 2, abs=0.1)
    assert left + wide == pytest.approx(gradients.AREA.right, abs=0.1)
    assert "data-part" not in xray_drawing(whole)


@pytest.mark.parametrize("steps", [1, 2, 9, 30, 50, 99, 100])
def test_words_below_the_letters_are_apart_and_stand_at_the_loss(steps):
    shown = xray(text="a" * 101, steps=steps, cursor=steps - 1)
    below = ElementTree.fromstring(xray_drawing(shown))
    (told,) = (float(node.get("x")) for node in below.iter() if node.text == "to be predicted")
    over = ElementTree.fromstring(xray_cursor(shown))
    (place,) = (float(node.get("x")) for node in over.iter() if (node.text or "").startswith("t = "))
    further = [float(node.get("x")) for node in over.iter() if "further back" in (node.text or "")]
    box = nodes(xray_cursor(shown), "data-part")["target"]
    assert float(box.get("x")) + float(box.get("width")) / 2 == pytest.approx(gradients._x(shown, steps), abs=0.1)
    half = 44  # of "t = 100, “a”"
    assert place + half < told
    assert told <= WIDTH - 118
    assert abs(told + 9 - gradients._x(shown, steps)) < 112
    assert all(x + 105 <= place - half for x in further)
    assert place - half >= 0


def test_numbers():
    assert [number(v) for v in (0, 0.12, 0.001, 1, 123, 2.2e-5, 2.8e8, 9.97e-7, 0.00099)] == [
        "0", "0.12", "0.001", "1", "123", "2.2 · 10⁻⁵", "2.8 · 10⁸", "1.0 · 10⁻⁶", "9.9 · 10⁻⁴",
    ]  # fmt: skip


def test_sentences():
    def left(share, steps=T, at=3):
        return np.where(np.arange(steps) == at, 2 * share, 2.0)

    def said(**shares):
        return describe_xray(xray(cursor=3, **{key: left(share) for key, share in shares.items()}))

    assert said(lstm=0.12, rnn=1.4e-6) == (
        f"At “b”, {T - 4} steps back, the LSTM keeps 86,000 times as much of its gradient as the RNN."
    )
    assert said(lstm=0.1, rnn=0.45).endswith("the RNN keeps 4.5 times as much of its gradient as the LSTM.")
    assert said(lstm=1e-12, rnn=1).endswith("the RNN keeps 1.0 · 10¹² times as much of its gradient as the LSTM.")
    assert said(lstm=0.1, rnn=0).endswith("the LSTM keeps 0.1 of its gradient, and the RNN 0.")
    assert said(lstm=0.1, rnn=0.1).endswith("LSTM and RNN keep the same share of their gradients: 0.1.")
    assert describe_xray(xray(cursor=T - 1)).startswith("At “u”, the last one read, ")
    assert describe_xray(xray(cursor=T - 2)).startswith("At “␣”, 1 step back, ")
    moved = xray(steps=6, cursor=3, lstm=left(0.1, 6), rnn=left(0.1, 6))
    assert describe_xray(moved).startswith("At “b”, 2 steps back from the loss at “r”, LSTM and RNN")
    assert describe_xray(xray(steps=6, cursor=5)).startswith("At “g”, the last one read before the loss at “r”, ")
    carry = describe_xray(xray("c", cursor=0, carry=left(0.2, at=0), straight=left(0.01, at=0)))
    assert "the carry keeps 0.2 of its gradient; by the product of the forget gates alone it would keep 0.01." in carry


def test_what_is_left_is_told_away_from_the_last_step():
    shown = xray(cursor=0, lstm=np.linspace(0.1, 0.5, T), gru=np.linspace(1e-9, 1e-1, T), rnn=np.full(T, 0.3))
    assert what_is_left(shown) == (
        " Of the gradient at the last step, the LSTM keeps 0.2, the GRU 1.0 · 10⁻⁸ and the RNN 1."
    )
    assert what_is_left(xray(cursor=T - 1)) == what_is_left(xray("x")) == what_is_left(xray("c")) == ""


def outside_the_field(**more):
    sizes = np.where(np.arange(T) < T - 5, 0, 0.1)
    return xray("x", tcn=sizes, **more)


def test_the_field_of_the_tcn_is_marked_where_its_gradient_ends():
    drawing = xray_drawing(outside_the_field())
    mark = nodes(drawing, "data-part")["field"]
    first, before = (gradients._x(xray(), k) for k in (T - 5, T - 6))
    assert float(mark.get("x1")) == pytest.approx((first + before) / 2, abs=0.1)
    assert "exactly 0 before the last 5" in drawing
    xs = [x for x, _ in points(nodes(drawing, "data-line")["tcn"])]
    assert min(xs) >= before
    assert "data-part" not in xray_drawing(xray())
    assert "receptive field 5" in drawing


def test_sentences_tell_the_tcn_apart():
    assert describe_xray(outside_the_field(cursor=0)).endswith("; the TCN keeps exactly 0, outside its field of 5.")
    assert describe_xray(outside_the_field(cursor=T - 6)).endswith("outside its field of 5.")  # 5 steps back
    for cursor in (T - 5, T - 2):
        assert describe_xray(outside_the_field(cursor=cursor)).endswith("; the TCN keeps 1.")
    assert "TCN" not in describe_xray(xray())


def test_trained_networks_are_called_so():
    assert "Trained on 34 plays, seed 0" in xray_drawing(xray(trained=True))
    assert "Untrained, seed 0" in xray_drawing(xray())
