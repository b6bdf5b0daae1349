"""Balance: sorted by distance, waiting times with some cut off, real ends read by a model, and what is shown."""

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from readers import untrained
from unrolled.datasets.text import Vocabulary
from unrolled.lessons.latex.balance import probe as probes
from unrolled.lessons.latex.balance.probe import (
    EDGES,
    FEWEST,
    KINDS,
    QUESTIONS,
    balance,
    chances,
    closing,
    compared,
    distances,
    expected,
    still_open,
)
from unrolled.lessons.latex.balance.record import Distances, Expected, Study
from unrolled.lessons.latex.lint.probe import lint
from unrolled.lessons.latex.lint.record import Pair, Span
from unrolled.measuring.char_rnn import read
from unrolled.models.ngram import NGram
from unrolled.models.sampler import Sampler

CHAPTER = "\\begin{proof}\nSo $x$ {a}.\n\\end{proof}\n\\begin{lemma}\n$$y$$\n\\end{lemma}\n" * 4
VOCABULARY = Vocabulary(CHAPTER)


@pytest.fixture(scope="module", params=["readable", "sampler", "3-gram"])
def model(request):
    network = untrained(VOCABULARY, seed=2)
    counting = NGram(VOCABULARY.encode(CHAPTER[:90]), len(VOCABULARY), 3)
    return {"readable": network, "sampler": Sampler(network), "3-gram": counting}[request.param]


def pair(distance, fate, name="{", start=0):
    return Pair("brace", name, Span(start, 1, 1), start + distance, fate)


def test_pairs_are_sorted_by_distance_and_fate():
    pairs = [pair(1, "closed"), pair(2, "closed", start=7), pair(3, "broken"), pair(5, "overdue"), pair(9, "open"),
             pair(9, "closed", name="$")]  # fmt: skip
    found = distances(pairs, frozenset("{"))
    assert found.closed[:4].tolist() == [1, 1, 0, 0]  # 1, 2 to 3, 4 to 7, 8 to 15
    assert found.broken[:4].tolist() == [0, 1, 1, 0]
    assert found.cut[:4].tolist() == [0, 0, 0, 1]
    assert found.share[:3].tolist() == [1, 0.5, 0]
    assert np.isnan(found.share[3:]).all()
    np.testing.assert_allclose(found.still_open[:4], [0.8, 0.6, 0.4, 0.2])  # just after 1, 2, 4 and 8 characters
    assert sum(map(sum, (found.closed, found.broken, found.cut))) == 5


def test_none_of_a_kind():
    found = distances([pair(3, "closed")], frozenset(["proof"]))
    assert not (found.closed + found.broken + found.cut).any()
    assert np.isnan(found.still_open).all()


def test_each_kind_is_counted_once():
    names = [name for names in KINDS.values() for name in names]
    assert len(names) == len(set(names))
    assert "proof" in KINDS["proofs"]
    assert {"lemma", "theorem"} <= KINDS["lemmas and the like"]


