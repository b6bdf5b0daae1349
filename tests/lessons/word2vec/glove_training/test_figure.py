"""GloVe in training, drawn: the weight's curve, bars, the loss, and columns of neighbours."""

import xml.etree.ElementTree as ElementTree

import numpy as np
import pytest

from unrolled.lessons.word2vec.glove_training import figure as figures
from unrolled.lessons.word2vec.glove_training.record import Column, GloveTraining
from unrolled.lessons.word2vec.word_training.record import Neighbours

WORDS = tuple(f"neighbour{k}" for k in range(5))


def column(name="Skip-gram", words=("france", "<b>")):
    near = tuple(Neighbours(word, tuple((other, 0.5) for other in WORDS)) for word in words)
    return Column(name, "6 billion words", near, 50, 55)


def view(**named):
    given = {
        "most": 10.0,
        "power": 0.75,
        "columns": (column("GloVe, trained here"), column(), column("GloVe, published")),
        "edges": 10.0 ** np.linspace(-1, 4, 6),
        "pairs": np.array([0.6, 0.2, 0.1, 0.1, 0]),
        "weight": np.array([0.1, 0.2, 0.3, 0.3, 0.1]),
        "curve": np.array([[0.1, 2.0], [0.5, 1.0]]),
        "constant": 2.0,
        "share": 0.5,
        "steps": 1234,
        "seconds": 7.4,
    }
    return GloveTraining(**given | named)


def start():
    return GloveTraining(10.0, 0.75, (Column("GloVe, trained here", ""), column()))


EXAMPLES = {"glove_training.glove_drawing": lambda: figures.glove_drawing(view())}


def part(drawing, name):
    return next(node for node in ElementTree.fromstring(drawing).iter() if node.get("data-part") == name)


def points(node):
    return np.array([[float(x) for x in pair.split()] for pair in node.get("d")[1:].split("L")])


@pytest.mark.parametrize(("most", "power"), [(10, 0.75), (1, 1), (100, 0), (100, 0.5)])
def test_the_curve_of_the_weight_is_the_formula(most, power):
    found = points(part(figures.glove_drawing(view(most=float(most), power=power)), "f"))
    x = 10 ** (-1 + 5 * (found[:, 0] - figures.LEFT[0]) / (figures.LEFT[1] - figures.LEFT[0]))
    f = (figures.FOOT - found[:, 1]) / (figures.FOOT - figures.TOP)
    assert f == pytest.approx(np.minimum(1, (x / most) ** power), abs=0.005)


def test_bars_are_to_one_scale():
    drawing = figures.glove_drawing(view())
    tall = {name: float(part(drawing, name).get("height")) for name in ("pairs-0", "pairs-1", "weight-2", "weight-4")}
    assert tall["pairs-0"] == pytest.approx(3 * tall["pairs-1"], rel=0.01)
    assert tall["weight-2"] == pytest.approx(3 * tall["weight-4"], rel=0.01)
    assert tall["pairs-0"] == pytest.approx(2 * tall["weight-2"], rel=0.01)


def test_the_loss_is_to_scale_below_the_line_of_one_number():
    drawing = figures.glove_drawing(view())
    found = points(part(drawing, "loss"))
    assert figures.FOOT - found[0, 1] == pytest.approx(2 * (figures.FOOT - found[1, 1]), abs=0.2)
    assert "one number for all pairs" in drawing
    assert ">2.00<" in drawing
    assert ">1.00<" in drawing
    assert "1,234 updates in 7 s" in drawing


def test_before_the_training_the_first_column_says_so_and_the_others_are_there():
    drawing = figures.glove_drawing(start())
    assert "not trained yet" in drawing
    assert "the pairs are counted at Start" in drawing
    assert "neighbour0" in drawing
    assert 'data-part="loss"' not in drawing


def test_columns_have_words_that_fit_and_are_escaped():
    drawing = figures.glove_drawing(view())
    assert "<b>" not in drawing
    assert "6 billion words; 50 of 55 by kind" in drawing
    line = figures._line([*WORDS, "x" * 90])
    assert len(line) <= figures.COLUMN / figures.LETTER
    assert ", ".join(WORDS).startswith(line)
    assert figures._line(["x" * 90]).endswith("x…")


def test_a_word_that_a_column_lacks_is_told():
    lacking = Column("Other", "", (Neighbours("france", ()),), 0, 0)
    assert "not among its words" in figures.glove_drawing(view(columns=(column(), lacking)))


def test_description():
    assert figures.describe_glove(view()) == (
        "GloVe, 50 % of the training done, 1,234 updates, loss 1.00; x_max 10, α 0.75. Words nearest to one of their "
        "kind: GloVe, trained here 50 of 55; Skip-gram 50 of 55; GloVe, published 50 of 55."
    )
    assert figures.describe_glove(start()).startswith("GloVe is not trained yet; x_max 10")
