"""Interventions: hold a gate or a unit of a network at a value, by editing the weights of a copy.

An intervention needs no second forward path: the edited copy runs as any
network does.

    gate held at v         its rows of W become 0, its bias becomes ln(v / (1 - v)), so that sigmoid gives v
    forget bias moved      b_f + by
    one unit's carry at v  its forget gate held at 1, its input gate at 0, and v written into the state:
                           c = 1 c + 0 g keeps it (a GRU's h likewise, with z at 1)

The bias of a gate held at 0 or 1 is minus or plus infinity: sigmoid gives
exactly 0 or 1 there.
"""

from __future__ import annotations

import copy
from collections.abc import Sequence
from dataclasses import dataclass

import torch
from torch import Tensor

from unrolled.models.char_rnn import CharRNN
from unrolled.models.recurrent import Cell, State

GATES = {"lstm": {"i": 0, "f": 1, "o": 3}, "gru": {"r": 0, "z": 1}}  # the gate's place among the cell's blocks of rows
KEEPING = {"lstm": {"f": 1.0, "i": 0.0}, "gru": {"z": 1.0}}  # gates at these values hold a unit's memory still


@dataclass(frozen=True)
class Intervention:
    """What is held, or moved, while the network runs.

    Attributes:
        part: the name of a gate (i, f, o; r, z), "gates" for all of them, "bias" for the bias of the gate that
            keeps (f; z), or "carry" for the memory of one unit.
        value: a gate's, from 0 to 1; what is added to the bias; or the carry's.
        layers: counted from 1.
        unit: of a carry, counted from 0.
    """

    part: str
    value: float
    layers: tuple[int, ...]
    unit: int = 0


class Intervened:
    """A language model with an intervention in force; the model it was made from stays as it is.

    Args:
        model: with LSTM or GRU layers.
        intervention: what is held; None for nothing.

    Raises:
        ValueError: if the network has no such part, layer or unit, or a gate's value is not from 0 to 1.

    Examples:
        >>> held = Intervened(CharRNN(characters=5, hidden=8, layers=1), Intervention("f", 1.0, layers=(1,)))
        >>> held.model.trace(torch.tensor([[2, 3, 1]])).layers[0].f.unique().tolist()
        [1.0]
    """

    def __init__(self, model: CharRNN, intervention: Intervention | None = None):
        self.model, self.intervention = copy.deepcopy(model), intervention
        if intervention is None:
            return
        _check(model, intervention)
        cell, part, value = model.config["cell"], intervention.part, intervention.value
        for layer in intervention.layers:
            edited = self.model.layers[layer - 1].cell
            if part == "bias":
                move_bias(edited, GATES[cell][next(iter(KEEPING[cell]))], value)
            elif part == "carry":
                for gate, open_ in KEEPING[cell].items():
                    hold_gate(edited, GATES[cell][gate], open_, units=[intervention.unit])
            else:
                for gate in GATES[cell] if part == "gates" else [part]:
                    hold_gate(edited, GATES[cell][gate], value)

    def step(self, state: list[State] | None, ids: Tensor) -> tuple[Tensor, list[State]]:
        """Read one character of each sequence ``(B,)``: logits ``(B, V)`` and the new state, as a ``CharRNN`` does."""
        state = self.model.initial_state(len(ids)) if state is None else state
        return self.model.step(self._written(state), ids)

    def _written(self, state: list[State]) -> list[State]:
        """The state with the held carry in it; from then on the unit's own gates keep it there."""
        held = self.intervention
        if held is None or held.part != "carry":
            return state
        written = list(state)
        for layer in held.layers:
            *rest, memory = state[layer - 1]  # (h, c) of an LSTM, (h,) of a GRU
            memory = memory.clone()
            memory[:, held.unit] = held.value
            written[layer - 1] = (*rest, memory)
        return written


@torch.no_grad()
def hold_gate(cell: Cell, block: int, value: float, *, units: Sequence[int] | None = None) -> None:
    """Hold a gate at a value from 0 to 1, whatever the input.

    Args:
        cell: changed in place.
        block: the gate's place among the cell's blocks of H rows.
        value: from 0, shut, to 1, open.
        units: which units' gates; all by default.
    """
    H = cell.hidden
    rows = torch.arange(block * H, (block + 1) * H)[slice(None) if units is None else list(units)]
    for module in (cell.x_to_gates, cell.h_to_gates):
        module.weight[rows] = 0
        if module.bias is not None:
            module.bias[rows] = 0
    cell.x_to_gates.bias[rows] = torch.logit(torch.tensor(value, dtype=torch.float64)).to(cell.x_to_gates.bias)


@torch.no_grad()
def move_bias(cell: Cell, block: int, by: float) -> None:
    """Add to the bias of a gate, in place."""
    H = cell.hidden
    cell.x_to_gates.bias[block * H : (block + 1) * H] += by


def _check(model: CharRNN, intervention: Intervention) -> None:
    cell, layers = model.config["cell"], len(model.layers)
    gates = GATES.get(cell, {})
    if not gates or intervention.part not in (*gates, "gates", "bias", "carry"):
        raise ValueError(f"A network of {cell} cells has no part {intervention.part!r} that can be held.")
    if not all(1 <= layer <= layers for layer in intervention.layers):
        raise ValueError(f"The network has layers 1 to {layers}.")
    if intervention.part == "carry" and not 0 <= intervention.unit < model.config["hidden"]:
        raise ValueError(f"The network has units 1 to {model.config['hidden']} in each layer.")
    if intervention.part in (*gates, "gates") and not 0 <= intervention.value <= 1:
        raise ValueError(f"A gate is from 0 to 1, not {intervention.value:g}.")
