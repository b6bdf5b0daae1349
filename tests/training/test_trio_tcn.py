"""The TCN beside the trio: as large, as good as its card says, and a training that can be stopped."""

from dataclasses import replace
from types import SimpleNamespace

import pytest
import torch

from unrolled.datasets import shakespeare
from unrolled.models.char_tcn import CharTCN
from unrolled.models.initial import INPUT_SPREAD
from unrolled.runtime import one_thread
from unrolled.training import trio, trio_tcn
from unrolled.training.checkpoint import load_card, load_char_rnn
from unrolled.training.losses import heldout_loss


@pytest.mark.parametrize("seed", trio.SEEDS)
def test_the_card_is_true(seed):
    model, vocabulary, card = load_char_rnn(trio_tcn.name(seed))
    assert vocabulary == shakespeare.vocabulary()
    assert isinstance(model, CharTCN)
    assert card["parameters"] == sum(part.numel() for part in model.parameters())
    assert {**card["recipe"], "decays": tuple(card["recipe"]["decays"])} == vars(trio_tcn.recipe(seed))
    assert card["curve"]["rows"][-1][0] == trio.STEPS
    assert model.tcn.receptive_field == 61


def test_the_loss_of_the_card_is_measured_again():
    model, _, card = load_char_rnn(trio_tcn.name(0))
    with one_thread:
        found = heldout_loss(model, shakespeare.corpus().encoded("validation"))
    assert found == pytest.approx(card["nats"]["validation"], abs=1e-3)


def test_it_is_as_large_as_the_trio_and_sees_as_many_characters():
    size = load_card(trio_tcn.name(0))["parameters"]
    assert size == pytest.approx(load_card(trio.name("lstm", 0))["parameters"], rel=0.01)
    ours, theirs = trio_tcn.recipe(0), trio.recipe("lstm", 0)
    assert ours.batch * ours.window * ours.steps == theirs.batch * theirs.window * theirs.steps


def test_pieces_are_pieces_of_the_text():
    ids = torch.arange(50)
    inputs, targets = trio_tcn.pieces(ids, 400, 20)
    assert inputs.shape == targets.shape == (400, 20)
    assert (targets == inputs + 1).all()
    assert (inputs.diff(dim=1) == 1).all()
    assert (int(inputs.min()), int(targets.max())) == (0, 49)


def test_characters_are_heard_at_once():
    model = CharTCN(76, 20, levels=2)
    trio_tcn.heard(model)
    first = model.tcn.blocks[0]
    for weights in (first.convolutions[0].weights(), first.shortcut.weight):
        assert float(weights.detach().std()) == pytest.approx(INPUT_SPREAD, rel=0.05)


def test_a_stopped_training_goes_on_as_if_it_had_not_been(tmp_path, monkeypatch):
    short = replace(trio_tcn.recipe(0), steps=4, evaluations=1, hidden=8, batch=4, window=20)
    monkeypatch.setattr(trio_tcn, "SAVE_EVERY", 2)
    monkeypatch.setattr(trio_tcn, "checkpoint_path", lambda name: tmp_path / f"{name}.safetensors")
    ids = torch.randint(76, (500,), generator=torch.Generator().manual_seed(3))
    small = SimpleNamespace(vocabulary=shakespeare.vocabulary(), about="noise", encoded=lambda _: [ids])
    monkeypatch.setattr(trio_tcn, "shakespeare", SimpleNamespace(corpus=lambda: small))
    monkeypatch.setattr(trio_tcn, "heldout_loss", lambda *_: 0.0)
    monkeypatch.setattr(trio_tcn, "card", lambda *_, **__: {})
    whole = trio_tcn.ship(short, tmp_path / "one").model.state_dict()
    train_on = trio_tcn.train_on

    def stopped(*arguments, **named):
        for event in train_on(*arguments, **named):
            yield event
            if event.step == 2:
                raise KeyboardInterrupt

    monkeypatch.setattr(trio_tcn, "train_on", stopped)
    with pytest.raises(KeyboardInterrupt):
        trio_tcn.ship(short, tmp_path / "two")
    monkeypatch.setattr(trio_tcn, "train_on", train_on)
    resumed = trio_tcn.ship(short, tmp_path / "two")
    assert resumed.step == 4
    assert all(torch.equal(value, whole[key]) for key, value in resumed.model.state_dict().items())
