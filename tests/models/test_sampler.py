"""The sampler is the network in whole numbers: distributions nearly the same, passages that leave each other alone."""

import numpy as np
import onnx
import onnxruntime
import pytest
import torch

from unrolled.measuring.char_rnn import gumbel_noise, read, sample
from unrolled.models import CharRNN
from unrolled.models.initial import orthogonal
from unrolled.models.sampler import LEVELS, Sampler, export, graph
from unrolled.training.losses import divergence, heldout_loss


def network(V=11, H=32, layers=2):
    torch.manual_seed(7)
    model = CharRNN(V, hidden=H, layers=layers).eval()
    orthogonal(model)
    with torch.no_grad():
        model.h_to_logits.weight.mul_(8)  # opinions, so that there is something to get wrong
    return model


@pytest.mark.parametrize("layers", [1, 2, 3])
def test_distributions_are_close_to_the_networks(layers):
    model = network(layers=layers)
    text = torch.randint(11, (400,), generator=torch.Generator().manual_seed(1))
    kl, nats = divergence(model, Sampler(model), text)
    assert 0 <= kl < 2e-3
    assert nats == pytest.approx(heldout_loss(model, [text]), abs=0.02)
    other = network(layers=layers)
    torch.nn.init.normal_(other.h_to_logits.bias)
    assert divergence(other, Sampler(model), text)[0] > 0.1  # the measure tells networks apart


def test_a_passage_does_not_depend_on_its_batch():
    model = network()
    sampler = Sampler(model)
    ids = torch.arange(5)
    logits, state = sampler.step(None, ids)
    logits, state = sampler.step(state, ids.flip(0))
    for k in range(5):
        alone, one = sampler.step(None, ids[k : k + 1])
        alone, one = sampler.step(one, ids.flip(0)[k : k + 1])
        torch.testing.assert_close(alone[0], logits[k], rtol=1e-5, atol=1e-5)
        torch.testing.assert_close(one[0], state[k], rtol=1e-5, atol=1e-5)


def test_a_state_can_be_kept_and_come_back_to():
    sampler = Sampler(network())
    _, kept = read(sampler, torch.tensor([1, 2, 3]))
    before = kept.clone()
    first, _ = sampler.step(kept, torch.tensor([4]))
    sampler.step(kept, torch.tensor([5]))
    assert torch.equal(kept, before)
    assert torch.equal(sampler.step(kept, torch.tensor([4]))[0], first)


def test_many_temperatures_are_written_in_one_batch_and_can_be_stopped():
    sampler, noise = Sampler(network()), gumbel_noise(0, 60, 11)
    logits, state = read(sampler, torch.tensor([1, 2, 3]))
    taus = torch.tensor([0.0, 0.5, 1.0])
    together = sample(sampler, logits, state, noise, taus)
    for k in range(3):
        assert torch.equal(sample(sampler, logits, state, noise, taus[k : k + 1])[0], together[k])
    asked = iter(range(100))
    assert sample(sampler, logits, state, noise, taus, cancelled=lambda: next(asked) == 9) is None
    assert next(asked) == 10


def test_the_exported_file_holds_standard_operators_and_seven_bit_weights(tmp_path):
    model, path = network(), tmp_path / "network.onnx"
    export(model, path)
    whole = onnx.load(path)
    assert {node.domain for node in whole.graph.node} == {""}  # no runtime's own operators
    assert [opset.domain for opset in whole.opset_import] == [""]
    weights = [onnx.numpy_helper.to_array(t) for t in whole.graph.initializer if t.data_type == onnx.TensorProto.INT8]
    assert len(weights) == 3
    assert all(np.abs(values.astype(int)).max() == LEVELS for values in weights)
    session = onnxruntime.InferenceSession(path, providers=["CPUExecutionProvider"])
    logits, _ = session.run(None, {"ids": np.array([3]), "state": np.zeros((1, 4, 32), np.float32)})
    torch.testing.assert_close(torch.from_numpy(logits), Sampler(model).step(None, torch.tensor([3]))[0])


def test_only_lstm_cells_can_be_sampled():
    with pytest.raises(ValueError, match="LSTM cells, not with gru"):
        graph(CharRNN(5, hidden=4, cell="gru"))
