"""What must be kept while a stream goes on."""

from __future__ import annotations

from unrolled.lessons.tcn.receptive_field.panel import SENTENCE
from unrolled.lessons.tcn.streaming import figure as figures
from unrolled.lessons.tcn.streaming import probe as probes
from unrolled.lessons.tcn.streaming.record import Streaming
from unrolled.panels.controls import Presets, Range, TextBox
from unrolled.panels.live import LivePicture
from unrolled.panels.panel import Panel


class StreamingPanel(Panel):
    """What must be kept for the next step?

    The picture's cursor is the step of the stream.

    Args:
        text: what is read.
        kernel, levels, channels: of the TCN.
        t: the step, from 0.

    Attributes:
        kernel, levels, channels, text: the controls.
    """

    def __init__(self, text: str = SENTENCE, *, kernel: int = 3, levels: int = 3, channels: int = 32, t: int = 17):
        self.kernel = Range("Kernel size k", kernel, 1, 8, 1, page=2, ticks=[1, 2, 4, 6, 8])
        self.levels = Range("Levels", levels, 1, 20, 1, page=2, ticks=[1, 5, 10, 15, 20])
        self.channels = Range("Channels", channels, 8, 256, 8, page=32, ticks=[8, 64, 128, 256])
        self.presets = Presets("Depths", self.levels, [("3", 3.0), ("8, as in Table 1", 8.0), ("20", 20.0)])
        self.text = TextBox("It reads", text, rows=1)
        self.text.layout.flex, self.text.layout.max_width = "1 1 480px", "none"
        self._t = t
        self._view = self._measure()
        live = LivePicture(
            self._view,
            figures.streaming_drawing,
            figures.describe_streaming,
            label="Step of the stream",
            place=lambda view: (view.t, len(view.text) - 1),
            over=figures.streaming_rings,
        )
        super().__init__(
            "What must be kept",
            "What does each network have to remember for its next step?",
            [self.kernel, self.levels, self.channels, self.presets, self.text],
            live,
            keys=[(["←", "→"], "step")],
            note="One sequence, 32 numbers a step, two convolutions a block. Go through the steps with the arrow keys.",
        )
        self.watch(self._show, self.kernel, self.levels, self.channels, self.text)
        self.watch(self._move, live, trait="cursor")

    def view(self) -> Streaming:
        """What is shown now, as a record."""
        return self._view

    def _measure(self) -> Streaming:
        return probes.streaming(
            self.text.value, self._t, kernel=int(self.kernel.value), levels=int(self.levels.value),
            channels=int(self.channels.value),
        )  # fmt: skip

    def _show(self) -> None:
        self._view = self._measure()
        self._t = self._view.t
        self.live.show(self._view)

    def _move(self) -> None:
        if self.live.cursor != self._t:
            self._t = self.live.cursor
            self._show()
