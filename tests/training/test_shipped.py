"""The shipped model is as good as its card says: the metric is measured again, on every held-out character."""

import pytest
import torch

from unrolled.datasets import shakespeare
from unrolled.training.char_rnn import SHIPPED, encoded
from unrolled.training.checkpoint import load_char_rnn, summary
from unrolled.training.losses import heldout_loss


@pytest.fixture(scope="module")
def shipped():
    torch.set_num_threads(2)
    return load_char_rnn(SHIPPED)


def test_validation_loss_is_the_cards(shipped):
    model, vocabulary, card = shipped
    assert vocabulary == shakespeare.vocabulary()
    found = heldout_loss(model, encoded(shakespeare.split().validation))
    assert found == pytest.approx(card["nats"]["validation"], abs=1e-3)


def test_the_card_tells_how_the_model_was_made(shipped):
    model, _, card = shipped
    assert card["corpus"]["sha256"] == shakespeare.SHA256
    assert card["parameters"] == sum(weights.numel() for weights in model.parameters())
    assert {"recipe", "command", "curve", "wall_seconds", "machine", "versions"} <= set(card)
    assert card["curve"]["rows"][-1][0] == card["recipe"]["steps"]
    assert f"{card['nats']['validation']:.2f} nats" in summary(card)
