"""Three decoders: parity with torch's LSTM, streaming, causality, and what each hears of the picture."""

import pytest
import torch
from torch import nn

from unrolled.models.captioner.decoders import DECODERS, END, START, Merged, ShownAlways, ShownOnce

B, T, V, F, E, H = 2, 5, 11, 4, 3, 7
KEYS = list(DECODERS)

pytestmark = pytest.mark.usefixtures("float64")


def decoder(key, dropout=0.0):
    return DECODERS[key](V, F, E, H, dropout).eval()


def given():
    return torch.randn(B, F), torch.randint(V, (B, T))


def test_names_and_marks():
    assert list(DECODERS.items()) == [("once", ShownOnce), ("always", ShownAlways), ("merged", Merged)]
    assert (START, END) == (0, 1)


@pytest.mark.parametrize("key", KEYS)
def test_shapes(key):
    model, (features, ids) = decoder(key), given()
    assert model(features, ids).shape == (B, T, V)
    logits, _, trace = model.read(model.start(features), ids)
    assert logits.shape == (B, T, V)
    assert all(value.shape == (B, T, H) for value in trace)
    logits, _ = model.step(model.start(features), ids[:, 0])
    assert logits.shape == (B, V)


@pytest.mark.parametrize("key", KEYS)
def test_word_by_word_equals_all_at_once(key):
    model, (features, ids) = decoder(key), given()
    state, told = model.start(features), []
    for t in range(T):
        logits, state = model.step(state, ids[:, t])
        told.append(logits)
    whole, end, _ = model.read(model.start(features), ids)
    torch.testing.assert_close(torch.stack(told, dim=1), whole)
    torch.testing.assert_close(state, end)


@pytest.mark.parametrize("key", KEYS)
def test_two_halves_with_carried_state_equal_one_pass(key):
    model, (features, ids) = decoder(key), given()
    whole, end, _ = model.read(model.start(features), ids)
    first, state, _ = model.read(model.start(features), ids[:, :2])
    second, after, _ = model.read(state, ids[:, 2:])
    torch.testing.assert_close(torch.cat([first, second], dim=1), whole)
    torch.testing.assert_close(after, end)


@pytest.mark.parametrize("key", KEYS)
def test_no_logit_knows_a_later_word_bit_for_bit(key):
    model, (features, ids) = decoder(key), given()
    changed = ids.clone()
    changed[:, 3] = (ids[:, 3] + 1) % V
    before, after = model(features, ids), model(features, changed)
    assert torch.equal(before[:, :3], after[:, :3])
    assert not torch.equal(before[:, 3], after[:, 3])


@pytest.mark.parametrize("key", KEYS)
def test_rows_do_not_know_each_other(key):
    model, (features, ids) = decoder(key), given()
    other_features, other_ids = features.clone(), ids.clone()
    other_features[1], other_ids[1] = features[1] + 1, (ids[1] + 1) % V
    before, after = model(features, ids), model(other_features, other_ids)
    assert torch.equal(before[0], after[0])
    assert not torch.equal(before[1], after[1])


@pytest.mark.parametrize("key", KEYS)
def test_the_picture_matters_for_every_word(key):
    model, (features, ids) = decoder(key), given()
    apart = (model(features, ids) - model(-features, ids)).abs().amax(dim=(0, 2))
    assert (apart > 1e-6).all()


@pytest.mark.parametrize("key", KEYS)
def test_every_weight_gets_a_gradient(key):
    model, (features, ids) = decoder(key), given()
    features.requires_grad_()
    model(features, ids).logsumexp(dim=2).sum().backward()
    assert features.grad.abs().min() > 0
    assert all(weights.grad is not None and weights.grad.abs().max() > 0 for weights in model.parameters())


def test_merged_keeps_the_picture_out_of_the_lstm():
    model, (features, ids) = decoder("merged"), given()
    _, (state, picture), trace = model.read(model.start(features), ids)
    _, (other, other_picture), other_trace = model.read(model.start(features + 1), ids)
    assert all(torch.equal(one, two) for one, two in zip(state, other, strict=True))
    assert all(torch.equal(one, two) for one, two in zip(trace, other_trace, strict=True))
    assert not torch.equal(picture, other_picture)


@pytest.mark.parametrize("key", ["once", "always"])
def test_the_other_lstms_hear_of_the_picture(key):
    model, (features, ids) = decoder(key), given()
    trace, other = (model.read(model.start(shown), ids)[2] for shown in (features, features + 1))
    assert not torch.equal(trace.h[:, 0], other.h[:, 0])


def gradients(module):
    return {name: weights.grad for name, weights in module.named_parameters()}


def test_shown_once_equals_torchs_lstm_in_logits_and_gradients():
    model, (features, ids) = decoder("once"), given()
    theirs = model.lstm.to_torch()
    ours_seen, theirs_seen = (features.clone().requires_grad_() for _ in range(2))
    ours = model(ours_seen, ids)
    picture = nn.functional.linear(theirs_seen, model.features_to_x.weight, model.features_to_x.bias)
    x = torch.cat([picture[:, None], model.embedding(ids)], dim=1)  # the picture stands before the first word
    h, _ = theirs(x)
    expected = nn.functional.linear(h[:, 1:], model.h_to_logits.weight, model.h_to_logits.bias)
    torch.testing.assert_close(ours, expected)
    weight = torch.randn_like(ours)
    (ours * weight).sum().backward()
    found = gradients(model)
    model.zero_grad(set_to_none=True)
    (expected * weight).sum().backward()
    torch.testing.assert_close(ours_seen.grad, theirs_seen.grad)
    torch.testing.assert_close(found["lstm.cell.x_to_gates.weight"], theirs.weight_ih_l0.grad)
    torch.testing.assert_close(found["lstm.cell.h_to_gates.weight"], theirs.weight_hh_l0.grad)
    for name, value in gradients(model).items():
        if not name.startswith("lstm"):
            torch.testing.assert_close(found[name], value)


@pytest.mark.parametrize("key", ["always", "merged"])
def test_the_other_two_equal_torchs_lstm(key):
    model, (features, ids) = decoder(key), given()
    picture = model.features_to_x(features)[:, None].expand(B, T, E)
    words = model.embedding(ids)
    h, _ = model.lstm.to_torch()(torch.cat([words, picture], dim=2) if key == "always" else words)
    if key == "merged":
        h = torch.tanh(model.merge(torch.cat([h, picture], dim=2)))
    torch.testing.assert_close(model(features, ids), model.h_to_logits(h))


@pytest.mark.parametrize("key", KEYS)
def test_dropout_has_one_mask_for_a_caption_and_is_for_training_only(key):
    model, (features, _) = decoder(key, dropout=0.5), given()
    ids = torch.zeros(B, T, dtype=torch.int64)
    assert torch.equal(model(features, ids), model(features, ids))
    model.train()
    assert not torch.equal(model(features, ids), model(features, ids))
    words = model.dropout(model.embedding(ids))
    assert torch.equal(words[:, 0], words[:, -1])


@pytest.mark.parametrize("key", KEYS)
def test_a_decoder_can_be_used_again_after_a_first_call(key):
    model, (features, ids) = decoder(key), given()
    state = model.start(features)
    first = model.read(state, ids)[0]
    assert torch.equal(model.read(state, ids)[0], first)
