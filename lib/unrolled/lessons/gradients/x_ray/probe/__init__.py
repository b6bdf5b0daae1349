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

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
from torch import Tensor

from unrolled.datasets.text import Vocabulary
from unrolled.lessons.gradients.x_ray.probe.flow import flow, tcn_flow
from unrolled.lessons.gradients.x_ray.probe.networks import (
    CELLS,
    TCN_LEVELS,
    Untrained,
    blocks,
    largest_singular_value,
    spectral_radius,
    trained,
    trained_tcn,
    untrained,
    untrained_tcn,
)
from unrolled.lessons.gradients.x_ray.record import Flow, Line, Xray
from unrolled.models.char_rnn import CharRNN
from unrolled.models.char_tcn import CharTCN
from unrolled.runtime import UnrolledError

__all__ = [
    "CELLS",
    "LONGEST",
    "TCN_LEVELS",
    "Machine",
    "Untrained",
    "XrayTextError",
    "blocks",
    "flow",
    "largest_singular_value",
    "point_at",
    "spectral_radius",
    "tcn_flow",
    "trained",
    "trained_tcn",
    "untrained",
    "untrained_tcn",
]

LONGEST = 100  # characters read


class XrayTextError(UnrolledError, ValueError):
    """A text without a character to read, or too long."""


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
            text: 2 to 101 characters.
            steps: T, 1 or more: so many are read, and the loss is that of the next one; in a short text, of the last.
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
        T = min(steps, len(ids) - 1)
        ids = ids[: T + 1]
        key = (text[: T + 1], seed, is_trained)
        if is_trained:
            models, radius, norm = trained(seed)
            keys = dict.fromkeys(CELLS, key)
        else:
            nets = untrained(seed, len(self._vocabulary))
            models, norm = nets.models, nets.norm(radius)
            keys = {cell: (*key, radius, forget if cell == "lstm" else None) for cell in CELLS}
            nets.turn(radius, forget)
        flows = {cell: self._flow(cell, keys[cell], models[cell], ids) for cell in CELLS}
        tcn = None
        if wrt == "x":
            tcn = trained_tcn(seed) if is_trained else untrained_tcn(seed, len(self._vocabulary), levels)
            flows["tcn"] = self._flow("tcn", (*key, None if is_trained else levels), tcn, ids)
        return Xray(
            text, T, wrt, tuple(_lines(flows, wrt, radius, norm, T)), is_trained, seed, radius, norm,
            None if is_trained else forget, cursor=0,
            field=None if tcn is None else tcn.tcn.receptive_field,
            levels=None if tcn is None else tcn.config["levels"],
        )  # fmt: skip

    def _flow(self, cell: str, key: tuple, model: CharRNN | CharTCN, ids: Tensor) -> Flow:
        if self._flows.get(cell, (None,))[0] != key:
            self._flows[cell] = (key, tcn_flow(model, ids) if isinstance(model, CharTCN) else flow(model, ids))
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
    lstm, rnn = flows["lstm"], flows["rnn"]
    if wrt == "x":
        yield Line("tcn", flows["tcn"].x)
    elif lstm.c is not None and lstm.straight is not None:
        yield Line("carry", lstm.c)
        yield Line("straight", lstm.straight)
    if wrt == "h" and rnn.h is not None and rnn.slopes is not None:
        last = rnn.h[-1]
        yield Line("linear", linear(last, radius, T))
        yield Line("bound", bound(last, norm, rnn.slopes))


def point_at(shown: Xray, cursor: int) -> Xray:
    """The same X-ray with the cursor elsewhere, held inside what is read."""
    return replace(shown, cursor=min(max(cursor, 0), shown.steps - 1))
