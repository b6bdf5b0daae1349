"""Passages under rules: the same dice, and a change only where a rule cuts what would have been drawn."""

import numpy as np
import pytest
import torch

from readers import VOCABULARY, lstm
from unrolled.lessons.char_rnn.truncation.probe import point_at, rules, truncations
from unrolled.measuring.char_rnn import gumbel_noise, read, sample, softmax
from unrolled.measuring.truncation import top_k

PROMPT = VOCABULARY.encode("AB:\n")
N, V = 40, len(VOCABULARY)
NOISE = gumbel_noise(3, N, V)


def written(k=3, p=0.6, m=0.5, temperature=1.0):
    return truncations(lstm(), VOCABULARY, PROMPT, NOISE, temperature, rules(k, p, m))


@pytest.mark.parametrize("temperature", [0.5, 1.0, 2.0])
def test_no_rule_writes_what_temperature_alone_writes(temperature):
    model = lstm()
    alone = sample(model, *read(model, PROMPT), NOISE, torch.tensor([temperature]))[0]
    assert written(temperature=temperature).texts[0] == VOCABULARY.decode(alone)


def test_rules_that_keep_everything_change_nothing_and_the_likeliest_alone_is_greedy():
    view = written(k=V, p=1, m=0)
    assert len(set(view.texts)) == 1
    assert view.kept.all()
    model = lstm()
    greedy = VOCABULARY.decode(sample(model, *read(model, PROMPT), NOISE, torch.tensor([0.0]))[0])
    assert written(k=1, p=0.01, m=1).texts[1:] == (greedy,) * 3


def test_a_passage_parts_where_its_rule_cuts_what_was_drawn_and_nowhere_before():
    view = written()
    drawn = VOCABULARY.encode(view.texts[0]).numpy()
    for row in (1, 2, 3):
        allowed = view.kept[0, row, np.arange(N), drawn]
        assert not allowed.all()
        assert view.parting(row) == allowed.argmin()
    assert view.parting(0) == N


def test_no_passage_holds_a_character_that_its_rule_cuts():
    view = written()
    for row, text in enumerate(view.texts):
        ids = VOCABULARY.encode(text).numpy()
        assert view.kept[row, row, np.arange(N), ids].all()


def test_probabilities_are_those_of_the_passage_itself():
    model, view = lstm(), written(temperature=0.7)
    text = VOCABULARY.encode(view.texts[1])
    logits, _ = model(torch.cat([PROMPT, text])[None, :-1])
    np.testing.assert_allclose(view.p[1], softmax(logits[0, -N:].detach().double().numpy(), 0.7), atol=1e-5)
    assert (view.kept[1, 1] == top_k(view.p[1], 3)).all()


def test_the_cursor_stays_inside():
    view = point_at(written(), 10**6, -4)
    assert (view.cursor, view.row) == (N - 1, 0)
    assert view.here.shape == (V,)
    assert view.kept_here.shape == (4, V)
    assert view.drawn == view.texts[0][-1]
