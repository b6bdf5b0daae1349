"""One readout on top of any architecture, for fair comparisons between equally large ones.

h = core(x)        an RNN, GRU, LSTM or TCN, (B, T, H)
y = W h + b        (B, T, O), or of the last step alone, (B, O)
"""

from __future__ import annotations

from torch import Tensor, nn

from unrolled.models.fused import FusedGRU, FusedLSTM, FusedRNN
from unrolled.models.recurrent import Recurrent
from unrolled.models.size import nearest_width, size
from unrolled.models.stack import Stack
from unrolled.models.tcn.fast import FastTCN
from unrolled.models.tcn.network import TCN

RECURRENT = {"rnn": FusedRNN, "gru": FusedGRU, "lstm": FusedLSTM}
ARCHITECTURES = (*RECURRENT, "tcn")


class SequenceNet(nn.Module):
    """An architecture with a linear readout.

    Args:
        core: a recurrent layer, a stack of them, or a TCN.
        outputs: O.
    """

    def __init__(self, core: TCN | Recurrent | Stack, outputs: int):
        super().__init__()
        self.core = core
        self.readout = nn.Linear(core.hidden, outputs)

    def states(self, x: Tensor) -> Tensor:
        """The input of the readout at every step, ``(B, T, D)`` to ``(B, T, H)``."""
        h = self.core(x)
        return h if isinstance(self.core, TCN) else h[0]

    def forward(self, x: Tensor) -> Tensor:
        """The output at every step, ``(B, T, D)`` to ``(B, T, O)``."""
        return self.readout(self.states(x))

    def last(self, x: Tensor) -> Tensor:
        """The output at the last step, ``(B, T, D)`` to ``(B, O)``."""
        if isinstance(self.core, TCN):
            return self.readout(self.core.last(x))
        return self.readout(self.states(x)[:, -1])

    def where(self, x: Tensor, scored: Tensor) -> Tensor:
        """The outputs at the scored steps only, ``(N, O)``: a readout to many outputs costs more than everything else.

        Args:
            x: ``(B, T, D)``.
            scored: ``(B, T)`` bool, N of them true.
        """
        return self.readout(self.states(x)[scored])


def build(
    architecture: str, inputs: int, outputs: int, parameters: int, *, kernel: int = 3, levels: int = 4
) -> SequenceNet:
    """Build a network with about the given number of parameters and torch's starting weights.

    Args:
        architecture: "rnn", "gru", "lstm" or "tcn".
        inputs: D.
        outputs: O.
        parameters: wanted in all; they decide the width of the layer, or of all levels of a TCN.
        kernel: k, of a TCN.
        levels: of a TCN, with dilations 1, 2, 4, ...

    Raises:
        ValueError: if there is no such architecture.

    Examples:
        >>> network = build("tcn", inputs=2, outputs=1, parameters=5_000)
        >>> tuple(network.last(torch.zeros(3, 40, 2)).shape), abs(size(network) - 5_000) < 200
        ((3, 1), True)
    """
    if architecture not in ARCHITECTURES:
        raise ValueError(f"There is no architecture {architecture!r}: choose one of {', '.join(ARCHITECTURES)}.")

    def make(width: int) -> SequenceNet:
        if architecture == "tcn":
            return SequenceNet(FastTCN(inputs, (width,) * levels, kernel), outputs)
        layer = RECURRENT[architecture]
        return SequenceNet(layer.started_as_torch(inputs, width), outputs)

    return make(nearest_width(parameters, lambda width: size(make(width))))
