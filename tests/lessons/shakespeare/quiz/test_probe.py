"""Real or synthetic: odds and rules by hand, rounds, and moves that are not allowed."""

from itertools import product

import numpy as np
import pytest

from readers import sampler
from unrolled.datasets import shakespeare
from unrolled.datasets.text import Vocabulary
from unrolled.lessons.shakespeare.quiz import probe as probes
from unrolled.lessons.shakespeare.quiz.probe import Game, QuizError
from unrolled.lessons.shakespeare.quiz.probe import cues as quiz_cues
from unrolled.lessons.shakespeare.quiz.probe.cues import Library
from unrolled.lessons.shakespeare.quiz.record import Passage, Rule, Span
from unrolled.measuring.novelty import Corpus

SPEECH = "{}:\nAbba had a cabbage, and a bee hid a big bean.\nWho had the bean? The bee had it!\n\n"
PLAYS = {title: "".join(map(SPEECH.format, names)) for title, names in (("One", "EFGHIJKLM"), ("Two", "NOPQRSTUV"))}
VOCABULARY = Vocabulary("".join(PLAYS.values()))


@pytest.mark.parametrize(("right", "judged"), [(0, 0), (0, 3), (1, 1), (3, 5), (9, 10)])
def test_odds_by_going_through_all_outcomes(right, judged):
    outcomes = [sum(coins) >= right for coins in product((0, 1), repeat=judged)]
    assert probes.chance(right, judged) == pytest.approx(np.mean(outcomes))


@pytest.mark.parametrize(("right", "judged"), [(2, 1), (-1, 3)])
def test_impossible_scores_are_refused(right, judged):
    with pytest.raises(ValueError, match="cannot be right"):
        probes.chance(right, judged)


def test_a_rule_by_hand():
    real, synthetic = [1, 9, 2, 9, 3, 1], [5, 1, 6, 9, 7, 9]  # chosen on 1 2 3 against 5 6 7; scored on the others
    found = probes.rule(real, synthetic)
    assert (found.threshold, found.above) == (4, True)
    assert found.accuracy == round((1 / 3 + 2 / 3) / 2, 4)
    assert (found.real.low, found.real.high) == tuple(np.quantile(real, [0.1, 0.9]))
    assert [found.synthetic_says(value) for value in (3, 4, 4.1, 8)] == [False, False, True, True]
    turned = probes.rule(synthetic, real)
    assert (turned.threshold, turned.above) == (4, False)
    assert [turned.synthetic_says(value) for value in (3, 4, 4.1, 8)] == [True, True, False, False]


def test_a_cue_without_difference_is_a_tossed_coin():
    assert probes.rule([0, 0, 0, 0], [0, 0]).accuracy == 0.5
    noise = np.random.default_rng(0).normal(size=(2, 2000))
    assert probes.rule(*noise).accuracy == pytest.approx(0.5, abs=0.04)  # on passages it was not chosen on
    for real, synthetic in (([1], [1, 2]), ([1, 2], [])):
        with pytest.raises(ValueError, match="two passages of each kind"):
            probes.rule(real, synthetic)


@pytest.fixture
def dealt(monkeypatch):
    for name, length in (("MOST", 120), ("LEAST", 60), ("READ", 90)):
        monkeypatch.setattr(quiz_cues, name, length)
    model = sampler(VOCABULARY, 8, 1)
    library = Library.of(Corpus({"One": PLAYS["One"]}), PLAYS)
    return lambda seed, size=10, tau=0.8: probes.deal(model, VOCABULARY, library, PLAYS, tau, seed, size=size)


def test_half_of_a_round_is_real_in_an_order_of_its_own(dealt):
    rounds = [dealt(seed) for seed in range(3)]
    for passages in rounds:
        assert sum(passage.real for passage in passages) == 5
        for passage in passages:
            assert passage.real == any(passage.text in play for play in PLAYS.values())
            assert ("network, τ = 0.8" in passage.source) != passage.real
    orders = {tuple(passage.real for passage in passages) for passages in rounds}
    assert len(orders) > 1
    assert dealt(0) == rounds[0]
    assert [len(dealt(0, size)) for size in (2, 4, 5)] == [2, 4, 5]
    assert dealt(0, tau=0.1) != rounds[0]


def passage(real):
    return Passage("A:\nx", "A:\nx", real, "", (), ())


@pytest.fixture
def game():
    rule = Rule(Span(0, 1), Span(1, 2), 1, True, 0.9)
    return Game([passage(True), passage(False), passage(True)], {"surprise": rule}, 0.8, right=4, judged=5)


def test_a_game_is_played_to_its_end(game):
    assert (game.view(hidden=True).right, game.view(hidden=True).judged) == (4, 5)
    for k, said in enumerate((True, True, True)):
        assert (game.place, game.over) == (k, False)
        game.judge(said)
        if k < 2:
            game.next()
    assert game.over
    view = game.view(hidden=False)
    assert (view.right, view.judged, view.place, view.hidden) == (6, 8, 2, False)
    assert view.chance == probes.chance(6, 8)
    assert view.answers == (True, True, True)


def test_moves_that_are_not_allowed(game):
    with pytest.raises(QuizError, match="Judge this passage first"):
        game.next()
    game.judge(False)
    with pytest.raises(QuizError, match="Passage 1 is judged already: go on"):
        game.judge(True)
    assert game.answers == [False]
    for _ in range(2):
        game.next()
        game.judge(True)
    with pytest.raises(QuizError, match="take a new round"):
        game.judge(True)
    with pytest.raises(QuizError, match="last passage"):
        game.next()


def test_the_library_knows_all_casts_and_the_network_only_its_own_plays():
    found = probes.library(Corpus({"P": "A:\nx"}))
    assert len(found.casts) == 38
    assert {"macbeth", "hamlet"} <= found.names
    assert set(probes.held_out()) == {*shakespeare.VALIDATION, *shakespeare.TEST}