class TestStillOpen:
    def test_by_hand(self):
        # Of 4, one ends at 2: 3/4 left. One is cut off at 3. Of the other two, one ends at 5: 3/8. One is cut off at 7.
        got = still_open(np.array([2, 5]), np.array([3, 7]), np.array([1, 2, 3, 4, 5, 6, 7, 8]))
        np.testing.assert_allclose(got[:-1], [1, 0.75, 0.75, 0.75, 0.375, 0.375, 0.375])
        assert np.isnan(got[-1])  # nobody looked so far

    def test_where_the_last_one_ends_none_is_open(self):
        assert still_open(np.array([2, 5]), np.array([3]), np.array([5, 100])).tolist() == [0, 0]
        assert still_open(np.array([2]), np.array([]), np.array([1, 2, 3])).tolist() == [1, 0, 0]

    def test_one_cut_off_where_another_ends_was_open_then(self):
        assert still_open(np.array([4]), np.array([4]), np.array([4]))[0] == 0.5

    def test_where_nobody_looked(self):
        assert np.isnan(still_open(np.array([]), np.array([]), np.array([1, 2]))).all()
        got = still_open(np.array([]), np.array([3]), np.array([1, 3, 4]))
        assert got[:2].tolist() == [1, 1]
        assert np.isnan(got[2])

    @given(st.lists(st.integers(1, 50), min_size=1), st.lists(st.integers(1, 50)))
    def test_properties(self, ended, cut):
        at = np.arange(0, 60)
        ended = np.array(ended)
        got = still_open(ended, np.array(cut), at)
        seen = ~np.isnan(got)
        assert got[0] == 1
        assert (np.diff(got[seen]) <= 1e-12).all()
        # with nothing cut off it is the plain share; leaving out what is cut off makes the waiting look shorter
        plain = (ended[:, None] > at).mean(axis=0)
        np.testing.assert_allclose(still_open(ended, np.array([]), at), plain, atol=1e-9)
        assert (got[seen] >= plain[seen] - 1e-9).all()

    def test_it_finds_the_truth_that_leaving_out_misses(self):
        rng = np.random.default_rng(0)
        waits, looked = rng.exponential(500, 20_000), rng.uniform(0, 1_000, 20_000)
        ended, cut = waits[waits <= looked], looked[waits > looked]
        at = np.array([100, 400, 800])
        truth = np.exp(-at / 500)
        np.testing.assert_allclose(still_open(ended, cut, at), truth, atol=0.03)
        assert ((ended[:, None] > at).mean(axis=0) < truth - 0.05).all()


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("{ab}", ["}"]),
        ("$x$", ["$"]),
        ("$$x$$", ["$$"]),
        (r"\begin{proof}a\end{proof}", ["proof}"]),
        (r"\begin{proof}a\end {proof}", ["proof}"]),
        (r"\begin{align*}{a}\end{align*}", ["}", "align*}"]),
    ],
)
def test_which_characters_close(text, due):
    told = lint(text, whole=True).pairs
    assert [text[slice(*closing(text, one))] for one in told] == due


def test_chances_are_those_of_each_character_in_turn(model):
    texts = [CHAPTER[:30], CHAPTER[30:60]]
    got = chances(model, torch.stack([VOCABULARY.encode(text) for text in texts]))
    assert got.shape == (2, 29)
    for row, text in zip(got, texts, strict=True):
        ids = VOCABULARY.encode(text)
        for k in (1, 7, 29):
            logits, _ = read(model, ids[:k])
            assert row[k - 1] == pytest.approx(float(logits[0].double().log_softmax(0)[ids[k]]), abs=1e-4)


def chance_by_hand(model, text, first, last):
    """The product of the chances of some characters, after all before them."""
    p = 1.0
    for k in range(first, last):
        logits, _ = read(model, VOCABULARY.encode(text[:k]))
        p *= float(logits[0].double().softmax(0)[VOCABULARY.encode(text[k])[0]])
    return p


def test_real_ends_are_asked_where_they_stand(model, monkeypatch):
    monkeypatch.setattr(probes, "BURN_IN", 0)
    found = expected(model, VOCABULARY.encode, [CHAPTER], piece=len(CHAPTER))
    assert {kind: one.pairs.sum() for kind, one in found.items() if one.pairs.any()} == {
        "braces": 4, "$ $": 4, "$$ $$": 4, "lemmas and the like": 4, "proofs": 4,
    }  # fmt: skip
    for kind, sign in (("proofs", "proof}"), ("$$ $$", "$$\n\\end"), ("braces", "}.")):
        ends = [k for k in range(len(CHAPTER)) if CHAPTER.startswith(sign, k) and CHAPTER[k - 7 : k] != "\\begin{"]
        size = {"proofs": 6, "$$ $$": 2, "braces": 1}[kind]
        due = np.mean([chance_by_hand(model, CHAPTER, k, k + size) for k in ends])
        assert np.nanmax(found[kind].probability) == pytest.approx(due, rel=1e-3)


