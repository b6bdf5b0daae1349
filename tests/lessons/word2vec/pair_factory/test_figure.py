"""The pair factory drawn: sentences of all lengths, strikes, arcs and bracket, pairs, nothing hidden."""

import re
import xml.etree.ElementTree as ElementTree
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest

from unrolled.drawing.layout import WIDTH
from unrolled.lessons.word2vec.pair_factory import figure as pair_factory
from unrolled.lessons.word2vec.pair_factory.figure import sentence_row as pair_sentence
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
    strike = r'<line x1="[\d.]+" y1="103" x2="[\d.]+" y2="103"'
    assert len(re.findall(strike, drawn)) == drawn.count('stroke-dasharray="4 3"') == 2
    assert len(re.findall(strike, pair_factory.pair_factory_drawing(view(kept=np.ones(6, bool))))) == 0


def arcs(drawn):
    """Where arcs begin and end, and how thick they are."""
    found = re.findall(r'd="M([\d.]+),82 C[\d., ]+ ([\d.]+),73" fill="none"[^>]*stroke-width="([\d.]+)"', drawn)
    return [tuple(map(float, one)) for one in found]


def boxes(drawn, N=6):
    root = ElementTree.fromstring(drawn)
    found = [
        node for node in root.iter() if node.tag.endswith("rect") and node.get("y") == "84" and node.get("rx") == "6"
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
    ((left, right),) = re.findall(r'd="M([\d.]+),164 v7 H([\d.]+) v-7"', drawn)
    assert (float(left), float(right)) == pytest.approx((at[2][0], at[5][0] + at[5][1]), abs=0.1)
    assert "window drawn: 2 of at most 5" in drawn


@pytest.mark.parametrize("N", [6, 9, 14, 25, 40])
@pytest.mark.parametrize("long", [1, 3, 40])
def test_boxes_of_any_sentence_stay_inside_and_apart(N, long):
    words = tuple(("猫" if k % 5 == 4 else "W" if k % 3 else "i") * long for k in range(N))
    drawn = pair_factory.pair_factory_drawing(view(N, words=words))
    at = boxes(drawn)
    assert at[0][0] >= 0
    assert at[-1][0] + at[-1][1] <= WIDTH
    for (x, across), (after, _) in pairwise(at):
        assert x + across < after
    hidden = [int(re.search(r"\d+", line)[0]) for line in texts(drawn) if re.fullmatch(r"‹ \d+|\d+ ›", line)]
    assert len(at) + sum(hidden) == N


def test_the_pair_looked_at_stays_in_sight_where_it_can():
    words = tuple("eightsix" for _ in range(40))
    far = view(40, words=words, pairs=((20, (14,)), (20, (26,))), place=0)
    for place in (0, 1):
        drawn = pair_factory.pair_factory_drawing(replace(far, place=place))
        ((_, end, _),) = [arc for arc in arcs(drawn) if arc[2] == 4.5]
        assert 12 < end < WIDTH - 12


@pytest.mark.parametrize(
    ("p", "words"),
    [(0.162, "16 %"), (1, "100 %"), (0.0996, "10 %"), (0.052, "5.2 %"), (2.5e-5, "0.0025 %"), (0, "0 %")],
)
def test_shares_of_any_size(p, words):
    assert pair_sentence.share(p) == words


def test_without_subsampling_no_chance_is_shown():
    words = texts(pair_factory.pair_factory_drawing(view(threshold=0.0)))
    assert "16 %" not in words
    assert "none" in words  # of the unknown word
    assert not any("chance to be kept" in line for line in words)


def test_the_pairs_of_the_centre_are_written_out():
    words = texts(pair_factory.pair_factory_drawing(view()))
    assert [line for line in words if "→" in line] == [f"<b>w3 → <b>w{k}" for k in (2, 4, 5)]
    assert any("3 of the 3 training pairs" in line for line in words)
    assert any("log p( <b>w4 | <b>w3 )" in line for line in words)
    cbow = texts(pair_factory.pair_factory_drawing(view(model="cbow")))
    assert "mean of (<b>w2, <b>w4, <b>w5) → <b>w3" in cbow
    assert any("log p( <b>w3 | <b>w2, <b>w4, <b>w5 )" in line for line in cbow)


def test_the_pairs_of_any_centre_stay_above_the_last_line():
    words = tuple("WWWWWWWWWWWWWWWWW" for _ in range(40))
    pairs = tuple((20, (k,)) for k in range(10, 31) if k != 20)
    drawn = pair_factory.pair_factory_drawing(view(40, words=words, pairs=pairs, place=0))
    chips = re.findall(r'<rect x="([\d.]+)" y="(\d+)" width="([\d.]+)" height="28"', drawn)
    assert chips
    assert all(float(x) + float(across) <= WIDTH for x, _, across in chips)
    assert max(int(y) for _, y, _ in chips) + 28 < pair_factory.HEIGHT - 18
    long = view(40, model="cbow", words=words, pairs=((20, (15, 16, 17, 18, 19)),), place=0)
    assert "…" in pair_factory.pair_factory_drawing(long)


def test_no_pair_is_told_in_place_of_the_pairs():
    drawn = pair_factory.pair_factory_drawing(nothing())
    assert "none of 6 words are kept" in drawn
    assert "→" not in drawn
    assert pair_factory.describe_pair_factory(nothing()) == "No pair: none of 6 words are kept."


def test_the_sentence_for_those_who_cannot_see_it():
    tell = pair_factory.describe_pair_factory
    assert tell(view()) == "Pair 2 of 3: <b>w3 predicts <b>w4; 4 of 6 words are kept."
    assert tell(view(kept=np.ones(6, bool))) == "Pair 2 of 3: <b>w3 predicts <b>w4."
    assert "the 3 words around predict <b>w3" in tell(view(model="cbow"))
    assert "the word around predicts <b>w2" in tell(view(model="cbow", place=0))


def test_clicks_go_to_pairs():
    drawn = pair_factory.pair_factory_drawing(view())
    # words 2, 3 (its first pair), 4, 5; then the pairs written out
    assert re.findall(r'data-pick="(\d+)"', drawn) == ["0", "0", "1", "2", "0", "1", "2"]
    cbow = pair_factory.pair_factory_drawing(view(model="cbow"))
    assert re.findall(r'data-pick="(\d+)"', cbow) == ["0", "1", "1"]  # words 2 and 3 are centres
