"""What works in 2-D works in 1-D."""

from __future__ import annotations

import numpy as np

from unrolled.datasets import digits
from unrolled.lessons.tcn.one_dimension import figure as figures
from unrolled.lessons.tcn.one_dimension import probe as probes
from unrolled.lessons.tcn.one_dimension.record import OneDimension
from unrolled.panels.controls import Choice, Presets, Range, TextBox
from unrolled.panels.live import LivePicture
from unrolled.panels.panel import Panel

KERNELS = [("blur", "0.25, 0.5, 0.25"), ("edge", "-1, 1"), ("shift", "1, 0, 0"), ("second difference", "1, -2, 1")]


class OneDimensionPanel(Panel):
    """Are convolution, matrix and loop the same?

    Args:
        images: ``(N, 28, 28)`` from 0 to 1; by default ten digits of this repository.
        kernel: weights, as a learner types them.
        row: of the image, from 1.

    Attributes:
        digit, row, dilation, padding, kernel, presets: the controls.
    """

    def __init__(self, images: np.ndarray | None = None, *, kernel: str = KERNELS[0][1], row: int = 14):
        self._images = ten_digits() if images is None else images
        rows, width = self._images.shape[1:]
        self.digit = Range("Digit", 3, 0, len(self._images) - 1, 1, page=2)
        self.row = Range("Row of the image", row, 1, rows, 1, page=5)
        self.dilation = Range("Dilation d", 1, 1, 8, 1, page=2)
        self.padding = Choice("Zeros", [("on the left", "causal"), ("on both sides", "centred")], "causal")
        self.kernel = TextBox("Kernel", kernel, rows=1)
        self.presets = Presets("Kernels", self.kernel, KERNELS)
        live = LivePicture(
            self._measure(width // 2),
            figures.one_dimension_drawing,
            figures.describe_one_dimension,
            label="Output of the convolution",
            place=lambda view: (view.t, len(view.outputs) - 1),
            over=figures.one_dimension_cursor,
            point_at="t",
        )
        super().__init__(
            "What works in 2-D works in 1-D",
            "Are convolution, matrix and loop the same?",
            [self.presets, self.dilation],
            live,
            more=[self.digit, self.row, self.padding, self.kernel],
            keys=[(["←", "→"], "output")],
            note="One row of a digit of MNIST under a small kernel; blue is above 0, orange below.",
        )
        self.watch(self._update, self.digit, self.row, self.dilation, self.padding, self.kernel)

    def _measure(self, t: int) -> OneDimension:
        image, dilation = self._images[int(self.digit.value)], int(self.dilation.value)
        kernel = probes.read_kernel(self.kernel.value, dilation, image.shape[1])
        return probes.one_dimension(
            image, int(self.row.value) - 1, kernel, dilation=dilation, causal=self.padding.value == "causal", t=t
        )

    def _update(self) -> None:
        self.show(self._measure(self.record.t))


def ten_digits() -> np.ndarray:
    """The first test image of each digit, ``(10, 28, 28)`` from 0 to 1."""
    firsts = digits.first_of_each(digits.small("test"), 1)
    return firsts.images[np.argsort(firsts.labels)] / 255
