"""The fast form of a character-level LSTM: int8 weights in ONNX Runtime, a character at a time.

At batch 1, one character takes one product of each weight matrix with a vector.
All the time goes into fetching the weights, so weights of one byte are four times
as fast as those of four bytes.

- A column of weights (the inputs of one gate of one unit) is rounded to whole
  numbers from -63 to 63 with a scale of its own. Seven bits, not eight: two
  products of eight bits can overflow the 16-bit sums of processors without VNNI.
- A hidden state lies between -1 and 1, so its scale is always 1/127. The
  usual dynamic scale, one for a whole batch, would let the passages of a batch
  affect each other.
- The sums are whole numbers, hence the same on every machine. Gates, carry and
  softmax are float32.

The graph uses only standard ONNX operators, so any runtime can execute it, also
in a web page. Jacob et al., arXiv 1712.05877; of their scheme only the weights'
per-column scales differ.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import lazy_loader
import numpy as np
import torch
from torch import Tensor

from unrolled.models.char_rnn import CharRNN
from unrolled.models.language_model import CharModel

onnx = lazy_loader.load("onnx")  # loaded at first use: 0.1 s and 25 MB that only sampling needs
onnxruntime = lazy_loader.load("onnxruntime")

OPSET, IR = 17, 8
LEVELS, STATE_LEVELS = 63, 127


class Sampler:
    """A character-level LSTM prepared for sampling, with the interface of all language models.

    A state is a tensor ``(B, 2 L, H)``: h and c of each layer. Keep it to return
    to a place; each row is one passage.

    Args:
        model: a ``CharRNN`` with LSTM cells.
        threads: processor threads; one is best for a few passages, and leaves the others alone.

    Raises:
        ValueError: if the cells are others.

    Examples:
        >>> sampler = Sampler(CharRNN(characters=5, hidden=8, layers=1))
        >>> logits, state = sampler.step(None, torch.tensor([2, 3]))
        >>> tuple(logits.shape), tuple(state.shape)
        ((2, 5), (2, 2, 8))
    """

    def __init__(self, model: CharModel, threads: int = 1):
        self.config = model.config
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads, options.inter_op_num_threads = threads, 1
        self._session = onnxruntime.InferenceSession(
            graph(model).SerializeToString(), options, providers=["CPUExecutionProvider"]
        )

    def initial_state(self, batch: int) -> Tensor:
        """Zeros ``(B, 2 L, H)``."""
        return torch.zeros(batch, 2 * self.config["layers"], self.config["hidden"])

    def step(self, state: Tensor | None, ids: Tensor) -> tuple[Tensor, Tensor]:
        """Read one character of each passage.

        Args:
            state: what the last step returned, or None at the start.
            ids: ``(B,)`` int64.

        Returns:
            Logits for the next character, ``(B, V)``, and the new state.
        """
        state = self.initial_state(len(ids)) if state is None else state
        logits, after = self._session.run(None, {"ids": ids.numpy(), "state": state.numpy()})
        return torch.from_numpy(logits), torch.from_numpy(after)


def export(model: CharModel, path: Path) -> None:
    """Write the int8 form as an ONNX file, for other runtimes: inputs ``ids (B)`` and ``state (B, 2 L, H)``.

    Raises:
        ValueError: if the cells are not LSTM cells.
    """
    onnx.save(graph(model), path)


def graph(model: CharModel) -> onnx.ModelProto:
    """One step of the network as an ONNX graph with int8 weights.

    Raises:
        ValueError: if the cells are not LSTM cells.
    """
    config = model.config
    if not isinstance(model, CharRNN) or config["cell"] != "lstm":
        raise ValueError(f"The sampler writes with LSTM cells, not with {config['cell']}.")
    V, H, L = config["characters"], config["hidden"], config["layers"]
    constants: dict[str, np.ndarray | np.generic] = {
        "one": np.float32(1 / STATE_LEVELS), "middle": np.uint8(128), "flat": np.array([-1, 2 * L * H]),
        "layered": np.array([-1, 2 * L, H]), "parts": np.full(2 * L, H), "gates": np.array([3 * H, H]),
        "three": np.full(3, H),
    }  # fmt: skip
    parts = [f"{part}_before_{k}" for k in range(L) for part in "hc"]
    nodes = [
        _node("Reshape", ["state", "flat"], ["state_flat"]),
        _node("Split", ["state_flat", "parts"], parts, axis=1),
    ]
    order = np.r_[0 : 2 * H, 3 * H : 4 * H, 2 * H : 3 * H]  # i, f, o, g: gates with the same nonlinearity side by side
    rest, top = [], ""
    for k, layer in enumerate(model.layers):
        read = layer.cell.x_to_gates.weight.detach().T.numpy()[:, order]  # (D, 4H)
        bias = layer.cell.x_to_gates.bias.detach().numpy()[order]
        back = layer.cell.h_to_gates.weight.detach().T.numpy()[:, order]  # (H, 4H)
        if k == 0:  # 1-of-N times a matrix picks one row; the bias is added to the rows in advance
            constants["rows"] = read + bias
            nodes.append(_node("Gather", ["rows", "ids"], ["base_0"], axis=0))
            inputs, weights = "h_before_0", back
        else:
            constants[f"base_{k}"] = bias
            nodes.append(_node("Concat", [top, f"h_before_{k}"], [f"inputs_{k}"], axis=1))
            inputs, weights = f"inputs_{k}", np.concatenate([read, back])
        nodes += _product(inputs, weights, f"gates_{k}", f"base_{k}", constants)
        nodes += _gates(k)
        top = f"h_after_{k}"
        rest += [f"h_after_{k}", f"c_after_{k}"]
    readout = model.h_to_logits.weight.detach().T.numpy()
    constants["base_out"] = model.h_to_logits.bias.detach().numpy()
    nodes += _product(top, readout, "logits", "base_out", constants)
    nodes.append(_node("Concat", rest, ["after_flat"], axis=1))
    nodes.append(_node("Reshape", ["after_flat", "layered"], ["after"]))
    described = onnx.helper.make_graph(
        nodes,
        "one step of a character-level LSTM",
        [_value("ids", onnx.TensorProto.INT64, ["B"]), _value("state", onnx.TensorProto.FLOAT, ["B", 2 * L, H])],
        [_value("logits", onnx.TensorProto.FLOAT, ["B", V]), _value("after", onnx.TensorProto.FLOAT, ["B", 2 * L, H])],
        [onnx.numpy_helper.from_array(np.asarray(value), name) for name, value in constants.items()],
    )
    whole = onnx.helper.make_model(described, opset_imports=[onnx.helper.make_opsetid("", OPSET)], ir_version=IR)
    onnx.checker.check_model(whole)
    return whole


def _product(
    inputs: str, weights: np.ndarray, name: str, base: str, constants: dict[str, np.ndarray | np.generic]
) -> Iterator[onnx.NodeProto]:
    """base + inputs x weights, with both factors rounded."""
    scale = np.abs(weights).max(axis=0) / LEVELS  # (columns,)
    constants[f"{name}_weights"] = np.rint(weights / np.maximum(scale, 1e-12)).astype(np.int8)
    constants[f"{name}_scale"] = (scale / STATE_LEVELS).astype(np.float32)
    yield _node("QuantizeLinear", [inputs, "one", "middle"], [f"{name}_inputs"])
    yield _node("MatMulInteger", [f"{name}_inputs", f"{name}_weights", "middle"], [f"{name}_sums"])
    yield _node("Cast", [f"{name}_sums"], [f"{name}_real"], to=onnx.TensorProto.FLOAT)
    yield _node("Mul", [f"{name}_real", f"{name}_scale"], [f"{name}_scaled"])
    yield _node("Add", [f"{name}_scaled", base], [name])


def _gates(k: int) -> Iterator[onnx.NodeProto]:
    """The six lines of ``unrolled.models.lstm``, for layer k."""
    yield _node("Split", [f"gates_{k}", "gates"], [f"zifo_{k}", f"zg_{k}"], axis=1)
    yield _node("Sigmoid", [f"zifo_{k}"], [f"ifo_{k}"])
    yield _node("Split", [f"ifo_{k}", "three"], [f"{gate}_{k}" for gate in "ifo"], axis=1)
    yield _node("Tanh", [f"zg_{k}"], [f"g_{k}"])
    yield _node("Mul", [f"f_{k}", f"c_before_{k}"], [f"kept_{k}"])
    yield _node("Mul", [f"i_{k}", f"g_{k}"], [f"new_{k}"])
    yield _node("Add", [f"kept_{k}", f"new_{k}"], [f"c_after_{k}"])
    yield _node("Tanh", [f"c_after_{k}"], [f"squashed_{k}"])
    yield _node("Mul", [f"o_{k}", f"squashed_{k}"], [f"h_after_{k}"])


def _node(operator: str, inputs: list[str], outputs: list[str], **attributes: int) -> onnx.NodeProto:
    return onnx.helper.make_node(operator, inputs, outputs, **attributes)


def _value(name: str, dtype: int, shape: list[int | str]) -> onnx.ValueInfoProto:
    return onnx.helper.make_tensor_value_info(name, dtype, shape)
