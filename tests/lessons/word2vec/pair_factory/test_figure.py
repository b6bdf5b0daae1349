"""The pair factory drawn: sentences of all lengths, strikes, arcs and bracket, the table, arrows, nothing hidden."""

import re
import xml.etree.ElementTree as ElementTree
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest

from unrolled.lessons.word2vec.pair_factory import figure as pair_factory
from unrolled.lessons.word2vec.pair_factory.figure import sentence_row as pair_sentence
from unrolled.lessons.word2vec.pair_factory.figure import vectors as pair_vectors
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
        model, words, counts, 3_430_024, np.where(counts > 0, 0.162, 0), kept, np.full(N, 2), 5, pairs, place, made,
        0.75, "the", (2.5e-5, 0.012, 0.052),
    )  # fmt: skip
    return replace(shown, **changes)


def nothing():
    return view(kept=np.zeros(6, bool), pairs=(), update=None, place=0)


EXAMPLES = {"pair_factory.pair_factory_drawing": lambda: pair_factory.pair_factory_drawing(view())}


def texts(drawing):
    return ["".join(node.itertext()) for node in ElementTree.fromstring(drawing).iter() if node.tag.endswith("text")]


def test_words_stand_with_their_chance_and_count():
    words = texts(pair_factory.pair_factory_drawing(view()))
    assert {"<b>w0", "<b>w5", "none", "0", "179k", "71", "9,999", "10k", "16 %"} <= set(words)
    assert any("in 3.4 million words" in line for line in words)


def test_what_is_left_out_is_struck_through_and_dashed():
    """Every one without a colour, too: a strike, a dashed box, and a bold chance."""
    drawn = pair_factory.pair_factory_drawing(view())
    strike = r'<line x1="[\d.]+" y1="111" x2="[\d.]+" y2="111"'
    assert len(re.findall(strike, drawn)) == drawn.count('stroke-dasharray="4 3"') == 2
    assert len(re.findall(strike, pair_factory.pair_factory_drawing(view(kept=np.ones(6, bool))))) == 0


def arcs(drawn):
    """Where arcs begin and end, and how thick they are."""
    found = re.findall(r'd="M([\d.]+),90 C[\d., ]+ ([\d.]+),81" fill="none"[^>]*stroke-width="([\d.]+)"', drawn)
    return [tuple(map(float, one)) for one in found]


def boxes(drawn, N=6):
    root = ElementTree.fromstring(drawn)
    found = [
        node for node in root.iter() if node.tag.endswith("rect") and node.get("y") == "92" and node.get("rx") == "6"
    ]
    places = {float(node.get("x")): float(node.get("width")) for node in found}
    return sorted(places.items())


@pytest.mark.parametrize("model", ["skip-gram", "cbow"])
def test_arcs_go_from_the_word_read_to_the_word_predicted(model):
    drawn = pair_factory.pair_factory_drawing(view(model=model))
    at = boxes(drawn)
    middles = [x + across / 2 for x, across in at]
    thin, thick = arcs(drawn)[:3], arcs(drawn)[3:]
    assert [width for _, _, width in thin + thick] == [2.0] * 3 + [4.5] * len(thick)
    ends = {round(end if model == "skip-gram" else start, 1) for start, end, _ in thin}
    assert ends == {round(middles[k], 1) for k in (2, 4, 5)}
    near_centre = [start if model == "skip-gram" else end for start, end, _ in thin]
    assert all(at[3][0] <= x <= at[3][0] + at[3][1] for x in near_centre)
    assert len(thick) == (1 if model == "skip-gram" else 3)
    if model == "skip-gram":
        assert thick[0][1] == pytest.approx(middles[4], abs=0.1)


def test_the_bracket_reaches_from_the_first_to_the_last_word_of_the_window():
    drawn = pair_factory.pair_factory_drawing(view())
    at = boxes(drawn)
    ((left, right),) = re.findall(r'd="M([\d.]+),178 v7 H([\d.]+) v-7"', drawn)
    assert (float(left), float(right)) == pytest.approx((at[2][0], at[5][0] + at[5][1]), abs=0.1)
    assert "window drawn: 2 of at most 5" in drawn


@pytest.mark.parametrize("N", [6, 9, 14, 25, 40])
@pytest.mark.parametrize("long", [1, 3, 40])
def test_boxes_of_any_sentence_stay_inside_and_apart(N, long):
    words = tuple(("猫" if k % 5 == 4 else "W" if k % 3 else "i") * long for k in range(N))
    drawn = pair_factory.pair_factory_drawing(view(N, words=words))
    at = boxes(drawn)
    assert at[0][0] >= 0
    assert at[-1][0] + at[-1][1] <= pair_sentence.WIDTH
    for (x, across), (after, _) in pairwise(at):
        assert x + across < after
    hidden = [int(re.search(r"\d+", line)[0]) for line in texts(drawn) if re.fullmatch(r"‹ \d+|\d+ ›", line)]
    assert len(at) + sum(hidden) == N


