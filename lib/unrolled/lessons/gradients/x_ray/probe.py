"""How much of the last loss reaches each earlier step: true gradients, and what theory says of them.

The network reads x_1 ... x_T and says what comes next; L_T = -log p(x_{T+1}) is that one loss. With true gradients
dL_T/dh_t, here each with its Euclidean norm, comes what the plain network's

    dL_T/dh_{t-1} = W_hh^T diag(1 - h_t^2) dL_T/dh_t

makes of them: the asymptote rho^(T-t), if tanh had slope 1 and W_hh only one eigenvalue, its largest; and the bound
prod_k sigma_max max_i (1 - h_ki^2), k from t + 1 to T, which no gradient can pass. Both start from the measured
dL_T/dh_T. Bengio, Simard and Frasconi (1994); Pascanu, Mikolov and Bengio, arXiv 1211.5063, equations 5 to 7.

A TCN has no h_t: what can be compared with it is dL_T/dx_t, which is exactly 0 outside its receptive field.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import torch
from torch import Tensor, nn

from unrolled.datasets.text import Vocabulary
from unrolled.lessons.gradients.x_ray.record import Flow, Line, Xray
from unrolled.models.char_rnn import CharRNN
from unrolled.models.char_tcn import CharTCN
from unrolled.runtime import UnrolledError, one_thread
from unrolled.training import trio, trio_tcn
from unrolled.training.checkpoint import load_char_rnn

LONGEST = 100  # characters read
CELLS = ("lstm", "gru", "rnn")  # in the order of the lines
TCN_LEVELS = range(1, 7)  # of the untrained one


class XrayTextError(UnrolledError, ValueError):
    """A text without a character to read, or too long."""


@one_thread
def flow(model: CharRNN, ids: Tensor) -> Flow:
    """How much of the last loss reaches each step, in one backward pass.

    The steps are the cell's own; only the tensors on the way are kept, so that autograd can be asked for each.

    Args:
        model: with one layer.
        ids: ``(T + 1,)`` int64, T at least 1: T characters to read, and the one to predict.

    Raises:
        ValueError: if the model has more than one layer.
    """
    if len(model.layers) != 1:
        raise ValueError(f"This measures networks of one layer, and the model has {len(model.layers)}.")
    cell = model.layers[0].cell
    x = model.one_hot(ids[:-1]).requires_grad_()  # (T, V)
    state, steps = cell.initial_state(1), []
    for from_x in cell.read(x).split(1):  # (1, gates * H)
        steps.append(cell.step(from_x, state))
        state = steps[-1].state
    loss = nn.functional.cross_entropy(model.h_to_logits(steps[-1].h), ids[-1:])
    wanted = [part for step in steps for part in step.state]
    by_x, *by_state = torch.autograd.grad(loss, [x, *wanted])
    parts = [torch.cat(by_state[k :: cell.state_size]) for k in range(cell.state_size)]  # (T, H) each
    return Flow(_norms(by_x), _norms(parts[0]), *_inside(steps, parts))


@one_thread
def tcn_flow(model: CharTCN, ids: Tensor) -> Flow:
    """The same of a TCN: the gradients by its input alone. Arguments as those of :func:`flow`."""
    x = model.one_hot(ids[None, :-1]).requires_grad_()  # (1, T, V)
    loss = nn.functional.cross_entropy(model.h_to_logits(model.tcn(x)[:, -1]), ids[-1:])
    (by_x,) = torch.autograd.grad(loss, x)
    return Flow(_norms(by_x[0]))


def _inside(steps: list, parts: list[Tensor]) -> tuple[np.ndarray | None, ...]:
    """Carry, straight way and slopes, where the cell has them."""
    if len(parts) == 2:  # with a carry; in float64, since products of 99 gates leave float32
        f = torch.cat([step.f for step in steps[1:]] + [torch.ones_like(parts[1][:1])]).detach().double()  # (T, H)
        product = f.flip(0).cumprod(0).flip(0)  # row t: steps t + 1 to T
        return _norms(parts[1]), _norms(parts[1][-1] * product), None
    if hasattr(steps[0], "z"):
        return None, None, None
    return None, None, np.array([float(1 - step.h.detach().abs().min() ** 2) for step in steps])


def _norms(rows: Tensor) -> np.ndarray:
    return rows.double().norm(dim=1).numpy()


def linear(last: float, radius: float, T: int) -> np.ndarray:
    """The asymptote: ``last`` times rho^(T-t) for t from 1 to T, ``(T,)``."""
    return last * radius ** np.arange(T - 1, -1, -1.0)


def bound(last: float, norm: float, slopes: np.ndarray) -> np.ndarray:
    """What no gradient of a plain network can pass.

    Args:
        last: norm of dL_T/dh_T.
        norm: sigma_max of W_hh.
        slopes: ``(T,)`` the largest 1 - h^2 at each step.

    Returns:
        ``(T,)``, last times the product of norm and slopes of steps t + 1 to T.
    """
    factors = np.append(norm * slopes[1:], last)
    return factors[::-1].cumprod()[::-1]


def blocks(model: CharRNN) -> tuple[Tensor, ...]:
    """The H x H blocks of the weights from state to state: one in the plain network, one for each gate in others."""
    cell = model.layers[0].cell
    weights = next(value for name, value in cell.named_parameters() if name.startswith("h_to") and value.ndim == 2)
    return weights.detach().split(cell.hidden)


@one_thread
def spectral_radius(weights: Tensor) -> float:
    """The largest absolute value among the eigenvalues of a square matrix."""
    return float(torch.linalg.eigvals(weights).abs().max())


@one_thread
def largest_singular_value(weights: Tensor) -> float:
    """How much a matrix can stretch a vector at most."""
    return float(torch.linalg.matrix_norm(weights, 2))


class Untrained:
    """The three networks of one seed as they start, with two handles. Equal sizes: those of ``training.trio``.

    Args:
        seed: of the weights; all else is as PyTorch starts a linear layer.
        characters: V.
    """

    def __init__(self, seed: int, characters: int):
        self.models: dict[str, CharRNN] = {}
        self._starts: dict[str, list[tuple[Tensor, float]]] = {}
        with torch.random.fork_rng():
            for cell in CELLS:
                torch.manual_seed(seed)
                model = CharRNN(characters, trio.recipe(cell, seed).hidden, layers=1, cell=cell).eval()
                self.models[cell] = model
                self._starts[cell] = [(block.clone(), spectral_radius(block)) for block in blocks(model)]
        ((start, radius),) = self._starts["rnn"]
        self._stretch = largest_singular_value(start) / radius

    def turn(self, radius: float, forget: float) -> None:
        """Scale each recurrent block to a spectral radius, and set the LSTM's forget bias."""
        for cell, starts in self._starts.items():
            for block, (start, its) in zip(blocks(self.models[cell]), starts, strict=True):
                block.copy_(start * (radius / its))
        cell = self.models["lstm"].layers[0].cell
        with torch.no_grad():
            cell.x_to_gates.bias[cell.hidden : 2 * cell.hidden] = forget

    def norm(self, radius: float) -> float:
        """The largest singular value of the plain network's W_hh at that spectral radius."""
        return self._stretch * radius


