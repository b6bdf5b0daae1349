"""The time-delay neural network of Waibel and others (1989): convolutions over time, 29 years before the TCN.

    h1_t = sigmoid(conv_3(x))_t      a window of 3 frames, 8 units
    h2_t = sigmoid(conv_5(h1))_t     a window of 5 of these, one unit for each phoneme
    evidence = mean over t of h2_t   a fixed, equal weight for every step

Each unit has the same weights at every step, which is a convolution of dilation 1; the mean keeps *whether* a
phoneme occurred and drops *when*. Only whole windows count: steps whose window would begin before the first frame are
left out, so 15 frames give 13, then 9. How the mean becomes a class is left to the loss.
A. Waibel, T. Hanazawa, G. Hinton, K. Shikano and K. Lang, *Phoneme Recognition Using Time-Delay Neural Networks*,
IEEE Transactions on Acoustics, Speech, and Signal Processing 37(3), 1989.
"""

from __future__ import annotations

from collections.abc import Sequence

from torch import Tensor, nn, sigmoid

from unrolled.models.modules import Modules
from unrolled.models.tcn.network import CausalConv1d


class TDNN(nn.Module):
    """A stack of convolutions over whole windows, and the mean over time.

    Args:
        inputs: D, the size of a frame; 16 bands of frequency in the paper.
        channels: units of each layer; the last ones are the classes. (8, 3) in the paper, for b, d and g.
        kernels: the window of each layer, (3, 5) in the paper.

    Raises:
        ValueError: if there are not as many windows as layers.

    Examples:
        >>> tdnn, x = TDNN(), torch.zeros(4, 15, 16)
        >>> tuple(tdnn(x).shape), [tuple(rows.shape) for rows in tdnn.trace(x)]
        ((4, 3), [(4, 8, 13), (4, 3, 9)])
    """

    def __init__(self, inputs: int = 16, channels: Sequence[int] = (8, 3), kernels: Sequence[int] = (3, 5)):
        super().__init__()
        if not channels or len(channels) != len(kernels):
            raise ValueError(f"{len(channels)} layers have {len(kernels)} windows: each layer needs one.")
        self.inputs = inputs
        self.layers = Modules(
            CausalConv1d(C, H, k) for C, H, k in zip((inputs, *channels), channels, kernels, strict=False)
        )

    @property
    def receptive_field(self) -> int:
        """Frames that one step of the last layer sees, which is also the shortest input."""
        return 1 + sum(layer.reach for layer in self.layers)

    def trace(self, x: Tensor) -> list[Tensor]:
        """Each layer's units over time, ``(B, H, T')``, from ``(B, T, D)``: each window shortens T' by its size less 1.

        Raises:
            ValueError: if ``x`` has another shape or is shorter than the receptive field.
        """
        shortest = self.receptive_field
        if x.ndim != 3 or 0 in x.shape or x.shape[2] != self.inputs or x.shape[1] < shortest:
            raise ValueError(
                f"x is {tuple(x.shape)}: it must be (B, T, D) with B at least 1, T at least {shortest} and "
                f"D = {self.inputs}."
            )
        a, rows = x.transpose(1, 2), []  # (B, D, T)
        for layer in self.layers:
            a = sigmoid(layer(a)[:, :, layer.reach :])  # whole windows only
            rows.append(a)
        return rows

    def forward(self, x: Tensor) -> Tensor:
        """The evidence for each class, ``(B, classes)``, from ``(B, T, D)``."""
        return self.trace(x)[-1].mean(dim=2)