def test_the_pair_looked_at_stays_in_sight_where_it_can():
    words = tuple("eightsix" for _ in range(40))
    far = view(40, words=words, pairs=((20, (12,)), (20, (28,))), place=0)
    for place in (0, 1):
        drawn = pair_factory.pair_factory_drawing(replace(far, place=place))
        ((_, end, _),) = [arc for arc in arcs(drawn) if arc[2] == 4.5]
        assert 12 < end < pair_sentence.WIDTH - 12


@pytest.mark.parametrize("K", [1, 5, 15])
@pytest.mark.parametrize("again", [0, 1, 4])
def test_the_table_has_all_rows_above_the_lines_below_it(K, again):
    drawn = pair_factory.pair_factory_drawing(view(made=update(K, again=again)))
    words = texts(drawn)
    assert words.count("closer") == 1
    assert words.count("away") == K
    assert ("drawn as a negative" in drawn) == (again > 0)
    assert ("once" in drawn) == (again == 1)
    assert ("4 times" in drawn) == (again == 4)
    frames = re.findall(r'<rect x="2" y="([\d.]+)" width="620" height="([\d.]+)"', drawn)
    bottom = max(float(y) + float(tall) for y, tall in frames)
    assert bottom < pair_factory.FOOT - 14
    assert min(float(tall) for _, tall in frames) >= 16


def test_the_table_shows_the_numbers_of_the_update():
    words = texts(pair_factory.pair_factory_drawing(view(made=update(3))))
    start = words.index("+\u2002old")
    assert words[start : start + 7] == ["+\u2002old", "1.2 %", "1", "+0.50", "0.62", "+0.38", "closer"]
    assert words[start + 7 : start + 14] == ["−\u2002<b>0", "5 %", "0", "−1.00", "0.27", "−0.27", "away"]
    assert "loss −log σ(s₊) − Σ log σ(−s₋): 4.25 nats before, 3.50 after" in words
    assert "chance that a draw is “the”: 0.0025 % at power 0, 1.2 % now, 5.2 % at power 1" in words


def test_a_negative_that_stands_in_the_window_is_told():
    assert "pushed away though" not in pair_factory.pair_factory_drawing(view())
    words = ("<b>w0", "<b>w1", "<b>0", "c", "d", "e")
    assert "pushed away though it stands in this window: &lt;b&gt;0" in pair_factory.pair_factory_drawing(
        view(words=words)
    )


def test_cbow_tells_of_the_mean_and_its_shares():
    drawn = pair_factory.pair_factory_drawing(view(model="cbow"))
    assert "mean of 3 vectors v" in drawn
    assert "each word gets 1/3 of the step" in drawn
    assert "3 words → old" in drawn
    assert "squares: v of the words around" in drawn
    assert "squares" not in pair_factory.pair_factory_drawing(view())


def test_no_pair_is_told_in_place_of_the_update():
    drawn = pair_factory.pair_factory_drawing(nothing())
    assert "none of 6 words are kept" in drawn
    assert "closer" not in drawn
    assert pair_factory.describe_pair_factory(nothing()) == "No pair: none of 6 words are kept."


def test_the_sentence_for_those_who_cannot_see_it():
    tell = pair_factory.describe_pair_factory
    assert tell(view()) == "Pair 2 of 3, <b>walked predicts old: one positive, 3 negatives."
    assert tell(view(made=update(1, again=1))).endswith("1 negative; 1 accidental positive drawn again.")
    assert tell(view(made=update(1, again=3))).endswith("; 3 accidental positives drawn again.")
    assert "the 3 words around predict old" in tell(view(model="cbow"))
    alone = view(model="cbow", made=update(sources=("a",)))
    assert "the word around predicts old" in tell(alone)


def test_clicks_go_to_pairs():
    drawn = pair_factory.pair_factory_drawing(view())
    assert re.findall(r'data-pick="(\d+)"', drawn) == ["0", "0", "1", "2"]  # words 2, 3 (its first pair), 4, 5
    cbow = pair_factory.pair_factory_drawing(view(model="cbow"))
    assert re.findall(r'data-pick="(\d+)"', cbow) == ["0", "1"]  # words 2 and 3 are centres


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


@pytest.mark.parametrize(
    ("p", "words"),
    [(0.162, "16 %"), (1, "100 %"), (0.0996, "10 %"), (0.052, "5.2 %"), (2.5e-5, "0.0025 %"), (0, "0 %")],
)
def test_shares_of_any_size(p, words):
    assert pair_sentence.share(p) == words
