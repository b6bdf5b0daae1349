"""One update drawn: all rows of its table, the numbers, arrows to scale, nothing hidden."""

import re
import xml.etree.ElementTree as ElementTree
from dataclasses import replace

import numpy as np
import pytest

from unrolled.lessons.word2vec.one_update import figure as one_update
from unrolled.lessons.word2vec.one_update.figure import vectors as pair_vectors
from unrolled.lessons.word2vec.pair_factory.record import PairFactory, Update


def update(K=3, sources=("<b>walked",), again=0, spread=1.0):
    rng = np.random.default_rng(3)
    candidates = ("old", *(f"<b>{k}" for k in range(K)))
    scores = np.append(0.5, np.linspace(-1, 1, K))
    answers = 1 / (1 + np.exp(-scores))
    inputs, outputs = (spread * rng.normal(0, 0.6, (2, n, 2)) for n in (len(sources), K + 1))
    chances = np.append(0.012, np.geomspace(0.05, 2.5e-5, K))
    return Update(sources, candidates, again, chances, scores, answers, np.eye(K + 1)[0] - answers, inputs, outputs,
                  (4.25, 3.5), 0.5)  # fmt: skip


def view(N=6, *, model="skip-gram", place=1, made=None, **changes):
    """Word 0 is unknown, word 1 left out; the centre is word 3, with words 2, 4 and 5 in its window."""
    words = tuple(f"<b>w{k}" for k in range(N))
    counts = np.array([0, 179_268, 71, 9_999, 10_000, *[5] * (N - 5)])
    kept = np.arange(N) > 1
    pairs = tuple((3, (k,)) for k in (2, 4, 5)) if model == "skip-gram" else ((2, (3,)), (3, (2, 4, 5)))
    sources = ("<b>walked",) if model == "skip-gram" else ("a", "b", "c")
    made = update(sources=sources) if made is None else made
    shown = PairFactory(
        model, words, counts, 3_430_024, np.where(counts > 0, 0.162, 0), kept, np.full(N, 2), 5, 1e-3, pairs, place,
        made, 0.75, "the", (2.5e-5, 0.012, 0.052),
    )  # fmt: skip
    return replace(shown, **changes)


def nothing():
    return view(kept=np.zeros(6, bool), pairs=(), update=None, place=0)


EXAMPLES = {"one_update.update_drawing": lambda: one_update.update_drawing(view())}


def texts(drawing):
    return ["".join(node.itertext()) for node in ElementTree.fromstring(drawing).iter() if node.tag.endswith("text")]


@pytest.mark.parametrize("K", [1, 5, 10])
@pytest.mark.parametrize("again", [0, 1, 4])
def test_the_table_has_all_rows_above_the_lines_below_it(K, again):
    drawn = one_update.update_drawing(view(made=update(K, again=again)))
    words = texts(drawn)
    assert words.count("closer") == 1
    assert words.count("away") == K
    assert ("drawn as a negative" in drawn) == (again > 0)
    assert ("once" in drawn) == (again == 1)
    assert ("4 times" in drawn) == (again == 4)
    frames = re.findall(r'<rect x="2" y="([\d.]+)" width="536" height="([\d.]+)"', drawn)
    bottom = max(float(y) + float(tall) for y, tall in frames)
    assert bottom < one_update.FOOT - 14
    assert min(float(tall) for _, tall in frames) >= 16


def test_the_table_shows_the_numbers_of_the_update():
    words = texts(one_update.update_drawing(view(made=update(3))))
    start = words.index("+\u2002old")
    assert words[start : start + 7] == ["+\u2002old", "1.2 %", "1", "+0.50", "0.62", "+0.38", "closer"]
    assert words[start + 7 : start + 14] == ["−\u2002<b>0", "5 %", "0", "−1.00", "0.27", "−0.27", "away"]
    assert "loss −log σ(s₀) − Σ log σ(−sₖ): 4.25 nats before, 3.50 after" in words
    assert "“the” is drawn: 0.0025 % at power 0, 1.2 % now, 5.2 % at power 1" in words


def test_cbow_tells_of_the_mean_and_its_shares():
    drawn = one_update.update_drawing(view(model="cbow"))
    assert "mean of 3 vectors v" in drawn
    assert "each word gets 1/3 of the step" in drawn
    assert "mean of 3 words → old" in drawn
    assert "squares: v of the words" in drawn
    assert "squares" not in one_update.update_drawing(view())


@pytest.mark.parametrize("spread", [0.0, 1.0, 100.0])
@pytest.mark.parametrize("sources", [("a",), ("a", "b", "c"), tuple("abcdefghijkl")])
def test_arrows_stay_in_their_frame(spread, sources):
    drawn = "<svg>" + "".join(pair_vectors.update_arrows(update(15, sources, spread=spread))) + "</svg>"
    frame = pair_vectors.FRAME
    for node in ElementTree.fromstring(drawn).iter():
        for x, y in (("x1", "y1"), ("x2", "y2"), ("cx", "cy")):
            if node.get(x):
                assert frame.x <= float(node.get(x)) <= frame.x + frame.width
                assert frame.y <= float(node.get(y)) <= frame.y + frame.height
    assert "nan" not in drawn


def test_pulled_is_solid_and_pushed_is_dashed():
    made = update(2)
    start, end = np.zeros((3, 2)), np.array([[0, 1.0], [1.0, 0], [-1.0, 0]])
    drawn = "".join(pair_vectors.update_arrows(replace(made, outputs=np.array([start + end / 2, end]))))
    coloured = {name: re.findall(rf"<line [^>]*unrolled-{name}[^>]*/>", drawn) for name in ("predicted", "negative")}
    assert [("dasharray" in line) for line in coloured["predicted"]] == [False]
    assert [("dasharray" in line) for line in coloured["negative"]] == [True, True]


def test_lengths_are_to_scale_and_up_is_up():
    one, two = (pair_vectors._at(np.array([0, y])) for y in (0.5, 1.0))
    middle = pair_vectors._at(np.zeros(2))
    assert middle[1] - two[1] == pytest.approx(2 * (middle[1] - one[1]))
    assert two[1] < middle[1]
    aslant = pair_vectors._at(np.array([3.0, 4.0])) - middle  # beyond the frame: on its edge, the same way
    assert aslant[1] / aslant[0] == pytest.approx(-4 / 3)


def test_no_pair_is_told_in_place_of_the_update():
    drawn = one_update.update_drawing(nothing())
    assert "No pair in this draw" in drawn
    assert "closer" not in drawn
    assert one_update.describe_update(nothing()) == "No pair: fewer than two words are kept."


def test_the_sentence_for_those_who_cannot_see_it():
    tell = one_update.describe_update
    assert tell(view()) == "<b>walked → old: one word pulled, 3 negatives pushed, 5 vectors move."
    assert "1 negative pushed, 3 vectors move; the word itself was drawn as a negative once" in tell(
        view(made=update(1, again=1))
    )
    assert "negative 3 times, and drawn again." in tell(view(made=update(1, again=3)))
    assert "mean of 3 words → old: one word pulled, 3 negatives pushed, 7 vectors move" in tell(view(model="cbow"))
    twice = replace(update(2), candidates=("old", "a", "a"))
    assert "3 vectors move" in tell(view(made=twice))
