"""What must be kept between two steps of a stream."""

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

    live: LivePicture

    def __init__(self, text: str = SENTENCE, *, kernel: int = 3, levels: int = 3, channels: int = 32, t: int = 17):
        self.kernel = Range("Kernel size k", kernel, 1, 8, 1, page=2)
        self.levels = Range("Levels", levels, 1, 20, 1, page=2)
        self.channels = Range("Channels", channels, 8, 256, 8, page=32)
        self.presets = Presets("Depths", self.levels, [("3", 3.0), ("8, as for digits", 8.0), ("20", 20.0)])
        self.text = TextBox("It reads", text, rows=1)
        self.text.layout.flex, self.text.layout.max_width = "1 1 480px", "none"
        live = LivePicture(
            self._measure(t),
            figures.streaming_drawing,
            figures.describe_streaming,
            label="Step of the stream",
            place=lambda view: (view.t, len(view.text) - 1),
            over=figures.streaming_rings,
            point_at=lambda _, t: self._measure(t),
        )
        super().__init__(
            "What must be kept",
            "How much must each network keep for its next step?",
            [self.presets, self.kernel, self.levels],
            live,
            more=[self.channels, self.text],
            keys=[(["←", "→"], "step")],
            note="One sequence of 32 numbers a step, two convolutions a block; ← and → go through its steps.",
        )
        self.watch(self._update, self.kernel, self.levels, self.channels, self.text)

    def _measure(self, t: int) -> Streaming:
        return probes.streaming(
            self.text.value, t, kernel=int(self.kernel.value), levels=int(self.levels.value),
            channels=int(self.channels.value),
        )  # fmt: skip

    def _update(self) -> None:
        # The picture's own step, since it can be moved while the record stays: where a network is refused.
        self.show(self._measure(self.live.cursor))
