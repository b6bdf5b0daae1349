"""A training of word vectors, drawn: nothing overlaps, marks tell kinds, bars and curves are to scale."""

import re
import xml.etree.ElementTree as ElementTree
from dataclasses import replace
from itertools import combinations

import numpy as np
import pytest

from unrolled.datasets import word_vectors
from unrolled.drawing.layout import WIDTH
from unrolled.lessons.word2vec.word_training import figure as word_training
from unrolled.lessons.word2vec.word_training import probe as probes
from unrolled.lessons.word2vec.word_training.figure import word_map
from unrolled.lessons.word2vec.word_training.figure.word_map import POINT, Box, Plane
from unrolled.lessons.word2vec.word_training.record import Neighbours, WordMap, WordTraining

KINDS = ("country", "animal", "metal", "day, month", "colour", "profession")


def a_map(count=72, seed=0, spread=0.2):
    rng = np.random.default_rng(seed)
    kinds = tuple(KINDS[k % 6] for k in range(count))
    words = tuple(f"word<{k}>" if k == 1 else f"word{k}" for k in range(count))
    places = rng.normal(0, spread, (count, 2))
    return WordMap(words, kinds, places, 0.24, np.arange(count) % 4 > 0, np.roll(np.arange(count), 1))


def view(**named):
    near = (Neighbours("<france>", tuple((f"a{'n' * k}other", 0.9 - k / 10) for k in range(5))), Neighbours("x", ()))
    given = {
        "about": "CBOW, 50 dimensions",
        "map": a_map(),
        "neighbours": near,
        "passes": 3.3,
        "share": 0.5,
        "pace": 512_345.0,
        "seconds_left": 9.6,
        "curve": np.array([[0.1, 3.0], [0.3, 2.2], [0.5, 2.0]]),
        "chance": 4.0,
        "scores": {"kind": 0.75, "family": 0.4},
        "expected": {"kind": (0.7, 0.8), "family": (0.5, 0.6)},
        "cursor": 1,
    }
    return WordTraining(**given | named)


EXAMPLES = {
    "word_training.training_drawing": lambda: word_training.training_drawing(view()),
    "word_training.training_cursor": lambda: word_training.training_cursor(view()),
}


def nodes(drawing, tag):
    return list(ElementTree.fromstring(drawing).iter("{http://www.w3.org/2000/svg}" + tag))


def part(drawing, name):
    return next(node for node in ElementTree.fromstring(drawing).iter() if node.get("data-part") == name)


@pytest.mark.parametrize("spread", [0.01, 0.35, 0.6])
@pytest.mark.parametrize("seed", [0, 1, 2])
def test_names_of_the_map_overlap_neither_each_other_nor_points_nor_the_frame(seed, spread):
    plane = Plane(a_map(seed=seed, spread=spread), word_training.FRAME)
    named = list(plane.names())
    boxes = [box for _, box in named]
    points = [Box(x - POINT, y - POINT, x + POINT, y + POINT) for x, y in plane.points]
    assert not any(a.meets(b) for a, b in combinations(boxes, 2))
    assert not any(box.meets(point) for box in boxes for point in points)
    assert all(plane.frame.holds(box) for box in boxes)
    if spread == 0.35:
        assert len({plane.kind(k) for k, _ in named}) == 6
        assert len(named) > 20


def test_points_keep_their_scale_and_stay_in_the_frame():
    shown = a_map(4)
    inside = replace(shown, places=np.array([[0, 0], [0.5, 0], [0, 0.5], [9, -9]], float))
    points = Plane(inside, word_training.FRAME).points
    half = (word_training.FRAME.bottom - word_training.FRAME.top) / 2 / word_map.REACH / 2
    assert points[1] - points[0] == pytest.approx([half, 0])
    assert points[2] - points[0] == pytest.approx([0, -half])  # up
    assert points[3][0] <= word_training.FRAME.right
    assert points[3][1] <= word_training.FRAME.bottom


