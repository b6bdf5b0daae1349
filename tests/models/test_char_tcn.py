"""A character model of a TCN: pieces with what was read before equal the whole text, and it is a language model."""

import pytest
import torch

from unrolled.models.char_tcn import CharTCN

V = 7


@pytest.fixture
def model():
    torch.manual_seed(0)
    return CharTCN(V, 6, levels=3, kernel=2).double().eval()


@pytest.fixture
def ids():
    return torch.randint(V, (2, 40), generator=torch.Generator().manual_seed(1))


@pytest.mark.parametrize("cuts", [(1, 1, 38), (5, 30, 5), (20, 20), (40,), (14, 15, 11)])
def test_pieces_equal_the_whole(model, ids, cuts):
    whole, last = model(ids)
    state, found = None, []
    for piece in ids.split(cuts, dim=1):
        logits, state = model(piece, state)
        assert logits.shape == (2, piece.shape[1], V)
        found.append(logits)
    torch.testing.assert_close(torch.cat(found, dim=1), whole)
    torch.testing.assert_close(state, last)


def test_step_by_step_equals_the_whole_and_the_memory_stops_growing(model, ids):
    whole, state = model(ids)[0], None
    for t in range(40):
        logits, state = model.step(state, ids[:, t])
        torch.testing.assert_close(logits, whole[:, t])
        assert state[0][0].shape == (2, min(t + 1, model.tcn.receptive_field - 1))


def test_only_the_field_counts(model, ids):
    field = model.tcn.receptive_field
    assert field == 15
    changed = ids.clone()
    changed[:, : 40 - field] = (changed[:, : 40 - field] + 1) % V
    assert torch.equal(model(ids)[0][:, -1], model(changed)[0][:, -1])
    changed[:, 40 - field] = (ids[:, 40 - field] + 1) % V
    assert not torch.equal(model(ids)[0][:, -1], model(changed)[0][:, -1])


def test_the_fused_form_gives_the_same_numbers(model, ids):
    fused = CharTCN(V, 6, levels=3, kernel=2, fused=True).double().eval()
    fused.load_state_dict(model.state_dict())
    torch.testing.assert_close(fused(ids)[0], model(ids)[0])


def test_a_kernel_of_one_remembers_nothing(ids):
    model = CharTCN(V, 4, levels=2, kernel=1).eval()
    whole, state = model(ids)
    assert state[0][0].shape == (2, 0)
    torch.testing.assert_close(model(ids[:, 3:4], state)[0], whole[:, 3:4])


def test_senseless_sizes_are_refused():
    with pytest.raises(ValueError, match="1 or more"):
        CharTCN(V, 0)
