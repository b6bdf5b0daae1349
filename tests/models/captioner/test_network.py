"""The captioner as a whole: it is encoder and decoder, nothing more, and is built again from its configuration."""

import pytest
import torch

from unrolled.models.captioner import DECODERS, Captioner

KEYS = list(DECODERS)
SIZES = {"size": 16, "channels": 2, "features": 5, "embedding": 4, "hidden": 6}
B, T, V = 3, 5, 9


def captioner(shown, **more):
    return Captioner(V, shown, **SIZES, **more).double().eval()


def given():
    return torch.rand(B, 3, 16, 16, dtype=torch.float64) * 2 - 1, torch.randint(V, (B, T))


@pytest.mark.parametrize("shown", KEYS)
def test_step_by_step_equals_all_at_once(shown):
    model, (pictures, ids) = captioner(shown), given()
    state, told = model.start(pictures), []
    for t in range(T):
        logits, state = model.step(state, ids[:, t])
        told.append(logits)
    whole = model(pictures, ids)
    assert whole.shape == (B, T, V)
    torch.testing.assert_close(torch.stack(told, dim=1), whole)


@pytest.mark.parametrize("shown", KEYS)
def test_a_row_depends_on_its_own_picture_and_words_only(shown):
    model, (pictures, ids) = captioner(shown), given()
    other, words = pictures.clone(), ids.clone()
    other[1], words[1] = -pictures[1], (ids[1] + 1) % V
    before, after = model(pictures, ids), model(other, words)
    assert torch.equal(before[[0, 2]], after[[0, 2]])
    torch.testing.assert_close(model(pictures[2:], ids[2:])[0], before[2])
    assert not torch.equal(model(pictures[1:2], ids[1:2]), model(other[1:2], ids[1:2]))


@pytest.mark.parametrize("shown", KEYS)
def test_the_past_does_not_know_the_future_bit_for_bit(shown):
    model, (pictures, ids) = captioner(shown), given()
    changed = ids.clone()
    changed[:, 2] = (ids[:, 2] + 1) % V
    before, after = model(pictures, ids), model(pictures, changed)
    assert torch.equal(before[:, :2], after[:, :2])
    assert not torch.equal(before[:, 2:], after[:, 2:])


@pytest.mark.parametrize("shown", KEYS)
def test_the_picture_matters_and_learns(shown):
    model, (pictures, ids) = captioner(shown), given()
    pictures.requires_grad_()
    model(pictures, ids).square().sum().backward()
    assert (pictures.grad.abs().amax(dim=(1, 2, 3)) > 0).all()


@pytest.mark.parametrize("shown", KEYS)
def test_the_configuration_builds_it_again(shown):
    model, (pictures, ids) = captioner(shown, dropout=0.1), given()
    again = Captioner(**model.config).double().eval()
    again.load_state_dict(model.state_dict())
    assert type(again.decoder) is DECODERS[shown]
    assert torch.equal(again(pictures, ids), model(pictures, ids))
    assert again.decoder.dropout.rate == again.encoder.dropout.p == 0.1


def test_another_way_of_showing_or_size_is_told():
    with pytest.raises(ValueError, match="once, always, merged"):
        Captioner(V, "twice")
    with pytest.raises(ValueError, match="multiple of 16"):
        Captioner(V, size=30)