def test_kinds_differ_in_shape_and_homeless_words_are_hollow():
    drawing = word_training.training_drawing(view())
    picks = {int(node.get("data-pick")): node for node in nodes(drawing, "path") if node.get("data-pick")}
    assert len(picks) == 72
    assert len({picks[k].get("d") for k in range(6)}) == 6
    assert picks[0].get("d") == picks[6].get("d")
    hollow = {k for k, node in picks.items() if "ground" in node.get("fill")}
    assert hollow == set(range(0, 72, 4))


def test_the_still_picture_does_not_move_with_the_cursor():
    strip = re.compile(r'aria-label="[^"]*"')
    still = [strip.sub("", word_training.training_drawing(view(cursor=k))) for k in (1, 5)]
    assert still[0] == still[1]
    assert "word5" in word_training.training_cursor(view(cursor=5))
    ring = nodes(word_training.training_cursor(view(cursor=5)), "circle")[0]
    plane = Plane(view().map, word_training.FRAME)
    assert [float(ring.get("cx")), float(ring.get("cy"))] == pytest.approx(plane.points[5], abs=0.01)


def test_the_curve_is_to_scale():
    drawing = word_training.training_drawing(view())
    points = [tuple(map(float, pair.split())) for pair in part(drawing, "loss").get("d")[1:].split("L")]
    wide, tall = word_training.PLOT.right - word_training.PLOT.left, word_training.PLOT.bottom - points[0][1]
    assert points[2][0] - points[0][0] == pytest.approx(0.4 * wide, abs=0.1)
    assert word_training.PLOT.bottom - points[2][1] == pytest.approx(tall * 2 / 3, abs=0.1)
    assert tall == pytest.approx(0.75 * (word_training.PLOT.bottom - word_training.PLOT.top - 6), abs=0.1)  # 3 of 4


@pytest.mark.parametrize("share", [0, 0.25, 1])
def test_the_progress_bar_is_to_scale(share):
    drawing = word_training.training_drawing(view(share=share))
    if share:
        assert float(part(drawing, "done").get("width")) == pytest.approx((WIDTH - 1.5) * share, abs=0.1)
    else:
        assert 'data-part="done"' not in drawing
    assert ("done</text>" in drawing) == (share == 1)


def test_scores_and_the_range_to_expect():
    drawing = word_training.training_drawing(view())
    assert float(part(drawing, "score-kind").get("width")) == pytest.approx(
        0.75 * (word_training.TRACK - 1.5), abs=0.01
    )
    assert drawing.count("at the end") == 3
    low, high = map(float, re.findall(r"M([\d.]+),", part(drawing, "expected-kind").get("d")))
    assert (low, high) == pytest.approx((0.7 * word_training.TRACK, 0.8 * word_training.TRACK), abs=0.1)
    assert "range to expect" in drawing
    assert "expected-plural" not in drawing
    assert "expect" not in word_training.training_drawing(view(expected={}))


def test_neighbours_are_whole_words_and_escaped():
    drawing = word_training.training_drawing(view())
    assert "&lt;france&gt;" in drawing
    assert "<france>" not in drawing
    assert "aother, another, annother, annnother, annnnother</text>" not in drawing  # too long for a line
    assert "aother, another, annother, annnother</text>" in drawing


def test_before_a_training_there_is_no_curve_and_the_words_say_so():
    before = view(passes=0.0, share=0.0, curve=np.empty((0, 2)))
    assert "The curve comes with the training." in word_training.training_drawing(before)
    assert word_training.describe_training(before).startswith("Not trained here yet; shown are vectors trained before")


def test_description():
    assert word_training.describe_training(view()) == (
        "CBOW, 50 dimensions: 50 % of 3.3 passes, loss 2.00 nats a pair. 54 of 72 words are nearest to one of their "
        "kind; word<1> (animal) is nearest to word0 (country)."
    )


def test_every_kind_has_a_name_on_the_map_of_the_shipped_vectors():
    shipped = word_vectors.ours()
    plane = Plane(probes.word_map(shipped.vectors, shipped.vocabulary), word_training.FRAME)
    assert {plane.shown.kinds[k] for k, _ in plane.names()} == set(plane.kinds)