@functools.cache
def untrained(seed: int, characters: int) -> Untrained:
    """The untrained networks of a seed, made once: eigenvalues take a moment."""
    return Untrained(seed, characters)


@functools.cache
def untrained_tcn(seed: int, characters: int, levels: int) -> CharTCN:
    """A TCN of a seed as it starts, as large as the other networks, whatever its levels."""
    with torch.random.fork_rng():
        torch.manual_seed(seed)
        return CharTCN(characters, trio_tcn.width(levels), levels, trio_tcn.KERNEL).eval()


@functools.cache
def trained_tcn(seed: int) -> CharTCN:
    """The trained TCN of a seed.

    Raises:
        CheckpointError: if it is missing or damaged.
    """
    return load_char_rnn(trio_tcn.name(seed))[0]


@functools.cache
def trained(seed: int) -> tuple[dict[str, CharRNN], float, float]:
    """The trained trio of a seed, with spectral radius and largest singular value of the plain network's W_hh.

    Raises:
        CheckpointError: if one of them is missing or damaged.
    """
    models = {cell: load_char_rnn(trio.name(cell, seed))[0] for cell in CELLS}
    (weights,) = blocks(models["rnn"])
    return models, spectral_radius(weights), largest_singular_value(weights)


class Machine:
    """Takes X-rays, and measures again only the networks that a change concerns.

    Args:
        vocabulary: of the networks.
    """

    def __init__(self, vocabulary: Vocabulary):
        self._vocabulary = vocabulary
        self._flows: dict[str, tuple[tuple, Flow]] = {}  # the last of each cell, with what it was made of

    def take(
        self, text: str, *, steps: int = LONGEST, wrt: str = "h", is_trained: bool = False, seed: int = 0,
        radius: float = 0.9, forget: float = 2.0, levels: int = 3,
    ) -> Xray:  # fmt: skip
        """One X-ray.

        Args:
            text: 2 to 101 characters; the last is to be predicted.
            steps: T, how many of those before it are read; a short text has fewer.
            wrt: "h", "x" or "c"; a TCN is measured for "x" alone.
            is_trained: of the trained networks, which radius, forget and levels do not touch.
            seed: of the networks.
            radius: spectral radius to which each recurrent block of the untrained ones is scaled.
            forget: bias of the untrained LSTM's forget gate.
            levels: of the untrained TCN, from 1 to 6.

        Raises:
            XrayTextError: if the text is too short or too long.
            UnknownCharacterError: if it holds a character outside the vocabulary.
            CheckpointError: if a trained network is missing.
        """
        ids = check_text(text, self._vocabulary)
        start = max(0, len(ids) - 1 - steps)
        key = (text[start:], seed, is_trained)
        if is_trained:
            models, radius, norm = trained(seed)
            keys = dict.fromkeys(CELLS, key)
        else:
            nets = untrained(seed, len(self._vocabulary))
            models, norm = nets.models, nets.norm(radius)
            keys = {cell: (*key, radius, forget if cell == "lstm" else None) for cell in CELLS}
            nets.turn(radius, forget)
        flows = {cell: self._flow(cell, keys[cell], models[cell], ids[start:]) for cell in CELLS}
        T, tcn = len(ids) - 1 - start, None
        if wrt == "x":
            tcn = trained_tcn(seed) if is_trained else untrained_tcn(seed, len(self._vocabulary), levels)
            flows["tcn"] = self._flow("tcn", (*key, None if is_trained else levels), tcn, ids[start:])
        return Xray(
            text, start, wrt, tuple(_lines(flows, wrt, radius, norm, T)), is_trained, seed, radius, norm,
            None if is_trained else forget, cursor=0, field=tcn and tcn.tcn.receptive_field,
            levels=tcn and tcn.config["levels"],
        )  # fmt: skip

    def _flow(self, cell: str, key: tuple, model: CharRNN | CharTCN, ids: Tensor) -> Flow:
        if self._flows.get(cell, (None,))[0] != key:
            self._flows[cell] = (key, (tcn_flow if cell == "tcn" else flow)(model, ids))
        return self._flows[cell][1]


