"""The horizon study: what it measures, and a committed number measured again."""

import numpy as np
import pytest
import torch

from unrolled.datasets import shakespeare
from unrolled.lessons.gradients.horizon import probe as horizon
from unrolled.lessons.gradients.horizon import study
from unrolled.models.char_rnn import CharRNN
from unrolled.training import trio
from unrolled.training.char_rnn import SHIPPED, encoded
from unrolled.training.checkpoint import load_char_rnn
from unrolled.training.losses import heldout_loss
from unrolled.training.results import load_results


@pytest.fixture
def model():
    return CharRNN(9, hidden=6, layers=2, cell="gru").double().eval()


def test_cut_losses_are_those_of_a_fresh_reading(model):
    text, at = torch.randint(9, (60,)), np.array([20, 31, 59])
    for context in (1, 3, 20):
        due = []
        for place in at:
            logits, _ = model(text[None, place - context : place])
            due.append(-logits[0, -1].log_softmax(0)[text[place]].item())
        assert horizon.cut_losses(model, text, at, context) == pytest.approx(due)


def test_carried_losses_are_those_of_the_whole_text(model):
    text = torch.randint(9, (60,))
    losses = study.carried_losses(model, text, np.arange(1, 60), window=7)
    assert losses.mean() == pytest.approx(heldout_loss(model, [text]))
    assert horizon.cut_losses(model, text, np.array([59]), 59) == pytest.approx(losses[-1:])


@pytest.mark.parametrize("context", [0, 21])
def test_contexts_that_are_not_there_are_refused(model, context):
    with pytest.raises(ValueError, match="cannot be read before place 20"):
        horizon.cut_losses(model, torch.randint(9, (60,)), np.array([20]), context)


def test_places_are_spread_over_the_play():
    at = study.places(10_000)
    assert len(at) == study.PLACES
    assert (at[0], at[-1]) == (study.CONTEXTS[-1], 9_999)
    assert set(np.diff(at)) <= {19, 20}


def test_a_committed_number_comes_out_again():
    """The shipped network with two characters, and the counting models' order."""
    runs = load_results(horizon.NAME)
    assert {"counting", SHIPPED, *(trio.name(cell, 0) for cell in trio.CELLS)} <= set(runs) <= set(study.jobs())
    model, _, _ = load_char_rnn(SHIPPED)
    texts = encoded(shakespeare.split().validation)
    cut = np.concatenate([horizon.cut_losses(model, text, study.places(len(text)), 2) for text in texts])
    run = runs[SHIPPED]
    assert cut.mean() == pytest.approx(run["nats"][run["contexts"].index(2)], abs=2e-3)
    assert run["nats"][-1] == pytest.approx(run["carried"], abs=0.01)
