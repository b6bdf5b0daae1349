"""Long readings: the carry of before 2000 grows, resets cut the text, and the committed study says so, too."""

import numpy as np
import pytest
import torch

from unrolled.lessons.lstm.lstm_1997 import probe as probes
from unrolled.lessons.lstm.lstm_1997.recipe import BLOCK, LONG, NAMES, heldout_pieces, read_on
from unrolled.models import CharRNN
from unrolled.training.checkpoint import load_char_rnn


@pytest.fixture(scope="module")
def models():
    torch.manual_seed(0)
    return {name: CharRNN(9, hidden=5, layers=1, cell=cell).double() for name, cell in probes.CELLS.items()}


IDS = torch.randint(9, (201,), generator=torch.Generator().manual_seed(1))


def test_without_resets_the_whole_text_is_one_piece(models):
    read = probes.long_reading(models, IDS, "noise")
    model = models["no forget gate"]
    logits, _, (trace,) = model.trace(IDS[None, :-1])
    np.testing.assert_allclose(read.carry["no forget gate"], trace.c[0].abs().mean(dim=1).detach())
    nats = torch.nn.functional.cross_entropy(logits[0], IDS[1:]).item()
    assert read.bits["no forget gate"].mean() == pytest.approx(nats / np.log(2))
    assert len(read.bits["no forget gate"]) == 200 // BLOCK


def test_resets_begin_from_zero(models):
    whole, cut = (probes.long_reading(models, IDS, "noise", every=every) for every in (0, 50))
    for name in models:
        np.testing.assert_allclose(cut.carry[name][:50], whole.carry[name][:50])
        (trace,) = models[name].trace(IDS[None, 50:51]).layers
        assert cut.carry[name][50] == pytest.approx(trace.c.abs().mean().item())
    assert not np.allclose(cut.carry["no forget gate"][50:], whole.carry["no forget gate"][50:])


def test_a_frozen_carry_stays_while_the_output_gate_moves_on(models):
    for model in models.values():
        free, frozen = probes.with_carry_frozen(model, IDS[:13], at=10)  # two characters, by hand
        _, ((h, c),) = model(IDS[None, :10])
        bits = []
        for here, after in ((10, 11), (11, 12)):
            x = model.one_hot(IDS[None, here : here + 1])[:, 0]
            h = model.layers[0].cell(x, (h, c)).o * torch.tanh(c)
            bits.append(-model.h_to_logits(h)[0].log_softmax(dim=0)[IDS[after]].item() / np.log(2))
        assert frozen == pytest.approx(np.mean(bits))
        logits, _ = model(IDS[None, :12])
        assert free == pytest.approx(torch.nn.functional.cross_entropy(logits[0, 10:], IDS[11:13]).item() / np.log(2))
        assert free != pytest.approx(frozen)


@pytest.mark.parametrize("way", ["fresh", "carried"])
def test_the_committed_study_shows_growth_without_the_gate_only(way):
    study = probes.long_study(way)
    assert study.places[-1] == LONG
    for seed in range(3):
        alone, gated = study.carry["no forget gate"][seed], study.carry["with forget gate"][seed]
        assert (np.diff(alone) > 0).all()
        assert alone[-1] > 50 * gated[-1]


def test_the_shipped_networks_are_those_of_the_study():
    """The first two blocks of all its pieces again."""
    pieces = heldout_pieces()[:, : 2 * BLOCK + 1]
    for name, cell in probes.CELLS.items():
        model, _, card = load_char_rnn(NAMES[cell])
        assert card["recipe"]["cell"] == cell
        again = read_on(model, pieces)
        study = probes.long_study("fresh")
        np.testing.assert_allclose(again["carry"], study.carry[name][0][:2], rtol=0.02)
        np.testing.assert_allclose(again["nats"], study.nats[name][0][:2], rtol=0.02)
