"""The residual block."""

from __future__ import annotations

from unrolled.datasets.text import Vocabulary
from unrolled.lessons.gradients.x_ray.panel import FRENCH
from unrolled.lessons.tcn.residual import figure as figures
from unrolled.lessons.tcn.residual import probe as probes
from unrolled.lessons.tcn.residual.record import STAGES, Block
from unrolled.measuring.char_rnn import check_fit
from unrolled.models.char_tcn import CharTCN
from unrolled.panels.controls import Button, Choice, Play, Range, TextBox
from unrolled.panels.live import LivePicture
from unrolled.panels.panel import Panel

PATHS = [("with", "with"), ("without", "without")]
DROPOUTS = [("off", "off"), ("whole channels", "channels"), ("single values", "values")]


class ResidualPanel(Panel):
    """What does a residual block do to a value, step by step?

    Args:
        model: a character TCN; by default the trained one of seed 0.
        vocabulary: its characters.
        text: 1 to 120 characters.
        level: which of its blocks, "1" being the lowest; or "own", an untrained one of the widths below.

    Attributes:
        stage, play, level, inputs, outputs, path, dropout, draw, length, text: the controls. Moving ``inputs`` or
            ``outputs`` shows the untrained block, the only one whose widths can be chosen.
    """

    def __init__(
        self,
        model: CharTCN | None = None,
        vocabulary: Vocabulary | None = None,
        *,
        text: str = FRENCH,
        level: str = "2",
    ):
        if model is None:
            model, vocabulary = probes.trained()
        assert vocabulary is not None  # who gives a model gives it too
        check_fit(vocabulary, model)
        self._reader = probes.Reader(model, vocabulary)
        stages = [(str(k), str(k)) for k in range(len(STAGES))]
        self.stage = Choice("Stage", stages, "1", shortcuts="0123456789")
        self.play = Play()
        self.level = Choice("Level, channels in→out", [*self._reader.levels, ("untrained", probes.OWN)], level)
        self.inputs = Range("Channels in", 6, 1, 10, 1, page=3)
        self.outputs = Range("Channels out", 6, 1, 10, 1, page=3)
        self.path = Choice("Skip connection", PATHS, "with")
        self.dropout = Choice("Dropout", DROPOUTS, "off")
        self.draw = Button("New draw", key="n")
        self.length = Range("Length g of this channel", 1, 0, 3, 0.1, page=1, unit="times")
        self.text = TextBox("Text", text, rows=1)
        self.text.layout.max_width, self.text.layout.flex = "none", "1 0 100%"  # a row of its own: a line in sight
        shown = self._read(cursor=min(len(text) - 1, max(0, text.find("France"))))
        live = LivePicture(
            shown,
            figures.block_drawing,
            figures.describe_block,
            label="Character, and channel",
            place=lambda shown: (shown.cursor, len(shown.text) - 1, shown.row, len(shown.shown) - 1),
            over=figures.block_cursor,
            point_at=self._point_at,
        )
        super().__init__(
            "The residual block",
            "What does it do to a value, stage by stage?",
            [self.stage, self.play, self.path],
            live,
            more=[self.level, self.dropout, self.draw, self.length, self.inputs, self.outputs, self.text],
            keys=[(["0–9"], "stage"), (["←", "→"], "character"), (["↑", "↓"], "channel"), (["P"], "play")],
            note=figures.describe_block,
        )
        self.watch(self._light, self.stage)
        self.watch(self._again, self.level, self.path, self.dropout, self.length, self.text, self.draw)
        self.watch(self._choose_own, self.inputs, self.outputs)
        self.watch(self._tick, self.play, trait="ticks")

    def _read(self, cursor: int, row: int | None = None) -> Block:
        return self._reader.read(
            self.text.value,
            self.level.value,
            stage=int(self.stage.value),
            has_path=self.path.value == "with",
            dropout=self.dropout.value,
            draw=self.draw.presses,
            scale=self.length.value,
            inputs=int(self.inputs.value),
            outputs=int(self.outputs.value),
            cursor=cursor,
            row=row,
        )

    def _point_at(self, shown: Block, cursor: int, row: int) -> Block:
        if shown.scale != 1 and row != shown.row:  # g is that of the channel pointed at
            return self._read(cursor, row)
        return probes.point_at(shown, cursor=cursor, row=row)

    def _again(self) -> None:
        self.show(self._read(self.record.cursor, self.record.row))

    def _light(self) -> None:
        if self.record.stage != int(self.stage.value):
            self.show(probes.point_at(self.record, stage=int(self.stage.value)))

    def _choose_own(self) -> None:
        if self.level.value == probes.OWN:
            self._again()
        else:
            self.level.value = probes.OWN

    def _tick(self) -> None:
        """One stage on; after the last, the first of the next character; at the end of the text, stop."""
        if self.record.stage + 1 < len(STAGES):
            self.stage.value = str(self.record.stage + 1)
        elif self.record.cursor + 1 < len(self.record.text):
            self.show(probes.point_at(self.record, stage=0, cursor=self.record.cursor + 1))
            self.stage.value = "0"  # which is shown already
        else:
            self.play.playing = False
