"""Shipped models are as good as their cards say: the metric is measured again, on every held-out character."""

import pytest

from unrolled.datasets import shakespeare
from unrolled.models import CharRNN
from unrolled.runtime import one_thread
from unrolled.training import trio
from unrolled.training.char_rnn import SHIPPED, encoded
from unrolled.training.checkpoint import load_char_rnn, summary
from unrolled.training.losses import heldout_loss

NAMES = [SHIPPED, *(trio.name(cell, seed) for seed in trio.SEEDS for cell in trio.CELLS)]


@pytest.fixture(scope="module", params=NAMES)
def shipped(request):
    return load_char_rnn(request.param)


def test_validation_loss_is_the_cards(shipped):
    model, vocabulary, card = shipped
    assert vocabulary == shakespeare.vocabulary()
    fused = CharRNN(**model.config, fused=True)  # the same numbers, sooner
    fused.load_state_dict(model.state_dict())
    with one_thread:  # two plays side by side: a second thread would only be waited for
        found = heldout_loss(fused, encoded(shakespeare.split().validation))
    assert found == pytest.approx(card["nats"]["validation"], abs=1e-3)


def test_the_card_tells_how_the_model_was_made(shipped):
    model, _, card = shipped
    assert card["corpus"]["sha256"] == shakespeare.SHA256
    assert card["parameters"] == sum(weights.numel() for weights in model.parameters())
    assert {"recipe", "command", "curve", "wall_seconds", "machine", "versions"} <= set(card)
    assert card["curve"]["rows"][-1][0] == card["recipe"]["steps"]
    assert f"{card['nats']['validation']:.2f} nats" in summary(card)


def test_the_trio_is_of_equal_size():
    sizes = [load_char_rnn(trio.name(cell, 0))[2]["parameters"] for cell in trio.CELLS]
    assert max(sizes) / min(sizes) < 1.01