def check_text(text: str, vocabulary: Vocabulary) -> Tensor:
    """The text in numbers, ``(T + 1,)``.

    Raises:
        XrayTextError: if there is nothing to read before its last character, or too much.
        UnknownCharacterError: if it holds a character outside the vocabulary.
    """
    if len(text) < 2:
        raise XrayTextError(
            "The text needs two characters or more: at least one to read, and the last to be predicted."
        )
    if len(text) > LONGEST + 1:
        raise XrayTextError(
            f"The text has {len(text):,} characters; the X-ray reads {LONGEST} and predicts one more: shorten it."
        )
    return vocabulary.encode(text)


def _lines(flows: dict[str, Flow], wrt: str, radius: float, norm: float, T: int) -> Iterator[Line]:
    for cell in CELLS:
        sizes = getattr(flows[cell], wrt)
        if sizes is not None and wrt != "c":
            yield Line(cell, sizes)
    if wrt == "x":
        yield Line("tcn", flows["tcn"].x)
    else:
        yield Line("carry", flows["lstm"].c)
        yield Line("straight", flows["lstm"].straight)
    if wrt == "h":
        last = flows["rnn"].h[-1]
        yield Line("linear", linear(last, radius, T))
        yield Line("bound", bound(last, norm, flows["rnn"].slopes))


def point_at(shown: Xray, cursor: int) -> Xray:
    """The same X-ray with the cursor elsewhere, held inside what is read."""
    return replace(shown, cursor=min(max(cursor, 0), shown.steps - 1))
