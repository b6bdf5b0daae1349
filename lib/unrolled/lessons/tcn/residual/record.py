"""Numbers of the panel *The residual block*."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

STAGES = ("x", "conv 1", "ReLU 1", "dropout 1", "conv 2", "ReLU 2", "dropout 2", "skip", "sum", "ReLU")
CONVOLUTIONS = {1: 0, 4: 1}  # stage: place of its convolution
BEFORE = {1: 0, 2: 1, 3: 2, 4: 3, 5: 4, 6: 5, 7: 0, 9: 8}  # what a stage reads; the sum reads two


@dataclass(frozen=True)
class Filter:
    """A convolution with weight norm, as it stands.

    Attributes:
        weights: ``(H, C, k)``, W = g v / |v|; the last tap reads the present.
        bias: ``(H,)``.
        length: ``(H,)``, g.
        norm: ``(H,)``, |v|.
    """

    weights: np.ndarray
    bias: np.ndarray
    length: np.ndarray
    norm: np.ndarray


@dataclass(frozen=True)
class Block:
    """All values of one block along a text.

    Attributes:
        text: T characters.
        name: of the block, in words.
        stage: the one lit, a place in ``STAGES``.
        values: a ``(T, channels)`` array for each stage.
        filters: both convolutions.
        mixing: ``(H, C)`` weights of the 1x1, and ``mixing_bias`` ``(H,)``; None where C is H.
        dilation: d.
        has_path: whether the skip connection joins the sum.
        dropout: "off", "channels" or "values".
        share: of channels, or of values, that are dropped while it is on.
        rows: ``(R,)`` output channels shown.
        inputs: ``(R',)`` input channels shown at stage 0, with their names.
        input_names: of these.
        trained: whether the weights are.
        scale: what the length g of the first convolution is multiplied by, in the channel pointed at.
        cursor: the character pointed at.
        row: the row pointed at.
    """

    text: str
    name: str
    stage: int
    values: tuple[np.ndarray, ...]
    filters: tuple[Filter, Filter]
    mixing: np.ndarray | None
    mixing_bias: np.ndarray | None
    dilation: int
    has_path: bool
    dropout: str
    share: float
    rows: np.ndarray
    inputs: np.ndarray
    input_names: tuple[str, ...]
    trained: bool
    scale: float
    cursor: int
    row: int

    @property
    def kernel(self) -> int:
        """k."""
        return self.filters[0].weights.shape[2]

    @property
    def widths(self) -> tuple[int, int]:
        """C, channels in, and H, channels out."""
        H, C, _ = self.filters[0].weights.shape
        return C, H

    @property
    def shown(self) -> np.ndarray:
        """Channels shown at this stage."""
        return self.inputs if self.stage == 0 else self.rows

    def at(self, stage: int, channel: int) -> float:
        """A stage's value at the cursor."""
        return float(self.values[stage][self.cursor, channel])

    def steps(self) -> tuple[int, ...]:
        """Which characters a convolution reads for the one pointed at, earliest first; negative ones are padding."""
        return tuple(self.cursor - (self.kernel - 1 - tap) * self.dilation for tap in range(self.kernel))

    def taps(self, stage: int, channel: int) -> tuple[float, ...]:
        """What each tap of a convolution adds at the cursor; 0 where it reads padding."""
        weights, read = self.filters[CONVOLUTIONS[stage]].weights[channel], self.values[BEFORE[stage]]
        return tuple(float(weights[:, tap] @ read[t]) if t >= 0 else 0.0 for tap, t in enumerate(self.steps()))

    def mixed(self, channel: int) -> tuple[float, float]:
        """The 1x1 at the cursor: the sum over its inputs, and its bias."""
        assert self.mixing is not None
        assert self.mixing_bias is not None
        return float(self.mixing[channel] @ self.values[0][self.cursor]), float(self.mixing_bias[channel])

    def dropped(self, stage: int) -> np.ndarray:
        """``(T, H)``, which values dropout took away: at stages 3 and 6."""
        return (self.values[stage - 1] > 0) & (self.values[stage] == 0)