def test_what_a_piece_cuts_or_begins_with_is_left_out(model):
    text = "x" * 190 + "{x} {" + "x" * 5 + "}{x}"  # only the last pair is opened after 200 characters
    assert expected(model, VOCABULARY.encode, [text + "x"], piece=203)["braces"].pairs.sum() == 0  # and there it is cut
    one = expected(model, VOCABULARY.encode, [text], piece=204)["braces"]
    assert one.pairs[:3].tolist() == [0, 1, 0]
    assert np.isnan(one.probability[0])
    assert one.probability[1] == pytest.approx(chance_by_hand(model, text, 203, 204), rel=1e-3)
    two = expected(model, VOCABULARY.encode, [text + text + "x", text], piece=204)["braces"]  # each from a zero state
    assert two.pairs[1] == 3
    assert two.probability[1] == pytest.approx(one.probability[1], rel=1e-3)


def study():
    few = np.array([FEWEST, FEWEST - 1, 0] + [0] * 11)

    def written(share):
        closed = np.round(few * share).astype(int)
        return {"proofs": Distances(EDGES, closed, few - closed, few, np.linspace(1, 0, 15))}

    def seen(p):
        return {"proofs": Expected(EDGES, few, np.where(few > 0, p, np.nan))}

    names = [
        "real",
        "5-gram",
        "tau 0.3",
        "tau 0.5",
        "tau 0.8",
        "tau 1",
        "tau 1.2",
        *(f"after {k}" for k in STEPS),
    ]
    facts = {f"after {k}": {"step": k, "tau": 1.0} for k in STEPS} | {"tau 1": {"tau": 1.0}}
    readers = ["network", "5-gram", *(f"after {k}" for k in STEPS)]
    return Study({name: written(0.6) for name in names}, {name: seen(0.25) for name in readers}, facts)


STEPS = (0, 20, 500, 2000, 6000)


def test_what_is_shown_by_question():
    names = {"real": "real source", "network": "the network", "5-gram": "5-gram", "nobody": "nobody"}
    shown = balance(study(), "proofs", "closed", names)
    assert [(line.name, line.role) for line in shown.lines] == [("real source", "real"), ("5-gram", "counting")]
    [line, _] = shown.lines
    assert line.values[0] == pytest.approx(0.6)
    assert np.isnan(line.values[1:]).all()  # 19 pairs are too few
    assert line.counts[:3].tolist() == [FEWEST, FEWEST - 1, 0]
    assert line.distances[0] == pytest.approx(2**0.5)
    asked = balance(study(), "proofs", "expected", names)
    assert [(line.name, line.role) for line in asked.lines] == [("the network", "network"), ("5-gram", "counting")]
    assert asked.lines[0].values[0] == 0.25
    assert np.isnan(asked.lines[0].values[1:]).all()
    left = balance(study(), "proofs", "open", names).lines[0]
    assert left.distances.tolist() == EDGES.tolist()
    assert left.values.tolist() == np.linspace(1, 0, 15).tolist()
    assert left.counts[:4].tolist() == [78, 38, 0, 0]  # of 39 ended and 39 cut off


def test_who_stands_beside_whom():
    by_temperature = compared(study(), "temperature")
    assert list(by_temperature)[:2] == ["real", "5-gram"]
    assert [by_temperature[f"tau {tau:g}"] for tau in probes.SHOWN] == ["τ = 0.5", "τ = 0.8", "τ = 1", "τ = 1.2"]
    by_training = compared(study(), "training")
    assert list(by_training.values()) == [
        "real source", "5-gram", "after 0 updates", "after 500 updates", "after 6,000 updates",
        "at its end", "at its end",
    ]  # fmt: skip
    for comparison in ("temperature", "training"):
        for question in QUESTIONS:  # four networks are what the chart has room for
            lines = balance(study(), "proofs", question, compared(study(), comparison)).lines
            assert len([line for line in lines if line.role == "network"]) <= 4
            assert len({line.name for line in lines}) == len(lines)
    assert compared(Study({}, {}, {}), "training")["tau 1"] == "at its end"  # without snapshots
